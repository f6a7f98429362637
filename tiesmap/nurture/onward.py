"""An introduction that was made is the next beginning: what follows on a meeting.

Report back to the connector, say how at ease one is with the new one, stay near for a quarter, and
ask for the next hop, or openly about the next circle. Our judgment, not measured.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from tiesmap.model.english import one_line, say_day
from tiesmap.model.ids import PersonId
from tiesmap.model.news import Met
from tiesmap.model.people import Person
from tiesmap.model.practice import Note
from tiesmap.model.requests import IntroRequest
from tiesmap.model.statuses import Status
from tiesmap.model.steps import Step

AFTER = 6
"""Days after a meeting on which the next ask is due, so that it falls into that week."""
RECENT = 60
"""Days after which a meeting is no news any more."""


@dataclass(frozen=True, slots=True)
class Follow:
    """One thing that a meeting asks for."""

    kind: str
    """report, comfort or onward."""
    person: PersonId
    purpose: str
    reason: str
    due: date
    request: IntroRequest


def find_met(requests: Iterable[IntroRequest], steps: Iterable[Step], as_of: date) -> list[Met]:
    """The requests that led to a meeting up to a day, the latest first.

    Of an ask that began with an open question the target may have no id: those are left out.
    """
    days: dict[str, date] = {}
    for step in steps:
        if not step.undone and step.to_status == Status.MET:
            days[step.request] = max(step.at.date(), days.get(step.request, date.min))
    found = [
        Met(request, days[request.request])
        for request in requests
        if request.status == Status.MET
        and request.target_id is not None
        and days.get(request.request, date.max) <= as_of
    ]
    return sorted(found, key=lambda met: (-met.day.toordinal(), met.request.request))


def newly_met(met: Iterable[Met]) -> dict[PersonId, date]:
    """The day on which each target was met first."""
    found: dict[PersonId, date] = {}
    for one in met:
        if one.request.target_id is not None:
            have = found.get(one.request.target_id, one.day)
            found[one.request.target_id] = min(one.day, have)
    return found


def lately_met(met: Iterable[Met], as_of: date) -> set[PersonId]:
    """Whom the rep met through an introduction so lately that it is still news."""
    return {who for who, day in newly_met(met).items() if (as_of - day).days <= RECENT}


def follow_on(
    met: Iterable[Met],
    requests: Sequence[IntroRequest],
    people: Mapping[PersonId, Person],
    last_contacts: Mapping[PersonId, date | None],
    circles: Sequence[str],
    as_of: date,
    notes: Iterable[Note] = (),
) -> list[Follow]:
    """What the meetings ask for that was not done yet.

    Reported is, once there was contact with the connector after the day of the meeting, or one of
    the `notes` of that day on a talk with the connector names whom the rep met; how at
    ease, once it is rated; the next ask, once one of whom was met is planned.
    """
    told_of = [note for note in notes if note.discussed or note.proposed]
    asked = {r.connector_id for r in requests if r.status != Status.SUGGESTED}
    found = []
    for one in met:
        request, target = one.request, one.request.target_id
        if target is None or (as_of - one.day).days > RECENT:
            continue
        name, connector = one_line(request.target, 80), one_line(request.connector, 80)
        when = f"{connector} introduced you to {name}; you met on {say_day(one.day, as_of)}"
        told = last_contacts.get(request.connector_id)
        said = any(
            note.person == request.connector_id
            and note.day >= one.day
            and request.target.casefold() in f"{note.discussed} {note.proposed}".casefold()
            for note in told_of
        )
        if not said and (told is None or told <= one.day):
            purpose = f"tell how it went with {name} and say thanks"
            found.append(Follow("report", request.connector_id, purpose, when, one.day, request))
        person = people.get(target)
        if person is None:
            continue
        if person.comfort is None:
            purpose = f"say how at ease you are with {name}, while it is fresh"
            found.append(Follow("comfort", target, purpose, when, one.day, request))
        if target not in asked:
            due = one.day + timedelta(days=AFTER)
            purpose = _next_ask(request, person, circles)
            found.append(Follow("onward", target, purpose, when, due, request))
    return found


def _next_ask(request: IntroRequest, person: Person, circles: Sequence[str]) -> str:
    """What the one who was met is asked: the next hop, else openly about the next circle."""
    if request.goal_id is not None and request.goal_id != request.target_id:
        return f"ask for the next introduction toward {one_line(request.goal, 80)}"
    own = person.category.casefold()
    circle = next((c for c in circles if c.casefold() != own), "") or person.category
    if circle:
        return f"ask openly: do you know somebody in {one_line(circle, 60)}, or somebody who does?"
    return "ask openly: who else do you think I should get to know?"
