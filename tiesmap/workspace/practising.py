"""Practising: what the rep writes down, promises and gives, and what this week asks of him."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

import pandas as pd

from tiesmap.exporting import weeks
from tiesmap.model.people import Person
from tiesmap.model.practice import Entry, Need, Note, Pace, Practice, Snooze
from tiesmap.model.purposes import is_empty_purpose
from tiesmap.model.requests import IntroRequest
from tiesmap.model.settings import Settings
from tiesmap.model.week import (
    ITEM_KINDS,
    AfterSale,
    Bond,
    Brief,
    BucketHealth,
    Giving,
    Health,
    MonthHealth,
    NeedState,
    StageHealth,
    WeekItem,
    YearRetention,
)
from tiesmap.network.standpoint import Standpoint
from tiesmap.nurture import bonds as ties
from tiesmap.nurture import cadence, clients, conversations, favors, health
from tiesmap.nurture.week import compose_week
from tiesmap.store.entries import name_of
from tiesmap.store.store import Store, Versions
from tiesmap.workspace.planning import Planning
from tiesmap.workspace.seat import Unanswerable


@dataclass(frozen=True, slots=True)
class Looked:
    """The people whom the rep looks after, and all that is known of how he does."""

    people: dict[int, Person]
    """Direct contacts, clients, whoever has a bucket, and whomever an entry is about."""
    contacts: pd.DataFrame
    practice: Practice
    pace: Pace
    bonds: dict[int, Bond]
    healths: dict[int, Health]


class Practising(Planning):
    """The weekly practice: keeping ties alive before anything is asked."""

    # What is written down ------------------------------------------------------------------------

    def practice(self) -> Practice:
        """All that the rep wrote down up to today, each kind with the latest first."""
        version = self.store.versions().practice
        return _practice(self.store, self.rep_id, self.today, version)

    def record(self, entry: Entry, was: Entry | None = None) -> Entry:
        """Store a new (id 0) or edited entry in this rep's name; as it is stored.

        `was` is the entry as it was shown before the edit: Conflict where somebody changed it
        since, or where it is another rep's. Raises ValueError where a value is none of those
        allowed.
        """
        return self.store.save_entry(replace(entry, rep=self.rep_id), was, self.today)

    def remove_entry(self, entry: Entry) -> bool:
        """Take an entry away as it was shown; whether it was still there.

        Raises Conflict where somebody changed it since, or where it is another rep's.
        """
        shown = replace(entry, rep=self.rep_id)
        return self.store.remove_entry(name_of(entry), entry.id, shown, self.today)

    def pace(self) -> Pace:
        """The rep's buckets, and how much a week holds."""
        return self.store.pace(self.rep_id)

    def save_pace(self, pace: Pace) -> None:
        """Keep buckets and pace. Raises ValueError where they make no sense."""
        self.store.save_pace(self.rep_id, pace)

    def set_bucket(self, person: int, name: str) -> None:
        """Put a person in a bucket by hand; an empty name lets it be proposed again."""
        self.store.set_bucket(self.rep_id, person, name)

    def snooze(self, person: int, until: date, item: str = "") -> Entry:
        """Leave a person (or one kind of item of theirs) alone until a day."""
        return self.record(Snooze(0, self.rep_id, person, self.writes_on, until, item))

    # This week -----------------------------------------------------------------------------------

    def week(self, most: int | None = None) -> tuple[WeekItem, ...]:
        """What to do this week, the worthiest first; at most as the pace says, or `most`."""
        return _weeks(self, most, self._key)

    def compose_week(self, most: int | None = None) -> tuple[WeekItem, ...]:
        """`week`, worked out anew."""
        looked = self._looked()
        pace = looked.pace if most is None else replace(looked.pace, items=most)
        everybody = looked.people
        practice, today = looked.practice, self.today
        asks = _asks(self, pace.items, self._ask_key)
        requests = self._own_requests()
        named = {r.connector_id for r in (*requests, *asks)}
        named |= {p for r in (*requests, *asks) for p in (r.target_id, r.goal_id) if p is not None}
        standpoint = self.standpoint
        return compose_week(
            [*everybody.values(), *self._others(named - everybody.keys())],
            list(looked.healths.values()),
            practice,
            pace,
            today,
            bonds=looked.bonds,
            after_sale=self.after_sale(),
            needs=self.needs(),
            requests=requests,
            asks=asks,
            mutual=lambda person: self._mutual(person, looked, standpoint),
            broken=cadence.broken_silences(looked.contacts, practice, today),
        )

    def _asks_of_the_plan(self, most: int) -> list[IntroRequest]:
        if any(request.status == "planned" for request in self._own_requests()):
            return []  # what the rep planned himself are the asks of the week
        plan = self._best(min(most, 5), 1, "balanced", self.tact())
        return self.draft([ask.path for ask in plan.asks])

    def _others(self, people: Iterable[int]) -> list[Person]:
        found = _people(self.store, self.rep_id, _of_people(self.store.versions()))
        return [found[person] for person in people if person in found]

    def done(self, item: WeekItem, note: Note | None = None) -> Entry | IntroRequest | None:
        """What an item of the week asked for was done today; what was stored for it.

        A promise or action is done, also the one of a client left alone after the sale; a contact
        becomes a note with its purpose, an ask is asked. Where the rep wrote a `note`, that is
        stored as well, and is what a needs review found. None where only the rep knows what there
        is to enter (a favor, an answer, a needs review without a note): nothing is invented.
        """
        stored: Entry | IntroRequest | None = None
        if item.kind in ("promise", "action", "after_sale") and item.entry:
            stored = self._kept(item)
        if item.kind == "ask":
            stored = self._asked(item)
        if item.kind == "need" and note is not None:
            need = Need(0, self.rep_id, item.person, note.day, note.discussed)
            stored = self.record(need)
        if item.kind == "event":
            for detail in self.practice().details:
                if detail.id == item.entry:
                    stored = self.record(replace(detail, used_on=self.writes_on))
        if note is None and ITEM_KINDS[item.kind].contact:
            note = Note(0, self.rep_id, item.person, self.writes_on, item.purpose)
        return stored if note is None else self.record(note)

    def _kept(self, item: WeekItem) -> Entry:
        """The promise or plan of an item, done."""
        for action in self.practice().plans:
            if action.id == item.entry:
                return self.record(replace(action, done_on=self.writes_on))
        raise Unanswerable("That promise or plan was removed since you opened this page.")

    def _asked(self, item: WeekItem) -> IntroRequest:
        stored = {request.request: request for request in self._own_requests()}
        if item.request not in stored:
            drafts = self._asks_of_the_plan(self.pace().items)
            self.keep_requests([draft for draft in drafts if draft.request == item.request])
            stored = {request.request: request for request in self._own_requests()}
        if item.request not in stored:
            raise Unanswerable("That ask is no longer among the best: see the plan.")
        return self.record_step(stored[item.request], "asked")

    def week_ics(self, items: Sequence[WeekItem]) -> bytes:
        """The week as all-day events for a calendar."""
        return weeks.week_to_ics(items, rep=self.rep_id, as_of=self.today)

    def week_page(self, items: Sequence[WeekItem]) -> bytes:
        """The week as one page to print."""
        return weeks.week_to_html(items, as_of=self.today)

    def brief_page(self, person: int) -> bytes:
        """The page before a call, to print."""
        return weeks.brief_to_html(self.brief(person), as_of=self.today)

    # The health of relationships -----------------------------------------------------------------

    def health(self) -> tuple[Health, ...]:
        """The health of each relationship against its own interval, by the person's id."""
        return tuple(self._looked().healths.values())

    def health_of(self, person: int) -> Health | None:
        """The health of one relationship; None for somebody whom the rep does not look after."""
        return self._looked().healths.get(person)

    def network_health(self, months: int = 12) -> tuple[MonthHealth, ...]:
        """The whole network as of the end of each of the last months, the oldest first."""
        return _network_health(self, months, self._key)

    def by_bucket(self) -> tuple[BucketHealth, ...]:
        """How many of each bucket are on time, due and overdue."""
        looked = self._looked()
        return health.by_bucket(list(looked.healths.values()), looked.pace)

    def by_stage(self) -> tuple[StageHealth, ...]:
        """How many people are in each stage, against the benchmarks of the pace."""
        looked = self._looked()
        return health.by_stage(
            looked.people.values(), list(looked.healths.values()), looked.pace, self.today
        )

    # Clients -------------------------------------------------------------------------------------

    def after_sale(self) -> tuple[AfterSale, ...]:
        """Each client since signing, those left alone the longest first."""
        looked = self._looked()
        return clients.after_sale(
            looked.people.values(), looked.contacts, looked.practice, looked.pace, self.today
        )

    def needs(self) -> tuple[NeedState, ...]:
        """Where the needs analysis of each client stands, the one due first first."""
        looked = self._looked()
        return clients.needs(
            looked.people.values(),
            looked.practice,
            list(looked.healths.values()),
            looked.pace,
            self.today,
        )

    def satisfaction_trend(self, person: int) -> str:
        """How satisfied a client was lately, in a sentence; empty without two marks."""
        marks = [mark for mark in self.practice().satisfaction if mark.person == person]
        return clients.satisfaction_trend(marks)

    def retention(self) -> tuple[YearRetention, ...]:
        """Clients won, kept and lost by year, the latest first."""
        people = _people(self.store, self.rep_id, _of_people(self.store.versions()))
        return clients.retention(people.values(), self.practice().losses, self.today)

    # Conversations -------------------------------------------------------------------------------

    def brief(self, person: int) -> Brief:
        """The page before a call with a person. Raises Unanswerable where there is none."""
        looked = self._looked()
        found = self._person(person)
        standpoint = self.standpoint
        return conversations.write_brief(
            looked.people.get(person, found),
            looked.practice,
            self.today,
            health=looked.healths.get(person),
            need=self._need(person),
            in_common=[name for name, _ in self._in_common(person, looked, standpoint)],
            mutual=self._mutual(person, looked, standpoint),
            asked=[day for who, day in self._asked_days() if who == person],
        )

    def purposes(self, person: int, typed: str = "") -> tuple[str, ...]:
        """Purposes of the next contact from what is stored; none where `typed` says something."""
        if typed.strip() and not is_empty_purpose(typed):
            return ()
        looked = self._looked()
        return conversations.offer_purposes(
            looked.people.get(person) or self._person(person),
            looked.practice,
            self.today,
            health=looked.healths.get(person),
            need=self._need(person),
            mutual=self._mutual(person, looked, self.standpoint),
        )

    def same_text(self, text: str, person: int) -> tuple[int, ...]:
        """The other people for whom the same text is on file."""
        practice = self.practice()
        people = _people(self.store, self.rep_id, _of_people(self.store.versions()))
        return conversations.same_text(
            text,
            (*practice.notes, *practice.plans, *practice.favors, *practice.details),
            person,
            {number: one.label for number, one in people.items()},
        )

    def givings(self, top: int = 10) -> tuple[Giving, ...]:
        """Two of the rep's own people who would both gain from knowing each other."""
        looked = self._looked()
        network = self.network

        def know(one: int, other: int) -> bool:
            try:
                return network.tie_between(network.node(one), network.node(other)) is not None
            except KeyError:
                return False

        return favors.suggest_givings(
            looked.people.values(), looked.practice, know, self.today, top
        )

    # What it rests on ----------------------------------------------------------------------------

    def _looked(self) -> Looked:
        versions = self.store.versions()
        return _look(self.store, self.rep_id, self.today, versions, self.standpoint)

    @property
    def _key(self) -> _Key:
        """What a kept answer rests on, besides the seat."""
        return self.store.versions(), self.settings

    @property
    def _ask_key(self) -> tuple[int, int, int, int, Settings]:
        """What the asks of the plan rest on: no detail, promise or snooze changes them."""
        at = self.store.versions()
        return at.evidence, at.people, at.comfort, at.requests, self.settings

    def _person(self, person: int) -> Person:
        found = self.store.person(person, self.rep)
        if found is None:
            raise Unanswerable("That person is not on file.")
        return found

    def _need(self, person: int) -> NeedState | None:
        return next((need for need in self.needs() if need.person == person), None)

    def _in_common(
        self, person: int, looked: Looked, standpoint: Standpoint
    ) -> list[tuple[str, date | None]]:
        """Whom both know, and the day of the rep's last contact with each."""
        found = []
        for other in ties.in_common(standpoint, person):
            if other in looked.people:
                last = looked.healths[other].last_contact
                found.append((looked.people[other].label, last))
        return found

    def _mutual(
        self, person: int, looked: Looked, standpoint: Standpoint
    ) -> list[tuple[str, date]]:
        common = self._in_common(person, looked, standpoint)
        return [(name, day) for name, day in common if day is not None]

    def _asked_days(self) -> list[tuple[int, date]]:
        """Each ask for an introduction: whom, and on which day."""
        days: set[tuple[str, int, date]] = set()
        connector = {}
        for request in self._own_requests():
            connector[request.request] = request.connector_id
            if request.asked_on is not None:
                days.add((request.request, request.connector_id, request.asked_on))
        for step in self.store.steps(self.rep_id):
            if step.to_status == "asked" and not step.undone and step.request in connector:
                days.add((step.request, connector[step.request], step.at.date()))
        return sorted((who, day) for _, who, day in days if day <= self.today)


# Asked for many times a page, so kept as long as what they rest on stays the same.


def _of_people(versions: Versions) -> tuple[int, int, int]:
    return versions.evidence, versions.people, versions.comfort


@lru_cache(maxsize=4)
def _practice(store: Store, rep: int, today: date, version: int) -> Practice:
    return store.practice(rep, today)


@lru_cache(maxsize=4)
def _people(store: Store, rep: int, versions: tuple[int, int, int]) -> dict[int, Person]:
    return {person.id: person for person in store.people(rep)}


@lru_cache(maxsize=4)
def _contacts(store: Store, rep: int, today: date, version: int) -> pd.DataFrame:
    return store.contacts_with(rep, today)


@lru_cache(maxsize=4)
def _bonds(standpoint: Standpoint) -> dict[int, Bond]:
    return ties.measure_bonds(standpoint)


@lru_cache(maxsize=4)
def _look(
    store: Store, rep: int, today: date, versions: Versions, standpoint: Standpoint
) -> Looked:
    bonds = _bonds(standpoint)
    practice = _practice(store, rep, today, versions.practice)
    contacts = _contacts(store, rep, today, versions.evidence)
    about = {entry.person for entry in _all(practice)}
    on_file = _people(store, rep, _of_people(versions)).values()
    people = {
        person.id: person
        for person in clients.as_they_left(on_file, practice.losses, today)
        if person.id != rep
        and (person.id in bonds or person.id in about or person.bucket or cadence.is_client(person))
    }
    pace = store.pace(rep)
    comfort = {who: bond.comfort for who, bond in bonds.items() if bond.comfort is not None}
    healths = cadence.measure_health(
        people.values(),
        contacts,
        practice,
        comfort,
        {who: bond.strength for who, bond in bonds.items()},
        pace,
        today,
    )
    return Looked(
        people, contacts, practice, pace, bonds, {health.person: health for health in healths}
    )


def _all(practice: Practice) -> Sequence[Entry]:
    return (
        *practice.notes,
        *practice.favors,
        *practice.details,
        *practice.needs,
        *practice.standards,
        *practice.satisfaction,
        *practice.plans,
        *practice.losses,
    )


_Key = tuple[Versions, Settings]


@lru_cache(maxsize=4)
def _weeks(seat: Practising, most: int | None, key: _Key) -> tuple[WeekItem, ...]:
    return seat.compose_week(most)


@lru_cache(maxsize=4)
def _asks(
    seat: Practising, most: int, key: tuple[int, int, int, int, Settings]
) -> list[IntroRequest]:
    return seat._asks_of_the_plan(most)


@lru_cache(maxsize=4)
def _network_health(seat: Practising, months: int, key: _Key) -> tuple[MonthHealth, ...]:
    looked = seat._looked()
    return health.network_health(
        looked.people.values(),
        looked.contacts,
        looked.practice,
        {who: bond.comfort for who, bond in looked.bonds.items() if bond.comfort is not None},
        {who: bond.strength for who, bond in looked.bonds.items()},
        looked.pace,
        seat._asked_days(),
        seat.today,
        months,
    )
