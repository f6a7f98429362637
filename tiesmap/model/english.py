"""Days, counts and lists as one says them in a sentence."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

_MONTHS = "January February March April May June July August September October November December"


def say_day(day: date, as_of: date) -> str:
    """A day as one says it: "3 May", with the year where it is another one."""
    year = "" if day.year == as_of.year else f" {day.year}"
    return f"{day.day} {_MONTHS.split()[day.month - 1]}{year}"


def say_count(count: int, noun: str, plural: str = "") -> str:
    """ "1 day", "2 days"."""
    return f"{count} {noun}" if count == 1 else f"{count} {plural or noun + 's'}"


def say_times(count: int) -> str:
    """ "once", "twice", "3 times"."""
    return {1: "once", 2: "twice"}.get(count, f"{count} times")


def say_when(day: date, as_of: date) -> str:
    """ "today", "12 days ago", "in 3 days"."""
    days = (as_of - day).days
    if days == 0:
        return "today"
    return f"{say_count(days, 'day')} ago" if days > 0 else f"in {say_count(-days, 'day')}"


def one_line(text: str, longest: int = 120) -> str:
    """A stored text on one line, cut at a word where it is long."""
    words = " ".join(text.split())
    if len(words) <= longest:
        return words
    return words[: longest - 1].rsplit(" ", 1)[0].rstrip(" ,;:.") + "…"


def say_list(parts: Sequence[str]) -> str:
    """ "a, b and c"."""
    if len(parts) < 2:
        return "".join(parts)
    return f"{', '.join(parts[:-1])} and {parts[-1]}"
