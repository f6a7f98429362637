"""Plans: the best set of asks for a period, and what each ask adds to it."""

from __future__ import annotations

from dataclasses import dataclass

from tiesmap.model.paths import OpenAsk, ReferralPath
from tiesmap.model.reasons import Reason


@dataclass(frozen=True, slots=True)
class PlannedAsk:
    """One ask of a plan: to the connector of a path, for its target, on the way to its goal."""

    path: ReferralPath
    chance: float
    """Of the whole path, with tact and what was learned in it."""
    adds: float
    """What it adds to the worth of the asks before it; the best ask alone adds the most."""
    week: int = 1
    """In which week of the period to ask, from 1."""
    why: tuple[Reason, ...] = ()

    @property
    def reasons(self) -> tuple[str, ...]:
        """What `why` says."""
        return tuple(map(str, self.why))


@dataclass(frozen=True, slots=True)
class Plan:
    """The asks in the order they were chosen, and the one that would come next."""

    asks: tuple[PlannedAsk, ...]
    next: PlannedAsk | None = None
    """What one more ask would be; None where no other is left under the limits."""
    open_asks: tuple[OpenAsk, ...] = ()
    """What to ask openly where the paths do not fill the plan."""
