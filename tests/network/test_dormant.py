"""Dormant ties: who comes back first, the familiar and the novel."""

from __future__ import annotations

import networkx as nx
import numpy as np

from tests.networks import world
from tiesmap.network.adjacency import Adjacency
from tiesmap.network.dormant import common, find_dormant

OLD = """You mail Ann 5 times 400 days ago
You mail Bob 9 times 200 days ago
You mail Cy 2 times 400 days ago"""


def test_who_moves_in_your_circle_comes_first() -> None:
    r"""
    Ann and You are both in touch with Dora and Eve; Bob, less silent and once stronger, with people
    You do not know. Cy was hardly a tie, Fay was written to yesterday.
    """
    told = world(
        OLD,
        "You mail Dora\nYou mail Eve\nAnn mails Dora\nAnn mails Eve",
        "Bob mails Gus\nBob mails Hal\nYou mail Fay 9 times 1 days ago",
    )
    found = find_dormant(told.standpoint().around)
    assert [(told.name(d.person), d.silent, d.mutual, d.novel) for d in found] == [
        ("Ann", 400, 2, False),
        ("Bob", 200, 0, True),
    ]


def test_of_equal_ones_the_least_silent_and_nobody_marked() -> None:
    told = world(OLD, "Bob must not be asked")
    assert [told.name(d.person) for d in find_dormant(told.standpoint().around)] == ["Ann"]
    told = world(OLD)
    found = find_dormant(told.standpoint().around)
    assert [told.name(d.person) for d in found] == ["Bob", "Ann"]
    assert not any(d.novel for d in found)


def test_common_neighbors_of_the_karate_club() -> None:
    """Zachary (1977), against networkx."""
    graph = nx.karate_club_graph()
    ends = np.array(graph.edges)
    pairs = np.array([(a, b) for a in range(0, 34, 3) for b in range(1, 34, 4)])
    found = common(Adjacency.of(34, ends[:, 0], ends[:, 1]), pairs[:, 0], pairs[:, 1])
    for (a, b), count in zip(pairs.tolist(), found.tolist(), strict=True):
        assert count == len(set(graph[a]) & set(graph[b]))
