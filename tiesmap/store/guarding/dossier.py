"""Everything stored about one person, and nothing about anybody else."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import sqlalchemy as sa

from tiesmap.model.days import date_of, moment_of
from tiesmap.model.evidence import BETWEEN
from tiesmap.model.folding import fold
from tiesmap.model.ids import PersonId
from tiesmap.model.visits import POINTS
from tiesmap.store import schema
from tiesmap.store.entries import FIELDS
from tiesmap.store.guarding.tombstones import Signs, email_sign, name_sign
from tiesmap.store.history.provenance import statements
from tiesmap.store.people import TEXTS
from tiesmap.store.roles import GOING, days, places
from tiesmap.store.transactions import Conflict

OTHER = "[somebody else]"
Part = list[dict[str, Any]]
_DAYS = frozenset().union(*(days(table) for table in schema.metadata.sorted_tables))


def all_about(connection: sa.Connection, person: PersonId) -> dict[str, Part]:
    """Every row about the person, grouped by kind; other people in it are not named."""
    people = schema.people
    query = sa.select(people).where(people.c.id == person)
    row = connection.execute(query).mappings().first()
    if row is None:
        raise Conflict("This person is not there any more: load the page again.")
    others = _others(connection, person)
    found: dict[str, Part] = {
        "person": [
            {name: row[name] for name in (*TEXTS, "rep", "do_not_ask")} | dict(row["extra"])
        ],
        "known_by": _rows(connection, schema.person_keys, ("kind", "scope", "value"), "person",
                          person),
        "said_by_files": [
            {"file": one.file, "line": one.line, "imported": one.at.isoformat()} | dict(one.said)
            for one in statements(connection, person)
        ],
        "relationships": _rows(connection, schema.relationships,
                               ("client", "comfort", "stage", "signed_on", "bucket", "notes"),
                               "person", person),
        "interactions": _interactions(connection, person),
        **{name: _rows(connection, schema.metadata.tables[name], _said(name), " ".join(kind.people),
                       person)
           for name, kind in BETWEEN.items()},
        "requests": _rows(connection, schema.requests, ("status", "outcome", "purpose",
                          "note_to_forward", "letter", "asked_on", "follow_up_on"),
                          "connector_id target_id goal_id", person),
        "request_steps": _steps(connection, person),
        **{name: _rows(connection, table, FIELDS[name][2:], "person", person)
           for name, table in schema.practice.items()},
        "limits": _rows(connection, schema.ask_limits, ("asks_a_quarter", "cool_down_days"),
                        "person", person),
        "no_go": _rows(connection, schema.no_go, (), "connector target", person),
        **{name: _rows(connection, table, columns, " ".join(where or places(table, *GOING)), person)
           for name, table, columns, *where in _IN_THE_TEAM},
        "resume": _resume(connection, person, row["name"]),
        "changes": _changes(connection, person),
    }  # fmt: skip
    return {
        part: [{name: _without(others, value) for name, value in one.items()} for one in rows]
        for part, rows in found.items()
    }


_IN_THE_TEAM = (
    ("membership", schema.members, ("email", "role", "active_until")),
    ("coaching", schema.coaching, ()),
    ("visits", schema.visits, ("day", "client", "agreed", "due")),
    ("shown", schema.shown, ("day", "account", "words")),
    ("seen", schema.seen, ("ending", "words")),
    # How he was seen to work is about the rep alone.
    ("seen_of_them", schema.seen, tuple(POINTS), "rep"),
    ("opened", schema.opened, ("kind",), "person"),
    ("known_ties", schema.known_ties, ("name", "company", "category", "strength", "day"), "person"),
    ("colleague_asks", schema.colleague_asks, ("name", "company", "why", "note", "edited", "answer",
     "asked_on", "answered_on", "do_on", "came", "came_on")),
    ("approvers", schema.approvers, ()),
    ("asked_for", schema.asked_for, ("name", "named")),
    ("looks", schema.looks, ("kind", "day")),
    ("refusals", schema.refusals, ("reason",)),
)  # fmt: skip
"""What is stored of somebody as a member of a team, and between its members: the name of the part,
its table, the columns shown, and those that may name him, where not all that name somebody do."""


def _resume(connection: sa.Connection, person: PersonId, name: str) -> Part:
    """What the person wrote about himself as a rep, and where other reps quote him."""
    found: Part = []
    table = schema.rep_settings
    query = sa.select(table.c.rep, table.c.value).where(table.c.name == "resume")
    for rep, value in connection.execute(query.order_by(table.c.rep)).all():
        if not isinstance(value, Mapping):
            continue
        if rep == person:
            found += [
                {"as": "rep", "field": field, "text": text if isinstance(text, str) else
                 json.dumps(text, ensure_ascii=False)}
                for field, text in value.items()
            ]  # fmt: skip
            continue
        quoted = value.get("references")
        for one in quoted if isinstance(quoted, list) else ():
            if isinstance(one, Mapping) and fold(str(one.get("name", ""))) == fold(name) != "":
                found += [{"as": "reference", "field": field, "text": str(text)}
                          for field, text in one.items()]  # fmt: skip
    return found


def _others(connection: sa.Connection, person: PersonId) -> Signs:
    """The names, addresses and numbers of everybody else, so that they can be blotted out."""
    people = schema.people
    signs = Signs(b"others", frozenset(), ())
    hashes: set[bytes] = set()
    lengths: set[int] = set()
    own: set[bytes] = set()
    for number, name, email in connection.execute(
        sa.select(people.c.id, people.c.name, people.c.email)
    ):
        sign, words = name_sign(name)
        mine = own if number == person else hashes
        if words:
            mine.add(signs.hash_of(*sign))
            lengths.add(words)
        if email:
            mine.add(signs.hash_of(*email_sign(email)))
    return Signs(b"others", frozenset(hashes - own), tuple(sorted(lengths, reverse=True)))


def _without(others: Signs, value: Any) -> Any:
    return others.blot(value, OTHER) if isinstance(value, str) else value


def _said(kind: str) -> tuple[str, ...]:
    """What a row of evidence says beside the people whom it names."""
    own = ("id", "key", "import_id", *BETWEEN[kind].people)
    columns = schema.metadata.tables[kind].columns
    return tuple(column.name for column in columns if column.name not in own)


def _rows(
    connection: sa.Connection,
    table: sa.Table,
    names: tuple[str, ...],
    where: str,
    person: PersonId,
) -> Part:
    """The rows that name the person, each with the columns that do."""
    found = []
    columns = where.split()
    query = sa.select(table).where(sa.or_(*(table.c[name] == person for name in columns)))
    for row in connection.execute(query.order_by(*table.primary_key)).mappings():
        one = {name: _plain(name, row[name]) for name in names}
        if len(columns) > 1:
            stands = [name.removesuffix("_id") for name in columns if row[name] == person]
            one = {"as": ", ".join(stands)} | one
        found.append(one)
    return found


def _plain(name: str, value: Any) -> Any:
    if name in _DAYS and value is not None:
        return date_of(value).isoformat()
    return value


def _steps(connection: sa.Connection, person: PersonId) -> Part:
    """The steps of the requests that name the person."""
    asks, steps = schema.requests, schema.request_steps
    ends = ("connector_id", "target_id", "goal_id")
    query = (
        sa.select(steps)
        .join(asks, asks.c.request == steps.c.request)
        .where(sa.or_(*(asks.c[name] == person for name in ends)))
        .order_by(steps.c.id)
    )
    said = {"from": "from_status", "to": "to_status", "note": "note", "undone": "undone"}
    return [
        {"at": moment_of(row["at"]).isoformat()} | {one: row[name] for one, name in said.items()}
        for row in connection.execute(query).mappings()
    ]


def _interactions(connection: sa.Connection, person: PersonId) -> Part:
    table, to = schema.interactions, schema.recipients
    received = sa.select(to.c.interaction).where(to.c.person == person)
    query = (
        sa.select(table)
        .where(sa.or_(table.c.sender == person, table.c.id.in_(received)))
        .order_by(table.c.day, table.c.id)
    )
    return [
        {
            "as": "from" if row["sender"] == person else "to",
            "date": moment_of(row["day"]).isoformat(),
            "channel": row["channel"],
            "others": row["recipients"],
            **{name: row[name] for name in ("purpose", "notes")},
        }
        for row in connection.execute(query).mappings()
    ]


def _changes(connection: sa.Connection, person: PersonId) -> Part:
    changes = schema.changes
    about = (schema.relationships, *schema.practice.values())
    told = [(schema.people, schema.people.c.id), *((table, table.c.person) for table in about)]
    query = (
        sa.select(changes)
        .where(
            sa.or_(
                *(
                    sa.and_(
                        changes.c.table_name == table.name,
                        changes.c.row_id.in_(sa.select(table.c.id).where(own == person)),
                    )
                    for table, own in told
                ),
            )
        )
        .order_by(changes.c.id)
    )
    return [
        {
            "at": moment_of(row["at"]).isoformat(),
            "by": "hand" if row["import_id"] is None else f"import {row['import_id']}",
            "field": row["field"],
            "before": _plain(row["field"], row["before"]),
            "after": _plain(row["field"], row["after"]),
        }
        for row in connection.execute(query).mappings()
    ]
