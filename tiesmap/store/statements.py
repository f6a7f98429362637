"""Statements about the row of a key, built once a table: writing one down takes longer than most
rows take to be found.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

import sqlalchemy as sa

_TABLES = 256
"""So many are kept: each table with the few sets of columns that are changed together."""


def key_of(table: sa.Table, row: Mapping[str, Any]) -> dict[str, Any]:
    """What the statements of a table are told of a row."""
    return {f"key_{column.name}": row[column.name] for column in table.primary_key}


@lru_cache(maxsize=_TABLES)
def find(table: sa.Table) -> sa.Select[Any]:
    """The row of a key."""
    return sa.select(table).where(_is_row(table))


@lru_cache(maxsize=_TABLES)
def remove(table: sa.Table) -> sa.Delete:
    """The row of a key goes."""
    return table.delete().where(_is_row(table))


@lru_cache(maxsize=_TABLES)
def update(table: sa.Table, names: Sequence[str]) -> sa.Update:
    """The row of a key gets new values of these columns, told as "new_" and the name."""
    values = {name: sa.bindparam(f"new_{name}", type_=table.c[name].type) for name in names}
    return table.update().where(_is_row(table)).values(values)


@lru_cache(maxsize=_TABLES)
def one_of(column: sa.Column[Any]) -> sa.Select[Any]:
    """The values of a column that are among "some"."""
    return sa.select(column).where(column.in_(sa.bindparam("some", expanding=True)))


def _is_row(table: sa.Table) -> sa.ColumnElement[bool]:
    return sa.and_(*(column == sa.bindparam(f"key_{column.name}") for column in table.primary_key))
