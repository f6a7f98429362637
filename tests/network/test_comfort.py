"""Comfort: rated, or inferred; a category's is pulled toward the overall one."""

from __future__ import annotations

from dataclasses import replace
from math import log

import numpy as np
import pytest
from hypothesis import given

from tests.networks import LAW, TODAY, World, frame, stories, world
from tiesmap.model.tables import RELATIONSHIPS, Ratings
from tiesmap.network.comfort import Comfort, measure_comfort


def comfort(told: World, rep: str = "You") -> Comfort:
    return told.standpoint(rep).comfort


def near(x: float, *totals: float, overlap: float = 0.0) -> float:
    """Closeness: the odds x / 3 times 1 + 6 overlap, over (k_a k_b / 9) ^ .125."""
    odds = x / 3 * (1 + 6 * overlap) / (totals[0] * totals[1] / 9) ** 0.125
    return odds / (1 + odds)


def test_a_rating_counts_as_it_is_and_without_one_closeness_does() -> None:
    """You - Ann (rated 5), You - Bob, You - Cy (seen only): no contact."""
    told = world("You mail Ann\nYou rate Ann 5\nYou mail Bob 3 times\nBob mails You and Cy")
    # Bob's mail went to two: x = 3 + 1 / sqrt(2) + .01; the third person of You and Bob is Cy.
    x, seen, half = 3 + 2**-0.5 + 0.01, 0.001 * (1 + log(2)), 2**-0.5 + 0.01
    overlap = seen / (1.01 + half)
    expected = {"Ann": 5.0, "Bob": 1 + 4 * near(x, 1.01 + x + seen, x + half, overlap=overlap)}
    found = comfort(told)
    for name in ("You", "Ann", "Bob", "Cy"):
        value = found.person[told.node(name)]
        assert value == pytest.approx(expected.get(name, np.nan), nan_ok=True)
    assert told.names(np.flatnonzero(found.rated)) == ["Ann"]


def test_a_rated_category_pulls_its_people_halfway() -> None:
    """One fresh mail to each of two: inferred 2.15, halfway to 5 is 3.58."""
    told = world(
        "You mail Ann\nYou mail Bob\nAnn is in Hotels\nBob is in Hotels\nYou rate Bob 1",
        "You rate everybody in Hotels 5",
    )
    found = comfort(told)
    assert found.person[told.node("Ann")] == pytest.approx((1 + 4 * near(1.01, 2.02, 1.01) + 5) / 2)
    assert found.person[told.node("Bob")] == 1
    assert not found.rated[told.node("Ann")]
    assert found.categories["Hotels"].comfort == 5
    assert found.categories["Hotels"].rated


def test_a_category_of_few_is_pulled_toward_the_overall_mean() -> None:
    """Hotels: 5, 5; Banks: 1, 1, 1, 1; nobody in Inns. The overall mean is 14 / 6 = 7/3.

    Hotels (5 + 5 + 3 x 7/3) / (2 + 3) = 17/5; Banks (4 + 7) / (4 + 3) = 11/7.
    """
    hotels, banks = ("A", "B"), ("C", "D", "E", "F")
    told = world(
        *(f"You mail {n}\n{n} is in Hotels\nYou rate {n} 5" for n in hotels),
        *(f"You mail {n}\n{n} is in Banks\nYou rate {n} 1" for n in banks),
        "Zoe is in Inns",
        "You rate everybody in Mills 4",
    )
    found = comfort(told)
    assert found.overall == pytest.approx(7 / 3)
    assert {n: (c.comfort, c.rated, c.people) for n, c in found.categories.items()} == {
        "Hotels": (pytest.approx(17 / 5), False, 2),
        "Banks": (pytest.approx(11 / 7), False, 4),
        "Mills": (4, True, 0),
    }


@pytest.mark.parametrize(("rated", "factor"), [(1, 0.2), (2, 0.4), (3, 0.6), (4, 0.8), (5, 1.0)])
def test_the_factor_of_the_first_hop(rated: int, factor: float) -> None:
    told = world(f"You mail Ann\nYou rate Ann {rated}\nYou mail Bob\nYou mail Cy\nBob is in Hotels")
    found = comfort(told).factor
    assert found[told.node("Ann")] == pytest.approx(factor)
    # Nothing said: the middle, 3.
    assert found[told.node("Bob")] == found[told.node("Cy")] == pytest.approx(0.6)
    said = world(
        f"You mail Bob\nBob is in Hotels\nYou rate everybody in Hotels {rated}",
    )
    assert comfort(said).factor[said.node("Bob")] == pytest.approx(factor)


def test_a_person_s_rating_goes_before_his_category_s() -> None:
    told = world(
        "You mail Ann\nAnn is in Hotels\nYou rate Ann 1\nYou rate everybody in Hotels 5",
    )
    assert comfort(told).factor[told.node("Ann")] == pytest.approx(0.2)


def test_what_another_rep_says_is_passed_over() -> None:
    told = world("You mail Ann\nZoe mails Ann\nAnn is in Hotels\nZoe rates Ann 5")
    told_more = world(
        "You mail Ann\nZoe mails Ann\nAnn is in Hotels\nZoe rates Ann 5",
        "Zoe rates everybody in Hotels 5",
    )
    for people in (told, told_more):
        assert not comfort(people).rated.any()
        assert comfort(people).factor[people.node("Ann")] == pytest.approx(0.6)
    assert comfort(told_more, "Zoe").factor[told_more.node("Ann")] == 1


def test_ratings_of_people_who_are_no_contacts_or_gone() -> None:
    told = world("You mail Ann\nBob is on file\nYou rate Bob 5")
    found = comfort(told)
    assert np.isnan(found.person[told.node("Bob")])
    assert not found.rated.any()
    gone = frame(
        RELATIONSHIPS, [{"rep": told.ids["You"], "person": p, "comfort": 5} for p in (15, 99)]
    )
    network = told.network()
    found = measure_comfort(network, told.node("You"), Ratings(people=gone))
    assert not found.rated.any()


def test_a_rep_who_knows_nobody() -> None:
    told = world("You are linked to Ann")
    told = replace(told, tables=replace(told.tables, ties=told.tables.ties.iloc[:0]))
    found = comfort(told)
    assert found.overall == 1
    assert np.isnan(found.person).all()


@given(stories())
@LAW
def test_comfort_lies_on_the_scale(story: list[str]) -> None:
    told = world(*story)
    standpoint = told.standpoint(as_of=TODAY)
    contacts = standpoint.around.contacts
    found = standpoint.comfort
    assert (np.flatnonzero(~np.isnan(found.person)) == contacts).all()
    assert ((found.person[contacts] >= 1) & (found.person[contacts] <= 5)).all()
    assert ((found.factor >= 0.2) & (found.factor <= 1)).all()
    for category in found.categories.values():
        assert 1 <= category.comfort <= 5


def test_nothing_is_told_where_the_two_are_only_linked() -> None:
    """Ann is linked, Bob wrote, Cy is linked and rated, Dee is linked and in a rated category."""
    told = world(
        "You are linked to Ann\nBob mails You\nYou are linked to Cy\nYou rate Cy 4",
        "You are linked to Dee\nDee is in Mills\nYou rate everybody in Mills 5",
        "Ann is in Banks\nBob is in Inns\nCy is in Hotels",
    )
    found = comfort(told)
    by_name = {name: found.reasons(told.node(name)) for name in ("Ann", "Bob", "Cy", "Dee")}
    tells = {name: tuple(map(str, reasons)) for name, reasons in by_name.items()}
    assert tells["Ann"] == ()
    assert tells["Cy"] == ("your comfort 4.0 of 5 (rated)",)
    assert all(tells[name][0].endswith("of 5 (inferred)") for name in ("Bob", "Dee"))
    assert {name for name, one in found.categories.items() if not one.told} == {"Banks"}
