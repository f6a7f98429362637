"""The intro-request list: one row a request, written as CSV and read back from rows of text."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from tiesmap.exporting.spreadsheets import PATH_MARK, say_number, split_list, to_csv
from tiesmap.model.ids import PersonId
from tiesmap.model.problems import Problem
from tiesmap.model.reasons import in_words
from tiesmap.model.requests import COLUMNS, OUTCOMES, IntroRequest
from tiesmap.model.statuses import STATUSES, Status

_ID_COLUMNS = ("connector_id", "target_id", "goal_id")
_SHARES = ("tie_strength", "chance")


def requests_to_csv(
    requests: Iterable[IntroRequest],
    *,
    ids: Mapping[PersonId, str] | None = None,
    raw: bool = False,
) -> bytes:
    """The intro-request list, one row a request, with `model.requests.COLUMNS`."""
    return to_csv(request_rows(requests, ids), COLUMNS, raw=raw)


def request_rows(
    requests: Iterable[IntroRequest], ids: Mapping[PersonId, str] | None = None
) -> Iterator[dict[str, object]]:
    """Requests as rows; `ids` leads from a stored person's number to his id in our files."""
    for request in requests:
        row = {column: getattr(request, column) for column in COLUMNS}
        for column in _ID_COLUMNS:
            number = row[column]
            row[column] = "" if number is None else (ids or {}).get(number, str(number))
        if request.is_of_colleague:
            row["chance"] = None  # nothing was measured of how colleagues answer
        yield row


def requests_from_rows(
    header: Sequence[str],
    rows: Iterable[tuple[int, Sequence[str]]],
    name: str,
    *,
    rep_id: PersonId,
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


def _whole(name: str, message: str) -> Problem:
    return Problem(name, None, "", "", message)


def _request(row: Mapping[str, str], rep_id: PersonId, known: IntroRequest | None) -> IntroRequest:
    ids = {c: PersonId(int(row[c])) if row[c].strip() else None for c in _ID_COLUMNS}
    read: dict[str, Any] = dict(row) | ids
    del read["hops"]  # follows from the path
    told = {str(one): one for one in known.why} if known else {}
    why = [told.get(text) or in_words(text) for text in split_list(read.pop("reasons"))]
    read |= {name: _date(row[name]) for name in ("last_contact", "asked_on", "follow_up_on")}
    read |= {name: _stored(row[name], getattr(known, name, None)) for name in _SHARES}
    return IntroRequest(**read | {
        "status": Status(row["status"].strip().casefold()),
        "path": split_list(row["path"], PATH_MARK),
        "why": tuple(why),
        "outcome": row["outcome"].strip().casefold(),
        "rep_id": known.rep_id if known else rep_id,
        "letter": known.letter if known else "",
        "version": known.version if known else 1,
    })  # fmt: skip


def _stored(cell: str, known: float | None) -> float:
    """The number in a cell; where it is the stored one, only shorter, the stored one."""
    value = _float(cell)
    return known if known is not None and say_number(known) == say_number(value) else value


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
