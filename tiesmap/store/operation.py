"""The one write path: an operation writes rows and knows what it changed.

From what it wrote follow the groups of tables whose version goes up, the people who changed, the
fields that imports must leave alone because they were set by hand, and how to undo it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any, Literal

import sqlalchemy as sa

from tiesmap.model.days import day_number
from tiesmap.model.ids import PersonId
from tiesmap.store import schema, statements
from tiesmap.store.history.rowlog import Entry, log_text
from tiesmap.store.rows import LOOKUP, Row, bump, chunks, take_ids
from tiesmap.store.transactions import Conflict, Missing

Kind = Literal["import", "hand", "merge", "undo", "erase"]
REWRITES = ("merge", "undo", "erase")
"""What may change rows of any table: after it everything counts as changed."""
TECHNICAL = frozenset({"key", "first_key", "folded_name", "folded_email", "version", "import_id"})
"""Columns that follow from others, or count: nobody sets them by hand."""
KEPT = 20
"""So many operations by hand can be taken back, the last first."""


@dataclass(slots=True)
class Operation:
    """A write in progress, within one transaction."""

    connection: sa.Connection
    kind: Kind
    by: PersonId | None = None
    """The rep who does it, if one does."""
    at: float = field(default_factory=lambda: day_number(datetime.now()))
    import_id: int | None = None
    what: str = ""
    """What is done, in a few words for the screen."""
    entries: list[Entry] = field(default_factory=list)
    """Each row as it was and as it became, if that is kept."""
    groups: set[str] = field(default_factory=set)
    """The groups of tables that changed."""
    persons: set[PersonId] = field(default_factory=set)
    """The people who changed."""
    counted: set[PersonId] = field(default_factory=set)
    """Those of them whose version is as it should be already."""

    # Rows ----------------------------------------------------------------------------------------

    def rows(self, table: sa.Table, *where: sa.ColumnElement[bool]) -> list[Row]:
        """The stored rows that match, in the order of their keys."""
        query = sa.select(table).where(*where).order_by(*table.primary_key)
        return [dict(row) for row in self.connection.execute(query).mappings()]

    def row(self, table: sa.Table, key: Row) -> Row | None:
        """The stored row that has the primary key of another one, if there is one."""
        found = self.connection.execute(statements.find(table), statements.key_of(table, key))
        return next((dict(row) for row in found.mappings()), None)

    def add(self, table: sa.Table, row: Row) -> Row:
        """Store a new row; returns the row with its id."""
        self._refuse_missing(table, [row])
        made = self.connection.execute(table.insert().values(row))
        if made.inserted_primary_key is not None:
            row = row | dict(made.inserted_primary_key._mapping)
        if table is schema.people and self.kind in ("hand", "import"):
            self.counted.add(row["id"])
        self.wrote(table, [(None, row)])
        if table is schema.people and self.kind == "hand" and self.by is not None:
            # Not by `add`, which looks the card up: at a server one sees it by this very row.
            mine: Row = {"rep": self.by, "person": row["id"], "import_id": None}
            self.connection.execute(schema.on_file.insert().values(mine))
            self.wrote(schema.on_file, [(None, mine)])
        if self.kind == "hand" and table.info.get("filled"):
            said = (n for n in row if row[n] not in _EMPTY and "role" not in table.c[n].info)
            self._journal(table, [(row, name, None, row[name]) for name in said])
        return row

    def change(self, table: sa.Table, row: Row, **values: Any) -> bool:
        """Change values of a stored row; returns whether any value differs."""
        new = {name: value for name, value in values.items() if row[name] != value}
        if not new:
            return False
        self._refuse_missing(table, [new])
        given = statements.key_of(table, row) | {f"new_{name}": new[name] for name in new}
        self.connection.execute(statements.update(table, tuple(new)), given)
        self.wrote(table, [(row, row | new)])
        if self.kind == "hand" and "import_id" in table.c:
            self._journal(table, [(row, name, row[name], new[name]) for name in new])
        return True

    def change_all(self, table: sa.Table, rows: Sequence[Row], values: Row) -> list[Row]:
        """Give many rows the same values; returns those that changed."""
        other = [row for row in rows if any(row[name] != value for name, value in values.items())]
        for part in chunks([row["id"] for row in other], LOOKUP):
            self.connection.execute(table.update().where(table.c.id.in_(part)).values(values))
        self.wrote(table, [(row, row | values) for row in other])
        if self.kind == "hand" and "import_id" in table.c:
            self._journal(
                table,
                [(row, name, row[name], value) for row in other
                 for name, value in values.items() if row[name] != value],
            )  # fmt: skip
        return other

    def remove(self, table: sa.Table, row: Row) -> None:
        """Remove a stored row, and what was recorded about its values.

        Raises Conflict where a server lets it be seen, and not removed.
        """
        if self.kind == "hand" and "id" in table.c:
            for log in (schema.changes, schema.restated):
                for one in self.rows(log, log.c.table_name == table.name,
                                     log.c.row_id == row["id"]):  # fmt: skip
                    self.remove(log, one)
        key = statements.key_of(table, row)
        if not self.connection.execute(statements.remove(table), key).rowcount:
            raise Conflict("This is somebody else's, and stays: nothing was changed.")
        self.wrote(table, [(row, None)])

    def clear(self, table: sa.Table, *where: sa.ColumnElement[bool]) -> int:
        """Remove the stored rows that match; returns how many there were."""
        rows = self.rows(table, *where)
        for row in rows:
            self.remove(table, row)
        return len(rows)

    def put(self, table: sa.Table, row: Row) -> None:
        """Store a row in place of the one that has its primary key, or as a new one."""
        stored = self.row(table, row)
        if stored is None:
            self.add(table, row)
        else:
            self.change(table, stored, **row)

    def move(self, table: sa.Table, row: Row, **values: Any) -> None:
        """Give a row another primary key; where that is taken, the row is removed."""
        taken = self.row(table, row | values) is not None
        self.remove(table, row) if taken else self.change(table, row, **values)

    def take_id(self, table: sa.Table) -> int:
        """A new id for a row."""
        return take_ids(self.connection, table, 1)

    # What follows from them ----------------------------------------------------------------------

    def wrote(self, table: sa.Table, pairs: Iterable[tuple[Row | None, Row | None]]) -> None:
        """Log rows, before and after, that were written in another way."""
        if table is schema.settings:
            return  # who was chosen last and the like: no work of a rep
        if table.info.get("rights") and self.kind == "hand":
            return  # who may do what is never taken back by an undo
        for before, after in pairs:
            self.groups.update(table.info.get("groups", ()))
            if table is schema.people and (before is None or after is None):
                self.groups.add("evidence")
            if place := table.info.get("changes_person"):
                self.persons.update(row[place] for row in (before, after) if row is not None)
            if self.kind == "merge":
                self.entries.append((table.name, before, after))
            elif self.kind == "hand":
                self.entries.append((table.name, *_short(table, before, after)))

    def write_down(
        self, table: sa.Table, replaced: Iterable[tuple[int, str, Any, Any]], *, hand: bool = False
    ) -> None:
        """Record (row, field, before, after) for values that were replaced."""
        rows: list[Row] = [
            {"import_id": None if hand else self.import_id, "at": self.at,
             "table_name": table.name, "row_id": row, "field": name, "before": before,
             "after": after}
            for row, name, before, after in replaced
        ]  # fmt: skip
        if not rows:
            return
        changes = schema.changes
        if self.kind not in ("hand", "merge"):
            self.connection.execute(changes.insert(), rows)
            return
        made = self.connection.execute(
            changes.insert().returning(changes.c.id, sort_by_parameter_order=True), rows
        )
        numbered = [row | {"id": number} for row, number in zip(rows, made.scalars(), strict=True)]
        self.wrote(changes, [(None, row) for row in numbered])

    def _journal(self, table: sa.Table, said: Iterable[tuple[Row, str, Any, Any]]) -> None:
        self.write_down(
            table,
            [(row["id"], name, before, after) for row, name, before, after in said
             if name not in TECHNICAL and not table.c[name].primary_key],
            hand=True,
        )  # fmt: skip

    def part(self, kind: Kind) -> Operation:
        """A step of this operation with a log of its own; what it changes counts for both."""
        return replace(self, kind=kind, entries=[])

    def finish(self) -> None:
        """Increment the versions of what changed, and store how to undo it."""
        groups = schema.GROUPS if self.kind in REWRITES else sorted(self.groups)
        if groups:
            bump(self.connection, *groups)
        people = schema.people
        for part in chunks(sorted(self.persons - self.counted), LOOKUP):
            self.connection.execute(
                people.update().where(people.c.id.in_(part)).values(version=people.c.version + 1)
            )
        if self.kind == "hand" and self.entries:
            self.keep()
            self._forget_old()

    def keep(self) -> None:
        """Store how to undo it."""
        table = schema.operations
        row = {"at": self.at, "by": self.by, "what": self.what or "your last change",
               "log": log_text(self.entries)}  # fmt: skip
        self.connection.execute(table.insert().values(row | {"id": self.take_id(table)}))

    def _forget_old(self) -> None:
        """Keep the last by hand, and what belongs to an import that can be undone."""
        table, imports = schema.operations, schema.imports
        of_import = sa.exists().where(imports.c.at == table.c.at, imports.c.undone.is_(None))
        latest = sa.select(table.c.id).where(~of_import).order_by(table.c.id.desc()).offset(KEPT)
        old = list(self.connection.execute(latest).scalars())
        if old:
            self.connection.execute(table.delete().where(table.c.id.in_(old)))

    def _refuse_missing(self, table: sa.Table, rows: Sequence[Row]) -> None:
        """Name the missing people of a row, before the database refuses it without a name."""
        wanted = {
            row[key.parent.name]
            for key in table.foreign_keys if key.column.table is schema.people
            for row in rows if row.get(key.parent.name) is not None
        }  # fmt: skip
        if wanted:
            refuse_missing(self.connection, wanted)


_EMPTY: tuple[Any, ...] = (None, "", False, {})


def refuse_missing(connection: sa.Connection, persons: Iterable[PersonId]) -> None:
    """Raise Missing where one of these people is not on file."""
    wanted = set(persons)
    ids = statements.one_of(schema.people.c.id)
    there = {
        number
        for part in chunks(sorted(wanted), LOOKUP)
        for number in connection.execute(ids, {"some": part}).scalars()
    }
    if gone := sorted(wanted - there):
        who = ", ".join(map(str, gone[:3]))
        raise Missing(
            f"There is nobody with the number {who} on file (any more), so nothing was saved: "
            "load the page again, or look the person up by name."
        )


def _short(table: sa.Table, before: Row | None, after: Row | None) -> tuple[Row | None, Row | None]:
    """A changed row reduced to its key and the changed values, so that logs stay small."""
    if before is None or after is None:
        return before, after
    names = {column.name for column in table.primary_key}
    names |= {name for name in after if before[name] != after[name]}
    return {n: before[n] for n in names}, {n: after[n] for n in names}


def plain(value: Any) -> Any:
    """A value in the form that JSON can hold."""
    if isinstance(value, date):
        return day_number(value)
    return dict(value) if isinstance(value, Mapping) else value
