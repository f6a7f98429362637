"""Workbooks (.xlsx): one sheet as text, which the table reader then reads like any other.

openpyxl reads it in read-only mode: no formula is computed, no macro or link is followed.
"""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Iterator
from datetime import date, datetime, time
from itertools import islice
from pathlib import PurePath
from typing import Any

from tiesmap.model.problems import Refused, shorten

SIZE_LIMIT = 1200 * 2**20
"""Bytes of all parts of a workbook unpacked: a million rows of people take a quarter of it."""
ROW_LIMIT = 2_000_000
_PIECE = 2**18
_NO_VALUES = {"#N/A", "#NAME?", "#REF!", "#VALUE!", "#DIV/0!", "#NUM!", "#NULL!"}
_LINE_BREAK = "\u2028"
"""In place of a line break in a cell: a row of a sheet is a line of its text, whatever it holds."""


def is_workbook(data: bytes) -> bool:
    """Whether a file is a workbook of the kind that openpyxl reads."""
    return {"[content_types].xml", "xl/workbook.xml"} <= names_inside(data)


def names_inside(data: bytes) -> frozenset[str]:
    """The names of the files in a zip archive, without case; none of what is no archive."""
    if not data.startswith(b"PK\x03\x04"):
        return frozenset()
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return frozenset(name.replace("\\", "/").casefold() for name in archive.namelist())
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        return frozenset()


def sheet_names(data: bytes, name: str) -> tuple[str, ...]:
    """The names of the visible sheets that are not empty, in order."""
    with _Opened(data, name) as book:
        return tuple(
            sheet.title
            for sheet in book.worksheets
            if sheet.sheet_state == "visible" and _is_filled(sheet)
        )


def sheet_called(name: str, sheet: str) -> str:
    """The file name under which a further sheet of a workbook is read."""
    path = PurePath(name)
    return f"{path.stem}, {shorten(sheet.replace('/', ' '), 60)}{path.suffix}"


def sheet_text(data: bytes, name: str, sheet: str | None = None) -> tuple[bytes, str]:
    """(bytes, name): a sheet as comma-separated UTF-8, one line per row, and what it is called.

    Without `sheet` the first visible one in which anything stands. Raises Refused for what is no
    workbook, is locked or grows out of all proportion.
    """
    with _Opened(data, name) as book:
        chosen = None
        if sheet is not None:
            wanted = sheet.strip().casefold()
            chosen = next((s for s in book.worksheets if s.title.casefold() == wanted), None)
            if chosen is None:
                titles = ", ".join(shorten(one.title, 40) for one in book.worksheets)
                raise Refused(f"{name} has no sheet '{shorten(sheet, 40)}': it has {titles}.")
        else:
            visible = [one for one in book.worksheets if one.sheet_state == "visible"]
            chosen = next((one for one in visible if _is_filled(one)), None)
            if chosen is None:
                raise Refused(f"{name} is empty: none of its sheets holds anything.")
        rows = list(islice(_rows(chosen), ROW_LIMIT + 1))
        _fill_merged(rows, chosen)
        if len(rows) > ROW_LIMIT:
            raise Refused(f"{name} has over {ROW_LIMIT:,} rows: export it as CSV.")
        width = max(map(len, rows))
        out = io.StringIO()
        writer = csv.writer(out, lineterminator="\n")
        writer.writerows([*cells, *[""] * (width - len(cells))] for cells in rows)
        return out.getvalue().encode("utf-8", "replace"), str(chosen.title)


class _Opened:
    """A workbook, open for reading; whatever is wrong inside becomes one sentence."""

    def __init__(self, data: bytes, name: str) -> None:
        self.data, self.name = data, name

    def __enter__(self) -> Any:
        # Imported here: it costs a fifth of a second, and most files are no workbooks.
        from openpyxl import load_workbook

        _check_size(self.data, self.name)
        try:
            self.book = load_workbook(
                io.BytesIO(self.data), read_only=True, data_only=True, keep_links=False
            )
        except Exception:
            raise self._damaged() from None
        return self.book

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        self.book.close()
        if error is not None and isinstance(error, Exception) and not isinstance(error, Refused):
            raise self._damaged() from None

    def _damaged(self) -> Refused:
        return Refused(
            f"{self.name} cannot be read as a workbook: open it in its program and save it again "
            "as .xlsx, without a password, or as CSV UTF-8."
        )


def _check_size(data: bytes, name: str) -> None:
    """Refuse what grows to more than any honest workbook, before it takes up room."""
    room = SIZE_LIMIT
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for member in archive.infolist():
                with archive.open(member) as stream:
                    while piece := stream.read(_PIECE):
                        room -= len(piece)
                        if room < 0:
                            raise Refused(
                                f"{name} unpacks to over {SIZE_LIMIT // 2**20} MB: export the "
                                "sheet that you need as CSV."
                            )
    except Refused:
        raise
    except Exception:
        raise Refused(f"{name} is damaged: open it in its program and save it again.") from None


def _is_filled(sheet: Any) -> bool:
    return any(any(cell for cell in cells) for cells in _rows(sheet))


def _rows(sheet: Any) -> Iterator[list[str]]:
    sheet.reset_dimensions()  # what a sheet says of its own size is often wrong
    for row in sheet.iter_rows(values_only=True):
        cells = [_text(value) for value in row]
        while cells and not cells[-1]:
            cells.pop()
        yield cells


_MERGED = re.compile(rb'<(?:\w+:)?mergeCell ref="([A-Z]+)(\d+):([A-Z]+)(\d+)"')


def _fill_merged(rows: list[list[str]], sheet: Any) -> None:
    """Put what stands in cells that are merged downwards into each of their rows: the firm of
    several people stands in a sheet once, and is meant for all of them."""
    from openpyxl.utils import column_index_from_string

    # In read-only mode openpyxl says nothing of them; they stand below the cells.
    with sheet.parent._archive.open(sheet._worksheet_path) as stream:
        found = _MERGED.findall(stream.read())
    for first, top, last, bottom in found:
        at = column_index_from_string(first.decode()) - 1
        below = range(int(top), min(int(bottom), len(rows)))
        if first != last or not below or len(rows[int(top) - 1]) <= at:
            continue
        for cells in (rows[number] for number in below):
            cells += [""] * (at + 1 - len(cells))
            cells[at] = cells[at] or rows[int(top) - 1][at]


def _text(value: object) -> str:
    """A cell as one would type it: dates as 2026-03-05, whole numbers without a decimal point."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, datetime):
        plain = value.replace(tzinfo=None, microsecond=0)
        return plain.date().isoformat() if plain.time() == time() else plain.isoformat(sep=" ")
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e17 else repr(value)
    text = str(value)
    if text in _NO_VALUES:
        return ""
    for end in ("\r\n", "\r", "\n"):
        text = text.replace(end, _LINE_BREAK)
    return text
