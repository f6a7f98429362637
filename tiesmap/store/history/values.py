"""Undoing the values that an import set or replaced."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import sqlalchemy as sa

from tiesmap.model.folding import fold
from tiesmap.model.groups import grouped
from tiesmap.store import schema
from tiesmap.store.history.holders import is_needed_as_rep
from tiesmap.store.history.provenance import restated_by
from tiesmap.store.history.work import (
    Work,
    later_changes,
    no_longer_again,
    pass_on,
)
from tiesmap.store.rows import Row, clear_log, delete_rows, rows_in


def take_back_said(work: Work, table: sa.Table, names: Sequence[str]) -> None:
    """Reduce rows that the import created to what other imports and edits by hand say."""
    connection = work.connection
    rows = [
        dict(row)
        for row in connection.execute(
            sa.select(table).where(table.c.import_id == work.id)
        ).mappings()
    ]
    if not rows:
        return
    others = restated_by(connection, table, work.id)
    later = later_changes(connection, table, [row["id"] for row in rows], work.id)
    gone = []
    work.op.persons.update(row["person"] for row in rows if "person" in row)
    for row in rows:
        heirs: set[int | None] = set()
        values: Row = {}
        for name in names:
            if (row["id"], name) in later:
                heirs.add(later[row["id"], name])
            elif (row["id"], name) in others:
                heirs.add(others[row["id"], name])
            else:
                values[name] = None if table.c[name].nullable else ""
        if not heirs:
            gone.append(row["id"])
            continue
        if None in heirs:
            work.keep(row.get("person", row["rep"]), "rated or noted by hand")
        heir = min((one for one in heirs if one is not None), default=None)
        connection.execute(
            table.update().where(table.c.id == row["id"]).values(values | {"import_id": heir})
        )
        work.fields += sum(row[name] not in (None, "") for name in values)
    clear_log(connection, schema.restated, table, gone)
    delete_rows(connection, table.c.id, gone)
    work.rows += len(gone)


def take_back_changes(
    work: Work, table: sa.Table, stated: Mapping[tuple[int, str], list[tuple[int, Any]]] = {}
) -> None:
    """Restore what the import replaced in rows that were there before it.

    `stated`: (row, field) -> (import, value) that a later import states.
    """
    connection = work.connection
    changes = schema.changes
    query = sa.select(changes).where(changes.c.table_name == table.name)
    own = connection.execute(query.where(changes.c.import_id == work.id)).mappings()
    mine = [dict(row) for row in own]
    if not mine:
        return
    rows = sorted({row["row_id"] for row in mine})
    history = _history(connection, query, rows)
    stored = {
        row["id"]: dict(row) for row in rows_in(connection, sa.select(table), table.c.id, rows)
    }
    others = restated_by(connection, table, work.id)
    back: dict[int, Row] = {}
    gone: list[int] = []
    passed: dict[int, int] = {}
    for change in mine:
        row, name = change["row_id"], change["field"]
        if row not in stored:
            gone.append(change["id"])
            continue
        current = stored[row][name]
        after = [one for one in history[row, name] if one["id"] > change["id"]]
        heir = others.get((row, name)) or next(
            (number for number, value in stated.get((row, name), ()) if value == change["after"]),
            None,
        )
        if isinstance(current, dict):
            _take_back_extra(connection, change, after, current, back.setdefault(row, {}))
        elif after:
            # Somebody changed it since: that stays, and rests on what was there before.
            before = {"before": change["before"]}
            heir_of = changes.c.id == after[0]["id"]
            connection.execute(changes.update().where(heir_of).values(before))
            after[0]["before"] = change["before"]
            if after[-1]["import_id"] is None:
                _keep_field(work, table, stored[row], name)
        elif current != change["after"]:
            _keep_field(work, table, stored[row], name)
        elif heir is not None and change["before"] != change["after"]:
            passed[change["id"]] = heir
            no_longer_again(connection, table, {row: heir}, name)
            continue
        elif name == "rep" and is_needed_as_rep(connection, row):
            work.keep(row, "ratings, wishes or requests are theirs")
        else:
            back.setdefault(row, {})[name] = change["before"]
        gone.append(change["id"])
    pass_on(connection, changes, passed)
    delete_rows(connection, changes.c.id, gone)
    for row, values in back.items():
        put_back(work, table, stored[row], values)


def _history(
    connection: sa.Connection, query: sa.Select[Any], rows: Sequence[int]
) -> dict[tuple[int, str], list[Row]]:
    """All changes of a table's rows, by row and field, in the order in which they were made."""
    changes = schema.changes
    logged = rows_in(connection, query.order_by(changes.c.id), changes.c.row_id, rows)
    return grouped(((one["row_id"], one["field"]), dict(one)) for one in logged)


def _take_back_extra(
    connection: sa.Connection, change: Row, after: Sequence[Row], current: Row, back: Row
) -> None:
    """Restore those further fields that the import changed; all of them are stored as one value."""
    was, became = change["before"] or {}, change["after"] or {}
    own = [name for name in became if was.get(name) != became[name]]

    def without(values: Mapping[str, Any]) -> Row:
        kept = dict(values)
        for name in own:
            if kept.get(name) == became[name]:
                kept.pop(name)
                if name in was:
                    kept[name] = was[name]
        return kept

    back["extra"] = without(back.get("extra", current))
    for one in after:
        one["before"], one["after"] = without(one["before"] or {}), without(one["after"] or {})
        connection.execute(
            schema.changes.update()
            .where(schema.changes.c.id == one["id"])
            .values(before=one["before"], after=one["after"])
        )


def _keep_field(work: Work, table: sa.Table, row: Row, name: str) -> None:
    person = row["id"] if table is schema.people else row.get("person") or row["rep"]
    if name != "category_by":
        work.keep(person, f"{name} was changed since")


def put_back(work: Work, table: sa.Table, row: Row, values: Row) -> None:
    if table is schema.people:
        values = values | {
            "folded_name": fold((row | values)["name"]),
            "folded_email": fold((row | values)["email"]),
        }
        work.op.persons.add(row["id"])
    elif table is schema.relationships:
        work.op.persons.add(row["person"])
    work.connection.execute(table.update().where(table.c.id == row["id"]).values(values))
    work.fields += len(values.keys() - {"folded_name", "folded_email", "category_by"})
