"""Everybody's position toward the rep, and the size of his network."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import isnan

import numpy as np

from tiesmap.model.ids import PersonId
from tiesmap.network.classify import CLASSES
from tiesmap.workspace.kept import COMFORT, EVIDENCE, kept
from tiesmap.workspace.view import View


@dataclass(frozen=True, slots=True)
class Standing:
    """One person's position toward the rep."""

    ring: int
    """0 the rep, 1 a contact, 2 one introduction away, 3 two; -1 out of reach."""
    comfort: float | None
    """1-5, for contacts of whom a rating or a contact tells."""
    rated: bool


@dataclass(frozen=True, slots=True)
class Overview:
    """The size of the network; the classes count the rep's own ties, by name."""

    people: int
    known: int
    one_away: int
    two_away: int
    classes: Mapping[str, int]


@kept(COMFORT)
def standings(view: View) -> dict[PersonId, Standing]:
    """Everybody's position toward the rep, by id."""
    comfort = view.standpoint.comfort
    columns = (view.network.ids, view.around.ring, comfort.told, comfort.rated)
    return {
        person: Standing(ring, None if isnan(at_ease) else at_ease, rated)
        for person, ring, at_ease, rated in zip(
            *(column.tolist() for column in columns), strict=True
        )
    }


@kept(EVIDENCE)
def overview(view: View) -> Overview:
    """The size of the network and the classes of the rep's own ties."""
    around, network = view.around, view.network
    away = np.bincount(np.maximum(around.ring, 0), minlength=4)
    own = around.tie_class[np.asarray(network.adjacency.ties_of(around.rep))]
    count = np.bincount(own, minlength=len(CLASSES)).tolist()
    return Overview(
        people=len(network),
        known=int(away[1]),
        one_away=int(away[2]),
        two_away=int(away[3:].sum()),
        classes=dict(zip(CLASSES, count, strict=True)),
    )
