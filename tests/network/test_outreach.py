"""Whom to meet next, and what to ask openly. Orders in words are in cases/paths.toml."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from math import exp, log

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests import plainly
from tests.networks import LAW, World, stories, world
from tiesmap.model.paths import Suggestion
from tiesmap.model.settings import Settings
from tiesmap.network.candidates import ONWARD
from tiesmap.network.circles import find_circles, group
from tiesmap.network.outreach import (
    REACHES,
    rank_connectors,
    suggest,
    suggest_open,
)
from tiesmap.network.paths import find_paths
from tiesmap.network.planning import plan
from tiesmap.network.standpoint import begin_with

REACH = st.sampled_from(REACHES)


def everybody(told: World, reach: str = "near", most: int = 3) -> list[Suggestion]:
    standpoint = told.standpoint(settings=Settings(max_hops=most))
    return suggest(standpoint, reach=reach, top=99, accounts=True)


def test_chance_worked_by_hand() -> None:
    r"""
        Ann (knows You, Dora)           Every tie is one mail of today: x = 1.01, odds 1.01/3,
       /   \                            chance sqrt(o / (1 + o)) with o = 1.01/300: .057924.
    You     Dora - Gus                  Without a rating the first hop counts .6 of it.
       \   /
        Bob - Eve, Fay (knows 4)
    """
    told = world(
        "You mail Ann and Bob", "Ann mails Dora", "Bob mails Dora", "Bob knows Eve\nBob knows Fay",
        "Dora mails Gus",
    )  # fmt: skip
    mail = 1.01 / 300
    hop = (mail / (1 + mail)) ** 0.5
    # The rep's mail went to two people: 1 / sqrt(2) each.
    half = (2**-0.5 + 0.01) / 300
    first = (half / (1 + half)) ** 0.5 * 0.6
    # That the two were in one mail is no tie to ask over: two inferred ones hardly count.
    seen = 0.001 * (1 + log(2)) / 300
    by_the_other = 1 + ONWARD * (seen / (1 + seen)) ** 0.5
    ann = first * (1 + (by_the_other - 1) / 4**0.5)
    bob = first * (1 + (by_the_other - 1) / 2**0.5)
    at_dora = ann * hop / 2**0.5 + bob * hop / 4**0.5
    found = {s.path.names[-1]: s for s in everybody(told)}
    assert found["Dora"].chance == pytest.approx(1 - exp(-at_dora))
    assert found["Dora"].connectors == 2
    assert found["Dora"].path.chance == pytest.approx(first * hop)
    # Dora knows three; Gus takes one introduction more.
    assert found["Gus"].chance == pytest.approx(1 - exp(-ONWARD * at_dora * hop / 3**0.5))
    assert found["Gus"].connectors == 0
    assert sum(s.share for s in found.values()) == pytest.approx(1)


def plain_chances(told: World, most: int = 3) -> dict[str, float]:
    """The chance of everybody whom the rep could be led to, by walks over plain dicts."""
    asking, graph = plainly.hops(told), plainly.ties(told)
    shares = {n: max(sum(graph.edges[n, k]["known"] for k in graph[n]), 1) ** -0.5 for n in graph}
    asked = {c: hop["chance"] for c, hop in asking["You"].items()}

    def over(one: str, other: str) -> float:
        odds = graph.edges[one, other]["strength"] / (1 - graph.edges[one, other]["strength"]) / 100
        return float((odds / (1 + odds)) ** 0.5)

    at = {
        a: h
        + ONWARD * sum(asked[c] * shares[c] * over(c, a) for c in asked if graph.has_edge(c, a))
        for a, h in asked.items()
    }
    weight: dict[str, float] = defaultdict(float)
    for hop in range(2, most + 1):
        on: dict[str, float] = defaultdict(float)
        for person, mass in at.items():
            for other, step in asking[person].items():
                on[other] += mass * shares[person] * step["chance"]
        for person, mass in on.items():
            weight[person] += ONWARD ** (hop - 2) * mass
        at = on
    return {person: 1 - exp(-w) for person, w in weight.items()}


@given(stories(), st.integers(1, 4))
@LAW
def test_the_chance_is_that_of_all_ways_together(story: list[str], most: int) -> None:
    told = world(*story)
    asking = plainly.hops(told)
    found = {s.path.names[-1]: s for s in everybody(told, most=most)}
    expected = plain_chances(told, most)
    assert {name: s.chance for name, s in found.items()} == pytest.approx(expected, rel=1e-6)
    for name, suggestion in found.items():
        mutual = [c for c in asking["You"] if asking.has_edge(c, name)]
        assert suggestion.connectors == len(mutual)


@given(stories(), REACH, st.booleans())
@LAW
def test_what_holds_for_every_suggestion(story: list[str], reach: str, accounts: bool) -> None:
    told = world(*story)
    standpoint = told.standpoint()
    found = suggest(standpoint, reach=reach, top=99, accounts=accounts)
    people = told.tables.people.set_index("person")
    contacts = standpoint.network.ids[standpoint.around.contacts].tolist()
    firms = {people.loc[p, "company"].strip().casefold() for p in [*contacts, told.ids["You"]]}
    # What is shown orders the list.
    assert [s.chance for s in found] == sorted((s.chance for s in found), reverse=True)
    assert [s.share for s in found] == sorted((s.share for s in found), reverse=True)
    assert len({s.path.goal for s in found}) == len(found)
    for suggestion in found:
        path = suggestion.path
        assert not any(people.loc[person, "do_not_ask"] for person in path.people)
        assert path.goal not in {*contacts, path.rep}
        assert not set(contacts) & set(path.people[2:])
        assert 0 < suggestion.chance < 1
        # The path shown is the best there is.
        assert find_paths(standpoint, [standpoint.network.node(path.goal)])[0].people == path.people
        firm = people.loc[path.goal, "company"].strip().casefold()
        assert accounts or not firm or firm not in firms


@given(stories(), st.integers(1, 8))
@LAW
def test_near_and_far_share_nobody_and_balanced_at_most_half_with_each(
    story: list[str], top: int
) -> None:
    """As long as both kinds of circles have people enough."""
    told = world(*story)
    standpoint = told.standpoint()

    def goals(reach: str, most: int) -> set[int]:
        return {s.path.goal for s in suggest(standpoint, reach=reach, top=most, accounts=True)}

    far, everywhere = goals("far", 99), goals("balanced", 99)
    grouping = group(standpoint)
    node = standpoint.network.node
    assert far == {p for p in everywhere if grouping.in_next(np.array([node(p)]))[0]}
    if len(far) >= top and len(everywhere - far) >= top and not grouping.inferred.any():
        assert not goals("near", top) & far
        balanced = goals("balanced", top)
        assert len(balanced & far) == top // 2
        assert len(balanced & goals("near", top)) == top - top // 2
        assert balanced & far == goals("far", top // 2)


def test_who_could_be_asked_first_begins_every_way() -> None:
    told = world("You mail Ann\nYou mail Bob 9 times", "Ann knows Cy\nBob knows Cy\nBob knows Dora")
    standpoint = begin_with(told.standpoint(), told.nodes("Ann"))
    (only,) = suggest(standpoint, reach="near")
    assert only.path.names == ("You", "Ann", "Cy")
    assert only.chance < suggest(told.standpoint(), reach="near")[0].chance


@given(stories(), st.sampled_from(["near", "far"]), st.integers(1, 4))
@LAW
def test_the_list_is_cut_not_changed(story: list[str], reach: str, top: int) -> None:
    standpoint = world(*story).standpoint()
    whole = suggest(standpoint, reach=reach, top=99, accounts=True)
    if reach == "far":
        assert suggest(standpoint, reach=reach, top=top, accounts=True) == whole[:top]


@given(stories(), st.permutations(range(13)))
@LAW
def test_numbers_of_people_do_not_change_who_is_suggested(
    story: list[str], order: list[int]
) -> None:
    one, other = world(*story), world(*story, order=order)
    found = {s.path.names[-1]: s.chance for s in everybody(one)}
    assert {s.path.names[-1]: s.chance for s in everybody(other)} == pytest.approx(found)


@given(stories())
@LAW
def test_connectors_are_ranked_as_the_paths_of_two_hops_are(story: list[str]) -> None:
    told = world(*story)
    standpoint = told.standpoint()
    asking = plainly.hops(told)
    for goal in told.ids:
        found = rank_connectors(standpoint, told.node(goal))
        known = plainly.paths(asking, goal, 2)
        assert {f"You > {told.names([n])[0]} > {goal}" for n, _ in found} == set(known)
        assert [chance for _, chance in found] == pytest.approx(
            sorted(known.values(), reverse=True), rel=1e-6
        )
        paths = find_paths(standpoint, [told.node(goal)], each=99, top=99)
        through = [path.chance for path in paths if len(path.hops) == 2]
        assert through == pytest.approx([chance for _, chance in found])


def test_far_is_where_you_know_nobody_and_balanced_has_half_of_each() -> None:
    """Ann is at home in Hotels; Bob, a hotel man, is likelier than Cy of an inn."""
    told = world("You mail Ann 3 times\nAnn is in Hotels", "Ann knows Bob 4 of 5\nBob is in Hotels",
                 "Ann knows Cy\nCy is in Inns",
                 "Ann knows Dan 5 of 5\nDan is in Hotels")  # fmt: skip

    def goals(reach: str, top: int) -> list[str]:
        return [s.path.names[-1] for s in suggest(told.standpoint(), reach=reach, top=top)]

    assert goals("near", 2) == ["Dan", "Bob"]
    assert goals("far", 2) == ["Cy"]
    assert goals("balanced", 2) == ["Dan", "Cy"]
    # Where one kind does not fill its part the other one does.
    assert goals("near", 3) == goals("balanced", 4) == ["Dan", "Bob", "Cy"]


@given(stories(), st.booleans())
@LAW
def test_what_holds_for_every_open_ask(story: list[str], wish: bool) -> None:
    told = world(*story)
    standpoint = told.standpoint()
    wanted = [("category", "Hotels"), ("company", "Acme", "Banks")] if wish else []
    asks = suggest_open(standpoint, wanted, top=99, anybody=False)
    people, graph = told.tables.people.set_index("person"), plainly.ties(told)
    contacts = standpoint.network.ids[standpoint.around.contacts].tolist()
    at_acme = people["company"].str.casefold() == "acme"
    fields = {"Hotels": {"Hotels"}, "Acme": {"Banks", *people.loc[at_acme, "category"]} - {""}}
    for ask in asks:
        asked = people.loc[ask.connector]
        assert ask.connector in contacts
        assert not asked["do_not_ask"]
        hop = standpoint.chance[
            standpoint.slot(standpoint.rep, standpoint.network.node(ask.connector))
        ]
        assert 0 < ask.chance <= hop
        # There is a reason to know, and it is neither the own firm nor the own field.
        inside = fields[ask.about] if wish else {ask.about}
        near = [
            k for k in graph[asked["name"]]
            if graph.nodes[k]["category"] in inside and k != "You"
        ]  # fmt: skip
        if ask.kind == "category":
            assert near and asked["category"] not in inside
            assert ask.reasons[0].startswith("knows ")
        else:
            assert asked["category"] in inside or near
            assert asked["company"].casefold() != ask.about.casefold()
    # Everybody is asked once before anybody is asked again.
    first = [ask.connector for ask in asks][: len({ask.connector for ask in asks})]
    assert len(set(first)) == len(first)


@pytest.mark.parametrize(
    ("title", "senior"),
    [
        ("CEO", True),
        ("Vice President, Sales", True),
        ("Vice-President", True),
        ("Founder/Owner", True),
        ("Head of Buying", True),
        ("Managing Director", True),
        ("Clerk", False),
        ("Headmaster", False),
        ("Coordinator", False),
        ("", False),
    ],
)
def test_senior_titles(title: str, senior: bool) -> None:
    told = world("You mail Ann\nAnn is in Hotels", f"Ann is a {title}" if title else "")
    (ask,) = suggest_open(told.standpoint(), [("company", "Acme", "Hotels")])
    assert any("senior" in reason for reason in ask.reasons) == senior


def test_open_asks_grow_less_likely_from_alike_and_senior_down() -> None:
    """Of the first hop's chance: in that trade 1, knows one in it .6; senior 1, else .7; few .8."""
    told = world(
        "You mail Ann\nYou mail Bob\nAnn is in Hotels\nAnn is a Director\nC is in Hotels",
        *(f"Bob knows {name}" for name in "CDEFG"),
        "You mail Zoe",
    )
    standpoint = told.standpoint()
    hop = standpoint.chance[standpoint.slot(told.node("You"), told.node("Ann"))]
    wish = [("company", "Acme", "HOTELS")]
    ann, bob = suggest_open(standpoint, wish, anybody=False)
    assert told.name(ann.connector) == "Ann"
    assert ann.chance == pytest.approx(hop * 0.8)
    assert bob.chance == pytest.approx(hop * 0.6 * 0.7)
    # About the trade itself she is not asked.
    assert [told.name(a.connector) for a in suggest_open(
        standpoint, [("category", "Hotels")], anybody=False
    )] == ["Bob"]  # fmt: skip
    asked = suggest_open(standpoint, wish, anybody=True)
    assert [told.name(a.connector) for a in asked] == ["Ann", "Bob", "Zoe"]
    assert asked[-1].chance == pytest.approx(hop * 0.25 * 0.7 * 0.8)
    assert (bob.reasons[0], bob.reasons[-1]) == (
        "knows 1 person in Hotels",
        "has ties to 5 other people on file",
    )


def test_without_a_wish_it_is_about_the_next_circles() -> None:
    """Bakers know hotels; You are at home with bakers and know nobody in hotels."""
    told = world(
        *(f"You mail {name}\n{name} is in Bakers\n{name} works at Acme" for name in "ABC"),
        "You rate everybody in Bakers 5\nA knows Yuka\nYuka is in Hotels",
    )
    asks = suggest_open(told.standpoint(), top=9, anybody=False)
    assert {(told.name(a.connector), a.kind, a.about) for a in asks} == {
        ("A", "category", "Hotels"),
    }


def test_nobody_around() -> None:
    told = world("You is on file\nAnn knows Bob")
    standpoint = told.standpoint()
    assert suggest(standpoint) == []
    assert suggest_open(standpoint, [("company", "Acme", "Hotels")]) == []
    assert rank_connectors(standpoint, told.node("Bob")) == []
    assert np.isnan(standpoint.comfort.person).all()


def test_nobody_is_asked_for_an_address_without_a_name() -> None:
    told = world(
        "You mail Ann 3 times 10 days ago", "Ann knows Dora", "Dora writes from acme.example",
        "Dora is in Hotels", "You rate Ann 5",
    )  # fmt: skip
    people = told.tables.people.copy()
    people.loc[people["person"] == told.ids["Dora"], "name"] = ""
    bare = replace(told, tables=replace(told.tables, people=people))

    def asked(told: World) -> tuple[int, int, bool]:
        here = told.standpoint()
        hotels = (one for one in find_circles(here, accounts=True) if one.circle == "Hotels")
        return (
            len(suggest(here, accounts=True)),
            len(plan(here).asks),
            any(one.openings for one in hotels),
        )

    assert asked(told) == (1, 1, True)
    assert asked(bare) == (0, 0, False)
