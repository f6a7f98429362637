"""The view: what one rep sees in one state of the database, for a whole question."""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Iterable, Mapping, Sequence
from dataclasses import fields
from functools import cached_property
from typing import Any, TypeVar

import numpy as np
import pandas as pd
import sqlalchemy as sa

from tiesmap.introductions import outcomes
from tiesmap.introductions.words import Words
from tiesmap.model.days import end_number
from tiesmap.model.ids import Node, PersonId
from tiesmap.model.intake import KnownPeople
from tiesmap.model.people import Person, TargetRecord
from tiesmap.model.practice import Pace, Practice
from tiesmap.model.priors import Priors
from tiesmap.model.problems import Problem
from tiesmap.model.proposals import Learn
from tiesmap.model.requests import IntroRequest
from tiesmap.model.resume import Resume
from tiesmap.model.settings import Settings
from tiesmap.model.steps import Step
from tiesmap.model.tables import Tables
from tiesmap.model.tact import Favor, Limit, Limits
from tiesmap.network.build import build_network
from tiesmap.network.comfort import measure_comfort
from tiesmap.network.network import Network
from tiesmap.network.standpoint import Proposed, Standpoint, Surroundings, look_around, stand
from tiesmap.network.tact import heed
from tiesmap.store import keys, limits, requests, schema, settings, steps, targets
from tiesmap.store import pace as paces
from tiesmap.store import people as persons
from tiesmap.store import practice as habits
from tiesmap.store.reading import contacts, loading
from tiesmap.store.reading import kept as contacts_kept
from tiesmap.store.rows import LOOKUP, chunks
from tiesmap.workspace import vocabulary, wording
from tiesmap.workspace.cache import Key
from tiesmap.workspace.colleagues import caretakers
from tiesmap.workspace.kept import COMFORT, EVIDENCE, kept
from tiesmap.workspace.place import Place, Unanswerable
from tiesmap.workspace.snapshot import Snapshot
from tiesmap.workspace.states import states_of

SETTINGS = "settings"
"""Under which name the settings are kept."""
_GONE = "The chosen rep is no longer in the database: choose another."
_READING = 0.75
"""About this share of the time goes into reading the database."""
T = TypeVar("T")


class View:
    """What one rep sees in one state of the database; everything is read or computed on first use.

    Slow results are kept in the cache of the database. Values are shared: never change them.
    """

    def __init__(self, place: Place, snapshot: Snapshot) -> None:
        self.place, self.snapshot = place, snapshot
        self.entered = False
        self.rep, self.as_of = place.rep, place.as_of
        self.sees = place.sees
        self.today, self.writes_on = place.today, place.writes_on
        self._persons: dict[PersonId, Person] = {}

    @property
    def connection(self) -> sa.Connection:
        return self.snapshot.connection

    @cached_property
    def versions(self) -> dict[str, int]:
        """The version of each group of tables."""
        if self.place.cache.see(self.snapshot.versions):
            self.place.forget()
        return self.snapshot.versions

    @cached_property
    def states(self) -> dict[str, int]:
        """The same as far as this asker sees it change."""
        return states_of(self.place, self.connection, self.versions)

    @property
    def asker(self) -> Hashable:
        """What tells answers to this rep, of this day, from all others."""
        return self.sees, self.rep, self.as_of, self.writes_on, self.settings

    def keep(
        self, question: str, about: Hashable, build: Callable[[], T], upon: Sequence[str],
        large: bool,
    ) -> T:  # fmt: skip
        """The answer to a question, from the cache or built; see `kept`."""
        # Who is erased goes with anybody's next question.
        rewritten = schema.REWRITTEN, self.versions[schema.REWRITTEN]
        versions = (*(((name, self.sees), self.states[name]) for name in upon), rewritten)
        return self.place.cache.get(Key(question, about, versions), build, large=large)

    # Who asks, and how -------------------------------------------------------------------------

    @cached_property
    def settings(self) -> Settings:
        """Thresholds and switches, with the default of each that was never set."""
        stored = self.value(SETTINGS) or {}
        return Settings(**{f.name: stored[f.name] for f in fields(Settings) if f.name in stored})

    @property
    def rep_id(self) -> PersonId:
        """The rep's id; raises Unanswerable where none is chosen."""
        return self.place.rep_id

    @property
    def rep_person(self) -> Person:
        """The rep as a person."""
        person = self.person(self.rep_id)
        if person is None:
            raise Unanswerable(_GONE)
        return person

    @property
    def propose(self) -> Learn:
        """How categories are proposed, but for the labels that the rep declined."""
        return vocabulary.proposing(self.place.store, self.value(vocabulary.DECLINED) or ())

    def value(self, key: str) -> Any:
        """A setting of the database; None where it was never set."""
        return settings.read_setting(self.connection, key)

    def own(self, name: str) -> Any:
        """A setting of the rep; None where he never set it."""
        return settings.read_of_rep(self.connection, self.rep_id, name)

    # People ------------------------------------------------------------------------------------

    @cached_property
    @kept(COMFORT, large=True)
    def people(self) -> dict[PersonId, Person]:
        """Everybody on file by id, with what the rep says about each."""
        # Of most people a rep says nothing: those are the same for all reps, and kept once.
        said = schema.relationships
        told = sa.select(said.c.person).where(said.c.rep == self.rep)
        own = persons.read(self.connection, self.rep, schema.people.c.id.in_(told))
        return self._on_file() | {person.id: person for person in own}

    @kept(COMFORT, large=True, by=lambda view: view.sees)
    def _on_file(self) -> dict[PersonId, Person]:
        """Everybody by id, without what reps say about them."""

        # An edit changes few of them: only those are read again.
        def again(before: Mapping[PersonId, Person] | None) -> tuple[dict[PersonId, Person], Any]:
            found = persons.read_again(self.connection, None, before or {})
            ordered = {person: found[person] for person in sorted(found)}
            return ordered, ordered

        return self.place.cache.carry(("people", self.sees), again)

    def person(self, person: PersonId | None) -> Person | None:
        """One person, with what the rep says about them; None where the id is not on file."""
        return None if person is None else self.some((person,)).get(person)

    def some(self, people: Iterable[PersonId]) -> dict[PersonId, Person]:
        """Some people by id, without those who are not on file."""
        wanted = list(dict.fromkeys(people))
        if "people" in self.__dict__:
            return {person: self.people[person] for person in wanted if person in self.people}
        for part in chunks([one for one in wanted if one not in self._persons], LOOKUP):
            found = persons.read(self.connection, self.rep, schema.people.c.id.in_(part))
            self._persons |= {person.id: person for person in found}
        return {person: self._persons[person] for person in wanted if person in self._persons}

    @cached_property
    def marked(self) -> dict[PersonId, Person]:
        """Everybody marked "do not ask", by id."""
        found = persons.read(self.connection, None, schema.people.c.do_not_ask)
        return {person.id: person for person in found}

    @cached_property
    def public_ids(self) -> dict[PersonId, str]:
        """person -> the id used for them in our own files, both imported and exported."""
        return keys.public_ids(self.connection)

    @cached_property
    def known_people(self) -> KnownPeople:
        """The index that recognizes people in the rows of a file."""
        return keys.known_people(self.connection)

    # The network -------------------------------------------------------------------------------

    @cached_property
    @kept(EVIDENCE, large=True, by=lambda view: (view.sees, view.as_of, view.settings))
    def network(self) -> Network:
        """The network of everybody in the database."""
        tell = self.place.listener
        tables = self.read_tables()
        tell(_READING, "working out the ties")
        network = build_network(tables, self.as_of, self.settings)
        tell(1.0, "done")
        return network

    def read_tables(self) -> Tables:
        """All evidence up to today; of contacts only what is new since the last read."""
        tell, end = self.place.listener, end_number(self.as_of)
        file = self.place.store.path

        def load(before: loading.ReadContacts | None) -> tuple[Tables, loading.ReadContacts]:
            if before is None and file is not None:
                before = contacts_kept.read(self.connection, file)
            tables, seen = loading.load(
                self.connection,
                end,
                before,
                lambda share: tell(_READING * share, "reading who was in touch with whom"),
            )
            if file is not None and (before is None or seen.contacts is not before.contacts):
                contacts_kept.write(self.connection, file, seen)
            return tables, seen

        return self.place.cache.carry(("contacts", self.sees), load)

    @cached_property
    def around(self) -> Surroundings:
        """The network around the rep, from the evidence alone."""
        return self._look_around(vocabulary.functions(self.place.store))

    @kept(EVIDENCE, large=True)
    def _look_around(self, functions: tuple[str, ...]) -> Surroundings:
        try:
            rep = self.network.node(self.rep_id)
        except KeyError:
            raise Unanswerable(_GONE) from None
        proposed = np.array(persons.proposed(self.connection), dtype=np.int64)
        return look_around(self.network, rep, self.settings, Proposed(proposed, functions))

    @cached_property
    @kept(COMFORT, large=True)
    def standpoint(self) -> Standpoint:
        """The network around the rep, with his comfort and each hop's chance from the evidence."""
        around = self.around
        ratings = loading.load_ratings(self.connection)
        comfort = measure_comfort(around.network, around.rep, ratings)
        return stand(around, comfort, self.looked_after)

    @cached_property
    @kept(COMFORT)
    def looked_after(self) -> caretakers.Said:
        """What to do first about colleagues' clients who are not the rep's, and their firms."""
        return caretakers.say(self.around, self.connection, self.some)

    @cached_property
    @kept(large=True)
    def taught(self) -> Standpoint:
        """The standpoint with chances adjusted by the outcomes of the rep's asks."""
        return heed(self.standpoint, priors=self.priors)

    @cached_property
    @kept()
    def priors(self) -> Priors:
        """What the answers so far say about all asks, each kind of hop and each connector."""
        asked = [r for r in self.requests if r.asked_on is not None and r.asked_on <= self.today]
        if not asked:
            return Priors()
        bridging, strong = self.bridging(asked), self.settings.strong_from
        return outcomes.learn(asked, steps=self.steps, bridging=bridging, strong_from=strong)

    def bridging(self, asked: Iterable[IntroRequest]) -> frozenset[str]:
        """The requests whose connector knows the target by a bridging tie."""
        found = set()
        for request in asked:
            ends = self.nodes((request.connector_id, request.target_id))
            if len(ends) == 2:
                tie = self.network.tie_between(*ends)
                if tie is not None and self.around.bridging[tie]:
                    found.add(request.request)
        return frozenset(found)

    def node(self, person: PersonId) -> Node:
        """The node of a person; raises Unanswerable where they are not in the network."""
        try:
            return self.network.node(person)
        except KeyError:
            raise Unanswerable("That person is not in the network.") from None

    def nodes(self, people: Iterable[PersonId | None]) -> list[Node]:
        """The nodes of the people, without those who are not in the network."""
        found = []
        for person in people:
            if person is not None:
                try:
                    found.append(self.network.node(person))
                except KeyError:
                    continue
        return found

    def those(self, nodes: Collection[Node]) -> list[Person]:
        """The people at these nodes."""
        ids = [self.network.person(node) for node in nodes]
        found = self.some(ids)
        return [found[person] for person in ids if person in found]

    # What the rep asked, wants and wrote down --------------------------------------------------

    @cached_property
    def requests(self) -> tuple[IntroRequest, ...]:
        """The rep's introduction requests, in the order they were added."""
        return requests.read_requests(self.connection, self.rep_id)

    @cached_property
    def steps(self) -> tuple[Step, ...]:
        """All steps of the rep's requests in order, undone ones too."""
        return steps.read_steps(self.connection, self.rep_id)

    @cached_property
    def favors(self) -> tuple[Favor, ...]:
        """The favors that the rep gave and took, newest first."""
        found = habits.read_entries(self.connection, "favors", self.rep_id)
        return tuple(favor for favor in found if isinstance(favor, Favor))

    @cached_property
    def limits(self) -> Limits:
        """How often each connector may be asked, and for which targets never."""
        own = Limit(self.settings.asks_a_quarter, self.settings.cool_down_days)
        return limits.read_limits(self.connection, own)

    @cached_property
    def targets(self) -> tuple[TargetRecord, ...]:
        """The rep's wanted list."""
        return targets.read_targets(self.connection, self.rep_id)

    @cached_property
    @kept(("practice",))
    def practice(self) -> Practice:
        """Everything the rep wrote down up to today, each kind newest first."""
        return habits.read_practice(self.connection, self.rep_id, self.today)

    @cached_property
    def pace(self) -> Pace:
        """The rep's buckets, and how much to do in a week."""
        return paces.read_pace(self.own(paces.PACE))

    @cached_property
    def own_words(self) -> tuple[Words, tuple[Problem, ...]]:
        """The rep's stored wording, and what is wrong with it."""
        return Words.from_store(self.own(wording.WORDS) or {})

    @cached_property
    def resume(self) -> tuple[Resume, tuple[Problem, ...]]:
        """The rep's resume, or what is on file about him; and what could not be read of it."""
        rep = wording.at_work(self.connection, self.rep_person)
        return wording.read_resume(self.stored_resume, rep)

    @cached_property
    def stored_resume(self) -> object:
        """The stored resume; None where he wrote none."""
        return self.own(wording.RESUME)

    @cached_property
    def words(self) -> Words:
        """The wording of the rep's drafts, with the facts of his resume."""
        return wording.with_facts(self.own_words[0], self.resume[0])

    @cached_property
    @kept(("evidence",))
    def contacts(self) -> pd.DataFrame:
        """Every contact of the rep up to today, with the columns `tables.WITH_REP`."""
        return contacts.contacts_with(self.connection, self.rep_id, end_number(self.today))
