"""Cheapest paths within so many hops, exactly: the best to everybody, the k best to one person.

A cost is -log(chance) of one hop in one direction, so the cheapest path is the likeliest. "The best
path, dropped if it is too long" is another question: within the cap there may be another path.

Costs are counted in steps of 2**-40 (about 1e-12). Sums below 8192 (a chance of e**-8192) are then
exact whatever the order of adding, so paths that are equally good are equal, and the order between
them is settled: fewer hops first, then the smaller person number, compared from the goal backward.
"""

from __future__ import annotations

from dataclasses import dataclass
from heapq import heappop, heappush

import numpy as np
from numpy.typing import ArrayLike

from tiesmap.model.ids import Node
from tiesmap.network.adjacency import Adjacency
from tiesmap.network.arrays import AnyInts, Bools, Floats, Ints, SmallInts

STEP = 2.0**-40

# Slots looked at in one go (about 40 bytes each), so that a pass over a huge network stays small.
CHUNK = 1 << 20


@dataclass(frozen=True, slots=True, eq=False)
class BestPaths:
    """The best path from any of some sources to everybody, for every cap on the hops.

    cost: float64[max_hops + 1, n], cost[h, v] = the lowest cost of reaching v in at most h hops;
        inf where that is not possible, 0 for a source. Of walks and of simple paths it is the same.
    before: int32[max_hops + 1, n], before[h, v] = whom the best path reaches v from, where its last
        hop is just the h-th; -1 where an h-th hop brings nothing better.
    """

    cost: Floats
    before: SmallInts

    def path(self, goal: Node) -> tuple[Node, ...]:
        """The people from a source to the goal, each once.

        Empty where the goal is out of reach; the goal alone where it is a source. Of equally good
        paths it is the one with the fewest hops, then with the smaller numbers from the goal back.
        """
        if not 0 <= goal < self.cost.shape[1]:
            raise ValueError(f"the goal is not among the people: {goal}")
        cost = self.cost[-1, goal]
        if not np.isfinite(cost):
            return ()
        people = [goal]
        # A person reached through a better h-th hop was reached from one whose (h-1)-th hop was
        # better than all before. So nobody comes twice: a second visit cannot cost less.
        for hop in range(int((self.cost[:-1, goal] > cost).sum()), 0, -1):
            people.append(Node(int(self.before[hop, people[-1]])))
        return tuple(reversed(people))


@dataclass(frozen=True, slots=True)
class Found:
    """A path, source first, and what it costs. Its chance is exp(-cost)."""

    nodes: tuple[Node, ...]
    cost: float


def best_paths(adjacency: Adjacency, cost: Floats, sources: ArrayLike, max_hops: int) -> BestPaths:
    """The best paths from the sources to everybody, one pass a hop over those who got nearer.

    cost: float64[slots], 0 or more, of going from the slot's row to `other`; inf: not that way.
    sources: the numbers of the people to start from.
    Raises ValueError for a negative or nan cost, or arrays of the wrong length.
    """
    _check(adjacency, cost, max_hops)
    n = adjacency.people
    frontier = np.unique(np.asarray(sources, np.int64))
    if len(frontier) and not 0 <= frontier[0] <= frontier[-1] < n:
        raise ValueError(f"a source is not among the people 0 to {n - 1}")
    best = np.full((max_hops + 1, n), np.inf)
    before = np.full((max_hops + 1, n), -1, np.int32)
    best[0, frontier] = 0.0
    for hop in range(1, max_hops + 1):
        best[hop] = best[hop - 1]
        for part in _parts(adjacency, frontier):
            _relax(adjacency, cost, part, best[hop - 1], best[hop], before[hop])
        # Who did not get nearer in this hop leads nobody further than he did before.
        frontier = np.flatnonzero(before[hop] >= 0)
    return BestPaths(best, before)


class Search:
    """The best paths from one person. One pass over the network serves any number of targets.

    Arguments as in `best_paths`. `source` is the rep.
    """

    __slots__ = (
        "_adjacency",
        "_before",
        "_bound",
        "_cost",
        "_max_hops",
        "_reachable",
        "_source",
    )

    def __init__(self, adjacency: Adjacency, cost: Floats, source: int, max_hops: int) -> None:
        self._adjacency = adjacency
        self._cost = cost
        self._source = source
        self._max_hops = max_hops
        _check(adjacency, cost, max_hops)
        # What it costs to get to everybody before the last hop bounds every path from below.
        nearer = best_paths(adjacency, cost, [source], max(max_hops - 1, 0))
        self._bound, self._before = nearer.cost, nearer.before
        self._reachable = [np.flatnonzero(np.isfinite(layer)) for layer in self._bound]

    def best(self, target: Node) -> Found | None:
        """The best path to the target, None if there is none within the hops."""
        found = self.alternatives(target, 1)
        return found[0] if found else None

    def alternatives(self, target: Node, k: int) -> list[Found]:
        """The k best simple paths to the target, best first; fewer where there are no more.

        Of equal cost: fewer hops first, then the smaller numbers, from the target backward.

        A best-first search from the target back to the source (as A*). A half path's key is its
        cost plus the lowest cost of reaching its first person in the hops that are left: never more
        than any path it can become, so paths come out in order.
        """
        if k < 1:
            raise ValueError(f"ask for 1 path or more, not {k}")
        if not 0 <= target < self._adjacency.people:
            raise ValueError(f"the target is not among the people: {target}")
        if target == self._source:
            return [Found((target,), 0.0)]
        found: list[Found] = []
        queue: list[_Step] = []
        _push(queue, self._steps_back((target,), 0.0), 0)
        while queue and len(found) < k:
            total, _hops, nodes, steps, index = heappop(queue)
            _push(queue, steps, index + 1)
            if nodes[-1] == self._source:
                found.append(Found(nodes[::-1], total))
            else:
                _push(queue, self._steps_back(nodes, steps.so_far[index]), 0)
        return found

    def _steps_back(self, nodes: tuple[Node, ...], so_far: float) -> _Steps:
        """All ways to lengthen a half path (target first) by one person, the best first."""
        left = self._max_hops - len(nodes)
        if left < 0:
            return _NONE
        adjacency, here = self._adjacency, nodes[-1]
        # Who is in reach early is often a handful, while the row of a hub holds thousands.
        reachable, known = self._reachable[left], adjacency.neighbors(here)
        person = known.astype(np.int64) if len(known) < len(reachable) else reachable
        person = person[np.isfinite(self._bound[left, person])]
        slot = adjacency.slots_to(person, here)
        useful = (slot >= 0) & ~_among(person, nodes)
        person, slot = person[useful], slot[useful]
        gone = so_far + _in_steps(self._cost[slot])
        rest, rest_hops = self._rest(person, left, nodes)
        total, hops = gone + rest, len(nodes) + rest_hops
        order = np.lexsort((person, hops, total))
        order = order[np.isfinite(total[order])]
        return _Steps(
            nodes,
            total[order].tolist(),
            hops[order].tolist(),
            person[order].tolist(),
            gone[order].tolist(),
        )

    def _rest(self, person: Ints, left: int, nodes: tuple[Node, ...]) -> tuple[Floats, Ints]:
        """What it costs at least to reach each person in `left` hops, and in how many at least.

        Where the best way to a person comes from somebody already on the half path, as it does for
        most of the people around a well-connected target, the best way from anybody else is taken.
        """
        adjacency, bound = self._adjacency, self._bound
        rest = bound[left, person]
        hops = (bound[:left, person] > rest).sum(axis=0)
        again = np.flatnonzero(_among(self._before[hops, person], nodes))
        if not len(again):
            return rest, hops
        lengths = adjacency.degree_of(person[again])
        back = adjacency.other[adjacency.slots_of(person[again])].astype(np.int64)
        slot = adjacency.slots_to(back, np.repeat(person[again], lengths))
        offer = bound[left - 1, back] + _in_steps(self._cost[slot])
        offer[_among(back, nodes)] = np.inf
        begin = np.cumsum(lengths) - lengths
        rest[again] = np.minimum.reduceat(offer, begin)
        steps = 1 + (bound[: left - 1, back] > bound[left - 1, back]).sum(axis=0)
        steps[offer > np.repeat(rest[again], lengths)] = left
        hops[again] = np.minimum.reduceat(steps, begin)
        return rest, hops


@dataclass(frozen=True, slots=True, eq=False)
class _Steps:
    """The ways to lengthen one half path, sorted: only the next one waits in the queue."""

    nodes: tuple[Node, ...]
    total: list[float]
    hops: list[int]
    person: list[int]
    so_far: list[float]


_NONE = _Steps((), [], [], [], [])
_Step = tuple[float, int, tuple[Node, ...], _Steps, int]


def _push(queue: list[_Step], steps: _Steps, index: int) -> None:
    if index < len(steps.person):
        nodes = (*steps.nodes, Node(steps.person[index]))
        heappush(queue, (steps.total[index], steps.hops[index], nodes, steps, index))


def _relax(
    adjacency: Adjacency,
    cost: Floats,
    frontier: Ints,
    previous: Floats,
    best: Floats,
    before: SmallInts,
) -> None:
    """One hop from the frontier (ascending), written into best and before."""
    lengths = adjacency.degree_of(frontier)
    slots = adjacency.slots_of(frontier)
    offer = np.repeat(previous[frontier], lengths) + _in_steps(cost[slots])
    person = adjacency.other[slots]
    better = np.flatnonzero(offer < best[person])
    offer, person = offer[better], person[better]
    np.minimum.at(best, person, offer)
    taken = np.flatnonzero(offer == best[person])[::-1]
    # Backward, because the last of several values for one place stays: the smallest number.
    before[person[taken]] = np.repeat(frontier, lengths)[better[taken]]


def _parts(adjacency: Adjacency, frontier: Ints) -> list[Ints]:
    """The frontier, in order, in parts with about CHUNK slots each."""
    end = np.cumsum(adjacency.degree_of(frontier))
    total = int(end[-1]) if len(end) else 0
    cuts = np.searchsorted(end, np.arange(CHUNK, total, CHUNK), "right")
    return [part for part in np.split(frontier, np.unique(cuts)) if len(part)]


def _among(person: AnyInts, nodes: tuple[Node, ...]) -> Bools:
    found = np.zeros(len(person), bool)
    for node in nodes:
        found |= person == node
    return found


def _in_steps(cost: Floats) -> Floats:
    return np.rint(cost / STEP) * STEP


def _check(adjacency: Adjacency, cost: Floats, max_hops: int) -> None:
    if max_hops < 0:
        raise ValueError(f"the hops cannot be fewer than 0: {max_hops}")
    if cost.shape != adjacency.other.shape:
        raise ValueError(f"{cost.shape} costs for {len(adjacency.other)} slots")
    if len(cost) and not cost.min() >= 0:
        raise ValueError("a cost must be 0 or more: -log of a chance that is at most 1")
