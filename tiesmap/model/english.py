"""Counts, days and lists in words, for the sentences of every room."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

_MONTHS = "January February March April May June July August September October November December"


def say_day(day: date, as_of: date) -> str:
    """A day in words: "3 May", with the year where it differs from that of `as_of`."""
    year = "" if day.year == as_of.year else f" {day.year}"
    return f"{day.day} {_MONTHS.split()[day.month - 1]}{year}"


def say_full(day: date) -> str:
    """A day in words with its year: "3 May 2026"."""
    return f"{day.day} {_MONTHS.split()[day.month - 1]} {day.year}"


def say_count(count: int, noun: str, plural: str = "") -> str:
    """A number with its noun: "1 day", "1,200 days"; `plural` where an s is not enough."""
    return f"{count} {noun}" if count == 1 else f"{count:,} {plural or noun + 's'}"


def say_number(number: int) -> str:
    """A number in words up to twelve, then in digits."""
    return _NUMBERS[number] if 0 <= number < len(_NUMBERS) else f"{number:,}"


_NUMBERS = (
    "no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
    "twelve",
)  # fmt: skip


def say_times(count: int) -> str:
    """How often: "not", "once", "twice", "3 times"."""
    return {0: "not", 1: "once", 2: "twice"}.get(count) or f"{count} times"


def say_days(days: int) -> str:
    """How long ago a day was: "today", "12 days ago", or "in 3 days" for a negative number."""
    if days == 0:
        return "today"
    return f"{say_count(days, 'day')} ago" if days > 0 else f"in {say_count(-days, 'day')}"


def say_when(day: date, as_of: date) -> str:
    """How long before `as_of` a day was; see `say_days`."""
    return say_days((as_of - day).days)


def say_list(parts: Sequence[str]) -> str:
    """All of the parts: "a", "a and b", "a, b and c"."""
    return _joined(parts, "and")


def say_some(parts: Sequence[str]) -> str:
    """The first of many: "a", "a and b", "a and 2 others"."""
    return say_list(parts) if len(parts) < 3 else f"{parts[0]} and {len(parts) - 1} others"


def say_first(parts: Sequence[str], most: int, sign: str = "; ") -> str:
    """The first of many parts, and how many more there are: "a; b; and 3 more"."""
    rest = len(parts) - most
    return sign.join(parts[:most]) + (f"{sign}and {rest:,} more" if rest > 0 else "")


def say_or(parts: Sequence[str]) -> str:
    """One of the parts: "a", "a or b", "a, b or c"."""
    return _joined(parts, "or")


def one_line(text: str, longest: int = 120) -> str:
    """The text on one line, cut at a word boundary if longer than `longest` characters."""
    words = " ".join(text.split())
    if len(words) <= longest:
        return words
    return words[: longest - 1].rsplit(" ", 1)[0].rstrip(" ,;:.") + "…"


def _joined(parts: Sequence[str], last: str) -> str:
    if len(parts) < 2:
        return "".join(parts)
    return f"{', '.join(parts[:-1])} {last} {parts[-1]}"
