"""Who has a tie to whom, as flat arrays: what carries a network of a million people."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from tiesmap.network.arrays import AnyInts, Bools, Ints, SmallInts

CHUNK = 1 << 18
"""How many numbers of a long array are worked on at a time."""

# More people than this would not fit the int32 columns; it is far beyond what the rest can hold.
MOST_PEOPLE = int(np.iinfo(np.int32).max)


@dataclass(frozen=True, slots=True, eq=False)
class Adjacency:
    """An undirected simple graph in compressed rows (CSR). Treat the arrays as read-only.

    People are numbered 0..n-1, ties 0..m-1 (the row of the ties table). Every tie has two
    *slots*, one in the row of either end. Row i is `start[i]:start[i + 1]`.

    start: int64[n + 1], where each person's row begins.
    other: int32[slots], the person at the other end, ascending in each row.
    tie: int32[slots], the number of the slot's tie.
    ties: m, the length of every array with one value a tie. After `without` it is still that of
        the whole table, so that tie numbers keep their meaning.
    """

    start: Ints
    other: SmallInts
    tie: SmallInts
    ties: int

    @classmethod
    def of(cls, n: int, a: ArrayLike, b: ArrayLike) -> Adjacency:
        """The graph of n people in which tie k joins a[k] and b[k], in either order.

        Raises ValueError where the ends are not whole numbers from 0 to n - 1 of one length, where
        a tie joins a person with himself, or where two ties join the same two people.
        """
        if not 0 <= n <= MOST_PEOPLE:
            raise ValueError(f"the number of people must be 0 to {MOST_PEOPLE}, not {n}")
        ends_a, ends_b = _people_numbers(n, a), _people_numbers(n, b)
        if len(ends_a) != len(ends_b):
            raise ValueError(f"{len(ends_a)} first ends but {len(ends_b)} second ends")
        loops = np.flatnonzero(ends_a == ends_b)
        if len(loops):
            raise ValueError(f"tie {loops[0]} joins person {ends_a[loops[0]]} with himself")
        m = len(ends_a)
        number = np.arange(m, dtype=np.int32)
        tail, other, tie = sort_pairs(
            np.concatenate([ends_a, ends_b]),
            np.concatenate([ends_b, ends_a]),
            np.concatenate([number, number]),
        )
        twice = np.flatnonzero((tail[1:] == tail[:-1]) & (other[1:] == other[:-1]))
        if len(twice):
            k = twice[0]
            raise ValueError(
                f"ties {tie[k]} and {tie[k + 1]} both join people {tail[k]} and {other[k]}"
            )
        return cls(row_starts(np.bincount(tail, minlength=n)), other, tie, m)

    @property
    def people(self) -> int:
        """n, how many people there are, those without a tie included."""
        return len(self.start) - 1

    @property
    def degree(self) -> Ints:
        """int64[n]: how many ties each person has."""
        return np.diff(self.start)

    @property
    def tails(self) -> SmallInts:
        """int32[slots]: the person in whose row each slot is (the ties run tails -> other)."""
        return np.repeat(np.arange(self.people, dtype=np.int32), self.degree)

    @property
    def present(self) -> Bools:
        """bool[m]: which ties are in the graph; all of them but what `without` took away."""
        found = np.zeros(self.ties, bool)
        found[self.tie] = True
        return found

    def neighbors(self, i: int) -> SmallInts:
        """The people tied to person i, ascending (a view). Raises IndexError for no such person."""
        return self.other[self.row(i)]

    def ties_of(self, i: int) -> SmallInts:
        """The numbers of person i's ties, in the order of `neighbors` (a view)."""
        return self.tie[self.row(i)]

    def without(self, node: int) -> Adjacency:
        """The same people and the same tie numbers, but none of this person's ties.

        Structure between other people is measured like this: the rep knows everybody on the map,
        and with him in the graph every two of them would have somebody in common.
        """
        row = self.row(node)
        known = self.other[row]
        gone = np.concatenate([np.arange(row.start, row.stop), self.slots_to(known, node)])
        degree = self.degree
        degree[known] -= 1
        degree[node] = 0
        return Adjacency(
            row_starts(degree), np.delete(self.other, gone), np.delete(self.tie, gone), self.ties
        )

    def row(self, i: int) -> slice:
        """The slots of person i. Raises IndexError for no such person."""
        if not 0 <= i < self.people:
            raise IndexError(f"there is no person {i}: people are numbered 0 to {self.people - 1}")
        return slice(int(self.start[i]), int(self.start[i + 1]))

    def degree_of(self, people: AnyInts) -> Ints:
        """How many ties each of these people has, without looking at all others."""
        return self.start[people + 1] - self.start[people]

    def slots_of(self, people: AnyInts) -> Ints:
        """The slots of these people, row after row."""
        return positions_in_rows(self.start[people], self.degree_of(people))

    def slots_to(self, people: AnyInts, others: ArrayLike) -> Ints:
        """The slot of the tie from each of these people to the other beside him, or -1."""
        wanted = np.broadcast_to(others, len(people))
        return find_in_rows(self.other, self.start[people], self.start[people + 1], wanted)


def sort_pairs(
    first: SmallInts, second: SmallInts, number: SmallInts
) -> tuple[SmallInts, SmallInts, SmallInts]:
    """The columns of one table, no value below 0, sorted by the first, the second, the third."""
    bits = [int(column.max(initial=0)).bit_length() for column in (first, second, number)]
    if sum(bits) <= 63:
        # Sorting values is six times as fast as sorting positions, so all three go in one value.
        packed = np.empty(len(first), np.int64)
        for part in spans(len(packed)):
            value = first[part].astype(np.int64) << bits[1]
            value |= second[part]
            value <<= bits[2]
            value |= number[part]
            packed[part] = value
        packed.sort()
        one, two, three = (np.empty(len(packed), np.int32) for _ in bits)
        for part in spans(len(packed)):
            value = packed[part]
            three[part] = value & ((1 << bits[2]) - 1)
            value = value >> bits[2]
            two[part] = value & ((1 << bits[1]) - 1)
            one[part] = value >> bits[1]
        return one, two, three
    order = np.lexsort((number, second, first))
    return first[order], second[order], number[order]


def spans(count: int) -> Iterator[slice]:
    """0 to count in order, so many at a time as fit the processor's cache.

    What is computed from a part need not go through the memory, which is what takes the time.
    """
    for begin in range(0, count, CHUNK):
        yield slice(begin, begin + CHUNK)


def row_starts(lengths: Ints) -> Ints:
    """int64[k + 1]: where each of k rows of these lengths begins, and where the last one ends."""
    start = np.zeros(len(lengths) + 1, np.int64)
    np.cumsum(lengths, out=start[1:])
    return start


def positions_in_rows(first: Ints, lengths: Ints) -> Ints:
    """All positions first[k] .. first[k] + lengths[k] - 1, row after row."""
    end = np.cumsum(lengths)
    total = int(end[-1]) if len(end) else 0
    positions = np.repeat(first - (end - lengths), lengths)
    positions += np.arange(total)
    return positions


def find_in_rows(values: NDArray[Any], first: Ints, last: Ints, wanted: NDArray[Any]) -> Ints:
    """Where wanted[k] stands in values[first[k]:last[k]] (ascending), or -1: a binary search each.

    All searches take their steps together, so it costs as many passes as the longest row needs.
    """
    if not len(first) or not len(values):
        return np.full(len(first), -1, np.int64)
    length = last - first
    at = np.minimum(first, len(values) - 1)  # an empty row may begin past the end
    left = length.copy()
    for _ in range((max(int(length.max()), 1) - 1).bit_length()):
        half = left >> 1
        at += half * (values[at + half] <= wanted)
        left -= half
    return np.where((values[at] == wanted) & (length > 0), at, -1)


def _people_numbers(n: int, ends: ArrayLike) -> SmallInts:
    numbers = np.asarray(ends)
    if numbers.ndim != 1:
        raise ValueError("the ends of the ties must be one flat list of numbers")
    if not len(numbers):
        return np.empty(0, np.int32)
    if not np.issubdtype(numbers.dtype, np.integer):
        raise ValueError(f"the ends of the ties must be whole numbers, not {numbers.dtype}")
    if numbers.min() < 0 or numbers.max() >= n:
        raise ValueError(f"a tie names a person who is not among 0 to {n - 1}")
    return numbers.astype(np.int32)
