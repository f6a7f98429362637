"""The history between the rep and his contacts: introductions, reasons to wait, good moments."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date

from tiesmap.intake.sources.stages import is_lost, stage_of
from tiesmap.introductions.chain import chain as tree
from tiesmap.introductions.past import all_favors
from tiesmap.introductions.readiness import OFFER_STEMS, find_moments, first_things
from tiesmap.model.days import date_of, end_number
from tiesmap.model.groups import grouped
from tiesmap.model.ids import PersonId
from tiesmap.model.onward import Link
from tiesmap.model.people import Person
from tiesmap.model.practice import Practice
from tiesmap.model.statuses import MADE
from tiesmap.model.tact import Beside, Dealings, First, Made, Moment
from tiesmap.model.vocabulary import Stage
from tiesmap.nurture.retention import as_they_left
from tiesmap.store.reading.happened import read_made, read_noted
from tiesmap.store.sharing.beside import read_beside
from tiesmap.workspace.history.in_mails import in_mails_of, set_aside
from tiesmap.workspace.kept import ALL, COMFORT, kept
from tiesmap.workspace.view import View


@kept()
def made(view: View) -> tuple[Made, ...]:
    """Introductions of the rep and his colleagues from files, and the rep's own from mails, which
    he has not confirmed: these spare who made them, and no favor or thanks comes of them."""
    ids, aside = view.network.ids, set_aside(view)
    in_mails = [
        Made(
            PersonId(int(ids[one.introducer])),
            view.rep_id,
            PersonId(int(ids[one.other])),
            date_of(one.day),
            confirmed=False,
        )
        for one in in_mails_of(view)
    ]
    kept = [one for one in in_mails if (one.connector, one.other) not in aside]
    return (*on_file(view), *kept)


def on_file(view: View) -> list[Made]:
    """The introductions stated in files or recorded by hand."""
    return read_made(view.connection, end_number(view.today))


@kept()
def came_through(view: View) -> dict[PersonId, str]:
    """contact's id -> who first introduced them to the rep."""
    arrivals = through_whom(view)
    people = view.some(one.connector for one in arrivals)
    return {one.other: people[one.connector].label for one in arrivals if one.connector in people}


@kept()
def introduced(view: View) -> dict[PersonId, int]:
    """connector's id -> to how many people he introduced the rep, whenever that was."""
    return dict(Counter(one.connector for one in through_whom(view)))


@kept(COMFORT)
def deals(view: View) -> dict[PersonId, str]:
    """contact's id -> that a deal with him is open or lost, in words; clients have none."""
    contacts = view.some(map(view.network.person, view.around.contacts.tolist()))
    found = {person: _deal(one) for person, one in contacts.items() if not one.is_client}
    return {person: said for person, said in found.items() if said}


def lost(person: Person) -> str:
    """The word of a list that a deal with somebody was lost; "" where none says so."""
    return next(filter(is_lost, person.extra.values()), "")


def _deal(person: Person) -> str:
    """That a deal is open or lost, with the word that a list has for it; "" for neither."""
    if person.stage == Stage.PAST_CLIENT:
        return ""
    if word := lost(person):
        return f"did not buy ({word})"
    if person.stage != Stage.PROSPECT:
        return ""
    called = next((text for text in person.extra.values() if stage_of(text) == Stage.PROSPECT), "")
    return f"is in an open deal with you ({called})" if called else "is a prospect of yours"


def _day(one: Made) -> date:
    return one.day or date.max


@kept((*COMFORT, "practice"))
def first(view: View) -> dict[PersonId, First]:
    """The people not to be asked yet, each with what the rep should do first."""
    people = as_they_left(view.people.values(), view.practice.losses, view.today)
    return first_things(people, view.practice, view.today)


@kept(ALL)
def moments(view: View) -> tuple[Moment, ...]:
    """Good moments to ask somebody, newest first, including offers that were taken up since."""
    noted = read_noted(view.connection, view.rep_id, end_number(view.today), OFFER_STEMS)
    own = [(one.connector, one.day) for one in made(view) if one.rep == view.rep_id]
    asked = [(request.connector_id, request.asked_on) for request in view.requests]
    taken_up = grouped((who, day) for who, day in (*asked, *own) if day is not None)
    marked = view.marked
    found = find_moments(view.practice, noted, taken_up, view.today)
    return tuple(moment for moment in found if moment.person not in marked)


@kept()
def beside(view: View) -> tuple[Beside, ...]:
    """What colleagues asked of connectors whom the rep has on file, and got."""
    return read_beside(view.connection, view.rep_id)


def dealings(view: View, last: dict[PersonId, date | None]) -> Dealings:
    """The history that tact depends on; `last` has the day of the last contact with each person."""
    return Dealings(
        rep=view.rep_id,
        last_contacts=last,
        requests=view.requests,
        steps=view.steps,
        favors=view.favors,
        made=made(view),
        beside=beside(view),
        first=first(view),
        came_through=came_through(view),
        introduced=introduced(view),
        deals=deals(view),
    )


@kept(ALL)
def practice(view: View) -> Practice:
    """What the rep wrote down, and the introductions on file for him as favors taken: what tact
    counts is what the week and the brief count."""
    return replace(view.practice, favors=all_favors(dealings(view, {}), view.today))


def through_whom(view: View) -> list[Made]:
    """The first introduction of each contact to the rep, earliest first.

    From files, by hand, or from a request; guesses from mails are left out.
    """
    kept: dict[PersonId, Made] = {}
    for one in (*on_file(view), *_asked(view)):
        if one.rep != view.rep_id:
            continue
        have = kept.get(one.other)
        if have is None or _day(one) < _day(have):
            kept[one.other] = replace(one, outcome=one.outcome or (have.outcome if have else ""))
    return sorted(kept.values(), key=lambda one: (_day(one), one.other))


def _asked(view: View) -> list[Made]:
    """The requests that led to an introduction up to today."""
    days = {s.request: s.at.date() for s in view.steps if s.to_status in MADE and not s.undone}
    return [
        Made(r.connector_id, view.rep_id, r.target_id, days.get(r.request, r.asked_on), r.outcome)
        for r in view.requests
        if r.status in MADE
        and r.target_id is not None
        and not r.is_mention
        and (days.get(r.request) or date.min) <= view.today
    ]


@kept(ALL)
def chain(view: View) -> tuple[Link, ...]:
    """Who came to the rep through whom, over the years, in the order of a tree."""
    arrivals = through_whom(view)
    people = view.some({p for one in arrivals for p in (one.connector, one.other)})
    return tree(arrivals, {person.id: person.label for person in people.values()})
