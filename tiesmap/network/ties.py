"""Ties and contacts as arrays: the evidence that two people know each other, by node number."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, fields

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from tiesmap.model.evidence import KNOWN
from tiesmap.network.arrays import Bools, Floats, Ints

SEEN_LIMIT = 10
"""Recipients of a mail to more people than this are not taken to be seen together."""
FRESH = 30
"""Days for which a last contact stands, though others have no day. Our judgment."""


@dataclass(frozen=True, eq=False, slots=True)
class Ties:
    """One entry per tie. `a < b` are node numbers; counts are of what the files hold.

    `given` counts contacts from a to b, `taken` from b to a, `together` meetings of both;
    `recent_given` and `recent_taken` are the same, weighted and decayed (see `strength`), a
    meeting counting half each way. `summed` are contacts declared as a sum; `recent_told` is what
    such sums and introductions add, each halved since its own day, and `undated` what those add
    whose day nobody gave, which does not fade. `judged` is a declared strength 1-5 (NaN where
    none); where it `decides`, contact does not count. `parted` is the day until which the two were
    at one company. Days are day numbers, NaN where unknown.
    """

    a: Ints
    b: Ints
    given: Ints
    taken: Ints
    together: Ints
    recent_given: Floats
    recent_taken: Floats
    recent_told: Floats
    undated: Floats
    first: Floats
    last: Floats
    summed: Floats
    judged: Floats
    decides: Bools
    introductions: Ints
    seen: Ints
    parted: Floats
    evidence: NDArray[np.uint8]
    kind: NDArray[np.object_]

    def __len__(self) -> int:
        return len(self.a)

    def without(self, gone: Bools) -> Ties:
        """The ties that are not gone, in their order."""
        if not gone.any():
            return self
        return Ties(**{each.name: getattr(self, each.name)[~gone] for each in fields(self)})

    def among(self, nodes: Ints, n: int) -> tuple[Ints, Ints, Ints]:
        """The ties between some of n people, and both ends of each, as positions in `nodes`."""
        at = np.full(n, -1, dtype=np.int64)
        at[nodes] = np.arange(len(nodes))
        inside = np.flatnonzero((at[self.a] >= 0) & (at[self.b] >= 0))
        return inside, at[self.a[inside]], at[self.b[inside]]

    @property
    def known(self) -> Bools:
        """False for ties that are only inferred (seen together, same employer now or once).

        Made of all ties at each call: for some of them take `Network.known`, which keeps it.
        """
        return np.asarray((self.evidence & KNOWN) != 0)

    def last_known(self, now: float) -> Floats:
        """The day of each tie's last contact; NaN also where one without a day may be later."""
        doubtful = (self.undated > 0) & (self.last < now - FRESH)
        return np.asarray(np.where(doubtful, np.nan, self.last))

    def contacts(self, tie: int) -> float:
        """All contacts of a tie, dated or only summed."""
        dated = int(self.given[tie] + self.taken[tie] + self.together[tie])
        return float(dated + self.summed[tie])


def _as_it_is(people: pd.Series) -> Ints:
    return people.to_numpy(dtype=np.int64)


@dataclass(frozen=True, eq=False, slots=True)
class Contacts:
    """Who wrote to, called or met whom, by node number; one entry per interaction and recipient."""

    interaction: Ints
    day: Floats
    sender: Ints
    recipient: Ints
    recipients: Ints
    channel: NDArray[np.int8]

    @classmethod
    def of(cls, table: pd.DataFrame, node: Callable[[pd.Series], Ints] = _as_it_is) -> Contacts:
        """The rows of a table of contacts (`tables.CONTACTS`); `node` numbers its people."""
        return cls(
            interaction=table["interaction"].to_numpy(dtype=np.int64),
            day=table["day"].to_numpy(dtype=np.float64),
            sender=node(table["sender"]),
            recipient=node(table["recipient"]),
            recipients=table["recipients"].to_numpy(dtype=np.int64),
            channel=table["channel"].to_numpy(dtype=np.int8),
        )
