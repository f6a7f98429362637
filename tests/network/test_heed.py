"""A standpoint in which tact and what was learned count: which hop gets which factor, and no other.

The stories are small enough to say by hand which tie is strong and which bridging; the factors are
round numbers, so that a factor on the wrong tie shows.
"""

from __future__ import annotations

import numpy as np
import pytest

from tests.networks import World, world
from tiesmap.model.priors import Learned, Priors
from tiesmap.model.tact import Tact
from tiesmap.network.outreach import suggest
from tiesmap.network.standpoint import Standpoint
from tiesmap.network.tact import CAME, heed, raise_chance

SAME = Learned(4, 10, 0.4, 0.4, 1.0)


def learned(factor: float) -> Learned:
    return Learned(5, 10, 0.4, 0.5, factor)


def town() -> World:
    r"""
    You - A (strong: mails of this week)     A, B and D are one circle, E, F and G another;
      \                                      D - E is the only tie between the two.
       C (weak: one mail of long ago) - D
    """
    # The rep is not the first person of all, so that his ties are not the first either.
    return world(
        *(f"{a} mails {b} 5 times" for a, b in ("AB", "AD", "BD", "EF", "FG", "EG", "CD", "DE")),
        "You mail A 40 times 1 days ago\nA mails You 40 times 1 days ago",
        "You mail C 300 days ago",
    )


def odds(chance: float) -> float:
    return chance / (1 - chance)


def raised(told: World, before: Standpoint, after: Standpoint, hop: str) -> float:
    """By how much the odds of a hop ("A>B") were raised."""
    one, other = (told.node(name) for name in hop.split(">"))
    slot = before.slot(one, other)
    return odds(float(after.chance[slot])) / odds(float(before.chance[slot]))


@pytest.mark.parametrize(
    ("kinds", "to_a", "to_c"),
    [
        ({"strong": learned(2.0)}, 2.0, 1.0),
        ({"weak": learned(3.0)}, 1.0, 3.0),
        ({"strong": learned(0.5), "weak": learned(4.0)}, 0.5, 4.0),
    ],
)
def test_what_strong_ties_taught_moves_strong_ties_and_what_weak_ones_taught_weak_ones(
    kinds: dict[str, Learned], to_a: float, to_c: float
) -> None:
    told = town()
    here = told.standpoint()
    after = heed(here, priors=Priors(SAME, kinds))
    assert raised(told, here, after, "You>A") == pytest.approx(to_a)
    assert raised(told, here, after, "You>C") == pytest.approx(to_c)


def test_what_all_asks_taught_moves_every_first_hop_and_no_other() -> None:
    told = town()
    here = told.standpoint()
    after = heed(here, priors=Priors(learned(1.5), {}, {told.ids["C"]: learned(2.0)}))
    assert raised(told, here, after, "You>A") == pytest.approx(1.5)
    assert raised(told, here, after, "You>C") == pytest.approx(3.0)
    changed = np.flatnonzero(here.chance != after.chance)
    own = [here.slot(here.rep, told.node(name)) for name in "AC"]
    assert changed.tolist() == sorted(own)


def test_what_bridging_ties_taught_moves_bridging_hops_beyond_the_first_alone() -> None:
    told = town()
    here = told.standpoint()
    bridge = here.around.bridging
    assert bridge[told.tie(here.network, "D", "E")]
    assert not bridge[told.tie(here.network, "A", "B")]
    after = heed(here, priors=Priors(SAME, {"bridging": learned(2.0)}))
    assert raised(told, here, after, "D>E") == pytest.approx(2.0)
    assert raised(told, here, after, "A>B") == pytest.approx(1.0)
    # The rep's own ties are strong or weak; as bridges they are not measured.
    for name in "AC":
        assert raised(told, here, after, f"You>{name}") == pytest.approx(1.0)


def test_tact_multiplies_the_chance_of_the_connectors_own_hop_alone() -> None:
    told = town()
    here = told.standpoint()
    after = heed(here, {told.ids["A"]: Tact(factor=0.25, room=1)})
    slot = here.slot(here.rep, told.node("A"))
    assert after.chance[slot] == pytest.approx(here.chance[slot] / 4)
    assert np.flatnonzero(after.chance != here.chance).tolist() == [slot]


def test_who_has_no_room_is_not_asked_and_a_no_go_closes_that_one_hop() -> None:
    told = town()
    here = told.standpoint()
    said = {
        told.ids["C"]: Tact(room=0, blocked="declined"),
        told.ids["A"]: Tact(no_go=frozenset({told.ids["B"]})),
    }
    after = heed(here, said)
    assert after.chance[here.slot(here.rep, told.node("C"))] == 0
    assert after.chance[here.slot(told.node("A"), told.node("B"))] == 0
    for hop in ("You>A", "A>D", "C>D", "B>D"):
        one, other = (told.node(name) for name in hop.split(">"))
        slot = here.slot(one, other)
        assert after.chance[slot] == here.chance[slot] > 0, hop


def test_who_introduced_the_rep_to_six_has_seven_times_the_odds_and_every_ask_says_so() -> None:
    told = town()
    here = told.standpoint()
    after = heed(here, {told.ids["C"]: Tact(introduced=6, deal="is in an open deal with you")})
    assert raised(told, here, after, "You>C") == pytest.approx(7.0)
    assert raised(told, here, after, "You>A") == pytest.approx(1.0)
    assert tuple(map(str, after.reasons(told.node("C"))))[:2] == (
        "introduced you to 6 people", "is in an open deal with you",
    )  # fmt: skip
    assert after.reasons(told.node("A")) == here.reasons(told.node("A"))


def test_who_came_by_an_introduction_is_likelier_than_an_equal_one() -> None:
    told = world("You mail A and B", "A mails C", "B mails D")
    here = told.standpoint()
    came = {told.ids["B"]: Tact(came_through="Cora")}
    after = heed(here, came)
    assert raised(told, here, after, "You>B") == pytest.approx(CAME)
    assert raised(told, here, after, "You>A") == pytest.approx(1.0)


def test_nothing_said_and_nothing_learned_is_the_same_standpoint() -> None:
    here = town().standpoint()
    assert heed(here) is here
    assert float(raise_chance(np.array(0.5), np.array(3.0))) == pytest.approx(0.75)


@pytest.mark.parametrize("order", [range(8), range(7, -1, -1)])
def test_the_mark_of_a_bridge_is_that_of_the_best_way(order: range) -> None:
    r"""
    You - A = T      A, B, D and T are one circle with strong ties; C, E and F another. T can
      \       |      be reached over A and, far less likely, over C, whose tie to T is the
       C -----+      bridge: the mark is that of the way over A, until A is left alone.
    """
    told = world(
        "You mail A 20 times\nYou mail C",
        *(f"{a} mails {b} 20 times" for a, b in ("AB", "AT", "BT", "AD", "BD", "DT")),
        *(f"{a} mails {b}" for a, b in ("CE", "EF", "CF", "CT")),
        order=order,
    )
    here = told.standpoint()
    assert here.around.bridging[told.tie(here.network, "C", "T")]
    assert not here.around.bridging[told.tie(here.network, "A", "T")]
    mark = {s.path.names[-1]: s.path.hops[-1].bridging for s in suggest(here, reach="near")}
    assert mark["T"] is False
    closed = heed(here, {told.ids["A"]: Tact(room=0)})
    mark = {s.path.names[-1]: s.path.hops[-1].bridging for s in suggest(closed, reach="near")}
    assert mark["T"] is True
