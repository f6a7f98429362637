"""Favors given and taken."""

from __future__ import annotations

from dataclasses import replace

import sqlalchemy as sa

from tiesmap.model.days import date_of, day_number
from tiesmap.model.tact import DIRECTIONS, Favor
from tiesmap.store.rows import bump
from tiesmap.store.schema import favors

_NAMES = ("id", "rep", "person", "day", "direction", "kind", "note")


def read_favors(connection: sa.Connection, rep: int) -> tuple[Favor, ...]:
    """The rep's favors, the latest first."""
    query = sa.select(favors).where(favors.c.rep == rep).order_by(favors.c.day.desc(), favors.c.id)
    return tuple(
        Favor(**{**row, "day": date_of(row["day"])}) for row in connection.execute(query).mappings()
    )


def save_favor(connection: sa.Connection, favor: Favor) -> Favor:
    """Store a new (id 0) or edited favor; as it is stored."""
    if favor.direction not in DIRECTIONS:
        raise ValueError(f"a favor is given or taken, not {favor.direction!r}")
    row = {name: getattr(favor, name) for name in _NAMES if name != "id"}
    row["day"] = day_number(favor.day)
    if favor.id:
        connection.execute(favors.update().where(favors.c.id == favor.id).values(row))
        stored = favor.id
    else:
        query = favors.insert().values(row).returning(favors.c.id)
        stored = connection.execute(query).scalar_one()
    bump(connection, "requests")
    return replace(favor, id=stored)


def remove_favor(connection: sa.Connection, favor: int) -> None:
    """Take a favor away that was never one."""
    if connection.execute(favors.delete().where(favors.c.id == favor)).rowcount:
        bump(connection, "requests")
