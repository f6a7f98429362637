"""Ties declared by hand, and all that were declared for a person."""

from __future__ import annotations

import pandas as pd
import sqlalchemy as sa

from tiesmap.store.history.fingerprints import key_of
from tiesmap.store.rows import bump, take_ids
from tiesmap.store.schema import ties


def add_tie(
    connection: sa.Connection, person: int, other: int, kind: str, strength: float | None
) -> None:
    """Declare by hand that two people know each other; declared again, its strength changes."""
    if person == other:
        raise ValueError("a tie has two people")
    key = key_of("hand", *sorted((person, other)), kind)
    stored = connection.execute(
        sa.select(ties.c.id, ties.c.strength).where(ties.c.key == key)
    ).first()
    if stored is not None and stored.strength == strength:
        return
    if stored is not None:
        connection.execute(ties.update().where(ties.c.id == stored.id).values(strength=strength))
    else:
        connection.execute(
            ties.insert(),
            {
                "id": take_ids(connection, ties, 1),
                "key": key,
                "person": person,
                "other": other,
                "kind": kind,
                "strength": strength,
            },
        )
    bump(connection, "evidence")


def judge_tie(
    connection: sa.Connection, person: int, other: int, strength: float | None
) -> float | None:
    """Say by hand how strong a tie is: 1-5, 0 for none at all, None for "they do know each other".

    One word a pair: it stands in the place of what a hand said before, which is returned (None
    where there was none). No import touches it.
    """
    both = sa.or_(
        sa.and_(ties.c.person == person, ties.c.other == other),
        sa.and_(ties.c.person == other, ties.c.other == person),
    )
    said = connection.execute(
        sa.select(ties.c.id, ties.c.kind, ties.c.strength)
        .where(both, ties.c.import_id.is_(None))
        .order_by(ties.c.id)
    ).all()
    if not said:
        add_tie(connection, person, other, "other", strength)
        return None
    for row in said:
        connection.execute(ties.update().where(ties.c.id == row.id).values(strength=strength))
    bump(connection, "evidence")
    return None if said[-1].strength is None else float(said[-1].strength)


def remove_tie(connection: sa.Connection, person: int, other: int) -> int:
    """Take back what was declared by hand between two people; returns how many ties went."""
    both = sa.or_(
        sa.and_(ties.c.person == person, ties.c.other == other),
        sa.and_(ties.c.person == other, ties.c.other == person),
    )
    gone = connection.execute(ties.delete().where(both, ties.c.import_id.is_(None))).rowcount
    if gone:
        bump(connection, "evidence")
    return gone


def declared_ties(connection: sa.Connection, person: int) -> pd.DataFrame:
    """The declared ties of a person: other (an id), kind, strength, since, by_hand."""
    query = (
        sa.select(ties)
        .where(sa.or_(ties.c.person == person, ties.c.other == person))
        .order_by(ties.c.id)
    )
    rows = connection.execute(query).mappings().all()
    others = [row["other"] if row["person"] == person else row["person"] for row in rows]
    return pd.DataFrame(
        {
            "other": pd.Series(others, dtype="int64"),
            "kind": pd.Series([row["kind"] for row in rows], dtype="str"),
            "strength": pd.Series([row["strength"] for row in rows], dtype="float64"),
            "since": pd.Series([row["since"] for row in rows], dtype="float64"),
            "by_hand": pd.Series([row["import_id"] is None for row in rows], dtype="bool"),
        }
    )
