"""An ask from one rep to another, who knows the person whom the first wants to meet."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum

from tiesmap.model.ids import PersonId
from tiesmap.model.statuses import Status


class Answer(StrEnum):
    """What a colleague says to an ask."""

    YES = "yes"
    EDITED = "edited"
    MENTION = "mention"
    MYSELF = "myself"
    NO = "no"


SAID = {
    Answer.YES: "yes: passes your note on as it is",
    Answer.EDITED: "yes: passes it on in words of their own",
    Answer.MENTION: "you may mention their name",
    Answer.MYSELF: "yes: does it themselves",
    Answer.NO: "no",
}
"""What an answer means, for the one who asked."""
OFFERED = {
    Answer.YES: "Yes, as it is",
    Answer.EDITED: "Yes, in my words",
    Answer.MENTION: "You may mention my name",
    Answer.MYSELF: "I'll do it myself on …",
    Answer.NO: "No",
}
"""What an answer means, for the one who gives it."""


WORD = {Answer.YES: "Yes", Answer.NO: "Not now"}
"""What can be said to an ask for a word (see `model.approvals`)."""
PASSED_ON = (Answer.YES, Answer.EDITED, Answer.MYSELF)
"""The answers after which the colleague has something to do."""
ENDED = "can no longer be asked this way"
"""Of an ask without an answer whose tie is shown no more: whether it was closed, is private by now,
is marked, or the colleague left, is not told."""
NO_SHOWN, YES_SHOWN = timedelta(days=7), timedelta(days=90)
"""For so long a no stands on the week of who asked; and a yes of which nothing is said yet."""


class Came(StrEnum):
    """What an ask led to."""

    INTRODUCED = "introduced"
    MET = "met"


@dataclass(frozen=True, slots=True)
class ColleagueAsk:
    """An ask, as both of the two see it; why it was refused is not in it."""

    id: int
    rep: PersonId
    """Who asks."""
    colleague: PersonId
    """Who is asked."""
    person: PersonId
    name: str
    company: str
    why: str
    note: str
    asked_on: date
    edited: str = ""
    """The note as the colleague wrote it, where he did."""
    answer: Answer | None = None
    answered_on: date | None = None
    do_on: date | None = None
    came: Came | None = None
    came_on: date | None = None
    told: bool = False
    """Whether the colleague has read what came of it."""
    word: bool = False
    """Whether it asks for a word alone: whether the person may be asked (see `model.approvals`)."""
    target: PersonId | None = field(default=None, compare=False)
    target_name: str = field(default="", compare=False)
    """For whom a word is asked, as far as the asker told it or the other knows them."""
    shown: bool = field(default=True, compare=False)
    """Whether the colleague shows by now that he knows the person, or of a word: whether it is his
    to give. Worked out, not stored."""

    def final_answer(self, today: date, days: int) -> Answer | None:
        """The answer; silence of more than so many days is a no."""
        if self.answer is None and today - self.asked_on > timedelta(days):
            return Answer.NO
        return self.answer

    def is_over(self, today: date, days: int) -> bool:
        """Whether nobody answers it any more, for what it rests on is shown no more."""
        return self.final_answer(today, days) is None and not self.shown

    def status(self, today: date, days: int) -> Status:
        """How far it came, in the words of every other ask."""
        if self.came is not None:
            return Status(self.came.value)
        answer = self.final_answer(today, days)
        if self.word and (self.shown if answer is None else answer is not Answer.NO):
            return Status.PLANNED
        if answer is None:
            return Status.ASKED if self.shown else Status.NO_ANSWER
        if answer is not Answer.NO:
            return Status.AGREED
        return Status.DECLINED if self.answer else Status.NO_ANSWER

    def said(self, today: date, days: int) -> tuple[str, ...]:
        """Where it stands, in parts of a sentence."""
        answer = self.final_answer(today, days)
        if answer is None:
            return ("waits for an answer" if self.shown else ENDED,)
        silent = ", by silence" if self.answer is None else ""
        on = f", on {self.do_on}" if self.do_on else ""
        came = (f"{self.came} on {self.came_on}",) if self.came else ()
        return (f"{SAID[answer]}{silent}{on}", *came)

    def waits_for(self, rep: PersonId, today: date, days: int) -> bool:
        """Whether the rep has something to do about it, or to read."""
        answer = self.final_answer(today, days)
        if self.word and rep == self.colleague:
            return answer is None and self.shown
        if rep == self.colleague:
            if self.came is not None:
                return not self.told
            due = self.do_on is None or self.do_on <= today
            return (answer is None and self.shown) or (answer in PASSED_ON and due)
        if self.answer is None and not self.shown:
            return answer is None
        if answer is None or self.came is Came.MET:
            return False
        since = today - (self.answered_on or self.asked_on + timedelta(days))
        return since <= (NO_SHOWN if answer is Answer.NO or self.word else YES_SHOWN)


@dataclass(slots=True)
class Counts:
    """How many asks went from one rep to another, and what came of them."""

    asked: int = 0
    answered: int = 0
    """Also with a no; silence is no answer."""
    agreed: int = 0
    introduced: int = 0


def give_and_take(
    asks: Iterable[ColleagueAsk], rep: PersonId
) -> dict[PersonId, tuple[Counts, Counts]]:
    """colleague -> counts of what the rep asked of him, and of what he asked of the rep."""
    found: dict[PersonId, tuple[Counts, Counts]] = {}
    for one in (one for one in asks if not one.word):
        mine = one.rep == rep
        other = one.colleague if mine else one.rep
        counts = found.setdefault(other, (Counts(), Counts()))[not mine]
        counts.asked += 1
        counts.answered += one.answer is not None
        counts.agreed += one.answer not in (None, Answer.NO)
        counts.introduced += one.came is not None
    return found


def first_note(asks: str, name: str, why: str) -> str:
    """The note that the colleague may pass on, as a first draft."""
    return (
        f"{name}, a colleague of mine, {asks}, would like to meet you: {why.rstrip('.')}. "
        "May I bring you two together? A no is fine too."
    )
