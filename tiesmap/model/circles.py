"""Circles: the kinds of people around a rep, those where he is at home and those next to them."""

from __future__ import annotations

from dataclasses import dataclass

from tiesmap.model.ids import PersonId

AT_HOME, KNOWN, NEXT = "at home", "known", "next"


@dataclass(frozen=True, slots=True)
class Opening:
    """A person through whom a circle opens, and the contact who could introduce the rep to them."""

    person: PersonId
    name: str
    through: PersonId
    through_name: str
    begins: str
    """The circle of that contact; "" where none is on file."""
    first: tuple[str, ...] = ()
    """Whom to ask before: colleagues whose clients these two are."""


@dataclass(frozen=True, slots=True)
class Circle:
    """A category (or an inferred community where there are none), as the rep stands toward it."""

    circle: str
    inferred: bool
    """Found in the network instead of on file."""
    standing: str
    """at home; next (the rep knows few in it); known (neither)."""
    comfort: float
    """1-5, as for a category."""
    rated: bool
    """Whether the rep rated it himself."""
    known: int
    """How many of his contacts are in it."""
    reachable: int
    """How many others in it some way leads to."""
    score: float
    """The three best chances in it, added: how surely it opens."""
    openings: tuple[Opening, ...] = ()
    """The one to three people through whom it opens, the likeliest first."""
    worth_it: str = ""
    """Why it is worth opening, by whom the rep wants or serves: "clients of yours are in it"."""
    fit: int = 0
    """How well it fits whom the rep wants or serves, as in `network.market`; among those that he
    stands toward alike the better fit goes first, and of one fit the higher score."""

    @property
    def at_home(self) -> bool:
        return self.standing == AT_HOME

    @property
    def is_next(self) -> bool:
        return self.standing == NEXT
