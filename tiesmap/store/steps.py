"""The history of requests; undone steps are kept too."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from tiesmap.model.days import day_number
from tiesmap.model.ids import PersonId
from tiesmap.model.requests import IntroRequest
from tiesmap.model.statuses import Status
from tiesmap.model.steps import Step
from tiesmap.store.history.fingerprints import key_of
from tiesmap.store.nouns import noun_of
from tiesmap.store.operation import Operation
from tiesmap.store.rows import Row
from tiesmap.store.schema import introductions, people, request_steps, requests


def read_steps(connection: sa.Connection, rep: PersonId) -> tuple[Step, ...]:
    """All steps of the rep's requests, in the order they were taken."""
    query = (
        sa.select(request_steps)
        .join(requests, requests.c.request == request_steps.c.request)
        .where(requests.c.rep_id == rep)
        .order_by(request_steps.c.id)
    )
    return tuple(noun_of(Step, row) for row in connection.execute(query).mappings())


def write_steps(
    op: Operation,
    stored: Mapping[str, Any],
    request: IntroRequest,
    at: datetime,
    by: str,
    note: str,
    toward: str = "",
) -> None:
    """Record what an edit changed: the name found by an open ask, the status, the outcome.

    An introduction that was made becomes evidence, like a row of introductions.csv.
    """
    ends = [(stored["status"], request.status, note), (stored["outcome"], request.outcome, note)]
    if stored["target_id"] is None and request.target_id is not None:
        ends.insert(0, (stored["status"], stored["status"], f"named; was {stored['target']}"))
        ends[1:] = [end for end in ends[1:] if end[0] != end[1]]
    else:
        ends = [end for end in ends if end[0] != end[1]]
    for old, new, said in ends:
        step: Row = {"request": request.request, "at": day_number(at), "from_status": old,
                     "toward": toward if new == Status.ASKED else ""}  # fmt: skip
        op.add(request_steps, step | {"to_status": new, "by": by, "note": said, "undone": False})
    if ends and request.status == "introduced" != stored["status"]:
        _add_introduction(op, request, at)


def undo_step(op: Operation, step: Step) -> None:
    """Mark a step as undone, and remove the evidence that came from it."""
    for row in op.rows(request_steps, request_steps.c.id == step.id):
        op.change(request_steps, row, undone=True)
    if step.to_status == "introduced" != step.from_status:
        op.clear(introductions, introductions.c.key == key_of("request", step.request))


def _add_introduction(op: Operation, request: IntroRequest, at: datetime) -> None:
    three = (request.connector_id, request.rep_id, request.target_id)
    key = key_of("request", request.request)
    known = op.rows(people, people.c.id.in_([p for p in three if p is not None]))
    if len(known) < len(three) or op.rows(introductions, introductions.c.key == key):
        return
    row: Row = {"day": day_number(at), "introducer": request.connector_id,
                "person": request.rep_id, "other": request.target_id}  # fmt: skip
    row |= {"id": op.take_id(introductions), "key": key, "rep": request.rep_id}
    op.add(introductions, row | {"outcome": request.outcome})
