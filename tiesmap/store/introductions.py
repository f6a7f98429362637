"""Introductions that the rep recorded himself, without a file."""

from __future__ import annotations

import sqlalchemy as sa

from tiesmap.model.evidence import BY_SUBJECT
from tiesmap.model.ids import PersonId
from tiesmap.store.history.fingerprints import key_of
from tiesmap.store.operation import Operation
from tiesmap.store.owners import of_hand
from tiesmap.store.rows import Row
from tiesmap.store.schema import interactions, introductions, of_the_two
from tiesmap.store.sharing.apart import keys_of, own_key
from tiesmap.store.sharing.sight import at_most

SET_ASIDE = "no introduction"
"""Under which name pairs of people (introducer, other) are kept of whom a rep said so."""


def by_subject(connection: sa.Connection) -> frozenset[int]:
    """The numbers of the mails that call themselves an introduction."""
    table = interactions
    query = sa.select(table.c.id).where(table.c.purpose == BY_SUBJECT, *at_most(connection, table))
    return frozenset(connection.execute(query).scalars())


def add_introduction(
    op: Operation, introducer: PersonId, person: PersonId, other: PersonId, day: float | None
) -> None:
    """Record that somebody introduced two others; one that is on file already changes nothing.

    It has the key of the same row of introductions.csv, so that such a file finds it.
    """
    if len({introducer, person, other}) < 3:
        raise ValueError("an introduction has three people")
    key = _key(op, introducer, person, other, day)
    if op.rows(introductions, introductions.c.key == key):
        return
    row: Row = {"introducer": introducer, "person": person, "other": other, "day": day}
    row |= {"id": op.take_id(introductions), "key": key, "outcome": ""}
    op.add(introductions, row | {"rep": of_hand(op, (introducer, person, other))})


def _key(op: Operation, *said: float | None) -> bytes:
    """The key of the row of introductions.csv that says the same, without an outcome."""
    return own_key(op, introductions, key_of("introduction", *said, ""))


def are_introduced(op: Operation, introducer: PersonId, person: PersonId, other: PersonId) -> bool:
    """Whether an introduction of the two by him is on file, whatever its day."""
    both = of_the_two(introductions, person, other)
    return bool(op.rows(introductions, introductions.c.introducer == introducer, both))


def by_hand(
    connection: sa.Connection, rep: PersonId
) -> list[tuple[PersonId, PersonId, float | None]]:
    """What the rep recorded so: introducer, to whom, and the day; the newest first."""
    query = (
        sa.select(introductions)
        .where(introductions.c.person == rep, introductions.c.import_id.is_(None))
        .order_by(introductions.c.day.desc().nulls_last(), introductions.c.id)
    )
    return [
        (row.introducer, row.other, row.day)
        for row in connection.execute(query)
        if row.key
        in keys_of(key_of("introduction", row.introducer, rep, row.other, row.day, ""), rep)
    ]


def remove_introduction(
    op: Operation, introducer: PersonId, person: PersonId, other: PersonId, day: float | None
) -> int:
    """Take back one that was recorded so; how many went."""
    key = _key(op, introducer, person, other, day)
    mine = introductions.c.key == key, introductions.c.import_id.is_(None)
    return op.clear(introductions, *mine)
