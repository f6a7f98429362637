"""The practice: what a rep writes down, promises, gives and learns, one dated entry at a time.

Each noun is a frozen entry that belongs to a pair of a rep and a person and has a day. The fields
of a noun are its columns in the database and in its CSV file (there `day` is called `date`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from tiesmap.model.evidence import CHANNELS
from tiesmap.model.tact import DIRECTIONS, Favor
from tiesmap.model.vocabulary import ActionKind, DetailKind, FavorKind, ReadBack, Side

READ_BACK = tuple(ReadBack)
DETAIL_KINDS = tuple(DetailKind)
FAVOR_KINDS = tuple(FavorKind)
ACTION_KINDS = tuple(ActionKind)
SIDES = tuple(Side)


@dataclass(frozen=True, slots=True)
class Note:
    """A conversation in three parts; it is a contact of the two on that day."""

    id: int
    rep: int
    person: int
    day: date
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
class Detail:
    """What matters to a person: how she takes her coffee, a goal, an event with its date."""

    id: int
    rep: int
    person: int
    day: date
    kind: str = "interest"
    text: str = ""
    source: str = ""
    event_on: date | None = None
    used_on: date | None = None
    """When it was last used in a contact."""


@dataclass(frozen=True, slots=True)
class Need:
    """A needs analysis: what was found out, and when the next one is due if not by the bucket."""

    id: int
    rep: int
    person: int
    day: date
    findings: str = ""
    next_on: date | None = None


@dataclass(frozen=True, slots=True)
class Standard:
    """What was agreed at the start about how rep and client work together."""

    id: int
    rep: int
    person: int
    day: date
    side: str = "rep"
    """Whose promise it is: rep or client."""
    text: str = ""


@dataclass(frozen=True, slots=True)
class Satisfaction:
    """How satisfied the client was on a day, 1 (not at all) to 5 (fully), in their words."""

    id: int
    rep: int
    person: int
    day: date
    mark: int = 3
    words: str = ""


@dataclass(frozen=True, slots=True)
class Action:
    """Something to do for one person, or done for them."""

    id: int
    rep: int
    person: int
    day: date
    kind: str = "action"
    text: str = ""
    why: str = ""
    """Why this, for this one."""
    due: date | None = None
    done_on: date | None = None


@dataclass(frozen=True, slots=True)
class Loss:
    """A client who left, and why."""

    id: int
    rep: int
    person: int
    day: date
    why: str = ""


@dataclass(frozen=True, slots=True)
class Snooze:
    """Not before a day: of one person (item empty), or of one kind of item of theirs."""

    id: int
    rep: int
    person: int
    day: date
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
    """So many days later, at most the last day that can be kept."""
    return date.fromordinal(min(day.toordinal() + days, LAST_DAY.toordinal()))


@dataclass(frozen=True, slots=True)
class EntryRecord:
    """One row of a file of entries. An empty rep means the one whom the import is made for."""

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
    """A class of relationship: how much it matters (1 first), and every how many days to meet."""

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
    """What the rep sets for This week."""

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
    """All entries of one rep up to a day, each kind with the latest first."""

    notes: tuple[Note, ...] = ()
    favors: tuple[Favor, ...] = ()
    details: tuple[Detail, ...] = ()
    needs: tuple[Need, ...] = ()
    standards: tuple[Standard, ...] = ()
    satisfaction: tuple[Satisfaction, ...] = ()
    plans: tuple[Action, ...] = ()
    losses: tuple[Loss, ...] = ()
    snoozes: tuple[Snooze, ...] = ()


@dataclass(frozen=True, slots=True)
class ItemKind:
    """A kind of thing that a week holds."""

    label: str
    """What it is called."""
    icon: str
    """Its sign among the Material icons."""
    weight: float
    """What it weighs in the worth of an item: our judgment, not measured."""
    span: int = 0
    """Days that count as one interval late; 0: those of the person's bucket."""
    contact: bool = False
    """Whether it is done with a contact."""
    asking: bool = False
    """Whether its contact asks for something."""
    warming: bool = False
    """Whether it comes at the pace that the rep sets for warming up."""


ITEM_KINDS = {
    # A client left alone after the sale is the first alarm.
    "after_sale": ItemKind("After the sale", "notification_important", 100.0, contact=True),
    "promise": ItemKind("Promise", "handshake", 3.0, span=14),
    "answer": ItemKind("Answer", "mark_email_unread", 2.2, span=14, asking=True),
    "action": ItemKind("Plan", "task_alt", 2.0, span=14),
    "event": ItemKind("Event", "event", 2.0, span=14, contact=True),
    "ask": ItemKind("Ask", "forward_to_inbox", 1.6, asking=True),
    "favor": ItemKind("Favor", "redeem", 1.5, span=30),
    "need": ItemKind("Needs review", "checklist", 1.2, span=90),
    "contact": ItemKind("Contact", "call", 1.0, contact=True),
    "wake": ItemKind("Wake up", "alarm", 1.2, contact=True, warming=True),
    "open_up": ItemKind("Opens up", "explore", 1.2, contact=True, warming=True),
}
"""The kinds of items of This week."""


@dataclass(frozen=True, slots=True)
class WeekItem:
    """One thing to do this week, for one person."""

    kind: str
    """A name of `ITEM_KINDS`."""
    person: int
    name: str
    purpose: str
    """Completes "The purpose of my call is ..."; never empty."""
    reason: str
    """Why now, from stored facts, with their numbers."""
    due: date
    worth: float
    """Importance x lateness x reach: only orders the items."""
    asks: bool = False
    """Whether the contact asks for something."""
    request: str = ""
    """The id of the intro request, where the item is an ask or an answer to chase."""
    entry: int = 0
    """The id of the promise, action or detail that the item is about; else 0."""


@dataclass(frozen=True, slots=True)
class Health:
    """The health of one relationship against its own interval."""

    person: int
    bucket: str
    bucket_by: str
    """"set" where the bucket was set (by hand or in a file), else why it is proposed."""
    days: int
    """The interval."""
    last_contact: date | None
    due: date
    """Last real contact + interval; where there was none, the day looked at."""
    color: str
    """green (on time), yellow (up to half an interval late) or red."""
    trend: str
    """better, steady or worse than a quarter ago; empty where there is too little to tell."""
    snoozed_until: date | None = None
    next_purpose: str = ""
    next_on: date | None = None
    proposed: str = ""
    """The bucket that fits the person, whichever is set."""


@dataclass(frozen=True, slots=True)
class MonthHealth:
    """The whole network as of the end of a month."""

    month: date
    """Its last day, or the day looked at in the running month."""
    people: int
    """Direct contacts."""
    on_time: int
    due: int
    """Up to half an interval late."""
    overdue: int
    contacts: int
    """Contacts with people in the month."""
    asked: int
    """How many of them asked for something."""
    given: int
    taken: int


@dataclass(frozen=True, slots=True)
class Giving:
    """Two of the rep's own people who would both gain from knowing each other."""

    person: int
    other: int
    reasons: tuple[str, ...]
    """Which stored interest, goal, challenge or category of one meets what of the other."""
    worth: float


@dataclass(frozen=True, slots=True)
class Brief:
    """One page before a call: stored facts only."""

    person: int
    name: str
    health: Health | None
    notes: tuple[Note, ...]
    """The last three."""
    next_purpose: str
    purposes: tuple[str, ...]
    """Better purposes offered, from what is stored."""
    details: tuple[Detail, ...]
    """To ask about: those with a date near first, then those least lately used."""
    in_common: tuple[str, ...]
    """Names of people both know."""
    given: tuple[Favor, ...]
    taken: tuple[Favor, ...]
    balance: str
    """What the balance says of asking now, in a sentence; empty where it is even."""
    promises: tuple[Action, ...]
    standards: tuple[Standard, ...]
    need: Need | None
    satisfaction: tuple[Satisfaction, ...]
    questions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Bond:
    """What the network says of one direct contact."""

    strength: float = 0.0
    comfort: float | None = None
    """1-5, rated or inferred."""
    tie_class: str = ""
    """strong, weak, dormant or inferred."""
    new: int = 0
    """How many people whom the rep does not know the contact is tied to."""
    opens: tuple[str, ...] = ()
    """Categories, else names of people, that the rep reaches through this contact alone."""


@dataclass(frozen=True, slots=True)
class AfterSale:
    """A client since the contract was signed."""

    person: int
    signed_on: date
    contacts: int
    """Days with contact since signing."""
    last_contact: date | None
    """Since signing; None where there was none."""
    silent: int
    """Days since signing or, if later, the last contact."""
    promises: tuple[Action, ...]
    """Those that are open."""
    beyond: date | None
    """When something beyond duty was last done."""
    alarm: bool
    reason: str
    """The facts in a sentence."""


@dataclass(frozen=True, slots=True)
class NeedState:
    """Where the needs analysis of one client stands."""

    person: int
    last: Need | None
    due: date
    changes: tuple[str, ...]
    """What was noted of the client since the last one."""
    reason: str


@dataclass(frozen=True, slots=True)
class BucketHealth:
    """How many of a bucket are on time."""

    bucket: str
    days: int
    people: int
    on_time: int
    due: int
    overdue: int


@dataclass(frozen=True, slots=True)
class StageHealth:
    """How many people are in a stage, against the number that the rep wants there."""

    stage: str
    people: int
    benchmark: int
    """0: none is set."""
    on_time: int
    lately: int
    """With contact in the last 91 days."""


@dataclass(frozen=True, slots=True)
class YearRetention:
    """The clients of one year: how many there were, came, stayed and left."""

    year: int
    begun: int
    """Clients on its first day."""
    won: int
    lost: int
    kept: int
    """Of those at the beginning, how many were clients still at its end."""
    why: tuple[tuple[str, str], ...] = ()
    """Who left, and why."""
