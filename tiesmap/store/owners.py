"""Whose a row of the evidence is: who may see it where a team's database keeps reps apart.

A contact, a tie or an introduction is the rep's who stands in it; where several do, his who brought
it, else the first one's; where none does, his who brought it. What a hand said is his whose hand it
was. Without any of them a row is nobody's, and no rep sees it.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

import sqlalchemy as sa

from tiesmap.model.groups import grouped
from tiesmap.store import schema
from tiesmap.store.operation import Operation
from tiesmap.store.roles import Role, standing
from tiesmap.store.rows import LOOKUP, chunks, update_rows

STANDING: Mapping[sa.Table, tuple[str, ...]] = {
    schema.interactions: ("sender",),
    **{table: kind.people for table, kind in schema.BETWEEN.items()},
}
"""The evidence, and the columns of those who stand in a row; the recipients have a table."""


def whose(reps: Collection[int], by: int | None, standing: Sequence[int]) -> int | None:
    """The rep whose row it is that names those `standing` in it and was brought `by` a rep."""
    if by in standing and by in reps:
        return by
    return next((one for one in standing if one in reps), by)


def reps_on_file(connection: sa.Connection) -> frozenset[int]:
    """Everybody who is a rep."""
    query = sa.select(schema.people.c.id).where(schema.people.c.rep)
    return frozenset(connection.execute(query).scalars())


def of_hand(op: Operation, standing: Sequence[int]) -> int | None:
    """The rep whose row it is that is written by hand."""
    return op.by if op.by is not None else whose(reps_on_file(op.connection), None, standing)


def hand_over(log: Operation, kept: int, gone: int) -> None:
    """Hand the rows that were made in the name of one person over to another."""
    for table, (name, *_) in standing(schema.metadata, Role.MADE_FOR):
        for row in log.rows(table, table.c[name] == gone):
            log.change(table, row, **{name: kept})


def write_owners(connection: sa.Connection) -> None:
    """Write down whose each row is that an older version stored, as an import would."""
    reps = reps_on_file(connection)
    only = next(iter(reps)) if len(reps) == 1 else None
    of_import = {
        row.id: row.rep
        for row in connection.execute(sa.select(schema.imports.c.id, schema.imports.c.rep))
    }
    for table, names in STANDING.items():
        columns = [table.c[name] for name in ("id", "import_id", *names)]
        rows = connection.execute(sa.select(*columns).where(table.c.rep.is_(None))).all()
        for part in chunks(rows, LOOKUP):
            sent = [row[0] for row in part] if table is schema.interactions else []
            received = _received(connection, sent)
            found = [
                {"id": number, "rep": whose(reps, of_import.get(brought, only),
                                            [*standing, *received.get(number, ())])}
                for number, brought, *standing in part
            ]  # fmt: skip
            update_rows(connection, table, found, ("rep",))


def _received(connection: sa.Connection, numbers: Sequence[int]) -> dict[int, list[int]]:
    """interaction -> its recipients."""
    to = schema.recipients
    query = sa.select(to).where(to.c.interaction.in_(numbers)).order_by(to.c.person)
    return grouped((row[0], row[1]) for row in connection.execute(query)) if numbers else {}
