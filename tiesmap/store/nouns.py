"""Rows as the values of the model, and back: a field is the column that is called like it.

Days are numbers in the database, words of a list are texts, and several of something is JSON.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import fields
from datetime import date, datetime
from enum import Enum
from functools import lru_cache
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

import sqlalchemy as sa

from tiesmap.model.days import date_of, moment_of
from tiesmap.store.operation import plain
from tiesmap.store.rows import Row

T = TypeVar("T")


def noun_of(noun: type[T], row: Mapping[Any, Any], **more: Any) -> T:
    """The value that a row holds; `more` has its fields that are no column."""
    kind: Any = noun
    return noun(**{name: make(row[name]) for name, make in _makers(kind) if name in row} | more)


def row_of(value: Any, table: sa.Table) -> Row:
    """The columns of a table that a value has as fields."""
    row: Row = {}
    for name in (one.name for one in fields(value) if one.name in table.c):
        said = plain(getattr(value, name))
        if isinstance(said, tuple):
            said = list(said)
        if said is None and not table.c[name].nullable:
            said = ""
        row[name] = str(said) if isinstance(said, Enum) else said
    return row


@lru_cache(maxsize=64)
def _makers(noun: type[Any]) -> tuple[tuple[str, Callable[[Any], Any]], ...]:
    """What makes each field of the value stored of it."""
    return tuple((name, _maker(kind)) for name, kind in get_type_hints(noun).items())


def _maker(kind: Any) -> Callable[[Any], Any]:
    inside = get_args(kind)
    if type(None) in inside and len(inside) == 2:
        (one,) = (each for each in inside if each is not type(None))
        make = _maker(one)
        if isinstance(one, type) and issubclass(one, Enum):
            # A newer tiesmap may have a word that this one does not know.
            return lambda stored: make(stored) if stored in list(one) else None
        return lambda stored: None if stored is None else make(stored)
    if get_origin(kind) is tuple:
        return tuple
    if isinstance(kind, type) and issubclass(kind, Enum):
        return kind
    return {date: date_of, datetime: moment_of}.get(kind, _as_it_is)


def _as_it_is(stored: Any) -> Any:
    return stored
