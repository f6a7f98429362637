"""Everybody whom outward would suggest, in its order, without the paths: for measuring."""

from __future__ import annotations

from collections.abc import Collection

import numpy as np

from tiesmap.network.candidates import find_candidates
from tiesmap.network.circles import group
from tiesmap.network.outreach import choose_candidates
from tiesmap.network.standpoint import Standpoint


def rank_candidates(
    standpoint: Standpoint, *, reach: str, circles: Collection[str] | None = None
) -> list[tuple[int, float]]:
    """Everybody (node) whom `suggest` would suggest with his chance, accounts too, in its order.

    `circles` are the names of those to enter (far), where they are not the rep's next ones.
    """
    found = find_candidates(standpoint)
    grouping = group(standpoint)
    if circles is None:
        chosen = choose_candidates(standpoint, found, grouping, reach, len(found), True)
    else:
        order = np.lexsort((standpoint.network.ids[found.node], -found.chance))
        named = np.append(np.isin(grouping.names.astype(str), list(circles)), False)
        chosen = order[named[grouping.of[found.node[order]]]]
    return [(int(found.node[k]), float(found.chance[k])) for k in chosen]
