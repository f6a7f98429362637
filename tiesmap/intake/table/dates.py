"""The dates of a column: only the other dates can settle what 03/05/2026 means."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from tiesmap.intake.table.values import Bad, clean_line
from tiesmap.intake.wordfiles import words

_MONTHS = {
    name: number
    for number, names in enumerate(words("cells", "months"), 1)
    for name in names.split()
}
_TIME = r"(?:(?:,?\s+|T)(\d{1,2}):(\d\d)(?::(\d\d))?\s*([AP])?(?(%d)\.?M\.?)(?:\s*(?:UTC|Z))?)?"
_YEAR_FIRST = re.compile(r"(\d{4})([/.\-])(\d\d?)\2(\d\d?)" + _TIME % 8, re.I | re.A)
_NUMBERS = re.compile(r"(\d\d?)([/.\-])(\d\d?)\2(\d{4}|\d\d)" + _TIME % 8, re.I | re.A)
_DAY_MONTH = re.compile(
    r"(\d\d?)\.?(?: de)?[ \-]([^\W\d_]+)\.?,?(?: de)?[ \-](\d{4}|\d\d)" + _TIME % 7, re.I
)
_SIGNS = re.compile(r"(\d{4})[年년] ?(\d\d?)[月월] ?(\d\d?)[日일]")
_MONTH_DAY = re.compile(r"([^\W\d_]+)\.? (\d\d?)(?:st|nd|rd|th)?,? (\d{4})" + _TIME % 7, re.I)

_WEEKDAYS = frozenset(words("cells", "weekdays"))
_SERIAL = re.compile(r"[2-7]\d{4}(?:[.,]\d+)?", re.A)
"""A day as a spreadsheet counts it, where its cells are not shown as dates."""
_FIRST_DAY = datetime(1899, 12, 30)

_NO_DATE = Bad("is not a date: write it as 2026-03-05")
_ONLY_YEAR = Bad("is only a year: write the day too, as 2026-03-05")
_FAR_YEAR = Bad("is a year that cannot be meant: write the date as 2026-03-05")
_YEARS = range(1900, 2101)


@dataclass(frozen=True, slots=True)
class _Open:
    """A date of which the day and the month could be either way around."""

    one: int
    other: int
    rest: tuple[int, int, int, int]
    """year, hour, minute, second."""

    def moment(self, day_first: bool) -> datetime | Bad:
        day, month = (self.one, self.other) if day_first else (self.other, self.one)
        year, hour, minute, second = self.rest
        return _moment(year, month, day, hour, minute, second)


def read_dates(
    texts: Sequence[str], day_first: bool | None = None, *, month_first: bool = False
) -> list[datetime | Bad | None]:
    """The dates of one column: ISO, or any other layout that can be read in one way only.

    Times with an offset are turned into UTC; all come out without a zone. For numbers such as
    03/05/2026 the order is that which a date of the column proves (a 13 can only be a day), or
    `day_first`; where nothing or both are proved, each such date is bad. Dates with points
    (05.03.2026) put the day first: no language writes them the other way. `month_first` is what
    the program that wrote the file is known to do: it counts where the dates prove nothing. A
    spreadsheet's day numbers are days: 46177 is 2026-06-04.
    """
    read = [_read_date(text) for text in texts]
    doubtful = [value for value in read if isinstance(value, _Open)]
    if not doubtful:
        return read  # type: ignore[return-value]
    proves_day = any(value.one > 12 for value in doubtful)
    proves_month = any(value.other > 12 for value in doubtful)
    if day_first is None and proves_day != proves_month:
        day_first = proves_day
    elif day_first is None and month_first and not proves_day:
        day_first = False
    if day_first is not None:
        order = day_first
        return [value.moment(order) if isinstance(value, _Open) else value for value in read]
    if proves_day:
        why = "Other dates in this column put the day first, and others the month"
    else:
        why = "No date in this column settles which number is the day"
    message = f"could be read in two ways. {why}: write it as 2026-03-05 (year-month-day)"
    bad = Bad(message)
    return [
        (value.moment(True) if value.one == value.other else bad)
        if isinstance(value, _Open)
        else value
        for value in read
    ]


_IN_WORDS = re.compile(
    r"(?:[^\W\d_]+\.?,?\s+)?(\d{1,2})\.?(?: de)?\s+([^\W\d_]+)\.?,?(?: de)?\s+(\d{4})"
    r"(?:,?\s+(?:um\s|à\s|a las\s)?(\d{1,2}:\d\d(?::\d\d)?))?(?:\s*Uhr)?(?:\s*([+-]\d{4}))?"
)
_ENGLISH = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]


def in_english(text: str) -> str:
    """A day in words as mails say it, `Di, 20 Mai 2025 04:00:00 +0100`, with the English month."""
    found = _IN_WORDS.match(text.strip())
    month = _MONTHS.get(found[2].casefold()) if found else None
    if found is None or month is None:
        return text
    return f"{found[1]} {_ENGLISH[month - 1]} {found[3]} {found[4] or '00:00'} {found[5] or ''}"


def is_open(texts: Sequence[str]) -> bool:
    """Whether the dates of a column could all be read with the day or with the month first."""
    doubtful = [value for text in texts if isinstance(value := _read_date(text), _Open)]
    return any(value.one != value.other for value in doubtful) and not any(
        value.one > 12 or value.other > 12 for value in doubtful
    )


def _without_weekday(text: str) -> str:
    """A day without that of the week before it: `Tuesday, March 3, 2026`."""
    first, _, rest = text.partition(" ")
    return rest if rest and first.rstrip(".,").casefold() in _WEEKDAYS else text


def _read_date(text: str) -> datetime | Bad | _Open | None:
    if len(text) >= 10 and text[4] == "-" and text[7] == "-":
        found = _read_iso(text)
        if found is not None:
            return found
    text = _without_weekday(clean_line(text))
    if not text:
        return None
    found = _read_iso(text)
    if found is not None:
        return found
    if match := _YEAR_FIRST.fullmatch(text):
        return _moment(int(match[1]), int(match[3]), int(match[4]), *_clock(match, 5))
    if match := _NUMBERS.fullmatch(text):
        if match[2] == "-" and len(match[4]) == 2:
            return _NO_DATE  # 26-03-05 could also begin with the year
        value = _Open(int(match[1]), int(match[3]), (_year(match[4]), *_clock(match, 5)))
        return value.moment(True) if match[2] == "." else value
    if match := _SIGNS.fullmatch(text):
        return _moment(int(match[1]), int(match[2]), int(match[3]), 0, 0, 0)
    if match := _DAY_MONTH.fullmatch(text):
        day, name, year = match[1], match[2], match[3]
    elif match := _MONTH_DAY.fullmatch(text):
        name, day, year = match[1], match[2], match[3]
    else:
        return _read_number(text)
    month = _MONTHS.get(name.casefold())
    if month is None:
        return _NO_DATE
    return _moment(_year(year), month, int(day), *_clock(match, 4))


def as_day(text: str) -> str:
    """A day that stands as the number by which a spreadsheet counts it, as 2026-06-04; any other
    text as it is."""
    return f"{_read_number(text):%Y-%m-%d}" if _SERIAL.fullmatch(text) else text


def _read_number(text: str) -> datetime | Bad:
    if _SERIAL.fullmatch(text):
        return _FIRST_DAY + timedelta(int(text[:5]))
    return _ONLY_YEAR if re.fullmatch(r"\d{4}", text) else _NO_DATE


def _read_iso(text: str) -> datetime | Bad | None:
    if len(text) < 10 or text[4] != "-" or text[7] != "-":
        return None
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    if moment.tzinfo is not None:
        try:
            moment = moment.astimezone(UTC).replace(tzinfo=None)
        except OverflowError:
            return _FAR_YEAR
    return moment if moment.year in _YEARS else _FAR_YEAR


def _year(text: str) -> int:
    year = int(text)
    return year if len(text) == 4 else year + (2000 if year < 70 else 1900)


def _clock(match: re.Match[str], at: int) -> tuple[int, int, int]:
    hour, minute, second = (int(match[at + part] or 0) for part in range(3))
    half = (match[at + 3] or "").upper()
    if half:
        hour = hour % 12 + (12 if half == "P" else 0) if 1 <= hour <= 12 else 99
    return hour, minute, second


def _moment(year: int, month: int, day: int, hour: int, minute: int, second: int) -> datetime | Bad:
    if year not in _YEARS:
        return _FAR_YEAR
    try:
        return datetime(year, month, day, hour, minute, second)
    except ValueError:
        return _NO_DATE
