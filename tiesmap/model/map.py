"""The contents of the map: people with positions, ties, sectors and groups; no drawing.

Positions and radii are in map units: y points down, as on a screen, and the rep stands at (0, 0).
Angles are radians, clockwise from three o'clock.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from tiesmap.model.ids import PersonId

Kind = Literal["answer", "rings", "communities"]

REP_RADIUS = 24.0
"""Radius of the rep's own node, in map units."""

NODE_RADIUS = {1: 9.0, 2: 6.5, 3: 6.0}
"""Radius of a person's node by ring, in map units; a ring further out is drawn as the third."""


@dataclass(frozen=True, slots=True)
class MapPerson:
    """A person on the map. All text is as it came from the files: characters, never markup."""

    id: PersonId
    label: str
    company: str
    category: str
    ring: int
    """1: the rep's contact; 2: one introduction away; 3: two introductions away."""
    comfort: float | None
    """How at ease the rep is with this person, 0-1, rated or inferred; None: nothing known."""
    rated: bool
    """The comfort is the rep's own rating of this person."""
    client: bool
    community: int
    x: float
    y: float
    role: str = ""
    """Job title."""
    note: str = ""
    """A further line to show with the person, such as "last contact 9 days ago"."""
    ask: str = ""
    """An ask of this contact for whom the map does not show: "planned: who do they know? (somebody
    in Hotels)"; "" for none."""


@dataclass(frozen=True, slots=True)
class MapTie:
    """A tie between two people on the map; one end may be the rep."""

    person: PersonId
    other: PersonId
    tie_class: str
    """strong, weak, dormant or inferred."""
    bridging: bool
    title: str = ""
    """Between whom, then why: plain text, a line each."""
    ask: str = ""
    """Where an ask of `person` for `other` stands, such as "planned"; "" for none."""


@dataclass(frozen=True, slots=True)
class MapSector:
    """The slice of a category, clockwise from `start_angle` to the larger `end_angle`."""

    category: str
    start_angle: float
    end_angle: float
    comfort: float | None = None
    inferred: bool = False
    """No category from a file or by hand: a community stands in for it."""
    proposed: bool = False
    """Of some of its people nobody stated the category: it is proposed."""


@dataclass(frozen=True, slots=True)
class MapGroup:
    """The name of a community, for the map of communities. Communities are always inferred."""

    community: int
    label: str


@dataclass(frozen=True, slots=True)
class MapView:
    """Everything that one picture of the network shows."""

    people: tuple[MapPerson, ...]
    """Without the rep. On the answer a negative id is somebody whom nothing on file names."""
    ties: tuple[MapTie, ...]
    sectors: tuple[MapSector, ...]
    radii: tuple[float, ...]
    """Outer radius of each ring, innermost first; empty for communities."""
    rep: PersonId
    rep_label: str = "You"
    kind: Kind = "rings"
    groups: tuple[MapGroup, ...] = ()
    rep_at: tuple[float, float] | None = (0.0, 0.0)
    """Where the rep stands; None: he is left out, and his ties with him."""
