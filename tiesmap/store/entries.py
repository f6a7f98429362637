"""Entries of the practice (notes, favors ...) as table rows, with their idempotency keys."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from typing import Any

import sqlalchemy as sa

from tiesmap.model.practice import FILES, Entry
from tiesmap.store import schema
from tiesmap.store.history.fingerprints import key_of
from tiesmap.store.nouns import noun_of
from tiesmap.store.operation import Operation
from tiesmap.store.rows import Row

FIELDS: dict[str, tuple[str, ...]] = {
    name: tuple(item.name for item in fields(noun) if item.name != "id")
    for name, noun in FILES.items()
}
"""The columns of each table that say something: rep, person, day, and what the noun adds."""
DAYS: dict[str, frozenset[str]] = {
    name: frozenset(column.name for column in table.columns if isinstance(column.type, sa.Float))
    for name, table in schema.practice.items()
}
"""Which of them are day numbers."""
TEXTS: dict[str, tuple[str, ...]] = {
    name: tuple(column.name for column in table.columns if isinstance(column.type, sa.Text))
    for name, table in schema.practice.items()
}
"""Which of them are texts."""
DEFAULTS: dict[str, dict[str, str]] = {
    name: {
        item.name: item.default if isinstance(item.default, str) else "" for item in fields(noun)
    }
    for name, noun in FILES.items()
}
"""What a text is where nothing is said."""
_NAMES = {noun: name for name, noun in FILES.items()}


def name_of(entry: Entry) -> str:
    """The name of the table, and file, that an entry belongs to."""
    return _NAMES[type(entry)]


def entry_of(name: str, row: Mapping[Any, Any]) -> Entry:
    """The entry of a row."""
    return noun_of(FILES[name], row)


def entry_key(name: str, row: Mapping[Any, Any]) -> bytes:
    """The idempotency key of the first row with these values; see `kth_key` for equal rows.

    Whitespace is ignored, so a text keeps its key after a round trip through a file.
    """
    return key_of(name, *(_worded(row[field]) for field in FIELDS[name]))


def _worded(value: object) -> object:
    if not isinstance(value, str):
        return value
    return " ".join("".join(c if c.isprintable() else " " for c in value).split())


def kth_key(key: bytes, k: int) -> bytes:
    """The key of the k-th row (from 0) among rows with equal values."""
    return key if k == 0 else key_of(key.hex(), k)


def is_taken(connection: sa.Connection, table: sa.Table, key: bytes, own: int = 0) -> bool:
    """Whether a row other than `own` has this key, or had it before it was edited by hand."""
    held = table.c.key == key
    if "first_key" in table.c:
        held |= table.c.first_key == key
    query = sa.select(table.c.id).where(held, table.c.id != own)
    return connection.execute(query).first() is not None


def free_key(connection: sa.Connection, name: str, row: Mapping[Any, Any], own: int = 0) -> bytes:
    """A key for these values that no row other than `own` has, or had before an edit."""
    base = entry_key(name, row)
    k = 0
    while is_taken(connection, schema.practice[name], key := kth_key(base, k), own):
        k += 1
    return key


def close_gap(op: Operation, name: str, row: Mapping[Any, Any], gone: int = 1) -> None:
    """Renumber equal rows after `gone` of them were removed: the last ones fill the gap.

    Equal rows are numbered without gaps, just as a file that holds them would number them. A row
    edited by hand keeps its number, because a file with the original text still counts it.
    """
    table = schema.practice[name]
    base = entry_key(name, row)
    free: list[bytes] = []
    taken: list[tuple[int, bytes]] = []
    k = 0
    while len(free) <= gone:
        key = kth_key(base, k)
        if is_taken(op.connection, table, key):
            taken.append((len(free), key))
        else:
            free.append(key)
        k += 1
    for place, hole in enumerate(free):
        if not taken or taken[-1][0] <= place:
            break
        _, last = taken.pop()
        for column in (table.c.key, table.c.first_key):
            for one in op.rows(table, column == last):
                op.change(table, one, **{column.name: hole})


def first_row(connection: sa.Connection, name: str, row: Mapping[Any, Any]) -> Row:
    """A row with the values it had before any edit by hand, which its first key was made of."""
    changes = schema.changes
    query = sa.select(changes.c.field, changes.c.before).where(
        changes.c.table_name == name, changes.c.row_id == row["id"]
    )
    later_first = connection.execute(query.order_by(changes.c.id.desc()))
    return dict(row) | {change.field: change.before for change in later_first}


def give_keys(connection: sa.Connection) -> None:
    """Give a key to every row that has none (databases of older versions)."""
    for name, table in schema.practice.items():
        for row in list(connection.execute(sa.select(table).where(table.c.key.is_(None)))):
            values = row._asdict()
            key = free_key(connection, name, values, values["id"])
            connection.execute(table.update().where(table.c.id == row.id).values(key=key))
