"""Two databases laid side by side: whole dumps, whatever keeps them."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterable
from typing import Any

import sqlalchemy as sa

from tiesmap.store import schema
from tiesmap.store.history.rowlog import entries_of
from tiesmap.workspace import Workspace
from tiesmap.workspace.sample import sample_files

WHEN = {"at", "undone"}
"""Columns with the moment of the test; of these only whether there is one is compared."""
_ID = re.compile(r"\bp\d{3}\b")


def part_of_the_sample(people: int, interactions: int) -> list[tuple[str, bytes]]:
    """The sample's files with its first people alone, and the first of what they wrote."""
    known = {f"p{k:03}" for k in range(1, people + 1)}
    found = []
    for name, data in sample_files():
        rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig"))))
        head, *rest = [row for row in rows if set(_ID.findall(" ".join(row))) <= known]
        text = io.StringIO()
        csv.writer(text).writerows([head, *rest[:interactions]])
        found.append((name, text.getvalue().encode()))
    return found


def whole(workspace: Workspace) -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every table by its key, but for the moments at which it was written.

    The numbers that a database gives to lines of a journal by itself may have gaps after what was
    taken back, so these count by their order.
    """
    with workspace.store.reading() as connection:
        return {
            table.name: list(_rows(connection, table))
            for table in schema.metadata.sorted_tables
            if table.name != "migrations"
        }


def _rows(connection: sa.Connection, table: sa.Table) -> Iterable[tuple[Any, ...]]:
    own = table.autoincrement_column
    query = sa.select(table).order_by(*table.primary_key)
    for place, row in enumerate(connection.execute(query).mappings()):
        yield tuple(
            place if column is own else _plain(column.name, row[column.name])
            for column in table.columns
        )


def _plain(name: str, value: Any) -> Any:
    if name in WHEN:
        return value is not None
    if name == "log":
        return json.dumps([_timeless(*entry) for entry in entries_of(value)], default=str)
    return value


def _timeless(name: str, *rows: dict[str, Any] | None) -> list[Any]:
    own = schema.metadata.tables[name].autoincrement_column
    out = WHEN | ({own.name} if own is not None else set())
    return [name, *(row and {k: v for k, v in sorted(row.items()) if k not in out} for row in rows)]
