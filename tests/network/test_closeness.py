"""Closeness: contact as a share of attention, raised by how much the circles overlap."""

from __future__ import annotations

import networkx as nx
import numpy as np
import pytest
from hypothesis import given

from tests import plainly
from tests.networks import LAW, stories, world
from tiesmap.network import closeness as module
from tiesmap.network.adjacency import Adjacency
from tiesmap.network.closeness import closeness, weighted_overlap


def plain_overlap(graph: nx.Graph, a: object, b: object) -> float:
    """sum min / sum max over third persons, by networkx's neighbors and the edges' `x`."""

    def x(one: object, other: object) -> float:
        return float(graph.edges[one, other]["x"]) if graph.has_edge(one, other) else 0.0

    others = (set(graph[a]) | set(graph[b])) - {a, b}
    most = sum(max(x(a, k), x(b, k)) for k in others)
    return sum(min(x(a, k), x(b, k)) for k in others) / most if most else 0.0


def karate() -> tuple[nx.Graph, Adjacency]:
    """Zachary's karate club (1977), weighted by the contexts in which two members met."""
    graph = nx.karate_club_graph()
    ends = np.array(graph.edges)
    return graph, Adjacency.of(len(graph), ends[:, 0], ends[:, 1])


@pytest.mark.parametrize("chunk", [1, 50, 1 << 18])
def test_karate_club_with_equal_ties_is_onnela_s_overlap(
    chunk: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """O = n / ((k_i - 1) + (k_j - 1) - n) of Onnela et al. (2007), by networkx's counts."""
    monkeypatch.setattr(module, "CHUNK", chunk)
    graph, adjacency = karate()
    found = weighted_overlap(adjacency, np.full(len(graph.edges), 0.7))
    for (a, b), value in zip(graph.edges, found, strict=True):
        n = len(list(nx.common_neighbors(graph, a, b)))
        others = graph.degree(a) - 1 + graph.degree(b) - 1 - n
        assert value == pytest.approx(n / others if others else 0.0)


def test_karate_club_weighted() -> None:
    graph, adjacency = karate()
    x = [float(weight) for *_, weight in graph.edges(data="weight")]
    nx.set_edge_attributes(graph, dict(zip(graph.edges, x, strict=True)), "x")
    found = weighted_overlap(adjacency, np.array(x))
    for (a, b), value in zip(graph.edges, found, strict=True):
        assert value == pytest.approx(plain_overlap(graph, a, b))


def test_some_ties_have_what_they_have_among_all() -> None:
    graph, adjacency = karate()
    x = np.array([float(weight) for *_, weight in graph.edges(data="weight")])
    some = np.array([70, 3, 3, 41])
    assert weighted_overlap(adjacency, x, some) == pytest.approx(
        weighted_overlap(adjacency, x)[some]
    )


def test_worked_by_hand() -> None:
    r"""
    Ann - Bob (x = 1.01); both know Cy: Ann 1.01, Bob 3.01; Dora is Bob's alone: 2.01.
    Overlap of Ann - Bob: 1.01 / (3.01 + 2.01). Ann has 2.02 with all, Bob 6.03.
    """
    told = world("Ann mails Bob\nAnn mails Cy\nBob mails Cy 3 times\nBob mails Dora 2 times")
    network = told.network()
    attention = (2.02 / 3 * 6.03 / 3) ** 0.125
    odds = 1.01 / 3 * (1 + 6 * 1.01 / 5.02) / attention
    assert closeness(network)[told.tie(network, "Ann", "Bob")] == pytest.approx(odds / (1 + odds))
    # Nobody else knows Dora: the circle adds nothing, Bob's many contacts take away.
    alone = told.tie(network, "Bob", "Dora")
    odds = 2.01 / 3 / (6.03 / 3 * 2.01 / 3) ** 0.125
    assert closeness(network, np.array([alone])) == pytest.approx(odds / (1 + odds))


def test_the_same_contact_says_more_of_somebody_with_few_others() -> None:
    """Three mails each; Bob writes to five more people as often, who do not know Ann."""
    told = world(
        "You mail Ann 3 times\nYou mail Bob 3 times",
        *(f"Bob mails {name} 3 times" for name in "CDEFG"),
    )
    network = told.network()
    ann, bob = (told.tie(network, "You", name) for name in ("Ann", "Bob"))
    assert network.strength[ann] == pytest.approx(network.strength[bob])
    found = closeness(network)
    assert found[ann] > found[bob]


@LAW
@given(stories())
def test_closeness_is_what_the_method_says(story: list[str]) -> None:
    told = world(*story)
    graph = plainly.ties(told)
    network = told.network()
    found = closeness(network)
    assert ((found > 0) & (found < 1)).all()
    for a, b, tie in graph.edges(data=True):
        total = [sum(graph.edges[end, k]["x"] for k in graph[end]) / 3 for end in (a, b)]
        odds = tie["x"] / 3 * (1 + 6 * plain_overlap(graph, a, b)) / (total[0] * total[1]) ** 0.125
        assert found[told.tie(network, a, b)] == pytest.approx(odds / (1 + odds), rel=1e-6)
