"""Closeness: tie strength raised by how much the circles of both people overlap.

Strength is contact alone. Who would be named a friend is told a little better when the circle
counts too, so this is a second number, never mixed into strength.
"""

from __future__ import annotations

from weakref import WeakKeyDictionary

import numpy as np

from tiesmap.network.adjacency import Adjacency, find_in_rows, positions_in_rows
from tiesmap.network.build import Network
from tiesmap.network.strength import amount
from tiesmap.network.ties import Floats

# Wedges looked at in one go, so that a huge network takes no more memory than a small one.
CHUNK = 1 << 18

CIRCLE = 10.0
"""Circles that overlap wholly raise the odds of closeness by this many times."""


def weighted_overlap(adjacency: Adjacency, x: Floats) -> Floats:
    """Overlap of the circles of both ends of every tie, each third person counted by contact.

    O_w = sum_k min(x_ik, x_jk) / sum_k max(x_ik, x_jk) over third persons k, where x is the amount
    of contact of each tie (one value a tie): the weighted form of Onnela et al. (2007), to which
    it comes down when all x are equal. 0 where there is no third person.
    """
    degree = adjacency.degree
    tails, other, tie = adjacency.tails, adjacency.other, adjacency.tie
    low = np.zeros(adjacency.ties, dtype=np.int64)
    high = np.zeros(adjacency.ties, dtype=np.int64)
    once = tails < other
    low[tie[once]], high[tie[once]] = tails[once], other[once]
    swap = degree[low] > degree[high]
    near, far = np.where(swap, high, low), np.where(swap, low, high)
    shared = np.zeros(adjacency.ties)
    wedges = np.cumsum(degree[near])
    cuts = np.searchsorted(wedges, np.arange(CHUNK, wedges[-1] if len(wedges) else 0, CHUNK))
    for part in np.split(np.arange(adjacency.ties), np.unique(cuts)):
        sizes = degree[near[part]]
        positions = positions_in_rows(adjacency.start[near[part]], sizes)
        of = np.repeat(part, sizes)
        first, last = adjacency.start[far[of]], adjacency.start[far[of] + 1]
        there = find_in_rows(other, first, last, other[positions])
        hit = there >= 0
        least = np.minimum(x[tie[positions[hit]]], x[tie[there[hit]]])
        np.add.at(shared, of[hit], least)
    total = np.bincount(tails, x[tie], minlength=adjacency.people)
    rest = total[low] + total[high] - 2 * x - shared
    return np.divide(shared, rest, out=np.zeros_like(shared), where=rest > 0)


_found: WeakKeyDictionary[Network, Floats] = WeakKeyDictionary()


def closeness(network: Network) -> Floats:
    """Closeness in [0, 1) of every tie: odds = odds(strength) x (1 + CIRCLE x overlap)."""
    if network not in _found:
        x = amount(network.ties)
        overlap = weighted_overlap(network.adjacency, x)
        more = network.strength * (1 + CIRCLE * overlap)
        _found[network] = np.asarray(more / (1 - network.strength + more))
    return _found[network]
