"""Repeats: a batch that was brought in before, with nothing written since.

By then everybody and everything in it is on file, so its rows need neither be matched nor stored:
that this import states them too follows from what the first one left.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import sqlalchemy as sa

from tiesmap.model.ids import PersonId
from tiesmap.model.intake import ROWS, Checked, FileReport, Matched, Unchanged
from tiesmap.store import schema
from tiesmap.store.history.fingerprints import key_of
from tiesmap.store.history.provenance import words_of
from tiesmap.store.operation import Operation
from tiesmap.store.ratings import RELATION
from tiesmap.store.rows import Row, new_into, read_versions

_LAST = 20
"""So many imports are looked at: those before them as a rule know another state."""


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
    versions = read_versions(connection)
    for row in _standing(connection):
        said = row.again
        if said and said["batch"] == batch and said["versions"] == versions:
            return Repeat(row.id, row.rep, row.files, said["people"], said["is_plain"])
    return None


def _standing(connection: sa.Connection) -> Sequence[sa.Row[Any]]:
    """The last imports that stand, the newest first."""
    imports = schema.imports
    standing = sa.select(imports).where(imports.c.undone.is_(None))
    return connection.execute(standing.order_by(imports.c.id.desc()).limit(_LAST)).all()


MOST = 500
"""So many rows may be new, changed or gone where the others of a file are unchanged."""


def kind_of(files: Sequence[Checked]) -> list[Any] | None:
    """What the rows of a batch are, where it is one file of people who name nobody else."""
    if len(files) != 1:
        return None
    (file,) = files
    more = (*(getattr(file, kind) for kind in ROWS), file.companies, file.mentioned, file.card)
    if any(more) or any(record.owner for record in file.people):
        return None
    return [file.source, file.scope, file.listed]


def split_unchanged(connection: sa.Connection, file: Checked) -> tuple[Checked, Unchanged] | None:
    """A file with only those of its rows that are not on file word for word, and the others; None
    where no import is of such rows, something was written since, or many differ."""
    kind, versions, stated = kind_of((file,)), read_versions(connection), schema.person_stated
    before = (row for row in _standing(connection) if row.again)
    fitting = (
        row for row in before
        if row.again["versions"] == versions and row.again.get("rows") == kind
    )  # fmt: skip
    last = next(fitting, None)
    if kind is None or last is None:
        return None
    query = sa.select(stated.c.key, stated.c.person).where(
        stated.c.import_id == last.id, stated.c.key.not_in(_named(last.rep))
    )
    on_file = {row.key: PersonId(row.person) for row in connection.execute(query)}
    if abs(len(on_file) - len(file.people)) > MOST:
        return None
    found = [key_of(file.scope, words_of(record)) for record in file.people]
    there = [key in on_file for key in found]
    gone = on_file.keys() - set(found)
    if len(gone) > MOST or there.count(False) > MOST:
        return None
    people = frozenset(on_file[key] for key in on_file.keys() - gone)
    others = frozenset(on_file[key] for key in gone)
    rest = tuple(record for record, known in zip(file.people, there, strict=True) if not known)
    return replace(file, people=rest), Unchanged(last.id, last.rep, people, others)


def is_whole(matched: Matched, checked: Sequence[Checked]) -> bool:
    """Whether all that is to be told of a batch, and all who are in it, stand in its own rows.

    Whoever is made by a reference alone is a row of the first import and of no later one.
    """
    rows = sum(len(file.people) for file in checked)
    if matched.problems or sum(bool(one.file) for one in matched.people) != rows:
        return False
    return all(a.notes == b.notes for a, b in zip(matched.files, checked, strict=True))


def known_by(
    op: Operation, batch: str, people: Sequence[int], kind: list[Any] | None, *, is_plain: bool
) -> Row:
    """By what an import is known if its batch comes again (`imports.again`)."""
    now = read_versions(op.connection)
    # As they are from the end of this operation on: any later write ends it.
    versions = {name: number + (name in op.groups) for name, number in now.items()}
    known: Row = {"batch": batch, "versions": versions, "people": people, "is_plain": is_plain}
    return known | ({"rows": kind} if kind else {})


def _named(rep: int | None) -> sa.Select[Any]:
    """The row of the rep whom only the caller named, of no file; by now he is on file."""
    said = schema.person_rows
    return sa.select(said.c.key).where(said.c.person == rep, said.c.file == "")


def state_again(connection: sa.Connection, first: int, rep: int | None, again: int) -> None:
    """Record of all that the rows of an import for a rep state that a later one states it too."""
    stated, restated = schema.person_stated, schema.restated
    number = sa.literal(again)
    theirs = sa.select(stated.c.person, stated.c.key, number).where(
        stated.c.import_id == first, stated.c.key.not_in(_named(rep))
    )
    names = ["person", "key", "import_id"]
    connection.execute(new_into(connection.dialect, stated).from_select(names, theirs))
    for rows in _stated_rows(first):
        names = ["table_name", "row_id", "field", "import_id"]
        query = rows.add_columns(number)
        connection.execute(new_into(connection.dialect, restated).from_select(names, query))


def state_unchanged(connection: sa.Connection, unchanged: Unchanged, again: int) -> None:
    """Record of all that unchanged rows state that a later import states it too."""
    state_again(connection, unchanged.first, unchanged.rep, again)
    stated, restated = schema.person_stated, schema.restated
    theirs = stated.c.person.in_(unchanged.others)
    connection.execute(stated.delete().where(stated.c.import_id == again, theirs))
    for table in (schema.ties, schema.relationships):
        stands = [
            table.c[name].in_(unchanged.others) for name in ("person", "other") if name in table.c
        ]
        rows = sa.select(table.c.id).where(sa.or_(*stands))
        connection.execute(
            restated.delete().where(
                restated.c.import_id == again,
                restated.c.table_name == table.name,
                restated.c.row_id.in_(rows),
            )
        )


def _stated_rows(first: int) -> list[sa.Select[Any]]:
    """(table, row, field) of what an import brought, replaced or repeated."""
    restated, changes = schema.restated, schema.changes
    found: list[sa.Select[Any]] = [
        sa.select(restated.c.table_name, restated.c.row_id, restated.c.field).where(
            restated.c.import_id == first
        )
    ]
    for table in schema.EVIDENCE:
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
