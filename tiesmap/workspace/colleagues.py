"""Colleagues: what a rep opens of his network to them, and what they show him of theirs."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from tiesmap.model.colleagues import Openness, OpenTie
from tiesmap.model.days import day_number
from tiesmap.model.ids import PersonId
from tiesmap.store import openness, schema
from tiesmap.workspace.known_ties import TeamTie, askable, bare_ties, of_team
from tiesmap.workspace.part import Part

SHORTEST = 2
"""So many letters are looked for at least."""


class Colleagues(Part):
    """What reps of one database show each other; where there is one rep, nothing."""

    def colleagues(self) -> dict[PersonId, str]:
        """The other reps by name; none where the database is one rep's."""
        with self.view() as view:
            return {} if view.rep is None else askable(view)

    # What one opens ------------------------------------------------------------------------------

    def openness(self) -> Openness:
        """What the rep opened; nothing at first."""
        with self.view() as view:
            return openness.read(view.connection, view.rep_id)

    def shown(self) -> tuple[OpenTie, ...]:
        """What colleagues see of the rep's network now."""
        with self.view() as view:
            return openness.shown(view.connection, view.rep_id)

    def open(self, said: Openness) -> int:
        """Open this and nothing else, from now on; returns how many people colleagues see.

        A private person stays out, whatever is open. Not taken back by Undo: say it again.
        """
        with self.view() as view:
            people = view.some((*said.people, *said.private))
            kept = replace(
                said, people=said.people & people.keys(), private=said.private & people.keys()
            )
            ties = bare_ties(view, kept)
        with self.writing("what is open to colleagues") as op:
            openness.save(op, self.place.rep_id, kept)
            openness.show(op, self.place.rep_id, ties)
        return len(ties)

    def keep_private(self, people: Collection[PersonId], private: bool = True) -> int:
        """Let no colleague see that the rep knows these people; or let what is open hold again."""
        before = self.openness()
        now = before.private | set(people) if private else before.private - set(people)
        return self.open(replace(before, private=now))

    def keep_fresh(self) -> None:
        """Work out once a day what colleagues see, from the rep's network as it is by now."""
        with self.view() as view:
            if view.rep is None:
                return
            said = openness.read(view.connection, view.rep)
            last = openness.worked_out(view.connection, view.rep)
            if said.is_closed or (last is not None and last >= day_number(view.writes_on)):
                return
            ties = bare_ties(view, said)
        with self.writing("what is open to colleagues") as op:
            openness.show(op, self.place.rep_id, ties)

    # What colleagues show ------------------------------------------------------------------------

    def knows(self, text: str) -> tuple[TeamTie, ...]:
        """Which colleague knows somebody of this name or firm, as far as they opened it."""
        wanted = openness.sought(text)
        if len(wanted) < SHORTEST:
            return ()
        with self.view() as view:
            return of_team(view, openness.named(wanted))

    def who_knows(self, person: PersonId) -> tuple[TeamTie, ...]:
        """Which colleague knows somebody who is on the rep's file."""
        with self.view() as view:
            return of_team(view, schema.known_ties.c.person == person)
