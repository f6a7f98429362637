"""Wherever the tables let a person stand, found without asking how the product finds it."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from tiesmap.store import schema
from tiesmap.store.rows import take_ids

OF_PEOPLE = ("people", "person_keys", "person_rows", "person_stated", "on_file")
"""Tables whose rows are the person's own: they go with the person and hold nobody."""
FOLLOWS = [("known_ties", "person")]
"""What a rep's own process works out of his network: it goes with the person, and holds nobody."""
ASKS = ("rep_id", "connector_id", "target_id", "goal_id")
PLACES = [
    *((key.parent.table, key.parent.name)
      for table in schema.metadata.sorted_tables if table.name not in OF_PEOPLE
      for key in sorted(table.foreign_keys, key=lambda key: key.parent.name)
      if key.column.table is schema.people and (table.name, key.parent.name) not in FOLLOWS),
    *((schema.requests, name) for name in ASKS),
]  # fmt: skip


def place(
    connection: sa.Connection, table: sa.Table, name: str, who: int, without: int = 0
) -> None:
    """A row by hand in which the person stands in this column, and others in all others."""
    people = schema.people
    others = iter(connection.execute(
        sa.select(people.c.id).where(people.c.import_id == 1, people.c.id != without)
    ).scalars())  # fmt: skip
    row: dict[str, Any] = {}
    for column in table.columns:
        target = next((key.column.table for key in column.foreign_keys), None)
        if column.name == name:
            row[column.name] = who
        elif target is schema.people or (table is schema.requests and column.name in ASKS):
            row[column.name] = next(others)
        elif target is schema.interactions:
            row[column.name] = 1
        elif column.name == "id":
            row["id"] = take_ids(connection, table, 1)
        elif isinstance(column.type, sa.Text):
            row[column.name] = f"text {name} {who}"
        elif isinstance(column.type, sa.JSON):
            row[column.name] = []
        elif column.name in ("key", "first_key"):
            row[column.name] = f"{table.name} {name} {who}".encode()
        elif not column.nullable:
            row[column.name] = 1
    connection.execute(table.insert().values(row))
