"""What is stored, as rows of tiesmap's own files; imported again they give the same database.

People are named by their public ids (`keys.public_ids`), so people.csv must be read first.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields
from datetime import date

import sqlalchemy as sa

from tiesmap.model.days import date_of, moment_of
from tiesmap.model.evidence import BETWEEN
from tiesmap.model.groups import grouped
from tiesmap.model.ids import PersonId
from tiesmap.store import schema

Row = dict[str, object]
Ids = Mapping[PersonId, str]
Rows = Callable[[sa.Connection, Ids, PersonId | None], Iterator[Row]]
DAYS = ("date", "last_contact", "since")

COLUMNS: Mapping[str, tuple[str, ...]] = {
    "relationships": (
        "rep", "person", "category", "client", "comfort", "stage", "signed_on", "bucket",
    ),
    "interactions": ("date", "from", "to", "channel", "purpose", "notes"),
    **{
        name: tuple(field.name for field in fields(kind.record) if field.name != "line")
        for name, kind in BETWEEN.items()
    },
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
    query = sa.select(to.c.interaction, to.c.person).order_by(to.c.interaction, to.c.person)
    others = grouped((row.interaction, ids[row.person]) for row in connection.execute(query))
    for row in connection.execute(sa.select(table).order_by(table.c.id)).mappings():
        moment = moment_of(row["day"])
        midnight = moment.time() == moment.min.time()
        yield {
            "date": moment.date() if midnight else moment.isoformat(),
            "from": ids[row["sender"]],
            "to": others.get(row["id"], []),
            **{name: row[name] for name in ("channel", "purpose", "notes")},
        }


def _between(kind: str) -> Rows:
    """The rows of a kind of evidence that ties all whom a row names, as its file has them.

    The rep's LinkedIn ties are in people.csv instead.
    """

    def rows(connection: sa.Connection, ids: Ids, rep: PersonId | None) -> Iterator[Row]:
        table, people = schema.metadata.tables[kind], BETWEEN[kind].people
        for row in connection.execute(sa.select(table).order_by(table.c.id)).mappings():
            if table is not schema.ties or not _is_link(row, rep):
                yield {
                    name: ids[row[name]] if name in people else _as_filed(row, name)
                    for name in COLUMNS[kind]
                }

    return rows


def _as_filed(row: sa.RowMapping, name: str) -> object:
    if name in DAYS:
        return _day(row["day" if name == "date" else name])
    return _number(row[name]) if isinstance(row[name], float) else row[name]


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


ROWS: Mapping[str, Rows] = {
    "relationships": relationships,
    "interactions": interactions,
    **{kind: _between(kind) for kind in BETWEEN},
    "targets": targets,
}
"""The name of a file -> its rows, in the order in which they came."""
