"""Reversing a row log: leniently (rows changed since stay), or exactly or not at all."""

from __future__ import annotations

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError

from tiesmap.model.guarding import Done
from tiesmap.model.ids import PersonId
from tiesmap.store import schema
from tiesmap.store.history.rowlog import entries_of
from tiesmap.store.operation import Operation
from tiesmap.store.transactions import Conflict, Missing

_SINCE = "What was done last cannot be taken back: it was changed since, and that would get lost."


def put_back(op: Operation, log: str) -> None:
    """Reverse the changes in a log; rows that were changed since stay as they are."""
    known = set(op.connection.execute(sa.select(schema.imports.c.id)).scalars())
    for name, before, after in reversed(entries_of(log)):
        table = schema.metadata.tables[name]
        if before is None:
            assert after is not None
            if now := op.row(table, after):
                op.remove(table, now)
        elif after is None:
            if before.get("import_id") in (None, *known) and op.row(table, before) is None:
                op.add(table, before)
        elif now := op.row(table, after):
            back = {n: v for n, v in before.items() if after[n] != v and now[n] == after[n]}
            if "version" in now:
                back["version"] = now["version"] + 1
            op.change(table, now, **back)


def reverse(op: Operation, log: str) -> None:
    """Reverse every change in a log. Raises Conflict where any of these rows was changed since."""
    try:
        for name, before, after in reversed(entries_of(log)):
            table = schema.metadata.tables[name]
            stored = op.row(table, after or before or {})
            if after is None:
                if stored is not None or before is None:
                    raise Conflict(_SINCE)
                op.add(table, before)
                continue
            if stored is None or any(
                stored[n] != v for n, v in after.items() if n not in ("version", "import_id")
            ):
                raise Conflict(_SINCE)
            if before is None:
                op.remove(table, stored)
                continue
            # A version only goes up, so that an open page notices.
            back = {n: v for n, v in before.items() if n != "version"}
            if table is not schema.people and "version" in stored:
                back["version"] = stored["version"] + 1
            op.change(table, stored, **back)
    except (Missing, IntegrityError):
        raise Conflict(_SINCE) from None


def undo_last(op: Operation, number: int | None = None) -> str:
    """Undo the last edit by hand of the rep `op.by`; returns what it was, in a few words.

    `number` is the edit that was shown as the last one (`Done.number`). Raises Conflict where
    that is no longer the last edit, or its rows were changed since.
    """
    last = last_by_hand(op.connection, op.by)
    if last is None:
        raise Conflict("There is nothing done by hand that could be taken back.")
    if number not in (None, last.number):
        raise Conflict(f"Nothing was taken back: done last is something else by now: {last.what}.")
    (row,) = op.rows(schema.operations, schema.operations.c.id == last.number)
    op.remove(schema.operations, row)
    reverse(op, row["log"])
    return last.what


def last_by_hand(connection: sa.Connection, rep: PersonId | None) -> Done | None:
    """The edit that `undo_last` would undo; None where there is none."""
    table = schema.operations
    mine = sa.select(table.c.id, table.c.what).where(_by(rep)).order_by(table.c.id.desc())
    found = connection.execute(mine.limit(1)).first()
    return None if found is None else Done(found.id, found.what)


def import_since(connection: sa.Connection, rep: PersonId | None) -> int | None:
    """The newest import that stands, of this rep, where he did nothing by hand since; else None."""
    imports, done = schema.imports, schema.operations
    newest = connection.execute(
        sa.select(imports.c.id, imports.c.at)
        .where(imports.c.undone.is_(None), sa.or_(imports.c.rep == rep, imports.c.rep.is_(None)))
        .order_by(imports.c.id.desc())
        .limit(1)
    ).first()
    last = connection.execute(sa.select(sa.func.max(done.c.at)).where(_by(rep))).scalar_one()
    return None if newest is None or (last is not None and last > newest.at) else int(newest.id)


def _by(rep: PersonId | None) -> sa.ColumnElement[bool]:
    """Edits by this rep, and those that belong to no rep in particular (a tie, a category)."""
    by = schema.operations.c.by
    return sa.or_(by == rep, by.is_(None))
