"""Cadence: how often to be in touch with whom, and the health of each relationship against that.

The due day is that of the last real contact plus the interval of the person's bucket. It is
computed each time: no reminder is stored that could go stale. The thresholds are our judgment.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields
from datetime import date, timedelta

import numpy as np
import pandas as pd

from tiesmap.model.days import date_of, end_number
from tiesmap.model.ids import PersonId
from tiesmap.model.people import Person
from tiesmap.model.practice import BUCKETS, Bucket, Note, Pace, Practice, latest
from tiesmap.model.week import ITEM_KINDS, TO_SORT, Bond, Health

QUARTER = 91
"""Days: the trend compares with so long ago."""
AT_EASE = 4.0
"""Comfort from which on a client is a close one."""
WARM = 0.35
"""Strength from which on a tie is warm."""
WARM_COMFORT = 3.5
PREPARED = 7
"""A contact so many days before the day set for the next step counts as that step."""
NEAR = 30
"""Days between two contacts at most, in the quarter after an introduction led to a meeting."""
IN_PERSON = ("note", "gift", "visit")
"""Favors given that are a contact of their day."""
_ROLES = tuple(bucket.name for bucket in BUCKETS)
_COLORS = ("green", "yellow", "red")


def propose_bucket(
    person: Person, comfort: float | None, strength: float, buckets: Sequence[Bucket]
) -> tuple[str, str]:
    """The bucket that fits a person, and why. Raises ValueError where there are no buckets.

    `comfort` is 1-5 or None, `strength` 0-1. The five roles are those of `practice.BUCKETS`; where
    the rep has none of that name, the one at the same place in the order of priority stands in.
    """
    at_ease = comfort is not None and comfort >= AT_EASE
    said = [] if comfort is None else [f"comfort {comfort:.1f} of 5"]
    said.append(f"strength {strength:.2f}")
    why = ", ".join(said)
    if person.is_client:
        role = 0 if at_ease else 1
        reason = f"a client, {why}"
    elif person.stage == "partner":
        role, reason = 2, f"a partner who can open doors, {why}"
    elif strength >= WARM or (comfort is not None and comfort >= WARM_COMFORT):
        role, reason = 3, f"no client, {why}"
    else:
        role, reason = 4, f"no client, {why}"
    if not buckets:
        raise ValueError("there is no bucket to propose")
    for bucket in buckets:
        if bucket.name == _ROLES[role]:
            return bucket.name, reason
    ordered = sorted(buckets, key=lambda bucket: bucket.priority)
    return ordered[min(role, len(ordered) - 1)].name, reason


def measure_health(
    people: Iterable[Person],
    contacts: pd.DataFrame,
    practice: Practice,
    bonds: Mapping[PersonId, Bond],
    pace: Pace,
    as_of: date,
    met: Mapping[PersonId, date] | None = None,
) -> tuple[Health, ...]:
    """The health of the relationship to each of the people, in their order.

    `met` are the people whom the rep met by an introduction, with the day: it counts as a contact,
    and for a quarter after it the interval is at most `NEAR` days, whatever the bucket.

    `contacts` has the columns of `tables.WITH_REP`: one row for each contact of the rep with a
    person. Notes are contacts of their day, and so are hand-written notes, gifts and visits that
    were given. Nothing after `as_of` counts. An additional or later contact can only
    move the due day back; a snoozed relationship is never due before the snooze ends.
    """
    last = last_contacts(contacts, practice, as_of)
    before = last_contacts(contacts, practice, as_of - timedelta(days=QUARTER))
    notes = latest(practice.notes, as_of)
    snoozes = snoozed(practice, as_of)
    buckets = {bucket.name: bucket for bucket in pace.buckets}
    met = {person: day for person, day in (met or {}).items() if day <= as_of}
    found = []
    for person in people:
        bond = bonds.get(person.id, Bond())
        proposed, why = propose_bucket(person, bond.comfort, bond.strength, pace.buckets)
        is_set = person.bucket in buckets
        name, by = (person.bucket, "set") if is_set else (proposed, why)
        until = snoozes.get((person.id, "contact"))
        day, days = _since_met(last.get(person.id), buckets[name].days, met.get(person.id), as_of)
        due = due_on(day, days, as_of, until)
        # A snooze puts off a task; the relationship is as late as it was.
        color = color_of(day, due_on(day, days, as_of), days, as_of)
        if day is None and not is_set:
            color = TO_SORT
        step, when = next_step(notes.get(person.id), day)
        found.append(
            Health(
                person=person.id,
                bucket=name,
                bucket_by=by,
                days=days,
                last_contact=day,
                due=due,
                color=color,
                trend=_trend(color, before.get(person.id), days, as_of),
                snoozed_until=until,
                next_purpose=step,
                next_on=when,
                proposed=proposed,
            )
        )
    return tuple(found)


def _since_met(
    day: date | None, days: int, met: date | None, as_of: date
) -> tuple[date | None, int]:
    """The last contact and the interval of somebody whom the rep met by an introduction."""
    if met is None:
        return day, days
    newest = max(day, met) if day is not None else met
    return newest, min(days, NEAR) if (as_of - met).days <= QUARTER else days


def due_on(last: date | None, days: int, as_of: date, until: date | None = None) -> date:
    """The day of the next contact; today where there was none yet."""
    due = as_of
    if last is not None:
        due = date.fromordinal(min(last.toordinal() + days, date.max.toordinal()))
    return due if until is None else max(due, until)


def color_of(last: date | None, due: date, days: int, as_of: date) -> str:
    """green until the due day, yellow up to half an interval after it, then red.

    Somebody never in touch is yellow: due now, but not late.
    """
    late = (as_of - due).days
    if late <= 0:
        return "yellow" if last is None and due == as_of else "green"
    return "yellow" if late <= days / 2 else "red"


def last_contacts(contacts: pd.DataFrame, practice: Practice, as_of: date) -> dict[PersonId, date]:
    """The day of the last real contact with each person, up to a day."""
    day = contacts["day"].to_numpy(dtype=np.float64)
    kept = day <= end_number(as_of)
    people = contacts["person"].to_numpy(dtype=np.int64)[kept]
    who, place = np.unique(people, return_inverse=True)
    latest = np.full(len(who), -np.inf)
    np.maximum.at(latest, place, day[kept])
    found = {
        PersonId(int(person)): date_of(float(number))
        for person, number in zip(who, latest, strict=True)
        if np.isfinite(number)
    }
    for person, moment in own_contacts(practice):
        if moment <= as_of and moment > found.get(person, date.min):
            found[person] = moment
    return found


def contact_days(
    contacts: pd.DataFrame, practice: Practice, as_of: date
) -> set[tuple[PersonId, date]]:
    """Each (person, day) with a contact, up to a day."""
    day = contacts["day"].to_numpy(dtype=np.float64)
    person = contacts["person"].to_numpy(dtype=np.int64)
    kept = day <= end_number(as_of)
    pairs = np.unique(np.stack([person[kept], np.floor(day[kept]).astype(np.int64)]), axis=1)
    found = {(PersonId(int(p)), date_of(float(d))) for p, d in pairs.T.tolist()}
    return found | {(p, d) for p, d in own_contacts(practice) if d <= as_of}


def broken_silences(contacts: pd.DataFrame, practice: Practice, as_of: date) -> dict[PersonId, int]:
    """The people the rep contacted in the last seven days, each with the silent days before that.

    Only people with an earlier contact.
    """
    week = as_of - timedelta(days=6)
    before = last_contacts(contacts, practice, week - timedelta(days=1))
    last = last_contacts(contacts, practice, as_of)
    return {
        person: (day - before[person]).days
        for person, day in last.items()
        if day >= week and person in before
    }


def own_contacts(practice: Practice) -> Iterable[tuple[PersonId, date]]:
    """The contacts (person, day) that the rep wrote down himself."""
    yield from ((note.person, note.day) for note in practice.notes)
    yield from (
        (favor.person, favor.day)
        for favor in practice.favors
        if favor.direction == "given" and favor.kind in IN_PERSON
    )


def practice_until(practice: Practice, as_of: date) -> Practice:
    """The practice as it stood at the end of a day: later entries are left out."""
    kept = {
        each.name: tuple(e for e in getattr(practice, each.name) if e.day <= as_of)
        for each in fields(practice)
    }
    return Practice(**kept)


def next_step(note: Note | None, last: date | None) -> tuple[str, date | None]:
    """The next step of the latest note and its day, unless a later contact was it.

    A step with a day is done by a contact from a week before that day on; a step without one
    by any later contact.
    """
    if note is None or not (note.next_purpose.strip() or note.next_on):
        return "", None
    done = last is not None and last > note.day
    if done and note.next_on is not None and last is not None:
        done = (note.next_on - last).days <= PREPARED
    return ("", None) if done else (note.next_purpose.strip(), note.next_on)


def snoozed(practice: Practice, as_of: date) -> dict[tuple[int, str], date]:
    """(person, kind of item) -> until when it is snoozed, where that is after `as_of`.

    A snooze of the whole person is listed under every kind of `ITEM_KINDS`.
    """
    found: dict[tuple[int, str], date] = {}
    for snooze in practice.snoozes:
        if snooze.day <= as_of < snooze.until:
            for kind in (snooze.item,) if snooze.item else ITEM_KINDS:
                key = (snooze.person, kind)
                found[key] = max(found.get(key, snooze.until), snooze.until)
    return found


def _trend(color: str, before: date | None, days: int, as_of: date) -> str:
    """The trend between the color then and now, judged by the same interval."""
    then = as_of - timedelta(days=QUARTER)
    if before is None:
        return ""
    was = _COLORS.index(color_of(before, due_on(before, days, then), days, then))
    now = _COLORS.index(color)
    return "better" if now < was else "worse" if now > was else "steady"
