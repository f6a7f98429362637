"""Everybody whom the rep does not know and could be led to, and how likely.

The chance is that of at least one way coming off: 1 - exp(-w), w the sum over all ways of what
each is likely to do (the noisy-or of many small chances, Pearl 1988, ch. 4, which takes the ways as
independent). A way counts the chances of its hops, and whoever passes it on has many people to
think of: it is divided by the square root of how many he knows (half way between counting him
whole, Newman 2001, and sharing him among all, Zhou, Lu & Zhang 2009).

    w(person) = sum over connectors a of  m(a) / sqrt(k_a) * h(a, person)      one introduction
              + ONWARD * the same sum over the people just reached             one more
    m(a) = h(rep, a) + ONWARD * sum over other contacts c of  h(rep, c) / sqrt(k_c) * h(c, a)

m(a) is the first hop: a contact whom other contacts know well, too, stands in the rep's own circle.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from tiesmap.network.arrays import Bools, Floats, Ints
from tiesmap.network.standpoint import Standpoint
from tiesmap.network.strength import chance as hop_chance

ONWARD = 0.25
"""What a way over one more person counts beside one without."""


@dataclass(frozen=True, eq=False, slots=True)
class Candidates:
    """People whom the rep does not know and could meet, in ascending order of node.

    chance: that at least one way to them comes off. connectors: how many contacts have a tie to
    them; 0 for those further out.
    """

    node: Ints
    chance: Floats
    connectors: Ints

    def __len__(self) -> int:
        return len(self.node)

    def only(self, kept: Bools) -> Candidates:
        """Those where the mask is true."""
        return self.at(np.flatnonzero(kept))

    def at(self, kept: Ints) -> Candidates:
        """Those at these positions, in their order."""
        return Candidates(self.node[kept], self.chance[kept], self.connectors[kept])


def find_candidates(standpoint: Standpoint) -> Candidates:
    """Everybody within the hop cap whom the rep does not know and some way leads to."""
    around, network = standpoint.around, standpoint.network
    n = len(network)
    weight, connectors = np.zeros(n), np.zeros(n, dtype=np.int64)
    mass = _first_hops(standpoint)
    counts = 1.0
    for hop in range(2, around.settings.max_hops + 1):
        slots, through = _passed_on(standpoint, mass)
        to = network.adjacency.other[slots]
        through *= standpoint.chance[slots]
        open_ = through > 0
        mass = np.asarray(np.bincount(to[open_], through[open_], minlength=n), dtype=np.float64)
        if hop == 2:
            connectors = np.bincount(to[open_], minlength=n)
        weight += counts * mass
        counts *= ONWARD
    node = np.flatnonzero(weight)
    return Candidates(node, -np.expm1(-weight[node]), connectors[node])


def _first_hops(standpoint: Standpoint) -> Floats:
    """m of every contact who may be asked, 0 for all others."""
    network, adjacency = standpoint.network, standpoint.network.adjacency
    own = adjacency.row(standpoint.rep)
    asked = np.zeros(len(network))
    asked[adjacency.other[own]] = standpoint.chance[own]
    slots, through = _passed_on(standpoint, asked)
    to = adjacency.other[slots]
    among = np.flatnonzero(asked[to] > 0)
    slots, through, to = slots[among], through[among], to[among]
    known = hop_chance(network.strength[adjacency.tie[slots]])
    return np.asarray(asked + ONWARD * np.bincount(to, through * known, minlength=len(network)))


def _passed_on(standpoint: Standpoint, mass: Floats) -> tuple[Ints, Floats]:
    """The slots of everybody with some mass, and what each passes on over one of his ties."""
    network, adjacency = standpoint.network, standpoint.network.adjacency
    front = np.flatnonzero(mass)
    share = mass[front] / np.sqrt(np.maximum(network.known_degree[front], 1))
    return adjacency.slots_of(front), np.repeat(share, adjacency.degree_of(front))
