"""What a rep says of people and of whole categories."""

from __future__ import annotations

from collections.abc import Mapping

import sqlalchemy as sa

from tiesmap.store.history.journal import plain, touch, write_down
from tiesmap.store.rows import LOOKUP, Row, bump, chunks, take_ids
from tiesmap.store.schema import category_ratings, relationships

RELATION = ("client", "comfort", "stage", "signed_on", "bucket", "notes")
"""What a rep says of a person."""


def say(connection: sa.Connection, rep: int, said: Mapping[int, Row]) -> list[int]:
    """Set by hand what the rep says of people; returns those of whom it is new."""
    changed = []
    for part in chunks(said.items(), LOOKUP):
        stored = {
            row["person"]: dict(row)
            for row in connection.execute(
                sa.select(relationships).where(
                    relationships.c.rep == rep,
                    relationships.c.person.in_([person for person, _ in part]),
                )
            ).mappings()
        }
        made, notes = [], []
        for person, values in part:
            new = {name: plain(value) for name, value in values.items()}
            row = stored.get(person)
            if row is None:
                if not any(new.values()):
                    continue
                row = no_relationship(take_ids(connection, relationships, 1), rep, person)
                made.append(row | new)
            else:
                new = {name: value for name, value in new.items() if value != row[name]}
                if not new:
                    continue
                connection.execute(
                    relationships.update().where(relationships.c.id == row["id"]).values(new)
                )
            notes += [(row["id"], name, row[name], value) for name, value in new.items()]
            changed.append(person)
        if made:
            connection.execute(relationships.insert(), made)
        write_down(connection, relationships, notes)
    return changed


def no_relationship(row: int, rep: int, person: int) -> Row:
    """The row of a pair of which nothing is said yet."""
    empty = {"client": None, "comfort": None, "stage": "", "signed_on": None, "bucket": "",
             "notes": "", "import_id": None}  # fmt: skip
    return {"id": row, "rep": rep, "person": person} | empty


def rate(connection: sa.Connection, rep: int, ratings: Mapping[int, int | None]) -> int:
    """Set or take away (None) the rep's comfort with people; returns how many changed."""
    for comfort in ratings.values():
        _check_comfort(comfort)
    changed = say(
        connection, rep, {person: {"comfort": comfort} for person, comfort in ratings.items()}
    )
    if changed:
        touch(connection, changed)
        bump(connection, "comfort")
    return len(changed)


def _check_comfort(comfort: int | None) -> None:
    if comfort is not None and comfort not in (1, 2, 3, 4, 5):
        raise ValueError(f"comfort is 1 to 5 or None, not {comfort!r}")


def set_bucket(connection: sa.Connection, rep: int, person: int, name: str) -> None:
    """Set by hand in which bucket a person is for the rep; an empty name takes it away."""
    changed = say(connection, rep, {person: {"bucket": name.strip()}})
    if changed:
        touch(connection, changed)
        bump(connection, "comfort")


def rate_categories(connection: sa.Connection, rep: int, ratings: Mapping[str, int | None]) -> int:
    """Set or take away (None) the rep's comfort with whole categories."""
    stored = {
        row.category: row
        for row in connection.execute(
            sa.select(category_ratings).where(category_ratings.c.rep == rep)
        )
    }
    changed = 0
    for category, comfort in ratings.items():
        _check_comfort(comfort)
        row = stored.get(category)
        if (row.comfort if row else None) == comfort:
            continue
        changed += 1
        which = category_ratings.c.id == (row.id if row else None)
        if row is not None:  # taken away it stays, empty, so that no import brings it back
            connection.execute(category_ratings.update().where(which).values(comfort=comfort))
            change = (row.id, "comfort", row.comfort, comfort)
            write_down(connection, category_ratings, [change])
        else:
            number = take_ids(connection, category_ratings, 1)
            values = {"id": number, "rep": rep, "category": category, "comfort": comfort}
            connection.execute(category_ratings.insert(), values)
    if changed:
        bump(connection, "comfort")
    return changed


def category_comforts(connection: sa.Connection, rep: int) -> dict[str, int]:
    """The rep's own ratings of whole categories."""
    query = (
        sa.select(category_ratings.c.category, category_ratings.c.comfort)
        .where(category_ratings.c.rep == rep, category_ratings.c.comfort.is_not(None))
        .order_by(category_ratings.c.category)
    )
    return {row.category: row.comfort for row in connection.execute(query)}
