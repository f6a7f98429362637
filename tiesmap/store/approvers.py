"""Who decides who may ask a connector."""

from __future__ import annotations

from collections.abc import Collection

import sqlalchemy as sa

from tiesmap.model.ids import PersonId
from tiesmap.store.operation import Operation
from tiesmap.store.schema import approvers


def read(
    connection: sa.Connection, persons: Collection[PersonId] | None = None
) -> dict[PersonId, PersonId]:
    """Connector -> who decides who may ask her; of these alone, where given."""
    query = sa.select(approvers)
    if persons is not None:
        query = query.where(approvers.c.person.in_(sorted(persons)))
    return {row.person: row.approver for row in connection.execute(query)}


def is_fixed(connection: sa.Connection, person: PersonId, rep: PersonId | None) -> bool:
    """Whether an admin said who decides, and it is somebody else than this rep."""
    query = sa.select(approvers.c.approver).where(
        approvers.c.person == person, approvers.c.by_admin
    )
    return connection.execute(query).scalar() not in (None, rep)


def save(op: Operation, person: PersonId, approver: PersonId | None, *, by_admin: bool) -> None:
    """Let somebody decide who may ask a connector; None: everybody may."""
    if approver is None:
        op.clear(approvers, approvers.c.person == person)
    else:
        op.put(approvers, {"person": person, "approver": approver, "by_admin": by_admin})
