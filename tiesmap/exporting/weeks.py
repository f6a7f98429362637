"""What a week holds, to take along: a calendar file, a page to print, the page before a call.

The pages work offline and hold no script, see `pages.whole_page`; all text in them is escaped.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from tiesmap.exporting.calendars import DayCalendar, uid
from tiesmap.exporting.pages import bulleted, escape_markdown, escaped, whole_page
from tiesmap.exporting.plain import one_line, text_lines
from tiesmap.model.english import say_day, say_full
from tiesmap.model.ids import PersonId
from tiesmap.model.practice import Note
from tiesmap.model.tact import Favor, Moment
from tiesmap.model.week import ITEM_KINDS, Brief, WeekItem


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


def _what(item: WeekItem, as_of: date) -> tuple[str, str]:
    return escaped(ITEM_KINDS[item.kind].label), item.say_due(as_of)


def week_to_html(items: Iterable[WeekItem], *, as_of: date) -> bytes:
    """The week as one page to print, in the order given, with room to write."""
    rows = [
        f"<li><h2 dir=auto><bdi>{escaped(item.name) or '(no name)'}</bdi> "
        f"<span class=who>{', '.join(filter(None, _what(item, as_of)))}</span></h2>"
        f"<p dir=auto>The purpose: {escaped(item.purpose)}</p>"
        f"<p dir=auto class=who>{escaped(item.reason)}</p>"
        "<p class=answer>☐ done &nbsp; ☐ later &nbsp; next step:</p></li>"
        for item in items
    ]
    body = f"<ol>{''.join(rows)}</ol>" if rows else "<p>Nothing is due this week.</p>"
    title = f"This week, {say_day(as_of, date.min)}"
    return whole_page(title, f"<section><h1>{escaped(title)}</h1>{body}</section>")


def week_to_markdown(items: Iterable[WeekItem], *, as_of: date) -> bytes:
    """The week as Markdown, a part an item, in the order given."""
    parts = [f"# This week, {as_of.isoformat()}"]
    for number, item in enumerate(items, start=1):
        what = ITEM_KINDS[item.kind].label
        parts.append(f"## {number}\\. {escape_markdown(item.name) or '(no name)'}")
        facts = (("What", what), ("Purpose", item.purpose), ("Why", item.reason))
        lines = [f"- {label}: {escape_markdown(text)}" for label, text in facts if text.strip()]
        parts.append("\n".join([*lines, f"- Due: {item.due.isoformat()}"]))
    if len(parts) == 1:
        parts.append("Nothing is due this week.")
    return ("\n\n".join(parts) + "\n").encode()


def say_moments(moments: Sequence[Moment]) -> list[str]:
    """What makes this a good moment, in lines; offers that were taken up say so."""
    return [
        m.says + (f": “{m.text}”" if m.text else "") + (" (taken up since)" if m.taken_up else "")
        for m in moments
    ]


def brief_to_html(brief: Brief, *, as_of: date) -> bytes:
    """The page to read before a call with a person: stored facts only."""
    health = brief.health
    facts = []
    if health is not None:
        last = say_day(health.last_contact, as_of) if health.last_contact else "none on file"
        facts.append(
            f"{health.bucket}, every {health.days} days; last contact {last}; "
            f"due {say_day(health.due, as_of)}"
        )
    parts = [
        f"<h1 dir=auto>{escaped(brief.name) or '(no name)'}</h1>",
        f"<p class=day dir=auto>{say_full(as_of)}. {escaped('. '.join(facts))}</p>",
    ]
    if brief.meets is not None:
        parts.append(f"<p class=lead dir=auto>Meeting on {say_day(brief.meets.date(), as_of)}</p>")
    if brief.next_purpose:
        parts.append(f"<p class=lead dir=auto>Next step: {escaped(brief.next_purpose)}</p>")
    if brief.balance:
        parts.append(f"<p class=lead dir=auto>{escaped(brief.balance)}</p>")
    if brief.first is not None:
        held = f"Ask for nothing yet: {brief.first.why}. First: {brief.first.what}."
        parts.append(f"<p class=lead dir=auto>{escaped(held)}</p>")
    parts.append(bulleted("Purposes to choose from", brief.purposes))
    parts.append(bulleted("A good moment to ask", say_moments(brief.moments)))
    parts.append(
        bulleted("The last conversations", [say_note(note, as_of) for note in brief.notes])
    )
    details = [
        f"{d.kind}: {d.text}"
        + (f" ({say_day(d.event_on, as_of)})" if d.event_on else "")
        + (f"; {d.source}" if d.source else "")
        for d in brief.details
    ]
    parts.append(bulleted("To ask about", details))
    promises = [
        p.text + (f", due {say_day(p.due, as_of)}" if p.due else "") for p in brief.promises
    ]
    parts.append(bulleted("Promises open", promises))
    parts.append(bulleted("Standards", [f"{_side(s.side)}: {s.text}" for s in brief.standards]))
    parts.append(bulleted("Favors given", [_favor(favor, as_of) for favor in brief.given]))
    parts.append(bulleted("Favors taken", [_favor(favor, as_of) for favor in brief.taken]))
    if (need := brief.need) is not None:
        parts.append(
            bulleted("Last needs review", [f"{say_day(need.day, as_of)}: {need.findings}"])
        )
    marks = [f"{say_day(m.day, as_of)}: {m.mark} of 5 {m.words}" for m in brief.satisfaction[:3]]
    parts.append(bulleted("Satisfaction", marks))
    parts.append(bulleted("You both know", [", ".join(brief.in_common)] if brief.in_common else []))
    parts.append(bulleted("Questions", brief.questions))
    return whole_page(f"Before you call {brief.name}", f"<section>{''.join(parts)}</section>")


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


def _side(side: str) -> str:
    return "you" if side == "rep" else "the client"
