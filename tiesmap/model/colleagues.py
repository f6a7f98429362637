"""What a rep lets his colleagues see: that he knows somebody, and in one word how well.

Closed until he opens it. Never a day, a count or a word of his.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from tiesmap.model.ids import PersonId
from tiesmap.model.vocabulary import TieClass


class Scope(StrEnum):
    """What is opened, or stays closed whatever is opened."""

    ALL = "all"
    CATEGORY = "category"
    PERSON = "person"
    PRIVATE = "private"
    """This person never: a private contact."""


WORDS = (TieClass.STRONG, TieClass.DORMANT, TieClass.WEAK)
"""How well somebody is known, in the order in which one would ask."""
HOW_WELL = {
    TieClass.STRONG: "knows {} well",
    TieClass.DORMANT: "knew {} well, and was not in touch for long",
    TieClass.WEAK: "knows {} a little",
}


@dataclass(frozen=True, slots=True)
class Openness:
    """What a rep opened to his colleagues; nothing at first."""

    whole: bool = False
    categories: frozenset[str] = frozenset()
    people: frozenset[PersonId] = frozenset()
    private: frozenset[PersonId] = frozenset()

    def shows(self, person: PersonId, category: str) -> bool:
        """Whether colleagues may know that the rep knows this person."""
        if person in self.private:
            return False
        return self.whole or person in self.people or (category in self.categories - {""})

    @property
    def is_closed(self) -> bool:
        """Whether nothing at all is open."""
        return not (self.whole or self.categories or self.people)


@dataclass(frozen=True, slots=True)
class OpenTie:
    """That a rep knows somebody, as colleagues see it."""

    rep: PersonId
    person: PersonId
    name: str
    company: str
    category: str
    strength: TieClass
    day: date
    """When it was worked out, and nothing of when the two were in touch."""


class Look(StrEnum):
    """What a colleague or a coach was shown that is somebody else's."""

    TIES = "whom you know"
    COUNTS = "your counts"
    SHOWN = "what you showed"


@dataclass(frozen=True, slots=True)
class Looked:
    """That somebody looked, at what, and on which day."""

    who: PersonId
    kind: Look
    day: date
