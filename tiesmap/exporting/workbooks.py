"""Lists as Excel workbooks: of requests a sheet with all, one with the letters, one a connector.

Texts are texts: nothing that stands in a file becomes a formula, and the only links are mail and
web addresses that are plainly such. Dates and numbers are real ones.
"""

from __future__ import annotations

import io
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from itertools import count
from typing import Any
from urllib.parse import quote

import xlsxwriter

from tiesmap.exporting.asklists import request_rows
from tiesmap.exporting.plain import cell_text, mail_address, text_lines, web_address
from tiesmap.model.groups import grouped
from tiesmap.model.ids import PersonId
from tiesmap.model.requests import COLUMNS, IntroRequest

ALL = "All"
"""Name of the sheet that has every request."""

MEETING_COLUMNS = (
    "status",
    "target",
    "target_title",
    "target_company",
    "target_category",
    "target_email",
    "goal",
    "chance",
    "reasons",
    "purpose",
    "note_to_forward",
    "asked_on",
    "follow_up_on",
    "outcome",
    "request",
)
"""Columns of a connector's sheet: what one looks at in a meeting."""

LETTERS = "Letters"
"""Name of the sheet with what the rep may write now."""

LETTER_COLUMNS = ("to", "phone", "email", "target", "subject", "letter")

MOST_SHEETS = 250
"""Sheets for so many connectors, those with the most requests first; all are in `ALL`."""

LONGEST_CELL = 32_767
"""Characters that Excel takes in a cell (ECMA-376, 18.18.93), counted as UTF-16."""

_LONGEST_NAME = 31
_LONGEST_LINK = 2079
_MOST_LINKS = 65_000
_FIRST_DAY = date(1900, 3, 1)  # before it Excel's calendar is a day off
_NOT_IN_NAMES = str.maketrans(dict.fromkeys("[]:*?/\\", " "))
_WIDTHS = {
    "request": 13,
    "status": 11,
    "connector": 24,
    "target": 26,
    "goal": 24,
    "chance": 8,
    "tie_strength": 9,
    "hops": 6,
    "path": 44,
    "reasons": 48,
    "purpose": 48,
    "note_to_forward": 60,
    "letter": 90,
    "last_contact": 12,
    "asked_on": 12,
    "follow_up_on": 12,
    "outcome": 12,
    "connector_id": 12,
    "target_id": 12,
    "goal_id": 12,
}
_WIDTH = 22
_WRAPPED = ("reasons", "purpose", "note_to_forward", "letter")
_ROW_HEIGHT = 48.0  # points: three lines; longer texts are read in the cell


def requests_to_xlsx(
    requests: Iterable[IntroRequest],
    *,
    as_of: date,
    ids: Mapping[PersonId, str] | None = None,
    profiles: Mapping[PersonId, str] | None = None,
    letters: Sequence[Mapping[str, str]] = (),
) -> bytes:
    """The list as an .xlsx file: the sheet `ALL` with `model.requests.COLUMNS`, then the letters
    (rows with `LETTER_COLUMNS`) where there are any, then connectors.

    `as_of` is written as the day on which the file was made. `ids` leads from a stored person's
    number to his id in our files, `profiles` to his profile page, to which his name is linked.
    Control characters and turning marks are left out, and texts cut to what a cell takes.
    """
    listed = list(requests)
    out = io.BytesIO()
    with _book(out, "Introduction requests", as_of) as book:
        formats = _formats(book)
        names = SheetNames()
        rows = [_cells(row) for row in request_rows(listed, ids)]
        links = [_links(request, profiles or {}) for request in listed]
        everyone = range(len(listed))
        _write(book, names.next(ALL), COLUMNS, rows, links, everyone, formats)
        if letters:
            cells, every = [_cells(row) for row in letters], range(len(letters))
            plain: list[dict[str, str]] = [{}] * len(letters)
            _write(book, names.next(LETTERS), LETTER_COLUMNS, cells, plain, every, formats)
        for connector, places in _by_connector(listed):
            _write(book, names.next(connector), MEETING_COLUMNS, rows, links, places, formats)
    return out.getvalue()


def rows_to_xlsx(
    rows: Sequence[Mapping[str, object]], columns: Sequence[str], *, title: str, as_of: date
) -> bytes:
    """Rows as an .xlsx file with one sheet, as plain as `requests_to_xlsx`."""
    out = io.BytesIO()
    with _book(out, title, as_of) as book:
        cells = [_cells(row) for row in rows]
        name, places = SheetNames().next(title), range(len(rows))
        _write(book, name, columns, cells, [{}] * len(rows), places, _formats(book))
    return out.getvalue()


def _book(out: io.BytesIO, title: str, as_of: date) -> xlsxwriter.Workbook:
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
        "max_url_length": _LONGEST_LINK,
    }
    book = xlsxwriter.Workbook(out, options)
    made = datetime(as_of.year, as_of.month, as_of.day)
    book.set_properties({"title": title, "created": made})
    return book


class SheetNames:
    """Hands out names of sheets: legal in Excel, and no two alike for it.

    At most 31 characters (as UTF-16), none of `[ ] : * ? / \\`, no ' at an end, not "History".
    """

    def __init__(self) -> None:
        self._taken: set[str] = {"history"}
        self._numbers: dict[str, count[int]] = {}

    def next(self, wanted: str) -> str:
        """The name for a sheet that is to be called so."""
        plain = " ".join(text_lines(wanted).translate(_NOT_IN_NAMES).split())
        name = _cut(plain, _LONGEST_NAME).strip("' ") or "(no name)"
        base, key = name, _alike(name)
        numbers = self._numbers.setdefault(key, count(2))
        while key in self._taken:
            number = f" ({next(numbers)})"
            name = _cut(base, _LONGEST_NAME - len(number)).strip("' ") + number
            key = _alike(name)
        self._taken.add(key)
        return name


def _alike(name: str) -> str:
    """What Excel compares: it knows no capitals, and takes full width for half."""
    return unicodedata.normalize("NFKC", name).casefold()


def _cut(text: str, limit: int) -> str:
    """The text within `limit` UTF-16 units, never half of a character."""
    units = text.encode("utf-16-le")
    if len(units) <= 2 * limit:
        return text
    return units[: 2 * limit].decode("utf-16-le", "ignore")


def _by_connector(requests: Sequence[IntroRequest]) -> list[tuple[str, list[int]]]:
    """Each connector with the places of his requests, in the order of the list."""
    groups = grouped((request.connector_id, place) for place, request in enumerate(requests))
    largest = sorted(groups, key=lambda connector: -len(groups[connector]))[:MOST_SHEETS]
    return [
        (requests[places[0]].connector, places)
        for connector, places in groups.items()
        if connector in set(largest)
    ]


def _formats(book: xlsxwriter.Workbook) -> dict[str, Any]:
    top = {"valign": "top"}
    return {
        "head": book.add_format(
            {"bold": True, "font_color": "#FFFFFF", "bg_color": "#0F766E", "valign": "vcenter"}
        ),
        "text": book.add_format(top),
        "wrapped": book.add_format({**top, "text_wrap": True}),
        "day": book.add_format({**top, "num_format": "yyyy-mm-dd", "align": "left"}),
        "chance": book.add_format({**top, "num_format": "0.0%"}),
        "tie_strength": book.add_format({**top, "num_format": "0.00"}),
        "link": book.add_format({**top, "font_color": "#0F766E", "underline": 1}),
    }


_Cell = str | float | datetime


def _cells(row: Mapping[str, object]) -> dict[str, _Cell]:
    """What is written of a request: nothing for a cell that is empty."""
    cells: dict[str, _Cell] = {}
    for column, value in row.items():
        if isinstance(value, str):
            if value:
                cells[column] = _text(value)
        elif isinstance(value, date):
            early = value < _FIRST_DAY
            cells[column] = (
                value.isoformat() if early else datetime(value.year, value.month, value.day)
            )
        elif isinstance(value, int | float):
            cells[column] = value
        elif isinstance(value, Iterable):
            cells[column] = _text((" > " if column == "path" else "; ").join(map(str, value)))
    return cells


def _links(request: IntroRequest, profiles: Mapping[PersonId, str]) -> dict[str, str]:
    """Where cells lead: the connector's mail address, and profile pages of those who are named.

    The target's address is no link: the ask goes to the connector, never to the target.
    """
    links = {}
    if address := mail_address(request.connector_email):
        links["connector_email"] = f"mailto:{quote(address, safe='@!$*+-./=^_~')}"
    further = request.goal_id != request.target_id  # else it is the target, who has a link
    for column in ("connector", "target", *(("goal",) if further else ())) if profiles else ():
        page = web_address(profiles.get(getattr(request, f"{column}_id"), ""))
        if page.count("#") <= 1:  # Excel takes one at most
            links[column] = page
    return {column: link for column, link in links.items() if 0 < len(link) <= _LONGEST_LINK}


def _write(
    book: xlsxwriter.Workbook,
    name: str,
    columns: Sequence[str],
    rows: Sequence[Mapping[str, _Cell]],
    links: Sequence[Mapping[str, str]],
    places: Sequence[int],
    formats: Mapping[str, Any],
) -> None:
    sheet = book.add_worksheet(name)
    for at, column in enumerate(columns):
        sheet.set_column(at, at, _WIDTHS.get(column, _WIDTH))
        sheet.write_string(0, at, column, formats["head"])
    sheet.set_default_row(_ROW_HEIGHT)
    sheet.set_row(0, 20)
    looks = [
        formats["wrapped" if c in _WRAPPED else c if c in formats else "text"] for c in columns
    ]
    day, link, left = formats["day"], formats["link"], _MOST_LINKS
    for line, place in enumerate(places, start=1):
        cells, linked = rows[place], links[place]
        for at, column in enumerate(columns):
            value = cells.get(column)
            if value is None:
                continue
            if column in linked and left:
                sheet.write_url(line, at, linked[column], link, value)
                left -= 1
            elif isinstance(value, str):
                sheet.write_string(line, at, value, looks[at])
            elif isinstance(value, datetime):
                sheet.write_datetime(line, at, value, day)
            else:
                sheet.write_number(line, at, value, looks[at])
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, len(places), len(columns) - 1)
    sheet.set_landscape()
    sheet.set_paper(9)  # A4
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    # The name of the sheet by its code: a name may hold an &, which is a code in a header.
    sheet.set_header("&L&A")
    sheet.set_footer("&R&P / &N")


def _text(value: str) -> str:
    """The text as a cell takes it."""
    text = cell_text(value)
    return text if len(text) * 2 <= LONGEST_CELL else _shortened(text)


def _shortened(text: str) -> str:
    cut = _cut(text, LONGEST_CELL)
    return text if cut == text else _cut(text, LONGEST_CELL - 1) + "…"
