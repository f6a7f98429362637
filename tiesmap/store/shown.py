"""What reps show their coaches: his who shows it, until he takes it back."""

from __future__ import annotations

from datetime import datetime

import sqlalchemy as sa

from tiesmap.model.ids import PersonId
from tiesmap.model.shown import Shown
from tiesmap.store import members
from tiesmap.store.nouns import noun_of, row_of
from tiesmap.store.operation import Operation
from tiesmap.store.schema import coaching, shown


def coaches(connection: sa.Connection, rep: PersonId) -> tuple[PersonId, ...]:
    """The cards of those members who coach somebody."""
    inside = members.inside(connection, datetime.now()) or ()
    query = sa.select(coaching.c.coach).where(coaching.c.rep == rep).order_by(coaching.c.coach)
    return tuple(one for one in connection.execute(query).scalars() if one in inside)


def to(coach: PersonId) -> sa.ColumnElement[bool]:
    """Which rows a coach is shown: those of whom he coaches still."""
    theirs = sa.exists().where(coaching.c.rep == shown.c.rep, coaching.c.coach == coach)
    return sa.and_(shown.c.coach == coach, theirs)


def read(connection: sa.Connection, *where: sa.ColumnElement[bool]) -> tuple[Shown, ...]:
    """What is shown, as far as the asker may see it; the newest first."""
    latest = shown.c.day.desc(), shown.c.id.desc()
    query = sa.select(shown).where(*where).order_by(*latest)
    return tuple(noun_of(Shown, row) for row in connection.execute(query).mappings())


def add(op: Operation, one: Shown) -> int:
    """Store that something is shown; returns its id, or that of the same shown before."""
    same = op.rows(
        shown, shown.c.rep == one.rep, shown.c.coach == one.coach, shown.c.person == one.person,
        shown.c.note.is_(None) if one.note is None else shown.c.note == one.note,
    )  # fmt: skip
    if same:
        op.change(shown, same[0], words=one.words, account=one.account)
        return int(same[0]["id"])
    return int(op.add(shown, row_of(one, shown) | {"id": op.take_id(shown)})["id"])


def take_back(op: Operation, *where: sa.ColumnElement[bool]) -> int:
    """Show this no longer; how many there were."""
    return op.clear(shown, *where)
