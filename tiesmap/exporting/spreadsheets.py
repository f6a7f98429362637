"""Tables as CSV, for spreadsheets and for machines.

For spreadsheets: UTF-8 with BOM, and a ' in front of each text that would run as a formula. For
machines (`raw`): UTF-8 without BOM, everything as stored. Both end their lines with CR LF.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from math import isfinite
from numbers import Integral, Real

import numpy as np
import pandas as pd

from tiesmap.model.cells import guard_cell, unguard_cell

TIE_COLUMNS = (
    "person_id",
    "person",
    "other_id",
    "other",
    "strength",
    "class",
    "bridging",
    "overlap",
    "opens",
    "contacts",
    "last_contact",
    "evidence",
    "reasons",
)
PATH_COLUMNS = (
    "rank",
    "goal_id",
    "goal",
    "goal_company",
    "goal_category",
    "connector_id",
    "connector",
    "path",
    "hops",
    "chance",
    "newness",
    "reasons",
)
CIRCLE_COLUMNS = (
    "circle",
    "inferred",
    "at_home",
    "comfort",
    "known",
    "opens",
    "through",
    "from",
    "score",
)

_LIST, PATH_MARK = "; ", " > "
_SURROGATES = re.compile("[\ud800-\udfff]")

Rows = Iterable[Mapping[str, object]] | pd.DataFrame


def to_csv(rows: Rows, columns: Sequence[str], *, raw: bool = False, again: bool = False) -> bytes:
    """The rows as CSV with just these columns; what a row does not have is an empty cell.

    Numbers are written without exponent, for spreadsheets to 4 decimals (small ones to 4 digits);
    days as ISO dates, yes and no for booleans, None and NaN as an empty cell. A list is joined by
    "; ", in the column `path` by " > "; see `split_list` for names that hold these. Half of a
    character (a lone surrogate) has no UTF-8 and becomes U+FFFD. `again`: the
    file is to be imported again, which takes a guard off; so a `raw` text that looks guarded gets
    one more.
    """
    out = io.StringIO(newline="")
    # CR LF for both: only what is in the line ending is sure to be quoted inside a cell.
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(columns)
    for values in _values(rows, columns):
        writer.writerow(
            _cell(value, column, raw, again) for column, value in zip(columns, values, strict=True)
        )
    text = _SURROGATES.sub("\ufffd", out.getvalue())
    return text.encode("utf-8" if raw else "utf-8-sig")


def join_list(parts: Sequence[str], separator: str = _LIST) -> str:
    """Texts joined to one cell so that `split_list` gives back the same.

    Where a text would be split wrongly (a name that holds " > "), all its marks get a backslash.
    A list of one empty text is written, and comes back, as an empty list.
    """
    plain = separator.join(parts)
    if split_list(plain, separator) == tuple(parts):
        return plain
    mark = separator.strip()
    return separator.join(part.replace("\\", "\\\\").replace(mark, "\\" + mark) for part in parts)


def split_list(cell: str, separator: str = _LIST) -> tuple[str, ...]:
    """The texts of a cell that `join_list` wrote: a mark after a backslash does not split."""
    if not cell:
        return ()
    mark = separator.strip()
    parts, part, at = [], "", 0
    while at < len(cell):
        if cell[at] == "\\" and cell[at + 1 : at + 2] in (mark, "\\"):
            part += cell[at + 1]
            at += 2
        elif cell.startswith(separator, at):
            parts.append(part)
            part = ""
            at += len(separator)
        else:
            part += cell[at]
            at += 1
    return (*parts, part)


def _guarded(text: str, column: str) -> str:
    """The text as a cell for spreadsheets. A phone number that any of them shows as it stands
    (`+49 171 5550101`) needs no guard.

    With its blanks it is neither a formula nor a number, and there is no letter in it to call
    anything. `+491715550101` and `+33 612 345 678` would become numbers, and lose their sign.
    """
    plain = column == "phone" and _PHONE.fullmatch(text) and not _THOUSANDS.fullmatch(text)
    return text if plain else guard_cell(text)


_PHONE = re.compile(r"\+[1-9]\d{0,2}(?: \(?\d+\)?)+(?:; \+?[\d ()]+)*")
_THOUSANDS = re.compile(r"\+\d+(?: \d{3})+")


def _separator(column: str) -> str:
    return PATH_MARK if column == "path" else _LIST


def _values(rows: Rows, columns: Sequence[str]) -> Iterator[Iterable[object]]:
    if isinstance(rows, pd.DataFrame):
        empty = [None] * len(rows)
        table = [rows[column].tolist() if column in rows else empty for column in columns]
        yield from zip(*table, strict=True)
    else:
        for row in rows:
            yield [row.get(column) for column in columns]


def _cell(value: object, column: str, raw: bool, again: bool) -> str:
    if isinstance(value, str):
        plain = raw and not (again and unguard_cell(value) != value)
        return value if plain else _guarded(value, column)
    if value is None or value is pd.NA or value is pd.NaT:
        return ""
    if isinstance(value, bool | np.bool_):
        return "yes" if value else "no"
    if isinstance(value, Integral):
        return str(int(value))
    if isinstance(value, Real):
        return say_number(float(value), raw)
    if isinstance(value, datetime):
        return value.isoformat(sep=" ", timespec="seconds")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Iterable):
        text = join_list([str(part) for part in value], _separator(column))
        return text if raw else _guarded(text, column)
    raise TypeError(f"{type(value).__name__} has no place in a cell")


def say_number(value: float, raw: bool = False) -> str:
    """The number without exponent, "" for none; short for spreadsheets, exact where `raw`."""
    if not isfinite(value):
        return ""
    exact = Decimal(repr(value))
    # Four decimals, and four digits of a number too small for them, so that no chance reads 0.
    digits = max(4, 3 - exact.adjusted()) if exact else 4
    text = f"{exact if raw else round(exact, digits):f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text == "-0" else text
