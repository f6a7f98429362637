"""Ratings and notes in an import: what its rows say about people and categories for a rep."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import fields
from operator import attrgetter, itemgetter
from typing import Any

import sqlalchemy as sa

from tiesmap.model.ids import PersonId
from tiesmap.model.intake import Checked
from tiesmap.model.people import PersonRecord, RelationshipRecord
from tiesmap.store import schema
from tiesmap.store.history.journal import Replaced, by_hand
from tiesmap.store.history.provenance import keep_restated_fields
from tiesmap.store.incoming.batch import Batch, Count
from tiesmap.store.operation import plain
from tiesmap.store.people import labels
from tiesmap.store.ratings import RELATION, no_relationship
from tiesmap.store.rows import Row, insert_new, rows_in, take_ids, update_rows

_COLUMNS = tuple(column.name for column in schema.relationships.columns)
_KEPT_RATINGS = ("comfort", "notes")  # once stored, no file changes them


def said_in(record: PersonRecord | RelationshipRecord) -> Row:
    """What a row says about the rep and a person; each kind of row has only some of the fields."""
    if isinstance(record, PersonRecord):
        names, values = _OF_PERSON, _of_person(record)
    else:
        names, values = _OF_RATING, _of_rating(record)
    if not any(values) and values.count(False) == 0:
        return {}  # as most rows about people
    return {
        name: plain(value)
        for name, value in zip(names, values, strict=True)
        if value is not None and value != ""
    }


def _held(record: type[PersonRecord] | type[RelationshipRecord]) -> tuple[str, ...]:
    return tuple(name for name in RELATION if name in {one.name for one in fields(record)})


_OF_PERSON, _OF_RATING = _held(PersonRecord), _held(RelationshipRecord)
_of_person, _of_rating = attrgetter(*_OF_PERSON), attrgetter(*_OF_RATING)


def store_relationships(batch: Batch, file: Checked, count: Count) -> None:
    """Store the rows in which reps rate people and categories."""
    said: list[tuple[str, PersonId, PersonId, Row]] = []
    ratings: dict[tuple[int, str], int] = {}
    who = batch.who(file.file)
    for record in file.relationships:
        rep = who.get(record.rep) if record.rep else batch.rep
        if rep is None:
            count.without_rep += not record.rep
            continue
        if record.person:
            person = who.get(record.person)
            if person is not None:
                said.append((file.file, rep, person, said_in(record)))
        elif record.category and record.comfort is not None:
            ratings[rep, record.category] = record.comfort
    for part in batch.portions(said):
        store_said(batch, part)
    _store_category_ratings(batch, count, ratings)
    batch.advance(len(file.relationships), file.file)


# One rule after the other, in the order in which they count.
def store_said(batch: Batch, said: Sequence[tuple[str, PersonId, PersonId, Row]]) -> None:
    """Add to what reps say about people; items are (file, rep, person, values)."""
    connection = batch.connection
    table = schema.relationships
    wanted: dict[tuple[PersonId, PersonId], list[tuple[str, Row]]] = {}
    for file, rep, person, values in said:
        if rep != person and any(values.values()):
            wanted.setdefault((rep, person), []).append((file, values))
            batch.give(rep, person)
    if not wanted:
        return
    query = sa.select(table).where(table.c.rep.in_({rep for rep, _ in wanted}))
    persons = dict.fromkeys(person for _, person in wanted)
    stored = {
        (row["rep"], row["person"]): row
        for row in rows_in(connection, query, table.c.person, persons)
    }
    hand = by_hand(connection, table, [row["id"] for row in stored.values()])
    first = take_ids(connection, table, sum(pair not in stored for pair in wanted))
    made: list[Row] = []
    updated: list[Row] = []
    replaced: list[Replaced] = []
    shown: list[tuple[PersonId, str, Any, Any]] = []
    again: list[tuple[int, str]] = []
    for pair, rows in wanted.items():
        before = stored.get(pair)
        if before is None:
            row = no_relationship(first + len(made), *pair) | {"import_id": batch.id}
        else:
            row = before
        values = _merged_said(row, rows, hand.get(row["id"], set()), is_new=before is None)
        if before is not None and before["import_id"] != batch.id:
            again += [(row["id"], name) for name in RELATION if _states(row, name, rows)]
        if not values:
            continue
        batch.count(rows[-1][0]).stored["relationships"] += 1
        if before is None:
            made.append(row | values)
        else:
            updated.append(row | values)
            replaced += [(row["id"], name, row[name], value) for name, value in values.items()]
            shown += [(pair[1], name, row[name], value) for name, value in values.items()]
    keep_restated_fields(connection, table, again, batch.id)
    insert_new(connection, table, _COLUMNS, [*map(itemgetter(*_COLUMNS), made)], spare=False)
    if updated:
        update_rows(connection, table, updated, RELATION)
        label = labels(connection, {person for person, *_ in shown})
        for person, name, old, new in shown:
            batch.show({"id": person, "name": label[person]}, [(name, old, new)])
    batch.op.write_down(table, replaced)
    changed = made + updated
    if changed:
        old_people = {row["person"] for row in changed if row["person"] < batch.first_new}
        batch.op.persons.update(old_people)
        batch.op.groups.add("comfort")


def _merged_said(
    row: Row, rows: Sequence[tuple[str, Row]], protected: Collection[str], *, is_new: bool
) -> Row:
    if is_new and len(rows) == 1:
        return rows[0][1]  # nothing stands in its way
    values: Row = {}
    for name in RELATION:
        said = [one[name] for _, one in rows if name in one]
        if not said or name in protected or any(value == row[name] for value in said):
            continue
        if name in _KEPT_RATINGS and row[name] not in (None, ""):
            continue
        values[name] = said[-1]
    return values


def _states(row: Row, name: str, rows: Sequence[tuple[str, Row]]) -> bool:
    """Whether any of the rows states the stored value."""
    stored = row[name]
    return stored not in (None, "") and any(one.get(name) == stored for _, one in rows)


def _store_category_ratings(
    batch: Batch, count: Count, ratings: Mapping[tuple[int, str], int]
) -> None:
    table = schema.category_ratings
    if not ratings:
        return
    query = sa.select(table.c.rep, table.c.category, table.c.id, table.c.comfort)
    stored = {
        (row.rep, row.category): (row.id, row.comfort) for row in batch.connection.execute(query)
    }
    again = [
        (stored[pair][0], "comfort")
        for pair, comfort in ratings.items()
        if pair in stored and stored[pair][1] == comfort
    ]
    keep_restated_fields(batch.connection, table, again, batch.id)
    new = [(pair, comfort) for pair, comfort in ratings.items() if pair not in stored]
    if not new:
        return
    first = take_ids(batch.connection, table, len(new))
    batch.connection.execute(
        table.insert(),
        [
            {"id": first + k, "rep": rep, "category": category, "comfort": comfort,
             "import_id": batch.id}
            for k, ((rep, category), comfort) in enumerate(new)
        ],
    )  # fmt: skip
    count.stored["relationships"] += len(new)
    batch.op.groups.add("comfort")
