"""Whom a reference means: the id, profile, address or name by which a row means somebody."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace

from tiesmap.intake.who.keys import made_up_id
from tiesmap.model.folding import fold
from tiesmap.model.people import PersonRecord


@dataclass(frozen=True, slots=True)
class Unknown:
    """A person without a row of their own, created when a valid row mentions them."""

    kind: str
    value: str
    record: PersonRecord
    person: int | None = None
    """Who it is after all, by the name and the firm: then the address is made known, not a person.
    """

    @property
    def key(self) -> tuple[str, str]:
        """(kind, value), the same for each mention of this person."""
        return self.kind, self.value


@dataclass(frozen=True, slots=True)
class Meant:
    """Whom a reference means: somebody known, or somebody new, or nobody that can be told. One of
    the three is filled."""

    person: int = 0
    """As in `PersonRow.ref`: nobody is 0."""
    new: Unknown | None = None
    why: str = ""
    """Why it cannot be told: the end of a sentence that begins with the reference."""


def of_a_name(record: PersonRecord) -> Unknown:
    """Somebody of whom no more than a name or a number is known."""
    return Unknown("name", fold(record.name), replace(record, id=made_up_id(record, Counter())))
