"""Dormant ties: which of them come back, and what each would bring.

Ties with several contacts that were silent for long come back where the two still move in one
circle: the number of people with whom both were in touch lately ranks them better than how long
they were silent or how strong they once were (docs/evidence.md). There are two kinds worth waking
(Walter, Levin & Murnighan 2015): the familiar, who moves among people the rep knows, and the novel,
who meanwhile moves among others.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from tiesmap.network.adjacency import Adjacency, find_in_rows, positions_in_rows
from tiesmap.network.network import Network
from tiesmap.network.standpoint import Surroundings
from tiesmap.network.ties import Bools, Ints

LATELY = 90.0
"""Days in which a contact shows with whom somebody is in touch now."""
CONTACTS = 4
"""A tie of fewer contacts was hardly one."""


@dataclass(frozen=True, slots=True)
class Dormant:
    """A dormant tie of the rep to somebody, by id."""

    person: int
    silent: int
    """Days since the last contact."""
    mutual: int
    """People with whom both were in touch lately."""
    novel: bool
    """Most of those he was in touch with lately are people whom the rep does not know."""


def find_dormant(around: Surroundings) -> list[Dormant]:
    """The rep's dormant ties, the likeliest to come back first.

    By the people with whom both were in touch lately, then the least silent. Nobody marked "do not
    ask" is among them.
    """
    network, ties = around.network, around.network.ties
    own = network.adjacency.ties_of(around.rep).astype(np.int64)
    other = network.adjacency.neighbors(around.rep).astype(np.int64)
    silent = network.now - ties.last[own]
    many = ties.given[own] + ties.taken[own] + ties.together[own] + ties.summed[own] >= CONTACTS
    chosen = (silent > around.settings.dormant_after) & many & ~network.marked[other]
    own, other, silent = own[chosen], other[chosen], silent[chosen]
    mutual, novel = circle_now(around, other)
    order = np.lexsort((network.ids[other], silent, -mutual))
    return [
        Dormant(network.person(other[k]), int(silent[k]), int(mutual[k]), bool(novel[k]))
        for k in order.tolist()
    ]


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
    lengths = graph.degree[one]
    slots = positions_in_rows(graph.start[one], lengths)
    pair = np.repeat(np.arange(len(one)), lengths)
    far = other[pair]
    there = find_in_rows(graph.other, graph.start[far], graph.start[far + 1], graph.other[slots])
    return np.bincount(pair[there >= 0], minlength=len(one))
