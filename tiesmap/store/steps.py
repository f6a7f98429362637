"""The history of the requests: each step is kept, an undone one too."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from tiesmap.model.days import day_number, moment_of
from tiesmap.model.requests import IntroRequest
from tiesmap.model.steps import Step
from tiesmap.store.history.fingerprints import key_of
from tiesmap.store.rows import bump, take_ids
from tiesmap.store.schema import introductions, people, request_steps, requests


def read_steps(connection: sa.Connection, rep: int) -> tuple[Step, ...]:
    """All steps of the rep's requests, in the order in which they were taken."""
    query = (
        sa.select(request_steps)
        .join(requests, requests.c.request == request_steps.c.request)
        .where(requests.c.rep_id == rep)
        .order_by(request_steps.c.id)
    )
    return tuple(_step(row) for row in connection.execute(query).mappings())


def before(connection: sa.Connection, request: str) -> dict[str, Any] | None:
    """What of the stored request a step may change; None where it is not stored."""
    names = ("status", "outcome", "target", "target_id")
    query = sa.select(*(requests.c[name] for name in names)).where(requests.c.request == request)
    row = connection.execute(query).mappings().first()
    return None if row is None else dict(row)


def write_steps(
    connection: sa.Connection,
    stored: Mapping[str, Any],
    request: IntroRequest,
    at: datetime,
    by: str,
    note: str,
) -> None:
    """Keep what an edit changed: the name of an open ask, the status, the outcome.

    An introduction that was made becomes evidence, as if it stood in introductions.csv.
    """
    ends = [(stored["status"], request.status, note), (stored["outcome"], request.outcome, note)]
    if stored["target_id"] is None and request.target_id is not None:
        ends.insert(0, (stored["status"], stored["status"], f"named; was {stored['target']}"))
        ends[1:] = [end for end in ends[1:] if end[0] != end[1]]
    else:
        ends = [end for end in ends if end[0] != end[1]]
    if not ends:
        return
    connection.execute(
        request_steps.insert(),
        [
            {
                "request": request.request,
                "at": day_number(at),
                "from_status": old,
                "to_status": new,
                "by": by,
                "note": said,
                "undone": False,
            }
            for old, new, said in ends
        ],
    )
    if request.status == "introduced" != stored["status"]:
        _add_introduction(connection, request, at)


def undo_step(connection: sa.Connection, step: Step) -> None:
    """Mark a step as undone; what it made known goes with it."""
    connection.execute(
        request_steps.update().where(request_steps.c.id == step.id).values(undone=True)
    )
    if step.to_status == "introduced" != step.from_status:
        key = key_of("request", step.request)
        if connection.execute(introductions.delete().where(introductions.c.key == key)).rowcount:
            bump(connection, "evidence")


def _add_introduction(connection: sa.Connection, request: IntroRequest, at: datetime) -> None:
    three = (request.connector_id, request.rep_id, request.target_id)
    key = key_of("request", request.request)
    known = sa.select(sa.func.count()).where(people.c.id.in_([p for p in three if p is not None]))
    stored = sa.select(introductions.c.id).where(introductions.c.key == key)
    if (
        connection.execute(known).scalar_one() < len(three)
        or connection.execute(stored).first() is not None
    ):
        return
    connection.execute(
        introductions.insert(),
        {
            "id": take_ids(connection, introductions, 1),
            "key": key,
            "day": day_number(at),
            "introducer": request.connector_id,
            "person": request.rep_id,
            "other": request.target_id,
            "outcome": request.outcome,
        },
    )
    bump(connection, "evidence")


def _step(row: Mapping[Any, Any]) -> Step:
    return Step(**{**row, "at": moment_of(row["at"])})
