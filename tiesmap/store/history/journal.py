"""Fields that were set by hand: no import changes them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa

from tiesmap.store.rows import LOOKUP, chunks, within
from tiesmap.store.schema import changes

Replaced = tuple[int, str, Any, Any]
"""(row, field, before, after)"""


def by_hand(connection: sa.Connection, table: sa.Table, rows: Sequence[int]) -> dict[int, set[str]]:
    """The fields of each row that were ever set by hand."""
    found: dict[int, set[str]] = {}
    for part in chunks(rows, LOOKUP):
        for row, field in connection.execute(
            sa.select(changes.c.row_id, changes.c.field).where(
                changes.c.table_name == table.name,
                within(changes.c.row_id, part),
                changes.c.import_id.is_(None),
            )
        ):
            found.setdefault(row, set()).add(field)
    return found
