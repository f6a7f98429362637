"""Introductions that happened among everybody in the mails, to lay beside what was foreseen.

Two people have their first contact; in the 30 days before it somebody who knew both wrote to both
in one mail of few recipients. The first such mail is the introduction, and whoever of the two wrote
first to the other is the one who was introduced (`introduced` finds a rep's own, to be recorded).
Only where at least two people could have made it is there something to foresee.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from tiesmap.model.ids import PersonId
from tiesmap.network.adjacency import Adjacency
from tiesmap.network.arrays import Bools, Floats, Ints
from tiesmap.network.exchanges import MAILS, MEETING, recipient_pairs
from tiesmap.network.ties import Contacts

MOST = 5
"""Recipients of a mail that may be an introduction; with more it is a circular."""
WITHIN = 30.0
"""Days in which the first contact must have followed."""
BEFORE = 7.0
"""So many days before the mail the question is put, so that the mail gives nothing away."""


@dataclass(frozen=True, slots=True)
class Happened:
    """An introduction that happened, by ids: of the rep, by the introducer, to the target."""

    day: float
    """Of the mail to both."""
    rep: PersonId
    target: PersonId
    introducer: PersonId
    candidates: int
    """How many had written to both, `BEFORE` days earlier; 0 for one on file: not counted."""


@dataclass(frozen=True, eq=False)
class _Firsts:
    """The first contact of every two people, by key (low * n + high) in ascending order."""

    key: Ints
    day: Floats
    writer: Ints
    n: int

    def known(self, person: int, others: Ints, until: float) -> Bools:
        """Which of the others had contact with a person up to a day."""
        key = np.minimum(person, others) * self.n + np.maximum(person, others)
        at = np.minimum(np.searchsorted(self.key, key), len(self.key) - 1)
        return np.asarray((self.key[at] == key) & (self.day[at] <= until))


def find_happened(table: pd.DataFrame) -> list[Happened]:
    """All introductions that the contacts (`tables.CONTACTS`) tell of, by day."""
    contacts = Contacts.of(table)
    n = int(max(contacts.sender.max(initial=0), contacts.recipient.max(initial=0))) + 1
    firsts = _firsts(contacts, n)
    if not len(firsts.key):
        return []
    friends = Adjacency.of(n, firsts.key // n, firsts.key % n)
    found: dict[int, Happened] = {}
    for key, day, sender, place in _chances(contacts, firsts):
        if key in found:
            continue
        low, high = key // n, key % n
        until = day - BEFORE
        mutual = np.intersect1d(
            friends.neighbors(low), friends.neighbors(high), assume_unique=True
        ).astype(np.int64)
        mutual = mutual[firsts.known(low, mutual, until) & firsts.known(high, mutual, until)]
        if len(mutual) > 1 and sender in mutual:
            rep = PersonId(int(firsts.writer[place]))
            target = PersonId(low + high - rep)
            found[key] = Happened(day, rep, target, PersonId(sender), len(mutual))
    return sorted(found.values(), key=lambda one: (one.day, one.rep, one.target))


def recorded(table: pd.DataFrame, rep: PersonId | None) -> list[Happened]:
    """Introductions on file (`tables.INTRODUCTIONS`), by day; the rep is the one introduced."""
    found = []
    columns = (table[name].tolist() for name in ("day", "introducer", "person", "other"))
    for day, introducer, first, second in zip(*columns, strict=True):
        if not np.isnan(day):
            one, other = (second, first) if second == rep else (first, second)
            found.append(Happened(day, one, other, introducer, 0))
    return sorted(found, key=lambda one: (one.day, one.rep, one.target))


def _firsts(contacts: Contacts, n: int) -> _Firsts:
    met_x, met_y, met_at = recipient_pairs(contacts, np.flatnonzero(contacts.channel == MEETING))
    one = np.concatenate([contacts.sender, met_x])
    other = np.concatenate([contacts.recipient, met_y])
    day = np.concatenate([contacts.day, contacts.day[met_at]])
    unlike = one != other
    one, other, day = one[unlike], other[unlike], day[unlike]
    key = np.minimum(one, other) * n + np.maximum(one, other)
    order = np.lexsort((day, key))
    first = order[np.append(True, np.diff(key[order]) != 0)[: len(order)]]
    return _Firsts(key[first], day[first], one[first], n)


def _chances(contacts: Contacts, firsts: _Firsts) -> list[tuple[int, float, int, int]]:
    """Mails to both shortly before the first contact of two people, by day.

    Each as the key of the two, its day, its sender, and the place of the two among the firsts.
    """
    few = np.isin(contacts.channel, MAILS)
    few &= (contacts.recipients > 1) & (contacts.recipients <= MOST)
    x, y, at = recipient_pairs(contacts, np.flatnonzero(few))
    day, sender = contacts.day[at], contacts.sender[at]
    key = np.minimum(x, y) * firsts.n + np.maximum(x, y)
    place = np.minimum(np.searchsorted(firsts.key, key), len(firsts.key) - 1)
    begin = firsts.day[place]
    fits = (firsts.key[place] == key) & (day < begin) & (day >= begin - WITHIN)
    kept = np.flatnonzero(fits & (x != y) & (sender != x) & (sender != y))
    kept = kept[np.argsort(day[kept], kind="stable")]
    columns = (key[kept], day[kept], sender[kept], place[kept])
    return list(zip(*(column.tolist() for column in columns), strict=True))
