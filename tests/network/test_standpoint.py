"""Rings, circles and the chance of every hop, from where the rep stands."""

from __future__ import annotations

import networkx as nx
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests import plainly
from tests.networks import LAW, World, stories, world
from tiesmap.model.settings import Settings

WAYS = r"""
    You --- Ann --- Cy --- Eve --- Fay       Ann's colleague Gil (same company, inferred)
      \                                      Hal: marked, and Ida behind him
       `--- Bob --- Hal --- Ida
"""
DRAWN = """You mail Ann and Bob
Ann knows Cy
Cy knows Eve
Eve knows Fay
Bob knows Hal
Hal knows Ida
Hal must not be asked
Ann works at Acme
Gil works at Acme
"""


def rings(told: World, most: int = 3) -> dict[str, int]:
    ring = told.standpoint(settings=Settings(max_hops=most)).around.ring
    return dict(zip(told.names(range(len(ring))), ring.tolist(), strict=True))


def test_rings_of_the_drawing() -> None:
    assert WAYS
    expected = {"You": 0, "Ann": 1, "Bob": 1, "Cy": 2, "Gil": 2, "Hal": 2, "Eve": 3, "Fay": -1}
    # Ida is two steps from Bob, but over somebody who must not be asked.
    assert rings(world(DRAWN)) == {**expected, "Ida": -1}
    assert rings(world(DRAWN), 4) == {**expected, "Fay": 4, "Ida": -1}
    assert rings(world(DRAWN), 1)["Cy"] == -1


def test_somebody_seen_with_the_rep_is_no_contact() -> None:
    """Ann's mail to You and Bob makes Bob reachable through Ann, not known."""
    told = world("Ann mails You and Bob\nCy works at Acme\nYou work at Acme")
    assert rings(told) == {"Ann": 1, "You": 0, "Bob": 2, "Cy": -1}


@given(stories(), st.integers(1, 4))
@LAW
def test_rings_are_shortest_paths_over_the_ties_that_may_be_asked(
    story: list[str], most: int
) -> None:
    told = world(*story)
    graph = plainly.ties(told)
    asking = graph.to_directed()
    for a, b, known in list(asking.edges(data="known")):
        if asking.nodes[a]["marked"] or ("You" in (a, b) and not known):
            asking.remove_edge(a, b)
    length = nx.single_source_shortest_path_length(asking, "You", cutoff=most)
    assert rings(told, most) == {name: length.get(name, -1) for name in graph}


@given(stories())
@LAW
def test_the_chance_of_every_hop_is_what_the_method_says(story: list[str]) -> None:
    told = world(*story)
    standpoint = told.standpoint()
    expected = plainly.hops(told)
    adjacency = standpoint.network.adjacency
    ends = zip(told.names(adjacency.tails), told.names(adjacency.other), strict=True)
    for (person, other), chance in zip(ends, standpoint.chance.tolist(), strict=True):
        edge = expected.get_edge_data(person, other, {"chance": 0.0})
        assert chance == pytest.approx(edge["chance"], rel=1e-6)
        slot = standpoint.slot(told.node(person), told.node(other))
        assert standpoint.chance[slot] == chance


def test_who_addressed_both_worked_by_hand() -> None:
    """Ann wrote to You and Dora in one mail of 4 recipients, and Dora twice alone.

    x of Ann - Dora is 1/2 + 2 + .01 = 2.51, its odds 2.51/3, of chance^2 a hundredth. One mail
    to four weighs 1 / sqrt(4), and raises the odds by 1 + 25 / 2.
    """
    told = world("Ann mails You, Dora, Eve and Fay\nAnn mails Dora 2 times")
    standpoint = told.standpoint()
    odds = 2.51 / 3 / 100 * 13.5
    slot = standpoint.slot(told.node("Ann"), told.node("Dora"))
    assert standpoint.chance[slot] == pytest.approx((odds / (1 + odds)) ** 0.5)
    assert standpoint.around.together.times_at(slot) == 1
    # Nobody else addressed anybody with You: Eve did not write.
    assert standpoint.around.together.times_at(slot + 10**6) == 0
    assert len(standpoint.around.together.slot) == 3


def test_structure_is_measured_without_the_rep_and_on_known_ties() -> None:
    r"""
    You know everybody; among themselves:    A     D
                                            / \   / \      A triangle, a bridge, a triangle.
                                           B - C-E - F
    With You in it C - E would have You in common; seen together adds nothing.
    """
    told = world(
        *(f"You mail {name}" for name in "ABCDEF"),
        "A knows B\nB knows C\nA knows C\nD knows E\nE knows F\nD knows F\nC knows E",
        "You mail A and D",
    )
    around = told.standpoint().around
    network = around.network
    graph = nx.Graph(["AB", "BC", "AC", "DE", "EF", "DF", "CE"])
    assert set(nx.local_bridges(graph, with_span=False)) == {("C", "E")}
    for a, b in graph.edges:
        tie = told.tie(network, a, b)
        assert (around.structure.overlap[tie] == 0) == ({a, b} == {"C", "E"})
    # The lowest fifth of seven ties is two: C - E with 0, and the four next to it with 1/2 each.
    assert [bool(around.bridging[told.tie(network, *pair)]) for pair in ("CE", "AC", "AB")] == [
        True,
        True,
        False,
    ]
    assert not around.bridging[told.tie(network, "You", "A")]
    assert not around.structure.measured[told.tie(network, "A", "D")]


@given(stories())
@LAW
def test_overlap_is_0_exactly_for_local_bridges(story: list[str]) -> None:
    told = world(*story)
    around = told.standpoint().around
    graph = plainly.ties(told)
    graph.remove_node("You")
    graph.remove_edges_from([(a, b) for a, b, known in graph.edges(data="known") if not known])
    bridges = {frozenset(pair) for pair in nx.local_bridges(graph, with_span=False)}
    for a, b in graph.edges:
        tie = told.tie(around.network, a, b)
        # 0/0: two who know nobody else. networkx calls the tie a local bridge, Onnela undefined.
        alone = graph.degree(a) == graph.degree(b) == 1
        overlap = around.structure.overlap[tie]
        assert np.isnan(overlap) == alone
        assert (overlap == 0) == (frozenset((a, b)) in bridges and not alone)


def test_communities_are_among_the_two_steps_around() -> None:
    r"""
    You - A, D;  A, B, C all know each other, so do D, E, F:  two communities without You.
    G is three steps away: in none.
    """
    told = world(
        "You mail A\nYou mail D\nG knows F\nF knows H\nH knows G\nI knows G",
        *(f"{a} knows {b}" for a, b in ("AB", "BC", "AC", "DE", "EF", "DF")),
    )
    community = told.standpoint().around.community
    of = {name: int(community[told.node(name)]) for name in "ABCDEFGHI"}
    assert of["A"] == of["B"] == of["C"] != of["D"] == of["E"] == of["F"]
    assert of["G"] == of["H"] == of["I"] == -1
    assert community[told.node("You")] == -1
