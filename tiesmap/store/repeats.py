"""Repeats: a batch that was brought in before, with nothing written since.

By then everybody and everything in it is on file, so its rows need neither be matched nor stored:
that this import states them too follows from what the first one left.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from tiesmap.model.ids import PersonId
from tiesmap.model.intake import Checked, FileReport, Matched
from tiesmap.store import schema
from tiesmap.store.operation import Operation
from tiesmap.store.ratings import RELATION
from tiesmap.store.rows import Row, new_into, read_versions

_LAST = 20
"""So many imports are looked at: those before them as a rule know another state."""
_EVIDENCE = (schema.interactions, *schema.BETWEEN, schema.targets, *schema.practice.values())


@dataclass(frozen=True, slots=True)
class Repeat:
    """A batch that is all on file."""

    first: int
    """The import that brought it."""
    rep: PersonId | None
    files: Sequence[Mapping[str, Any]]
    """What is stored of its files."""
    people: Sequence[int]
    """How many people each of them names."""
    is_plain: bool
    """Whether it left nothing to tell: no problem and no note."""


def find(connection: sa.Connection, batch: str) -> Repeat | None:
    """The repeat that a batch (a digest of all that it depends on) is; None where it is none."""
    imports = schema.imports
    standing = sa.select(imports).where(imports.c.undone.is_(None))
    last = connection.execute(standing.order_by(imports.c.id.desc()).limit(_LAST))
    versions = read_versions(connection)
    for row in last:
        said = row.again
        if said and said["batch"] == batch and said["versions"] == versions:
            return Repeat(row.id, row.rep, row.files, said["people"], said["is_plain"])
    return None


def is_whole(matched: Matched, checked: Sequence[Checked]) -> bool:
    """Whether all that is to be told of a batch, and all who are in it, stand in its own rows.

    Whoever is made by a reference alone is a row of the first import and of no later one.
    """
    rows = sum(len(file.people) for file in checked)
    if matched.problems or sum(bool(one.file) for one in matched.people) != rows:
        return False
    return all(a.notes == b.notes for a, b in zip(matched.files, checked, strict=True))


def known_by(op: Operation, batch: str, people: Sequence[int], *, is_plain: bool) -> Row:
    """By what an import is known if its batch comes again (`imports.again`)."""
    now = read_versions(op.connection)
    # As they are from the end of this operation on: any later write ends it.
    versions = {name: number + (name in op.groups) for name, number in now.items()}
    return {"batch": batch, "versions": versions, "people": people, "is_plain": is_plain}


def state_again(connection: sa.Connection, before: Repeat, again: int) -> None:
    """Record of all that the rows of a repeat state that a later import states it too."""
    stated, restated, said = schema.person_stated, schema.restated, schema.person_rows
    number, first = sa.literal(again), before.first
    # The rep whom only the caller named was a row then, of no file; by now he is on file.
    named = sa.select(said.c.key).where(said.c.person == before.rep, said.c.file == "")
    theirs = sa.select(stated.c.person, stated.c.key, number).where(
        stated.c.import_id == first, stated.c.key.not_in(named)
    )
    names = ["person", "key", "import_id"]
    connection.execute(new_into(connection.dialect, stated).from_select(names, theirs))
    for rows in _stated_rows(first):
        names = ["table_name", "row_id", "field", "import_id"]
        query = rows.add_columns(number)
        connection.execute(new_into(connection.dialect, restated).from_select(names, query))


def _stated_rows(first: int) -> list[sa.Select[Any]]:
    """(table, row, field) of what an import brought, replaced or repeated."""
    restated, changes = schema.restated, schema.changes
    found: list[sa.Select[Any]] = [
        sa.select(restated.c.table_name, restated.c.row_id, restated.c.field).where(
            restated.c.import_id == first
        )
    ]
    for table in _EVIDENCE:
        found.append(_of(table, "").where(table.c.import_id == first))
    for table, names in ((schema.relationships, RELATION), (schema.category_ratings, ["comfort"])):
        for name in names:
            column = table.c[name]
            given = column != "" if isinstance(column.type, sa.Text) else column.is_not(None)
            found.append(_of(table, name).where(table.c.import_id == first, given))
        replaced = sa.select(changes.c.table_name, changes.c.row_id, changes.c.field)
        theirs = sa.or_(table.c.import_id != first, table.c.import_id.is_(None))
        found.append(
            replaced.where(
                changes.c.import_id == first,
                changes.c.table_name == table.name,
                changes.c.row_id.in_(sa.select(table.c.id).where(theirs)),
            )
        )
    return found


def _of(table: sa.Table, field: str) -> sa.Select[Any]:
    return sa.select(sa.literal(table.name), table.c.id, sa.literal(field))


def report_of(said: Mapping[str, Any], people: int, checked: Checked | None) -> FileReport:
    """The report of a file of a repeat, by what is stored of the first import of it."""
    return FileReport(
        file=said["file"],
        source=said["source"],
        encoding=said["encoding"],
        delimiter=said["delimiter"],
        rows=said["rows"],
        people_same=people,
        extra_columns=tuple(said["extra_columns"]),
        notes=checked.notes if checked else (),
        problems=tuple(dict.fromkeys(checked.problems)) if checked else (),
    )
