"""The introductions that a connector made, whatever tells of them: a request, a file or a mail."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from tiesmap.model.english import say_count
from tiesmap.model.groups import grouped
from tiesmap.model.ids import PersonId
from tiesmap.model.statuses import MADE
from tiesmap.model.steps import taken_by_request
from tiesmap.model.tact import Beside, Dealings, Favor, Made
from tiesmap.model.vocabulary import Direction, FavorKind, Outcome

YEAR = 365
"""Days for which an introduction counts as a favor taken, and its outcome as one of the last."""
SAME_FAVOR = timedelta(days=14)
"""A favor written down so near to an introduction is that introduction."""
NOTHING = (Outcome.NO, Outcome.NOT_NOW)
"""Outcomes of an introduction that led to nothing."""
FAVORS = (FavorKind.INTRODUCTION, FavorKind.REFERRAL)
"""Kinds of favors that may be such an introduction."""


@dataclass(frozen=True, slots=True)
class Past:
    """What one connector did for the rep and his colleagues, the latest first."""

    own: tuple[Made, ...] = ()
    """For the rep, of the last year, asked for by a request or not."""
    unasked: tuple[Made, ...] = ()
    """Those of `own` of which no request tells, so that nothing else counts them as asks."""
    others: tuple[Made, ...] = ()
    """For his colleagues, of the last year, as far as it is known what came of them."""
    beside: tuple[Beside, ...] = ()
    """What colleagues asked and got."""

    @property
    def for_nothing(self) -> tuple[date, ...]:
        """The days of the last introductions that led to nothing, until one that did.

        Those of which nobody said what came are passed over.
        """
        told = sorted(
            (one for one in (*self.own, *self.others) if one.day and one.outcome),
            key=lambda one: (one.day or date.min, one.other),
            reverse=True,
        )
        found = []
        for one in told:
            if one.outcome not in NOTHING or one.day is None:
                break
            found.append(one.day)
        return tuple(found)

    def days_beside(self, what: str, day: date) -> list[date]:
        """The days after a day on which colleagues asked or got (`what`) something."""
        return [one.day for one in self.beside if one.what == what and one.day > day]

    def days_since(self, day: date) -> list[date]:
        """The days after a day on which the connector made an introduction without a request."""
        own = [one.day for one in self.unasked if one.day is not None and one.day > day]
        return own + self.days_beside("made", day)

    def say_since(self, day: date) -> str:
        """Those of `days_since` in words: "made 4 introductions (2 of them for colleagues)"."""
        others, count = len(self.days_beside("made", day)), len(self.days_since(day))
        if not count:
            return ""
        sure = all(one.confirmed for one in self.unasked if one.day and one.day > day)
        made = f"{'' if sure else 'seems to have '}made {say_count(count, 'introduction')}"
        if not others:
            return f"{made} for you"
        whom = "for colleagues" if others == count else f"{others} of them for colleagues"
        return f"{made} ({whom})"

    def unwritten(self, written: Sequence[Favor]) -> tuple[Made, ...]:
        """The introductions of the rep's own of which no favor that is written down tells; one
        that he has not confirmed is no favor."""
        left = [f for f in written if f.direction == Direction.TAKEN and f.kind in FAVORS]
        found = []
        for one in filter(lambda one: one.confirmed, self.own):
            same = [f for f in left if one.day is None or abs(f.day - one.day) <= SAME_FAVOR]
            if same:
                left.remove(same[0])
            else:
                found.append(one)
        return tuple(found)


def pasts(dealings: Dealings, as_of: date) -> dict[PersonId, Past]:
    """By connector, the introductions of the last year; each once, whatever tells of it."""
    since = as_of - timedelta(days=YEAR)
    asked = {(one.connector, one.other): one for one in _of_requests(dealings)}
    mine: dict[tuple[PersonId, PersonId], Made] = {}
    others: dict[PersonId, list[Made]] = {}
    for one in dealings.made:
        if one.rep == dealings.rep:
            have = mine.get((one.connector, one.other))
            if have is None or (one.day or date.min) > (have.day or date.min):
                mine[one.connector, one.other] = one
        elif _within(one, since, as_of):
            others.setdefault(one.connector, []).append(one)
    beside = grouped((done.connector, done) for done in dealings.beside if done.day <= as_of)
    own: dict[PersonId, list[Made]] = {}
    unasked: dict[PersonId, list[Made]] = {}
    for pair in mine.keys() | asked.keys():
        filed, request = mine.get(pair), asked.get(pair)
        # The request knows best what came of it.
        known = request or filed
        if known is None or not _within(known, since, as_of):
            continue
        own.setdefault(pair[0], []).append(known)
        if request is None:
            unasked.setdefault(pair[0], []).append(known)
    return {
        connector: Past(
            _latest(own.get(connector, ())),
            _latest(unasked.get(connector, ())),
            _latest(others.get(connector, ())),
            tuple(beside.get(connector, ())),
        )
        for connector in own.keys() | others.keys() | beside.keys()
    }


def all_favors(dealings: Dealings, as_of: date) -> tuple[Favor, ...]:
    """The favors written down, and after them the introductions of the last year that none of them
    tells of: each is a favor taken. One whose day nobody knows may be of long ago, and is none."""
    written = grouped((favor.person, favor) for favor in dealings.favors)
    taken = [
        Favor(0, dealings.rep, person, one.day, Direction.TAKEN, FavorKind.INTRODUCTION)
        for person, past in sorted(pasts(dealings, as_of).items())
        for one in past.unwritten(written.get(person, ()))
        if one.day is not None
    ]
    return (*dealings.favors, *taken)


def _of_requests(dealings: Dealings) -> Iterable[Made]:
    """The requests that led to an introduction, on the day of the step or else of the ask."""
    steps = taken_by_request(step for step in dealings.steps if step.to_status in MADE)
    for request in dealings.requests:
        if request.status in MADE:
            days = [step.at.date() for step in steps.get(request.request, ())]
            day = min(days, default=request.asked_on)
            whom = PersonId(-1) if request.target_id is None else request.target_id
            yield Made(request.connector_id, dealings.rep, whom, day, request.outcome)


def _within(one: Made, since: date, as_of: date) -> bool:
    return one.day is not None and since < one.day <= as_of


def _latest(found: Iterable[Made]) -> tuple[Made, ...]:
    return tuple(sorted(found, key=lambda m: (m.day or date.min, m.other), reverse=True))
