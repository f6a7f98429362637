"""What our own work finds out over the rows of all reps, and may use without showing them."""

from __future__ import annotations

from dataclasses import replace

import sqlalchemy as sa

from tiesmap.model.asker import Office
from tiesmap.model.ids import PersonId
from tiesmap.model.intake import KnownPeople
from tiesmap.store import keys, schema
from tiesmap.store.store import Store


def known_to_match(store: Store, known: KnownPeople) -> KnownPeople:
    """Everybody who may be known again, where `known` are those whom the rep sees.

    A colleague's card is known again by what is somebody's alone: an address, a profile, an id. By
    a name, or the number of a card, only those are whom the rep sees.
    """
    if not store.keeps_apart:
        return known
    with store.reading(Office.WHOLE) as connection:
        whole = keys.known_people(connection)
    return replace(
        known,
        by_id=whole.by_id,
        by_profile=whole.by_profile,
        by_email=whole.by_email,
        by_shared=whole.by_shared,
        names=whole.names,
    )


def part_of(connection: sa.Connection) -> dict[int, PersonId]:
    """merge -> the card that it is part of by now, after the merges of later."""
    table = schema.merges
    rows = connection.execute(sa.select(table.c.id, table.c.kept, table.c.gone)).all()
    into = {row.gone: row.kept for row in rows}
    found = {}
    for row in rows:
        card = row.kept
        for _ in rows:
            card = into.get(card, card)
        found[row.id] = card
    return found
