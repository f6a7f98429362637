"""Whom a rep should rate first: the people for whom his comfort matters most."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from heapq import nlargest

from tiesmap.model.english import say_when
from tiesmap.model.ids import PersonId
from tiesmap.model.people import Person
from tiesmap.model.start import Card

_STRONGEST = 10
"""So many of the strongest ties are rated before clients without any contact. Our judgment."""
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
    introducers: Collection[PersonId] = (),
) -> tuple[Card, ...]:
    """Those to rate first: clients with whom there was contact, then `introducers` of the rep and
    his strongest ties, then the other clients and everybody else; among these the strongest ties,
    the latest contacts, the most senior titles and the newest links first.

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

    in_touch = [one for one, tie in known.items() if tie.contacts]
    near = {*introducers, *nlargest(_STRONGEST, in_touch, key=lambda one: known[one].strength)}

    def order(person: Person) -> tuple[float, ...]:
        tie = known[person.id]
        level = _LEVELS.index(tie.level) if tie.level in _LEVELS else len(_LEVELS)
        return (
            not (person.is_client and (tie.contacts or tie.last)),
            person.id not in near,
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
