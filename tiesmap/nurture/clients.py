"""After the sale: neglected clients, needs reviews and satisfaction.

The spans are our judgment, not measured.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

import pandas as pd

from tiesmap.model.english import one_line, say_count, say_day, say_when
from tiesmap.model.groups import grouped
from tiesmap.model.ids import PersonId
from tiesmap.model.people import Person
from tiesmap.model.practice import Action, Pace, Practice, Satisfaction, latest
from tiesmap.model.week import AfterSale, Health, NeedState
from tiesmap.nurture.cadence import due_on, last_contacts

NEW_CLIENT = 180
"""Days after signing in which silence alone is an alarm; later only if nothing ever followed."""


def after_sale(
    people: Iterable[Person],
    contacts: pd.DataFrame,
    practice: Practice,
    pace: Pace,
    as_of: date,
) -> tuple[AfterSale, ...]:
    """Each client with a day of signing, longest neglected first.

    The alarm is set where there was no contact since signing for `pace.after_sale_days`, or no
    contact for that long within the first half year.
    """
    signed = {p.id: p.signed_on for p in people if p.is_client and p.signed_on is not None}
    seen = last_contacts(contacts, practice, as_of)
    promises = open_actions(practice, as_of, "promise")
    beyond: dict[PersonId, date] = {}
    for action in practice.plans:
        done = action.done_on
        if action.kind == "beyond" and done is not None and done <= as_of:
            beyond[action.person] = max(done, beyond.get(action.person, done))
    found = []
    for person, day in signed.items():
        if day > as_of:
            continue
        last = seen.get(person)
        last = None if last is None or last <= day else last  # the day of signing is the sale
        silent = (as_of - (last or day)).days
        fresh = (as_of - day).days <= NEW_CLIENT
        owed = promises.get(person, ())
        found.append(
            AfterSale(
                person=person,
                signed_on=day,
                last_contact=last,
                silent=silent,
                promises=owed,
                alarm=silent >= pace.after_sale_days and (last is None or fresh),
                reason=_after_reason(day, last, silent, owed, beyond.get(person), as_of),
            )
        )
    return tuple(sorted(found, key=lambda one: (not one.alarm, -one.silent, one.person)))


def open_actions(
    practice: Practice, as_of: date, *kinds: str
) -> dict[PersonId, tuple[Action, ...]]:
    """The open actions for each person, earliest due first."""
    found = grouped(
        (action.person, action)
        for action in practice.plans
        if action.kind in kinds and action.is_open(as_of)
    )
    return {
        person: tuple(sorted(actions, key=lambda a: (a.due or date.max, a.day, a.id)))
        for person, actions in found.items()
    }


def needs(
    people: Iterable[Person],
    practice: Practice,
    healths: Sequence[Health],
    pace: Pace,
    as_of: date,
) -> tuple[NeedState, ...]:
    """The state of each client's needs analysis, next due first.

    It is due by the day set in the last one, else by the bucket's interval after it; where there
    was none, that long after signing, or now if that was before (what happened before the rep kept
    this is not known, so nothing is late).
    """
    intervals = {bucket.name: bucket.needs_days for bucket in pace.buckets}
    bucket_of = {health.person: health.bucket for health in healths}
    last = latest(practice.needs, as_of)
    found = []
    for person in people:
        every = intervals.get(bucket_of.get(person.id, ""), 0)
        had = last.get(person.id)
        if not person.is_client or (not every and (had is None or had.next_on is None)):
            continue
        if had is not None:
            due = had.next_on or due_on(had.day, every, as_of)
            changes = _changes(person, practice, had.day, as_of)
            reason = f"the last needs review was on {say_day(had.day, as_of)}"
            if had.findings.strip():
                reason += f' ("{one_line(had.findings, 80)}")'
            if changes:
                reason += f"; {say_count(len(changes), 'change')} noted since"
        else:
            changes = ()
            due = max(due_on(person.signed_on, every, as_of), as_of)
            reason = "no needs review is on file"
            if person.signed_on:
                reason += f"; signed on {say_day(person.signed_on, as_of)}"
        found.append(NeedState(person.id, had, due, changes, reason))
    return tuple(sorted(found, key=lambda state: (state.due, state.person)))


def satisfaction_trend(marks: Sequence[Satisfaction]) -> str:
    """A sentence on how a client's satisfaction changed; empty with fewer than two marks."""
    ordered = sorted(marks, key=lambda mark: (mark.day, mark.id))
    if len(ordered) < 2:
        return ""
    before, now = ordered[-2], ordered[-1]
    word = "up" if now.mark > before.mark else "down" if now.mark < before.mark else "the same"
    span = f"{before.mark} on {before.day.isoformat()}, {now.mark} on {now.day.isoformat()}"
    return f"Satisfaction is {word}: {span}."


def _after_reason(
    signed: date,
    last: date | None,
    silent: int,
    promises: Sequence[Action],
    beyond: date | None,
    as_of: date,
) -> str:
    said = [f"signed on {say_day(signed, as_of)}"]
    if last is None:
        said.append(f"no contact in the {say_count(silent, 'day')} since")
    else:
        said.append(f"last contact {say_when(last, as_of)}")
    if promises:
        said.append(f"{say_count(len(promises), 'promise')} open")
    if beyond is not None:
        said.append(f"last thing beyond duty on {say_day(beyond, as_of)}")
    else:
        said.append("nothing beyond duty on file")
    return "; ".join(said)


def _changes(person: Person, practice: Practice, since: date, as_of: date) -> tuple[str, ...]:
    """What was noted about a client after a day, oldest first."""
    found: list[tuple[date, str]] = [
        (detail.day, f"{detail.kind}: {one_line(detail.text)}")
        for detail in practice.details
        if detail.person == person.id and since < detail.day <= as_of
    ]
    found += [
        (
            mark.day,
            ": ".join(filter(None, (f"satisfaction {mark.mark} of 5", one_line(mark.words)))),
        )
        for mark in practice.satisfaction
        if mark.person == person.id and since < mark.day <= as_of
    ]
    return tuple(f"{day.isoformat()} {text}" for day, text in sorted(found))
