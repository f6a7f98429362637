"""What happened between a person and others."""

from __future__ import annotations

import pandas as pd
import sqlalchemy as sa

from tiesmap.model.days import moment_of
from tiesmap.store.people import labels
from tiesmap.store.rows import LOOKUP, chunks
from tiesmap.store.schema import interactions, recipients


def contacts_of(connection: sa.Connection, person: int, limit: int) -> pd.DataFrame:
    """The last interactions of a person, newest first.

    Columns: interaction, date (datetime64), other (everybody else in it, joined by "; "), wrote
    (the person was the sender), channel, purpose, notes.
    """
    received = sa.select(recipients.c.interaction).where(recipients.c.person == person)
    latest = (
        sa.select(interactions)
        .where(sa.or_(interactions.c.sender == person, interactions.c.id.in_(received)))
        .order_by(interactions.c.day.desc(), interactions.c.id.desc())
        .limit(limit)
    )
    rows = connection.execute(latest).mappings().all()
    within: dict[int, list[int]] = {row["id"]: [row["sender"]] for row in rows}
    for part in chunks(within, LOOKUP):
        for interaction, other in connection.execute(
            sa.select(recipients.c.interaction, recipients.c.person)
            .where(recipients.c.interaction.in_(part))
            .order_by(recipients.c.interaction, recipients.c.person)
        ):
            within[interaction].append(other)
    label = labels(connection, {other for others in within.values() for other in others})
    return pd.DataFrame(
        {
            "interaction": pd.Series([row["id"] for row in rows], dtype="int64"),
            "date": pd.Series([moment_of(row["day"]) for row in rows], dtype="datetime64[us]"),
            "other": pd.Series(
                [
                    "; ".join(label[other] for other in within[row["id"]] if other != person)
                    for row in rows
                ],
                dtype="str",
            ),
            "wrote": pd.Series([row["sender"] == person for row in rows], dtype="bool"),
        }
        | {
            name: pd.Series([row[name] for row in rows], dtype="str")
            for name in ("channel", "purpose", "notes")
        }
    )
