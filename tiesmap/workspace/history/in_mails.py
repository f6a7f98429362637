"""Introductions found in mails, offered for recording."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from tiesmap.model.days import date_of, day_number
from tiesmap.model.ids import PersonId
from tiesmap.model.people import Person
from tiesmap.network.happened import Happened
from tiesmap.network.introduced import Introduced, find_introduced
from tiesmap.store.introductions import SET_ASIDE, by_subject
from tiesmap.workspace.kept import kept
from tiesmap.workspace.view import View


@dataclass(frozen=True, slots=True)
class Noticed:
    """An introduction of the rep that a mail seems to contain; people are ids."""

    introducer: PersonId
    introducer_name: str
    other: PersonId
    other_name: str
    other_place: str
    """Title and company of the other."""
    day: date
    """Of the mail to both."""
    first: date | None
    """On which the two wrote on; None where they did not, and the mail calls itself one."""
    contacts: int
    """How many contacts they have had since."""


def in_mails_of(view: View) -> list[Introduced]:
    """What seems to be an introduction of the rep in his mails, newest first."""
    called = by_subject(view.connection)
    return find_introduced(view.network, view.around.rep, called)


@kept()
def noticed(view: View) -> list[Noticed]:
    """Introductions found in mails that are neither recorded nor set aside, newest first."""
    aside, ids = set_aside(view), view.network.ids
    found = [
        one
        for one in in_mails_of(view)
        if (int(ids[one.introducer]), int(ids[one.other])) not in aside
    ]
    people = view.some(PersonId(int(ids[one.other])) for one in found)
    return [_noticed(view, one, people.get(PersonId(int(ids[one.other])))) for one in found]


def happened(view: View) -> list[Happened]:
    """The same as introductions that happened, for the count of all."""
    return [
        Happened(day_number(one.day), view.rep_id, one.other, one.introducer, 0)
        for one in noticed(view)
    ]


def set_aside(view: View) -> set[tuple[PersonId, PersonId]]:
    """The pairs (introducer, other) that the rep marked as no introduction."""
    return {(PersonId(a), PersonId(b)) for a, b in view.own(SET_ASIDE) or ()}


def _noticed(view: View, one: Introduced, person: Person | None) -> Noticed:
    ids = view.network.ids
    place = ", ".join(text for text in (person.title, person.company) if text) if person else ""
    return Noticed(
        introducer=PersonId(int(ids[one.introducer])),
        introducer_name=view.network.label(one.introducer),
        other=PersonId(int(ids[one.other])),
        other_name=view.network.label(one.other),
        other_place=place,
        day=date_of(one.day),
        first=date_of(one.first) if one.contacts else None,
        contacts=one.contacts,
    )
