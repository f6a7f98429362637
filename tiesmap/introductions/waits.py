"""Until when a note says that somebody is to be left alone: "not before spring".

The words are patterns (waits.toml beside this file), in the languages of the letters.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path

from dateutil.easter import easter

from tiesmap.model import wordfiles
from tiesmap.model.english import one_line

_FILE = Path(__file__).with_name("waits.toml")
UNDATED = timedelta(days=183)
"""What a note without a day names is the next one if it is less than half a year away; else the
one that has passed."""
_Day = str | int
"""Month and day, or days after Easter Sunday."""


@dataclass(frozen=True, slots=True)
class Wait:
    """What a note says, and the day until which it asks to wait."""

    said: str
    until: date


def find_wait(note: str, today: date, written: date | None = None) -> Wait | None:
    """The wish in a note that is not fulfilled yet; None where there is none.

    `written` is the day of the note, if it has one: meant is the first such day after it.
    """
    pattern, days, stems = _words()
    low = note.lower()
    if not any(stem in low for stem in stems):
        return None  # nearly every note
    for line in note.splitlines():
        for found in pattern.finditer(line):
            at = days[found["when"].casefold()][0 if found["start"] else 1]
            until = _next(at, written or today - UNDATED, int(found["year"] or 0))
            if until > today:
                return Wait(one_line(line), until)
    return None


def _next(day: _Day, after: date, year: int) -> date:
    """The first such day after another; where a year is said, the one of that year."""
    if year:
        return _in(day, year)
    return next(one for more in range(3) if (one := _in(day, after.year + more)) > after)


def _in(day: _Day, year: int) -> date:
    if isinstance(day, int):
        sunday: date = easter(year)
        return sunday + timedelta(days=day)
    month, number = map(int, day.split("-"))
    return date(year, month, number)


@cache
def _words() -> tuple[re.Pattern[str], Mapping[str, tuple[_Day, _Day]], tuple[str, ...]]:
    said = wordfiles.read(_FILE)
    days = {word: (one["from"], one["to"]) for one in said["when"] for word in one["words"]}
    start, end, small = ("|".join(said[name]) for name in ("start", "end", "small"))
    when = "|".join(sorted(map(re.escape, days), key=len, reverse=True))
    pattern = (
        rf"\b(?:(?P<end>{end})|(?P<start>{start}))\s+(?:(?:{small})\s*){{0,2}}"
        rf"(?<!\w)(?P<when>{when})\b(?:\s+(?P<year>20\d\d)\b)?"
    )
    return re.compile(pattern, re.IGNORECASE), days, tuple(said["stems"])
