"""The header of a table: which row it is, and the names in it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import takewhile

from tiesmap.intake.questions import Unclear
from tiesmap.intake.table.decoding import is_damaged
from tiesmap.intake.table.records import Dialect, Record, usual_width
from tiesmap.intake.table.shapes import (
    DELIMITERS,
    is_blank,
    is_data,
    is_header,
    is_right_without_last,
    stands_in_place,
    trimmed,
)
from tiesmap.intake.wordfiles import either
from tiesmap.model.cells import LINE_LIMIT
from tiesmap.model.english import say_count
from tiesmap.model.folding import fold, letters_of
from tiesmap.model.problems import Refused


def find_header(records: list[Record], dialect: Dialect, name: str) -> int:
    """Index of the header: the first full row of the table.

    Raises Refused where a row above it could be the header with a delimiter too many or too few:
    then each cell would stand under a wrong name."""
    width = usual_width(records)
    for index, (line, cells, fault) in enumerate(records):
        filled = sum(bool(cell.strip()) for cell in cells)
        near = index + 1 < len(records) and not is_blank(records[index + 1][1])
        if fault:
            if near or cells[0].count(dialect.delimiter) * 2 >= width > 1:
                raise Unclear(
                    f"{name}, line {line}: the quote marks do not match, so this cannot be read "
                    "as the header: mend the line, or say which line is the header.",
                    "header_line",
                )
            continue
        if not filled:
            continue
        if len(cells) == width or (len(cells) > width and trimmed(cells) == width):
            if filled * 2 < width or (filled < 2 < width) or _names_groups(records, index, filled):
                continue  # a title over the table
            if is_header(cells):
                return index
            raise Unclear(
                f"{name} has no header row: line {line} holds data. "
                "Add a row with the names of the columns.",
                "header_line",
            )
        if (filled > 1 or (near and width == 2)) and filled * 2 >= width:
            if len(cells) < width and is_header(cells) and _ends_empty(records, cells):
                return index
            raise Unclear(
                f"{name}, line {line} has {say_count(len(cells), 'cell')} and the rows below have "
                f"{width}: mend the header, or say which line is the header.",
                "header_line",
            )
        signs = {*DELIMITERS, " "} - {dialect.delimiter}
        other = any(len(cells[0].split(sign)) == width for sign in signs)
        if width > 2 and len(cells) == 1 and other and near:
            raise Unclear(
                f"{name}, line {line} is split by another sign than the rows below: "
                "mend the header, or say which line is the header.",
                "header_line",
            )
    raise Unclear(f"{name} has no row that could be a header: say which it is.", "header_line")


def _names_groups(records: list[Record], index: int, filled: int) -> bool:
    """Whether a row that is half empty names groups of columns (Person, Work), above a row that
    names each of them."""
    width = len(records[index][1])
    below = records[index + 1][1] if index + 1 < len(records) else []
    return filled * 2 <= width > 2 and len(below) == trimmed(below) == width and is_header(below)


def _ends_empty(records: list[Record], header: Sequence[str]) -> bool:
    """Whether the rows are wider than the header only because each ends in a delimiter or more.

    The header could also lack a delimiter, with a last column that is always empty: what stands
    in the rows must prove its names right.
    """
    names = tuple(cell.strip() for cell in header)
    wide = [cells for _, cells, fault in records if not fault and len(cells) > len(names)]
    return all(trimmed(cells) <= len(names) for cells in wide) and any(
        is_right_without_last(cells, names) or stands_in_place(cells, names) for cells in wide
    )


def read_header(records: list[Record], head: int, name: str) -> tuple[tuple[str, ...], int, int]:
    """Names of the columns, the header's line, and the width of rows."""
    line, cells, fault = records[head]
    if fault or is_blank(cells) or max(map(len, cells)) > LINE_LIMIT:
        raise Refused(f"{name}, line {line} cannot be read as a header.")
    if is_damaged("".join(cells)):
        raise Refused(f"{name}, line {line}: the header holds bytes that are no text.")
    count = trimmed(cells)
    rows = [row for _, row, fault in records[head + 1 :] if not fault and not is_blank(row)]
    for at in range(count, len(cells)):
        # A column that most rows fill is one, though nobody gave it a name.
        if sum(bool(row[at : at + 1] and row[at].strip()) for row in rows) * 2 > len(rows) > 1:
            count = at + 1
    names = _numbered(
        tuple(cell.strip() or f"column {n + 1}" for n, cell in enumerate(cells[:count]))
    )
    below = usual_width(records[head + 1 :])
    return names, line, count if below == count else len(cells)


_SEVERAL = re.compile(either("columns", "several"), re.IGNORECASE)


_TWICE = ("titre", "ufficio")
"""What Outlook calls two things in one header: in French how somebody is addressed and what he is,
in Italian his department and the telephone there."""


def _numbered(names: tuple[str, ...]) -> tuple[str, ...]:
    """Names of columns, each with a number where it comes again."""
    keys = [fold(name) for name in names]
    twice = {key for key in _TWICE if keys.count(key) == 2}
    counts: Counter[str] = Counter()
    found: dict[str, str] = {}
    for name, key in zip(names, keys, strict=True):
        counts[key] += 1
        called = name if counts[key] == 1 and key not in twice else f"{name} ({counts[key]})"
        while fold(called) in found:
            counts[key] += 1
            called = f"{name} ({counts[key]})"
        found[fold(called)] = called
    return tuple(found.values())


def repeated_columns(header: Sequence[str]) -> dict[int, int]:
    """Place of a column that bears the name of another -> the place of that one; but for what a
    person has several of, as addresses and phones."""
    places = {fold(name): at for at, name in enumerate(header)}
    first = {at: places.get(fold(_AGAIN.sub("", name)), at) for at, name in enumerate(header)}
    return {k: at for k, at in first.items() if at < k and not _SEVERAL.search(header[at])}


_AGAIN = re.compile(r"(?: \(\d+\))+$")
"""What is put behind the name of a column that comes again."""


def data_columns(records: list[Record], width: int) -> tuple[int, ...]:
    """Numbers of the columns in which nearly every cell is a date, a number or an address."""
    # Below a blank line a second table may stand.
    block = takewhile(lambda record: not is_blank(record[1]), records)
    rows = [cells for _, cells, fault in block if not fault and len(cells) == width]
    if len(rows) > 2:
        del rows[0]  # which may be a second header itself
    found = []
    for column in range(width if rows else 0):
        values = [value for cells in rows if (value := cells[column].strip())]
        if len(values) >= 2 and sum(map(is_data, values)) * 10 >= len(values) * 9:
            found.append(column)
    return tuple(found)


def repeats_header(cells: Sequence[str], header: Sequence[str]) -> bool:
    """Whether a row below the header says the same once more, most of it in nearly the same words
    (`firstname` and below it `First Name`)."""
    named = [
        (cell.strip(), name) for cell, name in zip(cells, header, strict=False) if cell.strip()
    ]
    again = sum(_bare(cell) == _bare(name) for cell, name in named)
    return len(named) * 2 > len(header) and again * 2 > len(named) and is_header(cells)


def is_same(cells: Sequence[str], header: Sequence[str]) -> bool:
    """Whether a row is the header itself."""
    return [*map(_bare, cells[: len(header)])] == [*map(_bare, header)]


def _bare(name: str) -> str:
    return letters_of(_AGAIN.sub("", name))


def shares_names(cells: Sequence[str], header: Sequence[str]) -> bool:
    """Whether a row of another width is a header itself, by the names it shares with this one."""
    names = {column.casefold() for column in header}
    shared = sum(cell.strip().casefold() in names for cell in cells)
    return shared >= 3 and shared * 10 >= len(cells) * 6


def is_second_header(cells: Sequence[str], columns: Sequence[int]) -> bool:
    """Whether a row holds words in all of the `columns` that hold data elsewhere."""
    return (
        len(columns) > 1
        and is_header(cells)
        and all(_is_word(cells[column].strip()) for column in columns)
    )


def _is_word(cell: str) -> bool:
    return any(map(str.isalpha, cell)) and not is_data(cell)


def second_table(rows: Sequence[tuple[int, Sequence[str]]]) -> int | None:
    """Index of the row with which a second table begins; None where there is none.

    It begins below a gap of blank lines with a row of words, and from there on no address stands
    in a column that above holds nothing but addresses."""
    for at in (k for k in range(1, len(rows) - 1) if rows[k][0] - rows[k - 1][0] > 1):
        if rows[at][0] - rows[at - 1][0] - 1 <= sum(map(_breaks, rows[at - 1][1])):
            continue  # lines within a cell
        if not is_header(rows[at][1]) or any(map(is_data, rows[at][1])):
            continue
        for column in range(len(rows[at][1])):
            said = (cells[column] for _, cells in rows[:at] if cells[column])
            above = {bool(_ADDRESS.search(cell)) for cell in said}
            below = [cells[column].strip() for _, cells in rows[at:]]
            if above == {True} and all(below) and not any("@" in cell for cell in below):
                return at
    return None


_ADDRESS = re.compile(r"\w@\w")


def _breaks(cell: str) -> int:
    return cell.count("\n") + cell.count("\r") - cell.count("\r\n")
