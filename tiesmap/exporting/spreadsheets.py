"""Tables as CSV, for spreadsheets and for machines, and the intro-request list read back.

For spreadsheets: UTF-8 with BOM, and a ' in front of each text that would run as a formula. For
machines (`raw`): UTF-8 without BOM, everything as stored. Both end their lines with CR LF.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from math import isfinite
from numbers import Integral, Real

import numpy as np
import pandas as pd

from tiesmap.model.cells import guard_cell, unguard_cell
from tiesmap.model.problems import Problem
from tiesmap.model.requests import COLUMNS, OUTCOMES, IntroRequest
from tiesmap.model.statuses import STATUSES, Status

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

_ID_COLUMNS = ("connector_id", "target_id", "goal_id")
_LIST, _PATH = "; ", " > "
_SURROGATES = re.compile("[\ud800-\udfff]")

Rows = Iterable[Mapping[str, object]] | pd.DataFrame


def to_csv(rows: Rows, columns: Sequence[str], *, raw: bool = False) -> bytes:
    """The rows as CSV with just these columns; what a row does not have is an empty cell.

    Numbers are written without exponent, for spreadsheets to 4 decimals (small ones to 4 digits);
    days as ISO dates, yes and no for booleans, None and NaN as an empty cell. A list is joined by
    "; ", in the column `path` by " > "; see `split_list` for names that hold these. Half of a
    character (a lone surrogate) has no UTF-8 and becomes U+FFFD.
    """
    out = io.StringIO(newline="")
    # CR LF for both: only what is in the line ending is sure to be quoted inside a cell.
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(columns)
    for values in _values(rows, columns):
        writer.writerow(
            _cell(value, _separator(column), raw)
            for column, value in zip(columns, values, strict=True)
        )
    text = _SURROGATES.sub("\ufffd", out.getvalue())
    return text.encode("utf-8" if raw else "utf-8-sig")


def ties_to_csv(rows: Rows, *, raw: bool = False) -> bytes:
    """The report of ties, with `TIE_COLUMNS`."""
    return to_csv(rows, TIE_COLUMNS, raw=raw)


def paths_to_csv(rows: Rows, *, raw: bool = False) -> bytes:
    """The report of referral paths, with `PATH_COLUMNS`."""
    return to_csv(rows, PATH_COLUMNS, raw=raw)


def circles_to_csv(rows: Rows, *, raw: bool = False) -> bytes:
    """The report of circles, with `CIRCLE_COLUMNS`."""
    return to_csv(rows, CIRCLE_COLUMNS, raw=raw)


def requests_to_csv(
    requests: Iterable[IntroRequest], *, ids: Mapping[int, str] | None = None, raw: bool = False
) -> bytes:
    """The intro-request list, one row a request, with `model.requests.COLUMNS`."""
    return to_csv(request_rows(requests, ids), COLUMNS, raw=raw)


def request_rows(
    requests: Iterable[IntroRequest], ids: Mapping[int, str] | None = None
) -> Iterator[dict[str, object]]:
    """Requests as rows; `ids` leads from a stored person's number to his id in our files."""
    for request in requests:
        row = {column: getattr(request, column) for column in COLUMNS}
        for column in _ID_COLUMNS:
            number = row[column]
            row[column] = "" if number is None else (ids or {}).get(number, str(number))
        yield row


def requests_from_csv(
    data: bytes,
    name: str,
    *,
    rep_id: int,
    known: Mapping[str, IntroRequest] | None = None,
    persons: Mapping[str, int] | None = None,
    raw: bool = False,
) -> tuple[tuple[IntroRequest, ...], tuple[Problem, ...]]:
    """The intro-request list read back from what `requests_to_csv` wrote.

    `raw` says that the texts stand as stored, without a ' to take off. The rest is as in
    `requests_from_rows`. For files that other programs may have changed, feed that function from
    a more lenient reader.
    """
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return (), (_whole(name, "is not UTF-8: save it as CSV UTF-8"),)
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    rows: list[tuple[int, list[str]]] = []
    start = 1
    try:
        for cells in reader:
            if cells:
                rows.append((start, cells if raw else [unguard_cell(cell) for cell in cells]))
            start = reader.line_num + 1
    except csv.Error as error:
        return (), (Problem(name, start, "", "", f"cannot be read as CSV ({error})"),)
    if not rows:
        return (), (_whole(name, "is empty: there is no header line in it"),)
    header, *data_rows = [cells for _, cells in rows]
    lines = [line for line, _ in rows[1:]]
    return requests_from_rows(
        header,
        zip(lines, data_rows, strict=True),
        name,
        rep_id=rep_id,
        known=known,
        persons=persons,
    )


def requests_from_rows(
    header: Sequence[str],
    rows: Iterable[tuple[int, Sequence[str]]],
    name: str,
    *,
    rep_id: int,
    known: Mapping[str, IntroRequest] | None = None,
    persons: Mapping[str, int] | None = None,
) -> tuple[tuple[IntroRequest, ...], tuple[Problem, ...]]:
    """Requests from rows of text (line number, cells) of a file called `name`, and what is wrong.

    The cells are those of a reader that has taken off the guard (`model.cells.unguard_cell`).
    Columns go by the header, in any order; more than those of the list are passed over. A row
    that cannot be read is a problem and is left out. The list does not hold the rep's id, the
    version, or more than four digits of a number: for a request in `known` (stored requests by
    id) they are the stored ones, else the rep is `rep_id` and the version 1. `persons` leads from
    an id in our files to a stored person; without it ids are the stored numbers.
    """
    names = [cell.strip().casefold() for cell in header]
    missing = [column for column in COLUMNS if column not in names]
    if missing:
        return (), (_whole(name, f"is no intro-request list: it lacks {', '.join(missing)}"),)
    twice = sorted({column for column in COLUMNS if names.count(column) > 1})
    if twice:
        return (), (_whole(name, f"has more than one column {', '.join(twice)}"),)
    places = {column: names.index(column) for column in COLUMNS}
    requests: dict[str, IntroRequest] = {}
    problems: list[Problem] = []
    for line, cells in rows:
        if len(cells) != len(names):
            count = f"the row has {len(cells)} cells, the header {len(names)}"
            problems.append(Problem(name, line, "", "", f"{count}: quote texts that hold commas"))
            continue
        row = {column: cells[place] for column, place in places.items()}
        if persons is not None:
            row |= {c: str(persons.get(row[c].strip(), row[c])) for c in _ID_COLUMNS if row[c]}
        wrong = [
            Problem(name, line, column, row[column], message)
            for column, check in _CHECKS.items()
            if (message := check(row[column]))
        ]
        if row["request"] in requests:
            message = "stands in the list already: give each request one row"
            wrong.append(Problem(name, line, "request", row["request"], message))
        if wrong:
            problems.extend(wrong)
            continue
        stored = (known or {}).get(row["request"])
        requests[row["request"]] = _request(row, rep_id, stored)
    return tuple(requests.values()), tuple(problems)


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


def _separator(column: str) -> str:
    return _PATH if column == "path" else _LIST


def _values(rows: Rows, columns: Sequence[str]) -> Iterator[Iterable[object]]:
    if isinstance(rows, pd.DataFrame):
        empty = [None] * len(rows)
        table = [rows[column].tolist() if column in rows else empty for column in columns]
        yield from zip(*table, strict=True)
    else:
        for row in rows:
            yield [row.get(column) for column in columns]


def _cell(value: object, separator: str, raw: bool) -> str:
    if isinstance(value, str):
        return value if raw else guard_cell(value)
    if value is None or value is pd.NA or value is pd.NaT:
        return ""
    if isinstance(value, bool | np.bool_):
        return "yes" if value else "no"
    if isinstance(value, Integral):
        return str(int(value))
    if isinstance(value, Real):
        return _number(float(value), raw)
    if isinstance(value, datetime):
        return value.isoformat(sep=" ", timespec="seconds")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Iterable):
        text = join_list([str(part) for part in value], separator)
        return text if raw else guard_cell(text)
    raise TypeError(f"{type(value).__name__} has no place in a cell")


def _number(value: float, raw: bool = False) -> str:
    if not isfinite(value):
        return ""
    exact = Decimal(repr(value))
    # Four decimals, and four digits of a number too small for them, so that no chance reads 0.
    digits = max(4, 3 - exact.adjusted()) if exact else 4
    text = f"{exact if raw else round(exact, digits):f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text == "-0" else text


def _whole(name: str, message: str) -> Problem:
    return Problem(name, None, "", "", message)


def _request(row: Mapping[str, str], rep_id: int, known: IntroRequest | None) -> IntroRequest:
    target_id, goal_id = row["target_id"].strip(), row["goal_id"].strip()
    return IntroRequest(
        request=row["request"],
        status=Status(row["status"].strip().casefold()),
        rep=row["rep"],
        rep_id=known.rep_id if known else rep_id,
        connector=row["connector"],
        connector_id=int(row["connector_id"]),
        target=row["target"],
        target_id=int(target_id) if target_id else None,
        goal=row["goal"],
        goal_id=int(goal_id) if goal_id else None,
        path=split_list(row["path"], _PATH),
        chance=_stored(row["chance"], known.chance if known else None),
        reasons=split_list(row["reasons"]),
        connector_company=row["connector_company"],
        connector_email=row["connector_email"],
        tie_strength=_stored(row["tie_strength"], known.tie_strength if known else None),
        last_contact=_date(row["last_contact"]),
        target_company=row["target_company"],
        target_title=row["target_title"],
        target_category=row["target_category"],
        target_email=row["target_email"],
        purpose=row["purpose"],
        note_to_forward=row["note_to_forward"],
        letter=known.letter if known else "",
        asked_on=_date(row["asked_on"]),
        follow_up_on=_date(row["follow_up_on"]),
        outcome=row["outcome"].strip().casefold(),
        version=known.version if known else 1,
    )


def _stored(cell: str, known: float | None) -> float:
    """The number in a cell; where it is the stored one, only shorter, the stored one."""
    value = _float(cell)
    return known if known is not None and _number(known) == _number(value) else value


def _float(cell: str) -> float:
    # A spreadsheet set to another country saves 0,37.
    return float(cell.strip().replace(",", ".") or 0)


def _date(cell: str) -> date | None:
    return date.fromisoformat(cell.strip()) if cell.strip() else None


def _check_filled(cell: str) -> str:
    return "" if cell.strip() else "is empty: this cell must be filled"


def _check_word(words: Sequence[str]) -> Callable[[str], str]:
    def check(cell: str) -> str:
        message = f"is none of these words: {', '.join(word for word in words if word)}"
        return "" if cell.strip().casefold() in words else message

    return check


def _check_id(cell: str) -> str:
    digits = cell.strip()
    is_id = digits.isascii() and digits.isdigit() and len(digits) <= 18  # fits 64 bits
    return "" if is_id else "is not the number of a person"


def _check_share(cell: str) -> str:
    try:
        value = _float(cell)
    except ValueError:
        return "is not a number: write it as 0.37"
    return "" if 0 <= value <= 1 else "does not lie between 0 and 1"


def _check_date(cell: str) -> str:
    try:
        _date(cell)
    except ValueError:
        return "is not a date: write it as 2026-03-05"
    return ""


def _or_empty(check: Callable[[str], str]) -> Callable[[str], str]:
    return lambda cell: check(cell) if cell.strip() else ""


_CHECKS: Mapping[str, Callable[[str], str]] = {
    "request": _check_filled,
    "status": _check_word(STATUSES),
    "connector_id": _check_id,
    "target_id": _or_empty(_check_id),
    "goal_id": _or_empty(_check_id),
    "tie_strength": _check_share,
    "chance": _check_share,
    "last_contact": _check_date,
    "asked_on": _check_date,
    "follow_up_on": _check_date,
    "outcome": _or_empty(_check_word(OUTCOMES)),
}
