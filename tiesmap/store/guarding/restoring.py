"""Restoring a backup, without losing what must outlive it: erasures and "do not ask"."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

import sqlalchemy as sa

from tiesmap.store import opening, schema
from tiesmap.store.guarding import backups, rewriting
from tiesmap.store.rows import LOOKUP, chunks
from tiesmap.store.transactions import transaction

_AHEAD = 1_000_000
"""More changes than are ever made between a backup and the day when it is needed."""


def restore(database: Path, name: str | None, now: datetime) -> tuple[str, int]:
    """Replace the database by a backup; returns (its name, how many flags were carried over).

    `name` is one from the list, or the path of a copy kept elsewhere; None means the newest.
    People erased since stay erased, and "do not ask" stays set. A database that can no longer be
    read is set aside as FILE.damaged. Raises Unusable, and then nothing has changed.
    """
    chosen = backups.find(database, name)
    part = backups.part_of(database)
    try:
        backups.copy_of(chosen, part)
        flags = 0
        present = _present(database)
        if present is not None:
            try:
                backups.take(database, "restore", now)
                rewriting.without(present, part, [])
                flags = carry_over(present, part)
            finally:
                present.dispose()
        else:
            _go_ahead(part)
        rewriting.stand_alone(part)
        backups.write_over(database, part)
    finally:
        backups.drop(part)
    return chosen.name, flags


def _present(database: Path) -> sa.Engine | None:
    """The present database; None where it cannot be read."""
    if not database.is_file() or not backups.fit(database):
        return None
    return opening.open_engine(database)


def carry_over(present: sa.Engine, part: Path) -> int:
    """Carry counters, "do not ask" and erasures over into a copy; returns how many flags."""
    people, counters = schema.people, schema.counters
    with transaction(present) as connection:
        stands = {row.name: row.value for row in connection.execute(sa.select(counters))}
        newest = connection.execute(sa.select(sa.func.max(people.c.version))).scalar_one() or 0
        marked = list(
            connection.execute(sa.select(people.c.id).where(people.c.do_not_ask)).scalars()
        )
    changed = 0
    with opening.copy_opened(part, writing=True) as connection:
        for few in chunks(marked, LOOKUP):
            unmarked = people.c.id.in_(few), ~people.c.do_not_ask
            update = people.update().where(*unmarked).values(do_not_ask=True)
            changed += connection.execute(update).rowcount
        _count_on(connection, stands, newest)
    return changed


def _go_ahead(part: Path) -> None:
    """Move a copy's counters beyond any value they can have reached since it was made."""
    with opening.copy_opened(part, writing=True) as connection:
        stored = connection.execute(sa.select(schema.counters))
        groups = {row.name: row.value + _AHEAD for row in stored if row.name in schema.GROUPS}
        newest = connection.execute(sa.select(sa.func.max(schema.people.c.version)))
        _count_on(connection, groups, (newest.scalar_one() or 0) + _AHEAD)


def _count_on(connection: sa.Connection, stands: Mapping[str, int], newest: int) -> None:
    """Move a copy's counters to at least those of the present database.

    So no id is given out twice and every cached result counts as outdated. `newest` is the
    highest version of a person: a page that still shows the old state cannot overwrite the new.
    """
    people, counters = schema.people, schema.counters
    for row in connection.execute(sa.select(counters)).all():
        value = max(row.value, stands.get(row.name, 0))
        value += row.name in schema.GROUPS
        connection.execute(counters.update().where(counters.c.name == row.name).values(value=value))
    own = connection.execute(sa.select(sa.func.max(people.c.version))).scalar_one() or 0
    connection.execute(people.update().values(version=max(own, newest) + 1))
