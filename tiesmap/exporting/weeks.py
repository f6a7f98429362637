"""What a week holds, to take along: a calendar file, a page to print, the page before a call."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from tiesmap.exporting.calendars import DayCalendar, uid
from tiesmap.exporting.pages import page
from tiesmap.exporting.plain import one_line, text_lines
from tiesmap.model.english import say_day
from tiesmap.model.ids import PersonId
from tiesmap.model.practice import Note
from tiesmap.model.tact import Favor, Moment
from tiesmap.model.week import ITEM_KINDS, Brief, Health, WeekItem


def week_to_ics(items: Iterable[WeekItem], *, rep: PersonId, as_of: date) -> bytes:
    """The items as all-day events that block no time; what is late stands on `as_of`.

    An item keeps its UID from week to week (rep, person, kind, request, entry), so that a calendar
    moves its event instead of adding another. `as_of` is also the day of making (DTSTAMP).
    """
    calendar = DayCalendar("this week", as_of)
    # Days since 1970 grow from week to week, so a later file moves the event.
    sequence = max(as_of.toordinal() - date(1970, 1, 1).toordinal(), 0)
    for item in items:
        what = f"{ITEM_KINDS[item.kind].label}: {one_line(item.name)}"
        said = (text_lines(item.purpose).strip(), text_lines(item.reason).strip())
        calendar.add(item_uid(item, rep), sequence, max(item.due, as_of), what, said)
    return calendar.file()


def item_uid(item: WeekItem, rep: PersonId) -> str:
    """The UID of an item: the same for the same matter of the same rep."""
    return uid("week", rep, item.person, item.kind, item.request, item.entry)


def week_to_html(items: Iterable[WeekItem], *, as_of: date) -> bytes:
    """The week as one page to print, in the order given, with room to write."""
    shown = [
        (item, ", ".join(filter(None, (ITEM_KINDS[item.kind].label, item.say_due(as_of)))))
        for item in items
    ]
    return page("week.html", title=f"This week, {say_day(as_of, date.min)}", items=shown)


def say_moments(moments: Sequence[Moment]) -> list[str]:
    """What makes this a good moment, in lines; offers that were taken up say so."""
    return [
        m.says + (f": “{m.text}”" if m.text else "") + (" (taken up since)" if m.taken_up else "")
        for m in moments
    ]


def brief_to_html(brief: Brief, *, as_of: date) -> bytes:
    """The page to read before a call with a person: stored facts only."""
    first = brief.first
    leads = (
        brief.meets and f"Meeting on {say_day(brief.meets.date(), as_of)}",
        brief.next_purpose and f"Next step: {brief.next_purpose}",
        brief.balance,
        first and f"Ask for nothing yet: {first.why}. First: {first.what}.",
    )
    return page(
        "brief.html",
        title=f"Before you call {brief.name}",
        name=brief.name,
        as_of=as_of,
        health=_health(brief.health, as_of),
        leads=leads,
        parts=_parts(brief, as_of),
    )


def _health(health: Health | None, as_of: date) -> str:
    if health is None:
        return ""
    last = say_day(health.last_contact, as_of) if health.last_contact else "none on file"
    every = f"{health.bucket}, every {health.days} days"
    return f"{every}; last contact {last}; due {say_day(health.due, as_of)}"


def _parts(brief: Brief, as_of: date) -> Iterator[tuple[str, Iterable[str]]]:
    """What a brief lists: each heading with the lines below it."""

    def say(day: date) -> str:
        return say_day(day, as_of)

    yield "Purposes to choose from", brief.purposes
    yield "A good moment to ask", say_moments(brief.moments)
    yield "The last conversations", [say_note(note, as_of) for note in brief.notes]
    yield (
        "To ask about",
        [
            f"{d.kind}: {d.text}"
            + (f" ({say(d.event_on)})" if d.event_on else "")
            + (f"; {d.source}" if d.source else "")
            for d in brief.details
        ],
    )
    yield (
        "Promises open",
        [p.text + (f", due {say(p.due)}" if p.due else "") for p in brief.promises],
    )
    sides = (("you" if s.side == "rep" else "the client", s.text) for s in brief.standards)
    yield "Standards", [f"{side}: {text}" for side, text in sides]
    yield "Favors given", [_favor(favor, as_of) for favor in brief.given]
    yield "Favors taken", [_favor(favor, as_of) for favor in brief.taken]
    need = brief.need
    yield "Last needs review", [f"{say(need.day)}: {need.findings}"] if need else []
    marks = brief.satisfaction[:3]
    yield "Satisfaction", [f"{say(m.day)}: {m.mark} of 5 {m.words}" for m in marks]
    yield "You both know", [", ".join(brief.in_common)]
    yield "Questions", brief.questions


def say_note(note: Note, as_of: date) -> str:
    """A conversation on one line: when, what was discussed and proposed, what comes next."""
    said = (
        note.discussed,
        f"proposed: {note.proposed}" if note.proposed else "",
        f"next: {note.next_purpose}" if note.next_purpose else "",
    )
    return f"{say_day(note.day, as_of)}, {note.channel}: {'; '.join(part for part in said if part)}"


def _favor(favor: Favor, as_of: date) -> str:
    said = ", ".join(filter(None, (say_day(favor.day, as_of), favor.kind)))
    return f"{said}: {favor.note}" if favor.note else said
