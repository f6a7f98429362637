"""Follow-ups as a calendar file (.ics, RFC 5545): one all-day event a request that is due."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from hashlib import blake2b

from icalendar import Calendar, Event, vText

from tiesmap.exporting.plain import one_line, text_lines
from tiesmap.model.requests import IntroRequest
from tiesmap.model.statuses import STATUS_MEANING

_LONGEST_SUMMARY = 200


class Said(vText):
    """A text as RFC 5545 (3.3.11) escapes it. icalendar's own way takes the \\N of C:\\New for a
    line end."""

    def to_ical(self) -> bytes:
        """The escaped text."""
        text = str(self).replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
        return text.replace("\n", "\\n").encode("utf-8")


class DayCalendar:
    """A calendar file of ours: all-day events that block no time, made on the day `as_of`."""

    def __init__(self, about: str, as_of: date) -> None:
        self._stamp = datetime(as_of.year, as_of.month, as_of.day, tzinfo=UTC)
        self._calendar = Calendar()
        self._calendar.add("prodid", f"-//tiesmap//{about}//EN")
        self._calendar.add("version", "2.0")
        self._calendar.add("method", "PUBLISH")

    def add(self, uid: str, sequence: int, day: date, summary: str, said: Iterable[str]) -> None:
        """An event on a day; a later `sequence` of the same uid moves it. `said` are its lines."""
        event = Event()
        event.add("uid", uid)
        event.add("sequence", sequence)
        event.add("dtstamp", self._stamp)
        event.add("dtstart", day)
        if day < date.max:
            event.add("dtend", day + timedelta(days=1))
        event.add("summary", Said(one_line(summary, _LONGEST_SUMMARY)))
        event.add("description", Said("\n".join(filter(None, said))))
        event.add("transp", "TRANSPARENT")
        self._calendar.add_component(event)

    def file(self) -> bytes:
        """The file."""
        return bytes(self._calendar.to_ical(sorted=False))


def follow_ups_to_ics(requests: Iterable[IntroRequest], *, as_of: date) -> bytes:
    """The days on which to come back to requests, as all-day events that block no time.

    A request without `follow_up_on` has no event. Each request keeps its UID, and its version is
    the SEQUENCE, so that a calendar moves an event it has already instead of adding another.
    `as_of` is written as the day on which the file was made (DTSTAMP).
    """
    calendar = DayCalendar("introduction requests", as_of)
    for request in requests:
        if request.follow_up_on is not None:
            calendar.add(
                event_uid(request),
                max(request.version - 1, 0),
                request.follow_up_on,
                f"Follow up with {one_line(request.connector)} about {one_line(request.target)}",
                (
                    text_lines(request.purpose).strip(),
                    f"Status: {request.status} ({STATUS_MEANING.get(request.status, 'unknown')})",
                    f"Asked on {request.asked_on.isoformat()}" if request.asked_on else "",
                ),
            )
    return calendar.file()


def event_uid(request: IntroRequest) -> str:
    """The UID of a request's follow-up: the same for the same request of the same rep."""
    return uid("follow-up", request.rep_id, request.rep, request.request)


def uid(what: str, *key: object) -> str:
    """The UID of what these values name; the same for the same values."""
    said = "\x1f".join(map(str, key)).encode("utf-8", "surrogatepass")
    return f"{blake2b(said, digest_size=16).hexdigest()}@{what}.tiesmap"
