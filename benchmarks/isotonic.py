"""A likelihood fitted to cases that happened: a monotone step function.

Cases are cut into groups with as many introductions each, and groups that would fall are joined
(pool adjacent violators, Ayer et al. 1955, Annals of Mathematical Statistics 26, 641-647; Zadrozny
& Elkan 2002, KDD, 694-699).
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

from tiesmap.network.arrays import Floats
from tiesmap.network.likelihood import Calibration

GROUPS = 6
"""Groups with as many introductions each, before those that would fall are joined."""


def calibrate(
    share: ArrayLike, happened: ArrayLike, weight: ArrayLike | None = None, groups: int = GROUPS
) -> Calibration:
    """The monotone calibration of cases: candidates' shares, and whether each introduction came.

    All of one length; `weight` is how much each case counts (1). Raises ValueError where there is
    no case, or none in which the introduction happened.
    """
    value = np.asarray(share, dtype=np.float64)
    came = np.asarray(happened, dtype=bool)
    much = np.ones(len(value)) if weight is None else np.asarray(weight, dtype=np.float64)
    if not came.any():
        raise ValueError("there is no introduction among the cases to calibrate by")
    hits = np.sort(value[came])
    # Each group begins at an introduction; the first one takes in everything below.
    begin = hits[(np.arange(1, groups) * len(hits)) // groups]
    starts = np.unique(np.concatenate([[0.0], begin]))
    group = np.searchsorted(starts, value, side="right") - 1
    cases = np.bincount(group, much, len(starts))
    met = np.bincount(group, much * came, len(starts))
    starts, cases, met = (part[cases > 0] for part in (starts, cases, met))
    first, rate = pool(np.asarray(met / cases, dtype=np.float64), cases.astype(np.float64))
    steps = starts[first]
    steps[0] = 0.0
    return Calibration(tuple(steps.tolist()), tuple(rate.tolist()))


def pool(rate: Floats, weight: Floats) -> tuple[NDArray[np.int64], Floats]:
    """Weighted least-squares fit of a rising sequence: where each level begins, and the level."""
    levels: list[tuple[float, float, int]] = []
    for k in range(len(rate)):
        level = (float(rate[k]), float(weight[k]), k)
        while levels and levels[-1][0] >= level[0]:
            before = levels.pop()
            both = before[1] + level[1]
            level = ((before[0] * before[1] + level[0] * level[1]) / both, both, before[2])
        levels.append(level)
    return (
        np.array([first for _, _, first in levels], dtype=np.int64),
        np.array([value for value, _, _ in levels], dtype=np.float64),
    )
