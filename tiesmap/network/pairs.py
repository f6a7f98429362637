"""Rows about two people, grouped by who the two are: sums and extremes of each pair."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tiesmap.network.adjacency import CHUNK, spans
from tiesmap.network.arrays import Floats, Ints


@dataclass(frozen=True, eq=False, slots=True)
class Pairs:
    """Unordered pairs of people 0..n-1, each once, and the rows that are about each.

    key: int64[k], ascending: low * n + high. order: int64[rows], the rows pair after pair, in their
    own order within each. start: int64[k], where each pair's rows begin in `order`.
    """

    key: Ints
    order: Ints
    start: Ints

    @classmethod
    def of(cls, x: Ints, y: Ints, n: int) -> Pairs:
        """The pairs x[row], y[row] of all rows."""
        key = np.minimum(x, y)
        key *= n
        key += np.maximum(x, y)
        key, order = _sorted(key)
        first = np.append(True, key[1:] != key[:-1])[: len(key)]
        start = np.flatnonzero(first)
        return cls(key[start], order, start)

    def __len__(self) -> int:
        return len(self.key)

    @property
    def sizes(self) -> Ints:
        """int64[k]: how many rows each pair has."""
        return np.diff(self.start, append=len(self.order))

    def parts(self) -> Iterator[tuple[slice, Pairs]]:
        """The pairs some at a time: which of them, and they alone with their rows.

        What is computed from a part fits the processor's cache, and its memory is used again.
        """
        rows = np.append(self.start, len(self.order))
        first = 0
        while first < len(self):
            last = max(int(np.searchsorted(rows, rows[first] + CHUNK, "right")) - 1, first + 1)
            order = self.order[rows[first] : rows[last]]
            yield (
                slice(first, last),
                Pairs(self.key[first:last], order, self.start[first:last] - rows[first]),
            )
            first = last

    def spread(self, value: NDArray[Any]) -> NDArray[Any]:
        """One value a pair -> one value a row, in the order of `order`."""
        return np.repeat(value, self.sizes)

    def sums(self, value: NDArray[Any]) -> Floats:
        """float64[k]: the sum of each pair's rows (as below: one value a row, as in `order`)."""
        return np.asarray(_reduce(np.add, value, self.start), dtype=np.float64)

    def counts(self, kind: NDArray[np.uint8], kinds: int) -> Ints:
        """int64[kinds, k]: how many of each pair's rows are of kind 0, 1, ..."""
        cell = self.spread(np.arange(len(self)) * kinds)
        cell += kind
        return np.bincount(cell, minlength=kinds * len(self)).reshape(-1, kinds).T

    def least(self, value: Floats) -> Floats:
        """float64[k]: the smallest value of each pair, nan where it has none."""
        return _reduce(np.fmin, value, self.start)

    def most(self, value: Floats) -> Floats:
        """float64[k]: the largest value of each pair, nan where it has none."""
        return _reduce(np.fmax, value, self.start)


def joined(groups: Sequence[Pairs]) -> tuple[Ints, list[Ints]]:
    """The pairs of all groups, each once and ascending; and per group where its pairs are there."""
    # The number of the group rides in the lowest bits: one sort, and no search for any pair after.
    bits = (len(groups) - 1).bit_length()
    key = np.concatenate([group.key << bits for group in groups])
    end = 0
    for number, group in enumerate(groups):
        end += len(group)
        key[end - len(group) : end] |= number
    key.sort()
    number_of = (key & ((1 << bits) - 1)).astype(np.uint8)
    key >>= bits
    first = np.append(True, key[1:] != key[:-1])[: len(key)]
    place = np.cumsum(first)
    place -= 1
    return key[first], [place[number_of == number] for number in range(len(groups))]


def _reduce(ufunc: np.ufunc, value: NDArray[Any], start: Ints) -> Floats:
    return np.asarray(ufunc.reduceat(value, start) if len(value) else np.zeros(0))


def _sorted(key: Ints) -> tuple[Ints, Ints]:
    """The keys ascending, and the row of each; equal keys by row."""
    key_bits = int(key.max(initial=0)).bit_length()
    row_bits = max(len(key) - 1, 0).bit_length()
    if key_bits + row_bits > 64:
        order = np.argsort(key, kind="stable")
        return key[order], order
    # Sorting values is several times as fast as sorting positions: both go in one.
    packed = key.astype(np.uint64)
    for part in spans(len(packed)):
        packed[part] <<= np.uint64(row_bits)
        packed[part] |= np.arange(*part.indices(len(packed)), dtype=np.uint64)
    packed.sort()
    row = np.empty(len(packed), np.int64)
    for part in spans(len(packed)):
        row[part] = packed[part] & np.uint64((1 << row_bits) - 1)
        packed[part] >>= np.uint64(row_bits)
    return packed.view(np.int64), row
