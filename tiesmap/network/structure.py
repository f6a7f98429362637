"""Neighborhood overlap, dead ends and bridging ties: from the graph alone.

Measure on the graph without the rep's own node (`adjacency.without(rep)`): he knows everybody on
the map, and with him in it every two people would have somebody in common.

References: M. Granovetter, American Journal of Sociology 78 (1973) 1360-1380; J.-P. Onnela et al.,
PNAS 104 (2007) 7332-7336; N. Chiba and T. Nishizeki, SIAM J. Comput. 14 (1985) 210-223.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tiesmap.network.adjacency import (
    Adjacency,
    find_in_rows,
    positions_in_rows,
    row_starts,
    sort_pairs,
)
from tiesmap.network.arrays import Bools, Floats, Ints, SmallInts

# Wedges looked at in one go: about 80 bytes each, which stays in the processor's cache.
CHUNK = 1 << 17

# Of the type that is counted in: adding a plain 1 to an int32 array takes 30 times as long.
ONE = np.int32(1)

# Bridging ties are the lowest one in so many.
LOWEST_ONE_IN = 5


@dataclass(frozen=True, slots=True, eq=False)
class Structure:
    """What the graph alone says of every tie. Treat the arrays as read-only.

    One value a tie (m); for a tie that is not in the measured graph (the rep's own) nan and False:
    measured: bool, the tie is in the graph.
    overlap: float64, O = n / ((k_i - 1) + (k_j - 1) - n), 0 to 1 (Onnela et al. 2007), with n the
        people tied to both ends and k the ends' numbers of ties. O = 0 is a local bridge: without
        the tie its ends would be more than two steps apart (Granovetter 1973). nan where neither
        end has another tie (0/0).
    dead_end: bool, at least one end has no other tie: it leads nowhere further.
    """

    measured: Bools
    overlap: Floats
    dead_end: Bools


def measure(adjacency: Adjacency) -> Structure:
    """Everything in one pass over the wedges, in time proportional to them."""
    arcs = _Arcs.of(adjacency)
    common = np.zeros(len(arcs.tail), np.int32)
    for triangle in _triangles(arcs):
        for arc in triangle:
            np.add.at(common, arc, ONE)
    others = adjacency.degree - 1
    tail, head = others[arcs.tail], others[arcs.person[arcs.head]]
    with np.errstate(invalid="ignore"):
        overlap = common / (tail + head - common)
    return Structure(
        measured=adjacency.present,
        overlap=_by_tie(arcs, adjacency.ties, overlap, np.nan),
        dead_end=_by_tie(arcs, adjacency.ties, np.minimum(tail, head) == 0, False),
    )


def bridging(structure: Structure) -> Bools:
    """bool[m]: the ties that lead into another circle.

    Both ends have other ties, and the overlap lies in the lowest fifth of such ties: at most that
    of the (N / 5, rounded up)-th lowest of N. Ties with just that overlap all count, so it can be
    more than a fifth. Where more than four fifths share the highest overlap the fifth would reach
    into it and tell nothing apart: then only the ties below the highest count. (Among people who
    all know one another nobody bridges anything.) A local bridge between two people with other
    ties is always bridging.
    """
    between = structure.measured & ~structure.dead_end
    overlap = structure.overlap[between]
    if not len(overlap):
        return between
    nth = -(-len(overlap) // LOWEST_ONE_IN)
    threshold = np.partition(overlap, nth - 1)[nth - 1]
    low = overlap < threshold if threshold == overlap.max() else overlap <= threshold
    found = np.zeros(len(between), bool)
    found[between] = low | (overlap == 0)
    return found


@dataclass(frozen=True, slots=True, eq=False)
class _Arcs:
    """Every tie once, from its end with fewer ties (the tail) to the other (the head).

    Ordered so, nobody has more than sqrt(2 m) arcs, however many ties a hub has, and the wedges are
    few (Chiba and Nishizeki 1985). Rows are people in their own order, heads are ranks by number of
    ties, ascending in each row.
    """

    tail: SmallInts
    head: SmallInts
    tie: SmallInts
    start: Ints  # of each person's row
    person: Ints  # of each rank

    @classmethod
    def of(cls, adjacency: Adjacency) -> _Arcs:
        person = np.argsort(adjacency.degree, kind="stable")
        rank = np.empty(adjacency.people, np.int32)
        rank[person] = np.arange(adjacency.people, dtype=np.int32)
        head = rank[adjacency.other]
        up = np.flatnonzero(head > np.repeat(rank, adjacency.degree))
        tail, head, tie = sort_pairs(adjacency.tails[up], head[up], adjacency.tie[up])
        start = row_starts(np.bincount(tail, minlength=adjacency.people))
        return cls(tail, head, tie, start, person)


def _triangles(arcs: _Arcs) -> Iterator[tuple[Ints, Ints, Ints]]:
    """Every triangle once, as the positions of its three arcs, in pieces of bounded size.

    The base is the arc between the two lower corners. From either of its ends a row may lead to the
    top corner: the rest of the tail's own row, and the head's row. The shorter one is walked (side)
    and looked up in the longer one (across).
    """
    for begin in range(0, len(arcs.tail), CHUNK):
        position = np.arange(begin, min(begin + CHUNK, len(arcs.tail)))
        tail, middle = arcs.tail[position], arcs.person[arcs.head[position]]
        own_first, own_last = position + 1, arcs.start[tail + 1]
        next_first, next_last = arcs.start[middle], arcs.start[middle + 1]
        from_tail = own_last - own_first <= next_last - next_first
        walk_first = np.where(from_tail, own_first, next_first)
        walk_last = np.where(from_tail, own_last, next_last)
        look_first = np.where(from_tail, next_first, own_first)
        look_last = np.where(from_tail, next_last, own_last)
        wedges = row_starts(walk_last - walk_first)
        cut = 0
        while cut < len(position):
            stop = max(int(np.searchsorted(wedges, wedges[cut] + CHUNK, "right")) - 1, cut + 1)
            of_arc = np.repeat(np.arange(cut, stop), np.diff(wedges[cut : stop + 1]))
            side = positions_in_rows(walk_first[cut:stop], np.diff(wedges[cut : stop + 1]))
            across = find_in_rows(arcs.head, look_first[of_arc], look_last[of_arc], arcs.head[side])
            cut = stop
            closed = np.flatnonzero(across >= 0)
            base = of_arc[closed]
            yield position[base], side[closed], across[closed]


def _by_tie(arcs: _Arcs, ties: int, values: NDArray[Any], missing: float) -> NDArray[Any]:
    """One value an arc -> one value a tie, `missing` where the tie is not in the graph."""
    found = np.full(ties, missing, values.dtype)
    found[arcs.tie] = values
    return found
