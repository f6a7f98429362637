"""Values derived from the practice and the network: the week, and the health of relationships.

None of them is stored; each is computed from entries and evidence up to a day.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from tiesmap.model.english import say_count, say_day
from tiesmap.model.ids import PersonId
from tiesmap.model.practice import Action, Detail, Need, Note, Satisfaction, Standard
from tiesmap.model.tact import Favor, First, Moment


@dataclass(frozen=True, slots=True)
class ItemKind:
    """The kind of an item of the week."""

    label: str
    """What it is called."""
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
    owed: bool = True
    """Whether it can be late: news and good moments only grow old."""
    fresh: bool = False
    """Whether it follows on a meeting: worth little later, so nothing late crowds it out."""


ITEM_KINDS = {
    # A client left alone after the sale is the first alarm.
    "after_sale": ItemKind("After the sale", 100.0, contact=True),
    "promise": ItemKind("Promise", 3.0, span=14),
    "answer": ItemKind("Answer", 2.2, span=14, asking=True),
    # On the day after a meeting, before anything else is asked of anybody in it.
    "report": ItemKind("Report back", 2.6, span=7, contact=True, fresh=True),
    "comfort": ItemKind("At ease?", 2.4, span=7, fresh=True, owed=False),
    "onward": ItemKind("Next step", 2.2, span=7, asking=True, fresh=True),
    "change": ItemKind("News", 2.2, span=14, contact=True, owed=False),
    "offer": ItemKind("Offer", 2.6, span=30, asking=True, owed=False),
    "action": ItemKind("Plan", 2.0, span=14),
    "event": ItemKind("Event", 2.0, span=14, contact=True),
    "ask": ItemKind("Ask", 1.6, asking=True),
    "favor": ItemKind("Favor", 1.5, span=30),
    "need": ItemKind("Needs review", 1.2, span=90),
    "contact": ItemKind("Contact", 1.0, contact=True),
    "wake": ItemKind("Get in touch again", 1.2, contact=True, warming=True, owed=False),
    "open_up": ItemKind("Opens up", 1.2, contact=True, warming=True, owed=False),
}
"""The kinds of items of This week."""


@dataclass(frozen=True, slots=True)
class WeekItem:
    """One thing to do this week, about one person."""

    kind: str
    """A name of `ITEM_KINDS`."""
    person: PersonId
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

    def say_due(self, as_of: date, say: Callable[[date, date], str] = say_day) -> str:
        """By when, or how late: "by 3 May", "today", "2 days late"; empty where nothing was owed
        by then. `say` is how a day is said where it is read."""
        days = (as_of - self.due).days
        if days < 0:
            return f"by {say(self.due, as_of)}"
        if not ITEM_KINDS[self.kind].owed:
            return ""
        return f"{say_count(days, 'day')} late" if days else "today"


TO_SORT = "gray"
"""The color of somebody who was never in touch and whom the rep put in no bucket: late for nothing,
and waiting to be sorted."""


@dataclass(frozen=True, slots=True)
class Health:
    """The health of one relationship against its own interval."""

    person: PersonId
    bucket: str
    bucket_by: str
    """"set" where the bucket was set (by hand or in a file), else why it is proposed."""
    days: int
    """The interval."""
    last_contact: date | None
    due: date
    """Last real contact + interval; where there was none, the day looked at."""
    color: str
    """green (on time), yellow (up to half an interval late) or red, whatever is snoozed; or
    `TO_SORT`."""
    trend: str
    """better, steady or worse than a quarter ago; empty where there is too little to tell."""
    snoozed_until: date | None = None
    next_purpose: str = ""
    next_on: date | None = None
    proposed: str = ""
    """The bucket that fits the person, whichever is set."""
    undated: bool = False
    """As in `Bond`: the last contact is the last of those with a day."""

    def say_last(self, ago: str) -> str:
        """What is known of the last contact, which was so long `ago`."""
        if self.last_contact is None:
            undated = "contacts without a day are on file"
            return undated if self.undated else "no contact is on file"
        if self.undated:
            return f"last contact with a day {ago}, others have none"
        return f"last contact {ago}"


@dataclass(frozen=True, slots=True)
class MonthHealth:
    """The health of the whole network at the end of a month."""

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

    person: PersonId
    other: PersonId
    reasons: tuple[str, ...]
    """Which stored interest, goal, challenge or category of one meets what of the other."""


@dataclass(frozen=True, slots=True)
class Meeting:
    """A meeting to come, as the calendar has it: when, and with whom."""

    at: datetime
    people: tuple[PersonId, ...]


@dataclass(frozen=True, slots=True)
class Brief:
    """One page before a call: stored facts only."""

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
    moments: tuple[Moment, ...] = ()
    """What makes this a good moment to ask, the latest first; offers taken up since, too."""
    first: First | None = None
    """Why nothing is asked now, and what comes first."""
    meets: datetime | None = None
    """The next meeting that the calendar has with the person."""


@dataclass(frozen=True, slots=True)
class Bond:
    """What the network says about one direct contact."""

    strength: float = 0.0
    comfort: float | None = None
    """1-5, rated or inferred."""
    tie_class: str = ""
    """strong, weak, dormant or inferred."""
    new: int = 0
    """To how many people whom the rep does not know the contact is tied."""
    opens: tuple[str, ...] = ()
    """Categories, else names of people, that the rep reaches through this contact alone."""
    shared: int = 0
    """With how many people both were in touch lately."""
    novel: bool = False
    """Most of those the contact was in touch with lately are people whom the rep does not know."""
    undated: bool = False
    """Contacts without a day are on file, and may be later than those with one."""


@dataclass(frozen=True, slots=True)
class AfterSale:
    """A client since the contract was signed."""

    person: PersonId
    signed_on: date
    last_contact: date | None
    """Since signing; None where there was none."""
    silent: int
    """Days since signing or, if later, the last contact."""
    promises: tuple[Action, ...]
    """Those that are open."""
    alarm: bool
    reason: str
    """The facts in a sentence."""


@dataclass(frozen=True, slots=True)
class NeedState:
    """The state of one client's needs analysis."""

    person: PersonId
    last: Need | None
    due: date
    changes: tuple[str, ...]
    """What was noted of the client since the last one."""
    reason: str


@dataclass(frozen=True, slots=True)
class BucketHealth:
    """How many people of a bucket are on time."""

    bucket: str
    people: int
    on_time: int
    due: int
    overdue: int


@dataclass(frozen=True, slots=True)
class StageHealth:
    """How many people are in a stage, beside the number that the rep wants there."""

    stage: str
    people: int
    benchmark: int
    """0: none is set."""
    on_time: int
    lately: int
    """With contact in the last 91 days."""
    looked_after: int
    """Of so many a cadence is kept, and these alone can be on time."""


@dataclass(frozen=True, slots=True)
class YearRetention:
    """The clients of one year: how many at the start, gained, kept and lost."""

    year: int
    begun: int
    """Clients on its first day."""
    won: int
    lost: int
    kept: int
    """Of those at the beginning, how many were clients still at its end."""
    why: tuple[tuple[str, str], ...] = ()
    """Who left, and why."""
