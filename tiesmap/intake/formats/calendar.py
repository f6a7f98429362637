"""Calendars (.ics): a meeting is an interaction of all who took part.

Each event is read by itself, so that a broken one costs itself and not the calendar.
"""

from __future__ import annotations

import re
import warnings
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from itertools import islice
from threading import Lock

from icalendar import Component, Event, Timezone
from icalendar.timezone import tzp

from tiesmap.intake.formats.recurrence import SERIES_LIMIT, find_occurrences
from tiesmap.intake.sources.declaration import addressed, best_name
from tiesmap.intake.table.decoding import find_encoding, text_lines
from tiesmap.intake.table.values import clean_line, read_email
from tiesmap.intake.who.meetings import is_called_off, is_room
from tiesmap.intake.who.names import shown_name
from tiesmap.intake.who.orders import as_in_address
from tiesmap.intake.who.owners import find_owners
from tiesmap.model.evidence import InteractionRecord
from tiesmap.model.intake import Checked
from tiesmap.model.problems import Problem, Refused

_COMPONENT = re.compile(r"BEGIN:(?:VCALENDAR|VEVENT|VTODO|VTIMEZONE|VALARM|VJOURNAL|VFREEBUSY)\b")
AHEAD = timedelta(days=31)
"""How far ahead a meeting may be: what is later is often moved or called off before it comes."""
RULES_LIMIT = 10
"""Rules of one meeting that are read: the standard asks for one at most."""
_RESTLESS = re.compile("FREQ=(?!YEARLY)", re.IGNORECASE)
"""What changes a clock more often than any zone does."""
_YEARS = range(1900, 2101)
_UNENDED = "begins what does not end, so it was not loaded: export the calendar again"
_ZONES = Lock()
"""icalendar keeps the zones that it has read for the whole process: one file at a time."""


def is_calendar(data: bytes, name: str) -> bool:
    """Whether a file is a calendar, or part of one."""
    start = data[:2000].replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")
    text = start.decode("latin-1").upper()
    named = name.casefold().endswith((".ics", ".ical", ".ifb", ".icalendar"))
    return _COMPONENT.match(text) is not None or (named and b"BEGIN:" in start.upper()) or named


@dataclass(frozen=True, slots=True)
class _Meeting:
    """One meeting, or a series of them."""

    line: int
    uid: str
    start: datetime
    """As the clock on the wall shows it."""
    zone: tzinfo | None
    people: tuple[str, ...]
    """Addresses, or the names of those without one; the organizer's first."""
    purpose: str
    rules: tuple[str, ...] = ()
    more: tuple[datetime, ...] = ()
    without: frozenset[datetime] = frozenset()
    """Occurrences taken out: in UTC, or on the wall where they name no zone."""
    instead: datetime | None = None
    """Of a series of the same uid, the occurrence that this one stands for."""
    moved: bool = False
    """It stands for that occurrence only to take it away."""

    def moment(self, wall: datetime) -> datetime:
        """A time on the wall in UTC, without a zone."""
        return _in_utc(wall, self.zone)


def _in_utc(wall: datetime, zone: tzinfo | None) -> datetime:
    """A local time converted to UTC where its zone is known; the result has no zone."""
    if zone is None:
        return wall
    return wall.replace(tzinfo=zone).astimezone(UTC).replace(tzinfo=None)


@dataclass(slots=True)
class _Found:
    """What is collected while the events of a file are read."""

    file: str
    cancels: bool = False
    """The file says that its meetings are called off."""
    problems: list[Problem] = field(default_factory=list)
    left: Counter[str] = field(default_factory=Counter)
    """Why meetings are left out, and how many."""
    off: dict[tuple[datetime, tuple[str, ...]], None] = field(default_factory=dict)
    """When a meeting was called off, and with whom it would have been."""
    names: dict[str, Counter[str]] = field(default_factory=dict)
    """Address -> what its owner is called."""

    def tell(self, line: int, column: str, value: str, message: str) -> None:
        self.problems.append(Problem(self.file, line, column, clean_line(value)[:200], message))

    def reference(self, key: str) -> str:
        """The reference for an address, or for a name without one."""
        return addressed(best_name(self.names[key]), key) if key in self.names else key


def read_calendar(
    data: bytes, name: str, as_of: date, *, now: date | None = None, skip_private: bool = False
) -> Checked:
    """The meetings of a calendar as interactions of all who did not decline.

    Recurring ones are repeated up to `as_of`, or to the last meeting that stands alone if that is
    later (never beyond `now`, `as_of` if not given); of one series at most the latest
    `SERIES_LIMIT`. What is further ahead than `AHEAD` is left out, as are meetings with nobody
    else, rooms, and with `skip_private` what is marked private. Raises Refused for what is no
    calendar.
    """
    encoding = find_encoding(data, name, table=False)
    found = _Found(name, cancels=re.search(rb"(?im)^METHOD:CANCEL", data[:4096]) is not None)
    blocks = list(_blocks(data, encoding, found))
    if not blocks and not found.problems:
        raise Refused(f"{name} is no calendar: export it as .ics (iCalendar) and choose that file.")
    events = [(line, text) for kind, line, text in blocks if kind == "VEVENT"]
    with _ZONES, warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of zones that icalendar knows under another name
        _learn_zones(text for kind, _, text in blocks if kind == "VTIMEZONE")
        read = [_meeting(line, text, found, skip_private) for line, text in events]
    meetings = [meeting for meeting in read if meeting is not None]
    last = datetime.combine(max(as_of, now or as_of), time.max)
    alone = [one.start for one in meetings if not one.rules and one.start <= last]
    horizon = max([datetime.combine(as_of, time.max), *alone])
    records = list(_interactions(meetings, last + AHEAD, horizon, found))
    problems = sorted(found.problems, key=lambda problem: problem.line or 0)
    notes = [f"Left out: meetings {why} ({number:,})." for why, number in found.left.most_common()]
    if not events:
        notes.append("No meeting is in this calendar.")
    return Checked(
        file=name,
        source="calendar",
        scope="calendar",
        encoding=encoding,
        delimiter="",
        row_count=len(events),
        interactions=tuple(records),
        called_off=_still_off(found, records),
        owners=find_owners(records, always=False),
        problems=tuple(problems),
        notes=tuple(notes),
    )


def _blocks(data: bytes, encoding: str, found: _Found) -> Iterator[tuple[str, int, str]]:
    """Name, first line and text of each event and time zone; other components but for their
    name. Events do not hold events, so one that does not end stops where the next begins."""
    kind, start = "", 0
    held: list[str] = []
    for number, raw in enumerate(text_lines(data, encoding), 1):
        text = raw.rstrip("\r\n")
        upper = text.strip().upper()
        if upper.startswith("BEGIN:"):
            what = upper[6:].strip()
            if kind and what in ("VEVENT", "VTIMEZONE"):
                found.tell(start, "", f"BEGIN:{kind}", _UNENDED)
                kind = ""
            if not kind:
                if what in ("VEVENT", "VTIMEZONE"):
                    kind, start, held = what, number, []
                elif re.fullmatch(r"[A-Z][A-Z0-9-]*", what):
                    yield what, number, ""
        if kind:
            # A blank line would end what it folds.
            if upper:
                held.append(text)
            if upper == f"END:{kind}":
                yield kind, start, "\r\n".join(held) + "\r\n"
                kind = ""
    if kind:
        found.tell(start, "", f"BEGIN:{kind}", _UNENDED)


def _learn_zones(texts: Iterable[str]) -> None:
    """Read the times of the events in the zones that this calendar defines, and no others."""
    tzp.use_default()
    for text in texts:
        if _RESTLESS.search(text):
            continue
        try:
            Timezone.from_ical(text)
        except Exception:  # whatever is wrong with a zone: its times stay as they stand
            continue


def _meeting(line: int, text: str, found: _Found, skip_private: bool) -> _Meeting | None:
    """An event as a meeting of at least two people; None where it is not one."""
    try:
        event = Event.from_ical(text)
        people = _people(event, found)
        first = _first(event, "DTSTART")
        instead = _first(event, "RECURRENCE-ID")
    except Exception:  # icalendar raises whatever a broken line makes it stumble over
        found.tell(line, "", "", "the event cannot be read, so it was left out: check it")
        return None
    is_private = str(event.get("CLASS", "")).upper() in ("PRIVATE", "CONFIDENTIAL")
    title = clean_line(str(event.get("SUMMARY", "")))
    cancelled = found.cancels or str(event.get("STATUS", "")).upper() == "CANCELLED"
    cancelled = cancelled or is_called_off(title)
    uid = str(event.get("UID", "")) or f"line {line}"
    start = first or next(iter(_all(event, "RDATE")), None)
    if start is None:
        if _has(event, "DTSTART"):
            message = "is not when a meeting begins, so it was left out"
            found.tell(line, "DTSTART", _raw(event, "DTSTART"), message)
        elif len(people) > 1:
            found.tell(line, "", "", "the event does not say when it begins, so it was left out")
        else:
            found.left["with nobody else in them"] += 1
        return None
    wall, zone = start
    if wall.year not in _YEARS:
        message = "is a year that cannot be meant, so the meeting was left out"
        found.tell(line, "DTSTART", str(wall.date()), message)
        return None
    reason = ""
    if cancelled:
        found.off.setdefault((_in_utc(wall, zone), people))
        reason = "that were called off"
    elif is_private and skip_private:
        reason = "that are private"
    elif len(people) < 2:
        reason = "with nobody else in them"
        if "NEEDS-ACTION" in text.upper():
            reason = "that nobody answered"
    if reason:
        found.left[reason] += 1
        if instead is None:
            return None
    return _Meeting(
        line=line,
        uid=uid,
        start=wall,
        zone=zone,
        people=people,
        purpose="" if is_private else title[:500],
        rules=tuple(islice(dict.fromkeys(_rules(event)), RULES_LIMIT)),
        more=tuple(moment for moment, _ in _all(event, "RDATE")),
        without=frozenset(_in_utc(*moment) for moment in _all(event, "EXDATE")),
        instead=None if instead is None else _in_utc(*instead),
        moved=bool(reason),
    )


def _people(event: Component, found: _Found) -> tuple[str, ...]:
    """Addresses (names, of those without one) of all who were in a meeting, the organizer first;
    whoever declined or never answered was not, and rooms are nobody."""
    there: dict[str, None] = {}
    away: set[str] = set()
    for name in ("ORGANIZER", "ATTENDEE"):
        values = event.get(name, [])
        for value in values if isinstance(values, list) else [values]:
            params = getattr(value, "params", {})
            called = clean_line(str(params.get("CN", ""))).strip("'\"")
            address = re.sub(r"^mailto:", "", str(value).strip(), flags=re.IGNORECASE)
            said = map(read_email, (address, str(params.get("EMAIL", ""))))
            mail = next((one for one in said if isinstance(one, str) and one), "")
            kind = str(params.get("CUTYPE", "")).upper()
            role = str(params.get("ROLE", "")).upper()
            if (
                kind in ("RESOURCE", "ROOM", "GROUP")
                or role == "NON-PARTICIPANT"
                or mail.endswith(".calendar.google.com")
                or (name == "ATTENDEE" and is_room(called, mail))
            ):
                continue
            called = as_in_address(shown_name("" if "@" in called else called), mail)
            key = mail or addressed(called, "")
            if not key:
                continue
            if mail and called:
                found.names.setdefault(mail, Counter())[called] += 1
            elif mail:
                found.names.setdefault(mail, Counter())
            answer = str(params.get("PARTSTAT", "")).upper()
            silent = answer == "NEEDS-ACTION" and name == "ATTENDEE" and key not in there
            if silent or answer in ("DECLINED", "DELEGATED"):
                away.add(key)
            there.setdefault(key)
    return tuple(key for key in there if key not in away)


def _has(event: Component, name: str) -> bool:
    return name in event or any(broken == name for broken, _ in event.errors)


def _raw(event: Component, name: str) -> str:
    value = event.get(name, "")
    value = value[0] if isinstance(value, list) and value else value
    return value.to_ical().decode("utf-8", "replace") if hasattr(value, "to_ical") else str(value)


def _all(event: Component, name: str) -> list[tuple[datetime, tzinfo | None]]:
    """All moments of a property, each as (local time, zone)."""
    values = event.get(name, [])
    found = []
    for value in values if isinstance(values, list) else [values]:
        try:
            moments = [getattr(one, "dt", None) for one in getattr(value, "dts", [value])]
        except ValueError:  # a property that icalendar could not read
            continue
        for moment in moments:
            if isinstance(moment, tuple):  # a period: from, to
                moment = moment[0]
            if isinstance(moment, datetime):
                found.append((moment.replace(tzinfo=None), moment.tzinfo))
            elif isinstance(moment, date):
                found.append((datetime.combine(moment, time()), None))
    return found


def _first(event: Component, name: str) -> tuple[datetime, tzinfo | None] | None:
    return next(iter(_all(event, name)), None)


def _rules(event: Component) -> Iterator[str]:
    """The rules of a recurring event, also in loose spellings (blanks, a final `;`)."""
    values = event.get("RRULE", [])
    for value in values if isinstance(values, list) else [values]:
        text = value.to_ical().decode() if hasattr(value, "to_ical") else str(value)
        # What icalendar could not read comes back with its signs escaped.
        yield "".join(text.replace("\\", "").split()).strip(";").upper()


def _interactions(
    meetings: Sequence[_Meeting],
    last: datetime,
    horizon: datetime,
    found: _Found,
) -> Iterator[InteractionRecord]:
    """The meetings as interactions, up to the moment `last`; series up to `horizon`."""
    replaced: dict[str, set[datetime]] = {}
    for one in meetings:
        if one.instead is not None:
            replaced.setdefault(one.uid, set()).add(one.instead)
    for one in meetings:
        if one.moved:
            continue
        try:
            walls = [one.start, *one.more]
            for rule in one.rules:
                walls += find_occurrences(rule, one.start, one.zone, horizon)
        except ValueError:
            message = "does not say when the meeting recurs, so only its first one was read"
            found.tell(one.line, "RRULE", "; ".join(one.rules), message)
            walls = [one.start]
        skipped = set(one.without)
        if one.instead is None:
            skipped |= replaced.get(one.uid, set())
        kept = sorted({wall for wall in walls if not _is_in(one, wall, skipped)})
        if len(kept) > SERIES_LIMIT:
            found.left["of long series, before the latest ones"] += len(kept) - SERIES_LIMIT
            kept = kept[-SERIES_LIMIT:]
        for wall in kept:
            if wall > last:
                found.left["that are over a month ahead, for another import"] += 1
                continue
            sender, *to = map(found.reference, one.people)
            moment = one.moment(wall)
            yield InteractionRecord(one.line, moment, sender, tuple(to), "meeting", one.purpose)


def _still_off(
    found: _Found, records: Sequence[InteractionRecord]
) -> tuple[tuple[datetime, tuple[str, ...]], ...]:
    """The meetings that were called off, without those in whose place another stands."""
    held = {record.date for record in records}
    return tuple((at, people) for at, people in found.off if at not in held)


def _is_in(one: _Meeting, wall: datetime, skipped: set[datetime]) -> bool:
    """Whether an occurrence is excluded: by its UTC time, its local time, or its day."""
    if not skipped:
        return False
    day = datetime.combine(wall.date(), time())
    return wall in skipped or one.moment(wall) in skipped or day in skipped
