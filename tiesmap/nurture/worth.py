"""What an item of the week is worth: importance x lateness x reach (our judgment, see `items`)."""

from __future__ import annotations

from datetime import date
from math import log2, log10

from tiesmap.model.practice import Pace
from tiesmap.model.week import ITEM_KINDS, Bond


def lateness(due: date, as_of: date, days: int) -> float:
    """1 on the due day, 2 one interval later, 3 three intervals later; below 1 before it.

    1 + log2(1 + late / interval), where late; else 1 / (1 + early / interval).
    """
    late = (as_of - due).days / max(days, 1)
    return 1 + log2(1 + late) if late >= 0 else 1 / (1 - late)


def reach_of(bond: Bond | None) -> float:
    """1 for a contact who leads nowhere new, 1.5 with nine people beyond, 2 with 99.

    1 + log10(1 + people) / 2.
    """
    return 1.0 if bond is None else 1 + log10(1 + bond.new) / 2


def importance_of(kind: str, bucket: str, pace: Pace) -> float:
    """The weight of the kind, times 1 for the first bucket down to .2 for the last."""
    order = sorted({b.priority for b in pace.buckets})
    of = {b.name: b.priority for b in pace.buckets}
    if bucket not in of:
        return 0.2 * ITEM_KINDS[kind].weight
    place = order.index(of[bucket]) / max(len(order) - 1, 1)
    return (1 - 0.8 * place) * ITEM_KINDS[kind].weight
