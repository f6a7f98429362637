"""What some programs write in cells and tables that only a function can take apart."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from tiesmap.intake.reading import Rows
from tiesmap.intake.sources.declaration import is_no_name, only_mail
from tiesmap.intake.sources.words import positions
from tiesmap.intake.table.values import clean_line, is_yes
from tiesmap.intake.who.keys import normalize_profile
from tiesmap.model.folding import letters_of

# Cells -------------------------------------------------------------------------------------------


_ACTIVITIES = {"lunch": "meeting", "dinner": "meeting", "coffee": "meeting", "visit": "meeting"}


def channel_of(activity: str) -> str:
    """The channel of one of Pipedrive's activities."""
    return _ACTIVITIES.get(letters_of(activity), activity)


def name_before(parts: Sequence[str]) -> str:
    """The name in `Ada Berg <ada@berg.example>`."""
    name = parts[0].partition("<")[0].strip(' "')
    return "" if "@" in name else name


def address_in(parts: Sequence[str]) -> str:
    """The address in `Ada Berg <ada@berg.example>`."""
    found = re.search(r"[^\s@<>]+@[^\s@<>]+", parts[0])
    return found[0] if found else ""


def name_behind(parts: Sequence[str]) -> str:
    """The name; of Odoo's complete name, `Berg AG, Ada Berg`, what stands behind the firm."""
    return parts[0] or parts[1].rpartition(", ")[2]


def firm_before(parts: Sequence[str]) -> str:
    """The firm of whoever belongs to one; else that before a complete name."""
    return next(filter(None, parts[:2]), "") or parts[2].rpartition(", ")[0]


# Rows that are no evidence, by the text of one cell ----------------------------------------------


_SPONSORED = ("sponsored", "gesponsert", "sponsoris", "patrocin", "sponsorizzat", "linkedinoffer")


def is_open(cell: str) -> bool:
    """Whether an activity is still to be done."""
    return clean_line(cell).casefold() in ("", "no", "false", "0", "to do", "open")


def is_no_yes(cell: str) -> bool:
    """Whether anything but a yes stands there."""
    return not is_yes(cell)


def is_empty(cell: str) -> bool:
    """Whether nothing stands there."""
    return not cell.strip()


def is_one_word(cell: str) -> bool:
    """Whether a name is no more than a word."""
    return " " not in cell.strip()


def is_spam(folder: str) -> bool:
    """Whether a message lies in LinkedIn's folder for spam."""
    return clean_line(folder).casefold() == "spam"


def is_sponsored(title: str) -> bool:
    """Whether the title of a conversation on LinkedIn says that somebody paid for it."""
    return letters_of(title).startswith(_SPONSORED)


def has_no_profile(url: str) -> bool:
    """Whether an address is not that of a person's profile."""
    return not normalize_profile(clean_line(url))


# Tables ------------------------------------------------------------------------------------------


def people_of_boxes(rows: Rows) -> Rows:
    """Streak's table with a row for each of the people that stand in one cell of it."""
    at = rows.header.index(next(name for name in rows.header if letters_of(name) == "contacts"))
    made = []
    for line, cells in rows.rows:
        for one in filter(None, map(str.strip, re.split(r"[;,\n]", cells[at]))):
            made.append((line, (*cells[:at], one, *cells[at + 1 :])))
    return replace(rows, rows=tuple(made))


_SHOWN = re.compile(r".*[(<\[]\s*([^\s()<>\[\]]+@[^\s()<>\[\]]+)\s*[)>\]]\s*", re.DOTALL)


def without_paths(rows: Rows) -> Rows:
    """Outlook's contacts with the address that the display name shows, where in its place stands
    the path by which a mail server files somebody."""
    places = positions(rows.header)
    pairs = [
        (places[mail][0], places[shown][0])
        for mail, shown in (
            ("emailaddress", "emaildisplayname"),
            ("email2address", "email2displayname"),
            ("email3address", "email3displayname"),
        )
        if mail in places and shown in places
    ]
    mended = []
    for line, cells in rows.rows:
        for mail, shown in pairs:
            if is_no_name(cells[mail]) and not only_mail(cells[mail]):
                found = _SHOWN.fullmatch(cells[shown])
                text = found[1] if found else ""
                cells = (*cells[:mail], text, *cells[mail + 1 :])
        mended.append((line, cells))
    return replace(rows, rows=tuple(mended))
