"""What a noun of the store says, or writes, in a transaction of its own."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from math import inf
from typing import Any, Concatenate, ParamSpec, TypeVar

import sqlalchemy as sa

from tiesmap.model.days import end_number
from tiesmap.model.people import Person
from tiesmap.model.tables import Tables
from tiesmap.store import people, schema
from tiesmap.store.operation import Operation
from tiesmap.store.reading.loading import load
from tiesmap.store.settings import write_of_rep
from tiesmap.store.store import Store

P = ParamSpec("P")
T = TypeVar("T")


def get(
    store: Store, question: Callable[Concatenate[sa.Connection, P], T], *on: P.args, **how: P.kwargs
) -> T:
    """What the noun's question says now."""
    with store.reading() as connection:
        return question(connection, *on, **how)


def put(
    store: Store, write: Callable[Concatenate[Operation, P], T], *on: P.args, **how: P.kwargs
) -> T:
    """What the noun's write gives back, done by hand and by nobody in particular."""
    with store.operation("hand") as op:
        return write(op, *on, **how)


def put_by(
    store: Store,
    rep: int,
    write: Callable[Concatenate[Operation, P], T],
    *on: P.args,
    **how: P.kwargs,
) -> T:
    """The same, done by a rep, who may take it back."""
    with store.operation("hand", rep) as op:
        return write(op, *on, **how)


def add(store: Store, name: str, rep: int | None = None, **fields: Any) -> Person:
    """A person added by hand."""
    return put(store, people.save, Person(id=0, name=name, **fields), rep, ())


def one_person(store: Store, number: int, rep: int | None = None) -> Person | None:
    """The person of this id; None where there is none."""
    found = get(store, people.read, rep, schema.people.c.id == number)
    return found[0] if found else None


def evidence(store: Store, as_of: date | None = None) -> Tables:
    """All evidence up to a day, as the network is built of it."""
    end = inf if as_of is None else end_number(as_of)
    return get(store, load, end, None, lambda share: None)[0]


def keep_own(store: Store, rep: int, name: str, value: Any, *groups: str) -> None:
    """Store a rep's own value of a setting; these groups of tables count as changed."""
    with store.operation("hand", rep) as op:
        op.groups.update(groups)
        write_of_rep(op, rep, name, value)
