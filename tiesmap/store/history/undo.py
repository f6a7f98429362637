"""Undoing an import: what it brought is removed, what it replaced comes back.

What something else depends on stays. A row or a value that another import repeats is handed over
to that import. Edits by hand stay, and so do people whom later work needs; the report names them.
"""

from __future__ import annotations

from collections import Counter
from typing import Any

import sqlalchemy as sa

from tiesmap.model.days import moment_of
from tiesmap.model.groups import grouped
from tiesmap.model.guarding import ImportEntry, UndoReport
from tiesmap.model.ids import PersonId
from tiesmap.store import meetings, schema
from tiesmap.store.entries import close_gap, entry_key
from tiesmap.store.history.journal import by_hand
from tiesmap.store.history.people import take_back_people
from tiesmap.store.history.provenance import forget, restated_by
from tiesmap.store.history.values import take_back_changes, take_back_said
from tiesmap.store.history.work import HAND, Work, no_longer_again, pass_on
from tiesmap.store.incoming.batch import KeysOf
from tiesmap.store.operation import Operation
from tiesmap.store.people import labels
from tiesmap.store.ratings import RELATION
from tiesmap.store.rows import Row, delete_rows, rows_in
from tiesmap.store.sharing.giving import take_cards_back
from tiesmap.store.sharing.preparing import is_keeper
from tiesmap.store.transactions import Conflict

PRACTICE = tuple(schema.practice.values())
_NEEDED = "something else needs the card"
NAMED = 60
"""How many of those that stay a report names."""


def read_imports(connection: sa.Connection) -> tuple[ImportEntry, ...]:
    """All imports, newest first."""
    query = sa.select(schema.imports).order_by(schema.imports.c.id.desc())
    return tuple(_entry(dict(row)) for row in connection.execute(query).mappings())


def _entry(row: Row) -> ImportEntry:
    files = row["files"]
    return ImportEntry(
        id=row["id"],
        at=moment_of(row["at"]),
        files=tuple(str(file.get("file", "")) for file in files),
        people_new=sum(file.get("people_new", 0) for file in files),
        people_changed=sum(file.get("people_changed", 0) for file in files),
        rows=sum(file.get("rows", 0) for file in files),
        undone=None if row["undone"] is None else moment_of(row["undone"]),
    )


def standing(connection: sa.Connection, number: int | None) -> sa.Row[Any]:
    """An import that was not undone; the newest where no number is given.

    Raises Conflict where there is no such import."""
    imports = schema.imports
    one = imports.c.undone.is_(None) if number is None else imports.c.id == number
    query = sa.select(imports).where(one).order_by(imports.c.id.desc()).limit(1)
    found = connection.execute(query).first()
    if found is None and number is None:
        raise Conflict("There is no import to take back.")
    if found is None:
        raise Conflict(f"There is no import {number}: choose one of the list.")
    if found.undone is not None:
        raise Conflict(f"Import {number} was taken back already.")
    return found


def is_only_undone(connection: sa.Connection, since: float) -> bool:
    """Whether all that was done since a day number is to take back one import."""
    imports, hand = schema.imports, schema.operations
    undone = connection.execute(sa.select(imports.c.undone).where(imports.c.undone >= since)).all()
    later = (sa.select(sa.func.max(table.c.at)) for table in (imports, hand))
    last = max(connection.execute(query).scalar_one() or 0.0 for query in later)
    return len(undone) == 1 and last <= undone[0].undone


def made_for(connection: sa.Connection) -> PersonId | None:
    """The rep for whom files were brought in last; None where that is nobody."""
    imports = schema.imports
    newest = (
        sa.select(imports.c.rep)
        .where(imports.c.undone.is_(None), imports.c.rep.is_not(None))
        .order_by(imports.c.id.desc())
        .limit(1)
    )
    found: PersonId | None = connection.execute(newest).scalar()
    return found


def people_of(connection: sa.Connection, import_id: int) -> set[PersonId]:
    """Everybody whom an import created, mentioned or changed."""
    people = schema.people
    queries = (
        sa.select(people.c.id).where(people.c.import_id == import_id),
        sa.select(schema.person_stated.c.person).where(
            schema.person_stated.c.import_id == import_id
        ),
        sa.select(schema.changes.c.row_id).where(
            schema.changes.c.import_id == import_id, schema.changes.c.table_name == people.name
        ),
    )
    return {person for query in queries for person in connection.execute(query).scalars()}


def undo(op: Operation, import_id: int, keys: KeysOf) -> UndoReport:
    """Undo one import, all or nothing. Merges of its people must be reversed before.

    `keys` gives the keys of a row, as for the import itself. Raises Conflict where there is no
    such import or it was undone before.
    """
    connection = op.connection
    found = standing(connection, import_id)
    connection.execute(
        schema.imports.update().where(schema.imports.c.id == import_id).values(undone=op.at)
    )
    work = Work(op, import_id, keys)
    if call := meetings.call_on(op, found.at, found.rep):
        work.sentences.append(call)
    for table in schema.EVIDENCE:
        _remove_evidence(work, table)
    take_back_said(work, schema.relationships, RELATION)
    take_back_said(work, schema.category_ratings, ("comfort",))
    take_back_changes(work, schema.relationships)
    take_back_changes(work, schema.category_ratings)
    take_cards_back(connection, import_id)
    touched = people_of(connection, import_id)
    forget(connection, import_id)
    take_back_people(work, touched)
    reasons = Counter(reason for why in work.kept.values() for reason in why).most_common()
    stay = [(_NEEDED, len(work.kept))] if reasons and _is_shared(work) else reasons
    told = _told(work)
    return UndoReport(import_id, work.people, work.rows, work.fields, told, tuple(stay))


def _is_shared(work: Work) -> bool:
    """Whether the reasons may be a colleague's, at a server."""
    return work.connection.dialect.name == "postgresql" and not is_keeper(work.connection)


def _told(work: Work) -> tuple[str, ...]:
    label = labels(work.connection, work.kept)
    shared = _is_shared(work)
    told = [
        f"{label.get(person, f'person {person}')} stays: {_NEEDED if shared else ', '.join(why)}."
        for person, why in list(work.kept.items())[:NAMED]
    ]
    if len(work.kept) > NAMED:
        told.append(f"{len(work.kept) - NAMED:,} more people stay for such reasons.")
    return (*work.sentences, *told)


def _remove_evidence(work: Work, table: sa.Table) -> None:
    """Remove the rows of the import, except those that another import repeats or a hand edited."""
    connection = work.connection
    made = set(
        connection.execute(sa.select(table.c.id).where(table.c.import_id == work.id)).scalars()
    )
    if not made:
        return
    others = restated_by(connection, table, work.id)
    passed = {row: others[row, ""] for row in made if (row, "") in others}
    hand = set(by_hand(connection, table, sorted(made - passed.keys())))
    pass_on(connection, table, passed | dict.fromkeys(hand))
    no_longer_again(connection, table, passed)
    if hand:
        work.sentences.append(f"{len(hand):,} lines of {table.name} stay: {HAND}.")
    gone = sorted(made - passed.keys() - hand)
    if table is schema.interactions:
        delete_rows(connection, schema.recipients.c.interaction, gone)
    if table is schema.practice["notes"]:
        delete_rows(connection, schema.shown.c.note, gone)
    entries = rows_in(connection, sa.select(table), table.c.id, gone) if table in PRACTICE else ()
    equals = grouped((entry_key(table.name, row), dict(row)) for row in entries)
    delete_rows(connection, table.c.id, gone)
    for rows in equals.values():
        close_gap(work.op, table.name, rows[0], len(rows))
    work.rows += len(gone)
