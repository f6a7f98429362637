"""Communities: groups of people who are tied to each other more than to the rest."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

import numpy as np
from numpy.typing import ArrayLike

from tiesmap.network.arrays import Ints

_Row = dict[int, float]
"""Whom somebody (or a group) is tied to, and how strongly."""
_WEAKEST = 1e-3
_LEAST_GAIN = 1e-7
"""Of modularity; where a level gains no more, it was the last."""


def find_communities(n: int, a: ArrayLike, b: ArrayLike, strength: ArrayLike) -> Ints:
    """The community of each of the people 0 .. n-1: 0 is the largest, then by size.

    `a`, `b`, `strength` are the ends of the ties, each once, and their strength. Louvain
    communities (Blondel et al. 2008), weighted by strength and seeded: the same ties give the same
    communities, those of `networkx.community.louvain_communities`, which takes three times as
    long. Somebody without ties is a community of his own. Meant for a part of the network.
    """
    order = Random(0)
    rows = _rows(n, a, b, strength)
    degree = _degrees(rows)
    total = sum(degree) / 2
    label = np.arange(n, dtype=np.int64)
    reached = -sum((one / (2 * total)) ** 2 for one in degree) if total else 0.0
    while total and (group := _grouped(rows, degree, total, order)) is not None:
        label = group[label]
        rows = _condensed(rows, group.tolist())
        degree = _degrees(rows)
        inside = sum(row.get(at, 0.0) for at, row in enumerate(rows)) / total
        modularity = inside - sum((one / (2 * total)) ** 2 for one in degree)
        if modularity - reached <= _LEAST_GAIN:
            break
        reached = modularity
    _, first, number, size = np.unique(
        label, return_index=True, return_inverse=True, return_counts=True
    )
    rank = np.empty(len(size), dtype=np.int64)
    rank[np.lexsort((first, -size))] = np.arange(len(size))
    return np.asarray(rank[number])


def _rows(n: int, a: ArrayLike, b: ArrayLike, strength: ArrayLike) -> list[_Row]:
    """The ties of each person, by the number of the other: the order in which they come in does
    not count. A tie of strength 0 still holds a little."""
    one, other = np.asarray(a, dtype=np.int64), np.asarray(b, dtype=np.int64)
    weight = np.maximum(np.asarray(strength, dtype=np.float64), _WEAKEST)
    apart = one != other
    person = np.concatenate([one[apart], other[apart]])
    to = np.concatenate([other[apart], one[apart]])
    order = np.lexsort((to, person))
    ends = np.cumsum(np.bincount(person, minlength=n)).tolist()
    to, tied = to[order].tolist(), np.tile(weight[apart], 2)[order].tolist()
    starts = [0, *ends][:-1]
    return [dict(zip(to[i:k], tied[i:k], strict=True)) for i, k in zip(starts, ends, strict=True)]


def _degrees(rows: Sequence[_Row]) -> list[float]:
    """The strength of each row's ties; what it has within counts twice."""
    return [sum(row.values()) + row.get(at, 0.0) for at, row in enumerate(rows)]


def _grouped(
    rows: Sequence[_Row], degree: Sequence[float], total: float, order: Random
) -> Ints | None:
    """The group of each row after it went where modularity gains most, until none gains any more;
    None where none ever did."""
    group, sums, changes = list(range(len(rows))), list(degree), 2 * total**2
    ties = [[(k, tie) for k, tie in row.items() if k != at] for at, row in enumerate(rows)]
    turn = list(range(len(rows)))
    order.shuffle(turn)
    moves = [0]
    while moves[-1] or len(moves) == 1:
        moves.append(0)
        for at in turn:
            into: dict[int, float] = {}
            for k, tie in ties[at]:
                there = group[k]
                into[there] = into[there] + tie if there in into else tie
            own, mine = group[at], degree[at]
            sums[own] -= mine
            left = sums[own] * mine / changes - into.setdefault(own, 0.0) / total
            best, most = own, 0.0
            for there, tie in into.items():
                gain = left + tie / total - sums[there] * mine / changes
                if gain > most:
                    best, most = there, gain
            sums[best] += mine
            if best != own:
                group[at] = best
                moves[-1] += 1
    found = np.unique(np.array(group, dtype=np.int64), return_inverse=True)[1]
    return np.asarray(found) if sum(moves) else None


def _condensed(rows: Sequence[_Row], group: Sequence[int]) -> list[_Row]:
    """The groups as rows: what ties their members is summed, what lies within a group too."""
    made: list[_Row] = [{} for _ in range(max(group) + 1)]
    for at, row in enumerate(rows):
        one = group[at]
        for k, tie in row.items():
            if k >= at:
                other = group[k]
                made[one][other] = made[other][one] = made[one].get(other, 0.0) + tie
    return made


def name_communities(
    community: ArrayLike,
    label: Sequence[str],
    a: ArrayLike,
    b: ArrayLike,
    strength: ArrayLike,
) -> dict[int, str]:
    """A name for each community after the person with the most tie strength inside it.

    `community` and `label` (the people's names) hold a value a person, `a`, `b`, `strength` the
    ties. "Anna Keller’s circle"; a person alone is just named.
    """
    group = np.asarray(community, dtype=np.int64)
    tie_a, tie_b = np.asarray(a, dtype=np.int64), np.asarray(b, dtype=np.int64)
    weight = np.asarray(strength, dtype=np.float64)
    inside = group[tie_a] == group[tie_b]
    inner = np.zeros(len(group))
    np.add.at(inner, tie_a[inside], weight[inside])
    np.add.at(inner, tie_b[inside], weight[inside])
    names: dict[int, str] = {}
    for number in np.unique(group):
        members = np.flatnonzero(group == number)
        name = label[int(members[np.argmax(inner[members])])]
        names[int(number)] = name if len(members) == 1 else f"{name}’s circle"
    return names
