"""Roles: what a column means for a person, and the lists that follow from it.

Every column that holds a person's id has a role, and every text column says whether it is free
text that may name somebody else. A test ensures that no column is without.
"""

from __future__ import annotations

from enum import StrEnum
from functools import lru_cache

import sqlalchemy as sa


class Role(StrEnum):
    """What a person's id in a column means for the row."""

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


@lru_cache(maxsize=512)
def places(table: sa.Table, *roles: Role) -> tuple[str, ...]:
    """The columns that hold a person in one of these roles."""
    return tuple(column.name for column in table.columns if column.info.get("role") in roles)


def owner(table: sa.Table) -> str | None:
    """The column that names whose row it is; None where the rows belong to nobody."""
    for role in (Role.REP, Role.MADE_FOR):
        if found := places(table, role):
            return found[0]
    return None


@lru_cache(maxsize=64)
def standing(metadata: sa.MetaData, *roles: Role) -> tuple[tuple[sa.Table, tuple[str, ...]], ...]:
    """Each table with its columns in these roles; tables that refer to others come first."""
    named = ((table, places(table, *roles)) for table in reversed(metadata.sorted_tables))
    return tuple((table, names) for table, names in named if names)


def what(table: sa.Table) -> str:
    """The word for the rows of a table on the screen."""
    return str(table.info.get("what", table.name))


def free_texts(table: sa.Table) -> tuple[str, ...]:
    """The free text columns, which may name somebody else."""
    return tuple(column.name for column in table.columns if column.info.get("free"))


def days(table: sa.Table) -> frozenset[str]:
    """The columns that hold a day number."""
    return frozenset(column.name for column in table.columns if column.info.get("day"))


def seen_days(metadata: sa.MetaData) -> list[sa.Column[float]]:
    """The columns that tell how far the data reaches."""
    return [
        column
        for table in metadata.sorted_tables
        for column in table.columns
        if column.info.get("seen")
    ]
