"""What the outcomes of earlier asks say about the next one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from tiesmap.model.ids import PersonId

KINDS = ("strong", "weak", "bridging")
"""Strong and weak: the rep's tie to the connector. Bridging: the connector's tie to the target."""


@dataclass(frozen=True, slots=True)
class Learned:
    """How often connectors of one kind, or one connector, agreed, and what to expect now.

    `expected` is the mean of the Beta posterior, `typical` that of its prior; `factor` is by how
    much it multiplies the odds of the modeled chance.
    """

    agreed: int
    answered: int
    typical: float
    expected: float
    factor: float = 1.0

    @property
    def basis(self) -> str:
        """The basis in words: "agreed 3 of 4; typical here 40 %"."""
        return f"agreed {self.agreed} of {self.answered}; typical here {self.typical * 100:.0f}%"


@dataclass(frozen=True, slots=True)
class Priors:
    """What was learned about all asks, about each kind of hop, and about each connector (by id)."""

    overall: Learned | None = None
    kinds: Mapping[str, Learned] = field(default_factory=dict)
    connectors: Mapping[PersonId, Learned] = field(default_factory=dict)

    @property
    def is_empty(self) -> bool:
        """Whether no ask was answered yet, so that only the model speaks."""
        return self.overall is None


@dataclass(frozen=True, slots=True)
class Tally:
    """The outcomes of a group of asks, with 95 % intervals for the shares."""

    group: str
    asked: int
    answered: int
    agreed: int
    introduced: int
    met: int
    won: int
    agreed_between: tuple[float, float]
    """Of the asks that were answered, which share was agreed to."""
    met_between: tuple[float, float]
    """Of the asks, which share led to a meeting."""
