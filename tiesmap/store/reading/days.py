"""The last day that the data tells of."""

from __future__ import annotations

from datetime import date

import sqlalchemy as sa

from tiesmap.model.days import date_of
from tiesmap.store import schema
from tiesmap.store.roles import seen_days


def last_day(connection: sa.Connection) -> date | None:
    """The day of the last interaction, introduction or dated sum of contacts, or of the last entry
    or step of a request that a rep wrote down; None where there is none.
    """
    columns = seen_days(schema.metadata)
    newest = (connection.scalar(sa.select(sa.func.max(column))) for column in columns)
    days = [day for day in newest if day is not None]
    return date_of(max(days)) if days else None
