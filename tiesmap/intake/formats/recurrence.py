"""The days of a recurring meeting, by the rules of calendars (RFC 5545), within bounds."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, tzinfo
from itertools import islice

from dateutil.rrule import rrulestr

SERIES_LIMIT = 1_000
"""Occurrences of one recurring meeting that are read, the latest ones."""

_OFTEN = ("SECONDLY", "MINUTELY", "HOURLY")
_CYCLE = 400  # years after which dates fall on the same days of the week


def find_occurrences(
    rule: str, start: datetime, zone: tzinfo | None, end: datetime
) -> list[datetime]:
    """The moments of a recurring meeting from `start` up to `end`, by a rule such as
    `FREQ=WEEKLY;BYDAY=MO`.

    All times are local to `zone`. Raises ValueError for a rule that is not valid, or whose
    meetings are less than an hour apart.
    """
    try:
        parts = dict(part.split("=", 1) for part in rule.split(";"))
        if parts.get("FREQ") in _OFTEN:
            raise ValueError("no meeting recurs within the hour")
        if until := parts.pop("UNTIL", ""):
            end = min(end, _until(until, zone))
        if end < start:
            return []
        # dateutil looks for the next occurrence up to the year 9999, whatever the end: calendars
        # repeat after 400 years, so we let it look where little is left of them.
        shift = (9999 - end.year) // _CYCLE * _CYCLE
        series = rrulestr(
            ";".join(f"{key}={value}" for key, value in parts.items()),
            dtstart=start.replace(year=start.year + shift),
        )
        found = []
        for wall in islice(series, 100 * SERIES_LIMIT):
            if wall > end.replace(year=end.year + shift):
                break
            found.append(wall.replace(year=wall.year - shift))
    except (TypeError, OverflowError, KeyError, AttributeError, IndexError) as error:
        raise ValueError("not a rule") from error
    return found


def _until(text: str, zone: tzinfo | None) -> datetime:
    """The end of a series in local time."""
    digits = "".join(filter(str.isdigit, text))
    day = datetime.strptime(digits[:8], "%Y%m%d")
    if len(digits) < 14:
        return day + timedelta(days=1, microseconds=-1)
    moment = datetime.strptime(digits[:14], "%Y%m%d%H%M%S")
    if text.endswith("Z") and zone is not None:
        return moment.replace(tzinfo=UTC).astimezone(zone).replace(tzinfo=None)
    return moment
