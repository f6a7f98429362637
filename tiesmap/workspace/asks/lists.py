"""The list of intro requests: what is shown, what is hidden, and reading an edited list back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from tiesmap.exporting.asklists import requests_from_rows
from tiesmap.intake.formats.workbook import LINE_BREAK
from tiesmap.intake.reading import read_rows
from tiesmap.intake.table.dates import read_dates
from tiesmap.intake.table.values import Bad
from tiesmap.introductions import steps as life
from tiesmap.model.approvals import Gate
from tiesmap.model.cells import unguard_cell
from tiesmap.model.ids import PersonId
from tiesmap.model.problems import Problem
from tiesmap.model.requests import IntroRequest
from tiesmap.model.statuses import UNASKED, Status
from tiesmap.workspace.colleague_asks import gates, reading
from tiesmap.workspace.view import View

_DATES = ("last_contact", "asked_on", "follow_up_on")


def visible(view: View) -> tuple[IntroRequest, ...]:
    """The rep's stored requests, without those that involve somebody marked "do not ask"."""
    marked = _marked(view)
    return tuple(request for request in view.requests if not _of_marked(request, marked))


def listed(view: View) -> tuple[IntroRequest, ...]:
    """All that `visible` has, and then the rep's asks to colleagues."""
    marked = _marked(view)
    through = (one for one in reading.listed(view) if not _of_marked(one, marked))
    return (*visible(view), *through)


def hidden(view: View) -> tuple[tuple[IntroRequest, tuple[str, ...]], ...]:
    """The stored requests that `visible` leaves out, each with the person marked "do not ask"."""
    marked = _marked(view)
    return tuple(
        (request, names) for request in view.requests if (names := _of_marked(request, marked))
    )


def _marked(view: View) -> dict[PersonId, str]:
    """Those marked "do not ask", by id, with their names."""
    return {person: one.label for person, one in view.marked.items()}


def _of_marked(request: IntroRequest, marked: Mapping[PersonId, str]) -> tuple[str, ...]:
    """The marked people in a request: as connector, target, goal or a step between."""
    if not marked:
        return ()
    found = [marked[person] for person in request.people if person in marked]
    # Of those between target and goal a request holds the names alone.
    between = request.path[3:-1]
    found += [name for name in between if name in marked.values()] if between else []
    return tuple(dict.fromkeys(found))


def read_back(
    name: str,
    data: bytes,
    *,
    rep_id: PersonId,
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
    table = [
        [unguard_cell(cell).replace(LINE_BREAK, "\n") for cell in cells] for _, cells in rows.rows
    ]
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


NOT_HERE = (
    "is an ask to a colleague, which his answer moves: it stays as it is; say on My asks what came "
    "of it"
)


def _said(request: IntroRequest) -> tuple[str, ...]:
    """What somebody may have written into the row of an ask to a colleague."""
    return request.status, request.outcome, request.purpose, request.note_to_forward


def _begins(before: IntroRequest, after: IntroRequest, gate: Gate) -> bool:
    """Whether an edited row asks somebody of whom it is not said yet that he may be asked."""
    later = after.status not in (*UNASKED, Status.WITHDRAWN)
    return before.status in UNASKED and later and not gate.is_open


@dataclass(frozen=True, slots=True)
class Back:
    """An edited list, compared with what is stored."""

    found: tuple[IntroRequest, ...]
    """All requests in it."""
    edited: tuple[IntroRequest, ...]
    """Those that are stored, and are other now."""
    problems: tuple[Problem, ...]


def back(view: View, name: str, data: bytes) -> Back:
    """An edited list compared with what is stored.

    A row that says "asked" without a purpose changes nothing and becomes a problem."""
    own = {public: person for person, public in view.public_ids.items()}
    ids = {**view.known_people.by_number, **own}
    through = reading.listed(view)
    known = {request.request: request for request in (*view.requests, *through)}
    found, problems = read_back(name, data, rep_id=view.rep_id, known=known, persons=ids)
    edited, unsaid = [], []
    guarded = gates.gates(view, found)
    for request in (one for one in found if one.is_of_colleague):
        before = known.get(request.request)
        if before is None or _said(before) != _said(request):
            unsaid.append(Problem(name, None, "request", request.request, NOT_HERE))
    found = tuple(one for one in found if not one.is_of_colleague)
    for request in found:
        before = known.get(request.request)
        if before is None or request == before:
            continue
        if before.target_id is None and request.target_id is not None:
            request = replace(request, why=(*request.why, life.naming(before, request.target)))
        if request.status == Status.ASKED != before.status and not request.purpose.strip():
            unsaid.append(Problem(name, None, "purpose", request.request, life.NO_PURPOSE))
        elif (gate := guarded.get(request.request)) and _begins(before, request, gate):
            unsaid.append(Problem(name, None, "status", request.status, f"{gate.sentence}"))
        else:
            edited.append(request)
    return Back(found, tuple(edited), (*problems, *unsaid))
