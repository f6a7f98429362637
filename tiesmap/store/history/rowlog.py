"""Rows as they were and as they became: read backwards, a log undoes what was done."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import sqlalchemy as sa

from tiesmap.store import schema
from tiesmap.store.rows import Row

_BYTES = "\0bytes"  # no column of a file is called so
Entry = tuple[str, Row | None, Row | None]
"""(table, the row before, the row after); None where there was none."""


class RowLog:
    """Each row as it was and as it became; the changes are made as they are written down."""

    def __init__(self, connection: sa.Connection) -> None:
        self.connection = connection
        self.entries: list[Entry] = []

    def change(self, table: sa.Table, row: Row, **values: Any) -> None:
        if all(row[name] == value for name, value in values.items()):
            return
        self.connection.execute(table.update().where(is_row(table, row)).values(values))
        self.entries.append((table.name, row, row | values))

    def remove(self, table: sa.Table, row: Row) -> None:
        self.connection.execute(table.delete().where(is_row(table, row)))
        self.entries.append((table.name, row, None))

    def add(self, table: sa.Table, row: Row) -> None:
        self.connection.execute(table.insert().values(row))
        self.entries.append((table.name, None, row))

    def text(self) -> str:
        """The log as it is kept."""
        return log_text(self.entries)

    def move(self, table: sa.Table, row: Row, **values: Any) -> None:
        """Give a row another primary key; where that is taken, the row goes."""
        to = row | values
        taken = self.connection.execute(sa.select(sa.literal(1)).where(is_row(table, to))).first()
        self.remove(table, row) if taken else self.change(table, row, **values)


def is_row(table: sa.Table, row: Mapping[str, Any]) -> sa.ColumnElement[bool]:
    return sa.and_(*(column == row[column.name] for column in table.primary_key))


def rows_of(
    connection: sa.Connection, table: sa.Table, *where: sa.ColumnElement[bool]
) -> list[Row]:
    return [dict(row) for row in connection.execute(sa.select(table).where(*where)).mappings()]


def put_back(connection: sa.Connection, log: str) -> None:
    """Undo what a log tells of; what changed since stays as it is."""
    known = set(connection.execute(sa.select(schema.imports.c.id)).scalars())
    for name, before, after in reversed(entries_of(log)):
        table = schema.metadata.tables[name]
        if after is None:
            assert before is not None
            if before.get("import_id") in (None, *known) and not rows_of(
                connection, table, is_row(table, before)
            ):
                connection.execute(table.insert().values(before))
            continue
        stored = rows_of(connection, table, is_row(table, after))
        if before is None:
            connection.execute(table.delete().where(is_row(table, after)))
        elif stored:
            now = stored[0]
            back = {n: v for n, v in before.items() if after[n] != v and now[n] == after[n]}
            if "version" in now:
                back["version"] = now["version"] + 1
            if back:
                connection.execute(table.update().where(is_row(table, now)).values(back))


def log_text(entries: Sequence[Entry]) -> str:
    """Entries as they are kept."""
    return json.dumps(entries, default=_coded)


def _coded(value: Any) -> Any:
    if isinstance(value, bytes):
        return {_BYTES: value.hex()}
    raise TypeError(f"{type(value).__name__} cannot be kept")


def entries_of(log: str) -> list[Entry]:
    def decoded(pairs: dict[str, Any]) -> Any:
        return bytes.fromhex(pairs[_BYTES]) if pairs.keys() == {_BYTES} else pairs

    found: list[Entry] = json.loads(log, object_hook=decoded)
    return found


def touched_by(log: str) -> Iterator[object]:
    """What a merge changed: one that changes the same later builds on it.

    Rows by table and key; and whoever stands in a row that went, since it needs them to come back.
    """
    for name, before, after in entries_of(log):
        if name == schema.changes.name:
            continue
        table = schema.metadata.tables[name]
        for row in (before, after):
            if row is not None:
                yield name, *(row[column.name] for column in table.primary_key)
        if before is not None and after is None:
            for key in table.foreign_keys:
                if key.column.table is schema.people:
                    yield before[key.parent.name]
