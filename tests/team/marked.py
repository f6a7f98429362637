"""A rep whose every text is marked, in every table that could hold a text of his."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from hashlib import blake2b
from typing import Any

import sqlalchemy as sa

from tiesmap.model.asker import Asker
from tiesmap.store import schema
from tiesmap.store.roles import Role, owner
from tiesmap.store.rows import take_ids
from tiesmap.store.sharing.policies import SOMEBODY, rule_of
from tiesmap.store.store import Store

SHARED = (SOMEBODY, "true")
"""What a rule says of a table that holds for the whole team."""
LEADING = ("changes", "restated")
"""Tables whose rows lead to one of another table, by its name and number."""


@dataclass(frozen=True)
class Marked:
    """Whose rows are written, with which mark, and about whom: cards that he alone has on file."""

    rep: int
    mark: str
    people: tuple[int, ...]
    of_import: int


def tables() -> list[sa.Table]:
    """The tables whose rows are not everybody's."""
    return [
        table
        for table in schema.metadata.sorted_tables
        if (rule := rule_of(table)) is None or rule.sees not in SHARED
    ]


def texts(table: sa.Table) -> list[str]:
    """The columns that hold text."""
    return [column.name for column in table.columns if isinstance(column.type, sa.Text | sa.JSON)]


def mark(connection: sa.Connection, of: Marked) -> None:
    """One row in each of these tables, with the mark in each of its texts."""
    made: dict[str, int] = {}
    # What leads to a row comes after it.
    for table in sorted(tables(), key=lambda one: one.name in LEADING):
        row = {column.name: _value(connection, table, column, of, made) for column in table.columns}
        row = {name: value for name, value in row.items() if value is not None}
        if table.name == "people":
            found = sa.select(table).where(table.c.id == of.people[0])
            if connection.execute(found).first() is not None:
                connection.execute(table.update().where(table.c.id == of.people[0]).values(row))
                continue
        if table.name == "imports":
            connection.execute(table.update().where(table.c.id == of.of_import).values(row))
            continue
        connection.execute(table.insert().values(row))


def _value(
    connection: sa.Connection,
    table: sa.Table,
    column: sa.Column[Any],
    of: Marked,
    made: dict[str, int],
) -> Any:
    name, kind = column.name, column.type
    if name == "import_id":
        return of.of_import
    if table.name in LEADING and name in ("table_name", "row_id"):
        return "relationships" if name == "table_name" else made["relationships"]
    if name == "id":
        if table.name == "imports":
            return of.of_import
        if table.name == "people":
            return of.people[0]
        made[table.name] = take_ids(connection, table, 1) if _counted(table) else 900_000 + of.rep
        return made[table.name]
    if name in ("interaction", "visit"):
        return made[f"{name}s"]
    if name == "ask":
        return made["colleague_asks"]
    if table.name == "operations" and name == "by":
        return of.rep
    if isinstance(column.info.get("role"), Role):
        if name == owner(table):
            return of.rep
        others = [c.name for c in table.columns
                  if isinstance(c.info.get("role"), Role) and c.name != owner(table)]  # fmt: skip
        return of.people[others.index(name) % len(of.people)]
    return _filled(table, column, of, kind)


def _filled(table: sa.Table, column: sa.Column[Any], of: Marked, kind: Any) -> Any:
    if isinstance(kind, sa.JSON):
        return (
            [{"file": f"{of.mark} {column.name}"}]
            if table.name == "imports"
            else {"said": f"{of.mark} {column.name}"}
        )
    if column.name == "log":
        card = {"id": of.people[0], "name": of.mark, "email": of.mark}
        return json.dumps([["people", card, None]])
    if isinstance(kind, sa.Text):
        return f"{of.mark} {column.name}"
    if isinstance(kind, sa.LargeBinary):
        # Those of one row of a file are alike in both of its tables.
        what = "row" if table.name.startswith("person_") else table.name
        return blake2b(f"{of.mark} {what} {column.name}".encode(), digest_size=16).digest()
    if isinstance(kind, sa.Boolean):
        return False
    if isinstance(kind, sa.Float):
        return None if column.name in ("undone", "active_until") else 20_600.0
    return 1


def _counted(table: sa.Table) -> bool:
    return table in schema.NUMBERED


def seen(
    store: Store, asker: Asker | None, words: Collection[str], only: sa.Table | None = None
) -> Iterator[tuple[str, str]]:
    """(table, word) of each of these words that somebody who asks reads in any column."""
    with store.reading(asker) as connection:
        for table in [only] if only is not None else schema.metadata.sorted_tables:
            rows = connection.execute(sa.select(table)).all()
            text = " ".join(str(tuple(row)) for row in rows)
            yield from ((table.name, word) for word in words if word in text)


def missing(connection: sa.Connection, word: str) -> list[str]:
    """The columns of text, of tables that are not everybody's, in which a mark does not stand."""
    lost = []
    for table in tables():
        found = [str(dict(row)) for row in connection.execute(sa.select(table)).mappings()
                 if word in str(dict(row))]  # fmt: skip
        rows: list[Mapping[str, Any]] = [
            dict(row) for row in connection.execute(sa.select(table)).mappings()
        ]
        lost += [
            f"{table.name}.{name}"
            for name in texts(table)
            if name != "table_name" and not any(word in str(row[name]) for row in rows)
        ]
        assert found or not texts(table), table.name
    return lost
