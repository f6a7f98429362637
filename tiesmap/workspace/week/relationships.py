"""Relationships: the people the rep looks after, and the state of each relationship."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

import pandas as pd

from tiesmap.model.ids import PersonId
from tiesmap.model.people import Person
from tiesmap.model.practice import Entry, Pace, Practice
from tiesmap.model.statuses import Status
from tiesmap.model.week import AfterSale, Bond, Brief, Giving, Health, MonthHealth, NeedState
from tiesmap.nurture import cadence, clients, favors, health
from tiesmap.nurture.birthdays import birthdays
from tiesmap.nurture.bonds import in_common as known_to_both
from tiesmap.nurture.bonds import measure_bonds
from tiesmap.nurture.briefs import write_brief
from tiesmap.nurture.onward import find_met, newly_met
from tiesmap.nurture.purposes import offer_purposes
from tiesmap.nurture.retention import as_they_left
from tiesmap.workspace.history import past
from tiesmap.workspace.history.news import news
from tiesmap.workspace.kept import ALL, kept
from tiesmap.workspace.market.own_firm import own_firm
from tiesmap.workspace.place import Unanswerable
from tiesmap.workspace.view import View

Common = list[tuple[str, date | None]]


@dataclass(frozen=True, slots=True)
class Relationships:
    """The people the rep looks after, with everything known about how that goes."""

    people: dict[PersonId, Person]
    """Direct contacts, clients, whoever has a bucket, and whomever an entry is about."""
    contacts: pd.DataFrame
    practice: Practice
    pace: Pace
    bonds: dict[PersonId, Bond]
    healths: dict[PersonId, Health]


@kept()
def _bonds(view: View) -> dict[PersonId, Bond]:
    return measure_bonds(view.taught)


@kept(ALL)
def relationships(view: View) -> Relationships:
    """The relationships of the rep up to today."""
    bonds = _bonds(view)
    practice, today = past.practice(view), view.today
    met = newly_met(find_met(view.requests, view.steps, today))
    about = {entry.person for entry in _entries(view.practice)}
    people = {
        person.id: person
        for person in as_they_left(view.people.values(), practice.losses, today)
        if person.id != view.rep
        and (
            person.id in bonds
            or person.id in about
            or person.id in met
            or person.bucket
            or person.is_client
        )
    }
    own = birthdays(people.values(), practice, view.rep_id)
    practice = replace(practice, details=(*practice.details, *own))
    healths = cadence.measure_health(
        people.values(),
        view.contacts,
        practice,
        bonds,
        view.pace,
        today,
        met,
    )
    unsure = {who for who, bond in bonds.items() if bond.undated}
    by_person = {one.person: replace(one, undated=one.person in unsure) for one in healths}
    return Relationships(people, view.contacts, practice, view.pace, bonds, by_person)


def _entries(practice: Practice) -> Iterator[Entry]:
    yield from practice.notes
    yield from practice.favors
    yield from practice.details
    yield from practice.needs
    yield from practice.standards
    yield from practice.satisfaction
    yield from practice.plans
    yield from practice.losses


def after_sale(view: View) -> tuple[AfterSale, ...]:
    """Each client since signing, longest neglected first."""
    looked = relationships(view)
    return clients.after_sale(
        looked.people.values(), looked.contacts, looked.practice, looked.pace, view.today
    )


def needs(view: View) -> tuple[NeedState, ...]:
    """The state of each client's needs analysis, next due first."""
    looked = relationships(view)
    return clients.needs(
        looked.people.values(),
        looked.practice,
        list(looked.healths.values()),
        looked.pace,
        view.today,
    )


@kept(ALL)
def by_month(view: View, months: int = 12) -> tuple[MonthHealth, ...]:
    """The health of the whole network at the end of each of the last months, oldest first."""
    looked = relationships(view)
    return health.network_health(
        looked.people.values(),
        looked.contacts,
        looked.practice,
        looked.bonds,
        looked.pace,
        asked_days(view),
        view.today,
        months,
        newly_met(find_met(view.requests, view.steps, view.today)),
    )


def asked_days(view: View) -> list[tuple[PersonId, date]]:
    """Every ask for an introduction as (connector, day)."""
    days: set[tuple[str, PersonId, date]] = set()
    connector = {}
    for request in view.requests:
        connector[request.request] = request.connector_id
        if request.asked_on is not None:
            days.add((request.request, request.connector_id, request.asked_on))
    for step in view.steps:
        if step.to_status == Status.ASKED and not step.undone and step.request in connector:
            days.add((step.request, connector[step.request], step.at.date()))
    return sorted((who, day) for _, who, day in days if day <= view.today)


def brief(view: View, person: PersonId) -> Brief:
    """The page before a call with a person. Raises Unanswerable where there is none."""
    looked = relationships(view)
    found = _person(view, person)
    return write_brief(
        looked.people.get(person, found),
        looked.practice,
        view.today,
        health=looked.healths.get(person),
        need=_need(view, person),
        in_common=[name for name, _ in in_common(view, person)],
        mutual=mutual(view, person),
        asked=[day for who, day in asked_days(view) if who == person],
        news=news(view),
    )


def purposes(view: View, person: PersonId) -> tuple[str, ...]:
    """Suggested purposes of the next contact."""
    looked = relationships(view)
    return offer_purposes(
        looked.people.get(person) or _person(view, person),
        looked.practice,
        view.today,
        health=looked.healths.get(person),
        need=_need(view, person),
        mutual=mutual(view, person),
    )


@kept(ALL)
def givings(view: View) -> tuple[Giving, ...]:
    """Two of the rep's own people who would both gain from knowing each other."""
    looked, network = relationships(view), view.network

    def know(one: PersonId, other: PersonId) -> bool:
        nodes = view.nodes((one, other))
        return len(nodes) == 2 and network.tie_between(*nodes) is not None

    return favors.suggest_givings(looked.people.values(), looked.practice, know, view.today, 10)


def in_common(view: View, person: PersonId) -> Common:
    """The people both know, with the day of the rep's last contact with each."""
    return [(one.label, day) for one, day in _both_know(view, person)]


def mutual(view: View, person: PersonId) -> list[tuple[str, date]]:
    """The people both know with whom the rep has been in touch, and when last: whose news can be
    told, so no colleague, and nobody who is private."""
    apart = own_firm(view).people
    return [
        (one.label, day)
        for one, day in _both_know(view, person)
        if day is not None and one.id not in apart and not one.do_not_ask
    ]


def _both_know(view: View, person: PersonId) -> Iterator[tuple[Person, date | None]]:
    looked = relationships(view)
    for other in known_to_both(view.taught, person):
        if other in looked.people:
            yield looked.people[other], looked.healths[other].last_contact


def _person(view: View, person: PersonId) -> Person:
    found = view.person(person)
    if found is None:
        raise Unanswerable("That person is not on file.")
    return found


def _need(view: View, person: PersonId) -> NeedState | None:
    return next((need for need in needs(view) if need.person == person), None)
