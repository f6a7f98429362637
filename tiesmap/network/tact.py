"""A standpoint in which tact and what was learned count: the same searches, other chances.

Whatever ranks by a standpoint (paths, outreach, plans) takes both into account when it is given
one from here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import numpy as np

from tiesmap.model.ids import PersonId
from tiesmap.model.priors import Priors
from tiesmap.model.tact import Tact
from tiesmap.network.arrays import Floats
from tiesmap.network.classify import CLASSES
from tiesmap.network.standpoint import Standpoint

NO_TACT: Mapping[PersonId, Tact] = {}
NOTHING_LEARNED = Priors()
CAME = 1.31
"""By how much the odds rise with who came by an introduction himself: he passes on 31-57 % more
(Gershon & Jiang 2024); the least of it counts."""
_STRONG = CLASSES.index("strong")


def heed(
    standpoint: Standpoint,
    tact: Mapping[PersonId, Tact] = NO_TACT,
    priors: Priors = NOTHING_LEARNED,
) -> Standpoint:
    """The standpoint with the chances that tact and the outcomes so far leave.

    What was learned multiplies odds: of all asks and of the kind of the tie (strong, weak) and of
    the connector on the first hop, of bridging ties on the hop after it. Who came by an
    introduction himself has `CAME` times the odds, and whoever introduced the rep to so many people
    has so many times the odds more. Tact multiplies the chance of the first hop,
    and closes it where the connector has no room; a no-go closes the hop from the connector to
    that target.
    """
    if not tact and priors.is_empty:
        return standpoint
    network, around = standpoint.network, standpoint.around
    adjacency, chance = network.adjacency, standpoint.chance.copy()
    own = adjacency.row(standpoint.rep)
    nodes = adjacency.other[own]
    people = network.ids[nodes].tolist()
    if priors.overall is not None:
        bridging = priors.kinds.get("bridging")
        if bridging is not None:
            slots = around.bridging[adjacency.tie]
            slots[own] = False
            chance[slots] = raise_chance(chance[slots], np.asarray(bridging.factor))
        kind = around.tie_class[adjacency.tie[own]] == _STRONG
        factor = np.full(len(nodes), priors.overall.factor)
        for name, of_kind in (("strong", kind), ("weak", ~kind)):
            if name in priors.kinds:
                factor[of_kind] *= priors.kinds[name].factor
        factor *= [priors.connectors[p].factor if p in priors.connectors else 1.0 for p in people]
        chance[own] = raise_chance(chance[own], factor)
    said = [tact.get(person) for person in people]
    came = [(CAME if t.came_through else 1.0) * (1 + t.introduced) if t else 1.0 for t in said]
    chance[own] = raise_chance(chance[own], np.array(came))
    chance[own] *= [1.0 if t is None else t.factor * (t.room > 0) for t in said]
    for node, one in zip(nodes.tolist(), said, strict=True):
        if one is not None and one.no_go:
            row = adjacency.row(node)
            targets = network.ids[adjacency.other[row]]
            chance[row][np.isin(targets, list(one.no_go))] = 0.0
    return replace(standpoint, chance=chance, tact=tact)


def raise_chance(chance: Floats, factor: Floats) -> Floats:
    """The chance after its odds were multiplied by a factor."""
    more = chance * factor
    return np.asarray(more / (1 - chance + more))
