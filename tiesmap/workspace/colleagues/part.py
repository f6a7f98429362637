"""Colleagues: what a rep opens of his network to them, and what they show him of theirs."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import date

from tiesmap.model.colleagues import Look, Looked, Openness, OpenTie
from tiesmap.model.ids import PersonId
from tiesmap.store import looks, openness, schema
from tiesmap.store.people import labels
from tiesmap.store.store import Conflict
from tiesmap.workspace.colleagues.looks import note_look
from tiesmap.workspace.colleagues.open_ties import TeamTie, askable, bare_ties, of_team
from tiesmap.workspace.part import Part

SHORTEST = 2
"""So many letters are looked for at least."""
_OPENING = "what is open to colleagues"


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

    def open(self, said: Openness, before: Openness | None = None) -> int:
        """Open this and nothing else, from now on; returns how many people colleagues see.

        A private person stays out, whatever is open. Not taken back by Undo: say it again.
        Raises Conflict where `before`, what was open when one began, is not what is open now.
        """
        with self.view() as view:
            people = view.some((*said.people, *said.private))
        kept = replace(
            said, people=said.people & people.keys(), private=said.private & people.keys()
        )
        with self.writing(_OPENING) as op:
            if before not in (None, openness.read(op.connection, self.place.rep_id)):
                raise Conflict("What is open was changed meanwhile: load the page again.")
            openness.save(op, self.place.rep_id, kept)
        return self._work_out()

    def keep_private(self, people: Collection[PersonId], private: bool = True) -> int:
        """Let no colleague see that the rep knows these people; or let what is open hold again."""
        with self.writing(_OPENING) as op:
            there = labels(op.connection, people).keys()
            before = openness.read(op.connection, self.place.rep_id)
            now = before.private | there if private else before.private - set(people)
            openness.save(op, self.place.rep_id, replace(before, private=now))
        return self._work_out()

    def keep_fresh(self) -> None:
        """Work out once a day what colleagues see, from the rep's network as it is by now."""
        with self.view() as view:
            if view.rep is None:
                return
            closed = openness.read(view.connection, view.rep).is_closed
            last = openness.worked_out(view.connection, view.rep)
        # By the clock: a day that is only looked at from there would hold back those before it.
        if last is not None if closed else last != date.today():
            self._work_out()

    def _work_out(self) -> int:
        """Show what is open, as the network is now; returns how many people colleagues see.

        Where something else was opened or closed meanwhile, that is worked out by who did so.
        """
        with self.view() as view:
            said = openness.read(view.connection, view.rep_id)
            ties = bare_ties(view, said)
        with self.writing(_OPENING) as op:
            if openness.read(op.connection, self.place.rep_id) != said:
                return 0
            openness.show(op, self.place.rep_id, ties, None if said.is_closed else date.today())
        return len(ties)

    # What colleagues show ------------------------------------------------------------------------

    def knows(self, text: str) -> tuple[TeamTie, ...]:
        """Which colleague knows somebody of this name or firm, as far as they opened it."""
        wanted = openness.sought(text)
        if len(wanted) < SHORTEST:
            return ()
        with self.view() as view:
            found = of_team(view, openness.named(wanted))
        return self._noted(found)

    def who_knows(self, person: PersonId) -> tuple[TeamTie, ...]:
        """Which colleague knows somebody who is on the rep's file."""
        with self.view() as view:
            found = of_team(view, schema.known_ties.c.person == person)
        return self._noted(found)

    def _noted(self, found: tuple[TeamTie, ...]) -> tuple[TeamTie, ...]:
        """What was found, once it is written down for those whose it is that it was shown."""
        note_look(self, {one.tie.rep for one in found}, Look.TIES)
        return found

    def looks(self) -> tuple[tuple[str, Looked], ...]:
        """Who looked at what is the rep's, by name, newest first; on a file nobody is noted."""
        with self.view() as view:
            found = looks.read(view.connection, view.rep_id)
            called = labels(view.connection, {one.who for one in found})
        return tuple((called.get(one.who, "somebody"), one) for one in found)
