"""Every address, number and name that leads to a person."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator
from dataclasses import replace

import sqlalchemy as sa

from tiesmap.model.domains import firm_of
from tiesmap.model.firms import is_called
from tiesmap.model.folding import fold
from tiesmap.model.ids import PersonId
from tiesmap.model.people import KnownBy
from tiesmap.model.phones import number_of
from tiesmap.store.history.provenance import HELD
from tiesmap.store.rows import LOOKUP, chunks
from tiesmap.store.schema import imports, people, person_keys, person_rows, person_stated

_ONE = {"name": "name", "email": "email", "profile_url": "profile", "phone": "phone"}
_MORE = {"former": "name", "emails": "email", "profiles": "profile", "phones": "phone"}


def known_by(
    connection: sa.Connection, persons: Collection[PersonId] | None = None
) -> dict[PersonId, tuple[KnownBy, ...]]:
    """person -> everything that leads to them, oldest first; `persons` None means everybody."""
    found: dict[PersonId, dict[tuple[str, str], KnownBy]] = {}
    for part in [None] if persons is None else chunks(sorted(persons), LOOKUP):
        for person, one in _said(connection, part):
            found.setdefault(person, {}).setdefault(_key(one), one)
        for person, one in _now(connection, part):
            said = found.setdefault(person, {})
            # One number, however many files write it otherwise: as the person's field has it.
            same = said.get(_key(one), one)
            said[_key(one)] = replace(same, text=one.text) if one.kind == "phone" else same
        for person, one in _keys(connection, part):
            if ("email", one.text) not in found.get(person, {}):
                found.setdefault(person, {})["email", one.text] = one
    return {person: tuple(ones.values()) for person, ones in found.items()}


def work_address(connection: sa.Connection, person: PersonId, company: str, address: str) -> str:
    """The address at the firm of somebody whose `address` is a private one; `address` where none
    is known, or where it was typed by hand."""
    if not address or firm_of(address):
        return address
    key = person_keys.c
    query = sa.select(key.value, key.import_id).where(key.person == person, key.kind == "email")
    known = dict(map(tuple, connection.execute(query.order_by(key.value.desc())).all()))
    if known.get(address.lower(), 0) is None:
        return address
    at_firms = [one for one in known if firm_of(one)]
    called = [one for one in at_firms if is_called(company, firm_of(one), by_a_word=True)]
    if not called and not company and len(at_firms) == 1:
        called = at_firms
    return called[-1] if called else address


def _key(one: KnownBy) -> tuple[str, str]:
    """What tells one of a person's from another."""
    return one.kind, (one.kind == "phone" and number_of(one.text)) or fold(one.text)


def _said(
    connection: sa.Connection, persons: list[PersonId] | None
) -> Iterator[tuple[PersonId, KnownBy]]:
    """What files say."""
    query = (
        sa.select(person_rows.c.person, person_rows.c.said)
        .select_from(HELD.join(imports, imports.c.id == person_stated.c.import_id))
        .group_by(person_rows.c.person, person_rows.c.key, person_rows.c.said)
        .order_by(sa.func.min(imports.c.at), person_rows.c.person, person_rows.c.key)
    )
    if persons is not None:
        query = query.where(person_rows.c.person.in_(persons))
    for person, said in connection.execute(query):
        row = json.loads(said)
        for name, kind in _ONE.items():
            if row.get(name):
                yield person, KnownBy(kind, row[name])
        for name, kind in _MORE.items():
            for text in row.get(name, ()):
                yield person, KnownBy(kind, text)


def _now(
    connection: sa.Connection, persons: list[PersonId] | None
) -> Iterator[tuple[PersonId, KnownBy]]:
    """What the person's fields say now."""
    query = sa.select(people.c.id, *(people.c[name] for name in _ONE)).order_by(people.c.id)
    if persons is not None:
        query = query.where(people.c.id.in_(persons))
    for row in connection.execute(query).mappings():
        for name, kind in _ONE.items():
            if row[name]:
                yield row["id"], KnownBy(kind, row[name])


def _keys(
    connection: sa.Connection, persons: list[PersonId] | None
) -> Iterator[tuple[PersonId, KnownBy]]:
    """Addresses kept only as keys, such as one that was replaced by hand."""
    query = sa.select(person_keys.c.person, person_keys.c.value).where(
        person_keys.c.kind == "email"
    )
    if persons is not None:
        query = query.where(person_keys.c.person.in_(persons))
    for person, value in connection.execute(query.order_by(person_keys.c.value)):
        yield person, KnownBy("email", value)
