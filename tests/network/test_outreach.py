"""Whom to meet next, and what to ask openly. Orders in words are in cases/paths.toml."""

from __future__ import annotations

from itertools import pairwise
from math import prod

import networkx as nx
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests import plainly
from tests.networks import LAW, World, stories, world
from tiesmap.model.paths import Suggestion
from tiesmap.model.settings import Settings
from tiesmap.network.newness import newness
from tiesmap.network.outreach import (
    NEWNESS_SHARE,
    REACHES,
    rank_candidates,
    rank_connectors,
    suggest,
    suggest_open,
)
from tiesmap.network.paths import find_paths

REACH = st.sampled_from(REACHES)


def everybody(told: World, reach: str = "near", most: int = 3) -> list[Suggestion]:
    return suggest(told.standpoint(settings=Settings(max_hops=most)), reach=reach, top=99)


def shared(chance: float, among: int) -> float:
    """The chance after the odds of its square were shared among so many people."""
    odds = chance**2 / (1 - chance**2) / among
    return (odds / (1 + odds)) ** 0.5


def test_noisy_or_worked_by_hand() -> None:
    r"""
        Ann (knows You, Dora)           Every tie is one mail of today: x = 1.01, odds 1.01/3,
       /   \                            chance sqrt(o / (1 + o)) with o = 1.01/300: .057924.
    You     Dora                        Without a rating the first hop counts .6 of it.
       \   /
        Bob - Eve, Fay (knows 4)
    """
    told = world(
        "You mail Ann and Bob", "Ann mails Dora", "Bob mails Dora", "Bob knows Eve\nBob knows Fay"
    )
    mail = 1.01 / 300
    hop = (mail / (1 + mail)) ** 0.5
    # The rep's mail went to two people: 1 / sqrt(2) each.
    first = ((2**-0.5 + 0.01) / 300) ** 0.5 / (1 + (2**-0.5 + 0.01) / 300) ** 0.5 * 0.6
    over_ann, over_bob = shared(first * hop, 2), shared(first * hop, 4)
    dora = everybody(told)[0]
    assert dora.path.names[-1] == "Dora"
    assert dora.chance == pytest.approx(1 - (1 - over_ann) * (1 - over_bob))
    assert dora.connectors == 2
    assert dora.path.chance == pytest.approx(first * hop)


@given(stories())
@LAW
def test_near_is_the_noisy_or_over_the_connectors(story: list[str]) -> None:
    told = world(*story)
    asking, graph = plainly.hops(told), plainly.ties(told)
    known = {n: sum(graph.edges[n, k]["known"] for k in graph[n]) or 1 for n in graph}
    found = {s.path.names[-1]: s for s in everybody(told)}
    expected = nx.single_source_shortest_path_length(asking, "You", cutoff=3)
    assert set(found) == {name for name, hops in expected.items() if hops >= 2}
    for name, suggestion in found.items():
        ways = [
            shared(asking.edges["You", c]["chance"] * asking.edges[c, name]["chance"], known[c])
            for c in asking["You"]
            if asking.has_edge(c, name)
        ]
        if not ways:
            assert expected[name] == 3
            assert suggestion.connectors == 1
            continue
        assert suggestion.connectors == len(ways)
        assert suggestion.chance == pytest.approx(1 - prod(1 - way for way in ways), rel=1e-6)
        assert max(ways) <= suggestion.chance * (1 + 1e-9)
        assert suggestion.chance < 1
        assert suggestion.worth == pytest.approx(suggestion.chance)


@given(stories())
@LAW
def test_further_out_is_the_best_single_way_shared_at_every_step(story: list[str]) -> None:
    told = world(*story)
    asking, graph = plainly.hops(told), plainly.ties(told)
    known = {n: sum(graph.edges[n, k]["known"] for k in graph[n]) or 1 for n in graph}
    for suggestion in everybody(told):
        ways = plainly.paths(asking, suggestion.path.names[-1])
        if min(way.count(">") for way in ways) == 2:
            continue
        best = 0.0
        for way in ways:
            names = way.split(" > ")
            chance = asking.edges[names[0], names[1]]["chance"]
            for person, other in pairwise(names[1:]):
                chance = shared(chance * asking.edges[person, other]["chance"], known[person])
            best = max(best, chance)
        assert suggestion.chance == pytest.approx(best, rel=1e-6)


@given(stories(), REACH)
@LAW
def test_what_holds_for_every_suggestion(story: list[str], reach: str) -> None:
    told = world(*story)
    standpoint = told.standpoint()
    found = suggest(standpoint, reach=reach, top=99)
    people = told.tables.people
    marked = set(people.loc[people["do_not_ask"], "person"])
    contacts = set(standpoint.network.ids[standpoint.around.contacts].tolist())
    assert [s.worth for s in found] == sorted((s.worth for s in found), reverse=True)
    assert len({s.path.goal for s in found}) == len(found)
    for suggestion in found:
        path = suggestion.path
        assert not marked & set(path.people)
        assert path.goal not in contacts | {path.rep}
        assert not contacts & set(path.people[2:])
        assert 0 < suggestion.chance < 1
        # The path shown is the best there is.
        assert find_paths(standpoint, [standpoint.network.node(path.goal)])[0].people == path.people
        share = NEWNESS_SHARE[reach]
        at_most = suggestion.chance ** (1 - share)
        assert at_most * 0.05**share * (1 - 1e-9) <= suggestion.worth <= at_most * (1 + 1e-9)


@given(stories(), REACH, st.integers(1, 4))
@LAW
def test_the_list_is_cut_not_changed(story: list[str], reach: str, top: int) -> None:
    standpoint = world(*story).standpoint()
    whole = suggest(standpoint, reach=reach, top=99)
    assert suggest(standpoint, reach=reach, top=top) == whole[:top]
    ranked = rank_candidates(standpoint, reach=reach)
    ids = standpoint.network.ids
    assert [(int(ids[node]), worth) for node, worth in ranked] == [
        (s.path.goal, s.worth) for s in whole
    ]


@given(stories(), st.permutations(range(13)))
@LAW
def test_numbers_of_people_do_not_change_who_is_suggested(
    story: list[str], order: list[int]
) -> None:
    one, other = world(*story), world(*story, order=order)
    found = {s.path.names[-1]: s.worth for s in everybody(one)}
    assert {s.path.names[-1]: s.worth for s in everybody(other)} == pytest.approx(found)


@given(stories())
@LAW
def test_the_second_ring_keeps_its_order_whatever_lies_beyond(story: list[str]) -> None:
    told = world(*story)
    whole = {s.path.goal: s.worth for s in everybody(told, most=3)}
    near = {s.path.goal: s.worth for s in everybody(told, most=2)}
    assert {goal: whole[goal] for goal in near} == near
    assert everybody(told, most=1) == []


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


def test_far_prefers_what_is_new() -> None:
    """Bob is a colleague of hotels that You know; Cy, less likely, is in a category that is new.

    Ann's odds are shared by three (You, Bob, Cy). near orders by chance alone; far by
    chance^.3 newness^.7, where only the category differs: 1/2 against 1.
    """
    told = world("You mail Ann 3 times\nAnn is in Hotels", "Ann knows Bob 4 of 5\nBob is in Hotels",
                 "Ann knows Cy\nCy is in Inns")  # fmt: skip
    for reach, order in (("near", ["Bob", "Cy"]), ("far", ["Cy", "Bob"])):
        assert [s.path.names[-1] for s in everybody(told, reach)] == order
    far = {s.path.names[-1]: s for s in everybody(told, "far")}
    # One community holds them all: nothing new there. Nor is a tie bridging among three in a star.
    for name, new in (("Bob", 1 / 2 / 3), ("Cy", 1 / 3)):
        assert far[name].worth == pytest.approx(far[name].chance ** 0.3 * new**0.7)


def test_a_way_stays_bridging_after_the_bridge() -> None:
    r"""
    A - C --- D - E     You know A and C. D lies over the only tie between the two circles,
     \ /       \ /      and E and F beyond it; B is a friend of both contacts.
      B         F       Somewhere else P - Q - R - S: with Q - R the lowest fifth of the eight
                        ties that are no dead ends, rounded up to two, has overlap 0.
    """
    told = world(
        "You mail A\nYou mail C",
        *(
            f"{a} knows {b}"
            for a, b in ("AB", "BC", "AC", "DE", "EF", "DF", "CD", "PQ", "QR", "RS")
        ),
    )
    standpoint = told.standpoint()
    far = {s.path.names[-1]: s for s in everybody(told, "far")}
    assert set(far) == {"B", "D", "E", "F"}
    around = standpoint.around
    assert not around.bridging[told.tie(around.network, "D", "E")]
    for name, over in (("B", False), ("D", True), ("E", True), ("F", True)):
        (new,) = newness(standpoint, np.array([told.node(name)]), np.array([over]))
        assert far[name].worth == pytest.approx(far[name].chance ** 0.3 * new**0.7)
        assert far[name].path.newness == pytest.approx(new)


@given(stories(), st.booleans())
@LAW
def test_what_holds_for_every_open_ask(story: list[str], wish: bool) -> None:
    told = world(*story)
    standpoint = told.standpoint()
    wanted = [("category", "Hotels"), ("company", "Acme")] if wish else []
    asks = suggest_open(standpoint, wanted, top=99)
    people = told.tables.people.set_index("person")
    contacts = standpoint.network.ids[standpoint.around.contacts].tolist()
    open_to = [p for p in contacts if not people.loc[p, "do_not_ask"]]
    if wish:
        expected = {(p, *about) for p in open_to for about in wanted}
    else:
        own = {(p, kind, people.loc[p, kind]) for p in open_to for kind in ("company", "category")}
        expected = {ask for ask in own if ask[2]}
    assert {(ask.connector, ask.kind, ask.about) for ask in asks} == expected
    assert len(asks) == len(expected)
    for ask in asks:
        node = standpoint.network.node(ask.connector)
        hop = standpoint.chance[standpoint.slot(standpoint.rep, node)]
        assert 0 < ask.chance <= hop
        alike = str(people.loc[ask.connector, ask.kind]).casefold() == ask.about.casefold()
        assert alike == any(r.startswith(("works at", "is in")) for r in ask.reasons)
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
    told = world("You mail Ann", f"Ann is a {title}" if title else "")
    (ask,) = suggest_open(told.standpoint(), [("company", "Acme")])
    assert any("senior" in reason for reason in ask.reasons) == senior


def test_open_asks_grow_less_likely_from_alike_and_senior_down() -> None:
    """Of the first hop's chance: alike 1, else 1/4; senior 1, else .7; few ties .8."""
    told = world(
        "You mail Ann\nYou mail Bob\nAnn works at Acme\nAnn is a Director",
        *(f"Bob knows {name}" for name in "CDEFG"),
    )
    standpoint = told.standpoint()
    hop = standpoint.chance[standpoint.slot(told.node("You"), told.node("Ann"))]
    ann, bob = suggest_open(standpoint, [("company", "ACME")])
    assert told.name(ann.connector) == "Ann"
    assert ann.chance == pytest.approx(hop * 0.8)
    assert bob.chance == pytest.approx(hop * 0.25 * 0.7)
    assert bob.reasons[-1] == "ties to 5 other people on file"


def test_nobody_around() -> None:
    told = world("You is on file\nAnn knows Bob")
    standpoint = told.standpoint()
    assert suggest(standpoint) == []
    assert suggest_open(standpoint, [("company", "Acme")]) == []
    assert rank_connectors(standpoint, told.node("Bob")) == []
    assert np.isnan(standpoint.comfort.person).all()
