"""The coach's page: of each rep counts alone, without a word or a name of anybody he knows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from tiesmap.exporting.coaching import figures_to_html
from tiesmap.model.asker import Office
from tiesmap.model.colleagues import Look
from tiesmap.model.days import date_of
from tiesmap.model.ids import PersonId
from tiesmap.model.members import MemberRole
from tiesmap.model.week import TO_SORT
from tiesmap.nurture import coaching
from tiesmap.nurture.cadence import QUARTER, is_client, own_contacts
from tiesmap.nurture.coaching import Figures, Funnel
from tiesmap.store import members
from tiesmap.workspace.entering import (
    OWN_ROLE,
    NotIn,
    is_guarded,
    look_in,
    refuse_ended,
    refuse_others,
)
from tiesmap.workspace.looking import note_look
from tiesmap.workspace.part import Part
from tiesmap.workspace.people import People
from tiesmap.workspace.place import Unanswerable
from tiesmap.workspace.relationships import after_sale, relationships
from tiesmap.workspace.view import View

NEEDS_MEMBERS = (
    "Nobody is a member of this database yet, so nobody is known to coach anybody: tiesmap member "
    "add (docs/team.md)."
)


@dataclass(frozen=True, slots=True)
class Coached:
    """A rep, and what is counted of him."""

    rep: PersonId
    name: str
    figures: Figures
    needed: Funnel | None
    """What his goal takes by his own rates; None: too few cases."""


class Coach(Part):
    """Counts of the reps whom one coaches."""

    def whom(self) -> tuple[PersonId, ...]:
        """Of whom one may see counts: those whom one coaches; who is no coach, of himself. Where
        nobody has to be a member, as on a file, all reps. Raises Unanswerable at a server where
        nobody is one yet."""
        member = self.place.member
        if member is None:
            if self.place.store.keeps_apart and not is_guarded(self.place.store):
                raise Unanswerable(NEEDS_MEMBERS)
            return tuple(person.id for person in People(self.place).reps())
        if member.role is not MemberRole.COACH:
            return (member.person,)
        with self.place.store.reading(Office.DOOR) as connection:
            return members.coached(connection, member.person)

    def group(self, goal: int = 1) -> tuple[Coached, ...]:
        """The reps by name, with their counts, and what `goal` new clients a quarter take."""
        if goal < 1:
            raise Unanswerable("A goal is at least one new client.")
        with self.view():  # one state of the database for all of them
            found = [(rep, *self._figures(rep)) for rep in self.whom()]
        note_look(self, [rep for rep, *_ in found], Look.COUNTS)
        together = sum((figures.ever for _, _, figures in found), Funnel())
        return tuple(
            Coached(rep, name, figures, coaching.needed(goal, figures.ever, together))
            for rep, name, figures in sorted(found, key=lambda one: (one[1].casefold(), one[0]))
        )

    def page(self, rep: PersonId, goal: int = 1) -> bytes:
        """One page of a rep to print before a talk."""
        group = self.group(goal)
        one = next((one for one in group if one.rep == rep), None)
        if one is None:
            raise Unanswerable("You do not coach this rep.")
        middle = coaching.medians([other.figures for other in group])
        return figures_to_html(
            one.name, coaching.LINES, coaching.lines(one.figures), middle,
            _needed_lines(one.needed), goal, self.place.today,
        )  # fmt: skip

    def _figures(self, rep: PersonId) -> tuple[str, Figures]:
        """The rep's name and counts, counted in his own seat: nothing else leaves it."""
        own = self.place
        refuse_others(own)
        if own.member is not None:
            with own.store.reading(Office.DOOR) as connection:
                refuse_ended(connection, own.member)
                if rep != own.rep and members.by_session(connection):
                    raise NotIn(OWN_ROLE)
        with look_in(replace(own, rep=rep, member=None)) as view:
            return view.rep_person.label, figures_of(view)


def _needed_lines(needed: Funnel | None) -> dict[str, int]:
    return {name: getattr(needed, name) for name in Funnel.__slots__} if needed else {}


def figures_of(view: View) -> Figures:
    """The counts of the rep of a view."""
    today = view.today
    looked = relationships(view)
    clients = [person for person in looked.people.values() if is_client(person)]
    whole, next_set = coaching.documented([one.id for one in clients], view.practice.notes)
    since = today - timedelta(days=QUARTER)
    healths = [one for one in looked.healths.values() if one.color != TO_SORT]
    return Figures(
        accounts=len(clients),
        documented=whole,
        next_set=next_set,
        quarter=coaching.funnel(view.requests, view.steps, today, since),
        ever=coaching.funnel(view.requests, view.steps, today),
        never_asked=coaching.never_asked(clients, view.requests, today),
        entered=coaching.entered(view.people.values(), _first_contacts(view), today),
        neglected=sum(one.alarm for one in after_sale(view)),
        kept=sum(one.color == "green" for one in healths),
        looked_after=len(healths),
        worn=coaching.worn(view.requests, view.limits, today),
    )


def _first_contacts(view: View) -> dict[PersonId, date]:
    """person -> the day of the rep's first contact."""
    found: dict[PersonId, date] = {}
    contacts = view.contacts
    for who, number in zip(contacts["person"].tolist(), contacts["day"].tolist(), strict=True):
        person, day = PersonId(int(who)), date_of(float(number))
        found[person] = min(day, found.get(person, day))
    for person, day in own_contacts(view.practice):
        found[person] = min(day, found.get(person, day))
    return found


def together(group: Sequence[Coached]) -> dict[str, float | None]:
    """The group's median of each line."""
    return coaching.medians([one.figures for one in group])
