"""Dormant ties: which of them come back, and what each would bring.

Ties with several contacts that were silent for long come back where the two still move in one
circle: the number of people with whom both were in touch lately ranks them better than how long
they were silent or how strong they once were (docs/evidence.md). There are two kinds worth waking
(Walter, Levin & Murnighan 2015): the familiar, who moves among people the rep knows, and the novel,
who meanwhile moves among others.
"""

from __future__ import annotations

import numpy as np

from tiesmap.network.adjacency import Adjacency
from tiesmap.network.arrays import Bools, Ints
from tiesmap.network.network import Network
from tiesmap.network.standpoint import Surroundings

LATELY = 90.0
"""Days in which a contact shows with whom somebody is in touch now."""


def circle_now(around: Surroundings, people: Ints) -> tuple[Ints, Bools]:
    """With how many each of some people (nodes) and the rep were in touch lately; who is novel."""
    lately = in_touch_lately(around.network)
    mutual = common(lately, np.full(len(people), around.rep), people)
    known = around.ring[lately.other] == 1
    among = np.bincount(lately.tails, known, minlength=len(around.network))[people]
    return mutual, np.asarray(lately.degree[people] > 2 * among)


def in_touch_lately(network: Network) -> Adjacency:
    """The graph of the ties with a contact in the last `LATELY` days."""
    ties = network.ties
    kept = np.flatnonzero(network.known & (network.now - ties.last <= LATELY))
    return Adjacency.of(len(network), ties.a[kept], ties.b[kept])


def common(graph: Adjacency, one: Ints, other: Ints) -> Ints:
    """How many neighbors each pair has in common."""
    pair = np.repeat(np.arange(len(one)), graph.degree_of(one))
    there = graph.slots_to(other[pair], graph.other[graph.slots_of(one)])
    return np.bincount(pair[there >= 0], minlength=len(one))
