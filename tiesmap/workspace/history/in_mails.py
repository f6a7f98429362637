"""Introductions found in mails and in the rep's notes, offered for recording."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from tiesmap.intake.who.in_notes import Called, introduced, introducers
from tiesmap.model.days import date_of, day_number
from tiesmap.model.groups import grouped
from tiesmap.model.ids import PersonId
from tiesmap.model.people import Person
from tiesmap.network.happened import Happened
from tiesmap.network.introduced import Introduced, find_introduced, recorded_to
from tiesmap.store.introductions import SET_ASIDE, by_subject
from tiesmap.workspace.kept import kept
from tiesmap.workspace.view import View


@dataclass(frozen=True, slots=True)
class Noticed:
    """An introduction of the rep that a mail, or his note on the other, seems to tell of; people
    are ids."""

    introducer: PersonId
    introducer_name: str
    other: PersonId
    other_name: str
    other_place: str
    """Title and company of the other."""
    day: date | None
    """Of the mail to both; None where a note says it."""
    first: date | None
    """On which the two wrote on; None where they did not, and the mail calls itself one."""
    contacts: int
    """How many contacts they have had since."""
    words: str = ""
    """Of the note."""

    @property
    def where(self) -> str:
        """Where it was found: mails or notes."""
        return "notes" if self.words else "mails"


def in_mails_of(view: View) -> list[Introduced]:
    """What seems to be an introduction of the rep in his mails, newest first."""
    called = by_subject(view.connection)
    return find_introduced(view.network, view.around.rep, called)


@kept()
def noticed(view: View) -> tuple[Noticed, ...]:
    """Introductions found in mails, newest first, and then in notes, that are neither recorded nor
    set aside."""
    aside, person = set_aside(view), view.network.person
    mails = [(person(one.other), one) for one in in_mails_of(view)]
    people = view.some(other for other, _ in mails)
    found = [_noticed(view, one, people.get(other)) for other, one in mails]
    pairs = {(one.introducer, one.other) for one in found}
    found += [one for one in _in_notes(view) if (one.introducer, one.other) not in pairs]
    return tuple(one for one in found if (one.introducer, one.other) not in aside)


def by_introducer(view: View) -> tuple[tuple[Noticed, ...], ...]:
    """What was noticed, by who seems to have introduced; those of most introductions first."""
    found = grouped((one.introducer, one) for one in noticed(view))
    return tuple(sorted(map(tuple, found.values()), key=len, reverse=True))


def _in_notes(view: View) -> list[Noticed]:
    """What the rep's notes seem to say: which of his contacts brought somebody, or whom of them
    somebody brought."""
    network, around = view.network, view.around
    near = set(network.ids[(around.ring == 1) & ~network.marked].tolist())
    noted = [one for one in view.people.values() if one.notes and not one.do_not_ask]
    recorded = recorded_to(network, around.rep) if noted else set()
    called = Called.of(view.people[person] for person in near) if noted else Called({})
    found: dict[tuple[PersonId, PersonId], Noticed] = {}
    for one in noted:
        said = [(who, one.id, words) for who, words in introducers(one.notes, called)]
        if one.id in near:
            said += [(one.id, other, words) for other, words in introduced(one.notes, called)]
        for who, other, words in said:
            if who == other or other == view.rep_id or view.node(other) in recorded:
                continue
            by, to = view.people[who], view.people[other]
            new = Noticed(who, by.label, other, to.label, _place(to), None, None, 0, words)
            found.setdefault((who, other), new)
    return list(found.values())


def happened(view: View) -> list[Happened]:
    """The same as introductions that happened, for the count of all."""
    return [
        Happened(day_number(one.day), view.rep_id, one.other, one.introducer, 0)
        for one in noticed(view)
        if one.day is not None
    ]


def set_aside(view: View) -> set[tuple[PersonId, PersonId]]:
    """The pairs (introducer, other) that the rep marked as no introduction."""
    return {(PersonId(a), PersonId(b)) for a, b in view.own(SET_ASIDE) or ()}


def _noticed(view: View, one: Introduced, person: Person | None) -> Noticed:
    ids = view.network.ids
    return Noticed(
        introducer=PersonId(int(ids[one.introducer])),
        introducer_name=view.network.label(one.introducer),
        other=PersonId(int(ids[one.other])),
        other_name=view.network.label(one.other),
        other_place=_place(person) if person else "",
        day=date_of(one.day),
        first=date_of(one.first) if one.contacts else None,
        contacts=one.contacts,
    )


def _place(person: Person) -> str:
    return ", ".join(text for text in (person.title, person.company) if text)
