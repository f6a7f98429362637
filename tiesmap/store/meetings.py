"""Meetings that an older calendar had ahead, and a newer one says were called off."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

import sqlalchemy as sa

from tiesmap.model.addresses import mailbox_of
from tiesmap.model.days import day_number
from tiesmap.model.ids import PersonId
from tiesmap.store import schema
from tiesmap.store.operation import Operation
from tiesmap.store.rows import Row

Off = Sequence[tuple[datetime, Sequence[str]]]
"""When a meeting would have been (UTC, as interactions are stored), and with which addresses."""


def called_off(connection: sa.Connection, rep: PersonId, off: Off) -> list[tuple[Row, list[Row]]]:
    """The rep's stored meetings at these moments with one of these people, and who is in each."""
    found = []
    told, keys, who = schema.interactions, schema.person_keys, schema.recipients
    for moment, addresses in off:
        mails = [mailbox_of(one) for one in addresses if "@" in one]
        query = sa.select(keys.c.person).where(keys.c.kind == "email", keys.c.value.in_(mails))
        people = set(connection.execute(query).scalars()) - {rep}
        at = sa.select(told).where(
            told.c.channel == "meeting",
            told.c.day == day_number(moment),
            sa.or_(told.c.rep == rep, told.c.rep.is_(None)),
        )
        for row in connection.execute(at).mappings().all():
            there = sa.select(who).where(who.c.interaction == row["id"])
            others = [dict(one) for one in connection.execute(there).mappings()]
            if people & {row["sender"], *(one["person"] for one in others)}:
                found.append((dict(row), others))
    return found


def call_off(op: Operation, rep: PersonId, off: Off) -> int:
    """Remove these meetings, so that none becomes a contact; returns how many."""
    found = called_off(op.connection, rep, off)
    for meeting, others in found:
        for one in others:
            op.remove(schema.recipients, one)
        op.remove(schema.interactions, meeting)
    return len(found)
