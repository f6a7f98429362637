"""The practice: what a rep writes down, promises, gives and learns, one dated entry at a time.

Each noun is a frozen entry that belongs to a pair of a rep and a person and has a day. The fields
of a noun are its columns in the database and in its CSV file (there `day` is called `date`).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, TypeVar

from tiesmap.model.evidence import CHANNELS
from tiesmap.model.ids import PersonId
from tiesmap.model.tact import DIRECTIONS, Favor
from tiesmap.model.vocabulary import ActionKind, DetailKind, FavorKind, ReadBack, Side
from tiesmap.model.written import Written

READ_BACK = tuple(ReadBack)
DETAIL_KINDS = tuple(DetailKind)
FAVOR_KINDS = tuple(FavorKind)
ACTION_KINDS = tuple(ActionKind)
SIDES = tuple(Side)


@dataclass(frozen=True, slots=True)
class Note(Written):
    """A conversation in three parts (discussed, proposed, next); a contact on its day."""

    discussed: str = ""
    proposed: str = ""
    next_purpose: str = ""
    """What the next contact is for: "The purpose of my call is ..."."""
    next_on: date | None = None
    read_back: str = ""
    """Whether the summary was read back to the client: yes, corrected, or empty for no."""
    channel: str = "call"
    """One of `evidence.CHANNELS`."""


@dataclass(frozen=True, slots=True)
class Detail(Written):
    """A detail that matters to a person: how she takes her coffee, a goal, a dated event."""

    kind: str = "interest"
    text: str = ""
    source: str = ""
    event_on: date | None = None
    used_on: date | None = None
    """When it was last used in a contact."""


@dataclass(frozen=True, slots=True)
class Need(Written):
    """A needs analysis: what was found out, and when the next one is due if not by the bucket."""

    findings: str = ""
    next_on: date | None = None


@dataclass(frozen=True, slots=True)
class Standard(Written):
    """What was agreed at the start about how rep and client work together."""

    side: str = "rep"
    """Whose promise it is: rep or client."""
    text: str = ""


@dataclass(frozen=True, slots=True)
class Satisfaction(Written):
    """How satisfied the client was on a day, 1 (not at all) to 5 (fully), in their words."""

    mark: int = 3
    words: str = ""


@dataclass(frozen=True, slots=True)
class Action(Written):
    """Something to do for one person, or done for them."""

    kind: str = "action"
    text: str = ""
    why: str = ""
    """Why this, for this one."""
    due: date | None = None
    done_on: date | None = None

    def is_open(self, as_of: date) -> bool:
        """Whether it was written down by a day, and not done then."""
        return self.day <= as_of and (self.done_on is None or self.done_on > as_of)


@dataclass(frozen=True, slots=True)
class Loss(Written):
    """A client who left, and why."""

    why: str = ""


@dataclass(frozen=True, slots=True)
class Snooze(Written):
    """A pause until a day, for one person (item empty) or for one kind of item about them."""

    until: date
    item: str = ""
    """A name of `ITEM_KINDS`, such as contact or need; empty: all of the person."""


Entry = Note | Favor | Detail | Need | Standard | Satisfaction | Action | Loss | Snooze

FILES: dict[str, type[Entry]] = {
    "notes": Note,
    "favors": Favor,
    "details": Detail,
    "needs": Need,
    "standards": Standard,
    "satisfaction": Satisfaction,
    "plans": Action,
    "losses": Loss,
    "snoozes": Snooze,
}
"""Which noun each file (and the table of the same name) holds."""
ENTRY_WORDS = {
    "notes": "a note on",
    "favors": "a favor between you and",
    "details": "something to know of",
    "needs": "a need of",
    "standards": "a standard of work with",
    "satisfaction": "how satisfied you found",
    "plans": "something to do for",
    "losses": "the loss of",
    "snoozes": "leaving alone",
}
"""How an entry of each is called, before the name of the person."""
WORDS: dict[tuple[str, str], tuple[str, ...]] = {
    ("notes", "channel"): CHANNELS,
    ("favors", "kind"): FAVOR_KINDS,
    ("details", "kind"): DETAIL_KINDS,
}
"""Lists of words; other ones are kept, and treated as other."""
CHOICES: dict[tuple[str, str], tuple[str, ...]] = {
    ("notes", "read_back"): READ_BACK,
    ("favors", "direction"): DIRECTIONS,
    ("standards", "side"): SIDES,
    ("plans", "kind"): ACTION_KINDS,
}
"""Lists of words that are all there are."""
LONG = ("discussed", "proposed", "next_purpose", "note", "text", "source", "findings", "words",
        "why")  # fmt: skip
"""Texts that may have several lines."""
YEARS = (1900, 2100)
"""A day lies in or between them."""
LAST_DAY = date(YEARS[1], 12, 31)
LONGEST = 3650
"""The most days that an interval of the pace may have."""


def days_after(day: date, days: int) -> date:
    """The day so many days later, at most the last day that can be stored."""
    return date.fromordinal(min(day.toordinal() + days, LAST_DAY.toordinal()))


E = TypeVar("E", bound=Entry)


def latest(entries: Iterable[E], as_of: date = date.max) -> dict[PersonId, E]:
    """The latest entry up to a day about each person."""
    told = (entry for entry in entries if entry.day <= as_of)
    return {entry.person: entry for entry in sorted(told, key=lambda one: (one.day, one.id))}


@dataclass(frozen=True, slots=True)
class EntryRecord:
    """One row of a file of entries. An empty rep means the rep for whom the import is made."""

    line: int
    kind: str
    """A name of `FILES`."""
    rep: str
    person: str
    date: date
    said: Mapping[str, Any]
    """What else the noun has."""


@dataclass(frozen=True, slots=True)
class Bucket:
    """A class of relationship: its rank (1 matters most), and the days between two contacts."""

    name: str
    priority: int
    days: int
    needs_days: int = 365
    """Every how many days a client in it has a needs analysis; 0: never."""


BUCKETS = (
    Bucket("close client", 1, 30, 180),
    Bucket("client", 2, 60, 365),
    Bucket("connector", 3, 45, 0),
    Bucket("warm", 4, 90, 0),
    Bucket("wide", 5, 365, 0),
)
"""The buckets to begin with. The days are our judgment, not measured; each can be edited."""


@dataclass(frozen=True, slots=True)
class Pace:
    """What the rep sets for the page Week: buckets, and how much to do."""

    buckets: tuple[Bucket, ...] = BUCKETS
    items: int = 10
    """At most so many things a week."""
    wakings: int = 2
    """At most so many ties to warm up a week: dormant, or weak and opening something up."""
    after_sale_days: int = 30
    """A client left alone so long after signing is the first alarm."""
    benchmarks: dict[str, int] = field(default_factory=dict)
    """How many people the rep wants in each stage."""


@dataclass(frozen=True, slots=True)
class Practice:
    """All entries of one rep up to a day, each kind newest first."""

    notes: tuple[Note, ...] = ()
    favors: tuple[Favor, ...] = ()
    details: tuple[Detail, ...] = ()
    needs: tuple[Need, ...] = ()
    standards: tuple[Standard, ...] = ()
    satisfaction: tuple[Satisfaction, ...] = ()
    plans: tuple[Action, ...] = ()
    losses: tuple[Loss, ...] = ()
    snoozes: tuple[Snooze, ...] = ()
