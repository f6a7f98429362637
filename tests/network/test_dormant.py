"""Dormant ties: who still moves in the circle of the rep, and who in another."""

from __future__ import annotations

import networkx as nx
import numpy as np

from tests.networks import world
from tiesmap.network.adjacency import Adjacency
from tiesmap.network.dormant import circle_now, common

OLD = """You mail Ann 5 times 400 days ago
You mail Bob 9 times 200 days ago"""


def test_who_moves_in_your_circle_and_who_in_another() -> None:
    r"""
    Ann and You are both in touch with Dora and Eve; Bob with people You do not know.
    """
    told = world(
        OLD,
        "You mail Dora\nYou mail Eve\nAnn mails Dora\nAnn mails Eve",
        "Bob mails Gus\nBob mails Hal",
    )
    around = told.standpoint().around
    mutual, novel = circle_now(around, np.array(told.nodes("Ann Bob")))
    assert mutual.tolist() == [2, 0] and novel.tolist() == [False, True]


def test_common_neighbors_of_the_karate_club() -> None:
    """Zachary (1977), against networkx."""
    graph = nx.karate_club_graph()
    ends = np.array(graph.edges)
    pairs = np.array([(a, b) for a in range(0, 34, 3) for b in range(1, 34, 4)])
    found = common(Adjacency.of(34, ends[:, 0], ends[:, 1]), pairs[:, 0], pairs[:, 1])
    for (a, b), count in zip(pairs.tolist(), found.tolist(), strict=True):
        assert count == len(set(graph[a]) & set(graph[b]))
