"""Clients who left, came back or stayed: as of a day, and year by year."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from tiesmap.model.ids import PersonId
from tiesmap.model.people import Person
from tiesmap.model.practice import Loss, latest
from tiesmap.model.week import YearRetention


def as_they_left(people: Iterable[Person], losses: Iterable[Loss], as_of: date) -> list[Person]:
    """The people, with clients who left marked as past: their last loss is not before signing."""
    left = latest(losses, as_of)
    return [
        replace(person, stage="past_client", client=False)
        if person.id in left and (person.signed_on or date.min) <= left[person.id].day
        else person
        for person in people
    ]


def retention(
    people: Iterable[Person], losses: Iterable[Loss], as_of: date
) -> tuple[YearRetention, ...]:
    """Clients won, kept and lost in each year, newest first; the current year up to now.

    Clients without a day of signing count as clients from before the first year. A loss counts in
    its year, and so does a return: on the day of signing, or, where only a later loss shows that
    they came back, on the day after the earlier loss.
    """
    left: dict[PersonId, dict[date, Loss]] = {}
    for loss in losses:
        if loss.day <= as_of:
            left.setdefault(loss.person, {})[loss.day] = loss
    spans = [
        span
        for person in people
        for span in _times(person, sorted(left.get(person.id, {}).values(), key=lambda x: x.day))
        if span.begun <= as_of
    ]
    told = [d for span in spans for d in (span.begun, span.end) if date.min < d < date.max]
    if not spans:
        return ()
    first = min((day.year for day in told), default=as_of.year)
    found = []
    for year in range(as_of.year, first - 1, -1):
        start, end = date(year, 1, 1), min(date(year, 12, 31), as_of)
        there = [span for span in spans if span.begun < start <= span.end]
        gone = [span for span in spans if start <= span.end <= end]
        found.append(
            YearRetention(
                year=year,
                begun=len(there),
                won=sum(start <= span.begun <= end for span in spans),
                lost=len(gone),
                kept=sum(span.end > end for span in there),
                why=tuple(
                    (span.person.label, span.why)
                    for span in sorted(gone, key=lambda span: (span.end, span.person.id))
                ),
            )
        )
    return tuple(found)


@dataclass(frozen=True, slots=True)
class _Time:
    """A period during which somebody was a client."""

    person: Person
    begun: date
    end: date
    """The day of leaving; the last day there is for who stayed."""
    why: str = ""


def _times(person: Person, losses: Sequence[Loss]) -> Iterable[_Time]:
    """The periods during which a person was a client, from the losses in order of time."""
    signed, before = person.signed_on, date.min
    for loss in losses:
        begun = before if before == date.min else before + timedelta(days=1)
        if signed is not None and before < signed <= loss.day:
            begun = signed
        yield _Time(person, begun, loss.day, loss.why)
        before = loss.day
    if losses and (signed is None or signed <= before):
        return
    if losses or person.is_client:
        yield _Time(person, signed or date.min, date.max)
