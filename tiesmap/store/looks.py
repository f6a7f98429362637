"""Who looked at what is somebody else's: written with the look, and never taken back."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

import sqlalchemy as sa

from tiesmap.model.colleagues import Look, Looked
from tiesmap.model.days import date_of, day_number
from tiesmap.model.ids import PersonId
from tiesmap.store.operation import Operation
from tiesmap.store.schema import looks


def missing(
    connection: sa.Connection, who: PersonId, reps: Collection[PersonId], kind: Look, day: date
) -> list[PersonId]:
    """Those of these reps of whom no such look of somebody is written for this day."""
    query = sa.select(looks.c.rep).where(
        looks.c.who == who, looks.c.kind == str(kind), looks.c.day == day_number(day)
    )
    there = set(connection.execute(query).scalars())
    return sorted(set(reps) - there - {who})


def write(op: Operation, who: PersonId, reps: Collection[PersonId], kind: Look, day: date) -> None:
    """Write down that somebody looked at what is these reps'."""
    # Anew, for two windows may look at once: a write is alone.
    for rep in missing(op.connection, who, reps, kind, day):
        op.add(looks, {"rep": rep, "who": who, "kind": str(kind), "day": day_number(day)})


def read(connection: sa.Connection, rep: PersonId) -> tuple[Looked, ...]:
    """Who looked at what is a rep's, newest first."""
    query = (
        sa.select(looks)
        .where(looks.c.rep == rep)
        .order_by(looks.c.day.desc(), looks.c.who, looks.c.kind)
    )
    return tuple(
        Looked(PersonId(row.who), Look(row.kind), date_of(row.day))
        for row in connection.execute(query)
        if row.kind in list(Look)
    )
