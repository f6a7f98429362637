"""Workbooks (.xlsx): one sheet as text, which the table reader then reads like any other.

openpyxl says which sheets there are and how their numbers are meant; their cells are read piece by
piece (`sheetparts`). No formula is computed, no macro or link is followed.
"""

from __future__ import annotations

import csv
import io
import re
import zipfile
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import cached_property
from pathlib import PurePath

from tiesmap.intake.formats.sheetparts import Cell, Part, number_of
from tiesmap.intake.table.dialects import COLUMN_LIMIT
from tiesmap.model.problems import Refused, shorten

SIZE_LIMIT = 1200 * 2**20
"""Bytes of all parts of a workbook unpacked: a million rows of people take a quarter of it."""
ROW_LIMIT = 2_000_000
_NO_VALUES = {"#N/A", "#NAME?", "#REF!", "#VALUE!", "#DIV/0!", "#NUM!", "#NULL!"}
LINE_BREAK = "\u2028"
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
        return tuple(one.title for one in book.sheets if one.visible and book.is_filled(one))


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
        if sheet is not None:
            wanted = sheet.strip().casefold()
            chosen = next((s for s in book.sheets if s.title.casefold() == wanted), None)
            if chosen is None:
                titles = ", ".join(shorten(one.title, 40) for one in book.sheets)
                raise Refused(f"{name} has no sheet '{shorten(sheet, 40)}': it has {titles}.")
        else:
            visible = (one for one in book.sheets if one.visible)
            chosen = next((one for one in visible if book.is_filled(one)), None)
            if chosen is None:
                raise Refused(f"{name} is empty: none of its sheets holds anything.")
        rows = book.rows(chosen)
        width = max(map(len, rows), default=0)
        out = io.StringIO()
        writer = csv.writer(out, lineterminator="\n")
        writer.writerows([*cells, *[""] * (width - len(cells))] if cells else () for cells in rows)
        return out.getvalue().encode("utf-8", "replace"), chosen.title


@dataclass(frozen=True, slots=True)
class _Sheet:
    title: str
    visible: bool
    path: str
    """Where it lies in the archive."""


class _Opened:
    """A workbook, open for reading; whatever is wrong inside becomes one sentence."""

    def __init__(self, data: bytes, name: str) -> None:
        self.data, self.name = data, name

    def __enter__(self) -> _Opened:
        # Imported here: it costs a fifth of a second, and most files are no workbooks.
        from openpyxl.reader.excel import ExcelReader, apply_stylesheet
        from openpyxl.xml.constants import SHARED_STRINGS

        try:
            with zipfile.ZipFile(io.BytesIO(self.data)) as archive:
                size = sum(member.file_size for member in archive.infolist())
        except Exception:
            raise Refused(
                f"{self.name} is damaged: open it in its program and save it again."
            ) from None
        if size > SIZE_LIMIT:  # zipfile reads no more of a file than it says of itself
            raise Refused(
                f"{self.name} unpacks to over {SIZE_LIMIT // 2**20} MB: export the sheet that you "
                "need as CSV."
            )
        try:
            reader = ExcelReader(io.BytesIO(self.data), read_only=True, keep_links=False)
            self.archive = reader.archive
            reader.read_manifest()
            reader.read_workbook()
            apply_stylesheet(self.archive, reader.wb)
            self.book = reader.wb
            self.sheets = [
                _Sheet(sheet.name, sheet.state == "visible", rel.target)
                for sheet, rel in reader.parser.find_sheets()
                if rel.target in reader.valid_files and "chartsheet" not in rel.Type
            ]
            self.shared = reader.package.find(SHARED_STRINGS)
        except Exception:
            raise self._damaged() from None
        return self

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        self.archive.close()
        if error is not None and isinstance(error, Exception) and not isinstance(error, Refused):
            raise self._damaged() from None

    def _damaged(self) -> Refused:
        return Refused(
            f"{self.name} cannot be read as a workbook: open it in its program and save it again "
            "as .xlsx, without a password, or as CSV UTF-8."
        )

    @cached_property
    def texts(self) -> list[str]:
        """The texts that its cells share; without what escapes an underscore."""
        if self.shared is None:
            return []
        with self.archive.open(self.shared.PartName[1:]) as stream:
            return [
                cells[0].text.replace("x005F_", "") if cells else "" for _, cells in Part(stream)
            ]

    def is_filled(self, sheet: _Sheet) -> bool:
        """Whether anything stands in it."""
        with self.archive.open(sheet.path) as stream:
            return any(True for _ in Part(stream))

    def rows(self, sheet: _Sheet) -> list[list[str]]:
        """The cells of a sheet as text, each row up to its last cell that is not empty."""
        rows: list[list[str]] = []
        with self.archive.open(sheet.path) as stream:
            part = Part(stream)
            for line, row in part:
                cells: list[str] = []
                for cell in row:
                    if (text := self._text(cell)) and len(cells) < cell.column <= COLUMN_LIMIT:
                        cells += [""] * (cell.column - len(cells) - 1) + [text]
                    elif text and cell.column > COLUMN_LIMIT:
                        raise self._too_large(f"{cell.column:,} columns")
                if line > ROW_LIMIT:
                    raise self._too_large(f"over {ROW_LIMIT:,} rows")
                if cells and line > len(rows):
                    rows += [[] for _ in range(line - len(rows) - 1)]
                    rows.append(cells)
        _fill_merged(rows, part.merged)
        return rows

    def _too_large(self, what: str) -> Refused:
        return Refused(f"{self.name} has {what}: export the part that you need as CSV.")

    def _text(self, cell: Cell) -> str:
        """A cell as one would type it: dates as 2026-03-05, whole numbers without a decimal
        point."""
        if cell.kind == "s":
            return _plain(self.texts[int(cell.text)])
        if cell.kind == "b":
            return "yes" if int(cell.text) else "no"
        if cell.kind in ("d", "n"):
            return self._number(cell)
        return "" if cell.text in _NO_VALUES else _plain(cell.text)

    def _number(self, cell: Cell) -> str:
        from openpyxl.utils.datetime import from_excel, from_ISO8601

        try:
            if cell.kind == "d":
                value = from_ISO8601(cell.text)
            elif cell.style in self.book._date_formats:
                timed = cell.style in self.book._timedelta_formats
                value = from_excel(float(cell.text), self.book.epoch, timedelta=timed)
            else:
                number = float(cell.text) if _BROKEN.search(cell.text) else int(cell.text)
                whole = number == int(number) and abs(number) < 1e17
                return str(int(number) if whole else number)
        except (ValueError, OverflowError):
            return ""
        if isinstance(value, datetime):
            plain = value.replace(tzinfo=None, microsecond=0)
            return plain.date().isoformat() if plain.time() == time() else plain.isoformat(sep=" ")
        return value.isoformat() if isinstance(value, date | time) else str(value)


_BROKEN = re.compile("[.eE]")


def _plain(text: str) -> str:
    for end in ("\r\n", "\r", "\n"):
        text = text.replace(end, LINE_BREAK)
    return text


_MERGED = re.compile(r"([A-Z]+)(\d+):([A-Z]+)(\d+)")


def _fill_merged(rows: list[list[str]], merged: list[str]) -> None:
    """Put what stands in cells that are merged downwards into each of their rows: the firm of
    several people stands in a sheet once, and is meant for all of them."""
    filled: dict[int, int] = {}
    for area in filter(None, map(_MERGED.fullmatch, merged)):
        at, top, bottom = number_of(area[1]) - 1, int(area[2]), int(area[4])
        below = rows[max(top, filled.get(at, 0)) : bottom]
        if area[1] != area[3] or not below or len(rows[top - 1]) <= at:
            continue
        filled[at] = bottom
        for cells in below:
            cells += [""] * (at + 1 - len(cells))
            cells[at] = cells[at] or rows[top - 1][at]
