"""What did you see? Calls in the field, seen by a rep and by the coach who went along."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from tiesmap.intake.who.matching import keys_of
from tiesmap.model.cells import tidy_line, tidy_text
from tiesmap.model.ids import PersonId
from tiesmap.model.intake import OWN_SCOPE
from tiesmap.model.people import Person, PersonRecord
from tiesmap.model.practice import YEARS
from tiesmap.model.visits import HIGHEST, LOWEST, POINTS, Ending, Seen, Side, Visit
from tiesmap.nurture.visits import Agreement, agreement
from tiesmap.store import people, visits
from tiesmap.workspace.part import Part
from tiesmap.workspace.people.part import People
from tiesmap.workspace.place import Unanswerable


class Visits(Part):
    """Calls in the field, for the two who were there."""

    def visits(self) -> tuple[Visit, ...]:
        """The visits in which one is the rep or the coach, newest first.

        What was seen is shown once both have noted it, and what one noted alone to nobody.
        """
        with self.view() as view:
            return () if view.rep is None else visits.read(view.connection, view.rep)

    def visit(self, number: int) -> Visit:
        """One of them. Raises Unanswerable where there is none that one may see."""
        for one in self.visits():
            if one.id == number:
                return one
        raise Unanswerable(f"There is no visit {number} of yours: tiesmap visit list")

    def sides(self, visit: Visit) -> tuple[Side, ...]:
        """For whom one may note: in a team for himself; on a file, which two share, for both."""
        if self.place.member is None:
            return tuple(Side)
        return (Side.REP,) if visit.rep == self.place.rep else (Side.COACH,)

    def other(self, visit: Visit) -> str:
        """The name of the one with whom one was there."""
        whom = visit.coach if visit.rep == self.place.rep else visit.rep
        card = People(self.place).everybody().get(whom)
        return card.label if card else ""

    def coaches(self) -> tuple[Person, ...]:
        """Who went along so far, the last first."""
        with self.view() as view:
            found = () if view.rep is None else visits.read(view.connection, view.rep)
            some = view.some({one.coach for one in found})
        return tuple(some[one] for one in dict.fromkeys(v.coach for v in found) if one in some)

    def begin(self, person: PersonId, coach: PersonId | str, day: date | None = None) -> int:
        """Store a visit of the rep to a client, to which a coach went along; returns its id.

        A coach who is not on file gets a card by his name.
        """
        rep, day = self.place.rep_id, day or self.place.writes_on
        if not YEARS[0] <= day.year <= YEARS[1]:
            raise Unanswerable(f"{day} is a day that cannot be meant.")
        client = People(self.place).person(person)
        if client is None:
            raise Unanswerable("This client is not on file (any more).")
        with self.writing("a visit to", [person]) as op:
            if isinstance(coach, str):
                name = tidy_line(coach)
                if not name:
                    raise Unanswerable("Say who went along: his name.")
                keys = keys_of(PersonRecord(line=0, name=name), OWN_SCOPE)
                coach = people.save(op, Person(id=PersonId(0), name=name), None, keys).id
            if len({rep, coach, person}) < 3:
                raise Unanswerable("Rep, coach and client are three people.")
            return visits.begin(op, rep, coach, person, client.label, day)

    def note(
        self, number: int, side: Side, marks: Sequence[int], ending: Ending, words: str = ""
    ) -> Visit:
        """Store what one of the two saw: a mark of 1 to 5 for each point, and how it ended.

        It can be changed until the other is in too.
        """
        visit = self.visit(number)
        if side not in self.sides(visit):
            raise Unanswerable("That is what the other saw: note your own.")
        if len(marks) != len(POINTS) or not all(LOWEST <= mark <= HIGHEST for mark in marks):
            raise Unanswerable(f"Give {len(POINTS)} marks, each {LOWEST} to {HIGHEST}.")
        saw = Seen(tuple(marks), ending, tidy_text(words))
        with self.writing(f"what you saw at {visit.client}") as op:
            visits.note(op, visit, side, saw)
        return self.visit(number)

    def agree(self, visit: Visit, agreed: str, due: date | None = None) -> None:
        """Store the one thing on which the two agreed, and until when; `visit` as it was shown."""
        text = tidy_line(agreed)
        if not text:
            raise Unanswerable("Say in a line what you agreed on.")
        if due is not None and not YEARS[0] <= due.year <= YEARS[1]:
            raise Unanswerable(f"{due} is a day that cannot be meant.")
        self.visit(visit.id)
        with self.writing(f"what you agreed on after {visit.client}") as op:
            visits.agree(op, visit, text, due)

    def forget(self, number: int) -> None:
        """Remove a visit with what was seen in it; who was its rep may.

        Raises Unanswerable where at a server the coach alone has noted: he would remove it unseen.
        """
        visit = self.visit(number)
        if visit.rep != self.place.rep:
            raise Unanswerable("Only the rep whose visit it was removes it.")
        covered = Side.COACH in visit.noted and not visit.is_open
        if covered and self.place.store.keeps_apart:
            raise Unanswerable(
                "Your coach has noted what he saw, and you have not: first note what you saw."
            )
        with self.writing("a visit to", [visit.person]) as op:
            visits.remove(op, visit)

    def agreement(self) -> tuple[Agreement, ...]:
        """How far the two of each visit saw the same, oldest first."""
        return agreement(self.visits())
