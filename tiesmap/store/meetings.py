"""Meetings that an older calendar had ahead, and a newer one says were called off."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError

from tiesmap.model.addresses import mailbox_of
from tiesmap.model.days import day_number
from tiesmap.model.english import say_count
from tiesmap.model.ids import PersonId
from tiesmap.store import schema
from tiesmap.store.history.back import put_back
from tiesmap.store.operation import Operation
from tiesmap.store.rows import Row
from tiesmap.store.transactions import Missing

Off = Sequence[tuple[datetime, Sequence[str]]]
"""When a meeting would have been (UTC, as interactions are stored), and with which addresses."""


def called_off(
    connection: sa.Connection, rep: PersonId | None, off: Off
) -> list[tuple[Row, list[Row]]]:
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


def call_off(op: Operation, off: Off) -> str:
    """Remove these meetings within their import, so that none becomes a contact; returns a sentence
    about them, or none. How to undo it is kept with the moment and the rep of the import."""
    found = called_off(op.connection, op.by, off)
    if not found:
        return ""
    step = op.part("hand")
    step.what = "meetings that were called off"
    for meeting, others in found:
        for one in others:
            step.remove(schema.recipients, one)
        step.remove(schema.interactions, meeting)
    step.keep()
    return f"{say_count(len(found), 'meeting')} on file taken away: called off since."


def call_on(op: Operation, at: float, by: PersonId | None) -> str:
    """Bring back the meetings that an import of this moment and rep called off; returns a sentence
    where they stay away: one is on file again, or who was in it is not any more."""
    table, sentence = schema.operations, ""
    for row in op.rows(table, table.c.at == at, table.c.by.is_not_distinct_from(by)):
        op.remove(table, row)
        try:
            with op.connection.begin_nested():
                put_back(op, row["log"])
        except (IntegrityError, Missing):
            sentence = "Meetings that it called off stay away: what they name changed since."
    return sentence
