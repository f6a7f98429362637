"""Evidence that two people know each other: contacts, declared ties, introductions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from tiesmap.model.vocabulary import Channel, Outcome, TieKind

CHANNELS = tuple(Channel)
TIE_KINDS = tuple(TieKind)
INTRODUCTION_OUTCOMES = tuple(Outcome)


BY_SUBJECT = "introduction, by its subject"
"""The purpose of a mail whose subject says so: all that is kept of the subject, and no part of what
tells two mails apart (`told_by`)."""


def told_by(channel: str, purpose: str, notes: str) -> tuple[str, str, str]:
    """What tells an interaction from others of the same people and moment."""
    return channel, "" if purpose == BY_SUBJECT else purpose, notes


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


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of evidence, as files bring it: what a row becomes, and what its fields are."""

    record: type
    people: tuple[str, ...]
    """Fields that name somebody: each must be filled."""
    texts: tuple[str, ...]
    """Fields with words that may name somebody."""
    said: str
    """What a row of it is, in words."""
    needs: tuple[str, ...] = ()
    """Further fields that must be filled."""


KINDS: Mapping[str, Kind] = {
    "interactions": Kind(InteractionRecord, ("sender", "to"), ("purpose", "notes", "channel"),
                         "a mail, a meeting or a call", ("date",)),
    "introductions": Kind(IntroductionRecord, ("introducer", "person", "other"), ("outcome",),
                          "an introduction that took place"),
    "ties": Kind(TieRecord, ("person", "other"), ("kind",), "two people who know each other"),
}  # fmt: skip
"""Each kind by the name of our own file, which is that of its field in `Checked` and of its table.
"""

BETWEEN: Mapping[str, Kind] = {name: kind for name, kind in KINDS.items() if name != "interactions"}
"""Those of which a row ties all whom it names; who is in an interaction depends on its channel."""

CONTACT, DECLARED, INTRODUCTION, LINKED, SEEN, EMPLOYER, FORMER = 1, 2, 4, 8, 16, 32, 64
"""What tells of a tie, as bits of one number."""
KNOWN = CONTACT | DECLARED | INTRODUCTION | LINKED
"""Evidence by which two people are known to know each other; the rest is inferred."""
IN_WORDS: Mapping[int, str] = {
    CONTACT: "contact",
    DECLARED: "declared",
    INTRODUCTION: "introduction",
    LINKED: "linkedin",
    SEEN: "seen together (inferred)",
    EMPLOYER: "same employer (inferred)",
    FORMER: "same employer once (inferred)",
}
