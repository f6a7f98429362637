"""The health of the whole network, computed for the end of each month; nothing is stored."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta

import pandas as pd

from tiesmap.model.ids import PersonId
from tiesmap.model.people import STAGES, Person
from tiesmap.model.practice import Pace, Practice
from tiesmap.model.week import TO_SORT, Bond, BucketHealth, Health, MonthHealth, StageHealth
from tiesmap.nurture.cadence import (
    QUARTER,
    contact_days,
    measure_health,
    practice_until,
)


# Facts from several tables, each named at the call.
def network_health(  # noqa: PLR0913
    people: Iterable[Person],
    contacts: pd.DataFrame,
    practice: Practice,
    bonds: Mapping[PersonId, Bond],
    pace: Pace,
    asked: Iterable[tuple[PersonId, date]],
    as_of: date,
    months: int = 12,
    met: Mapping[PersonId, date] | None = None,
) -> tuple[MonthHealth, ...]:
    """The health of the last months, oldest first; the current month as of `as_of`.

    Each month counts contacts and practice up to its last day. Buckets (and what they are proposed
    from) are those of today, so that months can be compared. A person counts from the first
    contact on; somebody imported and never contacted is not counted.
    Several contacts with one person on one day are one. `asked` are the asks for introductions
    (connector, day): each is a contact that asked for something. `met` as for `measure_health`.
    """
    people = list(people)
    own = {person.id for person in people}
    days = {one for one in contact_days(contacts, practice, as_of) if one[0] in own}
    days |= {(who, day) for who, day in (met or {}).items() if day <= as_of and who in own}
    asks = {(person, day) for person, day in asked if day <= as_of and person in own}
    known_from: dict[PersonId, date] = {}
    for person, day in days | asks:
        known_from[person] = min(day, known_from.get(person, day))
    found = []
    for first, last in _months(as_of, months):
        there = [p for p in people if known_from.get(p.id, date.max) <= last]
        then = practice_until(practice, last)
        healths = measure_health(there, contacts, then, bonds, pace, last, met)
        colors = Counter(health.color for health in healths)
        in_month = {(p, day) for p, day in days | asks if first <= day <= last}
        found.append(
            MonthHealth(
                month=last,
                people=len(there),
                on_time=colors["green"],
                due=colors["yellow"],
                overdue=colors["red"],
                contacts=len(in_month),
                asked=sum(first <= day <= last for _, day in asks),
                given=_favors(practice, "given", first, last),
                taken=_favors(practice, "taken", first, last),
            )
        )
    return tuple(found)


def by_bucket(healths: Sequence[Health], pace: Pace) -> tuple[BucketHealth, ...]:
    """How many people of each bucket are on time, most important bucket first."""
    colors = Counter((health.bucket, health.color) for health in healths)
    return tuple(
        BucketHealth(
            bucket=bucket.name,
            people=sum(colors[bucket.name, color] for color in ("green", "yellow", "red")),
            on_time=colors[bucket.name, "green"],
            due=colors[bucket.name, "yellow"],
            overdue=colors[bucket.name, "red"],
        )
        for bucket in sorted(pace.buckets, key=lambda bucket: (bucket.priority, bucket.name))
    )


def by_stage(
    people: Iterable[Person], healths: Sequence[Health], pace: Pace, as_of: date
) -> tuple[StageHealth, ...]:
    """How many people are in each stage, beside its benchmark, and how they are looked after.

    Somebody without a stage counts as a client if marked as one, and otherwise not at all.
    """
    health_of = {health.person: health for health in healths}
    counts: dict[str, list[Health]] = {stage: [] for stage in STAGES}
    for person in people:
        stage = "client" if person.is_client else person.stage
        health = health_of.get(person.id)
        if stage in counts and health is not None:
            counts[stage].append(health)
    since = as_of - timedelta(days=QUARTER)
    return tuple(
        StageHealth(
            stage=stage,
            people=len(inside),
            benchmark=pace.benchmarks.get(stage, 0),
            on_time=sum(health.color == "green" for health in inside),
            lately=sum(
                health.last_contact is not None and health.last_contact > since for health in inside
            ),
            looked_after=sum(health.color != TO_SORT for health in inside),
        )
        for stage, inside in counts.items()
    )


def _months(as_of: date, count: int) -> list[tuple[date, date]]:
    """First and last day of each month, oldest first; the last one ends on `as_of`."""
    found = []
    first, last = as_of.replace(day=1), as_of
    for _ in range(max(count, 1)):
        found.append((first, last))
        last = first - timedelta(days=1)
        first = last.replace(day=1)
    return found[::-1]


def _favors(practice: Practice, direction: str, first: date, last: date) -> int:
    return sum(f.direction == direction and first <= f.day <= last for f in practice.favors)
