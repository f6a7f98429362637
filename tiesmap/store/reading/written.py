"""What tells the language of a rep's files: titles, purposes of contacts, and addresses."""

from __future__ import annotations

import sqlalchemy as sa

from tiesmap.store.schema import interactions, people

_MOST = 2000
"""Of each: more tell no more."""


def written(connection: sa.Connection) -> tuple[list[str], list[str]]:
    """The latest titles of people and purposes of contacts, and the latest people's addresses."""
    titles, emails, purposes = (
        list(
            connection.scalars(
                sa.select(column).where(column != "").order_by(table.c.id.desc()).limit(_MOST)
            )
        )
        for table, column in (
            (people, people.c.title),
            (people, people.c.email),
            (interactions, interactions.c.purpose),
        )
    )
    return titles + purposes, emails
