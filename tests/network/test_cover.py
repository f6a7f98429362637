"""Few asks for many wishes: beside the best of all sets of asks, by brute force."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests import plainly
from tests.networks import LAW, stories, world
from tiesmap.network.cover import Serving, cover, cover_wishes

servings = st.lists(
    st.builds(
        Serving,
        st.integers(0, 3),
        st.dictionaries(st.integers(0, 4), st.floats(0.01, 1), min_size=1, max_size=4),
    ),
    max_size=7,
)


def every_set(asks: list[Serving]) -> list[tuple[Serving, ...]]:
    """All sets of asks in which nobody is asked twice."""
    sets = (s for size in range(len(asks) + 1) for s in combinations(asks, size))
    return [s for s in sets if len({ask.connector for ask in s}) == len(s)]


def worth(asks: list[Serving], chosen: tuple[Serving, ...]) -> float:
    def best(of: Sequence[Serving], wish: int) -> float:
        return max((ask.wishes.get(wish, 0.0) for ask in of), default=0.0)

    return sum(
        best(chosen, wish) / best(asks, wish) for wish in {w for a in asks for w in a.wishes}
    )


@given(servings)
def test_beside_the_best_of_all_sets(asks: list[Serving]) -> None:
    found = cover(asks)
    for wish, place in found.items():
        assert wish in asks[place].wishes
    chosen = tuple(asks[place] for place in set(found.values()))
    assert len({ask.connector for ask in chosen}) == len(chosen)
    served = max(len(frozenset().union(*(a.wishes for a in s))) for s in every_set(asks))
    assert len(found) >= served / 2
    # Greedy cover needs at most H(5) = 2.28 times as many asks as the best for the same wishes.
    enough = [
        s for s in every_set(asks) if found.keys() <= frozenset().union(*(a.wishes for a in s))
    ]
    assert len(chosen) <= 2.29 * min(len(s) for s in enough) or not enough


@given(servings)
def test_half_of_the_best_by_chance_before_anybody_moves(asks: list[Serving]) -> None:
    """The guarantee of greedy choice under a matroid (Fisher, Nemhauser & Wolsey 1978)."""
    found = cover(asks)
    chosen = tuple(asks[place] for place in set(found.values()))
    if len({ask.connector for ask in asks}) == len(asks):
        best = max(worth(asks, s) for s in every_set(asks))
        assert worth(asks, chosen) >= best / 2 - 1e-9


def test_one_ask_for_all_that_it_serves() -> None:
    """Yuka is in hotels: one ask; a second hotel man, less likely, is not asked for as well."""
    yuka, other = Serving(7, {0: 0.1, 1: 0.1}), Serving(8, {1: 0.08})
    assert cover([other, yuka]) == {0: 1, 1: 1}


def test_three_wishes_at_one_firm_are_one_ask() -> None:
    """Anybody there, and two by name: only one of the names and "anybody" go together."""
    asks = [Serving(1, {0: 0.2, 2: 0.2}), Serving(1, {1: 0.1, 2: 0.1})]
    assert cover(asks) == {0: 0, 2: 0}
    assert cover([*asks, Serving(2, {1: 0.05})]) == {0: 0, 2: 0, 1: 2}


def test_an_ask_moves_to_another_connector_where_that_serves_one_more() -> None:
    """Both wishes want connector 1; the first can go through 2 as well."""
    asks = [
        Serving(1, {0: 0.9}),
        Serving(2, {0: 0.1}),
        Serving(1, {1: 0.3}),
    ]
    assert cover(asks) == {0: 1, 1: 2}


def test_nothing_to_do() -> None:
    assert cover([]) == {}


def test_the_wanted_list_of_a_rep() -> None:
    r"""
    You - Rosa - Jean - Yuka      Jean and Yuka are in Hotels, Yuka at Inn.
      `-- Leo -- Emi              Emi and Max work at Zinn; Leo knows Emi, Emi knows Max.
    """
    told = world(
        "You mail Rosa 5 times\nRosa knows Jean\nJean knows Yuka 4 of 5",
        "You mail Leo 5 times\nLeo knows Emi\nEmi knows Max\nYou mail Zoe",
        "Jean is in Hotels\nYuka is in Hotels\nEmi works at Zinn\nMax works at Zinn",
    )
    yuka, hotels, emi, max_, zinn, nobody = cover_wishes(
        told.standpoint(),
        [told.nodes(names) for names in ("Yuka", "Jean Yuka", "Emi", "Max", "Emi Max", "")],
    )
    assert yuka.path is not None
    assert yuka.path.names == ("You", "Rosa", "Jean", "Yuka")
    assert hotels.path == yuka.path
    # Emi is wanted, is somebody at Zinn, and the way to Max: one ask for three wishes.
    assert emi.path is not None
    assert emi.path.names == ("You", "Leo", "Emi", "Max")
    assert max_.path == zinn.path == emi.path
    assert (nobody.path, nobody.others) == (None, ())
    assert emi.others == ()


@LAW
@given(stories(), st.integers(1, 3))
def test_whoever_can_be_reached_alone_is_served_alone(story: list[str], size: int) -> None:
    told = world(*story)
    standpoint = told.standpoint()
    asking = plainly.hops(told)
    for name in list(told.ids)[:size]:
        (found,) = cover_wishes(standpoint, [[told.node(name)]])
        reached = plainly.paths(asking, name)
        assert (found.path is not None) == bool(reached)
        if found.path is not None:
            assert found.path.chance == pytest.approx(max(reached.values()))
            through = {way.split(" > ")[1] for way in reached}
            others = {told.name(path.connector) for path in found.others}
            assert others | {told.name(found.path.connector)} <= through
