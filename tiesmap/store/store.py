"""The store: one database with all that is known, read and changed in whole transactions."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field, fields
from datetime import date, datetime
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd
import sqlalchemy as sa

from tiesmap.model import tables as columns
from tiesmap.model.days import date_of, end_number
from tiesmap.model.evidence import CHANNELS
from tiesmap.model.intake import KnownPeople
from tiesmap.model.people import CategoryRule, Person, TargetRecord
from tiesmap.model.requests import IntroRequest
from tiesmap.model.settings import Settings
from tiesmap.model.tables import Tables
from tiesmap.store import people as persons
from tiesmap.store import requests as asks
from tiesmap.store import schema
from tiesmap.store.people import Key
from tiesmap.store.schema import Conflict, Unusable

__all__ = ["Conflict", "Key", "Store", "Unusable", "Versions", "open_store"]

_PORTION = 500  # rows fetched at once; more live tuples only keep the garbage collector busy


@dataclass(frozen=True, slots=True)
class Versions:
    """How often each group of tables changed: equal numbers mean equal data.

    evidence: who there is, and what happened between them (new people, interactions, declared
    ties, introductions). people: their fields. comfort: what reps say (ratings, clients, stages,
    wanted lists). requests: the introduction requests.
    """

    evidence: int
    people: int
    comfort: int
    requests: int


def open_store(database: str | Path, *, patience: float = 10.0) -> Store:
    """Open the database (a file's path or an SQLAlchemy URL), making it where there is none.

    `patience` is how many seconds to wait for another writer. Raises `Unusable` with a sentence
    for people; what cannot be used stays as it is.
    """
    engine = schema.open_engine(database, patience)
    return Store(url=schema.place(engine), engine=engine)


@dataclass(frozen=True, slots=True)
class Store:
    """An open database. Two of the same address are equal; every call is one transaction.

    All calls raise `Unusable` where the database fails, edits also `Conflict` where somebody else
    was faster.
    """

    url: str
    engine: sa.Engine = field(compare=False, repr=False)

    def close(self) -> None:
        """Let go of the file."""
        self.engine.dispose()

    @contextlib.contextmanager
    def reading(self) -> Iterator[sa.Connection]:
        """One consistent state of the database."""
        with schema.transaction(self.engine) as connection:
            yield connection

    @contextlib.contextmanager
    def writing(self, *, keep: bool = True) -> Iterator[sa.Connection]:
        """The only writer until the end, when all is kept or (on an error) nothing."""
        with schema.transaction(self.engine, writing=True, keep=keep) as connection:
            yield connection

    # Questions -----------------------------------------------------------------------------------

    def versions(self) -> Versions:
        """The present version of each group of tables."""
        query = sa.select(schema.counters.c.name, schema.counters.c.value).where(
            schema.counters.c.name.in_(schema.GROUPS)
        )
        with self.reading() as connection:
            return Versions(**{row.name: row.value for row in connection.execute(query)})

    def load(self, as_of: date | datetime | None) -> Tables:
        """All evidence up to `as_of` (None: all there is), with the columns of `model/tables.py`.

        A declared tie that began after `as_of` is left out; one whose last contact came later is
        kept without that day.
        """
        end = np.inf if as_of is None else end_number(as_of)
        with self.reading() as connection:
            relationships, category_ratings = _ratings(connection)
            return Tables(
                people=_people(connection),
                contacts=_contacts(connection, end),
                ties=_ties(connection, end),
                introductions=_introductions(connection, end),
                relationships=relationships,
                category_ratings=category_ratings,
                targets=_frame(connection, schema.targets, columns.TARGETS),
            )

    def ratings(self) -> tuple[pd.DataFrame, pd.DataFrame]:
        """What reps say of people and of categories, as in `load` but without the evidence."""
        with self.reading() as connection:
            return _ratings(connection)

    def last_day(self) -> date | None:
        """The day of the last interaction, introduction or dated sum of contacts."""
        newest = (
            sa.select(sa.func.max(column))
            for column in (
                schema.interactions.c.day,
                schema.introductions.c.day,
                schema.ties.c.last_contact,
            )
        )
        with self.reading() as connection:
            days = [day for query in newest if (day := connection.scalar(query)) is not None]
        return date_of(max(days)) if days else None

    def reps(self) -> tuple[Person, ...]:
        """Everybody whose network this is."""
        with self.reading() as connection:
            return persons.read(connection, None, schema.people.c.rep)

    def people(self, rep: int | None = None) -> tuple[Person, ...]:
        """Everybody, by id, with what the rep says of each."""
        with self.reading() as connection:
            return persons.read(connection, rep)

    def person(self, person: int, rep: int | None = None) -> Person | None:
        """One person with what the rep says of them; None if there is none of that id."""
        with self.reading() as connection:
            found = persons.read(connection, rep, schema.people.c.id == person)
        return found[0] if found else None

    def find(self, text: str) -> tuple[Person, ...]:
        """All whom the text names: by our id, else by an id of a file, e-mail or full name."""
        with self.reading() as connection:
            return persons.find(connection, text)

    def public_ids(self) -> dict[int, str]:
        """By which id each person is known in our own files, in and out."""
        with self.reading() as connection:
            return persons.public_ids(connection)

    def known_people(self) -> KnownPeople:
        """The index by which the rows of a file are recognized."""
        with self.reading() as connection:
            return persons.known_people(connection)

    def contacts_of(self, person: int, limit: int = 50) -> pd.DataFrame:
        """The person's last interactions, newest first: interaction, date, other, wrote, channel,
        purpose, notes."""
        with self.reading() as connection:
            return persons.contacts_of(connection, person, limit)

    def declared_ties(self, person: int) -> pd.DataFrame:
        """The person's declared ties: other, kind, strength, since, by_hand."""
        with self.reading() as connection:
            return persons.declared_ties(connection, person)

    def category_ratings(self, rep: int) -> dict[str, int]:
        """The rep's own comfort with whole categories."""
        with self.reading() as connection:
            return persons.category_comforts(connection, rep)

    def targets(self, rep: int) -> tuple[TargetRecord, ...]:
        """The rep's wanted list; `line` counts from 1."""
        with self.reading() as connection:
            return persons.read_targets(connection, rep)

    def requests(self, rep: int) -> tuple[IntroRequest, ...]:
        """The rep's introduction requests, in the order in which they were added."""
        with self.reading() as connection:
            return asks.read_requests(connection, rep)

    def rules(self) -> tuple[CategoryRule, ...]:
        """The rules that set categories; the first that fits counts."""
        with self.reading() as connection:
            return persons.read_rules(connection)

    def settings(self) -> Settings:
        """The stored settings, with the default of each that was never set."""
        stored = self._setting("settings") or {}
        return Settings(**{f.name: stored[f.name] for f in fields(Settings) if f.name in stored})

    def chosen_rep(self) -> int | None:
        """The rep chosen last, if there still is such a person."""
        chosen = self._setting("chosen_rep")
        return chosen if isinstance(chosen, int) and self.person(chosen) is not None else None

    def _setting(self, key: str) -> Any:
        query = sa.select(schema.settings.c.value).where(schema.settings.c.key == key)
        with self.reading() as connection:
            return connection.execute(query).scalar_one_or_none()

    # Edits by hand -------------------------------------------------------------------------------

    def save_person(
        self, person: Person, rep: int | None = None, keys: Iterable[Key] = ()
    ) -> Person:
        """Store a new (id 0) or edited person and what the rep says of them.

        `keys` are the normalized keys by which files may name the person from now on. `Conflict`
        where somebody changed the person since it was read, or where an e-mail address or
        profile among the keys belongs to another person.
        """
        with self.writing() as connection:
            return persons.save(connection, person, rep, keys)

    def rate(self, rep: int, ratings: Mapping[int, int | None]) -> int:
        """Set (1-5) or take away (None) the rep's comfort with people; how many changed."""
        with self.writing() as connection:
            return persons.rate(connection, rep, ratings)

    def rate_categories(self, rep: int, ratings: Mapping[str, int | None]) -> int:
        """Set (1-5) or take away (None) the rep's comfort with categories; how many changed."""
        with self.writing() as connection:
            return persons.rate_categories(connection, rep, ratings)

    def set_category(self, people: Iterable[int], category: str) -> int:
        """Put many people in a category by hand, or ("") in none; how many changed."""
        by = "hand" if category else ""
        with self.writing() as connection:
            values = {"category": category, "category_by": by}
            return persons.set_by_hand(connection, people, values)

    def set_do_not_ask(self, people: Iterable[int], flag: bool) -> int:
        """Mark many people as never to be asked, or not so any more; how many changed."""
        with self.writing() as connection:
            return persons.set_by_hand(connection, people, {"do_not_ask": flag})

    def set_rep(self, people: Iterable[int], flag: bool) -> int:
        """Mark people as reps, whose networks these are; how many changed."""
        with self.writing() as connection:
            return persons.set_by_hand(connection, people, {"rep": flag})

    def add_tie(
        self, person: int, other: int, kind: str = "other", strength: float | None = None
    ) -> None:
        """Declare by hand that two people know each other."""
        with self.writing() as connection:
            persons.add_tie(connection, person, other, kind, strength)

    def remove_tie(self, person: int, other: int) -> int:
        """Take back what was declared by hand between two people; how many ties went."""
        with self.writing() as connection:
            return persons.remove_tie(connection, person, other)

    def save_rules(self, rules: Sequence[CategoryRule]) -> int:
        """Store the rules and apply them where neither hand nor file gave a category.

        Returns how many people changed; imports apply the rules from then on.
        """
        with self.writing() as connection:
            return persons.save_rules(connection, rules)

    def save_target(self, rep: int, target: TargetRecord) -> None:
        """Put a line on the rep's wanted list, or change the why of one that is on it."""
        with self.writing() as connection:
            persons.save_target(connection, rep, target)

    def remove_target(self, rep: int, target: TargetRecord) -> None:
        """Take a line off the rep's wanted list."""
        with self.writing() as connection:
            persons.remove_target(connection, rep, target)

    def add_requests(self, requests: Sequence[IntroRequest]) -> int:
        """Store the requests whose id is new; those that are stored stay as they are."""
        with self.writing() as connection:
            return asks.add_requests(connection, requests)

    def save_request(self, request: IntroRequest) -> IntroRequest:
        """Store an edited request and return its next version."""
        with self.writing() as connection:
            return asks.save_request(connection, request)

    def remove_request(self, request: str) -> None:
        """Take a request off the list."""
        with self.writing() as connection:
            asks.remove_request(connection, request)

    def save_settings(self, settings: Settings) -> None:
        """Keep the settings. No version changes: settings are part of what is computed from."""
        self._set("settings", asdict(settings))

    def choose_rep(self, rep: int) -> None:
        """Remember whose network to show next time."""
        self._set("chosen_rep", rep)

    def _set(self, key: str, value: Any) -> None:
        with self.writing() as connection:
            where = schema.settings.c.key == key
            if not connection.execute(
                schema.settings.update().where(where), {"value": value}
            ).rowcount:
                connection.execute(schema.settings.insert(), {"key": key, "value": value})


# Loading -----------------------------------------------------------------------------------------


def _blocks(connection: sa.Connection, query: sa.Select[Any]) -> Iterator[Sequence[Any]]:
    """The rows of a query in portions, straight from the driver: nothing is made of each row."""
    text = query.compile(connection, compile_kwargs={"literal_binds": True})
    cursor = connection.connection.cursor()
    try:
        cursor.execute(str(text))
        while block := cursor.fetchmany(_PORTION):
            yield block
    finally:
        cursor.close()


def _arrays(
    connection: sa.Connection, query: sa.Select[Any], kinds: Sequence[str], count: int
) -> list[npt.NDArray[Any]]:
    """The numbers of a query as one array a column; `count` is how many rows it has."""
    made: list[npt.NDArray[Any]] = [np.empty(count, dtype=kind) for kind in kinds]
    at = 0
    for block in _blocks(connection, query):
        for array, column in zip(made, zip(*block, strict=True), strict=True):
            array[at : at + len(block)] = column
        at += len(block)
    return made


def _contacts(connection: sa.Connection, end: float) -> pd.DataFrame:
    """Two ordered reads put together in numpy, into arrays that are made once."""
    told, to = schema.interactions, schema.recipients
    up_to = told.c.day <= end if np.isfinite(end) else sa.true()
    channel = sa.case(
        {name: k for k, name in enumerate(CHANNELS)},
        value=told.c.channel,
        else_=CHANNELS.index("other"),
    )
    query = (
        sa.select(told.c.id, told.c.day, told.c.sender, channel, told.c.recipients)
        .where(up_to)
        .order_by(told.c.id)
    )
    count = connection.execute(sa.select(sa.func.count()).select_from(told).where(up_to))
    ids, day, sender, kind, size = _arrays(
        connection, query, ("int64", "float64", "int64", "int8", "int32"), count.scalar_one()
    )
    rows = connection.execute(sa.select(sa.func.count()).select_from(to)).scalar_one()
    interaction, recipient = _arrays(
        connection,
        sa.select(to.c.interaction, to.c.person).order_by(to.c.interaction, to.c.person),
        ("int64", "int64"),
        rows,
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


def _table(
    connection: sa.Connection, query: sa.Select[Any], kinds: Mapping[str, str]
) -> pd.DataFrame:
    """The rows of a query as a DataFrame; null is NaN in numbers, no in flags."""
    parts = [list(zip(*block, strict=True)) for block in _blocks(connection, query)]
    made = {}
    for k, (name, kind) in enumerate(kinds.items()):
        values = [value for part in parts for value in part[k]]
        if kind == "bool":
            made[name] = pd.Series([bool(value) for value in values], dtype="bool")
        else:
            made[name] = pd.Series(values, dtype=kind)
    return pd.DataFrame(made)


def _frame(
    connection: sa.Connection,
    table: sa.Table,
    kinds: Mapping[str, str],
    *where: sa.ColumnElement[bool],
) -> pd.DataFrame:
    query = sa.select(*(table.c[name] for name in kinds)).where(*where).order_by(table.c.id)
    return _table(connection, query, kinds)


def _ratings(connection: sa.Connection) -> tuple[pd.DataFrame, pd.DataFrame]:
    said, rated = schema.relationships, schema.category_ratings
    return (
        _frame(connection, said, columns.RELATIONSHIPS),
        _frame(connection, rated, columns.CATEGORY_RATINGS, rated.c.comfort.is_not(None)),
    )


def _people(connection: sa.Connection) -> pd.DataFrame:
    names = ["id", *list(columns.PEOPLE)[1:]]
    query = sa.select(*(schema.people.c[name] for name in names)).order_by(schema.people.c.id)
    return _table(connection, query, columns.PEOPLE)


def _ties(connection: sa.Connection, end: float) -> pd.DataFrame:
    frame = _frame(connection, schema.ties, columns.TIES)
    begun = ~(frame["since"] > end)
    frame = frame[begun].reset_index(drop=True)
    frame["last_contact"] = frame["last_contact"].where(~(frame["last_contact"] > end))
    return frame


def _introductions(connection: sa.Connection, end: float) -> pd.DataFrame:
    frame = _frame(connection, schema.introductions, columns.INTRODUCTIONS)
    return frame[~(frame["day"] > end)].reset_index(drop=True)
