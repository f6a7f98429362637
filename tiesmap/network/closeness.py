"""Closeness: contact, as a share of the attention of both people, raised by the circle they share.

Strength is contact alone. Who would be named a friend is told better when two more things count:
a contact of somebody who is in touch with few says more than one of somebody who is in touch with
all the world, and so does one inside a common circle. This is a second number, never mixed into
strength; comfort that nobody rated is inferred from it.
"""

from __future__ import annotations

import numpy as np

from tiesmap.network.adjacency import Adjacency
from tiesmap.network.arrays import Floats, Ints
from tiesmap.network.network import Network
from tiesmap.network.strength import HALF_AT, amount

# Wedges looked at in one go, so that a huge network takes no more memory than a small one.
CHUNK = 1 << 18

CIRCLE = 6.0
"""Circles that overlap wholly raise the odds of closeness by this many times."""
ATTENTION = 0.125
"""The odds are divided by (k_a k_b) to this power, k what each of the two has with all people."""


def weighted_overlap(adjacency: Adjacency, x: Floats, of: Ints | None = None) -> Floats:
    """Overlap of the circles of both ends of a tie, each third person counted by contact.

    One value for each tie in `of` (tie numbers; all without it), 0 where there is no third person:
    O_w = sum_k min(x_ik, x_jk) / sum_k max(x_ik, x_jk) over third persons k, where x is the amount
    of contact of each tie (one value a tie): the weighted form of Onnela et al. (2007), to which
    it comes down when all x are equal.
    """
    degree = adjacency.degree
    tails, other, tie = adjacency.tails, adjacency.other, adjacency.tie
    wanted = np.arange(adjacency.ties) if of is None else np.asarray(of, dtype=np.int64)
    ends = np.zeros((2, adjacency.ties), dtype=np.int64)
    once = tails < other
    ends[:, tie[once]] = tails[once], other[once]
    low, high = ends[:, wanted]
    swap = degree[low] > degree[high]
    near, far = np.where(swap, high, low), np.where(swap, low, high)
    shared = np.zeros(len(wanted))
    wedges = np.cumsum(degree[near])
    cuts = np.searchsorted(wedges, np.arange(CHUNK, wedges[-1] if len(wedges) else 0, CHUNK))
    for part in np.split(np.arange(len(wanted)), np.unique(cuts)):
        positions = adjacency.slots_of(near[part])
        row = np.repeat(part, adjacency.degree_of(near[part]))
        there = adjacency.slots_to(far[row], other[positions])
        hit = there >= 0
        least = np.minimum(x[tie[positions[hit]]], x[tie[there[hit]]])
        np.add.at(shared, row[hit], least)
    total = np.bincount(tails, x[tie], minlength=adjacency.people)
    rest = total[low] + total[high] - 2 * x[wanted] - shared
    return np.asarray(np.divide(shared, rest, out=np.zeros_like(shared), where=rest > 0))


def closeness(network: Network, of: Ints | None = None) -> Floats:
    """Closeness in [0, 1) of each tie in `of` (tie numbers; all ties of the network without it).

    odds = x / HALF_AT * (1 + CIRCLE * overlap) / (k_a k_b) ^ ATTENTION, x the amount of contact,
    k_a and k_b the amounts that each end has with everybody, in units of HALF_AT. Overlap as in
    `weighted_overlap`. docs/evidence.md has what it reaches and what it was tried against.
    """
    ties, adjacency = network.ties, network.adjacency
    wanted = np.arange(len(ties)) if of is None else np.asarray(of, dtype=np.int64)
    x = amount(ties)
    total = np.bincount(adjacency.tails, x[adjacency.tie], minlength=len(network)) / HALF_AT
    attention = (total[ties.a[wanted]] * total[ties.b[wanted]]) ** ATTENTION
    odds = x[wanted] / HALF_AT * (1 + CIRCLE * weighted_overlap(adjacency, x, wanted)) / attention
    return np.asarray(odds / (1 + odds))
