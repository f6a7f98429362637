"""Purposes for the next contact, from stored facts, and the page to read before a call."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import TypeVar

from tiesmap.model.english import one_line, say_count, say_day
from tiesmap.model.ids import PersonId
from tiesmap.model.news import News
from tiesmap.model.people import Person
from tiesmap.model.practice import Action, Detail, Need, Note, Practice, Satisfaction, Standard
from tiesmap.model.purposes import is_empty_purpose
from tiesmap.model.spoken import given_name
from tiesmap.model.tact import Favor
from tiesmap.model.week import Brief, Health, NeedState
from tiesmap.nurture.clients import open_actions
from tiesmap.nurture.favors import balance, idea_for

NEAR = 14
"""Days before its date from which an event is near."""
JUST_WAS = 21
"""Days after its date in which to ask how an event was."""
NEWS = 60
"""Days for which a talk with a mutual contact is news."""
SHORT_OF_SAME = 4
"""Texts of fewer words are said to many for good reason ("Happy birthday")."""

_Entry = TypeVar("_Entry", Note, Detail, Need, Standard, Satisfaction, Favor)


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
    if idea and not idea.startswith("keep the promise"):
        found.append(f"give {idea}")
    for detail in _to_ask_about(details, as_of):
        if detail.kind in ("family", "goal", "aspiration", "challenge") and detail.text.strip():
            found.append(f"hear how it goes with the {detail.kind}: {_text(detail)}")
    for name, day in mutual:
        if 0 <= (as_of - day).days <= NEWS:
            found.append(
                f"tell the news of {one_line(name, 60)}, whom you both know "
                f"(you were in touch on {say_day(day, as_of)})"
            )
    return tuple(dict.fromkeys(text for text in found if not is_empty_purpose(text)))


# Facts from several tables, each named at the call.
def write_brief(  # noqa: PLR0913
    person: Person,
    practice: Practice,
    as_of: date,
    *,
    health: Health | None = None,
    need: NeedState | None = None,
    in_common: Sequence[str] = (),
    mutual: Sequence[tuple[str, date]] = (),
    asked: Sequence[date] = (),
    news: News | None = None,
) -> Brief:
    """The page before a call with a person: only what is stored, nothing made up.

    `asked` are the days on which the person was asked for an introduction. What comes first, and
    an offer that nobody took up, stand before the other purposes.
    """
    news = news or News()
    moments = tuple(moment for moment in news.moments if moment.person == person.id)
    first = news.first.get(person.id)
    offered = (
        [first.what]
        if first is not None
        else [
            f"take up the offer: “{one_line(m.text)}” ({m.says})"
            for m in moments
            if m.kind == "offer" and not m.taken_up
        ]
    )
    favors = _of(practice.favors, person.id, as_of)
    notes = _of(practice.notes, person.id, as_of)
    idea = idea_for(person, practice, as_of)
    needs = _of(practice.needs, person.id, as_of)
    last = notes[0] if notes else None
    return Brief(
        person=person.id,
        name=person.label,
        health=health,
        notes=tuple(notes[:3]),
        next_purpose=health.next_purpose if health is not None else "",
        purposes=(
            *offered,
            *offer_purposes(person, practice, as_of, health=health, need=need, mutual=mutual),
        ),
        details=tuple(_to_ask_about([d for d in practice.details if d.person == person.id], as_of)),
        in_common=tuple(in_common),
        given=tuple(f for f in favors if f.direction == "given"),
        taken=tuple(f for f in favors if f.direction == "taken"),
        balance=balance(favors, asked, as_of, idea),
        promises=open_actions(practice, as_of, "promise").get(person.id, ()),
        standards=tuple(_of(practice.standards, person.id, as_of)),
        need=needs[0] if needs else None,
        satisfaction=tuple(_of(practice.satisfaction, person.id, as_of)),
        questions=_questions(last, _of(practice.satisfaction, person.id, as_of), need, as_of),
        moments=moments,
        first=first,
    )


def same_text(
    text: str,
    entries: Iterable[Note | Action | Favor | Detail],
    person: PersonId,
    names: Mapping[PersonId, str] | None = None,
) -> tuple[PersonId, ...]:
    """The other people about whom the same text is stored, so that the rep can be told.

    Case, spacing and punctuation do not count, nor does the name of the person it is for (`names`,
    by id). Texts of fewer than four words are never the same.
    """
    names = names or {}
    wanted = _plain(text, names.get(person, ""))
    if len(wanted) < SHORT_OF_SAME:
        return ()
    found: dict[PersonId, None] = {}
    for entry in entries:
        if entry.person != person and entry.person not in found:
            own = names.get(entry.person, "")
            if any(_plain(other, own) == wanted for other in _texts(entry)):
                found[entry.person] = None
    return tuple(found)


def _texts(entry: Note | Action | Favor | Detail) -> tuple[str, ...]:
    if isinstance(entry, Note):
        return entry.discussed, entry.proposed, entry.next_purpose
    if isinstance(entry, Favor):
        return (entry.note,)
    if isinstance(entry, Action):
        return entry.text, entry.why
    return (entry.text,)


def _plain(text: str, name: str) -> tuple[str, ...]:
    own = set(re.findall(r"\w+", name.casefold()))
    return tuple(word for word in re.findall(r"\w+", text.casefold()) if word not in own)


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
    day, text = event_day(detail, as_of), _text(detail)
    if day == as_of:
        return f"think of the day: {text}, today"
    if day > as_of:
        return f"wish well for {say_day(day, as_of)}: {text}"
    return f"ask how it was on {say_day(day, as_of)}: {text}"


def _to_ask_about(details: Iterable[Detail], as_of: date) -> list[Detail]:
    """Those with a date near first, then those least lately used, then the latest written."""
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


def _text(detail: Detail) -> str:
    return one_line(detail.text)


def _of(entries: Iterable[_Entry], person: PersonId, as_of: date) -> list[_Entry]:
    """The entries of a person up to a day, the latest first."""
    found = [e for e in entries if e.person == person and e.day <= as_of]
    return sorted(found, key=lambda e: (e.day, e.id), reverse=True)


def _questions(
    last: Note | None, marks: Sequence[Satisfaction], need: NeedState | None, as_of: date
) -> tuple[str, ...]:
    """The questions that fit what is on file."""
    found = []
    if last is not None and last.proposed.strip():
        found.append(
            f"On {say_day(last.day, as_of)} you proposed: {one_line(last.proposed)}. "
            "How do you feel about it?"
        )
        if not last.read_back:
            found.append("Are we on the same page? They have not confirmed your last summary yet.")
    else:
        found.append("How do you feel about it?")
    if not (last is not None and last.proposed.strip() and not last.read_back):
        found.append("Are we on the same page?")
    if need is not None and need.due <= as_of:
        found.append("What has changed for you since we last looked at your needs?")
    if marks and marks[0].mark <= 3:
        found.append(f"You gave us {marks[0].mark} of 5. What would make it one more?")
    return tuple(found)


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
