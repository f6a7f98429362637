"""Do weak ties hold the network together? The two pictures of Onnela et al. (2007).

In a network of 4.6 million people who called each other, the stronger a tie, the more its two ends
had in common; and the network fell apart when its weak ties were taken away, but not when as many
strong ones were. Here is the same for any network. Source: J.-P. Onnela et al., PNAS 104 (2007)
7332-7336, figures 2 and 3; the idea is Granovetter's (1973).
"""

from __future__ import annotations

import numpy as np

from tiesmap.network.arrays import Floats, Ints, SmallInts

PARTS = 5
STEPS = 20


def overlap_by_strength(strength: Floats, overlap: Floats) -> Floats:
    """float64[PARTS]: the mean overlap of the weakest fifth of the ties, of the next, ...

    Both have one value a tie; ties without an overlap (nan) are left out. Equally strong ties that
    lie across a cut are shared out alike, whatever their order. nan where a part has no tie.
    """
    measured = np.flatnonzero(~np.isnan(overlap))
    if not len(measured):
        return np.full(PARTS, np.nan)
    level = np.unique(strength[measured], return_inverse=True)[1]
    sizes = np.bincount(level)
    alike = np.bincount(level, overlap[measured]) / sizes
    # What the first x ties have in sum, linear within equally strong ones.
    end = np.concatenate([[0.0], np.cumsum(sizes)])
    total = np.concatenate([[0.0], np.cumsum(alike * sizes)])
    cuts = np.linspace(0, len(measured), PARTS + 1)
    return np.asarray(np.diff(np.interp(cuts, end, total)) / np.diff(cuts))


def giant_shares(people: int, a: Ints, b: Ints, strength: Floats, *, weak_first: bool) -> Floats:
    """float64[STEPS + 1]: the share of the people in the largest component, as ties go.

    a, b, strength: one value a tie, ends 0..people - 1. Value k is after k / STEPS of the ties
    went, the weakest first (or the strongest); equally strong ones in an order that is drawn once,
    always the same. The share is of those who have a tie at the start; nan where nobody has.
    """
    connected = len(np.unique(np.concatenate([a, b])))
    if not connected:
        return np.full(STEPS + 1, np.nan)
    shuffled = np.random.default_rng(0).permutation(len(a))
    order = np.lexsort((shuffled, strength))
    # From the end: what goes last is put back first, so that components only grow together.
    back = order[::-1] if weak_first else order
    cuts = np.rint(np.linspace(0, len(back), STEPS + 1)).astype(np.int64)
    root = np.arange(people, dtype=np.int32)
    found = np.full(STEPS + 1, 1 / connected)
    for k in range(1, STEPS + 1):
        put = back[cuts[k - 1] : cuts[k]]
        root = join(root, a[put], b[put])
        found[k] = np.bincount(root).max() / connected
    return found[::-1]


def join(root: SmallInts, a: Ints, b: Ints) -> SmallInts:
    """The component of everybody after the ties a-b joined: the smallest number in it.

    root: the component before, int32[people]. The larger of two roots is hung below the smaller,
    and paths are halved until none is left (Shiloach & Vishkin 1982), all ties in one go.
    """
    root = root.copy()
    while True:
        low, high = np.minimum(root[a], root[b]), np.maximum(root[a], root[b])
        apart = np.flatnonzero(low != high)
        if not len(apart):
            return root
        a, b = a[apart], b[apart]
        np.minimum.at(root, high[apart], low[apart])
        while not np.array_equal(further := root[root], root):
            root = further
