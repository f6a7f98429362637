"""Days on the screen: one plain form everywhere, the month in letters, in the order of the reader's
language (`5 Dec 2026`, or `Dec 5, 2026` for a reader in the United States)."""

from __future__ import annotations

from datetime import date, datetime

import streamlit as st

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
FIELD = "YYYY-MM-DD"
"""The form of a field in which a day is typed: of figures alone, and the same to every reader."""
_MONTH_FIRST = ("en-US", "en_US", "en-us")


def said(day: date, today: date | None = None) -> str:
    """A day in words, with its year unless it is that of `today`."""
    month, first = _MONTHS[day.month - 1], _is_month_first()
    if today is not None and day.year == today.year:
        return f"{month} {day.day}" if first else f"{day.day} {month}"
    return f"{month} {day.day}, {day.year}" if first else f"{day.day} {month} {day.year}"


def month(day: date) -> str:
    """The month of a day with its year."""
    return f"{_MONTHS[day.month - 1]} {day.year}"


def moment(at: datetime) -> str:
    """A day with its time."""
    return f"{said(at.date())}, {at:%H:%M}"


def column() -> str:
    """The same form for a column of days in a table."""
    return "MMM D, YYYY" if _is_month_first() else "D MMM YYYY"


def _is_month_first() -> bool:
    locale = st.context.locale
    return bool(locale) and str(locale).startswith(_MONTH_FIRST)
