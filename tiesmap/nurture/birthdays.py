"""Birthdays out of address books: an event each year, as if the rep had written it down."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from tiesmap.model.ids import PersonId
from tiesmap.model.people import Person
from tiesmap.model.practice import Detail, Practice, latest

FIELDS = frozenset(("birthday", "bday", "date of birth", "birth date", "geburtstag"))
"""Further fields of a person (in small letters) that hold a birthday."""
_DAY = re.compile(r"(?:(\d{4})|--?)-?(\d{2})-?(\d{2})(?:T.*)?")
_WORDS = re.compile(r"\b(?:birthday|Geburtstag|anniversaire|cumpleaños)\b", re.I)
_LEAP = 2000
"""Stands for a year that nobody told; 29 February is a day in it."""


def read_birthday(text: str) -> date | None:
    """A birthday as address books write it (1985-04-12, 19850412, --04-12); None: it is none."""
    found = _DAY.fullmatch(text.strip())
    if found is None:
        return None
    year, month, day = found.groups()
    # 1604 is what some telephones write where the year is not known.
    known = year is not None and int(year) > 1604
    try:
        return date(int(year) if known else _LEAP, int(month), int(day))
    except ValueError:
        return None


def birthdays(people: Iterable[Person], practice: Practice, rep: PersonId) -> tuple[Detail, ...]:
    """The birthday of each person who has one on file, as an event that nobody has to write down.

    Not of those of whom the rep wrote one down himself. A note on the birthday uses it.
    """
    written = {d.person for d in practice.details if d.event_on and _WORDS.search(d.text)}
    wished = latest(
        note for note in practice.notes if _WORDS.search(f"{note.discussed} {note.proposed}")
    )
    found = []
    for person in people:
        day = None if person.id in written else _birthday_of(person)
        if day is not None:
            found.append(
                Detail(
                    0, rep, person.id, day, "event", "birthday", "on file",
                    event_on=day, used_on=wished[person.id].day if person.id in wished else None,
                )
            )  # fmt: skip
    return tuple(found)


def _birthday_of(person: Person) -> date | None:
    for name, text in person.extra.items():
        if name.strip().casefold() in FIELDS:
            return read_birthday(text)
    return None
