"""Evidence that two people know each other: contacts, declared ties, introductions."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from tiesmap.model.vocabulary import Channel, Outcome, TieKind

CHANNELS = tuple(Channel)
TIE_KINDS = tuple(TieKind)
INTRODUCTION_OUTCOMES = tuple(Outcome)


@dataclass(frozen=True, slots=True)
class InteractionRecord:
    """A contact between a sender and others on a day.

    A meeting ties every pair of its participants; any other channel ties the sender to each of
    the others.
    """

    line: int
    date: datetime
    sender: str
    to: tuple[str, ...]
    channel: str = "other"
    purpose: str = ""
    notes: str = ""


@dataclass(frozen=True, slots=True)
class TieRecord:
    """A declared tie ("A knows B") or a sum of contacts without their dates."""

    line: int
    person: str
    other: str
    contacts: float | None = None
    last_contact: date | None = None
    kind: str = "other"
    since: date | None = None
    strength: int | None = None
    """1 (hardly) to 5 (close), if somebody judged it; 0: the two do not know each other."""


@dataclass(frozen=True, slots=True)
class IntroductionRecord:
    """An introduction that happened: `introducer` brought `person` and `other` together."""

    line: int
    date: date | None
    introducer: str
    person: str
    other: str
    outcome: str = ""
