"""Every row of one database, copied into another one, between SQLite and PostgreSQL too.

The values go from driver to driver as they are stored: a JSON text stays the text that it is. What
was copied is read again on both sides and compared, row by row.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import closing
from itertools import zip_longest
from typing import Any

import sqlalchemy as sa
from sqlalchemy.exc import DBAPIError

from tiesmap.store import schema
from tiesmap.store.rows import chunks
from tiesmap.store.transactions import Unusable

_PORTION = 5_000
Counts = dict[str, int]
"""table -> how many rows."""


def is_empty(connection: sa.Connection) -> bool:
    """Whether nothing was ever stored in a database, not even something that is gone again."""
    counters = schema.counters
    used = sa.select(counters.c.name).where(counters.c.name != "schema", counters.c.value > 0)
    tables = (t for t in schema.metadata.sorted_tables if t.name not in ("counters", "migrations"))
    return connection.execute(used).first() is None and not any(
        connection.execute(sa.select(sa.literal(1)).select_from(table).limit(1)).first()
        for table in tables
    )


def copy_all(source: sa.Connection, to: sa.Connection) -> Counts:
    """Replace all rows of one database by those of another; how many of each table.

    Both must have our tables. Raises Unusable where what was copied does not read the same.
    """
    for table in reversed(schema.metadata.sorted_tables):
        to.execute(table.delete())
    counts = {}
    for table in schema.metadata.sorted_tables:
        counts[table.name] = 0
        for rows in chunks(_rows(source, table), _PORTION):
            _insert(to, table, rows)
            counts[table.name] += len(rows)
    for table in schema.metadata.sorted_tables:
        _compare(source, to, table)
    _number_on(to)
    return counts


def _rows(connection: sa.Connection, table: sa.Table) -> Iterator[tuple[Any, ...]]:
    """The rows of a table by its key, each value as it is stored."""
    said = [_as_stored(column) for column in table.columns]
    query = sa.select(*said).order_by(*table.primary_key)
    flags = [k for k, c in enumerate(table.columns) if isinstance(c.type, sa.Boolean)]
    for row in connection.execute(query).yield_per(_PORTION):
        values = tuple(row)
        if flags and connection.dialect.name == "sqlite":
            values = tuple(
                bool(v) if k in flags and v is not None else v for k, v in enumerate(values)
            )
        yield values


def _as_stored(column: sa.Column[Any]) -> sa.ColumnElement[Any]:
    if isinstance(column.type, sa.JSON):
        return sa.cast(column, sa.Text)
    return sa.type_coerce(column, sa.types.NullType())


def _insert(connection: sa.Connection, table: sa.Table, rows: Sequence[tuple[Any, ...]]) -> None:
    names = ", ".join(f'"{column.name}"' for column in table.columns)
    sqlite = connection.dialect.name == "sqlite"
    # A server refuses COPY into a table that is closed, to its owner too.
    active = "select row_security_active(:name)"
    if sqlite or connection.execute(sa.text(active), {"name": table.name}).scalar():
        marks = ", ".join("?" if sqlite else "%s" for _ in table.columns)
        connection.exec_driver_sql(f"insert into {table.name} ({names}) values ({marks})",
                                   list(rows))  # fmt: skip
        return
    # Known to the driver alone: SQLAlchemy has no COPY.
    cursor: Any = connection.connection.cursor()
    try:
        with closing(cursor), cursor.copy(f"copy {table.name} ({names}) from stdin") as copy:
            for row in rows:
                copy.write_row(row)
    except connection.dialect.loaded_dbapi.Error as error:
        raise DBAPIError(None, None, error, hide_parameters=True) from error


def _compare(source: sa.Connection, to: sa.Connection, table: sa.Table) -> None:
    """Raise Unusable where a table does not read the same in both."""
    pairs = zip_longest(_rows(source, table), _rows(to, table))
    if not all(one == other for one, other in pairs):
        raise Unusable(
            f"What was copied of the table {table.name} reads otherwise than what is stored, so "
            "nothing was kept."
        )


def _number_on(connection: sa.Connection) -> None:
    """Let PostgreSQL's own numbers go on from the highest that was copied."""
    if connection.dialect.name != "postgresql":
        return
    for table in schema.metadata.sorted_tables:
        column = table.autoincrement_column
        if column is not None:
            connection.execute(
                sa.select(
                    sa.func.setval(
                        sa.func.pg_get_serial_sequence(table.name, column.name),
                        sa.select(sa.func.coalesce(sa.func.max(column), 0) + 1).scalar_subquery(),
                        sa.false(),
                    )
                )
            )
