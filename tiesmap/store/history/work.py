"""The state of an undo in progress: what stays and why, and the steps that its parts share."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import sqlalchemy as sa

from tiesmap.model.ids import PersonId
from tiesmap.store import schema
from tiesmap.store.incoming.batch import KeysOf
from tiesmap.store.operation import Operation
from tiesmap.store.owners import STANDING
from tiesmap.store.rows import LOOKUP, chunks, rows_in

HAND = "changed by hand"


@dataclass(slots=True)
class Work:
    """An undo in progress, within its transaction."""

    op: Operation
    id: int
    keys: KeysOf
    people: int = 0
    rows: int = 0
    fields: int = 0
    kept: dict[PersonId, list[str]] = field(default_factory=dict)
    """person -> what of them stays, and why."""
    sentences: list[str] = field(default_factory=list)

    @property
    def connection(self) -> sa.Connection:
        """The transaction of the undo."""
        return self.op.connection

    def keep(self, person: PersonId, why: str) -> None:
        reasons = self.kept.setdefault(person, [])
        if why not in reasons:
            reasons.append(why)


def pass_on(connection: sa.Connection, table: sa.Table, heirs: Mapping[Any, int | None]) -> None:
    """Hand rows over to another import, or (None) count them as made by hand.

    What stands in no rep's name but his who brought it is then the heir's.
    """
    if not heirs:
        return
    connection.execute(
        table.update()
        .where(table.c.id == sa.bindparam("row"))
        .values(import_id=sa.bindparam("heir")),
        [{"row": row, "heir": heir} for row, heir in heirs.items()],
    )
    if names := STANDING.get(table):
        standing = sa.or_(*(table.c[name] == table.c.rep for name in names))
        if table is schema.interactions:
            to = schema.recipients
            standing |= sa.exists().where(to.c.interaction == table.c.id,
                                          to.c.person == table.c.rep)  # fmt: skip
        imports = schema.imports
        rep = sa.select(imports.c.rep).where(imports.c.id == table.c.import_id).scalar_subquery()
        for part in chunks([row for row, heir in heirs.items() if heir is not None], LOOKUP):
            connection.execute(
                table.update()
                .where(table.c.id.in_(part), table.c.rep.is_(None) | ~standing)
                .values(rep=rep)
            )


def no_longer_again(
    connection: sa.Connection, table: sa.Table, heirs: Mapping[int, int], name: str = ""
) -> None:
    """Forget that an import repeats rows which now belong to it."""
    again = schema.restated
    if heirs:
        connection.execute(
            again.delete().where(
                again.c.table_name == table.name,
                again.c.row_id == sa.bindparam("row"),
                again.c.field == name,
                again.c.import_id == sa.bindparam("heir"),
            ),
            [{"row": row, "heir": heir} for row, heir in heirs.items()],
        )


def later_changes(
    connection: sa.Connection, table: sa.Table, rows: Sequence[int], import_id: int
) -> dict[tuple[int, str], int | None]:
    """(row, field) -> which other import changed it last; None for an edit by hand."""
    changes = schema.changes
    found: dict[tuple[int, str], int | None] = {}
    query = (
        sa.select(changes.c.row_id, changes.c.field, changes.c.import_id)
        .where(changes.c.table_name == table.name)
        .order_by(changes.c.id)
    )
    for row in rows_in(connection, query, changes.c.row_id, rows):
        if row["import_id"] != import_id:
            found[row["row_id"], row["field"]] = row["import_id"]
    return found
