"""Contacts of a person: mails, meetings and calls with others."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd
import sqlalchemy as sa

from tiesmap.model.days import moment_of
from tiesmap.model.evidence import CHANNELS
from tiesmap.model.ids import PersonId
from tiesmap.model.tables import WITH_REP
from tiesmap.store.people import labels
from tiesmap.store.reading.loading import channel_of, read_table
from tiesmap.store.rows import LOOKUP, chunks
from tiesmap.store.schema import interactions, people, practice, recipients, ties
from tiesmap.store.sharing.sight import at_most


def contacts_of(
    connection: sa.Connection, person: PersonId, end: float, limit: int
) -> list[dict[str, object]]:
    """The last interactions of a person up to a day number, newest first.

    Each with its date, other (everybody else in it, joined by "; "), wrote (the person was the
    sender), channel, purpose, notes.
    """
    received = sa.select(recipients.c.interaction).where(recipients.c.person == person)
    latest = (
        sa.select(interactions)
        .where(
            sa.or_(interactions.c.sender == person, interactions.c.id.in_(received)),
            interactions.c.day <= end,
        )
        .order_by(interactions.c.day.desc(), interactions.c.id.desc())
        .limit(limit)
    )
    rows = connection.execute(latest).mappings().all()
    within: dict[int, list[PersonId]] = {row["id"]: [row["sender"]] for row in rows}
    for part in chunks(within, LOOKUP):
        for interaction, other in connection.execute(
            sa.select(recipients.c.interaction, recipients.c.person)
            .where(recipients.c.interaction.in_(part))
            .order_by(recipients.c.interaction, recipients.c.person)
        ):
            within[interaction].append(other)
    label = labels(connection, {other for others in within.values() for other in others})
    return [
        {
            "date": moment_of(row["day"]),
            "other": "; ".join(
                label[one] for one in within[row["id"]] if one != person and one in label
            ),
            "wrote": row["sender"] == person,
            **{name: row[name] for name in ("channel", "purpose", "notes")},
        }
        for row in rows
    ]


def contacts_with(connection: sa.Connection, rep: PersonId, end: float) -> pd.DataFrame:
    """Every contact of a rep, up to a day number; columns as in `tables.WITH_REP`."""
    filed = _in_files(connection, rep, interactions.c.day <= end if np.isfinite(end) else sa.true())
    noted = _in_notes(connection, rep, end)
    if len(noted):
        keys, theirs = _key(filed), _key(noted)
        told = np.isin(theirs, keys)
        said = {key: text for key, text in zip(theirs, noted["purpose"], strict=True) if text}
        same = np.flatnonzero(np.isin(keys, list(said)) & (filed["purpose"] == "").to_numpy())
        if len(same):
            purposes = filed["purpose"].to_numpy(dtype=object).copy()
            purposes[same] = [said[key] for key in keys[same]]
            filed = filed.assign(purpose=pd.Series(purposes, dtype="str"))
        filed = pd.concat([filed, noted[~told]], ignore_index=True)
    summed = _summed(connection, rep, end)
    if len(summed):
        known = np.isin(_key(summed, False), _key(filed, False))
        filed = pd.concat([filed, summed[~known]], ignore_index=True)
    return _in_order(connection, filed)


def meetings_from(connection: sa.Connection, rep: PersonId, start: float) -> pd.DataFrame:
    """Whom a rep meets from a day number on, the next first; columns as in `tables.WITH_REP`."""
    told = interactions
    found = _in_files(connection, rep, sa.and_(told.c.day >= start, told.c.channel == "meeting"))
    return _in_order(connection, found.drop_duplicates(["person", "day"]))


def _in_order(connection: sa.Connection, found: pd.DataFrame) -> pd.DataFrame:
    """The rows by day, of those whose card may be seen, as in the tables of the network."""
    if connection.dialect.name == "postgresql":
        seen = sa.select(people.c.id).where(*at_most(connection, people))
        there = connection.execute(seen).scalars().all()
        found = found[found["person"].isin(there)]
    order = np.lexsort((found["person"].to_numpy(), found["day"].to_numpy()))
    return found.iloc[order].reset_index(drop=True)


def _key(table: pd.DataFrame, with_channel: bool = True) -> npt.NDArray[np.int64]:
    """Person, day and (if wanted) channel combined into one number, for comparing rows."""
    day = np.floor(table["day"].to_numpy()).astype(np.int64) + 2**20
    channel = table["channel"].to_numpy(dtype=np.int64) if with_channel else 0
    key: npt.NDArray[np.int64] = (table["person"].to_numpy() << 25) | (day << 4) | channel
    return key


def _in_files(
    connection: sa.Connection, rep: PersonId, within: sa.ColumnElement[bool]
) -> pd.DataFrame:
    told, to, other = interactions, recipients, recipients.alias("other")
    if among := at_most(connection, told):
        return _joined(connection, rep, sa.and_(within, *among))

    def rows(person: sa.ColumnElement[Any], from_rep: int) -> sa.Select[Any]:
        flag = sa.literal(from_rep)
        alone = told.c.recipients == 1
        values = person, told.c.day, channel_of(told), flag, alone, told.c.purpose
        return sa.select(*values).where(within)

    joined = told.join(to, to.c.interaction == told.c.id)
    wrote = rows(to.c.person, 1).select_from(joined).where(told.c.sender == rep)
    received = rows(told.c.sender, 0).select_from(joined).where(to.c.person == rep)
    meeting = (
        rows(other.c.person, 0)
        .select_from(joined.join(other, other.c.interaction == told.c.id))
        .where(to.c.person == rep, other.c.person != rep, told.c.channel == "meeting")
    )
    return read_table(connection, sa.union_all(wrote, received, meeting), WITH_REP)


def _joined(
    connection: sa.Connection, rep: PersonId, within: sa.ColumnElement[bool]
) -> pd.DataFrame:
    """As `_in_files`, joined here: a server with policies would look up each row many times."""
    told, to = interactions, recipients
    alone = told.c.recipients == 1
    values = told.c.id, told.c.sender, told.c.day, channel_of(told), alone, told.c.purpose
    kinds = {"interaction": "int64", "sender": "int64"}
    kinds |= {name: WITH_REP[name] for name in ("day", "channel", "alone", "purpose")}
    sent = read_table(connection, sa.select(*values).where(within), kinds)
    named = sa.select(to.c.interaction, to.c.person).where(*at_most(connection, to))
    got = read_table(connection, named, {"interaction": "int64", "person": "int64"})
    both = sent.merge(got, on="interaction").assign(from_rep=False)
    wrote = both[both["sender"] == rep].assign(from_rep=True)
    mine = both[both["person"] == rep]
    met = both[
        both["interaction"].isin(mine["interaction"])
        & (both["person"] != rep)
        & (both["channel"] == CHANNELS.index("meeting"))
    ]
    found = pd.concat([wrote, mine.assign(person=mine["sender"]), met], ignore_index=True)
    return found[list(WITH_REP)].astype(WITH_REP)


def _in_notes(connection: sa.Connection, rep: PersonId, end: float) -> pd.DataFrame:
    notes = practice["notes"]
    from_rep = alone = sa.literal(1)
    query = sa.select(
        notes.c.person, notes.c.day, channel_of(notes), from_rep, alone, notes.c.discussed
    ).where(notes.c.rep == rep)
    if np.isfinite(end):
        query = query.where(notes.c.day <= end)
    return read_table(connection, query.order_by(notes.c.id), WITH_REP)


def _summed(connection: sa.Connection, rep: PersonId, end: float) -> pd.DataFrame:
    """The last contacts stated by declared ties, each day once."""
    kind, none = sa.literal(CHANNELS.index("other")), sa.literal("")
    from_rep, alone = sa.literal(0), sa.literal(1)
    parts = [
        sa.select(person, ties.c.last_contact, kind, from_rep, alone, none).where(
            own == rep,
            ties.c.last_contact.is_not(None),
            ties.c.last_contact <= end if np.isfinite(end) else sa.true(),
        )
        for own, person in ((ties.c.person, ties.c.other), (ties.c.other, ties.c.person))
    ]
    found = read_table(connection, sa.union_all(*parts), WITH_REP)
    return found[~pd.Series(_key(found, False)).duplicated().to_numpy()]
