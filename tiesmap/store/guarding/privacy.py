"""Erasing people so that no trace is left, and all that is known of one person.

A person goes with every row about them. Their names, addresses and numbers are blotted out of the
texts of others. Then the file is written anew, so that neither free pages nor the log holds them,
and so is each backup. Until all of that is done a note in the database says so (with numbers
only), and the next opening finishes it.
"""

from __future__ import annotations

import contextlib
import json
import sqlite3
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from tiesmap.store import entries, opening, schema
from tiesmap.store.guarding import backups
from tiesmap.store.guarding.tombstones import (
    blot_json,
    blot_values,
    copy_signs,
    email_sign,
    keep_signs,
    name_sign,
    phone_sign,
    read_signs,
    url_sign,
)
from tiesmap.store.history import merges
from tiesmap.store.history.rekeying import new_first_key, new_key
from tiesmap.store.introductions import SET_ASIDE
from tiesmap.store.people import labels
from tiesmap.store.rows import LOOKUP, Row, bump, chunks
from tiesmap.store.transactions import FAILURES, Conflict, Unusable, sentence, transaction

_PENDING = "erasing"
_ASKS = ("rep_id", "connector_id", "target_id", "goal_id")
_TEXTS: tuple[tuple[sa.Table, tuple[str, ...]], ...] = (
    (schema.interactions, ("purpose", "notes")),
    (schema.relationships, ("notes",)),
    *((table, entries.TEXTS[name]) for name, table in schema.practice.items()),
    (schema.request_steps, ("by", "note")),
    (schema.targets, ("name", "why", "profile_url")),
    (schema.requests, ("connector", "target", "goal", "path", "reasons", "connector_email",
                       "target_email", "purpose", "note_to_forward")),
    (schema.people, ("extra",)),
    (schema.imports, ("files",)),
    (schema.changes, ("before", "after")),
    (schema.settings, ("value",)),
)  # fmt: skip
"""Where people may be named in what belongs to others."""


def erase(connection: sa.Connection, persons: Collection[int]) -> tuple[int, int]:
    """Take people out of all tables; returns how many rows went and texts were blotted.

    What remains of the file (free pages, log, backups) is for `finish`.
    """
    known = labels(connection, persons)
    if set(persons) - known.keys():
        raise Conflict("This person is not there any more: load the page again.")
    persons = _with_merged(connection, persons)
    named = _named(connection, persons)
    keep_signs(connection, _signs(connection, persons, named))
    rows = _remove(connection, persons)
    signs = read_signs(connection)
    texts = _blot(connection, signs.blot) if signs else 0
    _note_pending(connection, persons)
    bump(connection, *merges.GROUPS)
    return rows, texts


# Who they were -----------------------------------------------------------------------------------

Named = dict[str, set[str]]
"""What kind of sign (name, email, profile_url, phone) -> all that was ever stored."""


def _named(connection: sa.Connection, persons: Collection[int]) -> Named:
    found: Named = {name: set() for name in ("name", "email", "profile_url", "phone")}

    def add(row: Mapping[str, Any]) -> None:
        for name, texts in found.items():
            if isinstance(row.get(name), str) and row[name].strip():
                texts.add(row[name].strip())

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


def _with_merged(connection: sa.Connection, persons: Collection[int]) -> list[int]:
    """Those people and whoever was merged into them: older backups hold them apart."""
    found = set(persons)
    rows = connection.execute(sa.select(schema.merges.c.kept, schema.merges.c.gone)).all()
    while more := {row.gone for row in rows if row.kept in found} - found:
        found |= more
    return sorted(found)


def _merges_of(connection: sa.Connection, persons: Collection[int]) -> list[Row]:
    table = schema.merges
    return [
        dict(row)
        for row in connection.execute(sa.select(table)).mappings()
        if {row["kept"], row["gone"]} & set(persons)
    ]


def _signs(
    connection: sa.Connection, persons: Collection[int], named: Named
) -> Iterator[tuple[tuple[str, ...], int]]:
    keys = schema.person_keys
    query = sa.select(keys).where(keys.c.person.in_(persons), keys.c.kind != "name")
    for row in connection.execute(query):
        yield (row.kind, row.scope, row.value), 0
    for name in named["name"]:
        yield name_sign(name)
    for url in named["profile_url"]:
        yield url_sign(url), 0
    for email in named["email"]:
        yield email_sign(email), 0
    for phone in named["phone"]:
        if (sign := phone_sign(phone)) is not None:
            yield sign, 0


# Out of the tables -------------------------------------------------------------------------------


def _remove(connection: sa.Connection, persons: Collection[int]) -> int:
    gone = set(persons)
    count = _remove_interactions(connection, gone)
    stands: list[tuple[sa.Table, Sequence[str]]] = [
        (schema.ties, ("person", "other")),
        (schema.introductions, ("introducer", "person", "other")),
        (schema.targets, ("rep",)),
        (schema.category_ratings, ("rep",)),
        *((table, ("rep", "person")) for table in schema.practice.values()),
        (schema.ask_limits, ("person",)),
        (schema.no_go, ("connector", "target")),
        (schema.person_stated, ("person",)),
        (schema.person_rows, ("person",)),
        (schema.person_keys, ("person",)),
        (schema.decisions, ("one", "other")),
        (schema.merges, ("kept", "gone")),
    ]
    about: list[tuple[sa.Table, list[int]]] = [(schema.people, sorted(gone))]
    for table, names in ((schema.relationships, ("rep", "person")), *stands):
        where = sa.or_(*(table.c[name].in_(gone) for name in names))
        if "id" in table.c:
            about.append(
                (table, list(connection.execute(sa.select(table.c.id).where(where)).scalars()))
            )
        count += connection.execute(table.delete().where(where)).rowcount
    asks = schema.requests
    mine = sa.select(asks.c.request).where(sa.or_(*(asks.c[name].in_(gone) for name in _ASKS)))
    requests = list(connection.execute(mine).scalars())
    for part in chunks(requests, LOOKUP):
        steps = schema.request_steps
        connection.execute(steps.delete().where(steps.c.request.in_(part)))
        count += connection.execute(asks.delete().where(asks.c.request.in_(part))).rowcount
    changes, again = schema.changes, schema.restated
    for table, ids in about:
        for few in chunks(ids, LOOKUP):
            for log in (changes, again):
                connection.execute(
                    log.delete().where(log.c.table_name == table.name, log.c.row_id.in_(few))
                )
    connection.execute(schema.imports.update().where(schema.imports.c.rep.in_(gone)), {"rep": None})
    _remove_settings(connection, gone)
    chosen = schema.settings
    for row in connection.execute(sa.select(chosen).where(chosen.c.key == "chosen_rep")).all():
        if row.value in gone:
            connection.execute(chosen.delete().where(chosen.c.key == "chosen_rep"))
    connection.execute(schema.people.delete().where(schema.people.c.id.in_(gone)))
    return count + len(gone)


def _remove_settings(connection: sa.Connection, gone: Collection[int]) -> None:
    """What is kept for each rep alone (NAME:REP), such as the pace or the words of drafts."""
    table = schema.settings
    for key in list(connection.execute(sa.select(table.c.key)).scalars()):
        if key.rpartition(":")[2] in map(str, gone):
            connection.execute(table.delete().where(table.c.key == key))
        elif key.startswith(f"{SET_ASIDE}:"):
            where = table.c.key == key
            pairs = connection.execute(sa.select(table.c.value).where(where)).scalar_one()
            left = [pair for pair in pairs if not set(pair) & set(gone)]
            connection.execute(table.update().where(where).values(value=left))


def _remove_interactions(connection: sa.Connection, gone: set[int]) -> int:
    """Interactions without those people; one with nobody else left goes, and what they sent.

    In a meeting all are alike: somebody else takes the place of a sender who goes.
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
    again = schema.restated
    for part in chunks(dropped, LOOKUP):
        connection.execute(to.delete().where(to.c.interaction.in_(part)))
        connection.execute(
            again.delete().where(again.c.table_name == table.name, again.c.row_id.in_(part))
        )
        connection.execute(table.delete().where(table.c.id.in_(part)))
    return len(dropped)


def _blot(connection: sa.Connection, blot: Callable[[str], str]) -> int:
    """Blot names out of the texts of others."""
    _blot_first_keys(connection, blot)
    count = 0
    for table, names in _TEXTS:
        keys = [column.name for column in table.primary_key]
        query = sa.select(*(table.c[name] for name in (*keys, *names)))
        for row in connection.execute(query).mappings().all():
            values = {
                name: new for name in names if (new := blot_values(row[name], blot)) != row[name]
            }
            if table is schema.settings and row["key"] in ("erasing_key", _PENDING):
                continue
            if values:
                count += 1
                if table is schema.targets and "name" in values:
                    connection.execute(table.delete().where(table.c.id == row["id"]))
                    continue
                if table is schema.interactions:
                    values["key"] = _key_after(connection, row["id"], values)
                if table in schema.practice.values():
                    values["key"] = _entry_key_after(connection, table, row["id"], values)
                where = sa.and_(*(table.c[key] == row[key] for key in keys))
                connection.execute(table.update().where(where).values(values))
    rows = schema.person_rows
    for row in connection.execute(sa.select(rows)).mappings().all():
        said = json.loads(row["said"])
        new = said | {
            name: blot_values(said[name], blot) for name in ("notes", "extra") if name in said
        }
        if new != said:
            count += 1
            text = json.dumps(new, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
            where = sa.and_(rows.c.person == row["person"], rows.c.key == row["key"])
            connection.execute(rows.update().where(where).values(said=text))
    logs = schema.merges
    for row in connection.execute(sa.select(logs.c.id, logs.c.log)).mappings().all():
        text = blot_json(row["log"], blot)
        if text != row["log"]:
            connection.execute(logs.update().where(logs.c.id == row["id"]).values(log=text))
    return count


def _key_after(connection: sa.Connection, number: int, texts: Row) -> bytes:
    """The key of an interaction whose texts change: the same row of a file meets it again."""
    table, to = schema.interactions, schema.recipients
    query = sa.select(table).where(table.c.id == number)
    row = dict(connection.execute(query).mappings().one())
    others = list(
        connection.execute(sa.select(to.c.person).where(to.c.interaction == number)).scalars()
    )
    return new_key(connection, table, row, others, {}, others, row | texts)


def _blot_first_keys(connection: sa.Connection, blot: Callable[[str], str]) -> None:
    """Entries that a hand changed: a file's row with the blotted text of before meets them too."""
    for name, table in schema.practice.items():
        query = sa.select(table).where(table.c.first_key.is_not(None))
        for row in connection.execute(query).mappings().all():
            before = entries.first_row(connection, name, row)
            texts = {field: blot_values(before[field], blot) for field in entries.TEXTS[name]}
            first = new_first_key(connection, table, dict(row), {}, texts)
            where = table.c.id == row["id"]
            connection.execute(table.update().where(where).values(first_key=first))


def _entry_key_after(connection: sa.Connection, table: sa.Table, number: int, texts: Row) -> bytes:
    query = sa.select(table).where(table.c.id == number)
    row = dict(connection.execute(query).mappings().one())
    return new_key(connection, table, row, (), {}, (), row | texts)


# Out of the files --------------------------------------------------------------------------------


def _note_pending(connection: sa.Connection, persons: Iterable[int]) -> None:
    table = schema.settings
    stored = pending(connection)
    connection.execute(table.delete().where(table.c.key == _PENDING))
    numbers = sorted({*stored, *persons})
    connection.execute(table.insert().values(key=_PENDING, value=numbers))


def pending(connection: sa.Connection) -> list[int]:
    """The numbers of those whose traces are not all gone yet."""
    table = schema.settings
    query = sa.select(table.c.value).where(table.c.key == _PENDING)
    return list(connection.execute(query).scalar_one_or_none() or ())


def finish(engine: sa.Engine, patience: float = 10.0) -> int:
    """Write the file and its backups anew without those who were erased; how many backups.

    Raises Unusable where another window holds the file: nothing is lost then, and the next
    opening tries again.
    """
    with transaction(engine) as connection:
        persons = pending(connection)
    if not persons:
        return 0
    rewritten = 0
    if engine.dialect.name == "sqlite" and engine.url.database not in (None, "", ":memory:"):
        database = Path(str(engine.url.database))
        engine.dispose()
        write_anew(database, patience)
        rewritten = _rewrite_backups(engine, database, persons)
    with transaction(engine, writing=True) as connection:
        table = schema.settings
        connection.execute(table.delete().where(table.c.key == _PENDING))
    return rewritten


def write_anew(database: Path, patience: float) -> None:
    """Write the file anew and empty its log. Raises Unusable where another window holds it."""
    try:
        with contextlib.closing(
            sqlite3.connect(database, timeout=patience, isolation_level=None)
        ) as raw:
            raw.execute("pragma secure_delete = on")
            for statement in ("pragma wal_checkpoint(truncate)", "vacuum",
                              "pragma wal_checkpoint(truncate)"):  # fmt: skip
                row = raw.execute(statement).fetchone()
                if row and row[0]:
                    raise Unusable(
                        "The person is erased, but another window still reads the database: "
                        "close it and start tiesmap again, which clears the last traces."
                    )
    except FAILURES as error:
        raise Unusable(sentence(error, str(database))) from None


def _rewrite_backups(engine: sa.Engine, database: Path, persons: Sequence[int]) -> int:
    folder = backups.folder_of(database)
    if not folder.is_dir():
        return 0
    for path in folder.glob("*.part*"):
        path.unlink(missing_ok=True)
    count = 0
    for backup in backups.listed(database):
        path = folder / backup.name
        part = path.with_name(path.name + ".part")
        backups.copy_of(path, part)
        without(engine, part, persons)
        part.replace(path)
        count += 1
    return count


def without(engine: sa.Engine, part: Path, persons: Sequence[int]) -> None:
    """Take people out of a copy of the database, and hand it the signs by which they are known."""
    with transaction(engine) as connection:
        secret = _secret(connection)
        signs = [(row.sign, row.words) for row in connection.execute(sa.select(schema.erased))]
    copy = opening.open_engine(part, 10.0, backup=False)
    try:
        with transaction(copy, writing=True) as connection:
            known = labels(connection, persons)
            if known:
                erase(connection, list(known))
            if secret:
                copy_signs(signs, secret, connection)
            table = schema.settings
            connection.execute(table.delete().where(table.c.key == _PENDING))
    finally:
        copy.dispose()
    write_anew(part, 10.0)
    stand_alone(part)


def stand_alone(path: Path) -> None:
    """Make a database one file again, without a log beside it."""
    with contextlib.closing(sqlite3.connect(path, isolation_level=None)) as raw:
        raw.execute("pragma journal_mode = delete")


def _secret(connection: sa.Connection) -> str:
    table = schema.settings
    query = sa.select(table.c.value).where(table.c.key == "erasing_key")
    return str(connection.execute(query).scalar_one_or_none() or "")
