"""New idempotency keys for rows whose people were merged, so that the same file still matches.

The key of a row is made of its people and values. A key is renewed only where it can be
reproduced from the row as it is stored; any other key stays as it is.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import sqlalchemy as sa

from tiesmap.model.days import moment_of
from tiesmap.model.evidence import told_by
from tiesmap.model.ids import PersonId
from tiesmap.model.people import TargetRecord
from tiesmap.store import schema
from tiesmap.store.entries import entry_key, first_row, is_taken, kth_key
from tiesmap.store.history.fingerprints import key_of
from tiesmap.store.nouns import noun_of
from tiesmap.store.targets import target_key

Row = Mapping[str, Any]
People = Mapping[PersonId, PersonId]
"""Who becomes whom; others stay."""
SAME = 64
"""How many equal rows of one file are told apart here."""


def new_key(
    connection: sa.Connection,
    table: sa.Table,
    row: Row,
    others: Sequence[PersonId],
    new: People,
    new_others: Sequence[PersonId],
    new_row: Row | None = None,
) -> bytes:
    """An unused key of a row for its new people; the old key where that cannot be reproduced.

    `others` are the recipients of an interaction, before and after; `new_row` has its new texts.
    """
    stored: bytes = row["key"]
    for before, after in _bases(table, row, others, new, new_others, new_row or row):
        for k in range(SAME):
            if kth_key(before, k) == stored:
                return _free(connection, table, row["id"], after, k, stored)
    return stored


def new_first_key(
    connection: sa.Connection, table: sa.Table, row: Row, new: People, texts: Row | None = None
) -> bytes | None:
    """The new first key of an entry: for its new people, or for the new `texts` it began with.

    None where the entry was never edited by hand.
    """
    if row["first_key"] is None:
        return None
    before = first_row(connection, table.name, row) | {"key": row["first_key"]}
    return new_key(connection, table, before, (), new, (), before | dict(texts or {}))


def _free(
    connection: sa.Connection, table: sa.Table, row: int, base: bytes, k: int, stored: bytes
) -> bytes:
    for number in range(k, k + SAME):
        key = kth_key(base, number)
        if not is_taken(connection, table, key, row):
            return key
    return stored


def _bases(
    table: sa.Table,
    row: Row,
    others: Sequence[PersonId],
    new: People,
    new_others: Sequence[PersonId],
    new_row: Row,
) -> Iterator[tuple[bytes, bytes]]:
    """The ways in which a key may have been made, as pairs (as it was, as it becomes)."""
    if table is schema.interactions:
        said, new_said = (
            told_by(one["channel"], one["purpose"], one["notes"]) for one in (row, new_row)
        )
        when = moment_of(row["day"]).isoformat()
        sender = row["sender"]
        yield (
            key_of("interaction", when, sender, sorted(others), *said),
            key_of("interaction", when, new.get(sender, sender), sorted(new_others), *new_said),
        )
    elif table is schema.ties:
        pair = (row["person"], row["other"])
        became = tuple(new.get(person, person) for person in pair)
        for contacts in _forms(row["contacts"]):
            for strength in _forms(row["strength"]):
                rest, new_rest = (
                    (contacts, one["last_contact"], one["kind"], one["since"], strength)
                    for one in (row, new_row)
                )
                yield key_of("tie", *pair, *rest), key_of("tie", *became, *new_rest)
        yield key_of("linked", *pair), key_of("linked", *became)
        yield (
            key_of("hand", *sorted(pair), row["kind"]),
            key_of("hand", *sorted(became), new_row["kind"]),
        )
    elif table is schema.introductions:
        three = [row[name] for name in ("introducer", "person", "other")]
        others = [new.get(person, person) for person in three]
        end, new_end = ((one["day"], one["outcome"]) for one in (row, new_row))
        yield key_of("introduction", *three, *end), key_of("introduction", *others, *new_end)
    elif table.name in schema.practice:
        stand = {name: new.get(row[name], row[name]) for name in ("rep", "person")}
        yield entry_key(table.name, row), entry_key(table.name, {**new_row, **stand})
    elif table is schema.targets:
        wanted = noun_of(TargetRecord, row, line=0)
        rep = row["rep"]
        yield target_key(rep, wanted), target_key(new.get(rep, rep), wanted)


def _forms(value: float | None) -> Iterator[float | int | None]:
    """The spellings of a number that a file may have held: 3.0 and 3 give different keys."""
    yield value
    if value is not None and value == int(value):
        yield int(value)
