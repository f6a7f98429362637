"""What the contacts of each two people come to: how many, which way, since when, how recent."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tiesmap.model.evidence import CHANNELS
from tiesmap.network import strength as strength_of
from tiesmap.network.adjacency import spans
from tiesmap.network.arrays import Bools, Floats, Ints
from tiesmap.network.pairs import Pairs
from tiesmap.network.ties import Contacts

MEETING = CHANNELS.index("meeting")
MAILS = tuple(CHANNELS.index(name) for name in ("email", "message"))
NO_PAIRS = (np.empty(0, dtype=np.int64), np.empty(0, dtype=np.int64))
_BACK, _AHEAD, _MET = range(3)
_SHARE_AHEAD = np.array([0.0, 1.0, 0.5])


@dataclass(frozen=True, eq=False, slots=True)
class ContactSums:
    """What the contacts of each pair come to; fields as in `Ties`, one value a pair."""

    given: Ints
    taken: Ints
    together: Ints
    recent_given: Floats
    recent_taken: Floats
    first: Floats
    last: Floats

    @classmethod
    def empty(cls, pairs: int) -> ContactSums:
        given, taken, together = (np.empty(pairs, dtype=np.int64) for _ in range(3))
        return cls(given, taken, together, *(np.empty(pairs) for _ in range(4)))


def contact_sums(contacts: Contacts, now: float, n: int) -> tuple[Pairs, ContactSums]:
    """The pairs among n people who were in touch up to `now`, and the sums of each.

    Contacts come pair after pair, so that each sum is one pass over neighboring numbers.
    """
    made = _exchanges(contacts, now)
    pairs = Pairs.of(made.sender, made.recipient, n)
    sums = ContactSums.empty(len(pairs))
    for at, part in pairs.parts():
        day, weight, way = made.day[part.order], made.weight[part.order], made.way[part.order]
        share = _SHARE_AHEAD[way]
        sums.taken[at], sums.given[at], sums.together[at] = part.counts(way, 3)
        sums.recent_given[at] = part.sums(weight * share)
        sums.recent_taken[at] = part.sums(weight * (1 - share))
        sums.first[at] = part.least(day)
        sums.last[at] = part.most(day)
    return pairs, sums


@dataclass(frozen=True, eq=False, slots=True)
class _Exchanges:
    """Contacts between two people each: one row per contact, and one per two who met in a meeting.

    `way` is _MET for a meeting, else _AHEAD or _BACK: from the lower node to the higher or from the
    higher to the lower. `weight` is as in `strength.contact_weight`.
    """

    sender: Ints
    recipient: Ints
    day: Floats
    weight: Floats
    way: NDArray[np.uint8]


def _exchanges(contacts: Contacts, now: float) -> _Exchanges:
    channel = contacts.channel
    met = channel == MEETING
    # Those met in the same meeting are tied to each other, too, not just to who called it.
    met_x, met_y, met_row = recipient_pairs(contacts, np.flatnonzero(met & several(contacts)))
    sender = np.concatenate([contacts.sender, met_x])
    recipient = np.concatenate([contacts.recipient, met_y])
    weight = np.empty(len(sender))
    for part in spans(len(channel)):
        weight[: len(channel)][part] = strength_of.contact_weight(
            channel[part], contacts.recipients[part], now - contacts.day[part]
        )
    weight[len(channel) :] = weight[met_row]
    day = np.concatenate([contacts.day, contacts.day[met_row]])
    way = np.where(sender < recipient, np.uint8(_AHEAD), np.uint8(_BACK))
    way[: len(channel)][met] = _MET
    way[len(channel) :] = _MET
    apart = sender != recipient
    if not apart.all():
        sender, recipient, way = sender[apart], recipient[apart], way[apart]
        day, weight = day[apart], weight[apart]
    return _Exchanges(sender, recipient, day, weight, way)


def several(contacts: Contacts) -> Bools:
    """Contacts with more than one recipient, and not those with oneself."""
    return np.asarray((contacts.recipients > 1) & (contacts.sender != contacts.recipient))


def recipient_pairs(contacts: Contacts, rows: Ints) -> tuple[Ints, Ints, Ints]:
    """All pairs of recipients of the same interaction among `rows`; and one row of each pair.

    Rows of an interaction stand together, so the k-th next row is compared, for k = 1, 2, ...
    """
    interaction, recipient = contacts.interaction[rows], contacts.recipient[rows]
    xs, ys, at = [], [], []
    left = np.arange(len(rows))
    step = 1
    while True:
        left = left[left + step < len(rows)]
        left = left[interaction[left] == interaction[left + step]]
        if not len(left):
            break
        xs.append(recipient[left])
        ys.append(recipient[left + step])
        at.append(rows[left])
        step += 1
    if not xs:
        return (*NO_PAIRS, np.empty(0, dtype=np.int64))
    return np.concatenate(xs), np.concatenate(ys), np.concatenate(at)
