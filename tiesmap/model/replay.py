"""A replay: what would have been said, laid beside what happened, on the user's own data."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Score:
    """How well one rule did at one question: means over cases, each with a 95 % interval."""

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
    """Somebody who made introductions, how many, how many of them in the last 91 days."""

    person: int
    name: str
    made: int
    lately: int


@dataclass(frozen=True, slots=True)
class Replay:
    """The introductions of the last so many days, foreseen from what was known before each."""

    days: int
    introductions: int
    own: int
    """How many of them were the rep's."""
    scores: tuple[Score, ...]
    introducers: tuple[Introducer, ...]
    """Who made most of them, the busiest first."""
