"""The best set of asks: the laws of its proof, brute force, limits, tact, what was learned."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from itertools import combinations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tiesmap.model.priors import Learned, Priors
from tiesmap.model.tables import CONTACTS, PEOPLE, Ratings, Tables
from tiesmap.model.tact import Tact
from tiesmap.network.build import build_network
from tiesmap.network.comfort import measure_comfort
from tiesmap.network.planning import BREADTH, LIKELIEST, Ways, choose, plan, scaled
from tiesmap.network.standpoint import Standpoint, look_around, stand
from tiesmap.network.tact import heed, raise_chance

DAY = date(2026, 6, 30)


def worth_of(ways: Ways, chosen: Collection[int]) -> float:
    """F of a set of asks, by its definition."""
    missed = np.ones(len(ways.worth))
    for way in sorted(set(chosen)):
        missed[ways.aims[way][ways.aims[way] >= 0]] *= 1 - ways.chance[way]
    return float((ways.worth * (1 - missed)).sum())


@st.composite
def instances(draw):
    n = draw(st.integers(1, 7))
    a = draw(st.integers(1, 6))
    some = st.sets(st.integers(0, a - 1), max_size=3).map(lambda x: [*x, -1, -1, -1][:3])
    floats = st.floats(0, 1, allow_subnormal=False)
    return Ways(
        connector=np.array(draw(st.lists(st.integers(0, 3), min_size=n, max_size=n))),
        chance=np.array(draw(st.lists(floats, min_size=n, max_size=n))),
        aims=np.array(draw(st.lists(some, min_size=n, max_size=n))),
        worth=np.array(draw(st.lists(st.floats(0, 5), min_size=a, max_size=a))),
    )


rooms = st.dictionaries(st.integers(0, 3), st.integers(0, 3))


def is_allowed(ways, chosen, room, asks):
    used = [int(ways.connector[way]) for way in chosen]
    return len(chosen) <= asks and all(used.count(c) <= room.get(c, 0) for c in used)


@given(instances(), rooms, st.integers(0, 5))
def test_at_least_half_of_the_best(ways, room, asks):
    found = [way for way, _ in choose(ways, room, asks)]
    every = range(len(ways.connector))
    best = max(
        worth_of(ways, some)
        for size in range(asks + 1)
        for some in combinations(every, size)
        if is_allowed(ways, some, room, asks)
    )
    assert is_allowed(ways, found, room, asks)
    assert worth_of(ways, found) >= best / 2 - 1e-9


@given(instances(), rooms, st.integers(0, 5))
def test_lazy_evaluation_chooses_what_plain_greed_would(ways, room, asks):
    plain: list[int] = []
    while len(plain) < asks:
        gains = [
            (worth_of(ways, [*plain, way]) - worth_of(ways, plain), -way)
            for way in range(len(ways.connector))
            if way not in plain and is_allowed(ways, [*plain, way], room, asks)
        ]
        if not gains or max(gains)[0] <= 1e-12:
            break
        plain.append(-max(gains)[1])
    lazy = choose(ways, room, asks)
    assert worth_of(ways, [way for way, _ in lazy]) == pytest.approx(worth_of(ways, plain))
    gains = [adds for _, adds in lazy]
    assert sum(gains) == pytest.approx(worth_of(ways, [way for way, _ in lazy]))


@given(instances(), st.data())
def test_worth_is_monotone_and_diminishing(ways, data):
    every = st.sets(st.integers(0, len(ways.connector) - 1))
    large = data.draw(every)
    small = {way for way in large if data.draw(st.booleans())}
    one = data.draw(st.integers(0, len(ways.connector) - 1))
    assert worth_of(ways, small) <= worth_of(ways, large) + 1e-9
    if one not in large:
        to_small = worth_of(ways, small | {one}) - worth_of(ways, small)
        to_large = worth_of(ways, large | {one}) - worth_of(ways, large)
        assert to_large <= to_small + 1e-9


def test_worth_by_hand():
    # Two ways to person 0, who is in category 1: 1 - .5 * .5 of 1 and of 2.
    ways = Ways(
        np.array([7, 8]), np.array([0.5, 0.5]), np.array([[0, 1], [0, 1]]), np.array([1.0, 2.0])
    )
    assert worth_of(ways, [0]) == pytest.approx(1.5)
    assert worth_of(ways, [0, 1]) == pytest.approx(2.25)
    assert choose(ways, {7: 1, 8: 1}, 5) == [(0, pytest.approx(1.5)), (1, pytest.approx(0.75))]


@given(st.lists(st.floats(0, 1), min_size=1, max_size=8))
def test_the_scale_keeps_the_order(values):
    chance = np.array(values)
    on_scale = scaled(chance)
    assert (np.diff(on_scale[np.argsort(chance, kind="stable")]) >= -1e-12).all()
    if 1e-6 < chance.max() < LIKELIEST:
        assert on_scale.max() == pytest.approx(LIKELIEST)
    assert ((on_scale >= 0) & (on_scale <= 1)).all()


# A small town: the rep 1 knows 2, 3 and 4; each of them knows some of 10 to 18.
CATEGORY = {10: "Hotels", 11: "Hotels", 12: "Hotels", 13: "Inns", 14: "Banks", 15: "", 16: "Inns"}
KNOWS = {2: (10, 11, 12, 13, 17), 3: (10, 13, 14), 4: (15, 16, 18)}


def town(marked: tuple[int, ...] = ()) -> Standpoint:
    pairs = [(1, c, 4) for c in KNOWS] + [(c, t, 2) for c, all_ in KNOWS.items() for t in all_]
    pairs.append((18, 19, 3))
    people = sorted({p for a, b, _ in pairs for p in (a, b)})
    table = pd.DataFrame(
        {
            "person": people,
            "name": [f"P{p}" for p in people],
            **dict.fromkeys(("email", "profile_url", "company", "title", "city"), ""),
            "category": [CATEGORY.get(p, "") for p in people],
            "rep": [p == 1 for p in people],
            "do_not_ask": [p in marked for p in people],
        }
    )[list(PEOPLE)]
    rows = [(a, b) for a, b, times in pairs for _ in range(times)]
    contacts = pd.DataFrame(
        {
            "interaction": range(len(rows)),
            "day": 20630.0,
            "sender": [a for a, _ in rows],
            "recipient": [b for _, b in rows],
            "channel": 0,
            "recipients": 1,
        }
    ).astype(CONTACTS)
    network = build_network(Tables(people=table, contacts=contacts), DAY)
    comfort = measure_comfort(network, network.node(1), Ratings())
    return stand(look_around(network, network.node(1)), comfort)


def asked(found):
    return [(ask.path.connector, ask.path.target) for ask in found.asks]


def test_a_plan_of_the_town():
    found = plan(town(), asks=4)
    assert len(found.asks) == 4
    assert len({ask.path.goal for ask in found.asks}) == 4
    # Two hotels, inns or banks add less than one of each.
    assert len({CATEGORY.get(ask.path.target, "") for ask in found.asks} - {""}) == 3
    gains = [ask.adds for ask in found.asks]
    assert gains == sorted(gains, reverse=True) and found.next is not None
    assert found.next.adds <= gains[-1]
    for ask in found.asks:
        assert ask.path.people[0] == 1 and ask.path.connector in KNOWS
        assert ask.path.target in KNOWS[ask.path.connector]
        assert ask.chance == pytest.approx(ask.path.chance)
        assert ask.reasons


def test_weeks_share_the_asks():
    assert [ask.week for ask in plan(town(), asks=6, weeks=3).asks] == [1, 1, 2, 2, 3, 3]


def test_nobody_marked_and_no_contact_is_asked_for():
    found = plan(town(marked=(4, 10)), asks=20)
    assert {c for c, _ in asked(found)} == {2, 3}
    assert not {t for _, t in asked(found)} & {1, 2, 3, 4, 10}


def test_no_connector_beyond_the_limit():
    every = asked(plan(town(), asks=20))
    assert {c: [x for x, _ in every].count(c) for c in KNOWS} == {2: 3, 3: 3, 4: 3}
    tact = {2: Tact(room=1), 3: Tact(room=0, blocked="declined"), 4: Tact(room=9)}
    held = asked(plan(town(), asks=20, tact=tact))
    assert sorted(c for c, _ in held) == [2, 4, 4, 4]


def test_no_connector_bears_more_than_his_share_while_others_can():
    found = asked(plan(town(), asks=3))
    assert sorted(c for c, _ in found) == [2, 3, 4]


def test_tact_is_a_factor_on_the_chance():
    base = {asked_: ask for ask in plan(town(), asks=20).asks for asked_ in [ask.path.people]}
    tact = {2: Tact(factor=0.5, weighed=("1 ask pending with this connector",))}
    for ask in plan(town(), asks=20, tact=tact).asks:
        if ask.path.people in base:
            factor = 0.5 if ask.path.connector == 2 else 1.0
            assert ask.chance == pytest.approx(factor * base[ask.path.people].chance)
        if ask.path.connector == 2:
            assert "1 ask pending with this connector" in ask.reasons


def test_a_no_go_is_never_asked_for():
    tact = {3: Tact(no_go=frozenset({14}))}
    found = asked(plan(town(), asks=20, tact=tact))
    assert (3, 14) not in found and (3, 13) in found


def test_what_is_asked_for_already_is_left_out_and_the_wanted_come_first():
    here = town()
    node = here.network.node
    assert 10 not in {t for _, t in asked(plan(here, asks=20, left_out=[node(10)]))}
    (first,) = plan(here, asks=1, wanted=[node(17)]).asks
    assert first.path.goal == 17
    # Person 19 is two introductions away: 4 is asked for 18, on the way there.
    far = plan(here, asks=20, wanted=[node(19)], tact={4: Tact(room=9)})
    (further,) = [ask for ask in far.asks if ask.path.goal == 19]
    assert (further.path.connector, further.path.target) == (4, 18)


@pytest.mark.parametrize("reach", BREADTH)
def test_reach_and_a_star_without_paths(reach):
    assert plan(town(), asks=3, reach=reach).asks
    assert plan(town(marked=(2, 3, 4)), asks=3, reach=reach).asks == ()


def test_what_was_learned_moves_the_first_hop():
    here = town()
    assert heed(here) is here
    same = Learned(1, 3, 0.4, 0.4, 1.0)
    better = Learned(3, 4, 0.4, 0.5, 1.5)
    learned = heed(here, priors=Priors(same, {}, {2: better}))
    two, three = (here.slot(here.rep, here.network.node(p)) for p in (2, 3))
    before = here.chance[two]
    assert learned.chance[two] == pytest.approx(1.5 * before / (1 + 0.5 * before))
    assert learned.chance[three] == pytest.approx(here.chance[three])
    (ask, *_) = plan(here, asks=1, priors=Priors(same, {}, {2: better})).asks
    assert ask.path.connector == 2
    assert "P2 agreed 3 of 4; typical here 40%" in ask.reasons


@given(st.floats(0, 1), st.floats(0.01, 100))
def test_raised_odds_stay_a_chance(chance, factor):
    raised = float(raise_chance(np.array(chance), np.array(factor)))
    assert 0 <= raised <= 1
    assert (raised >= chance - 1e-12) if factor >= 1 else (raised <= chance + 1e-12)
