"""The store: one database with all that is known, read and changed in whole transactions."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field, fields
from datetime import date, datetime
from math import inf
from pathlib import Path
from typing import Any
from uuid import uuid4

import pandas as pd
import sqlalchemy as sa

from tiesmap.model.days import end_number
from tiesmap.model.intake import KnownPeople
from tiesmap.model.people import CategoryRule, Person, TargetRecord
from tiesmap.model.practice import Entry, Pace, Practice
from tiesmap.model.proposals import REFUSED, Propose
from tiesmap.model.requests import IntroRequest
from tiesmap.model.settings import Settings
from tiesmap.model.steps import Step
from tiesmap.model.tables import Tables
from tiesmap.model.tact import Favor, Limit, Limits
from tiesmap.store import keys as index
from tiesmap.store import limits as bounds
from tiesmap.store import opening, schema, ties
from tiesmap.store import people as persons
from tiesmap.store import practice as habits
from tiesmap.store import ratings as sayings
from tiesmap.store import requests as asks
from tiesmap.store import rules as categories
from tiesmap.store import settings as values
from tiesmap.store import steps as history
from tiesmap.store import targets as wishes
from tiesmap.store.guarding import backups, privacy
from tiesmap.store.keys import Key
from tiesmap.store.operation import Kind, Operation
from tiesmap.store.reading import contacts, days, loading
from tiesmap.store.transactions import Conflict, Unusable, place, transaction

_OF_REP = re.compile(r"(.+):(\d+)")
"""By which name a rep's own setting is asked for."""

__all__ = ["Conflict", "Key", "Store", "Unusable", "Versions", "open_store"]


@dataclass(frozen=True, slots=True)
class Versions:
    """How often each group of tables changed: equal numbers mean equal data.

    evidence: who there is, and what happened between them (new people, interactions, declared
    ties, introductions). people: their fields. comfort: what reps say (ratings, clients, stages,
    wanted lists). requests: the introduction requests, and the favors that weigh on them.
    practice: what is kept of each person (notes, favors, promises ...) and the pace.
    """

    evidence: int
    people: int
    comfort: int
    requests: int
    practice: int


def open_store(database: str | Path, *, patience: float = 10.0) -> Store:
    """Open the database (a file's path or an SQLAlchemy URL), making it where there is none.

    `patience` is how many seconds to wait for another writer. Raises `Unusable` with a sentence
    for people; what cannot be used stays as it is.
    """
    engine = opening.open_engine(database, patience)
    store = Store(url=place(engine), engine=engine)
    if store.path is not None:
        backups.sweep(store.path)
    privacy.finish(engine, patience)
    return store


@dataclass(frozen=True, eq=False, slots=True)
class Store:
    """An open database; every call is one transaction.

    Each opening is one of its own, also of the same address: what was kept of one database must
    not be taken for another's that lies, or lay, in the same place.

    All calls raise `Unusable` where the database fails, edits also `Conflict` where somebody else
    was faster.
    """

    url: str
    engine: sa.Engine = field(repr=False)
    opening: str = field(default_factory=lambda: uuid4().hex, repr=False)
    """By which this opening is told from all others."""

    @property
    def path(self) -> Path | None:
        """The file of the database; None where it is kept elsewhere."""
        url = self.engine.url
        inside = self.engine.dialect.name != "sqlite" or url.database in (None, "", ":memory:")
        return None if inside else Path(str(url.database))

    def close(self) -> None:
        """Let go of the file."""
        self.engine.dispose()

    @contextlib.contextmanager
    def reading(self) -> Iterator[sa.Connection]:
        """One consistent state of the database."""
        with transaction(self.engine) as connection:
            yield connection

    @contextlib.contextmanager
    def writing(self, *, keep: bool = True) -> Iterator[sa.Connection]:
        """The only writer until the end, when all is kept or (on an error) nothing."""
        with transaction(self.engine, writing=True, keep=keep) as connection:
            yield connection

    @contextlib.contextmanager
    def operation(
        self, kind: Kind, by: int | None = None, what: str = "", *, keep: bool = True
    ) -> Iterator[Operation]:
        """One write, by a rep: all of it is kept, counted, and may be taken back; or nothing is.

        `what` says in a few words what is done, for whoever takes it back.
        """
        with self.writing(keep=keep) as connection:
            op = Operation(connection, kind, by, what=what)
            yield op
            op.finish()

    # Questions -----------------------------------------------------------------------------------

    def versions(self) -> Versions:
        """The present version of each group of tables."""
        query = sa.select(schema.counters.c.name, schema.counters.c.value).where(
            schema.counters.c.name.in_(schema.GROUPS)
        )
        with self.reading() as connection:
            return Versions(**{row.name: row.value for row in connection.execute(query)})

    def load(
        self, as_of: date | datetime | None, tell: Callable[[float], None] | None = None
    ) -> Tables:
        """All evidence up to `as_of` (None: all there is), with the columns of `model/tables.py`.

        A declared tie that began after `as_of` is left out; one whose last contact came later is
        kept without that day. `tell` is told which share of the contacts is read.
        """
        end = inf if as_of is None else end_number(as_of)
        with self.reading() as connection:
            return loading.load(connection, end, None, tell or (lambda share: None))[0]

    def ratings(self) -> tuple[pd.DataFrame, pd.DataFrame]:
        """What reps say of people and of categories, as in `load` but without the evidence."""
        with self.reading() as connection:
            return loading.load_ratings(connection)

    def last_day(self) -> date | None:
        """The day of the last of what is known; see `reading.days`."""
        with self.reading() as connection:
            return days.last_day(connection)

    def reps(self) -> tuple[Person, ...]:
        """Everybody whose network this is."""
        with self.reading() as connection:
            return persons.read(connection, None, schema.people.c.rep)

    def people(self, rep: int | None = None) -> tuple[Person, ...]:
        """Everybody, by id, with what the rep says of each."""
        with self.reading() as connection:
            return persons.read(connection, rep)

    def people_again(self, rep: int | None, known: Mapping[int, Person]) -> dict[int, Person]:
        """Everybody by id, as in `people`; of those `known` from before only who changed is read.

        `known` must be an earlier answer for the same rep.
        """
        with self.reading() as connection:
            return persons.read_again(connection, rep, known)

    def marked(self) -> tuple[Person, ...]:
        """Everybody marked "do not ask", by id."""
        with self.reading() as connection:
            return persons.read(connection, None, schema.people.c.do_not_ask)

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
            return index.public_ids(connection)

    def known_people(self) -> KnownPeople:
        """The index by which the rows of a file are recognized."""
        with self.reading() as connection:
            return index.known_people(connection)

    def contacts_of(self, person: int, limit: int = 50) -> pd.DataFrame:
        """The person's last interactions, newest first: interaction, date, other, wrote, channel,
        purpose, notes."""
        with self.reading() as connection:
            return contacts.contacts_of(connection, person, limit)

    def declared_ties(self, person: int) -> pd.DataFrame:
        """The person's declared ties: other, kind, strength, since, by_hand."""
        with self.reading() as connection:
            return ties.declared_ties(connection, person)

    def category_ratings(self, rep: int) -> dict[str, int]:
        """The rep's own comfort with whole categories."""
        with self.reading() as connection:
            return sayings.category_comforts(connection, rep)

    def targets(self, rep: int) -> tuple[TargetRecord, ...]:
        """The rep's wanted list; `line` counts from 1."""
        with self.reading() as connection:
            return wishes.read_targets(connection, rep)

    def requests(self, rep: int) -> tuple[IntroRequest, ...]:
        """The rep's introduction requests, in the order in which they were added."""
        with self.reading() as connection:
            return asks.read_requests(connection, rep)

    def steps(self, rep: int) -> tuple[Step, ...]:
        """All steps of the rep's requests, undone ones too, in the order they were taken."""
        with self.reading() as connection:
            return history.read_steps(connection, rep)

    def favors(self, rep: int) -> tuple[Favor, ...]:
        """The favors that the rep gave and took, the latest first."""
        with self.reading() as connection:
            found = habits.read_entries(connection, "favors", rep)
        return tuple(favor for favor in found if isinstance(favor, Favor))

    def practice(self, rep: int, until: date | None = None) -> Practice:
        """All that a rep wrote down, promised, gave and learned up to a day (None: all)."""
        with self.reading() as connection:
            return habits.read_practice(connection, rep, until)

    def entries(self, name: str, rep: int) -> tuple[Entry, ...]:
        """The rep's entries of one kind (a name of `practice.FILES`), the latest first."""
        with self.reading() as connection:
            return habits.read_entries(connection, name, rep)

    def contacts_with(self, rep: int, as_of: date | datetime | None) -> pd.DataFrame:
        """Every contact of a rep up to `as_of`, by day, with the columns `tables.WITH_REP`."""
        end = inf if as_of is None else end_number(as_of)
        with self.reading() as connection:
            return contacts.contacts_with(connection, rep, end)

    def pace(self, rep: int) -> Pace:
        """What the rep set for This week, else as it is at first."""
        return habits.read_pace(self.setting(habits.pace_key(rep)))

    def limits(self, default: Limit) -> Limits:
        """The limits of those connectors for whom one was set, and the no-go list."""
        with self.reading() as connection:
            return bounds.read_limits(connection, default)

    def rules(self) -> tuple[CategoryRule, ...]:
        """The rules that set categories; the first that fits counts."""
        with self.reading() as connection:
            return categories.read_rules(connection)

    def settings(self) -> Settings:
        """The stored settings, with the default of each that was never set."""
        stored = self.setting("settings") or {}
        return Settings(**{f.name: stored[f.name] for f in fields(Settings) if f.name in stored})

    def chosen_rep(self) -> int | None:
        """The rep chosen last, if there still is such a person."""
        chosen = self.setting("chosen_rep")
        return chosen if isinstance(chosen, int) and self.person(chosen) is not None else None

    def setting(self, key: str) -> Any:
        """A value kept under a name (NAME:REP for a rep's own); None where there is none."""
        with self.reading() as connection:
            if (own := _OF_REP.fullmatch(key)) is not None:
                return values.read_of_rep(connection, int(own[2]), own[1])
            return values.read_setting(connection, key)

    # Edits by hand -------------------------------------------------------------------------------

    def save_person(
        self, person: Person, rep: int | None = None, keys: Iterable[Key] = ()
    ) -> Person:
        """Store a new (id 0) or edited person and what the rep says of them.

        `keys` are the normalized keys by which files may name the person from now on. `Conflict`
        where somebody changed the person since it was read, or where an e-mail address or
        profile among the keys belongs to another person.
        """
        with self.operation("hand", rep, what=f"{person.label}") as op:
            return persons.save(op, person, rep, keys)

    def rate(self, rep: int, ratings: Mapping[int, int | None]) -> int:
        """Set (1-5) or take away (None) the rep's comfort with people; how many changed."""
        with self.operation("hand", rep, what="the rating of people") as op:
            return sayings.rate(op, rep, ratings)

    def rate_categories(self, rep: int, ratings: Mapping[str, int | None]) -> int:
        """Set (1-5) or take away (None) the rep's comfort with categories; how many changed."""
        with self.operation("hand", rep, what="the rating of categories") as op:
            return sayings.rate_categories(op, rep, ratings)

    def set_bucket(self, rep: int, person: int, name: str) -> None:
        """Put a person in a bucket of the rep's by hand; an empty name takes it away."""
        with self.operation("hand", rep, what="the bucket of a person") as op:
            sayings.set_bucket(op, rep, person, name)

    def set_category(self, people: Iterable[int], category: str) -> int:
        """Put many people in a category by hand, or ("") in none; how many changed.

        Whoever is in none by hand gets none proposed; files and rules may still give one.
        """
        with self.operation("hand", what="the category of people") as op:
            values = {"category": category, "category_by": "hand" if category else REFUSED}
            return persons.set_by_hand(op, people, values)

    def propose_categories(self, propose: Propose) -> int:
        """Propose a category for everybody who has none; how many people changed."""
        with self.operation("hand", what="proposed categories") as op:
            replaced = categories.apply_proposals(op, propose)
        return len({person for person, *_ in replaced})

    def set_do_not_ask(self, people: Iterable[int], flag: bool) -> int:
        """Mark many people as never to be asked, or not so any more; how many changed."""
        with self.operation("hand", what='"do not ask"') as op:
            return persons.set_by_hand(op, people, {"do_not_ask": flag})

    def set_rep(self, people: Iterable[int], flag: bool) -> int:
        """Mark people as reps, whose networks these are; how many changed."""
        with self.operation("hand", what="who is a rep") as op:
            return persons.set_by_hand(op, people, {"rep": flag})

    def add_tie(
        self, person: int, other: int, kind: str = "other", strength: float | None = None
    ) -> None:
        """Declare by hand that two people know each other."""
        with self.operation("hand", what="a tie") as op:
            ties.add_tie(op, person, other, kind, strength)

    def judge_tie(self, person: int, other: int, strength: float | None) -> float | None:
        """Say by hand how strong a tie is; see `ties.judge_tie`. What a hand said before."""
        with self.operation("hand", what="how strong a tie is") as op:
            return ties.judge_tie(op, person, other, strength)

    def remove_tie(self, person: int, other: int) -> int:
        """Take back what was declared by hand between two people; how many ties went."""
        with self.operation("hand", what="a tie taken away") as op:
            return ties.remove_tie(op, person, other)

    def save_rules(self, rules: Sequence[CategoryRule]) -> int:
        """Store the rules and apply them where neither hand nor file gave a category.

        Returns how many people changed; imports apply the rules from then on.
        """
        with self.operation("hand", what="the rules") as op:
            return categories.save_rules(op, rules)

    def save_target(self, rep: int, target: TargetRecord) -> None:
        """Put a line on the rep's wanted list, or change the why of one that is on it."""
        with self.operation("hand", rep, what="the wanted list") as op:
            wishes.save_target(op, rep, target)

    def remove_target(self, rep: int, target: TargetRecord) -> None:
        """Take a line off the rep's wanted list."""
        with self.operation("hand", rep, what="the wanted list") as op:
            wishes.remove_target(op, rep, target)

    def add_requests(self, requests: Sequence[IntroRequest]) -> int:
        """Store the requests whose id is new; those that are stored stay as they are."""
        with self.operation("hand", what="new asks") as op:
            return asks.add_requests(op, requests)

    def save_request(
        self,
        request: IntroRequest,
        *,
        at: datetime | None = None,
        by: str = "",
        note: str = "",
        undone: Step | None = None,
    ) -> IntroRequest:
        """Store an edited request and return its next version.

        A change of status or outcome goes into the history with its moment (None: now), who did
        it and a note; or it takes back a step, which is then marked as `undone`.
        """
        with self.operation("hand", request.rep_id, what="an ask") as op:
            return asks.save_request(op, request, at=at, by=by, note=note, undone=undone)

    def save_entry(
        self, entry: Entry, was: Entry | None = None, until: date | None = None
    ) -> Entry:
        """Store a new (id 0) or edited entry of the practice; as it is stored.

        `was` is the entry before the edit, as `practice` gave it up to a day: Conflict where it
        changed since. Raises ValueError where a value is none of those allowed.
        """
        with self.operation("hand", entry.rep, what="an entry") as op:
            return habits.save_entry(op, entry, was, until)

    def remove_entry(
        self, name: str, entry: int, was: Entry | None = None, until: date | None = None
    ) -> bool:
        """Take an entry of a kind (a name of `practice.FILES`) away; whether there was one.

        `was` is the entry as `practice` gave it up to a day: Conflict where it changed since.
        """
        with self.operation("hand", was.rep if was else None, what="an entry taken away") as op:
            return habits.remove_entry(op, name, entry, was, until)

    def save_pace(self, rep: int, pace: Pace) -> None:
        """Keep what the rep set for This week. Raises ValueError where it makes no sense."""
        self.set_setting(habits.pace_key(rep), habits.write_pace(pace), "practice")

    def save_limit(self, person: int, limit: Limit | None) -> None:
        """Set how often a connector may be asked; None: as everybody else."""
        with self.operation("hand", what="a limit") as op:
            bounds.save_limit(op, person, limit)

    def set_no_go(self, connector: int, target: int, avoid: bool) -> None:
        """Never ask a connector for a target, or allow it again."""
        with self.operation("hand", what="a limit") as op:
            bounds.set_no_go(op, connector, target, avoid)

    def remove_request(self, request: str) -> None:
        """Take a request off the list."""
        with self.operation("hand", what="an ask taken off") as op:
            asks.remove_request(op, request)

    def save_settings(self, settings: Settings) -> None:
        """Keep the settings. No version changes: settings are part of what is computed from."""
        self.set_setting("settings", asdict(settings))

    def choose_rep(self, rep: int) -> None:
        """Remember whose network to show next time."""
        self.set_setting("chosen_rep", rep)

    def set_setting(self, key: str, value: Any, *groups: str) -> None:
        """Keep a value (as JSON) under a name; the groups of tables named count as changed."""
        own = _OF_REP.fullmatch(key)
        rep = None if own is None else int(own[2])
        with self.operation("hand", rep, what="a setting") as op:
            op.groups.update(groups)
            if own is not None and rep is not None:
                values.write_of_rep(op, rep, own[1], value)
            else:
                values.write_setting(op, key, value)
