"""What is stored, as rows of tiesmap's own files; imported again they give the same database.

People are named by their public ids (`keys.public_ids`), so people.csv must be read first.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date

import sqlalchemy as sa

from tiesmap.model.days import date_of, moment_of
from tiesmap.model.ids import PersonId
from tiesmap.store import schema

Row = dict[str, object]
Ids = Mapping[PersonId, str]

COLUMNS: Mapping[str, tuple[str, ...]] = {
    "relationships": (
        "rep", "person", "category", "client", "comfort", "stage", "signed_on", "bucket",
    ),
    "interactions": ("date", "from", "to", "channel", "purpose", "notes"),
    "introductions": ("date", "introducer", "person", "other", "outcome"),
    "ties": ("person", "other", "contacts", "last_contact", "kind", "since", "strength"),
    "targets": ("name", "company", "category", "profile_url", "why"),
}  # fmt: skip
"""The columns of each file, see docs/columns.md."""


def _day(value: float | None) -> date | None:
    return None if value is None else date_of(value)


def _number(value: float | None) -> float | int | None:
    """3.0 is written as 3, as files hold it."""
    return int(value) if value is not None and value == int(value) else value


def relationships(connection: sa.Connection, ids: Ids, rep: PersonId | None) -> Iterator[Row]:
    """What reps say about people and about categories."""
    table = schema.relationships
    query = sa.select(table).order_by(table.c.rep, table.c.person)
    for row in connection.execute(query).mappings():
        said = {name: row[name] for name in ("client", "comfort", "stage", "bucket")}
        said["signed_on"] = _day(row["signed_on"])
        if any(value not in (None, "") for value in said.values()):
            yield {"rep": ids[row["rep"]], "person": ids[row["person"]]} | said
    rated = schema.category_ratings
    query = sa.select(rated).order_by(rated.c.rep, rated.c.category)
    for row in connection.execute(query).mappings():
        if row["comfort"] is not None:
            yield {
                "rep": ids[row["rep"]],
                "category": row["category"],
                "comfort": row["comfort"],
            }


def interactions(connection: sa.Connection, ids: Ids, rep: PersonId | None) -> Iterator[Row]:
    """Mails, meetings, calls."""
    table, to = schema.interactions, schema.recipients
    others: dict[int, list[str]] = {}
    query = sa.select(to.c.interaction, to.c.person).order_by(to.c.interaction, to.c.person)
    for number, person in connection.execute(query):
        others.setdefault(number, []).append(ids[person])
    for row in connection.execute(sa.select(table).order_by(table.c.id)).mappings():
        moment = moment_of(row["day"])
        midnight = moment.time() == moment.min.time()
        yield {
            "date": moment.date() if midnight else moment.isoformat(),
            "from": ids[row["sender"]],
            "to": others.get(row["id"], []),
            **{name: row[name] for name in ("channel", "purpose", "notes")},
        }


def introductions(connection: sa.Connection, ids: Ids, rep: PersonId | None) -> Iterator[Row]:
    """Introductions that happened."""
    table = schema.introductions
    for row in connection.execute(sa.select(table).order_by(table.c.id)).mappings():
        yield {
            "date": _day(row["day"]),
            **{name: ids[row[name]] for name in ("introducer", "person", "other")},
            "outcome": row["outcome"],
        }


def ties(connection: sa.Connection, ids: Ids, rep: PersonId | None) -> Iterator[Row]:
    """Declared ties; the rep's LinkedIn ties are in people.csv instead."""
    table = schema.ties
    for row in connection.execute(sa.select(table).order_by(table.c.id)).mappings():
        if _is_link(row, rep):
            continue
        yield {
            "person": ids[row["person"]],
            "other": ids[row["other"]],
            "contacts": _number(row["contacts"]),
            "last_contact": _day(row["last_contact"]),
            "kind": row["kind"],
            "since": _day(row["since"]),
            "strength": _number(row["strength"]),
        }


def _is_link(row: sa.RowMapping, rep: PersonId | None) -> bool:
    bare = row["contacts"] is None and row["last_contact"] is None and row["strength"] is None
    return row["person"] == rep and row["kind"] == "linkedin" and bare and row["since"] is not None


def links(connection: sa.Connection, rep: PersonId | None) -> dict[PersonId, date | None]:
    """person -> the day on which the rep and they connected on LinkedIn."""
    table = schema.ties
    rows = connection.execute(sa.select(table).where(table.c.person == rep)).mappings()
    return {row["other"]: _day(row["since"]) for row in rows if _is_link(row, rep)}


def targets(connection: sa.Connection, ids: Ids, rep: PersonId | None) -> Iterator[Row]:
    """The wanted list of the rep."""
    table = schema.targets
    query = sa.select(table).where(table.c.rep == rep).order_by(table.c.id)
    for row in connection.execute(query).mappings():
        yield {name: row[name] for name in COLUMNS["targets"]}


ROWS: Mapping[str, Callable[[sa.Connection, Ids, PersonId | None], Iterator[Row]]] = {
    "relationships": relationships,
    "interactions": interactions,
    "introductions": introductions,
    "ties": ties,
    "targets": targets,
}
"""The name of a file -> its rows, in the order in which they came."""
