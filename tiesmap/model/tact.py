"""Tact: how often a connector may be asked, what was asked before, and whether to ask now."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from tiesmap.model.english import say_count
from tiesmap.model.ids import PersonId
from tiesmap.model.reasons import Reason, in_words
from tiesmap.model.requests import IntroRequest
from tiesmap.model.steps import Step
from tiesmap.model.vocabulary import Direction
from tiesmap.model.written import Written

ASKS_A_QUARTER = 3
COOL_DOWN_DAYS = 90
DIRECTIONS = tuple(Direction)


@dataclass(frozen=True, slots=True)
class Limit:
    """How much may be asked of one connector."""

    asks_a_quarter: int = ASKS_A_QUARTER
    """0 means: never ask, but keep in the paths' reckoning."""
    cool_down_days: int = COOL_DOWN_DAYS
    """So long nothing is asked after the connector declined."""


@dataclass(frozen=True, slots=True)
class Limits:
    """The limits of all connectors, and the targets that each would rather not introduce."""

    default: Limit = Limit()
    persons: Mapping[PersonId, Limit] = field(default_factory=dict)
    no_go: frozenset[tuple[PersonId, PersonId]] = frozenset()
    """(connector, target) pairs that are never asked for."""

    def of(self, person: PersonId) -> Limit:
        """The limit of one person: their own, or else the default."""
        return self.persons.get(person, self.default)


@dataclass(frozen=True, slots=True)
class Favor(Written):
    """A favor that the rep gave to a person, or took from them, on a day."""

    direction: str
    """given (by the rep) or taken."""
    kind: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Made:
    """An introduction made in the past: somebody brought a rep and `other` together.

    It is known from a file, from mails, or from a request that led to it.
    """

    connector: PersonId
    rep: PersonId
    other: PersonId
    day: date | None = None
    outcome: str = ""
    """client, opportunity, not_now, no; empty where nobody said what came of it."""
    confirmed: bool = True
    """False where only mails tell of it, and the rep has not said yet whether it was one."""


@dataclass(frozen=True, slots=True)
class Beside:
    """What a colleague of the rep did with a connector on a day; not who, for whom, or how."""

    connector: PersonId
    day: date
    what: str
    """asked, no (she declined), or made (an introduction that no ask of his tells of)."""


@dataclass(frozen=True, slots=True)
class First:
    """Why a person is not asked now, and what the rep should do first."""

    why: str
    what: str


@dataclass(frozen=True, slots=True)
class Moment:
    """A reason why this is a good moment to ask a person."""

    person: PersonId
    kind: str
    """offer (to introduce the rep to somebody), mark (of 4 or 5) or promise (kept)."""
    day: date
    text: str
    """The offer, the words beside the mark or the promise, as they are stored."""
    says: str
    """The moment as a part of a sentence: "offered an introduction on 9 April"."""
    taken_up: bool = False
    """Whether the rep asked since, or was introduced, so that an offer is no longer open."""


@dataclass(frozen=True, slots=True)
class Dealings:
    """The history between a rep and his contacts, as far as tact depends on it."""

    rep: PersonId
    last_contacts: Mapping[PersonId, date | None]
    """The day of the last contact with each contact, None where unknown."""
    requests: Sequence[IntroRequest] = ()
    steps: Sequence[Step] = ()
    """They date a "no" and repeated asks; without them the day of the ask stands for both."""
    favors: Sequence[Favor] = ()
    made: Sequence[Made] = ()
    """Introductions of files and mails; of those for colleagues, only what came of them counts."""
    beside: Sequence[Beside] = ()
    """What colleagues asked of the same connectors, and got."""
    first: Mapping[PersonId, First] = field(default_factory=dict)
    came_through: Mapping[PersonId, str] = field(default_factory=dict)
    """Who introduced each of the contacts to the rep, by the contact's id."""
    introduced: Mapping[PersonId, int] = field(default_factory=dict)
    """To how many people each contact introduced the rep, whenever that was."""
    deals: Mapping[PersonId, str] = field(default_factory=dict)
    """With whom a deal is open or lost who is no client, in words."""


@dataclass(frozen=True, slots=True)
class Tact:
    """What tact says about asking one connector now.

    `factor` in (0, 1] multiplies the chance of the first hop; `room` is how many more asks this
    connector can take in the period. `blocked` says why there is no room, and is empty otherwise.
    """

    factor: float = 1.0
    room: int = ASKS_A_QUARTER
    weighed: tuple[str, ...] = ()
    """What makes the factor less than 1, in words."""
    blocked: str = ""
    no_go: frozenset[PersonId] = frozenset()
    """Whom this connector is never asked for."""
    first: str = ""
    """What to do before anything is asked, where that is why nobody should ask now."""
    came_through: str = ""
    """Who introduced the connector to the rep, where he came by an introduction himself."""
    introduced: int = 0
    """To how many people the connector introduced the rep, whenever that was."""
    deal: str = ""
    """That a deal with the connector, who is no client, is open or lost: others are asked first."""

    @property
    def made(self) -> Reason | None:
        """That the connector introduced the rep before, as a reason to ask again."""
        people = say_count(self.introduced, "person", "people")
        return in_words(f"introduced you to {people}") if self.introduced else None

    @property
    def why(self) -> tuple[Reason, ...]:
        """What each ask of the connector says of this."""
        deal = in_words(self.deal) if self.deal else None
        return tuple(filter(None, (self.made, deal)))

    @property
    def reasons(self) -> tuple[str, ...]:
        """All that is to be said of asking this connector now."""
        return tuple(filter(None, (self.blocked, *map(str, self.why), *self.weighed)))
