"""A replay of the user's own past: what tiesmap would have suggested, beside what happened."""

from __future__ import annotations

from dataclasses import dataclass

from tiesmap.model.english import say_count
from tiesmap.model.ids import PersonId


@dataclass(frozen=True, slots=True)
class Score:
    """How well one rule answered one question: means over cases, with 95 % intervals."""

    question: str
    """connector, next person or next circle."""
    rule: str
    """tiesmap, or a simple rule beside it."""
    cases: int
    first: float
    """Share of the cases in which the real one was named first (next person: among ten)."""
    first_between: tuple[float, float]
    rank: float
    """Mean of 1 / the rank of the real one; 0 where it was not named."""
    rank_between: tuple[float, float]


@dataclass(frozen=True, slots=True)
class Introducer:
    """A person who made introductions: how many, and how many of them in the last 91 days."""

    person: PersonId
    name: str
    made: int
    lately: int


@dataclass(frozen=True, slots=True)
class Replay:
    """The introductions of a period, each predicted from what was known before it."""

    days: int
    introductions: int
    own: int
    """How many of them were the rep's."""
    unconfirmed: int
    """Of `own`: only noticed in the mails, and not confirmed by the rep yet."""
    scores: tuple[Score, ...]
    introducers: tuple[Introducer, ...]
    """Who made most of them, the busiest first."""

    @property
    def says(self) -> str:
        """How many there were, whose, and how many of the rep's own he has still to confirm."""
        said = f"{say_count(self.introductions, 'introduction')} in {self.days} days"
        said += f", {self.own} of them yours"
        if self.unconfirmed:
            them = "it" if self.unconfirmed == 1 else "them"
            said += f" ({self.unconfirmed} only noticed in your mails: confirm {them} on Health)"
        return f"{said}."

    @property
    def why_no_scores(self) -> str:
        """Why nothing could be foreseen, in a sentence."""
        if not self.introductions:
            return (
                f"No introduction is found in the mails of these {self.days} days: mails of all "
                "their recipients (a mailbox, or interactions.csv) would show them."
            )
        return (
            f"{self.says} There was nothing to foresee: nobody else was known to know both "
            "before. More mails, or those of a colleague, would show who else could have done it."
        )
