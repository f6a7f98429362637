"""How often each connector may be asked, and whom they are never asked for."""

from __future__ import annotations

import sqlalchemy as sa

from tiesmap.model.tact import Limit, Limits
from tiesmap.store.rows import bump
from tiesmap.store.schema import ask_limits, no_go


def read_limits(connection: sa.Connection, default: Limit) -> Limits:
    """The limits that were set, `default` for everybody else, and the no-go list."""
    persons = {
        row.person: Limit(row.asks_a_quarter, row.cool_down_days)
        for row in connection.execute(sa.select(ask_limits))
    }
    pairs = connection.execute(sa.select(no_go.c.connector, no_go.c.target))
    return Limits(default, persons, frozenset((row.connector, row.target) for row in pairs))


def save_limit(connection: sa.Connection, person: int, limit: Limit | None) -> None:
    """Set a person's own limit; None takes it away."""
    connection.execute(ask_limits.delete().where(ask_limits.c.person == person))
    if limit is not None:
        if min(limit.asks_a_quarter, limit.cool_down_days) < 0:
            raise ValueError("a limit is 0 or more")
        values = {
            "person": person,
            "asks_a_quarter": limit.asks_a_quarter,
            "cool_down_days": limit.cool_down_days,
        }
        connection.execute(ask_limits.insert().values(values))
    bump(connection, "requests")


def set_no_go(connection: sa.Connection, connector: int, target: int, avoid: bool) -> None:
    """Never ask this connector for that target; or (avoid=False) allow it again."""
    pair = sa.and_(no_go.c.connector == connector, no_go.c.target == target)
    connection.execute(no_go.delete().where(pair))
    if avoid:
        connection.execute(no_go.insert().values(connector=connector, target=target))
    bump(connection, "requests")
