"""An exported list on its way back: from a spreadsheet's file to the requests in it."""

from __future__ import annotations

from collections.abc import Mapping

from tiesmap.exporting.spreadsheets import requests_from_rows
from tiesmap.intake.reading import read_rows
from tiesmap.intake.table.dates import read_dates
from tiesmap.intake.table.values import Bad
from tiesmap.model.cells import unguard_cell
from tiesmap.model.problems import Problem
from tiesmap.model.requests import IntroRequest

_DATES = ("last_contact", "asked_on", "follow_up_on")


def read_back(
    name: str,
    data: bytes,
    *,
    rep_id: int,
    known: Mapping[str, IntroRequest],
    persons: Mapping[str, int],
) -> tuple[tuple[IntroRequest, ...], tuple[Problem, ...]]:
    """The requests of an exported list, and what is wrong with its rows.

    A spreadsheet program rewrites dates in its own way when it saves: they are read as in any
    import. One that cannot be read is a problem, and the date on file stays; the rest of its row
    counts. `known` are the stored requests, `persons` leads from an id in our files to a person.
    """
    rows = read_rows(data, name)
    header = [cell.strip().casefold() for cell in rows.header]
    table = [[unguard_cell(cell) for cell in cells] for _, cells in rows.rows]
    lines = [line for line, _ in rows.rows]
    problems = list(rows.problems)
    for column in _DATES:
        if header.count(column) != 1 or "request" not in header:
            continue
        at, key = header.index(column), header.index("request")
        read = read_dates([cells[at] for cells in table])
        for line, cells, value in zip(lines, table, read, strict=True):
            if isinstance(value, Bad):
                message = f"{value.message}; the date on file stays"
                problems.append(Problem(name, line, column, cells[at], message))
                stored = known.get(cells[key])
                kept = getattr(stored, column) if stored else None
                cells[at] = kept.isoformat() if kept else ""
            elif value is not None:
                cells[at] = value.date().isoformat()
    found, wrong = requests_from_rows(
        rows.header,
        list(zip(lines, table, strict=True)),
        name,
        rep_id=rep_id,
        known=known,
        persons=persons,
    )
    return found, (*problems, *wrong)
