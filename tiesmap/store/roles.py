"""What a column is to a person, and what follows from it.

Each column of `schema.py` that holds the number of a person has a role, and each text says
whether somebody else may be named in it (`free`). A test holds that none is without.
"""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum

import sqlalchemy as sa


class Role(StrEnum):
    """What a person's number in a column means to the row."""

    REP = "rep"
    """Whose row it is. It holds him: no undo takes him away while it is there."""
    HOLDS = "holds"
    """The row tells of him, and holds him."""
    ABOUT = "about"
    """The row is his own: it holds nobody, and goes with him."""
    MADE_FOR = "made for"
    """The row was made in his name and stays without him."""
    STANDS = "stands"
    """A bare number that holds nobody: the row makes sense only as long as he is known."""


HOLDING = (Role.REP, Role.HOLDS)
"""The roles in which a person is needed."""
GOING = (*HOLDING, Role.ABOUT, Role.STANDS)
"""The roles in which the row goes when the person is erased."""


def places(table: sa.Table, *roles: Role) -> tuple[str, ...]:
    """The columns in which a person stands in one of these roles."""
    return tuple(column.name for column in table.columns if column.info.get("role") in roles)


def standing(metadata: sa.MetaData, *roles: Role) -> Iterator[tuple[sa.Table, tuple[str, ...]]]:
    """Each table with its columns of these roles; tables that refer to others come first."""
    for table in reversed(metadata.sorted_tables):
        if names := places(table, *roles):
            yield table, names


def what(table: sa.Table) -> str:
    """What the rows of a table are called on the screen."""
    return str(table.info.get("what", table.name))


def free_texts(table: sa.Table) -> tuple[str, ...]:
    """The columns in which somebody else may be named."""
    return tuple(column.name for column in table.columns if column.info.get("free"))


def days(table: sa.Table) -> frozenset[str]:
    """The columns that hold a day number."""
    return frozenset(column.name for column in table.columns if column.info.get("day"))


def seen_days(metadata: sa.MetaData) -> list[sa.Column[float]]:
    """The columns that tell up to when the data goes."""
    return [
        column
        for table in metadata.sorted_tables
        for column in table.columns
        if column.info.get("seen")
    ]
