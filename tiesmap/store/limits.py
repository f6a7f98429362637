"""How often each connector may be asked, and whom they are never asked for."""

from __future__ import annotations

from dataclasses import asdict

import sqlalchemy as sa

from tiesmap.model.ids import PersonId
from tiesmap.model.tact import Limit, Limits
from tiesmap.store.operation import Operation
from tiesmap.store.schema import ask_limits, no_go


def read_limits(connection: sa.Connection, default: Limit) -> Limits:
    """The limits set for connectors, `default` for everybody else, and the no-go list."""
    persons = {
        row.person: Limit(row.asks_a_quarter, row.cool_down_days)
        for row in connection.execute(sa.select(ask_limits))
    }
    pairs = connection.execute(sa.select(no_go.c.connector, no_go.c.target))
    return Limits(default, persons, frozenset((row.connector, row.target) for row in pairs))


def save_limit(op: Operation, person: PersonId, limit: Limit | None) -> None:
    """Set the limit of one connector; None removes it."""
    if limit is not None and min(limit.asks_a_quarter, limit.cool_down_days) < 0:
        raise ValueError("a limit is 0 or more")
    if limit is None:
        op.clear(ask_limits, ask_limits.c.person == person)
    else:
        op.put(ask_limits, {"person": person} | asdict(limit))


def set_no_go(op: Operation, connector: PersonId, target: PersonId, avoid: bool) -> None:
    """Never ask this connector for that target, or (avoid=False) allow it again."""
    if avoid:
        op.put(no_go, {"connector": connector, "target": target})
    else:
        op.clear(no_go, no_go.c.connector == connector, no_go.c.target == target)
