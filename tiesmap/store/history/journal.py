"""What was replaced, by which import or by hand: what a hand set, no import changes; and that a
person changed, so that an open page notices."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa

from tiesmap.model.days import day_number
from tiesmap.store.rows import LOOKUP, chunks
from tiesmap.store.schema import changes, people

Replaced = tuple[int, str, Any, Any]
"""(row, field, before, after)"""


def write_down(
    connection: sa.Connection,
    table: sa.Table,
    replaced: Sequence[Replaced],
    *,
    import_id: int | None = None,
    at: float | None = None,
) -> None:
    """Keep (row, field, before, after) of each value that was replaced in `table`."""
    if not replaced:
        return
    moment = day_number(datetime.now()) if at is None else at
    connection.execute(
        changes.insert(),
        [
            {
                "import_id": import_id,
                "at": moment,
                "table_name": table.name,
                "row_id": row,
                "field": field,
                "before": before,
                "after": after,
            }
            for row, field, before, after in replaced
        ],
    )


def by_hand(connection: sa.Connection, table: sa.Table, rows: Sequence[int]) -> dict[int, set[str]]:
    """The fields of each row that somebody once set by hand."""
    found: dict[int, set[str]] = {}
    for part in chunks(rows, LOOKUP):
        for row, field in connection.execute(
            sa.select(changes.c.row_id, changes.c.field).where(
                changes.c.table_name == table.name,
                changes.c.row_id.in_(part),
                changes.c.import_id.is_(None),
            )
        ):
            found.setdefault(row, set()).add(field)
    return found


def touch(connection: sa.Connection, persons: Iterable[int]) -> None:
    """Count one more change of each person."""
    for part in chunks(persons, LOOKUP):
        connection.execute(
            people.update().where(people.c.id.in_(part)).values(version=people.c.version + 1)
        )


def plain(value: Any) -> Any:
    """A value as JSON holds it."""
    if isinstance(value, date):
        return day_number(value)
    return dict(value) if isinstance(value, Mapping) else value
