"""From tables to a network: which ties there are, what is counted of each, and what is left out."""

from __future__ import annotations

import copy
from dataclasses import fields, replace
from datetime import date, timedelta

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests import plainly
from tests.networks import LAW, TODAY, World, stories, world
from tiesmap.model.days import end_number
from tiesmap.model.evidence import CONTACT, DECLARED, EMPLOYER, INTRODUCTION, LINKED, SEEN
from tiesmap.model.settings import Settings
from tiesmap.model.tables import Tables
from tiesmap.network.build import build_network
from tiesmap.network.network import Network
from tiesmap.network.strength import chance


def pairs(told: World, evidence: int = 63, settings: Settings | None = None) -> set[str]:
    """The ties that have some of this evidence, as "Ann Bob", names in order."""
    network = told.network(settings=settings)
    chosen = np.flatnonzero(network.ties.evidence & evidence)
    a, b = told.names(network.ties.a[chosen]), told.names(network.ties.b[chosen])
    return {" ".join(sorted(pair)) for pair in zip(a, b, strict=True)}


def test_a_mail_ties_the_sender_and_a_meeting_everybody() -> None:
    r"""
    Ann's mail:      Ann          Ann's meeting:   Ann
                    /   \                         /   \
                  Bob . Cy   (. seen together)  Dora - Ed
    """
    told = world("Ann mails Bob and Cy\nAnn meets Dora and Ed")
    assert pairs(told, CONTACT) == {"Ann Bob", "Ann Cy", "Ann Dora", "Ann Ed", "Dora Ed"}
    assert pairs(told, SEEN) == {"Bob Cy"}
    network = told.network()
    assert network.ties.together[told.tie(network, "Dora", "Ed")] == 1
    assert told.names(network.contacts_of(told.node("Bob"))) == ["Ann"]


def test_the_others_of_a_large_mail_are_not_seen_together() -> None:
    ten, eleven = "BCDEFGHIJK", "BCDEFGHIJKL"
    assert len(pairs(world(f"A mails {' and '.join(ten)}"), SEEN)) == 45
    assert pairs(world(f"A mails {' and '.join(eleven)}"), SEEN) == set()
    # Whatever the size of the group, its sender is a contact of everybody in it.
    assert len(pairs(world(f"A mails {' and '.join(eleven)}"), CONTACT)) == 11


def test_an_introduction_ties_all_three() -> None:
    told = world("Ann introduced Bob to Cy 10 days ago")
    assert pairs(told, INTRODUCTION) == {"Ann Bob", "Ann Cy", "Bob Cy"}


def test_people_of_one_company_may_know_each_other() -> None:
    told = world("A works at Acme\nB works at ACME\nC works at Bell\nD is on file")
    assert pairs(told, EMPLOYER) == {"A B"}
    assert pairs(told, settings=Settings(infer_employer=False)) == set()
    assert pairs(told, settings=Settings(employer_limit=1)) == set()
    crowd = "\n".join(f"{name} works at Acme" for name in "ABCD")
    assert len(pairs(world(crowd), settings=Settings(employer_limit=4))) == 6
    assert pairs(world(crowd), settings=Settings(employer_limit=3)) == set()
    assert told.network().contacts_of(told.node("A")).tolist() == []


def test_nobody_is_tied_to_himself() -> None:
    told = world("A mails A and B\nA meets A and B\nA knows A\nC mails A and A")
    assert pairs(told) == {"A B", "A C"}


def test_what_is_counted_of_a_tie() -> None:
    told = world(
        """Ann mails Bob 3 times 30 days ago
        Bob calls Ann 2 times 10 days ago
        Bob meets Ann 20 days ago
        Ann knows Bob 2 of 5 since 700 days ago
        Bob knows Ann as friend 4 of 5
        Ann is linked to Bob
        Ann and Bob had 7 contacts
        Cy introduced Bob to Ann 5 days ago
        Cy mails Bob and Ann 100 days ago"""
    )
    network, ties = told.network(), told.network().ties
    tie = told.tie(network, "Ann", "Bob")
    assert told.names([ties.a[tie], ties.b[tie]]) == ["Ann", "Bob"]
    counted = (ties.given, ties.taken, ties.together, ties.summed, ties.judged, ties.introductions)
    assert [float(column[tie]) for column in counted] == [3, 2, 1, 7, 4, 1]
    assert network.now - ties.last[tie] == pytest.approx(5)
    assert network.now - ties.first[tie] == pytest.approx(700)
    assert ties.seen[tie] == 1
    assert ties.evidence[tie] == CONTACT | DECLARED | LINKED | INTRODUCTION | SEEN
    assert ties.contacts(tie) == 3 + 2 + 1 + 7


@pytest.mark.parametrize("swap", [False, True])
def test_what_somebody_said_tells_more_than_a_link(swap: bool) -> None:
    said = ["Ann knows Bob as friend", "Ann is linked to Bob"]
    told = world(*(said[::-1] if swap else said))
    assert told.network().ties.kind.tolist() == ["friend"]


def test_who_is_tied_to_whom_and_how_strongly() -> None:
    told = world(
        "Ann mails Bob\nBob mails Cy\nAnn works at Acme\nAnn is in Hotels\nDora is on file"
    )
    whole = told.network()
    ann, bob, cy = (told.node(name) for name in ("Ann", "Bob", "Cy"))
    assert set(whole.ids.tolist()) == set(told.ids.values()) and len(whole) == 4
    ties = zip(whole.ties.a.tolist(), whole.ties.b.tolist(), strict=True)
    assert {frozenset(tie) for tie in ties} == {frozenset((ann, bob)), frozenset((bob, cy))}
    card = whole.people.loc[ann, ["name", "company", "category"]]
    assert card.tolist() == ["Ann", "Acme", "Hotels"]
    tie = whole.tie_between(ann, bob)
    # x = 1.01, so the odds are 1.01 / 3 and those of chance^2 a hundredth.
    odds = 1.01 / 3 / 100
    assert whole.strength[tie] == pytest.approx(1.01 / 4.01)
    cost = -np.log(chance(whole.strength[[tie]]))
    assert cost == pytest.approx(-0.5 * np.log(odds / (1 + odds)))
    assert whole.known[tie]


def test_looking_up() -> None:
    told = world("Ann mails Bob\nCy is on file")
    network = told.network()
    assert len(network) == 3
    assert network.node(told.ids["Bob"]) == 1
    for nobody in (5, 25, 99):
        with pytest.raises(KeyError):
            network.node(nobody)
    assert network.tie_between(0, 1) == network.tie_between(1, 0) == 0
    assert network.tie_between(0, 2) is None
    assert [network.label(node) for node in range(3)] == ["Ann", "Bob", "Cy"]
    people = told.tables.people.assign(name="", email=["a@x.example", "", ""])
    unnamed = build_network(replace(told.tables, people=people), TODAY)
    assert [unnamed.label(node) for node in range(3)] == ["a@x.example", "person 20", "person 30"]


def test_an_empty_database_is_a_network() -> None:
    network = build_network(Tables(), TODAY)
    assert len(network) == len(network.ties) == 0
    assert network.firm.tolist() == []


def test_tables_that_do_not_fit_are_refused() -> None:
    told = world("Ann mails Bob\nCy is on file")
    backward = told.tables.people.iloc[::-1].reset_index(drop=True)
    with pytest.raises(ValueError, match="ordered by person"):
        build_network(replace(told.tables, people=backward), TODAY)
    for nobody in (15, 99, -1):
        contacts = told.tables.contacts.assign(sender=nobody)
        with pytest.raises(ValueError, match=f"sender {nobody} is not among the people"):
            build_network(replace(told.tables, contacts=contacts), TODAY)


@given(stories())
@LAW
def test_the_tables_are_not_changed(story: list[str]) -> None:
    tables = world(*story).tables
    before = copy.deepcopy(tables)
    build_network(tables, TODAY - timedelta(days=20))
    for field in fields(Tables):
        pd.testing.assert_frame_equal(getattr(tables, field.name), getattr(before, field.name))


def strengths(told: World, network: Network) -> dict[frozenset[str], float]:
    a, b = told.names(network.ties.a), told.names(network.ties.b)
    ties = zip(a, b, network.strength.tolist(), strict=True)
    return {frozenset((x, y)): strength for x, y, strength in ties}


@given(stories(), st.sampled_from([1, 10, 100]))
@LAW
def test_as_of_cuts_the_future(story: list[str], days: int) -> None:
    """The network as of an earlier day is that of the files as they were on that day."""
    told = world(*story)
    then: date = TODAY - timedelta(days=days)
    told_then = replace(told, tables=told.tables.until(end_number(then)))
    assert (told_then.tables.contacts["day"] <= end_number(then)).all()
    assert strengths(told, told.network(then)) == strengths(told, told_then.network(then))
    assert not (told.network(then).ties.last > end_number(then)).any()


def test_a_tie_that_began_later_is_left_out() -> None:
    told = world("A knows B since 10 days ago\nA and C had 5 contacts the last 10 days ago")
    then = told.network(TODAY - timedelta(days=30))
    assert strengths(told, then).keys() == {frozenset("AC")}
    assert np.isnan(then.ties.last).all()


@given(stories(), st.permutations(range(13)), st.sampled_from([1, 10**9]))
@LAW
def test_numbers_of_people_do_not_matter(story: list[str], order: list[int], spread: int) -> None:
    """Nor does it matter whether the numbers lie close together or far apart."""
    told, other = world(*story), world(*story, order=order)
    tables = other.tables
    for field in fields(Tables):
        frame = getattr(tables, field.name)
        ids = [c for c in frame if c in ("person", "other", "sender", "recipient", "introducer")]
        tables = replace(
            tables, **{field.name: frame.assign(**{c: frame[c] * spread for c in ids})}
        )
    found = strengths(other, build_network(tables, TODAY))
    assert found == pytest.approx(strengths(told, told.network()))


@given(stories())
@LAW
def test_known_ties_are_those_that_somebody_showed_or_said(story: list[str]) -> None:
    told = world(*story)
    network = told.network()
    expected = plainly.ties(told)
    for person in expected:
        known = [n for n in expected[person] if expected.edges[person, n]["known"]]
        contacts = told.names(network.contacts_of(told.node(person)))
        assert sorted(contacts) == sorted(known)
