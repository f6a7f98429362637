"""Who looked at what is somebody else's: written with the look, and never taken back."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import insert

from tiesmap.model.colleagues import Look, Looked
from tiesmap.model.days import day_number
from tiesmap.model.ids import PersonId
from tiesmap.store.nouns import noun_of
from tiesmap.store.schema import looks
from tiesmap.store.store import Store
from tiesmap.store.transactions import transaction


def missing(
    connection: sa.Connection, who: PersonId, reps: Collection[PersonId], kind: Look, day: date
) -> list[PersonId]:
    """Those of these reps of whom no such look of somebody is written for this day."""
    query = sa.select(looks.c.rep).where(
        looks.c.who == who, looks.c.kind == str(kind), looks.c.day == day_number(day)
    )
    there = set(connection.execute(query).scalars())
    return sorted(set(reps) - there - {who})


def write(store: Store, who: PersonId, reps: Collection[PersonId], kind: Look, day: date) -> None:
    """Write down at a server that somebody looked at what is these reps'.

    A look waits for no writer, or nobody could search during a long import.
    """
    rows = [{"rep": rep, "who": who, "kind": str(kind), "day": day_number(day)} for rep in reps]
    with transaction(store.engine, writing=True, alone=False, asker=who) as connection:
        # Two windows may look at once.
        connection.execute(insert(looks).on_conflict_do_nothing(), rows)


def read(connection: sa.Connection, rep: PersonId) -> tuple[Looked, ...]:
    """Who looked at what is a rep's, newest first."""
    query = (
        sa.select(looks)
        .where(looks.c.rep == rep)
        .order_by(looks.c.day.desc(), looks.c.who, looks.c.kind)
    )
    return tuple(
        noun_of(Looked, row)
        for row in connection.execute(query).mappings()
        if row["kind"] in list(Look)
    )
