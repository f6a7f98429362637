"""Erasing people from the tables of one database.

Every row about the person is removed, and their names, addresses and numbers are blotted out of
texts about others. `privacy.py` then cleans the files themselves.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from typing import Any

import sqlalchemy as sa

from tiesmap.model.addresses import mailbox_of
from tiesmap.model.ids import PersonId
from tiesmap.model.intake import MADE_UP
from tiesmap.store import entries, schema
from tiesmap.store.guarding.tombstones import (
    ERASING_KEY,
    NAMING,
    Signs,
    blot_json,
    blot_values,
    email_sign,
    keep_signs,
    name_sign,
    number_signs,
    read_signs,
    signs_in,
    url_sign,
)
from tiesmap.store.history import merges
from tiesmap.store.history.provenance import in_json
from tiesmap.store.history.rekeying import new_first_key, new_key
from tiesmap.store.introductions import SET_ASIDE
from tiesmap.store.operation import Operation
from tiesmap.store.people import labels
from tiesmap.store.roles import GOING, Role, free_texts, places, standing
from tiesmap.store.rows import Row, clear_log, delete_rows
from tiesmap.store.settings import read_setting
from tiesmap.store.sharing.preparing import refuse_unless_keeper
from tiesmap.store.transactions import Conflict

PENDING = "erasing"


def erase(op: Operation, persons: Collection[PersonId]) -> tuple[int, int]:
    """Remove people from all tables; returns (rows removed, texts blotted).

    Free pages, log and backups still hold them until `privacy.finish`.
    """
    connection = op.connection
    refuse_unless_keeper(connection, "Erasing somebody")
    known = labels(connection, persons)
    if set(persons) - known.keys():
        raise Conflict("This person is not there any more: load the page again.")
    persons = _with_merged(connection, persons)
    keep_signs(connection, _signs(connection, persons, _named(connection, persons)))
    rows = _remove(connection, persons)
    texts = blot_out(connection)
    _note_pending(connection, persons)
    return rows, texts


def blot_out(connection: sa.Connection) -> int:
    """Blot out everybody who was erased from all texts; returns how many texts changed."""
    signs = read_signs(connection)
    return _blot(connection, signs.blot) if signs else 0


def whom(connection: sa.Connection, signs: Signs) -> set[PersonId]:
    """The people in a copy of the database who were erased from the one with these `signs`.

    A name alone is enough where nobody on file has it any more: a card that was merged since, or
    whose import was undone, has other keys.
    """
    keys, people = schema.person_keys, schema.people
    query = sa.select(keys).where(keys.c.kind != "name")
    found = {
        row.person
        for row in connection.execute(query)
        # An id of a file counts with its name alone; one that was made up of the row is a name.
        if (row.kind != "id" or MADE_UP in row.value)
        and signs.knows(row.kind, row.scope, row.value)
    }
    named = connection.execute(sa.select(people.c.id, people.c.name))
    return found | {person for person, name in named if name and signs.knows_name(name)}


# Who they were -----------------------------------------------------------------------------------

_FURTHER = {"name": "former", "email": "emails", "profile_url": "profiles", "phone": "phones"}
Named = dict[str, set[str]]
"""What kind of sign (name, email, profile_url, phone; and further fields, which may hold any) ->
all that was ever stored."""


def _named(connection: sa.Connection, persons: Collection[PersonId]) -> Named:
    found: Named = {name: set() for name in ("name", "email", "profile_url", "phone", "extra")}

    def add(row: Mapping[str, Any]) -> None:
        if isinstance(row.get("extra"), Mapping):
            found["extra"].update(map(str, row["extra"].values()))
        for name, texts in found.items():
            further = row.get(_FURTHER.get(name, ""), ())
            said = [row.get(name), *(further if isinstance(further, list) else ())]
            texts.update(text.strip() for text in said if isinstance(text, str) and text.strip())

    people, changes = schema.people, schema.changes
    for row in connection.execute(sa.select(people).where(people.c.id.in_(persons))).mappings():
        add(dict(row))
    query = sa.select(changes).where(
        changes.c.table_name == people.name, changes.c.row_id.in_(persons)
    )
    for row in connection.execute(query).mappings():
        add({row["field"]: row["before"]})
        add({row["field"]: row["after"]})
    said = sa.select(schema.person_rows.c.said).where(schema.person_rows.c.person.in_(persons))
    for text in connection.execute(said).scalars():
        add(json.loads(text))
    for merge in _merges_of(connection, persons):
        for person in merges.gone_rows(merge):
            add(person)
    return found


def _with_merged(connection: sa.Connection, persons: Collection[PersonId]) -> list[PersonId]:
    """Those people and everybody merged into them, whom older backups hold as separate people."""
    found, kept_for = set(persons), merges.kept_for(connection)
    while more := {gone for gone, kept in kept_for.items() if kept in found} - found:
        found |= more
    return sorted(found)


def _merges_of(connection: sa.Connection, persons: Collection[PersonId]) -> list[Row]:
    table = schema.merges
    return [
        dict(row)
        for row in connection.execute(sa.select(table)).mappings()
        if {row["kept"], row["gone"]} & set(persons)
    ]


def _signs(
    connection: sa.Connection, persons: Collection[PersonId], named: Named
) -> Iterator[tuple[tuple[str, ...], int]]:
    keys = schema.person_keys
    query = sa.select(keys).where(keys.c.person.in_(persons), keys.c.kind != "name")
    for row in connection.execute(query):
        yield (row.kind, row.scope, row.value), 0
        if row.kind == "email":
            yield (row.kind, row.scope, mailbox_of(row.value)), 0
    for text in named["extra"]:
        yield from ((sign, 0) for sign in signs_in(text))
    for name in named["name"]:
        yield name_sign(name)
    for url in named["profile_url"]:
        yield url_sign(url), 0
    for email in named["email"]:
        yield email_sign(email), 0
    yield from ((sign, 0) for sign in number_signs(named["name"], named["phone"]))


# Out of the tables -------------------------------------------------------------------------------


def _remove(connection: sa.Connection, persons: Collection[PersonId]) -> int:
    gone = set(persons)
    count = _remove_interactions(connection, gone) + _remove_asks(connection, gone)
    about: list[tuple[sa.Table, list[int]]] = [(schema.people, sorted(gone))]
    for table, names in standing(schema.metadata, *GOING):
        if table in (schema.interactions, schema.recipients):
            continue
        where = sa.or_(*(table.c[name].in_(gone) for name in names))
        if "id" in table.c:
            rows = sa.select(table.c.id).where(where)
            about.append((table, list(connection.execute(rows).scalars())))
        count += connection.execute(table.delete().where(where)).rowcount
    for table, ids in about:
        for log in (schema.changes, schema.restated):
            clear_log(connection, log, table, ids)
    for table, names in standing(schema.metadata, Role.MADE_FOR):
        for name in names:
            connection.execute(table.update().where(table.c[name].in_(gone)).values({name: None}))
    _remove_settings(connection, gone)
    # What was done by hand may hold any of it; it cannot be taken back any more.
    connection.execute(schema.operations.delete())
    connection.execute(schema.people.delete().where(schema.people.c.id.in_(gone)))
    return count + len(gone)


def _remove_asks(connection: sa.Connection, gone: Collection[PersonId]) -> int:
    """Remove the requests that name those people, with their steps."""
    asks, steps = schema.requests, schema.request_steps
    stands = sa.or_(*(asks.c[name].in_(gone) for name in places(asks, *GOING)))
    requests = list(connection.execute(sa.select(asks.c.request).where(stands)).scalars())
    delete_rows(connection, steps.c.request, requests)
    return delete_rows(connection, asks.c.request, requests)


def _remove_settings(connection: sa.Connection, gone: Collection[PersonId]) -> None:
    """Remove settings that name them: the last chosen rep, and pairs marked "no introduction"."""
    table = schema.settings
    for row in connection.execute(sa.select(table).where(table.c.key == "chosen_rep")).all():
        if row.value in gone:
            connection.execute(table.delete().where(table.c.key == "chosen_rep"))
    own = schema.rep_settings
    aside = sa.select(own).where(own.c.name == SET_ASIDE)
    for row in connection.execute(aside).all():
        left = [pair for pair in row.value if not set(pair) & set(gone)]
        where = sa.and_(own.c.rep == row.rep, own.c.name == SET_ASIDE)
        connection.execute(own.update().where(where).values(value=left))


def _remove_interactions(connection: sa.Connection, gone: set[PersonId]) -> int:
    """Remove those people from interactions; what they sent goes, and what has nobody else left.

    A meeting has no real sender: another participant takes the place of one who is removed.
    """
    table, to = schema.interactions, schema.recipients
    received = sa.select(to.c.interaction).where(to.c.person.in_(gone))
    stands = sa.or_(table.c.sender.in_(gone), table.c.id.in_(received))
    rows = [dict(row) for row in connection.execute(sa.select(table).where(stands)).mappings()]
    dropped = []
    for row in rows:
        others = sorted(
            connection.execute(
                sa.select(to.c.person).where(to.c.interaction == row["id"])
            ).scalars()
        )
        left = [person for person in others if person not in gone]
        sender = row["sender"]
        if sender in gone and row["channel"] == "meeting" and len(left) > 1:
            sender, left = left[0], left[1:]
        if sender in gone or not left:
            dropped.append(row["id"])
            continue
        become = {row["sender"]: sender}
        key = new_key(connection, table, row, others, become, left)
        values = {"sender": sender, "key": key, "recipients": len(left)}
        connection.execute(
            to.delete().where(to.c.interaction == row["id"], to.c.person.not_in(left))
        )
        connection.execute(table.update().where(table.c.id == row["id"]).values(values))
    clear_log(connection, schema.restated, table, dropped)
    delete_rows(connection, to.c.interaction, dropped)
    return delete_rows(connection, table.c.id, dropped)


def _blot(connection: sa.Connection, blot: Callable[[str], str]) -> int:
    """Blot out names from texts about others."""
    _blot_first_keys(connection, blot)
    count = 0
    for table in schema.metadata.sorted_tables:
        names = free_texts(table)
        if not names:
            continue
        keys = [column.name for column in table.primary_key]
        query = sa.select(*(table.c[name] for name in dict.fromkeys((*keys, *names))))
        for row in connection.execute(query).mappings().all():
            if table is schema.settings and row["key"] in (ERASING_KEY, PENDING):
                continue
            values = {
                name: new for name in names if (new := blot_values(row[name], blot)) != row[name]
            }
            if values:
                count += 1
                where = sa.and_(*(table.c[key] == row[key] for key in keys))
                _blot_row(connection, table, dict(row), values, where)
    return count + _blot_json(connection, blot)


def _blot_row(
    connection: sa.Connection, table: sa.Table, row: Row, values: Row, where: Any
) -> None:
    """Write the blotted texts of a row, or remove the row where it now equals another one."""
    if table is schema.targets and values.keys() - {"why"}:
        connection.execute(table.delete().where(where))
        return
    if table is schema.category_ratings:
        mine = sa.select(table.c.rep).where(where).scalar_subquery()
        same = sa.select(table.c.id).where(
            table.c.rep == mine, table.c.category == values["category"]
        )
        if connection.execute(same).first():
            connection.execute(table.delete().where(where))
            return
    if table in (schema.interactions, *schema.BETWEEN, *schema.practice.values()):
        values = values | {"key": _key_after(connection, table, row["id"], values)}
    connection.execute(table.update().where(where).values(values))


def _blot_json(connection: sa.Connection, blot: Callable[[str], str]) -> int:
    """The same for texts that hold JSON: rows of files, and logs of merges."""
    count = 0
    rows = schema.person_rows
    for row in connection.execute(sa.select(rows)).mappings().all():
        said = json.loads(row["said"])
        new = said | {
            name: blot_values(said[name], blot) for name in (*NAMING, "extra") if name in said
        }
        if new != said:
            count += 1
            text = in_json(new)
            where = sa.and_(rows.c.person == row["person"], rows.c.key == row["key"])
            connection.execute(rows.update().where(where).values(said=text))
    logs = schema.merges
    for row in connection.execute(sa.select(logs.c.id, logs.c.log)).mappings().all():
        text = blot_json(row["log"], blot)
        if text != row["log"]:
            connection.execute(logs.update().where(logs.c.id == row["id"]).values(log=text))
    return count


def _key_after(connection: sa.Connection, table: sa.Table, number: int, texts: Row) -> bytes:
    """The new key of a row with blotted texts: the same row of a file matches it."""
    query = sa.select(table).where(table.c.id == number)
    row = dict(connection.execute(query).mappings().one())
    others: list[PersonId] = []
    if table is schema.interactions:
        to = schema.recipients
        received = sa.select(to.c.person).where(to.c.interaction == number)
        others = list(connection.execute(received).scalars())
    return new_key(connection, table, row, others, {}, others, row | texts)


def _blot_first_keys(connection: sa.Connection, blot: Callable[[str], str]) -> None:
    """Renew the first keys of edited entries: a file with the blotted old text matches them."""
    for name, table in schema.practice.items():
        query = sa.select(table).where(table.c.first_key.is_not(None))
        for row in connection.execute(query).mappings().all():
            before = entries.first_row(connection, name, row)
            texts = {field: blot_values(before[field], blot) for field in entries.TEXTS[name]}
            first = new_first_key(connection, table, dict(row), {}, texts)
            where = table.c.id == row["id"]
            connection.execute(table.update().where(where).values(first_key=first))


def _note_pending(connection: sa.Connection, persons: Iterable[PersonId]) -> None:
    table = schema.settings
    numbers = sorted({*pending(connection), *persons})
    connection.execute(table.delete().where(table.c.key == PENDING))
    connection.execute(table.insert().values(key=PENDING, value=numbers))


def pending(connection: sa.Connection) -> list[PersonId]:
    """The ids of erased people who may still be in the file or its backups."""
    return list(read_setting(connection, PENDING) or ())
