"""Where the rep works and worked, out of LinkedIn's own list of his positions."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from tiesmap.intake.reading import Rows
from tiesmap.intake.table.values import clean_line
from tiesmap.model.employers import FORMER_EMPLOYERS, FormerEmployer, say_former
from tiesmap.model.folding import letters_of

_COMPANY, _TITLE, _SINCE, _UNTIL = "Company Name", "Title", "Started On", "Finished On"


_SAID = (_COMPANY, _TITLE, FORMER_EMPLOYERS)


@dataclass(frozen=True, slots=True)
class _Held:
    """A position: its line, the firm and title, and from when to when, as it is written."""

    line: int
    company: str = ""
    title: str = ""
    since: str = ""
    until: str = ""


def read_positions(rows: Rows) -> Rows:
    """One row about the rep: his firm and title now, and the firms before it with their years.

    Now is the position that has not ended; of several the one begun last.
    """
    at = {letters_of(name): place for place, name in enumerate(rows.header)}

    def cell(row: Sequence[str], name: str) -> str:
        place = at.get(letters_of(name))
        return "" if place is None else clean_line(row[place])

    held = [
        _Held(line, cell(row, _COMPANY), cell(row, _TITLE), cell(row, _SINCE), cell(row, _UNTIL))
        for line, row in rows.rows
        if cell(row, _COMPANY)
    ]
    if not held:
        return replace(rows, header=_SAID, rows=())
    # A position that has an end, but no year that can be read, is over all the same.
    now = max(
        (one for one in held if not one.until),
        key=lambda one: _year(one.since) or 0,
        default=_Held(held[0].line),
    )
    before = [
        FormerEmployer(one.company, _year(one.since), year)
        for one in held
        if one.until and one.company.casefold() != now.company.casefold()
        if (year := _year(one.until) or _year(one.since)) is not None
    ]
    row = (now.company, now.title, say_former(before))
    return replace(rows, header=_SAID, rows=((now.line, row),))


def _year(text: str) -> int | None:
    """The year in a date of any language: `Mar 2018`, `mars 2018`, `2018-03`."""
    found = re.search(r"(?<!\d)(19|20)\d\d(?!\d)", text)
    return int(found[0]) if found else None
