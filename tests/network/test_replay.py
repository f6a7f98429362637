"""Introductions that happened, and how well they would have been foreseen."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.networks import LAW, TODAY, World, stories, world
from tiesmap.model.days import end_number
from tiesmap.model.settings import Settings
from tiesmap.model.tables import Ratings
from tiesmap.network.build import build_network
from tiesmap.network.comfort import measure_comfort
from tiesmap.network.happened import find_happened
from tiesmap.network.outreach import rank_connectors
from tiesmap.network.replay import _Parts, replay
from tiesmap.network.standpoint import look_around, stand

NOW = end_number(TODAY)
KNOWN = (
    "Ann mails Bob 3 times 90 days ago\nAnn mails Cy 3 times 90 days ago",
    "Dora mails Bob 90 days ago\nDora mails Cy 90 days ago",
)
"""Ann and Dora know both Bob and Cy, Ann better; Bob and Cy do not know each other."""


def happened(*story: str) -> list[tuple[str, str, str, int]]:
    told = world(*story)
    return [
        (told.name(one.rep), told.name(one.introducer), told.name(one.target), one.candidates)
        for one in find_happened(told.tables.contacts)
    ]


def test_a_mail_to_both_and_then_the_first_contact() -> None:
    story = (*KNOWN, "Ann mails Bob and Cy 40 days ago", "Cy mails Bob 35 days ago")
    assert happened(*story) == [("Cy", "Ann", "Bob", 2)]


@pytest.mark.parametrize(
    "story",
    [
        ("Ann mails Bob and Cy 40 days ago",),  # they never wrote
        ("Ann mails Bob and Cy 40 days ago", "Cy mails Bob 9 days ago"),  # too late
        ("Cy mails Bob 60 days ago", "Ann mails Bob and Cy 40 days ago"),  # knew each other
        ("Eve mails Bob and Cy 40 days ago", "Cy mails Bob 35 days ago"),  # knew neither
        ("Ann meets Bob and Cy 40 days ago", "Cy mails Bob 35 days ago"),  # they met there
        ("Ann mails Bob, Cy, Eve, Fay, Gus and Hal 40 days ago", "Cy mails Bob 35 days ago"),
    ],
)  # fmt: skip
def test_what_is_no_introduction(story: tuple[str, ...]) -> None:
    assert happened(*KNOWN, *story) == []


def test_where_only_one_could_have_made_it_there_is_nothing_to_foresee() -> None:
    told = (KNOWN[0], "Ann mails Bob and Cy 40 days ago", "Cy mails Bob 35 days ago")
    assert happened(*told) == []


def test_the_replay_of_one_introduction() -> None:
    """Seven days before her mail Ann, who knows both better, is named first by amount of contact.

    Dora wrote to both as recently, so the most recent rule cannot tell them apart: 1/2.
    """
    told = world(*KNOWN, "Ann mails Bob and Cy 40 days ago", "Cy mails Bob 35 days ago")
    found = replay(told.tables, NOW, told.ids["Cy"])
    assert (found.introductions, found.own, found.days) == (1, 1, 365)
    scores = {(s.question, s.rule): (s.cases, s.first, s.rank) for s in found.scores}
    assert scores["connector", "tiesmap"] == (1, 1.0, 1.0)
    assert scores["connector", "most contacts with both"] == (1, 1.0, 1.0)
    assert scores["connector", "most recent with both"] == (1, 0.5, 0.75)
    assert [(i.name, i.made, i.lately) for i in found.introducers] == [("Ann", 1, 1)]
    assert replay(told.tables, NOW, None, days=30).introductions == 0
    assert replay(told.tables, NOW, None, days=30).scores == ()


def test_an_introduction_on_file_counts_where_somebody_else_could_have_made_it() -> None:
    told = world(*KNOWN, "Dora introduced Bob to Cy 40 days ago")
    found = replay(told.tables, NOW, told.ids["Cy"])
    assert (found.introductions, found.own) == (1, 1)
    connector = next(s for s in found.scores if s.rule == "tiesmap")
    assert (connector.cases, connector.first, connector.rank) == (1, 0.0, 0.5)
    alone = world(KNOWN[0], "Ann introduced Bob to Cy 40 days ago")
    found = replay(alone.tables, NOW)
    assert found.introductions == 1
    assert {s.question for s in found.scores} == {"next person"}


@pytest.mark.parametrize(
    ("firms", "count"),
    [
        (("Ash", "Ash", ""), 0),
        (("Ash", "", "Ash"), 0),
        (("", "Ash", "Ash"), 0),
        (("A", "B", "C"), 1),
    ],
)
def test_a_colleague_in_copy_did_not_come_by_an_introduction(
    firms: tuple[str, str, str], count: int
) -> None:
    told = world(*KNOWN, "Ann mails Bob and Cy 40 days ago", "Cy mails Bob 35 days ago")
    at = {told.ids[name]: firm for name, firm in zip(("Ann", "Bob", "Cy"), firms, strict=True)}
    people = told.tables.people.assign(company=lambda p: p["person"].map(at).fillna(""))
    assert replay(replace(told.tables, people=people), NOW).introductions == count


def test_of_the_reps_own_only_those_count_that_he_is_asked_about() -> None:
    told = world(*KNOWN, "Ann mails Bob and Cy 40 days ago", "Cy mails Bob 35 days ago")
    (one,) = find_happened(told.tables.contacts)
    for noticed, expected in (((), (0, 0)), ((one,), (1, 1))):
        found = replay(told.tables, NOW, told.ids["Cy"], noticed=noticed)
        assert (found.introductions, found.unconfirmed) == expected
        assert bool(found.scores) == bool(noticed)


def test_ratings_made_since_then_do_not_count() -> None:
    told = world(*KNOWN, "Ann mails Bob and Cy 40 days ago", "Cy mails Bob 35 days ago")
    rated = world(
        *KNOWN, "Ann mails Bob and Cy 40 days ago", "Cy mails Bob 35 days ago",
        "Cy rates Dora 5\nCy rates Ann 1",
    )  # fmt: skip
    assert replay(told.tables, NOW).scores == replay(rated.tables, NOW).scores


def connectors(told: World, tables: object, rep: str, target: str) -> dict[int, float]:
    network = build_network(tables, TODAY)  # type: ignore[arg-type]
    node = network.node(told.ids[rep])
    comfort = measure_comfort(network, node, Ratings())
    here = stand(look_around(network, node, Settings()), comfort)
    ranked = rank_connectors(here, network.node(told.ids[target]))
    return {int(network.ids[n]): chance for n, chance in ranked}


@LAW
@given(stories(), st.data())
def test_a_part_of_the_network_has_the_ties_of_its_people_as_the_whole_has(
    story: list[str], data: st.DataObject
) -> None:
    told = world(*story)
    rep, target = data.draw(st.permutations(sorted(told.ids)))[:2]
    part = _Parts(told.tables).around((told.ids[rep], told.ids[target]))
    # A firm's size is one of everybody in it, so firms are left out of this.
    for tables in (told.tables, part):
        tables.people["company"] = ""
    assert connectors(told, part, rep, target) == pytest.approx(
        connectors(told, told.tables, rep, target)
    )
