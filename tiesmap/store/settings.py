"""Settings: named values, for the whole database or for one rep."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from tiesmap.model.ids import PersonId
from tiesmap.store.operation import Operation
from tiesmap.store.schema import rep_settings, settings

BENCHMARKS = "benchmarks"
"""Under which name lies what the team asks of each rep: for coaches and admins to say."""
TRIAL = "trial"
"""Under which name lies a trial of the team, for them to say too; and, of a rep, his yes to it."""


def read_setting(connection: sa.Connection, key: str) -> Any:
    """The value stored under a name; None where there is none."""
    return connection.execute(_VALUE, {"of": key}).scalar_one_or_none()


_VALUE = sa.select(settings.c.value).where(settings.c.key == sa.bindparam("of"))


def write_setting(op: Operation, key: str, value: Any) -> None:
    """Store a value, as JSON."""
    op.put(settings, {"key": key, "value": value})


def read_of_rep(connection: sa.Connection, rep: PersonId, name: str) -> Any:
    """The rep's own value of a setting; None where he set none."""
    query = sa.select(rep_settings.c.value).where(
        rep_settings.c.rep == rep, rep_settings.c.name == name
    )
    return connection.execute(query).scalar_one_or_none()


def write_of_rep(op: Operation, rep: PersonId, name: str, value: Any) -> None:
    """Store the rep's own value of a setting, as JSON."""
    op.put(rep_settings, {"rep": rep, "name": name, "value": value})
