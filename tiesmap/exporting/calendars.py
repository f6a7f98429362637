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


def new_calendar(about: str, as_of: date) -> tuple[datetime, Calendar]:
    """(the moment of making, an empty calendar of ours)."""
    calendar = Calendar()
    calendar.add("prodid", f"-//tiesmap//{about}//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    return datetime(as_of.year, as_of.month, as_of.day, tzinfo=UTC), calendar


def follow_ups_to_ics(requests: Iterable[IntroRequest], *, as_of: date) -> bytes:
    """The days on which to come back to requests, as all-day events that block no time.

    A request without `follow_up_on` has no event. Each request keeps its UID, and its version is
    the SEQUENCE, so that a calendar moves an event it has already instead of adding another.
    `as_of` is written as the day on which the file was made (DTSTAMP).
    """
    stamp, calendar = new_calendar("introduction requests", as_of)
    for request in requests:
        if request.follow_up_on is not None:
            calendar.add_component(_event(request, request.follow_up_on, stamp))
    return bytes(calendar.to_ical(sorted=False))


def event_uid(request: IntroRequest) -> str:
    """The UID of a request's follow-up: the same for the same request of the same rep."""
    key = f"{request.rep_id}\x1f{request.rep}\x1f{request.request}"
    digest = blake2b(key.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()
    return f"{digest}@follow-up.tiesmap"


def _event(request: IntroRequest, day: date, stamp: datetime) -> Event:
    about = one_line(request.target)
    connector = one_line(request.connector)
    said = (
        text_lines(request.purpose).strip(),
        f"Status: {request.status} ({STATUS_MEANING.get(request.status, 'unknown')})",
        f"Asked on {request.asked_on.isoformat()}" if request.asked_on else "",
    )
    event = Event()
    event.add("uid", event_uid(request))
    event.add("sequence", max(request.version - 1, 0))
    event.add("dtstamp", stamp)
    event.add("dtstart", day)
    if day < date.max:
        event.add("dtend", day + timedelta(days=1))
    summary = f"Follow up with {connector} about {about}"
    event.add("summary", Said(one_line(summary, _LONGEST_SUMMARY)))
    event.add("description", Said("\n".join(line for line in said if line)))
    event.add("transp", "TRANSPARENT")
    return event
