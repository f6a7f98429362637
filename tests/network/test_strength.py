"""Tie strength against numbers worked by hand, and its laws."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests import plainly
from tests.networks import LAW, TODAY, World, stories, world
from tiesmap.network import strength
from tiesmap.network.network import Network

REST = 0.01
"""What is left of a known tie for ever; it is part of every amount below."""


def of(x: float) -> float:
    """Strength of an amount: half at 3."""
    return x / (x + 3)


@pytest.mark.parametrize(
    ("told", "amount"),
    [
        # One mail today to one person alone is the unit: strength 1.01 / 4.01 = .252.
        ("You mail Ann", 1),
        ("Ann mails You", 1),
        ("You mail Ann 3 times", 3),
        # Half after 45 days, a quarter after 90.
        ("You mail Ann 45 days ago", 1 / 2),
        ("You mail Ann 90 days ago", 1 / 4),
        # One of four recipients: 1 / sqrt(4).
        ("You mail Ann, Bob, Cy and Dora", 1 / 2),
        ("You call Ann", 2),
        ("You message Ann", 1),
        ("You meet Ann", 3),
        # A meeting of You with Ann and three others: 3 / sqrt(4).
        ("You meet Ann, Bob, Cy and Dora", 3 / 2),
        # 1..5 stand for strength .1, .3, .5, .7, .9, so for x = 3 s / (1 - s).
        ("You know Ann 1 of 5", 1 / 3),
        ("You know Ann 3 of 5", 3),
        ("You know Ann 5 of 5", 27),
        ("You know Ann as friend", 1 / 2),
        ("You are linked to Ann", 0.3),
        ("You and Ann had 12 contacts", 12),
        ("You and Ann had 12 contacts the last 45 days ago", 6),
        ("You introduced Ann to Dora 90 days ago", 1 / 4),
        ("Dora introduced Ann to You 90 days ago", 1 / 4),
        # Parts add up.
        ("You mail Ann\nYou know Ann 3 of 5\nAnn introduced You to Bob", 1 + 3 + 1),
    ],
)
def test_amounts_worked_by_hand(told: str, amount: float) -> None:
    assert world(told).strength("You", "Ann") == pytest.approx(of(amount + REST), abs=1e-9)


def test_inferred_ties_are_weaker_than_any_known_one() -> None:
    """You - Ann, Bob seen in one mail; Cy and Dora have one company."""
    told = world("You mail Ann and Bob 2000 days ago\nCy works at Acme\nDora works at ACME")
    # x = .001 (1 + ln(1 + 1 mail)), and .001 for the company alone.
    assert told.strength("Ann", "Bob") == pytest.approx(of(0.001 * (1 + np.log(2))))
    assert told.strength("Cy", "Dora") == pytest.approx(of(0.001))
    assert told.strength("You", "Ann") > told.strength("Ann", "Bob")


def test_an_old_introduction_is_not_made_fresh_by_a_mail() -> None:
    """An introduction two half-lives ago adds 1/4, whatever happened since."""
    told = world("Ann introduced You to Dora 90 days ago\nYou mail Dora")
    assert told.strength("You", "Dora") == pytest.approx(of(1 + 1 / 4 + REST))


def test_an_old_sum_is_not_made_fresh_by_a_mail() -> None:
    told = world("You and Ann had 8 contacts the last 90 days ago\nYou mail Ann")
    assert told.strength("You", "Ann") == pytest.approx(of(8 / 4 + 1 + REST))


@pytest.mark.parametrize(
    ("told", "amount"),
    [
        # On its own day a mail is a mail; what does not fade was there as well.
        ("You mail Ann 730 days ago", 1 + REST),
        ("You mail Ann 5 times 730 days ago", 5 + REST),
        # 45 days before the last one, the first counted half.
        ("You mail Ann 775 days ago\nYou mail Ann 730 days ago", 1.5 + REST),
        ("You and Ann had 4 contacts the last 730 days ago", 4 + REST),
        ("You know Ann 1 of 5\nYou mail Ann 730 days ago", 1 / 3 + 1 + REST),
        ("You and Ann had 4 contacts\nYou mail Ann 730 days ago", 4 + 1 + REST),
        ("Ann introduced You to Bob 730 days ago", 1 + REST),
        ("You mail Ann 9000 days ago", 1 + REST),
        ("You know Ann", 0.5 + REST),
    ],
)
def test_how_strong_it_was_on_the_day_of_the_last_contact(told: str, amount: float) -> None:
    people = world(told)
    network = people.network()
    then = strength.strength_at_last_contact(network.ties, network.now)
    assert then[people.tie(network, "You", "Ann")] == pytest.approx(of(amount), rel=1e-6)


def test_chance_of_a_hop_worked_by_hand() -> None:
    """Odds of chance^2 are a hundredth of those of strength: at .5 they are 1/100, so 1/101."""
    assert strength.chance([0.5])[0] == pytest.approx((1 / 101) ** 0.5)
    assert strength.chance([0.9])[0] == pytest.approx((9 / 109) ** 0.5)
    # Nine times those odds: 9/109 of .5.
    assert strength.raise_odds(strength.chance([0.5]), [9])[0] == pytest.approx((9 / 109) ** 0.5)


@LAW
@given(
    st.floats(1e-5, 1 - 1e-9), st.floats(1e-5, 1 - 1e-9), st.floats(0.01, 50), st.floats(0.01, 50)
)
def test_chance_rises_with_strength_and_odds_multiply(
    s: float, t: float, f: float, g: float
) -> None:
    one, other = strength.chance(s), strength.chance(t)
    assert 0 < one < 1
    assert (s < t) <= (one <= other)
    assert strength.raise_odds(one, 1) == pytest.approx(one)
    twice = strength.raise_odds(strength.raise_odds(one, f), g)
    assert twice == pytest.approx(strength.raise_odds(one, f * g))
    assert (f > 1) <= (strength.raise_odds(one, f) >= one)


def named(network: Network, told: World) -> dict[tuple[str, str], float]:
    a, b = told.names(network.ties.a), told.names(network.ties.b)
    return dict(zip(zip(a, b, strict=True), network.strength.tolist(), strict=True))


@given(stories())
@LAW
def test_strength_is_what_the_method_says(story: list[str]) -> None:
    told = world(*story)
    found = named(told.network(), told)
    expected = plainly.ties(told)
    assert {frozenset(pair) for pair in found} == {frozenset(pair) for pair in expected.edges}
    for (a, b), value in found.items():
        assert value == pytest.approx(expected.edges[a, b]["strength"], rel=1e-6)


@given(stories())
@LAW
def test_strength_lies_between_0_and_1_and_falls_with_time(story: list[str]) -> None:
    told = world(*story)
    now = named(told.network(), told)
    later = named(told.network(TODAY + timedelta(days=30)), told)
    assert now.keys() == later.keys()
    for pair, value in now.items():
        assert 0 < later[pair] <= value < 1


@given(stories(), st.sampled_from(["mail", "call", "meet"]), st.integers(0, 900))
@LAW
def test_strength_rises_with_one_more_contact(story: list[str], verb: str, ago: int) -> None:
    was = plainly.ties(world(*story)).get_edge_data("You", "A", {"strength": 0.0})
    assert world(*story, f"You {verb} A {ago} days ago").strength("You", "A") > was["strength"]


@LAW
@given(st.lists(st.sampled_from("BCDEFGHIJKLM"), unique=True), st.sampled_from(["mail", "meet"]))
def test_strength_falls_with_the_number_of_recipients(others: list[str], verb: str) -> None:
    alone = world(f"You {verb} A").strength("You", "A")
    shared = world(f"You {verb} {' and '.join(['A', *others])}").strength("You", "A")
    assert shared < alone if others else shared == alone


def reasons(told: World, a: str, b: str, as_of: date = TODAY) -> tuple[str, ...]:
    network = told.network(as_of)
    tie = told.tie(network, a, b)
    first, second = told.names([network.ties.a[tie], network.ties.b[tie]])
    return strength.reasons(network.ties, tie, first, second, network.now)


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        (
            "You mail Ann 2 times 9 days ago\nAnn mails You 12 days ago",
            ("You wrote or called twice, Ann once", "last contact 20 February (9 days ago)"),
        ),
        (
            "Ann mails You and Bob 3 times today",
            ("Ann wrote or called 3 times, You never did", "last contact 1 March (today)"),
        ),
        ("You meet Ann 1 days ago", ("met once", "last contact 28 February (yesterday)")),
        (
            "Ann introduced You to Bob 60 days ago\nYou know Ann 4 of 5",
            (
                "last contact 31 December 2025 (60 days ago)",
                "part of 1 introduction",
                "judged 4 of 5",
            ),
        ),
        ("You know Ann as friend", ("said to know each other (friend)",)),
        (
            "You know Ann as friend\nYou are linked to Ann",
            (
                "said to know each other (friend)",
                "linked on LinkedIn, how well is not known",
            ),
        ),
        (
            "You and Ann had 12 contacts",
            ("12 contacts counted without dates", "said to know each other (other)"),
        ),
        (
            "You and Ann had 1 contacts",
            ("1 contact counted without dates", "said to know each other (other)"),
        ),
        ("Bob mails You and Ann 2 times 5 days ago", ("seen together in 2 mails",)),
        (
            "You work at Acme\nAnn works at Acme",
            ("same company, so they may know each other (inferred)",),
        ),
    ],
)
def test_reasons_are_the_counts_and_dates_of_the_files(
    told: str, expected: tuple[str, ...]
) -> None:
    # "You are linked" and the like: the wording of the sentences is for several kinds of subjects.
    found = reasons(world(told), "You", "Ann")
    if "had 1" in told:
        assert found[0] == expected[0]
    else:
        assert found == expected


def test_yesterday_evening_is_yesterday_in_the_morning() -> None:
    """A mail of 28 February at 20:00, looked at on 1 March at 9:00, 13 hours later."""
    told = world("You mail Ann")
    contacts = told.tables.contacts.assign(day=20512 + 20 / 24)  # 2026-02-28 is day 20512
    evening = replace(told, tables=replace(told.tables, contacts=contacts))
    found = reasons(evening, "You", "Ann", datetime(2026, 3, 1, 9))
    assert found[-1] == "last contact 28 February (yesterday)"
