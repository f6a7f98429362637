"""What reps of one database ask of each other: each ask is the two's, and its refusal one's own."""

from __future__ import annotations

from datetime import date

from tiesmap.model.cells import tidy_line, tidy_text
from tiesmap.model.colleague_asks import Answer, Came, ColleagueAsk, Counts, give_and_take
from tiesmap.model.ids import PersonId
from tiesmap.store import colleague_asks
from tiesmap.workspace.colleague_asks.reading import names, read
from tiesmap.workspace.colleague_asks.rules import new_ask, refuse_answer, refuse_came
from tiesmap.workspace.part import Part, question
from tiesmap.workspace.place import Unanswerable


class ColleagueAsks(Part):
    """The asks of the rep to colleagues, and theirs to him."""

    asks = question(read)

    def waiting(self) -> tuple[ColleagueAsk, ...]:
        """Those about which the rep has something to do, or an answer to read, oldest first."""
        with self.view() as view:
            if view.rep is None:
                return ()
            days, marked = view.settings.colleague_days, view.marked
            found = [
                one
                for one in read(view)
                if one.waits_for(view.rep, view.writes_on, days)
                # Whoever is marked after a yes is brought together with nobody.
                and (one.answer is None or one.came is not None or one.person not in marked)
            ]
        return tuple(reversed(found))

    called = question(names)

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

    def take_back(self, number: int) -> None:
        """Take an ask back of which nothing was said yet; the colleague reads it no more."""
        ask = self._one(number)
        if ask.rep != self.place.rep:
            raise Unanswerable("Only who asked takes it back.")
        if ask.answer is not None:
            raise Unanswerable("It is answered already, so it stays.")
        with self.writing(f"taking back the ask for {ask.name}") as op:
            colleague_asks.take_back(op, ask)

    def give_and_take(self) -> tuple[tuple[str, Counts, Counts], ...]:
        """Each colleague by name: how much the rep asked of him, and he of the rep.

        Asks between other reps are not counted.
        """
        with self.view() as view:
            asks = read(view)
            called = names(view, asks)
        found = give_and_take(asks, self.place.rep_id) if asks else {}
        return tuple((called[one], *found[one]) for one in sorted(found, key=called.__getitem__))

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
