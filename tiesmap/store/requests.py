"""The stored introduction requests."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from tiesmap.model.ids import PersonId
from tiesmap.model.reasons import Reason, ReasonKind
from tiesmap.model.requests import IntroRequest
from tiesmap.model.steps import Step
from tiesmap.store import steps
from tiesmap.store.nouns import noun_of, row_of
from tiesmap.store.operation import Operation
from tiesmap.store.rows import LOOKUP, Row, chunks
from tiesmap.store.schema import requests
from tiesmap.store.transactions import Conflict


def read_requests(connection: sa.Connection, rep: PersonId) -> tuple[IntroRequest, ...]:
    """All requests of the rep, in the order they were added."""
    query = sa.select(requests).where(requests.c.rep_id == rep).order_by(requests.c.id)
    return tuple(
        noun_of(IntroRequest, row, why=_reasons_of(row["reasons"]))
        for row in connection.execute(query).mappings()
    )


def _reasons_of(stored: Iterable[Mapping[str, Any]]) -> tuple[Reason, ...]:
    """Stored reasons: each is its facts under its kind, as words that somebody is erased from are
    never those of a key."""
    return tuple(
        Reason(kind, tuple(one[kind]), "proposed" in one)
        for one in stored
        for kind in ReasonKind
        if kind in one
    )


def _row_of(request: IntroRequest) -> Row:
    reasons: list[Row] = [
        {str(one.kind): list(one.facts)} | ({"proposed": True} if one.proposed else {})
        for one in request.why
    ]
    return row_of(request, requests) | {"reasons": reasons}


def add_requests(op: Operation, new: Sequence[IntroRequest]) -> int:
    """Store the requests that are not stored yet; returns how many."""
    unseen: dict[str, IntroRequest] = {}
    for request in new:
        unseen.setdefault(request.request, request)
    for part in chunks(list(unseen), LOOKUP):
        known = sa.select(requests.c.request).where(requests.c.request.in_(part))
        for name in op.connection.execute(known).scalars():
            del unseen[name]
    for request in unseen.values():
        op.add(requests, _row_of(request) | {"id": op.take_id(requests), "version": 1})
    return len(unseen)


def save_request(
    op: Operation,
    request: IntroRequest,
    *,
    at: datetime | None = None,
    by: str = "",
    note: str = "",
    toward: str = "",
    undone: Step | None = None,
) -> IntroRequest:
    """Store the edited request; returns its next version.

    Each change of status or outcome is recorded as a step at the moment `at` (None: now); a
    change that reverses a step marks that step as `undone` instead. `toward` as in `Step`.
    """
    stored = op.rows(requests, requests.c.request == request.request)
    saved = replace(request, version=request.version + 1)
    values = _row_of(saved)
    done = op.connection.execute(
        requests.update()
        .where(requests.c.request == request.request, requests.c.version == request.version)
        .values(values)
    )
    if done.rowcount != 1:
        raise Conflict(
            f"Somebody changed the request to {request.connector} since you opened this page. "
            "Nothing was lost: load the page again and repeat your change."
        )
    op.wrote(requests, [(row, row | values) for row in stored])
    if undone is not None:
        steps.undo_step(op, undone)
    else:
        steps.write_steps(op, stored[0], request, at or datetime.now(), by, note, toward)
    return saved
