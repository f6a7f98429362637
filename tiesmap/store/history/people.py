"""The people of an import that is undone: who is removed, who stays, with which fields."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

import sqlalchemy as sa

from tiesmap.model.groups import grouped
from tiesmap.model.ids import PersonId
from tiesmap.model.intake import OWN_SCOPE, Key
from tiesmap.model.people import PersonRecord
from tiesmap.store import schema
from tiesmap.store.history.holders import held, is_needed_as_rep
from tiesmap.store.history.journal import by_hand
from tiesmap.store.history.provenance import Said, said_of
from tiesmap.store.history.values import put_back, take_back_changes
from tiesmap.store.history.work import (
    HAND,
    Work,
    later_changes,
    pass_on,
)
from tiesmap.store.people import TEXTS
from tiesmap.store.roles import HOLDING, Role, places, standing
from tiesmap.store.rows import Row, clear_log, delete_rows, rows_in


# One pass over whom an import touched.
def take_back_people(work: Work, touched: Collection[PersonId]) -> None:  # noqa: C901
    """Remove the people whom only this import needs, and restore the fields of the others."""
    connection = work.connection
    people = schema.people
    persons = sorted(touched)
    said = said_of(connection, persons, work.id)
    stated: dict[tuple[int, str], list[tuple[int, Any]]] = {}
    for person, rows in said.items():
        for _, number, _, record in rows:
            if number is None:
                continue
            for name in (*TEXTS, "rep", "do_not_ask"):
                value = getattr(record, name)
                if value:
                    stated.setdefault((person, name), []).append((number, value))
                    if name == "category":
                        stated.setdefault((person, "category_by"), []).append((number, "file"))
    take_back_changes(work, people, stated)
    made = list(
        connection.execute(
            sa.select(people.c.id).where(people.c.import_id == work.id).order_by(people.c.id)
        ).scalars()
    )
    # Who only accepted what was proposed of somebody changed nothing of him.
    hand = {
        person
        for person, fields in by_hand(connection, people, made).items()
        if fields != {"category_by"}
    }
    holding = held(connection, made, work.id)
    heirs: dict[PersonId, int | None] = {}
    for person in made:
        later = min((number for number, *_ in said.get(person, ())), default=None)
        why = holding.get(person, {})
        if person not in hand and later is None and not why:
            continue
        numbers = [number for number in (later, *why.values()) if number is not None]
        heirs[person] = min(numbers, default=None)
        if person in hand:
            work.keep(person, HAND)
        for what in why:
            work.keep(person, f"still named in {what}")
        if later is not None and not (person in hand or why):
            _strip(work, person, said[person])
    pass_on(connection, people, heirs)
    gone = [person for person in made if person not in heirs]
    for table, columns in standing(schema.metadata, Role.ABOUT):
        for name in columns:
            delete_rows(connection, table.c[name], gone)
    _take_back_keys(work, said, heirs)
    clear_log(connection, schema.changes, people, gone)
    _drop_suggested(work, set(gone))
    delete_rows(connection, people.c.id, gone)
    work.people += len(gone)


def _drop_suggested(work: Work, gone: Collection[PersonId]) -> None:
    """Remove suggested requests about people who were removed."""
    requests = schema.requests
    names = places(requests, *HOLDING)
    query = sa.select(requests.c.id, *(requests.c[name] for name in names)).where(
        requests.c.status == "suggested"
    )
    dropped = [row[0] for row in work.connection.execute(query) if set(row[1:]) & set(gone)]
    if dropped:
        delete_rows(work.connection, requests.c.id, dropped)
        work.sentences.append(f"{len(dropped):,} suggested requests about these people went too.")


def _strip(work: Work, person: PersonId, said: Sequence[Said]) -> None:
    """Reduce somebody who stays only for the sake of other imports to what those say."""
    people = schema.people
    query = sa.select(people).where(people.c.id == person)
    row = dict(work.connection.execute(query).mappings().one())
    records = [record for *_, record in said]
    later = later_changes(work.connection, people, [person], work.id)
    values: Row = {}
    for name in TEXTS:
        given = [text for record in records if (text := getattr(record, name))]
        if row[name] and row[name] not in given and (person, name) not in later:
            values[name] = given[-1] if given else ""
    if values.get("category") == "":
        values["category_by"] = ""
    for name in ("rep", "do_not_ask"):
        if row[name] and not any(getattr(record, name) for record in records):
            needed = name == "rep" and is_needed_as_rep(work.connection, person)
            if (person, name) not in later and not needed:
                values[name] = False
    extra = {
        name: text
        for name, text in row["extra"].items()
        if any(name in record.extra for record in records) or (person, "extra") in later
    }
    if extra != row["extra"]:
        values["extra"] = extra
    if values:
        put_back(work, people, row, values)


def _take_back_keys(
    work: Work,
    said: Mapping[PersonId, Sequence[Said]],
    heirs: Mapping[PersonId, int | None],
) -> None:
    """Remove keys that the import brought, except those that others state too."""
    connection = work.connection
    table, people = schema.person_keys, schema.people
    rows = connection.execute(sa.select(table).where(table.c.import_id == work.id))
    brought = grouped((row.person, Key(row.kind, row.scope, row.value)) for row in rows)
    names = ("name", "email", "profile_url", "company")
    query = sa.select(people.c.id, *(people.c[name] for name in names))
    stored = {row["id"]: row for row in rows_in(connection, query, people.c.id, sorted(brought))}
    leaving: list[Row] = []
    passing: list[Row] = []
    for person, keys in brought.items():
        still: dict[Key, int | None] = {}
        now = PersonRecord(0, **{name: stored[person][name] for name in names})
        for key in work.keys(now, OWN_SCOPE):
            still[key] = heirs.get(person)
        for number, _, scope, record in reversed(said.get(person, ())):
            still |= dict.fromkeys(work.keys(record, scope), number)
        whole = person in heirs and person not in said
        for key in keys:
            one: Row = dict(zip(("key_kind", "key_scope", "key_value"), key, strict=True))
            if key in still or whole:
                passing.append(one | {"who": person, "heir": still.get(key, heirs.get(person))})
            else:
                leaving.append(one | {"who": person})
    which = (
        (table.c.kind == sa.bindparam("key_kind"))
        & (table.c.scope == sa.bindparam("key_scope"))
        & (table.c.value == sa.bindparam("key_value"))
        & (table.c.person == sa.bindparam("who"))
    )
    if leaving:
        connection.execute(table.delete().where(which), leaving)
    if passing:
        connection.execute(
            table.update().where(which).values(import_id=sa.bindparam("heir")), passing
        )
