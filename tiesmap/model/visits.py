"""What did you see? A call in the field, and what rep and coach each saw of the client.

Each notes it alone; neither is shown the other's before both are in.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from tiesmap.model.ids import PersonId

POINTS = {
    "openness": "spoke openly",
    "interest": "was interested, and asked",
    "ease": "was at ease with the rep",
    "understood": "felt understood",
    "readiness": "was ready for a next step",
}
"""The five points on which the client's reaction is noted; the words go on after "The client"."""
LOWEST, HIGHEST = 1, 5
MARKS = {1: "not at all", 2: "hardly", 3: "partly", 4: "mostly", 5: "fully"}


class Ending(StrEnum):
    """How the call ended."""

    NEXT_STEP = "next step"
    OPEN = "left open"
    LATER = "put off"
    REFUSED = "refused"


class Side(StrEnum):
    """Who saw it."""

    REP = "rep"
    COACH = "coach"


@dataclass(frozen=True, slots=True)
class Seen:
    """What one of the two saw."""

    marks: tuple[int, ...]
    """1 (not at all) to 5 (fully), in the order of `POINTS`."""
    ending: Ending
    words: str = ""


@dataclass(frozen=True, slots=True)
class Visit:
    """A call in the field to which a coach went along, as one of the two may see it."""

    id: int
    rep: PersonId
    coach: PersonId
    person: PersonId
    client: str
    """How the client was called that day: the coach may have no card of him."""
    day: date
    agreed: str = ""
    """The one thing on which the two agreed."""
    due: date | None = None
    noted: frozenset[Side] = frozenset()
    """Who has noted what he saw."""
    by_rep: Seen | None = None
    """None as long as it is not there, or not to be shown yet."""
    by_coach: Seen | None = None

    @property
    def is_open(self) -> bool:
        """Whether both are in, so that each may see the other's."""
        return len(self.noted) == len(Side)

    def of(self, side: Side) -> Seen | None:
        """What one of the two saw, as far as it is shown."""
        return self.by_rep if side is Side.REP else self.by_coach
