"""Calls in the field, and what rep and coach each saw, shown once both have noted it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

import sqlalchemy as sa

from tiesmap.model.ids import PersonId
from tiesmap.model.visits import POINTS, Seen, Side, Visit
from tiesmap.store.nouns import noun_of, row_of
from tiesmap.store.operation import Operation, plain
from tiesmap.store.rows import Row
from tiesmap.store.schema import seen, visits
from tiesmap.store.transactions import Conflict

IN = {Side.REP: "rep_in", Side.COACH: "coach_in"}
_GONE = "This visit is not there any more: load the page again."
_BOTH = "Both are in, and each has seen the other's: what was noted stays as it is."


def read(connection: sa.Connection, of: PersonId) -> tuple[Visit, ...]:
    """The visits in which somebody is rep or coach, newest first.

    What was seen is left out as long as not both are in, for him too: on one machine both look.
    """
    where = sa.or_(visits.c.rep == of, visits.c.coach == of)
    query = sa.select(visits).where(where).order_by(visits.c.day.desc(), visits.c.id.desc())
    rows = [dict(row) for row in connection.execute(query).mappings()]
    mine = sa.or_(seen.c.rep == of, seen.c.coach == of)
    noted: dict[tuple[int, Side], Row] = {
        (one["visit"], _side(one)): dict(one)
        for one in connection.execute(sa.select(seen).where(mine)).mappings()
    }
    return tuple(_visit(row, noted) for row in rows)


def _side(row: Mapping[Any, Any]) -> Side:
    return Side.COACH if row["by_coach"] else Side.REP


def _visit(row: Row, noted: Mapping[tuple[int, Side], Row]) -> Visit:
    visit = noun_of(Visit, row, noted=frozenset(side for side, flag in IN.items() if row[flag]))
    if not visit.is_open:
        return visit
    shown = {side: noted.get((visit.id, side)) for side in Side}
    by_rep, by_coach = (None if one is None else _seen(one) for one in shown.values())
    return replace(visit, by_rep=by_rep, by_coach=by_coach)


def _seen(row: Row) -> Seen:
    return noun_of(Seen, row, marks=tuple(row[name] for name in POINTS))


def begin(
    op: Operation, rep: PersonId, coach: PersonId, person: PersonId, client: str, day: date
) -> int:
    """Store a visit; returns its id."""
    row = row_of(Visit(op.take_id(visits), rep, coach, person, client, day), visits)
    return int(op.add(visits, row | dict.fromkeys(IN.values(), False))["id"])


def note(op: Operation, visit: Visit, side: Side, saw: Seen) -> None:
    """Store what one of the two saw, or change it as long as the other is not in.

    Raises Conflict where both are in, or the visit is gone.
    """
    stored = _stored(op, visit.id)
    if stored["rep_in"] and stored["coach_in"]:
        raise Conflict(_BOTH)
    values = row_of(saw, seen) | dict(zip(POINTS, saw.marks, strict=True))
    of = seen.c.visit == visit.id, seen.c.by_coach == (side is Side.COACH)
    if before := op.rows(seen, *of):
        op.change(seen, before[0], **values)
        return
    whose = {name: stored[name] for name in ("rep", "coach", "person")}
    row = {"id": op.take_id(seen), "visit": visit.id, "by_coach": side is Side.COACH}
    op.add(seen, row | whose | values)
    op.change(visits, stored, **{IN[side]: True})


def agree(op: Operation, visit: Visit, agreed: str, due: date | None) -> None:
    """Store the one thing on which the two agreed. Raises Conflict where it changed meanwhile."""
    stored = _stored(op, visit.id)
    if stored["agreed"] != visit.agreed:
        raise Conflict("The other wrote down something else meanwhile: load the page again.")
    if not (stored["rep_in"] and stored["coach_in"]):
        raise Conflict("First both note what they saw.")
    op.change(visits, stored, agreed=agreed, due=plain(due))


def remove(op: Operation, visit: Visit) -> None:
    """Remove a visit with what was seen in it."""
    stored = _stored(op, visit.id)
    # The coach's first: a server shows it only to a rep who has one of his own.
    for row in sorted(op.rows(seen, seen.c.visit == visit.id), key=lambda one: not one["by_coach"]):
        op.remove(seen, row)
    op.remove(visits, stored)


def _stored(op: Operation, number: int) -> Row:
    found = op.rows(visits, visits.c.id == number)
    if not found:
        raise Conflict(_GONE)
    return found[0]
