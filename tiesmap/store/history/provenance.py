"""Provenance: which file said what about whom, and which imports repeated it.

A value may be removed only when no other import states it, so each import also records here what
it found stored already.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import fields, replace
from datetime import date
from itertools import combinations, compress
from json.encoder import encode_basestring
from operator import attrgetter
from typing import Any

import sqlalchemy as sa

from tiesmap.model.days import moment_of
from tiesmap.model.guarding import Statement
from tiesmap.model.ids import PersonId
from tiesmap.model.intake import MADE_UP, PersonMatch
from tiesmap.model.people import PersonRecord
from tiesmap.store.history.fingerprints import key_of
from tiesmap.store.rows import LOOKUP, chunks, insert_new, rows_in
from tiesmap.store.schema import imports, person_rows, person_stated, restated

_SAID = sorted(field.name for field in fields(PersonRecord) if field.name != "line")
_MARKS = tuple(f'"{name}":' for name in _SAID)
_values = attrgetter(*_SAID)
_DAYS = ("signed_on", "connected_on", "last_contact")
_LISTS = ("emails", "profiles", "phones", "former", "shared")
_SAME = sa.and_(
    person_stated.c.person == person_rows.c.person, person_stated.c.key == person_rows.c.key
)
HELD = person_rows.join(person_stated, _SAME)
"""What files said of people, with each import that holds it."""
in_json = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode
"""A value as JSON, equal ones alike."""


def words_of(record: PersonRecord) -> str:
    """A row as JSON, without its empty fields."""
    # As one dictionary would be written, at a fifth of the time: most fields are empty or texts.
    values = _values(record)
    filled: Iterable[tuple[str, Any]] = compress(zip(_MARKS, values, strict=True), values)
    if values.count(False):  # a no, which is said too
        filled = [one for one in zip(_MARKS, values, strict=True) if one[1] or one[1] == 0]
    said = [
        mark + (encode_basestring(value) if type(value) is str else _plain(value))
        for mark, value in filled
    ]
    return f"{{{','.join(said)}}}"


def _plain(value: Any) -> str:
    """A value of a row that is no text, as JSON."""
    if type(value) is int or type(value) is bool:
        return str(value).lower()
    if isinstance(value, date):
        return f'"{value.isoformat()}"'
    return in_json(dict(value) if isinstance(value, Mapping) else value)


def record_of(said: str) -> PersonRecord:
    """The row that `words_of` wrote as JSON."""
    values = json.loads(said)
    for name in _DAYS:
        if name in values:
            values[name] = date.fromisoformat(values[name])
    for name in _LISTS:
        if name in values:
            values[name] = tuple(values[name])
    return PersonRecord(line=0, **values)


def keep_rows(
    connection: sa.Connection,
    by_person: Mapping[PersonId, Sequence[PersonMatch]],
    import_id: int,
) -> None:
    """Record what the rows of an import say about each person."""
    rows = []
    stated = []
    for person, matches in by_person.items():
        for match in matches:
            said = words_of(match.record)
            key = key_of(match.scope, said)
            rows.append((person, key, match.scope, match.file, match.record.line, said))
            stated.append((person, key, import_id))
    names = ("person", "key", "scope", "file", "line", "said")
    insert_new(connection, person_rows, names, rows)
    insert_new(connection, person_stated, ("person", "key", "import_id"), stated)


def keep_restated(
    connection: sa.Connection, table: sa.Table, keys: Sequence[bytes], import_id: int
) -> set[PersonId | None]:
    """Record that an import repeats rows of earlier ones; unknown keys are skipped.

    Returns the reps whose rows they are.
    """
    others = sa.select(table.c.id, table.c.rep).where(table.c.import_id != import_id)
    found = list(rows_in(connection, others, table.c.key, keys))
    keep_restated_fields(connection, table, ((row["id"], "") for row in found), import_id)
    return {row["rep"] for row in found}


def keep_restated_fields(
    connection: sa.Connection,
    table: sa.Table,
    stated: Iterable[tuple[int, str]],
    import_id: int,
) -> None:
    """Record that an import states the value that a field of a row has already."""
    rows = [(table.name, row, field, import_id) for row, field in stated]
    insert_new(connection, restated, ("table_name", "row_id", "field", "import_id"), rows)


def restated_by(
    connection: sa.Connection, table: sa.Table, import_id: int
) -> dict[tuple[int, str], int]:
    """(row, field) -> the first later import that repeats it."""
    query = (
        sa.select(restated.c.row_id, restated.c.field, sa.func.min(restated.c.import_id))
        .where(restated.c.table_name == table.name, restated.c.import_id > import_id)
        .group_by(restated.c.row_id, restated.c.field)
    )
    return {(row, field): number for row, field, number in connection.execute(query)}


def forget(connection: sa.Connection, import_id: int) -> None:
    """Remove everything that an import said about people, and what it repeated."""
    connection.execute(restated.delete().where(restated.c.import_id == import_id))
    connection.execute(person_stated.delete().where(person_stated.c.import_id == import_id))
    connection.execute(person_rows.delete().where(~sa.exists().where(_SAME)))


Said = tuple[int, int | None, str, PersonRecord]
"""(the first import that holds the row, the first after a given one, its scope, the row)"""


def said_of(
    connection: sa.Connection, persons: Collection[PersonId], after: int
) -> dict[PersonId, list[Said]]:
    """For each person, what the standing imports say, in the order of the imports."""
    found: dict[PersonId, list[Said]] = {}
    number = person_stated.c.import_id
    first = sa.func.min(number).label("first")
    later = sa.func.min(sa.case((number > after, number)))
    for part in chunks(persons, LOOKUP):
        query = (
            sa.select(person_rows.c.person, person_rows.c.scope, person_rows.c.said, first, later)
            .select_from(HELD)
            .where(person_rows.c.person.in_(part))
            .group_by(
                person_rows.c.person, person_rows.c.key, person_rows.c.scope, person_rows.c.said
            )
            .order_by(first, person_rows.c.key)
        )
        for person, scope, said, one, next_one in connection.execute(query):
            found.setdefault(person, []).append((one, next_one, scope, record_of(said)))
    return found


def of_one_cell(
    connection: sa.Connection, persons: Collection[PersonId]
) -> set[tuple[PersonId, PersonId]]:
    """Pairs (the lower id first) among some people who stood in one cell, as Ann & Bob Fox do: of
    one row everything but the name is said of both."""
    cells: dict[tuple[object, ...], set[PersonId]] = {}
    columns = person_rows.c.person, person_rows.c.said, person_rows.c.file, person_rows.c.line
    first = sa.func.min(person_stated.c.import_id)
    for part in chunks(persons, LOOKUP):
        query = sa.select(*columns, first).select_from(HELD).where(person_rows.c.person.in_(part))
        for person, said, *row in connection.execute(query.group_by(*columns)):
            beside = replace(record_of(said), id="", name="", former=())
            cells.setdefault((words_of(beside), *row), set()).add(person)
    return {pair for some in cells.values() for pair in combinations(sorted(some), 2)}


def statements(connection: sa.Connection, person: PersonId) -> tuple[Statement, ...]:
    """What files said about a person, oldest import first."""
    query = (
        sa.select(
            person_rows.c.file,
            person_rows.c.line,
            person_rows.c.said,
            sa.func.min(imports.c.at).label("at"),
        )
        .select_from(HELD.join(imports, imports.c.id == person_stated.c.import_id))
        .where(person_rows.c.person == person)
        .group_by(person_rows.c.key, person_rows.c.file, person_rows.c.line, person_rows.c.said)
        .order_by("at", person_rows.c.file, person_rows.c.line)
    )
    return tuple(
        Statement(
            file=row.file,
            line=row.line,
            at=moment_of(row.at),
            said=tuple(
                (name, _in_words(value))
                for name, value in json.loads(row.said).items()
                if MADE_UP not in str(value) or name != "id"
            ),
        )
        for row in connection.execute(query)
    )


def _in_words(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, dict):
        return "; ".join(f"{name}: {text}" for name, text in value.items())
    if isinstance(value, list):
        return "; ".join(map(str, value))
    return str(value)
