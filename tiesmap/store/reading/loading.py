"""The evidence as DataFrames for the network, with the columns of `model/tables.py`."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd
import sqlalchemy as sa
from sqlalchemy.exc import DBAPIError

from tiesmap.model import tables as columns
from tiesmap.model.evidence import CHANNELS
from tiesmap.model.groups import grouped
from tiesmap.model.tables import Ratings, Tables
from tiesmap.store import schema
from tiesmap.store.reading import happened
from tiesmap.store.rows import counter, read_versions
from tiesmap.store.sharing.sight import at_most

Query = sa.Select[Any] | sa.CompoundSelect[Any]
_TELLING = 200  # portions between two tellings of how far it is
_PORTION = 500  # rows fetched at once; more live tuples only keep the garbage collector busy
_PORTION_FROM_SERVER = 5_000  # each portion is a question and an answer


@dataclass(frozen=True, eq=False, slots=True)
class ReadContacts:
    """All contacts, of whatever day, as they were read before, with all version counters of that
    moment."""

    counted: Mapping[str, int]
    contacts: pd.DataFrame

    def only_added_to(self, counted: Mapping[str, int]) -> bool:
        """Whether what was read is still stored unchanged, even if more was added since."""
        if any(counted[group] < n for group, n in self.counted.items()):
            return False
        return counted[schema.REWRITTEN] == self.counted[schema.REWRITTEN]


def load(
    connection: sa.Connection, end: float, seen: ReadContacts | None, tell: Callable[[float], None]
) -> tuple[Tables, ReadContacts]:
    """All evidence up to a day number (columns: `model/tables.py`); `seen` contacts are reused.

    A declared tie that began later is left out; one whose last contact came later is kept without
    that day. `tell` is told which share of the contacts is read.
    """
    counted = read_versions(connection)
    last = 0 if seen is None or seen.contacts.empty else int(seen.contacts["interaction"].max())
    if seen is None or not seen.only_added_to(counted) or _sees_older(connection, seen, last):
        contacts = _contacts(connection, 0, tell)
    else:
        contacts = _one_below_other(seen.contacts, _contacts(connection, last, tell))
    tables = Tables(
        people=_frame(connection, schema.people, columns.PEOPLE, told=_PERSON),
        contacts=_with_notes(connection, _up_to(contacts, end), end),
        ties=_frame(connection, schema.ties, columns.TIES, told=_TIE),
        introductions=_frame(connection, schema.introductions, columns.INTRODUCTIONS),
        former=_former(connection, end),
    )
    if connection.dialect.name == "postgresql":
        # A colleague's file may say whom a rep wrote with before the rep has them on file.
        tables = tables.among_people()
    return tables.until(end), ReadContacts(counted, contacts)


def _sees_older(connection: sa.Connection, seen: ReadContacts, last: int) -> bool:
    """Whether an asker sees rows by now that were there before: a file of his says them too."""
    if connection.dialect.name != "postgresql":
        return False
    told = schema.interactions
    query = sa.select(sa.func.count()).select_from(told)
    there = query.where(told.c.id <= last, *at_most(connection, told))
    return bool(connection.execute(there).scalar_one() != seen.contacts["interaction"].nunique())


def _up_to(contacts: pd.DataFrame, end: float) -> pd.DataFrame:
    later = contacts["day"].to_numpy() > end
    return contacts[~later].reset_index(drop=True) if later.any() else contacts


def _former(connection: sa.Connection, end: float) -> pd.DataFrame:
    """The companies that standing imports replaced, and those that reps told, up to a day."""
    told = happened.read_told_employers(connection)
    rows = [
        (person, company, day)
        for person, day, company in (*happened.read_former_companies(connection, end), *told)
    ]
    return pd.DataFrame(rows, columns=list(columns.FORMER)).astype(columns.FORMER)


def load_ratings(connection: sa.Connection) -> Ratings:
    """What reps say about people, and about categories."""
    said, rated = schema.relationships, schema.category_ratings
    return Ratings(
        people=_frame(connection, said, columns.RELATIONSHIPS),
        categories=_frame(connection, rated, columns.CATEGORY_RATINGS, _RATED),
    )


_RATED = schema.category_ratings.c.comfort.is_not(None)


_PERSON = tuple(schema.people.c[name] for name in ("id", *list(columns.PEOPLE)[1:]))

_TIE = (
    *(schema.ties.c[name] for name in columns.TIES if name != "by_hand"),
    schema.ties.c.import_id.is_(None),
)


def channel_of(table: sa.Table) -> sa.ColumnElement[int]:
    """The index of a row's channel in `evidence.CHANNELS`."""
    return sa.case(
        {name.value: k for k, name in enumerate(CHANNELS)},
        value=table.c.channel,
        else_=CHANNELS.index("other"),
    )


_NOTES = {"rep": "int64", "person": "int64", "day": "float64", "channel": "int8"}


def _with_notes(connection: sa.Connection, contacts: pd.DataFrame, end: float) -> pd.DataFrame:
    """The contacts from files, plus those known only from a note of the rep.

    A note is about a contact that a file has already, where that has the same two people, day
    and channel.
    """
    table = schema.practice["notes"]
    query = sa.select(table.c.rep, table.c.person, table.c.day, channel_of(table))
    if np.isfinite(end):
        query = query.where(table.c.day <= end)
    notes = read_table(connection, query.order_by(table.c.id), _NOTES)
    if notes.empty:
        return contacts
    told = _told(contacts, notes)
    rows = [
        row
        for row, known in zip(notes.itertuples(index=False, name=None), told, strict=True)
        if not known
    ]
    if not rows:
        return contacts
    # Numbers beyond those of the interactions, so that each stands alone.
    last = connection.execute(counter(f"id:{schema.interactions.name}")).scalar_one()
    sender, recipient, day, channel = zip(*rows, strict=True)
    values = {
        "interaction": range(last + 1, last + 1 + len(rows)),
        "day": day,
        "sender": sender,
        "recipient": recipient,
        "channel": channel,
        "recipients": [1] * len(rows),
    }
    more = pd.DataFrame(
        {name: pd.Series(values[name], dtype=kind) for name, kind in columns.CONTACTS.items()}
    )
    return pd.concat([contacts, more], ignore_index=True)


def _told(contacts: pd.DataFrame, notes: pd.DataFrame) -> npt.NDArray[np.bool_]:
    """For each note: whether a file has a contact of the same two people, day and channel."""
    who = np.unique(notes[["rep", "person"]].to_numpy())
    when = np.unique(_moments(notes))
    moments = _moments(contacts)

    def keys(one: npt.NDArray[Any], other: npt.NDArray[Any], moment: npt.NDArray[Any]) -> Any:
        first, last = np.minimum(one, other), np.maximum(one, other)
        pair = np.searchsorted(who, first) * len(who) + np.searchsorted(who, last)
        return pair * len(when) + np.searchsorted(when, moment)

    wanted = keys(notes["rep"].to_numpy(), notes["person"].to_numpy(), _moments(notes))
    near = np.flatnonzero(np.isin(moments, when))
    sender, recipient = (contacts[name].to_numpy()[near] for name in ("sender", "recipient"))
    inside = np.isin(sender, who) & np.isin(recipient, who)
    told: npt.NDArray[np.bool_] = np.isin(
        wanted, keys(sender[inside], recipient[inside], moments[near][inside])
    )
    # In a meeting those who were invited met each other, too.
    invited = near[
        (contacts["channel"].to_numpy()[near] == CHANNELS.index("meeting"))
        & (contacts["recipients"].to_numpy()[near] > 1)
    ]
    people: dict[tuple[int, int], set[int]] = {}
    for moment, row, person in zip(
        moments[invited].tolist(),
        contacts["interaction"].to_numpy()[invited].tolist(),
        contacts["recipient"].to_numpy()[invited].tolist(),
        strict=True,
    ):
        people.setdefault((moment, row), set()).add(person)
    together = grouped((moment, met) for (moment, _), met in people.items())
    if together:
        pairs = zip(notes["rep"], notes["person"], _moments(notes).tolist(), strict=True)
        for k, (rep, person, moment) in enumerate(pairs):
            told[k] |= any({rep, person} <= met for met in together.get(moment, ()))
    return told


def _moments(table: pd.DataFrame) -> npt.NDArray[np.int64]:
    """Day and channel of each row combined into one number."""
    day = np.floor(table["day"].to_numpy()).astype(np.int64)
    moments: npt.NDArray[np.int64] = day * len(CHANNELS) + table["channel"].to_numpy(dtype=np.int64)
    return moments


def _one_below_other(first: pd.DataFrame, second: pd.DataFrame) -> pd.DataFrame:
    if not len(first) or not len(second):
        return first if len(first) else second
    return pd.DataFrame(
        {name: np.concatenate([first[name], second[name]]) for name in columns.CONTACTS},
        copy=False,
    )


def _contacts(connection: sa.Connection, last: int, tell: Callable[[float], None]) -> pd.DataFrame:
    """The contacts of interactions with an id above `last`.

    Two ordered reads are joined in numpy, into arrays that are allocated once.
    """
    told, to = schema.interactions, schema.recipients
    new = sa.and_(told.c.id > last, *at_most(connection, told))
    query = (
        sa.select(told.c.id, told.c.day, told.c.sender, channel_of(told), told.c.recipients)
        .where(new)
        .order_by(told.c.id)
    )
    count = connection.execute(sa.select(sa.func.count()).select_from(told).where(new))
    ids, day, sender, kind, size = _arrays(
        connection,
        query,
        ("int64", "float64", "int64", "int8", "int32"),
        count.scalar_one(),
        lambda share: tell(share / 2),
    )
    later = sa.and_(to.c.interaction > last, *at_most(connection, to))
    rows = connection.execute(sa.select(sa.func.count()).select_from(to).where(later))
    interaction, recipient = _arrays(
        connection,
        sa.select(to.c.interaction, to.c.person)
        .where(later)
        .order_by(to.c.interaction, to.c.person),
        ("int64", "int64"),
        rows.scalar_one(),
        lambda share: tell((1 + share) / 2),
    )
    if len(ids) == 0:
        return columns.empty(columns.CONTACTS)
    which = np.minimum(np.searchsorted(ids, interaction), len(ids) - 1)
    inside = ids[which] == interaction
    if not inside.all():
        interaction, recipient, which = interaction[inside], recipient[inside], which[inside]
    return pd.DataFrame(
        {
            "interaction": interaction,
            "day": day[which],
            "sender": sender[which],
            "recipient": recipient,
            "channel": kind[which],
            "recipients": size[which],
        },
        copy=False,
    )


def _text(dialect: sa.Dialect, query: Query) -> str:
    return str(query.compile(dialect=dialect, compile_kwargs={"literal_binds": True}))


@lru_cache(maxsize=256)
def _all_rows(
    dialect: sa.Dialect,
    table: sa.Table,
    told: tuple[sa.ColumnElement[Any], ...],
    where: tuple[sa.ColumnElement[bool], ...],
) -> str:
    """In SQL, these columns of all rows of a table: said anew for each state of a database."""
    return _text(dialect, sa.select(*told).where(*where).order_by(table.c.id))


def _blocks(connection: sa.Connection, query: Query | str) -> Iterator[Sequence[Any]]:
    """The rows of a query in portions, as the driver returns them, without an object per row."""
    text = query if isinstance(query, str) else _text(connection.dialect, query)
    driver = connection.dialect.loaded_dbapi
    try:
        if connection.dialect.name == "postgresql":
            # Rows wait at the server: else all of them would be here at once, as text.
            cursor = connection.connection.cursor("rows", binary=True)
            portion = _PORTION_FROM_SERVER
        else:
            cursor, portion = connection.connection.cursor(), _PORTION
        with closing(cursor):
            cursor.execute(text, ())
            while block := cursor.fetchmany(portion):
                yield block
    except driver.Error as error:
        raise DBAPIError(None, None, error, hide_parameters=True) from error


def _arrays(
    connection: sa.Connection,
    query: sa.Select[Any],
    kinds: Sequence[str],
    count: int,
    tell: Callable[[float], None],
) -> list[npt.NDArray[Any]]:
    """The numbers of a query, one array per column; `count` is the number of rows."""
    made: list[npt.NDArray[Any]] = [np.empty(count, dtype=kind) for kind in kinds]
    at = 0
    for number, block in enumerate(_blocks(connection, query)):
        if number % _TELLING == 0:
            tell(at / count)
        for array, column in zip(made, zip(*block, strict=True), strict=True):
            array[at : at + len(block)] = column
        at += len(block)
    return made


def read_table(
    connection: sa.Connection, query: Query | str, kinds: Mapping[str, str]
) -> pd.DataFrame:
    """The rows of a query as a DataFrame; null becomes NaN in numbers and False in flags."""
    parts = [list(zip(*block, strict=True)) for block in _blocks(connection, query)]
    values = {name: [value for part in parts for value in part[k]] for k, name in enumerate(kinds)}
    return columns.table_of(values, kinds)


def _frame(
    connection: sa.Connection,
    table: sa.Table,
    kinds: Mapping[str, str],
    *where: sa.ColumnElement[bool],
    told: tuple[sa.ColumnElement[Any], ...] = (),
) -> pd.DataFrame:
    """The rows of a table as a DataFrame, of the columns called as the kinds or of those told."""
    told = told or tuple(table.c[name] for name in kinds)
    query = _all_rows(connection.dialect, table, told, (*where, *at_most(connection, table)))
    return read_table(connection, query, kinds)
