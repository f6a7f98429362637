"""Referral paths and suggestions: the answers that the network gives."""

from __future__ import annotations

from dataclasses import dataclass
from math import prod


@dataclass(frozen=True, slots=True)
class Hop:
    """One step of a path: `person` can bring the request on to `other`."""

    person: int
    other: int
    strength: float
    chance: float
    tie_class: str
    """strong, weak, dormant or inferred."""
    bridging: bool
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ReferralPath:
    """rep -> connector -> ... -> goal. Ids are those of stored people, the rep's first."""

    people: tuple[int, ...]
    names: tuple[str, ...]
    hops: tuple[Hop, ...]
    newness: float = 0.0
    """0 (more of the same) to 1 (another category, another community, over a bridging tie)."""
    reasons: tuple[str, ...] = ()

    @property
    def chance(self) -> float:
        """Chance that the request is passed on all the way: the product of the hops' chances."""
        return prod(hop.chance for hop in self.hops)

    @property
    def rep(self) -> int:
        return self.people[0]

    @property
    def connector(self) -> int:
        return self.people[1]

    @property
    def target(self) -> int:
        """Whom the connector is asked to introduce: the person after him."""
        return self.people[min(2, len(self.people) - 1)]

    @property
    def goal(self) -> int:
        return self.people[-1]


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Somebody the rep should meet next, by the best path, and how good an idea that is."""

    path: ReferralPath
    chance: float
    """Chance that at least one mutual contact can make it (noisy-or over connectors)."""
    worth: float
    """What the list is ordered by: chance traded against newness by the chosen reach."""
    connectors: int
    """How many of the rep's contacts could make the introduction."""


@dataclass(frozen=True, slots=True)
class OpenAsk:
    """An ask without a name: "who do you know in hotel purchasing / at Acme?"."""

    connector: int
    kind: str
    """company or category."""
    about: str
    chance: float
    reasons: tuple[str, ...]
