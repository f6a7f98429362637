"""The page to read before a call with a person: stored facts only."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import TypeVar

from tiesmap.model.english import one_line, say_day
from tiesmap.model.ids import PersonId
from tiesmap.model.news import News
from tiesmap.model.people import Person
from tiesmap.model.practice import Detail, Need, Note, Practice, Satisfaction, Standard
from tiesmap.model.tact import Favor
from tiesmap.model.week import Brief, Health, NeedState
from tiesmap.nurture.clients import open_actions
from tiesmap.nurture.favors import balance, idea_for
from tiesmap.nurture.purposes import offer_purposes, to_ask_about

_Entry = TypeVar("_Entry", Note, Detail, Need, Standard, Satisfaction, Favor)


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
        name=person.label,
        health=health,
        notes=tuple(notes[:3]),
        next_purpose=health.next_purpose if health is not None else "",
        purposes=(
            *offered,
            *offer_purposes(person, practice, as_of, health=health, need=need, mutual=mutual),
        ),
        details=tuple(to_ask_about([d for d in practice.details if d.person == person.id], as_of)),
        in_common=tuple(in_common),
        given=tuple(f for f in favors if f.direction == "given"),
        taken=tuple(f for f in favors if f.direction == "taken"),
        balance=balance(favors, asked, as_of, str(idea or "")),
        promises=open_actions(practice, as_of, "promise").get(person.id, ()),
        standards=tuple(_of(practice.standards, person.id, as_of)),
        need=needs[0] if needs else None,
        satisfaction=tuple(_of(practice.satisfaction, person.id, as_of)),
        questions=_questions(last, _of(practice.satisfaction, person.id, as_of), need, as_of),
        moments=moments,
        first=first,
    )


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
