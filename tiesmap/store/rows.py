"""Rows of any table: new ids, inserting, updating, and the version counters of table groups."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from operator import itemgetter
from typing import Any, TypeVar

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite

from tiesmap.store.schema import GROUPS, counters

Row = dict[str, Any]
LOOKUP = 500
"""How many values stand in one "in (...)"."""
PORTION = 5000
"""How many rows a server takes at once."""
T = TypeVar("T")


def chunks(items: Iterable[T], size: int) -> Iterator[list[T]]:
    """The items in lists of at most `size` items."""
    part: list[T] = []
    for item in items:
        part.append(item)
        if len(part) == size:
            yield part
            part = []
    if part:
        yield part


def take_ids(connection: sa.Connection, table: sa.Table, count: int) -> int:
    """The first of `count` new ids in a row; an id is never given out twice."""
    of = {"counter": f"id:{table.name}"}
    connection.execute(_RAISE, of | {"by": count})
    last: int = connection.execute(_COUNTER, of).scalar_one()
    return last - count + 1


_IS_COUNTER = counters.c.name == sa.bindparam("counter")
_RAISE = counters.update().where(_IS_COUNTER).values(value=counters.c.value + sa.bindparam("by"))
_COUNTER = sa.select(counters.c.value).where(_IS_COUNTER)


def bump(connection: sa.Connection, *groups: str) -> None:
    """Increment the version of each group, so that results computed from it count as outdated."""
    connection.execute(
        counters.update().where(counters.c.name.in_(groups)).values(value=counters.c.value + 1)
    )


def read_versions(connection: sa.Connection) -> dict[str, int]:
    """How often each group of tables changed: equal numbers mean equal data."""
    return {row.name: row.value for row in connection.execute(_VERSIONS)}


_VERSIONS = sa.select(counters.c.name, counters.c.value).where(counters.c.name.in_(GROUPS))


def counter(name: str) -> sa.Select[Any]:
    """The value of a counter: the name of a group of tables, or "id:" and a table."""
    return sa.select(counters.c.value).where(counters.c.name == name)


def new_into(dialect: sa.Dialect, table: sa.Table) -> sqlite.Insert | postgresql.Insert:
    """An insert that leaves out rows whose unique key is taken."""
    make = postgresql.insert if dialect.name == "postgresql" else sqlite.insert
    return make(table).on_conflict_do_nothing()


def insert_new(
    connection: sa.Connection,
    table: sa.Table,
    names: Sequence[str],
    rows: Sequence[tuple[Any, ...]],
    *,
    spare: bool = True,
) -> None:
    """Insert rows (values in the order of `names`), leaving out those whose unique key is taken.

    Without `spare` such a row is an error. The values go to the driver as they are (a third of the
    usual way's time), so they must be plain numbers, texts and bytes.
    """
    if not rows:
        return
    text, order = _insertion(connection.dialect, table, tuple(names), spare)
    if order is None:
        # One statement for many rows: at a server each statement asks anew who asks.
        numbers = [isinstance(table.c[name].type, sa.Float) for name in names]
        for part in chunks(rows, PORTION):
            columns = {
                name: [None if v is None else float(v) for v in values] if number else list(values)
                for name, number, values in zip(
                    names, numbers, zip(*part, strict=True), strict=True
                )
            }
            connection.exec_driver_sql(text, columns)
        return
    if order != tuple(names):
        place = itemgetter(*(list(names).index(name) for name in order))
        rows = list(map(place, rows))
    connection.exec_driver_sql(text, list(rows))


@lru_cache(maxsize=256)
def _insertion(
    dialect: sa.Dialect, table: sa.Table, names: tuple[str, ...], spare: bool
) -> tuple[str, tuple[str, ...] | None]:
    """An insert as the driver takes it, and the order of its values if they go by their order.

    Columns that are not among the names get their default, as in any insert. `spare` leaves rows
    out whose unique key is taken. PostgreSQL takes an array for each column.
    """
    if dialect.name == "postgresql":
        kinds = (table.c[name].type.compile(dialect).partition(" COLLATE")[0] for name in names)
        arrays = ", ".join(f"%({n})s::{kind}[]" for n, kind in zip(names, kinds, strict=True))
        into = f"INSERT INTO {table.name} ({', '.join(names)}) SELECT * FROM unnest({arrays})"
        return into + (" ON CONFLICT DO NOTHING" if spare else ""), None
    statement = new_into(dialect, table) if spare else table.insert()
    compiled = statement.compile(dialect=dialect, column_keys=names)
    order = compiled.positiontup
    return str(compiled), None if order is None else tuple(order)


def insert_unseen(
    connection: sa.Connection,
    table: sa.Table,
    names: Sequence[str],
    rows: Sequence[tuple[Any, ...]],
) -> list[tuple[int, int]]:
    """Insert those rows whose `key` is not stored yet, with new ids.

    `rows` hold the values of `names`, without the id. Returns (position in rows, id) of each row
    that is new.
    """
    if not rows:
        return []
    # Taking none holds the counter, so that nobody else gives out these ids meanwhile.
    first = take_ids(connection, table, 0)
    numbered = [(first + k, *row) for k, row in enumerate(rows)]
    insert_new(connection, table, ("id", *names), numbered)
    count = sa.select(sa.func.count()).select_from(table).where(table.c.id >= first)
    if connection.execute(count).scalar_one() == len(rows):
        new = list(enumerate(range(first, first + len(rows))))  # as in nearly every file
    else:
        stored = sa.select(table.c.id).where(table.c.id >= first).order_by(table.c.id)
        new = [(number - first, number) for number in connection.execute(stored).scalars()]
    if new:
        take_ids(connection, table, new[-1][1] - first + 1)
    return new


def delete_rows(connection: sa.Connection, column: sa.Column[Any], values: Iterable[Any]) -> int:
    """Remove the rows of a table whose `column` has one of many values; returns how many."""
    return sum(
        connection.execute(column.table.delete().where(column.in_(part))).rowcount
        for part in chunks(values, LOOKUP)
    )


def clear_log(
    connection: sa.Connection, log: sa.Table, table: sa.Table, rows: Iterable[int]
) -> None:
    """Remove what a log (`changes`, `restated`) tells of these rows of a table."""
    for part in chunks(rows, LOOKUP):
        theirs = log.c.table_name == table.name, log.c.row_id.in_(part)
        connection.execute(log.delete().where(*theirs))


def within(column: sa.ColumnElement[Any], numbers: Sequence[int]) -> sa.ColumnElement[bool]:
    """Whether a column has one of the numbers.

    Numbers that follow each other, as those of the rows of one file do, are asked for as a range:
    in a list each number costs more than its row."""
    if len(numbers) > 1:
        first, last = min(numbers), max(numbers)
        if last - first + 1 == len(numbers) == len(set(numbers)):
            return column.between(first, last)
    return column.in_(numbers)


def rows_in(
    connection: sa.Connection,
    query: sa.Select[Any],
    column: sa.ColumnElement[Any],
    values: Iterable[Any],
) -> Iterator[Row]:
    """The rows of a query whose `column` has one of many values."""
    names = tuple(str(one.key) for one in query.selected_columns)
    for part in chunks(values, LOOKUP):
        numbers = all(type(value) is int for value in part)
        fits = within(column, part) if numbers else column.in_(part)
        # Neither one fetch nor one mapping a row: there are as many as a file has.
        for row in connection.execute(query.where(fits)).all():
            yield dict(zip(names, row, strict=True))


def update_rows(
    connection: sa.Connection, table: sa.Table, rows: Sequence[Row], names: Sequence[str]
) -> None:
    """Update stored rows: each row gives its id and the values of `names`."""
    connection.execute(
        table.update()
        .where(table.c.id == sa.bindparam("row_id"))
        .values({name: sa.bindparam(f"new_{name}") for name in names}),
        [{"row_id": row["id"]} | {f"new_{name}": row[name] for name in names} for row in rows],
    )
