"""Where a rep sits: his database, who he is, and the day as of which he looks at it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import lru_cache

from tiesmap.intake import categories
from tiesmap.intake.categories import Vocabulary
from tiesmap.model.people import Person
from tiesmap.model.settings import Settings
from tiesmap.network.build import Network, build_network
from tiesmap.network.comfort import measure_comfort
from tiesmap.network.standpoint import Standpoint, Surroundings, look_around, stand
from tiesmap.store.store import Store

_GONE = "The chosen rep is no longer in the database: choose another."
_READING = 0.75
"""About this share of the time goes into reading the database."""


@dataclass(frozen=True)
class Listener:
    """Who is told how far a long work is: which share of it is done, and what is done now.

    Who listens is no part of a question, so all listeners are equal.
    """

    tell: Callable[[float, str], None] = field(default=lambda share, doing: None, compare=False)


class Unanswerable(Exception):
    """A question that cannot be answered as it stands. `str()` is one plain sentence."""


@dataclass(frozen=True)
class Seat:
    """A store, a rep (the id of a person, None before there is one) and the day of "today".

    What is computed from them is kept as long as the evidence stays the same: a new import
    rebuilds the network, a rating only the comfort and the chances.
    """

    store: Store
    rep: int | None
    as_of: date | datetime
    written: date | None = None
    """The day of what is written by hand, where it is not that of `as_of`: data that ended long
    ago is looked at as of its last day, and yet a note of today is one of today."""
    listener: Listener = field(default=Listener(), compare=False, repr=False)

    @property
    def today(self) -> date:
        """The day of `as_of`."""
        return self.as_of.date() if isinstance(self.as_of, datetime) else self.as_of

    @property
    def writes_on(self) -> date:
        """The day of what the rep writes down or does now."""
        return self.written or self.today

    @property
    def rep_id(self) -> int:
        """The rep's id; raises Unanswerable where none is chosen."""
        if self.rep is None:
            raise Unanswerable("Nobody's network is chosen yet: import contacts and say whose.")
        return self.rep

    @property
    def rep_person(self) -> Person:
        """The rep as a person."""
        person = self.store.person(self.rep_id, self.rep_id)
        if person is None:
            raise Unanswerable(_GONE)
        return person

    @property
    def settings(self) -> Settings:
        return self.store.settings()

    @property
    def vocabulary(self) -> Vocabulary:
        """The words by which categories are proposed: of the file beside the database, else ours.

        Raises Refused where that file cannot be meant.
        """
        path = self.store.path
        own = None if path is None else path.with_name(categories.NAME)
        if own is None or not own.is_file():
            return categories.vocabulary()
        return _own_words(own.read_text("utf-8-sig"), str(own))

    @property
    def network(self) -> Network:
        """The network of everybody in the database."""
        versions = self.store.versions()
        state = versions.evidence, versions.people
        return _network(self.store, state, self.as_of, self.settings, self.listener)

    @property
    def around(self) -> Surroundings:
        """The network as it stands around the rep, from the evidence alone."""
        network = self.network
        try:
            rep = network.node(self.rep_id)
        except KeyError:
            raise Unanswerable(_GONE) from None
        return _around(network, rep, self.settings)

    @property
    def standpoint(self) -> Standpoint:
        """The rep's standpoint: his surroundings with his comfort and the chances of his hops."""
        return _standpoint(self.store, self.around, self.store.versions().comfort)


@lru_cache(maxsize=2)
def _own_words(text: str, name: str) -> Vocabulary:
    return categories.read_vocabulary(text, name)


@lru_cache(maxsize=2)
def _network(
    store: Store,
    versions: tuple[int, int],
    as_of: date | datetime,
    settings: Settings,
    listener: Listener,
) -> Network:
    def tell(share: float) -> None:
        listener.tell(_READING * share, "reading who was in touch with whom")

    tables = store.load(as_of, tell)
    listener.tell(_READING, "working out the ties")
    network = build_network(tables, as_of, settings)
    listener.tell(1.0, "done")
    return network


@lru_cache(maxsize=4)
def _around(network: Network, rep: int, settings: Settings) -> Surroundings:
    return look_around(network, rep, settings)


@lru_cache(maxsize=4)
def _standpoint(store: Store, around: Surroundings, version: int) -> Standpoint:
    relationships, ratings = store.ratings()
    comfort = measure_comfort(around.network, around.rep, relationships, ratings)
    return stand(around, comfort)
