"""Colleagues: what a rep opens of his network to them, and what they show him of theirs."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import date

from tiesmap.model.cells import tidy_line, tidy_text
from tiesmap.model.colleague_asks import Answer, Came, ColleagueAsk
from tiesmap.model.colleagues import Look, Looked, Openness, OpenTie
from tiesmap.model.ids import PersonId
from tiesmap.store import colleague_asks, looks, openness, schema
from tiesmap.store.people import labels
from tiesmap.store.store import Conflict
from tiesmap.workspace.between_reps import names, new_ask, refuse_answer, refuse_came
from tiesmap.workspace.known_ties import TeamTie, askable, bare_ties, of_team
from tiesmap.workspace.looking import note_look
from tiesmap.workspace.part import Part
from tiesmap.workspace.place import Unanswerable

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

    # What they ask of each other ------------------------------------------------------------------

    def asks(self) -> tuple[ColleagueAsk, ...]:
        """The asks of the rep to colleagues, and theirs to him, newest first."""
        with self.view() as view:
            return () if view.rep is None else colleague_asks.read(view.connection, view.rep)

    def waiting(self) -> tuple[ColleagueAsk, ...]:
        """Those about which the rep has something to do, or an answer to read, oldest first."""
        with self.view() as view:
            if view.rep is None:
                return ()
            days, every = (
                view.settings.colleague_days,
                colleague_asks.read(view.connection, view.rep),
            )
            found = [one for one in every if one.waits_for(view.rep, view.writes_on, days)]
        return tuple(reversed(found))

    def called(self, asks: Iterable[ColleagueAsk]) -> dict[PersonId, str]:
        """How the reps of these asks are called."""
        with self.view() as view:
            return names(view, asks)

    def reasons(self) -> dict[int, str]:
        """ask -> why the rep said no to it: his own, and shown to nobody else."""
        with self.view() as view:
            return colleague_asks.reasons(view.connection, view.rep_id)

    def ask(self, colleague: PersonId, person: PersonId, why: str, note: str = "") -> int:
        """Ask a colleague, who shows that he knows somebody, to bring the two together.

        Returns the ask's number. `note` is what may be passed on; without, a draft.
        """
        with self.view() as view:
            new = new_ask(view, colleague, person, why, note)
        with self.writing(f"an ask to a colleague for {new.name}") as op:
            return colleague_asks.ask(op, new)

    def answer(
        self,
        number: int,
        answer: Answer,
        *,
        note: str = "",
        on: date | None = None,
        reason: str = "",
    ) -> None:
        """Answer an ask; the note in words of one's own, the day, and a reason of one's own where
        they belong to the answer."""
        with self.view() as view:
            ask, note = self._one(number), tidy_text(note)
            refuse_answer(view, ask, answer, note, on)
            today = view.writes_on
        with self.writing(f"your answer about {ask.name}") as op:
            colleague_asks.answer(
                op,
                ask,
                answer,
                today,
                edited=note if answer is Answer.EDITED else "",
                do_on=on if answer is Answer.MYSELF else None,
                reason=tidy_line(reason),
            )

    def came(self, number: int, what: Came) -> None:
        """Note what an ask led to; the colleague reads it, with thanks, on his next look."""
        with self.view() as view:
            ask = self._one(number)
            refuse_came(view, ask, what)
            today, told = view.writes_on, view.rep == ask.colleague
        with self.writing(f"what came of the ask for {ask.name}") as op:
            colleague_asks.came(op, ask, what, today, told=told)

    def read_thanks(self, number: int) -> None:
        """The colleague has read what came of it."""
        ask = self._one(number)
        if ask.colleague != self.place.rep or ask.came is None:
            raise Unanswerable("There are no thanks to read.")
        with self.writing(f"the thanks for {ask.name}") as op:
            colleague_asks.read_thanks(op, ask)

    def _one(self, number: int) -> ColleagueAsk:
        for one in self.asks():
            if one.id == number:
                return one
        raise Unanswerable(f"There is no ask {number} of yours: tiesmap colleague asks")
