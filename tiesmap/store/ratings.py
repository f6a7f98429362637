"""What a rep says about people (comfort, client, bucket ...) and about whole categories."""

from __future__ import annotations

from collections.abc import Mapping

import sqlalchemy as sa

from tiesmap.model.ids import PersonId
from tiesmap.store.operation import Operation, plain
from tiesmap.store.rows import LOOKUP, Row, chunks
from tiesmap.store.schema import category_ratings, relationships

RELATION = ("client", "comfort", "stage", "signed_on", "bucket", "notes")
"""What a rep says of a person."""


def say(op: Operation, rep: PersonId, said: Mapping[PersonId, Row]) -> int:
    """Set by hand what the rep says about people; returns for how many that changed."""
    changed = 0
    for part in chunks(said.items(), LOOKUP):
        mine = relationships.c.person.in_([person for person, _ in part])
        stored = {
            row["person"]: row for row in op.rows(relationships, relationships.c.rep == rep, mine)
        }
        for person, values in part:
            new = {name: plain(value) for name, value in values.items()}
            row = stored.get(person)
            if row is not None:
                changed += op.change(relationships, row, **new)
            elif any(new.values()):
                number = op.take_id(relationships)
                op.add(relationships, no_relationship(number, rep, person) | new)
                changed += 1
    return changed


def no_relationship(row: int, rep: PersonId, person: PersonId) -> Row:
    """An empty row for a rep and a person."""
    empty = {"client": None, "comfort": None, "stage": "", "signed_on": None, "bucket": "",
             "notes": "", "import_id": None}  # fmt: skip
    return {"id": row, "rep": rep, "person": person} | empty


def rate(op: Operation, rep: PersonId, ratings: Mapping[PersonId, int | None]) -> int:
    """Set the rep's comfort with people, or remove it (None); returns how many changed."""
    for comfort in ratings.values():
        _check_comfort(comfort)
    return say(op, rep, {person: {"comfort": comfort} for person, comfort in ratings.items()})


def _check_comfort(comfort: int | None) -> None:
    if comfort is not None and comfort not in (1, 2, 3, 4, 5):
        raise ValueError(f"comfort is 1 to 5 or None, not {comfort!r}")


def set_bucket(op: Operation, rep: PersonId, person: PersonId, name: str) -> None:
    """Put a person in a bucket of the rep by hand; an empty name removes it."""
    say(op, rep, {person: {"bucket": name.strip()}})


def rate_categories(op: Operation, rep: PersonId, ratings: Mapping[str, int | None]) -> int:
    """Set the rep's comfort with whole categories, or remove it (None)."""
    table = category_ratings
    stored = {row["category"]: row for row in op.rows(table, table.c.rep == rep)}
    changed = 0
    for category, comfort in ratings.items():
        _check_comfort(comfort)
        row = stored.get(category)
        if row is not None:  # taken away it stays, empty, so that no import brings it back
            changed += op.change(table, row, comfort=comfort)
        elif comfort is not None:
            new = {"id": op.take_id(table), "rep": rep, "category": category, "comfort": comfort}
            op.add(table, new)
            changed += 1
    return changed


def category_comforts(connection: sa.Connection, rep: PersonId) -> dict[str, int]:
    """The rep's own ratings of whole categories."""
    query = (
        sa.select(category_ratings.c.category, category_ratings.c.comfort)
        .where(category_ratings.c.rep == rep, category_ratings.c.comfort.is_not(None))
        .order_by(category_ratings.c.category)
    )
    return {row.category: row.comfort for row in connection.execute(query)}
