"""A trial inside the team: near against next circle, by weeks drawn by lot, for who agrees."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from secrets import token_hex

from tiesmap.model.colleagues import Look
from tiesmap.model.english import say_full
from tiesmap.model.ids import PersonId
from tiesmap.model.members import MemberRole
from tiesmap.nurture import trials
from tiesmap.nurture.coaching import RANKED_FROM
from tiesmap.nurture.trials import Arm, Result, Trial, Yes
from tiesmap.store.settings import TRIAL, write_of_rep, write_setting
from tiesmap.workspace.access import NotIn
from tiesmap.workspace.coach.part import Coach, in_seat
from tiesmap.workspace.colleagues.looks import note_look
from tiesmap.workspace.drawn import trial_of
from tiesmap.workspace.part import Part
from tiesmap.workspace.place import Unanswerable
from tiesmap.workspace.view import View
from tiesmap.workspace.week.relationships import relationships

NONE = "There is no trial: a coach or an admin begins one (tiesmap trial start)."


@dataclass(frozen=True, slots=True)
class Standing:
    """The last trial of the team, and how one stands to it."""

    trial: Trial
    rep: PersonId | None
    yes: Yes
    day: date
    is_rep: bool = True
    """Whether one may take part: not who coaches or says who is a member, and has no clients."""

    @property
    def is_over(self) -> bool:
        """Whether what came of it may be told."""
        return self.day >= self.trial.end or not self.trial.weeks

    @property
    def takes_part(self) -> bool:
        """Whether one agreed and has not left."""
        return trials.takes_part(self.yes) and self.trial.weeks > 0

    @property
    def may_join(self) -> bool:
        """Whether one has not agreed, and a pair of weeks is still to begin."""
        ahead = self.trial.next_pair(self.day)
        return self.is_rep and not self.takes_part and ahead is not None

    @property
    def lot(self) -> Arm | None:
        """What this week is drawn for; None: nothing is drawn for one now."""
        return None if self.rep is None else self.trial.drawn(self.rep, self.yes, self.day)

    @property
    def line(self) -> str:
        """What one reads of it in one's week; may be empty."""
        if self.lot is not None:
            return trials.SAID[self.lot]
        if self.is_over:
            if not self.yes or self.day >= self.trial.end + 4 * trials.WEEK:
                return ""
            if self.trial.weeks:
                return "The trial is over: Health, Trial, says what came of it."
            return (
                f"The trial from {say_full(self.trial.start)} was called off: nothing of it "
                "counts, and nothing is drawn for you any more."
            )
        if not (self.is_rep or self.takes_part):
            return (
                f"The trial of the team: {trials.say(self.trial)}. Each rep agrees to it alone, or "
                "not; how many did, and what came of it, is told once it is over."
            )
        ahead = self.trial.next_pair(self.day)
        if ahead is None:
            return ""
        if self.takes_part:
            return f"You take part in the trial from {say_full(ahead)}."
        return (
            "Your team tries asks near what you know against asks for the next circle, in weeks "
            f"drawn by lot: {trials.say(self.trial)}. You are in it, from {say_full(ahead)}, only "
            "if you say yes, and may leave on any day."
        )


class Trials(Part):
    """What works here: one trial at a time, off until a coach or an admin begins it."""

    def standing(self) -> Standing | None:
        """The last trial, ahead, running or over; None where there is none."""
        with self.view() as view:
            found = trial_of(view)
            rep = found is None or self._is_rep(view)
            return found and Standing(found[0], view.rep, found[1], view.writes_on, rep)

    def start(self, day: date, weeks: int = 8) -> Trial:
        """Announce a trial from the week of a day; each rep then agrees for himself, or not.

        What its lot is drawn by is made here. Raises Unanswerable where the week has begun, the
        number of weeks is none, or a trial is not over.
        """
        self._refuse()
        day, now = day.date() if isinstance(day, datetime) else day, self.standing()
        first = day - timedelta(days=day.weekday())
        if now is not None and not now.is_over:
            until = say_full(now.trial.end - timedelta(days=1))
            raise Unanswerable(f"A trial is on until {until}: tiesmap trial stop ends it.")
        if first <= self.place.writes_on:
            raise Unanswerable("Begin with a week to come, so that reps can agree beforehand.")
        if weeks % 2 or not trials.LEAST <= weeks <= trials.MOST:
            most = f"{trials.LEAST} to {trials.MOST}"
            raise Unanswerable(f"A trial has pairs of weeks: an even number, {most}, not {weeks}.")
        trial = Trial(first, weeks, token_hex(8))
        self._store(trial)
        return trial

    def stop(self) -> int:
        """End the trial now; returns how many pairs of weeks were over, which alone count."""
        self._refuse()
        now = self._running()
        pairs = max((now.day - now.trial.start) // trials.PAIR, 0)
        self._store(Trial(now.trial.start, 2 * pairs, now.trial.seed))
        return pairs

    def join(self) -> None:
        """Agree to take part, from the next pair of weeks on."""
        now = self._running()
        if not now.is_rep:
            raise Unanswerable("A trial is for reps, and you have no clients on file.")
        if not now.takes_part and not now.may_join:
            raise Unanswerable("Its last two weeks have begun: nobody can agree beforehand now.")
        if not now.takes_part:
            self._say(now)

    def leave(self) -> None:
        """Take part no more, from now on; of the pairs of weeks before, the counts stay."""
        now = self._running()
        if now.takes_part:
            self._say(now)

    def own(self) -> Result | None:
        """What came of one's own asks; None as long as it is not over, or without one's part."""
        with self.view() as view:
            found = None if view.rep is None else _result(view)
            return found if found is not None and found.pairs else None

    def together(self) -> Result | None:
        """The sum over all whom one coaches and who took part; None as long as it is not over, or
        where they are fewer than four."""
        with self.view():
            now = self.standing()
            reps = Coach(self.place).whom() if now is not None and now.is_over else ()
            if len(reps) < RANKED_FROM:
                return None
            found = [in_seat(self.place, rep, _result) for rep in reps]
        note_look(self, reps, Look.COUNTS)
        whole = sum((one for one in found if one is not None), Result())
        return whole if whole.reps >= RANKED_FROM else None

    def _is_rep(self, view: View) -> bool:
        member = self.place.member
        return (
            member is None
            or member.role is MemberRole.REP
            or any(one.is_client for one in relationships(view).people.values())
        )

    def _running(self) -> Standing:
        now = self.standing()
        if now is None or now.is_over:
            raise Unanswerable("The trial is over: tiesmap trial show" if now else NONE)
        return now

    def _refuse(self) -> None:
        if not Coach(self.place).may_set():
            raise NotIn("A trial concerns the whole team: ask your coach or an admin.")

    def _store(self, trial: Trial) -> None:
        stored = {"start": str(trial.start), "weeks": trial.weeks, "seed": trial.seed}
        with self.writing("the trial of the team") as op:
            write_setting(op, TRIAL, stored)
            op.groups.add("practice")  # the suggestions of a week rest on it

    def _say(self, now: Standing) -> None:
        """Yes after a no, and no after a yes."""
        days = [str(day) for day in (*now.yes, now.day)]
        with self.writing("your part in the trial") as op:
            write_of_rep(op, self.place.rep_id, TRIAL, {now.trial.seed: days})
            op.groups.add("practice")
            op.entries.clear()  # who agreed takes it back by saying so, not by an undo


def _result(view: View) -> Result | None:
    """What came of the asks of the rep of a view; None where no trial is over."""
    found, day = trial_of(view), view.writes_on
    if found is None or day < found[0].end:
        return None
    return trials.count(*found, view.rep_id, view.requests, view.steps, day)
