"""Delimited text: bytes in, rows of text with their line numbers out.

The one reader of CSV and its relatives. Cells come out as they are stored: no number, date or
"NA" is made of them, leading zeros stay. What cannot be read without guessing is refused in a
sentence (`Refused`), or asked about (`Unclear`: call again with the option it names). A row that
does not fit is a `Problem` with its line, and is not loaded.

    bytes -> decoding -> dialects (by records) -> headers -> lines -> rows and problems
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TypedDict, Unpack

from tiesmap.intake.formats.workbook import is_workbook, sheet_names, sheet_text
from tiesmap.intake.table.decoding import find_encoding, first_lines, given_encoding
from tiesmap.intake.table.dialects import choose
from tiesmap.intake.table.headers import data_columns, find_header, read_header, second_table
from tiesmap.intake.table.lines import Row, Table
from tiesmap.intake.table.records import LISTED, usual_width
from tiesmap.intake.table.shapes import is_blank
from tiesmap.model.problems import Problem, Refused, shorten


@dataclass(frozen=True, slots=True)
class Rows:
    """One table: its header, the rows that fit it, and a problem for each that does not."""

    header: tuple[str, ...]
    rows: tuple[Row, ...]
    problems: tuple[Problem, ...]
    encoding: str
    delimiter: str
    notes: tuple[str, ...] = ()
    """Sentences about lines left out on purpose: those above the header, totals below the rows."""
    title: str = ""
    """What the sheet is called, and what stands above the header, a line each."""


class Options(TypedDict, total=False):
    """What of a table is said rather than found out; see `read_rows`."""

    encoding: str | None
    delimiter: str | None
    quote: str | None
    header_line: int | None
    sheet: str | None


def read_rows(data: bytes, name: str, **options: Unpack[Options]) -> Rows:
    """The table in `data`, all of it; `name` is what the sentences call the file.

    An option left at None is found out from the file. `delimiter` is one character, or one followed
    by a blank; `quote` is one character, or "" for none; `header_line` is the physical line of
    the header row, or 0 where there is none (columns are then called "column 1" and so on);
    `sheet` is a sheet of a workbook, else the first in which anything stands.
    Raises `Unclear` where one answer is missing, `Refused` where the file is no table of text.
    """
    table = open_table(data, name, **options)
    rows: list[Row] = []
    others: list[Problem | str] = []
    again: Counter[str] = Counter()
    keep = rows.append
    for item in table.iterate():
        if isinstance(item, tuple):
            keep(item)
            continue
        if isinstance(item, Problem):
            again[item.message] += 1
            if again[item.message] > LISTED:
                continue
        others.append(item)
    for message, count in again.items():
        if count > LISTED:
            more = f"and {count - LISTED:,} more lines of which each {message}"
            others.append(Problem(name, None, "", "", more))
    if (second := second_table(rows)) is not None:
        others += list(table.refused(rows[second:]))
        del rows[second:]
    return Rows(
        header=table.header,
        rows=tuple(rows),
        problems=tuple(item for item in others if isinstance(item, Problem)),
        encoding=table.encoding,
        delimiter=table.dialect.delimiter,
        notes=tuple(item for item in others if isinstance(item, str)),
        title=table.title,
    )


def open_table(
    data: bytes,
    name: str,
    *,
    encoding: str | None = None,
    delimiter: str | None = None,
    quote: str | None = None,
    header_line: int | None = None,
    sheet: str | None = None,
) -> Table:
    """The table in `data` with its rows still unread: `Table.iterate` yields them one at a time.

    Options and errors are those of `read_rows`."""
    notes: tuple[str, ...] = ()
    title = ""
    if is_workbook(data):
        sheets = sheet_names(data, name)
        data, title = sheet_text(data, name, sheet)
        encoding, delimiter, quote = "utf-8", ",", '"'
        if len(sheets) > 1:
            others = ", ".join(shorten(one, 40) for one in sheets if one != title)
            notes = (f"This is the sheet {shorten(title, 40)}; the file also holds {others}.",)
    encoding = (
        find_encoding(data, name) if encoding is None else given_encoding(data, name, encoding)
    )
    sample, whole = first_lines(data, encoding)
    if not any(line.strip() for line in sample):
        raise Refused(f"{name} is empty: it holds blank lines only.")
    skip = header_line - 1 if header_line else 0
    named = re.fullmatch(r"sep=(.)\s*", sample[0]) if not skip else None
    if named:  # a line by which spreadsheet programs are told the delimiter
        delimiter = delimiter or named[1]
        skip = 1
    _check_options(name, delimiter, quote)
    lines, whole = first_lines(data, encoding, skip) if skip else (sample, whole)
    if not lines:
        raise Refused(f"{name} has no line {skip + 1}.")
    dialect, records = choose(lines, whole, skip + 1, name, delimiter, quote)
    if header_line == 0:
        head, line, width = -1, 0, usual_width(records)
        header = tuple(f"column {n + 1}" for n in range(width))
    else:
        head = 0 if header_line else find_header(records, dialect, name)
        header, line, width = read_header(records, head, name)
    above = [cells for _, cells, _ in records[: max(head, 0)] if not is_blank(cells)]
    return Table(
        data=data,
        name=name,
        encoding=encoding,
        dialect=dialect,
        header=header,
        header_line=line,
        start=line or skip + 1,
        width=width,
        usual_width=usual_width(records[head + 1 :]),
        data_columns=data_columns(records[head + 1 :], width),
        has_preamble=bool(above),
        title="\n".join([title, *(" ".join(filter(None, cells)) for cells in above)]),
        notes=notes,
    )


def _check_options(name: str, delimiter: str | None, quote: str | None) -> None:
    """Refuse what cannot divide cells or stand around them."""
    if delimiter is not None and not re.fullmatch(r"(?s:.) ?", delimiter):
        raise Refused(f"{name}: the delimiter must be one character, not '{delimiter}'.")
    if delimiter is not None and delimiter[0] in '\n\r"':
        raise Refused(f"{name}: a quote mark or a line break cannot be the delimiter.")
    if quote is not None and len(quote) > 1:
        raise Refused(f"{name}: the quote mark must be one character, not '{quote}'.")
