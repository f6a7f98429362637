"""From one introduction to the next: the chain of introductions, and the list to tick."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from tiesmap.model.ids import PersonId


@dataclass(frozen=True, slots=True)
class Link:
    """One introduction in the chain: a person whom the rep met, and through whom."""

    person: PersonId
    name: str
    through: PersonId
    through_name: str
    day: date | None
    outcome: str
    step: int
    """1 where whoever introduced him did not come by an introduction himself, then 2, 3, ..."""
    led_to: int
    """How many others came through this person, by however many introductions."""


@dataclass(frozen=True, slots=True)
class Name:
    """A line of the list to tick: a person, or (without an id) a firm."""

    name: str
    title: str = ""
    company: str = ""
    person: PersonId | None = None


@dataclass(frozen=True, slots=True)
class Tick:
    """The answer on one line of the list."""

    line: int
    connector: PersonId
    name: str
    company: str
    person: PersonId | None
    yes: bool = False
    not_him: bool = False
    better: str = ""
    """Who would be better to ask."""
