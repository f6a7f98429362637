"""An ask from one rep to another, who knows the person whom the first wants to meet."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from tiesmap.model.ids import PersonId


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
    Answer.MYSELF: "I do it myself on …",
    Answer.NO: "No",
}
"""What an answer means, for the one who gives it."""


PASSED_ON = (Answer.YES, Answer.EDITED, Answer.MYSELF)
"""The answers after which the colleague has something to do."""
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

    def settled(self, today: date, days: int) -> Answer | None:
        """The answer; silence of more than so many days is a no."""
        if self.answer is None and today - self.asked_on > timedelta(days):
            return Answer.NO
        return self.answer

    def waits_for(self, rep: PersonId, today: date, days: int) -> bool:
        """Whether the rep has something to do about it, or to read."""
        answer = self.settled(today, days)
        if rep == self.colleague:
            if self.came is not None:
                return not self.told
            due = self.do_on is None or self.do_on <= today
            return answer is None or (answer in PASSED_ON and due)
        if answer is None or self.came is Came.MET:
            return False
        since = today - (self.answered_on or self.asked_on + timedelta(days))
        return since <= (NO_SHOWN if answer is Answer.NO else YES_SHOWN)


def first_note(asks: str, name: str, why: str) -> str:
    """The note that the colleague may pass on, as a first draft."""
    return (
        f"{name}, a colleague of mine, {asks}, would like to meet you: {why.rstrip('.')}. "
        "May I bring you two together? A no is fine too."
    )
