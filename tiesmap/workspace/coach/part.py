"""The coach's page: of each rep counts alone, without a word or a name of anybody he knows."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import combinations
from typing import TypeVar

from tiesmap.exporting.pages import figures_to_html
from tiesmap.model.asker import Office
from tiesmap.model.colleagues import Look
from tiesmap.model.ids import PersonId
from tiesmap.model.members import MemberRole
from tiesmap.nurture import benchmarks, coaching
from tiesmap.nurture.coaching import RANKED_FROM, Figures, Funnel
from tiesmap.store import members
from tiesmap.store.settings import BENCHMARKS, read_setting, write_setting
from tiesmap.workspace.access import (
    OWN_ROLE,
    NotIn,
    is_guarded,
    look_in,
    refuse_ended,
    refuse_others,
)
from tiesmap.workspace.coach.counts import Account, courted, figures_of
from tiesmap.workspace.coach.showing import Showing
from tiesmap.workspace.colleagues.looks import note_look
from tiesmap.workspace.part import Part
from tiesmap.workspace.people.part import People
from tiesmap.workspace.place import Place, Unanswerable
from tiesmap.workspace.view import View

T = TypeVar("T")
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


@dataclass(frozen=True, slots=True)
class Overlap:
    """That two reps court the same accounts, by count."""

    one: str
    other: str
    accounts: int
    names: tuple[str, ...] = ()
    """Of those of which each of the two showed the coach somebody whom he courts there."""


@dataclass(frozen=True, slots=True)
class Together:
    """The reps whom one coaches, counted as one team."""

    reps: int
    figures: Figures | None
    """Whom two of them know is counted with each. None: there is nobody."""
    overlaps: tuple[Overlap, ...]


class Coach(Part):
    """Counts of the reps whom one coaches."""

    def whom(self) -> tuple[PersonId, ...]:
        """The reps whose counts this asker may see: those he coaches, but
        for who left; for all but coaches, himself.

        Where nobody has to be a member, as on a file, all reps. Raises Unanswerable at a server
        where nobody is one yet.
        """
        member = self.place.member
        if member is None:
            if self.place.store.keeps_apart and not is_guarded(self.place.store):
                raise Unanswerable(NEEDS_MEMBERS)
            return tuple(person.id for person in People(self.place).reps())
        if member.role is not MemberRole.COACH:
            return (member.person,)
        with self.place.store.reading(Office.DOOR) as connection:
            inside = members.inside(connection, datetime.now()) or ()
            found = members.coached(connection, member.person)
            return tuple(rep for rep in found if rep in inside)

    def group(self, goal: int = 1) -> tuple[Coached, ...]:
        """The reps by name, with their counts, and what `goal` new clients a quarter take."""
        if goal < 1:
            raise Unanswerable("A goal is at least one new client.")
        with self.view():  # one state of the database for all of them
            found = [(rep, *in_seat(self.place, rep, _figures)) for rep in self.whom()]
        note_look(self, [rep for rep, *_ in found], Look.COUNTS)
        together = sum((figures.ever for _, _, figures in found), Funnel())
        return tuple(
            Coached(rep, name, figures, coaching.needed(goal, figures.ever, together))
            for rep, name, figures in sorted(found, key=lambda one: (one[1].casefold(), one[0]))
        )

    def together(self) -> Together:
        """The reps whom one coaches as one team, and which two of them court the same accounts."""
        with self.view():
            found = [(rep, *in_seat(self.place, rep, _courting)) for rep in self.whom()]
        note_look(self, [rep for rep, *_ in found], Look.COUNTS)
        told = {(one.rep, one.person): one.account for one in Showing(self.place).received()}
        by_name = sorted(found, key=lambda one: one[1].casefold())
        pairs = [
            Overlap(one[1], other[1], len(both), _named(both, told, one, other))
            for one, other in combinations(by_name, 2)
            if (both := one[3].keys() & other[3].keys())
        ]
        counts = [figures for _, _, figures, _ in found]
        return Together(len(found), coaching.total(counts) if counts else None, tuple(pairs))

    def page(self, rep: PersonId, goal: int = 1) -> bytes:
        """One page of a rep to print before a talk. He gets it too, so a median of so few that it
        tells of each of them is left out."""
        group = self.group(goal)
        one = next((one for one in group if one.rep == rep), None)
        if one is None:
            raise Unanswerable("You do not coach this rep.")
        figures = [other.figures for other in group] if len(group) >= RANKED_FROM else []
        wanted = self.benchmarks()
        middle = coaching.medians(figures, RANKED_FROM)
        counts = benchmarks.rows(one.figures, middle, wanted, one.needed)
        said = benchmarks.sentences(one.figures, figures, wanted, least=RANKED_FROM)
        return figures_to_html(
            one.name,
            [
                *said,
                *benchmarks.said_of_trend(one.figures),
                *filter(None, [benchmarks.beside_stages(one.figures)]),
            ],
            [
                (benchmarks.PRINTED, benchmarks.printed(counts, one.figures.before)),
                (benchmarks.STAGE_HEADS, benchmarks.stage_rows(one.figures.stages, wanted)),
            ],
            coaching.say_goal(one.needed, goal),
            self.place.today,
        )

    def benchmarks(self) -> dict[str, int]:
        """What the team asks of each rep, by the names of `benchmarks.BENCHMARKS`."""
        with self.view() as view:
            return benchmarks.read(read_setting(view.connection, BENCHMARKS))

    def may_set(self) -> bool:
        """Whether one sets the benchmarks: a coach or an admin; where nobody is a member, all."""
        member = self.place.member
        return member is None or member.role is not MemberRole.REP

    def set_benchmarks(self, values: Mapping[str, int]) -> None:
        """Store what the team asks of each rep; 0 asks for nothing.

        Raises Unanswerable where a name or a value is none, NotIn where it is not one's to say.
        """
        if not self.may_set():
            raise NotIn("Benchmarks hold for the whole team: ask your coach or an admin.")
        for name, value in values.items():
            if name not in benchmarks.BENCHMARKS:
                raise Unanswerable(f"There is no benchmark {name!r}: tiesmap benchmarks")
            if not 0 <= value <= benchmarks.most(name):
                most = benchmarks.most(name)
                raise Unanswerable(f"{benchmarks.label(name)}: 0 to {most}, not {value}.")
        with self.writing("the benchmarks of the team") as op:
            stored = benchmarks.read(read_setting(op.connection, BENCHMARKS)) | dict(values)
            kept = {name: value for name, value in stored.items() if value}
            write_setting(op, BENCHMARKS, kept)


def in_seat(own: Place, rep: PersonId, ask: Callable[[View], T]) -> T:
    """What is counted in the rep's own seat, for whom he coaches: nothing else leaves it."""
    refuse_others(own)
    if own.member is not None:
        with own.store.reading(Office.DOOR) as connection:
            refuse_ended(connection, own.member)
            if rep != own.rep and members.by_session(connection):
                raise NotIn(OWN_ROLE)
    with look_in(replace(own, rep=rep, member=None)) as view:
        return ask(view)


def _figures(view: View) -> tuple[str, Figures]:
    return view.rep_person.label, figures_of(view)


def _courting(view: View) -> tuple[str, Figures, dict[Account, frozenset[PersonId]]]:
    return *_figures(view), courted(view)


def _named(
    both: Collection[Account],
    told: Mapping[tuple[PersonId, PersonId], str],
    *seats: tuple[PersonId, str, Figures, dict[Account, frozenset[PersonId]]],
) -> tuple[str, ...]:
    """The names of those accounts of which each of two reps showed the coach somebody."""
    found = []
    for account in both:
        shown = [
            [told[rep, who] for who in courts[account] if (rep, who) in told]
            for rep, _, _, courts in seats
        ]
        if all(shown):
            found.append(" / ".join(dict.fromkeys(min(names) for names in shown)))
    return tuple(sorted(found))
