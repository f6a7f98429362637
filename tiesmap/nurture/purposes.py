"""Purposes for the next contact, from stored facts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from tiesmap.model.english import one_line, say_count, say_day
from tiesmap.model.people import Person
from tiesmap.model.practice import Detail, Practice
from tiesmap.model.purposes import is_empty_purpose
from tiesmap.model.spoken import given_name
from tiesmap.model.week import Health, NeedState
from tiesmap.nurture.clients import open_actions
from tiesmap.nurture.favors import idea_for

NEAR = 14
"""Days before its date from which an event is near."""
JUST_WAS = 21
"""Days after its date in which to ask how an event was."""
NEWS = 60
"""Days for which a talk with a mutual contact is news."""


def offer_purposes(
    person: Person,
    practice: Practice,
    as_of: date,
    *,
    health: Health | None = None,
    need: NeedState | None = None,
    mutual: Sequence[tuple[str, date]] = (),
) -> tuple[str, ...]:
    """Purposes of the next contact with a person, the most binding first; each is a stored fact.

    In this order: the next step of the last note, promises, events with a date near, a needs
    review that is due, an anniversary, a favor to give, details not used for long, news of a
    mutual contact (name, and the day on which the rep last was in touch with them). None is an
    empty purpose; where nothing is stored of the person there are none.
    """
    found: list[str] = []
    if health is not None and health.next_purpose:
        found.append(one_line(health.next_purpose))
    for action in open_actions(practice, as_of, "promise", "action").get(person.id, ()):
        lead = "keep the promise" if action.kind == "promise" else "do what was planned"
        found.append(f"{lead}: {one_line(action.text)}")
    details = [d for d in practice.details if d.person == person.id and d.day <= as_of]
    found += [say_event(detail, as_of) for detail in near_events(details, as_of)]
    if need is not None and (need.due - as_of).days <= NEAR:
        found.append(
            f"go through what they need: {need.reason}"
            if need.last
            else "ask what they need, for the first time"
        )
    if person.is_client and (years := _anniversary(person.signed_on, as_of)):
        found.append(f"say thanks for {say_count(years, 'year')} as a client")
    idea = idea_for(person, practice, as_of)
    if idea is not None and not idea.promised:
        found.append(idea.purpose)
    for detail in to_ask_about(details, as_of):
        if detail.kind in ("family", "goal", "aspiration", "challenge") and detail.text.strip():
            found.append(f"hear how it goes with the {detail.kind}: {one_line(detail.text)}")
    for name, day in mutual:
        if 0 <= (as_of - day).days <= NEWS:
            found.append(
                f"tell the news of {one_line(name, 60)}, whom you both know "
                f"(you were in touch on {say_day(day, as_of)})"
            )
    return tuple(dict.fromkeys(text for text in found if not is_empty_purpose(text)))


def near_events(details: Iterable[Detail], as_of: date) -> list[Detail]:
    """Events that are near or just were, the nearest first.

    Each comes up once before its day or on it, and once after: what was used then is left out.
    """
    found = []
    for detail in details:
        if detail.event_on is None or not detail.text.strip():
            continue
        day = event_day(detail, as_of)
        near = -JUST_WAS <= (day - as_of).days <= NEAR
        since = day if as_of > day else day - timedelta(days=NEAR)
        if near and (detail.used_on is None or detail.used_on < since):
            found.append(detail)
    return sorted(found, key=lambda d: (abs((event_day(d, as_of) - as_of).days), d.id))


_YEARLY = re.compile(
    r"\b(?:birthday|anniversary|name day|Geburtstag|anniversaire|cumpleaños)\b", re.I
)


def event_day(detail: Detail, as_of: date) -> date:
    """The day of an event; of a birthday or an anniversary the one nearest to `as_of`."""
    day = detail.event_on or detail.day
    if not _YEARLY.search(detail.text):
        return day
    years = (on_year(day, year) for year in range(as_of.year - 1, as_of.year + 2))
    return min(years, key=lambda each: (abs((each - as_of).days), each < as_of))


def on_year(day: date, year: int) -> date:
    """The same day in another year; 29 February moves to the 28th where there is none."""
    try:
        return day.replace(year=year)
    except ValueError:
        return day.replace(year=year, day=28)


def say_event(detail: Detail, as_of: date) -> str:
    """The purpose that an event with a date gives."""
    day, text = event_day(detail, as_of), one_line(detail.text)
    if day == as_of:
        return f"think of the day: {text}, today"
    if day > as_of:
        return f"wish well for {say_day(day, as_of)}: {text}"
    return f"ask how it was on {say_day(day, as_of)}: {text}"


def to_ask_about(details: Iterable[Detail], as_of: date) -> list[Detail]:
    """The details up to a day: those with a date near, then the least lately used and newest."""
    known = [d for d in details if d.day <= as_of]
    near = near_events(known, as_of)
    rest = [d for d in known if d not in near]
    rest.sort(key=lambda d: (d.used_on or date.min, -d.day.toordinal(), d.id))
    return [*near, *rest]


def _anniversary(signed_on: date | None, as_of: date) -> int:
    """How many years a client the person is on a day near, 0 where none is."""
    if signed_on is None:
        return 0
    for day in (as_of + timedelta(days=k) for k in range(-7, NEAR + 1)):
        if day.year > signed_on.year and day == on_year(signed_on, day.year):
            return day.year - signed_on.year
    return 0


def last_resort(person: Person) -> str:
    """A purpose where nothing stored gives one: to learn something, without an ask."""
    work = " at ".join(part for part in (person.title, person.company) if part)
    if person.is_client:
        return "hear what has changed since you last spoke, and what is needed next"
    about = f" as {one_line(work, 80)}" if person.title else f" at {one_line(person.company, 80)}"
    if work:
        return f"learn what keeps {_called(person)} busy{about}"
    return f"learn what {_called(person)} works on and write it down"


def _called(person: Person) -> str:
    """How somebody is spoken of: by the given name, where it is plain."""
    return one_line(given_name(person.name) or person.label, 40)
