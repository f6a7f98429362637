"""Whom a rep should rate first: the people for whom his comfort matters most."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from tiesmap.model.english import say_when
from tiesmap.model.ids import PersonId
from tiesmap.model.people import Person
from tiesmap.model.start import Card

_LEVELS = ("owner", "top", "head", "manager")


@dataclass(frozen=True, slots=True)
class Acquaintance:
    """What the evidence says about the rep's own tie to somebody."""

    strength: float
    contacts: int
    last: date | None
    first: date | None = None
    """Since when they know each other, as far as files tell."""
    level: str = ""
    """How senior the title is, see `model.proposals.Proposal`."""


def rate_first(
    people: Iterable[Person],
    known: Mapping[PersonId, Acquaintance],
    as_of: date,
    *,
    most: int = 30,
    passed: Collection[PersonId] = (),
) -> tuple[Card, ...]:
    """Those to rate first: clients, then the strongest ties, then the latest contacts, then the
    most senior titles and the newest links.

    Only people in `known` whom the rep has not rated; nobody marked "do not ask", no rep, and
    nobody in `passed` (whom he skipped).
    """
    found = [
        person
        for person in people
        if person.id in known
        and person.comfort is None
        and not person.do_not_ask
        and not person.rep
        and person.id not in passed
    ]

    def order(person: Person) -> tuple[float, ...]:
        tie = known[person.id]
        level = _LEVELS.index(tie.level) if tie.level in _LEVELS else len(_LEVELS)
        return (
            not person.is_client,
            -round(tie.strength, 2),
            -(tie.last or date.min).toordinal(),
            level,
            -(tie.first or date.min).toordinal(),
            person.id,
        )

    return tuple(
        Card(person.id, _why(person, known[person.id], as_of), person.is_client)
        for person in sorted(found, key=order)[:most]
    )


def _why(person: Person, tie: Acquaintance, as_of: date) -> str:
    said = ["your client"] if person.is_client else []
    if tie.contacts:
        said.append(f"{tie.contacts} contacts" if tie.contacts > 1 else "1 contact")
    if tie.last is not None:
        latest = "the last" if tie.contacts else "last in touch"
        said.append(f"{latest} {say_when(tie.last, as_of)}")
    elif tie.first is not None:
        said.append(f"linked since {tie.first.year}")
    return ", ".join(said) or "on your list"
