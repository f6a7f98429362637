"""What else needs a person whom an import created, so that undoing it keeps them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Any

import sqlalchemy as sa

from tiesmap.model.ids import PersonId
from tiesmap.store import schema
from tiesmap.store.roles import HOLDING, Role, standing, what
from tiesmap.store.rows import LOOKUP, chunks


def held(
    connection: sa.Connection, made: Sequence[PersonId], import_id: int
) -> dict[PersonId, dict[str, int | None]]:
    """For each of those people: what still names them -> its import (None: by hand)."""
    wanted = set(made)
    found: dict[PersonId, dict[str, int | None]] = {}
    for table, columns in standing(schema.metadata, *HOLDING):
        for name in columns:
            for person, number in _holders(connection, table, table.c[name], made):
                if person in wanted:
                    found.setdefault(person, {}).setdefault(what(table), number)
    made_for = sa.select(schema.imports.c.rep, schema.imports.c.id).where(
        schema.imports.c.id != import_id,
        schema.imports.c.undone.is_(None),
        schema.imports.c.rep.is_not(None),
    )
    for person, number in connection.execute(made_for):
        if person in wanted:
            found.setdefault(person, {}).setdefault("imports made for them", number)
    return found


def _holders(
    connection: sa.Connection, table: sa.Table, column: sa.Column[Any], made: Sequence[PersonId]
) -> Iterable[Any]:
    """(person, first import of the rows) for everybody, or only for the people given."""
    if len(made) > 20 * LOOKUP:
        return connection.execute(_named(table, column))
    query = _named(table, column, few=True)
    return (
        row for part in chunks(made, LOOKUP) for row in connection.execute(query, {"some": part})
    )


@lru_cache(maxsize=256)
def _named(table: sa.Table, column: sa.Column[Any], few: bool = False) -> sa.Select[Any]:
    """Everybody whom a column names, with the first import of the rows; `few`: of "some" people."""
    source: sa.FromClause = table
    of: sa.ColumnElement[Any] = sa.null()
    if table is schema.recipients:
        source = table.join(schema.interactions, schema.interactions.c.id == table.c.interaction)
        of = sa.func.min(schema.interactions.c.import_id)
    elif "import_id" in table.c:
        of = sa.func.min(table.c.import_id)
    query = sa.select(column, of).select_from(source).group_by(column)
    if table is schema.requests:
        # What tiesmap only suggested goes with its people.
        query = query.where(table.c.status != "suggested")
    return query.where(column.in_(sa.bindparam("some", expanding=True))) if few else query


def is_needed_as_rep(connection: sa.Connection, person: PersonId) -> bool:
    """Whether somebody has rows of their own as a rep, or a standing import was made for them."""
    # The import being taken back is closed already.
    queries = [
        sa.select(sa.literal(1)).where(table.c[name] == person).limit(1)
        for table, names in standing(schema.metadata, Role.REP)
        for name in names
    ]
    mine = schema.imports.c.rep == person
    queries.append(sa.select(schema.imports.c.rep).where(mine, schema.imports.c.undone.is_(None)))
    return any(connection.execute(query).first() for query in queries)
