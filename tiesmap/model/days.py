"""Days as numbers (in tables) and as dates (for people)."""

from __future__ import annotations

from datetime import date, datetime, timedelta

_EPOCH = datetime(1970, 1, 1)
_DAY = timedelta(days=1)


def day_number(moment: date | datetime) -> float:
    """Days since 1970-01-01; a moment's time is the fraction. Times are local and without zone."""
    if not isinstance(moment, datetime):
        moment = datetime(moment.year, moment.month, moment.day)
    return (moment - _EPOCH) / _DAY


def end_number(as_of: date | datetime) -> float:
    """The last instant that counts as up to `as_of`: a date means the end of that day."""
    if isinstance(as_of, datetime):
        return day_number(as_of)
    return day_number(as_of) + 1 - 1e-6


def date_of(number: float) -> date:
    """The date of a day number."""
    return (_EPOCH + timedelta(days=number)).date()


def moment_of(number: float) -> datetime:
    """The moment of a day number, to the second."""
    return _EPOCH + timedelta(seconds=round(number * 86400))
