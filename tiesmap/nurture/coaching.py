"""What a coach sees of a rep: counts alone, no name and no word of anybody.

Beside them stand the group's median, and how many asks a goal needs by the rep's own rates. The
spans and the least number of cases are our judgment, not measured.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date, timedelta
from math import ceil
from statistics import median
from typing import Any

from tiesmap.model.ids import PersonId
from tiesmap.model.people import Person
from tiesmap.model.practice import Note, latest
from tiesmap.model.requests import IntroRequest
from tiesmap.model.statuses import Status
from tiesmap.model.steps import Step, taken_by_request
from tiesmap.model.tact import Beside, Limits
from tiesmap.model.vocabulary import Outcome
from tiesmap.model.week import BucketHealth, StageHealth
from tiesmap.nurture.cadence import QUARTER

AT_EASE = 4
"""From this comfort on a rep is at ease with somebody."""
ENOUGH = 3
"""With fewer cases at a step than this the group's rate stands in for the rep's own."""
EARLIER = 2
"""So many quarters stand beside the last one."""
RANKED_FROM = 4
"""A group smaller than this is never shown side by side: each of it would be known by his place."""

_ANSWERED = {Status.AGREED, Status.ACCEPTED, Status.INTRODUCED, Status.MET, Status.DECLINED,
             Status.REFUSED}  # fmt: skip
_INTRODUCED = {Status.INTRODUCED, Status.MET}


@dataclass(frozen=True, slots=True)
class Funnel:
    """How far asks came: each number counts asks that came at least so far."""

    asked: int = 0
    answered: int = 0
    """The connector said yes or no."""
    introduced: int = 0
    met: int = 0
    won: int = 0
    """Who was met became a client."""

    def __add__(self, other: Funnel) -> Funnel:
        return Funnel(*(getattr(self, f.name) + getattr(other, f.name) for f in fields(Funnel)))


@dataclass(frozen=True, slots=True)
class Quarter:
    """What was counted on the last day of an earlier quarter, of the clients of today."""

    asks: Funnel
    """Of the asks of that quarter, how far they had come on its last day."""
    entered: int
    documented: int
    kept: int
    looked_after: int = 0
    """The relationships that had a cadence then."""


@dataclass(frozen=True, slots=True)
class Figures:
    """The counts of one rep."""

    accounts: int
    """His clients now."""
    documented: int
    """Those whose last note has all three parts: discussed, proposed, next."""
    next_set: int
    """Those of them whose next step has a day."""
    quarter: Funnel
    """Of the asks of the last quarter."""
    ever: Funnel
    """Of all asks: his own rates."""
    never_asked: int | None
    """Clients with whom he is at ease and whom he never asked for anything; None: none is rated."""
    entered: int
    """Circles (categories) in which he was first in touch with somebody in the last quarter."""
    neglected: int | None
    """Clients left alone after signing; None: of none is the day of signing known."""
    kept: int
    """Relationships that are on time ..."""
    looked_after: int
    """... of so many that have a cadence."""
    worn: int
    """Connectors asked in the last quarter as often as their limit allows, or more often."""
    before: tuple[Quarter, ...] = ()
    """The `EARLIER` quarters before the last one, the newest first."""
    stages: tuple[StageHealth, ...] = ()
    buckets: tuple[BucketHealth, ...] = ()


def documented(clients: Iterable[PersonId], notes: Iterable[Note]) -> tuple[int, int]:
    """(clients whose last note has all three parts, those of them with a day for the next)."""
    last = latest(notes)
    whole = [
        note
        for note in (last.get(one) for one in clients)
        if note is not None
        and all(text.strip() for text in (note.discussed, note.proposed, note.next_purpose))
    ]
    return len(whole), sum(note.next_on is not None for note in whole)


def funnel(
    requests: Iterable[IntroRequest], steps: Iterable[Step], as_of: date, since: date | None = None
) -> Funnel:
    """How far the asks came that were asked after `since` (None: ever), up to a day."""
    taken = taken_by_request(step for step in steps if step.at.date() <= as_of)
    counts = Funnel()
    for request in requests:
        asked = request.asked_on
        if asked is None or asked > as_of or (since is not None and asked <= since):
            continue
        came = {step.to_status for step in taken.get(request.request, ())}
        counts += Funnel(
            1,
            bool(came & _ANSWERED),
            bool(came & _INTRODUCED),
            Status.MET in came,
            Outcome.CLIENT in came,
        )
    return counts


def needed(goal: int, own: Funnel, group: Funnel) -> Funnel | None:
    """How many of each it takes to win `goal` clients, backwards from the last step.

    Each step's rate is the rep's own, where he has `ENOUGH` cases, else the group's. None where
    there is too little of both, or nothing ever came of a step.
    """
    names = [field.name for field in fields(Funnel)]
    found = {names[-1]: goal}
    for before, after in zip(names[-2::-1], names[:0:-1], strict=True):
        of = own if getattr(own, before) >= ENOUGH else group
        cases, came = getattr(of, before), getattr(of, after)
        if cases < ENOUGH or not came:
            return None
        # In whole numbers: a quotient of floats may lie just above a whole one.
        found[before] = ceil(found[after] * cases / came - 1e-9)
    return Funnel(**found)


def say_goal(needed: Funnel | None, goal: int) -> str:
    """What a goal takes, in a sentence."""
    if needed is None:
        return (
            "Too few asks yet to say what a goal takes: that needs three asks, three answers, "
            "three introductions and three meetings on file, and something that came of each."
        )
    clients = "1 new client takes" if goal == 1 else f"{goal} new clients take"
    return (
        f"For the goal: {clients} {needed.asked} asks a quarter, by this rep's own rates, or by "
        "the group's where there are too few."
    )


def never_asked(
    clients: Iterable[Person], requests: Iterable[IntroRequest], as_of: date
) -> int | None:
    """How many clients one is at ease with were never asked; the marked ones do not count.

    None where no client is rated: it is not known then, and a 0 would read as praise.
    """
    rated = [person for person in clients if person.comfort is not None]
    if not rated:
        return None
    asked = {
        one.connector_id for one in requests if one.asked_on is not None and one.asked_on <= as_of
    }
    return sum(
        (person.comfort or 0) >= AT_EASE and not person.do_not_ask and person.id not in asked
        for person in rated
    )


def entered(people: Iterable[Person], first: Mapping[PersonId, date], as_of: date) -> int:
    """In how many circles the very first contact with anybody lies in the last quarter."""
    earliest: dict[str, date] = {}
    for person in people:
        day = first.get(person.id)
        if person.category and day is not None and day <= as_of:
            earliest[person.category] = min(day, earliest.get(person.category, day))
    return sum(day > as_of - timedelta(days=QUARTER) for day in earliest.values())


def worn(
    requests: Iterable[IntroRequest], beside: Iterable[Beside], limits: Limits, as_of: date
) -> int:
    """How many connectors whom the rep asked in the last quarter were asked in it as often as they
    may be, or more often, by him and his colleagues together."""
    since = as_of - timedelta(days=QUARTER)
    lately = (one for one in requests if one.asked_on and since < one.asked_on <= as_of)
    times = Counter(one.connector_id for one in lately)
    for other in beside:
        if other.what == "asked" and other.connector in times and since < other.day <= as_of:
            times[other.connector] += 1
    return sum(count >= limits.of(who).asks_a_quarter for who, count in times.items())


NOBODY = "You coach nobody yet: an admin says whom (tiesmap member add)."
LINES: Mapping[str, str] = {
    "accounts": "Clients",
    "documented": "… whose last note says what was discussed, proposed and comes next",
    "next_set": "… and on which day",
    "asked": "Asked, last quarter",
    "answered": "… answered",
    "introduced": "… introduced",
    "met": "… met",
    "won": "… won",
    "never_asked": "Clients rated 4 or 5 for ease, never asked",
    "entered": "New circles entered, last quarter",
    "neglected": "Clients with a day of signing, left alone after it",
    "kept": "Relationships on time, in percent",
    "worn": "Connectors asked up to their limit",
}
"""What is counted, in words, in its order."""


_NONE = {
    "never_asked": "none rated",
    "neglected": "no day of signing",
    "kept": "none has an interval",
}
"""Why there is nothing to count."""


def share(part: int, whole: int) -> int | None:
    """A part in whole hundredths; None of nothing."""
    return round(100 * part / whole) if whole else None


def counted_as(name: str, of: Figures | Quarter, asks: Funnel) -> int | None:
    """The count of this name: of the asks, or else of the whole; None where there is none such."""
    if name == "kept":
        return share(of.kept, of.looked_after)
    count: int | None = getattr(asks if name in Funnel.__slots__ else of, name, None)
    return count


def lines(figures: Figures) -> dict[str, int | None]:
    """The figures of a rep by the names of `LINES`; None where there is nothing to count."""
    return {name: counted_as(name, figures, figures.quarter) for name in LINES}


def told(of: Figures | Quarter, asks: Funnel) -> dict[str, str]:
    """The figures by the names of `LINES` in words: a share with its whole, and why there is
    nothing to count; "" where it is not known of a quarter that is over."""
    found = {}
    for name in LINES:
        count = counted_as(name, of, asks)
        found[name] = str(count) if count is not None else _NONE.get(name, "") * hasattr(of, name)
    if of.looked_after:
        found["kept"] += f" ({of.kept} of {of.looked_after})"
    return found


def total(group: Sequence[Figures]) -> Figures:
    """The counts of several reps together; whom two of them know is counted with each."""
    found: dict[str, Any] = {}
    for each in fields(Figures):
        values = [value for one in group if (value := getattr(one, each.name)) is not None]
        if each.name in ("stages", "buckets"):
            by_name: dict[str, Any] = {}
            for row in (row for rows in values for row in rows):
                name = getattr(row, each.name.removesuffix("s"))
                by_name[name] = _sum(by_name[name], row) if name in by_name else row
            found[each.name] = tuple(by_name.values())
        elif each.name != "before":
            found[each.name] = sum(values[1:], values[0]) if values else None
    return Figures(**found)


def _sum(one: Any, other: Any) -> Any:
    """Two rows of one name as one: what counts people is added."""
    counts = ("people", "on_time", "lately", "due", "overdue", "benchmark", "looked_after")
    added = {each.name: getattr(one, each.name) + getattr(other, each.name)
             for each in fields(one) if each.name in counts}  # fmt: skip
    return replace(one, **added)


def medians(group: Sequence[Figures], least: int = 2) -> dict[str, float | None]:
    """The group's median of each line; None where fewer than `least` have such a figure."""
    every = [lines(one) for one in group]
    found: dict[str, float | None] = {}
    for name in LINES:
        values = [value for one in every if (value := one[name]) is not None]
        found[name] = median(values) if len(values) >= least else None
    return found
