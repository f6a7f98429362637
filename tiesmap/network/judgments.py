"""What people say of ties themselves: how strong one is, or that there is none.

A hand decides: its latest word counts before any file's and before all contact. A file's judgment
decides where one of the two is a rep, whose own tie it is; of others it adds to what was counted.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from tiesmap.network.arrays import Bools, Floats
from tiesmap.network.pairs import Pairs

DENIED = 0.0
"""The strength of two people who do not know each other, whatever tells of them."""


@dataclass(frozen=True, eq=False, slots=True)
class Judgments:
    """One entry a pair."""

    mark: Floats
    """1-5, NaN where nobody judged."""
    decides: Bools
    """Whether the mark stands in the place of contact."""
    denied: Bools


def judgments(declared: pd.DataFrame, pairs: Pairs, own: Bools) -> Judgments:
    """What the declared ties say of each pair; `own` says whether one of the two is a rep.

    `declared` has one row a declared tie, by the order of `pairs`. Of several marks of files the
    highest counts, as two files that contradict each other are no denial.
    """
    marks = declared["strength"].to_numpy(dtype=np.float64)
    by_hand = declared["by_hand"].to_numpy(dtype=bool)
    of_files = pairs.most(np.where(by_hand, np.nan, marks))
    # Rows keep their order within a pair, so the last one by hand has the highest number.
    last = pairs.most(np.where(by_hand, np.arange(len(marks), dtype=np.float64), np.nan))
    handled = ~np.isnan(last)
    of_hand = np.full(len(pairs), np.nan)
    of_hand[handled] = marks[last[handled].astype(np.int64)]
    mark = np.where(np.isnan(of_hand), of_files, of_hand)
    # Confirmed by hand without a mark: a file's denial is overruled.
    mark[handled & np.isnan(of_hand) & (of_files == DENIED)] = np.nan
    denied = mark == DENIED
    decides = ~np.isnan(mark) & ~denied & (~np.isnan(of_hand) | own)
    return Judgments(np.where(denied, np.nan, mark), decides, denied)
