"""Ties declared or judged by hand."""

from __future__ import annotations

import sqlalchemy as sa

from tiesmap.model.ids import PersonId
from tiesmap.store.history.fingerprints import key_of
from tiesmap.store.operation import Operation
from tiesmap.store.owners import of_hand
from tiesmap.store.rows import Row
from tiesmap.store.schema import of_the_two, ties
from tiesmap.store.sharing.apart import own_key


def add_tie(
    op: Operation, person: PersonId, other: PersonId, kind: str, strength: float | None
) -> None:
    """Declare by hand that two people know each other; declaring it again changes the strength."""
    if person == other:
        raise ValueError("a tie has two people")
    key = own_key(op, ties, key_of("hand", *sorted((person, other)), kind))
    stored = op.rows(ties, ties.c.key == key)
    if stored:
        op.change(ties, stored[0], strength=strength)
        return
    row: Row = {"person": person, "other": other, "kind": kind, "strength": strength}
    row |= {"id": op.take_id(ties), "key": key, "rep": of_hand(op, (person, other))}
    op.add(ties, row)


def judge_tie(
    op: Operation, person: PersonId, other: PersonId, strength: float | None
) -> float | None:
    """Say by hand how strong a tie is: 1-5, 0 for none at all, None for "they do know each other".

    One word a pair: it stands in the place of what a hand said before, which is returned (None
    where there was none). No import touches it.
    """
    said = _by_hand(op, person, other)
    if not said:
        add_tie(op, person, other, "other", strength)
        return None
    for row in said:
        op.change(ties, row, strength=strength)
    before = said[-1]["strength"]
    return None if before is None else float(before)


def remove_tie(op: Operation, person: PersonId, other: PersonId) -> int:
    """Remove what was declared by hand between two people; returns how many ties were removed."""
    gone = _by_hand(op, person, other)
    for row in gone:
        op.remove(ties, row)
    return len(gone)


def _by_hand(op: Operation, person: PersonId, other: PersonId) -> list[Row]:
    stored = op.rows(ties, of_the_two(ties, person, other), ties.c.import_id.is_(None))
    return sorted(stored, key=lambda row: int(row["id"]))


def judged(connection: sa.Connection, person: PersonId) -> dict[PersonId, int | None]:
    """What a hand said of the ties of a person: with whom, and how strong."""
    theirs = sa.or_(ties.c.person == person, ties.c.other == person)
    query = sa.select(ties).where(theirs, ties.c.import_id.is_(None)).order_by(ties.c.id)
    return {
        row.other if row.person == person else row.person:
        None if row.strength is None else round(row.strength)
        for row in connection.execute(query)
    }  # fmt: skip
