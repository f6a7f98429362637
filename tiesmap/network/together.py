"""Who has addressed the rep and somebody else together: the best sign of a connector.

On two mail networks whose introductions are known, who has written to both before tells the
real introducer better than any count of contacts (docs/evidence.md).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from tiesmap.model.ids import Node
from tiesmap.network.adjacency import positions_in_rows
from tiesmap.network.arrays import Floats, Ints
from tiesmap.network.network import Network
from tiesmap.network.strength import SHARING

TOGETHER = 25.0
"""How much one mail to both, and nobody else, adds to the odds of the connector's hop."""


@dataclass(frozen=True, eq=False, slots=True)
class Together:
    """Slots of the adjacency (connector -> other) and how often that connector addressed both.

    `weight` sums n^-SHARING over those interactions, n their recipients; it does not fade.
    """

    slot: Ints
    times: Ints
    weight: Floats

    @property
    def factor(self) -> Floats:
        """By what the odds of each slot's hop are multiplied."""
        return np.asarray(1 + TOGETHER * self.weight)

    def times_at(self, slot: int) -> int:
        """How often the connector of a slot addressed the rep and the other together."""
        at = int(np.searchsorted(self.slot, slot))
        return int(self.times[at]) if at < len(self.slot) and self.slot[at] == slot else 0


def addressed_together(network: Network, rep: Node) -> Together:
    """All slots whose row's person addressed the rep (a node) and the other in one interaction."""
    contacts, adjacency = network.contacts, network.adjacency
    mine = np.flatnonzero((contacts.recipient == rep) & (contacts.recipients > 1))
    first = np.searchsorted(contacts.interaction, contacts.interaction[mine])
    last = np.searchsorted(contacts.interaction, contacts.interaction[mine], side="right")
    rows = positions_in_rows(first, last - first)
    sender, other = contacts.sender[rows], contacts.recipient[rows]
    kept = (other != rep) & (sender != other) & (sender != rep)
    rows, sender, other = rows[kept], sender[kept], other[kept]
    n = max(len(network), 1)
    pair, of = np.unique(sender * n + other, return_inverse=True)
    share = contacts.recipients[rows].astype(np.float64) ** -SHARING
    return Together(
        slot=adjacency.slots_to(pair // n, pair % n),
        times=np.bincount(of, minlength=len(pair)).astype(np.int64),
        weight=np.asarray(np.bincount(of, share, minlength=len(pair)), dtype=np.float64),
    )
