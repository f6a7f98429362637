"""Entries of calendars that are no meeting or no person: cancelled meetings, rooms, equipment."""

from __future__ import annotations

import re

from tiesmap.intake.wordfiles import either

_CALLED_OFF = either("calendar", "called_off")
_CANCELLED = re.compile(
    rf"^\W*{_CALLED_OFF}\s*(?:event|termin|meeting)?\s*[:：\]】)\u2013\u2014|-]"
    rf"|[\[(]{_CALLED_OFF}[\])]\s*$|^\W*{_CALLED_OFF}\W*$",
    re.IGNORECASE,
)


def is_called_off(title: str) -> bool:
    """Whether the title of a meeting says that it was cancelled: `Canceled: Lunch`."""
    return _CANCELLED.search(title.casefold()) is not None


_ROOM = re.compile(either("calendar", "room"), re.IGNORECASE)


def is_room(name: str, address: str = "") -> bool:
    """Whether an invited "person" is a room or equipment, by name or address."""
    mailbox = address.partition("@")[0].replace("_", " ")
    return any(_ROOM.search(text) is not None for text in (name, mailbox) if text)
