"""Migrations: how a database of an older version is brought up to date.

First every table and column that the schema declares and the file lacks is added, each column
with its default; so a new column needs only a higher `schema.VERSION`. Then follow the numbered
steps that change stored data, each once: the file records the steps that are done.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from tiesmap.model.days import day_number
from tiesmap.model.folding import fold
from tiesmap.model.people import TargetRecord
from tiesmap.store import schema
from tiesmap.store.entries import give_keys, is_taken
from tiesmap.store.history.rowlog import Entry, entries_of, log_text
from tiesmap.store.nouns import noun_of
from tiesmap.store.owners import write_owners
from tiesmap.store.rows import Row
from tiesmap.store.sharing.giving import give_cards_again
from tiesmap.store.targets import target_key


def migrate(connection: sa.Connection) -> None:
    """Bring a database up to date, without losing anything stored."""
    complete(connection)
    table = schema.migrations
    behind = set(connection.execute(sa.select(table.c.name)).scalars())
    for name, step in STEPS.items():
        if name not in behind:
            step(connection)
    record(connection, [name for name in STEPS if name not in behind])


def record(connection: sa.Connection, names: list[str]) -> None:
    """Record in the file that these steps are done."""
    at = day_number(datetime.now())
    if names:
        rows = [{"name": name, "at": at} for name in names]
        connection.execute(schema.migrations.insert(), rows)


# What is declared and not there ------------------------------------------------------------------


def complete(connection: sa.Connection) -> None:
    """Add missing tables, columns, indexes and counters."""
    schema.metadata.create_all(connection)
    known = sa.inspect(connection)
    for table in schema.metadata.sorted_tables:
        there = {column["name"]: column for column in known.get_columns(table.name)}
        for column in table.columns:
            if column.name not in there:
                add_column(connection, column)
            elif there[column.name]["nullable"] and not column.nullable:
                _fill(connection, column)
        indexed = {index["name"] for index in known.get_indexes(table.name)}
        for index in table.indexes:
            if index.name not in indexed:
                index.create(connection)
    _add_counters(connection)


def add_column(connection: sa.Connection, column: sa.Column[Any]) -> None:
    """Add a column to an existing table, with its default in each row."""
    dialect = connection.dialect
    kind = column.type.compile(dialect)
    default = _default(column)
    rule = ""
    if default is not None:
        text = isinstance(column.type, sa.JSON)
        said = sa.literal(json.dumps(default)) if text else sa.literal(default, column.type)
        written = said.compile(dialect=dialect, compile_kwargs={"literal_binds": True})
        rule = f" not null default {written}"
    connection.exec_driver_sql(
        f"alter table {column.table.name} add column {column.name} {kind}{rule}"
    )


def _fill(connection: sa.Connection, column: sa.Column[Any]) -> None:
    """Write the default where an older version added the column without one."""
    default = _default(column)
    if default is not None:
        connection.execute(
            sa.update(column.table).where(column.is_(None)).values({column.name: default})
        )


def _default(column: sa.Column[Any]) -> Any:
    """The default of the column; None where it has none."""
    if column.nullable or column.primary_key or column.foreign_keys:
        return None
    value = getattr(column.default, "arg", None)
    return {} if callable(value) else value


def _add_counters(connection: sa.Connection) -> None:
    counters = schema.counters
    stored = set(connection.execute(sa.select(counters.c.name)).scalars())
    missing = dict.fromkeys(schema.GROUPS, 0)
    for table in schema.NUMBERED:
        # A table that counted for itself goes on from where it stands.
        last = connection.execute(sa.select(sa.func.max(table.c.id))).scalar_one()
        missing[f"id:{table.name}"] = last or 0
    new = [{"name": name, "value": n} for name, n in missing.items() if name not in stored]
    if new:
        connection.execute(counters.insert(), new)


# What moves --------------------------------------------------------------------------------------


def _settings_of_reps(connection: sa.Connection) -> None:
    """Turn settings named NAME:REP into rows of `rep_settings`, also in the logs of merges."""
    old, new = schema.settings, schema.rep_settings
    reps = set(connection.execute(sa.select(schema.people.c.id)).scalars())
    for key, value in connection.execute(sa.select(old.c.key, old.c.value)).all():
        own = _own(key)
        if own is None:
            continue
        if own["rep"] in reps:
            connection.execute(new.insert().values(own | {"value": value}))
        connection.execute(old.delete().where(old.c.key == key))

    def of_rep(name: str, before: Row | None, after: Row | None) -> Entry:
        if name == old.name and _own((before or after or {}).get("key", "")) is not None:
            return new.name, _moved(before), _moved(after)
        return name, before, after

    _log_again(connection, schema.merges, of_rep)


def _log_again(
    connection: sa.Connection, logs: sa.Table, again: Callable[[str, Row | None, Row | None], Entry]
) -> None:
    """Write the entries of all logs of a table as `again` has them."""
    for number, log in connection.execute(sa.select(logs.c.id, logs.c.log)).all():
        text = log_text([again(*entry) for entry in entries_of(log)])
        connection.execute(logs.update().where(logs.c.id == number).values(log=text))


def _own(key: str) -> Row | None:
    name, _, rep = key.rpartition(":")
    return {"rep": int(rep), "name": name} if name and rep.isdecimal() else None


def _moved(row: Row | None) -> Row | None:
    own = None if row is None else _own(row["key"])
    return None if row is None or own is None else own | {"value": row["value"]}


def _one_form_of_names(connection: sa.Connection) -> None:
    """Normalize stored names as files are: before, a soft hyphen counted in one of two places."""
    people = schema.people
    columns = [people.c[n] for n in ("id", "name", "email", "folded_name", "folded_email")]
    rows = [
        {"row": row.id, "by_name": fold(row.name), "by_email": fold(row.email)}
        for row in connection.execute(sa.select(*columns))
        if (row.folded_name, row.folded_email) != (fold(row.name), fold(row.email))
    ]
    if rows:
        connection.execute(
            people.update()
            .where(people.c.id == sa.bindparam("row"))
            .values(folded_name=sa.bindparam("by_name"), folded_email=sa.bindparam("by_email")),
            rows,
        )
    targets = schema.targets
    for wanted in connection.execute(sa.select(targets)).mappings().all():
        target = noun_of(TargetRecord, wanted, line=0)
        key = target_key(wanted["rep"], target)
        if key != wanted["key"] and not is_taken(connection, targets, key):
            where = targets.c.id == wanted["id"]
            connection.execute(targets.update().where(where).values(key=key))


def _keys_by_person(connection: sa.Connection) -> None:
    """Put the keys in the order of their people; before, it was by key, with an index the other
    way around, which held every word once more. Two more indexes are gone: by them somebody was
    found by name or address, which the keys know too."""
    for index in ("ix_people_folded_name", "ix_people_folded_email"):
        connection.exec_driver_sql(f"drop index if exists {index}")
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql(
            "alter table person_keys drop constraint person_keys_pkey, "
            "add primary key (person, kind, scope, value)"
        )
        connection.exec_driver_sql("drop index if exists ix_person_keys_person")
        return
    keys = schema.person_keys
    names = ", ".join(column.name for column in keys.columns)
    connection.exec_driver_sql("alter table person_keys rename to keys_of_before")
    for index in ("one_person_a_key", "ix_person_keys_person"):
        connection.exec_driver_sql(f"drop index if exists {index}")
    keys.create(connection)
    connection.exec_driver_sql(
        f"insert into person_keys ({names}) select {names} from keys_of_before order by person"
    )
    connection.exec_driver_sql("drop table keys_of_before")


_AS_SAID = (
    ("comfort", re.compile(r"your comfort (.+)")),
    ("first", re.compile(r"(?P<rep>.+) looks after (?P<whom>.+): ask .+ first")),
    ("first", re.compile(r"(?P<reps>.+) look after (?P<whom>.+): ask them first")),
    ("members", re.compile(r"is at (.+), which knows its members")),
    ("peers", re.compile(r"is in (.+?)(?P<proposed> \(proposed\))?, and may know others there")),
    ("deals", re.compile(r"is in (.+?)(?P<proposed> \(proposed\))?, which deals with (.+)")),
    ("in_trade", re.compile(r"is in (.+?)(?P<proposed> \(proposed\))?")),
    ("told", re.compile(r"(.*)", re.DOTALL)),
)
"""The words by which reasons of asks were told apart, until each was stored as facts of a kind."""


def _reasons_of_kinds(connection: sa.Connection) -> None:
    """Give each reason of an ask its kind, also in the logs; and to the naming of an open ask what
    it was about, which its step said in words."""
    asks, steps = schema.requests, schema.request_steps
    was = {
        row.id: row.note
        for row in connection.execute(
            sa.select(asks.c.id, steps.c.note)
            .join(steps, steps.c.request == asks.c.request)
            .where(steps.c.note.like("named; was somebody %"), sa.not_(steps.c.undone))
            .order_by(steps.c.id)
        )
    }

    def of_kinds(row: Row) -> Row:
        if "reasons" not in row:
            return row
        named = was.get(row["id"], "")
        return row | {"reasons": [_of_kind(said, named) for said in row["reasons"]]}

    def of_asks(name: str, before: Row | None, after: Row | None) -> Entry:
        if name != asks.name:
            return name, before, after
        return name, before and of_kinds(before), after and of_kinds(after)

    for row in connection.execute(sa.select(asks.c.id, asks.c.reasons)).mappings().all():
        connection.execute(asks.update().where(asks.c.id == row["id"]).values(of_kinds(dict(row))))
    for logs in (schema.merges, schema.operations):
        _log_again(connection, logs, of_asks)


def _of_kind(said: str, was: str) -> Row:
    """A reason as it is stored; `was`: the note of the step that gave its ask a name."""
    about = re.fullmatch(r"named; was somebody (?:at (?P<company>.+)|in (?P<trade>.+))", was)
    if about and (named := re.fullmatch(r"(.+) named (.+)", said)):
        return {"named": [*named.groups(), about["company"] or "", about["trade"] or ""]}
    kind, found = next((kind, got) for kind, form in _AS_SAID if (got := form.fullmatch(said)))
    parts = found.groupdict()
    if kind == "first":
        reps = [parts["rep"]] if "rep" in parts else re.split(r", | and ", parts["reps"])
        return {kind: [parts["whom"], *reps]}
    facts = [fact for fact in found.groups() if fact is not None and fact != parts.get("proposed")]
    return {kind: facts} | ({"proposed": True} if parts.get("proposed") else {})


STEPS: Mapping[str, Callable[[sa.Connection], None]] = {
    "keys of entries": give_keys,
    "settings of reps": _settings_of_reps,
    "one form of names": _one_form_of_names,
    "whose evidence": write_owners,
    "cards of those named": give_cards_again,
    "keys by person": _keys_by_person,
    "reasons of kinds": _reasons_of_kinds,
}
"""In their order. A step is never changed: what it did wrong, a later one mends."""
