"""The network as one rep stands in it: what is around him, and the chance of every hop.

`Surroundings` rest on the evidence alone and are the costly part; a rating changes only the
`Standpoint` built on them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

import numpy as np
from numpy.typing import ArrayLike, NDArray

from tiesmap.model.ids import Node, PersonId
from tiesmap.model.memo import memo
from tiesmap.model.proposals import PROPOSED, say_category
from tiesmap.model.reasons import LookedAfter, Reason, to_ask_before
from tiesmap.model.settings import Settings
from tiesmap.model.tact import Tact
from tiesmap.network.adjacency import Adjacency
from tiesmap.network.arrays import Bools, Floats, Ints
from tiesmap.network.classify import tie_classes
from tiesmap.network.comfort import Comfort
from tiesmap.network.communities import find_communities
from tiesmap.network.network import Network
from tiesmap.network.search import BestPaths, Search, best_paths
from tiesmap.network.strength import chance as hop_chance
from tiesmap.network.strength import raise_odds
from tiesmap.network.structure import Structure, bridging, measure
from tiesmap.network.together import Together, addressed_together

COMMUNITIES_LIMIT = 3000
"""Communities are found among at most so many of the people nearest to the rep."""


@dataclass(frozen=True, eq=False, slots=True)
class Proposed:
    """Whose category nobody stated (ids), and which names of categories are functions.

    A function ("Purchasing") that was only proposed, out of somebody's title, is no circle.
    """

    people: Ints = field(default_factory=lambda: np.zeros(0, dtype=np.int64))
    functions: tuple[str, ...] = ()


@dataclass(frozen=True, eq=False)
class Surroundings:
    """What the evidence says around one rep (a node of the network)."""

    network: Network
    rep: Node
    settings: Settings
    stated_by_nobody: Proposed = field(default_factory=Proposed)

    @cached_property
    def proposed(self) -> Bools:
        """Per person: whether his category is only proposed."""
        return np.isin(self.network.ids, self.stated_by_nobody.people)

    @cached_property
    def category_code(self) -> tuple[Ints, NDArray[np.object_]]:
        """As `Network.category_code`, without the functions that were only proposed (-1)."""
        code, names = self.network.category_code
        functions = np.isin(names.astype(str), self.stated_by_nobody.functions)
        if not functions.any() or not self.proposed.any():
            return code, names
        return np.where(np.append(functions, False)[code] & self.proposed, -1, code), names

    def category_of(self, node: Node) -> str:
        """The category of a person; "" for none, or a function that was only proposed."""
        code, names = self.category_code
        return str(names[code[node]]) if code[node] >= 0 else ""

    def say_category(self, node: Node) -> str:
        """The category of a person in words: one that is only proposed says so."""
        by = PROPOSED if self.proposed[node] else ""
        return say_category(str(self.network.category[node]), by)

    @cached_property
    def ring(self) -> NDArray[np.int8]:
        """Per person: 0 the rep, 1 his contacts, 2 those they have a tie to ...; -1 beyond.

        Nobody is reached through somebody marked "do not ask", and no other rep through somebody:
        he is a colleague.
        """
        return _rings(self.network, self.rep, self.settings.max_hops)

    @cached_property
    def contacts(self) -> Ints:
        """Nodes of the people whom the rep knows, in ascending order."""
        return np.flatnonzero(self.ring == 1)

    @cached_property
    def known(self) -> Adjacency:
        """The graph of the known ties without the rep; tie numbers are kept."""
        ties = self.network.ties
        kept = np.flatnonzero(self.network.known)
        graph = Adjacency.of(len(self.network), ties.a[kept], ties.b[kept])
        return replace(graph, tie=kept.astype(graph.tie.dtype)[graph.tie], ties=len(ties)).without(
            self.rep
        )

    @cached_property
    def structure(self) -> Structure:
        """Overlap and dead ends: of the known ties, without the rep."""
        return measure(self.known)

    @cached_property
    def bridging(self) -> Bools:
        """Per tie: whether it leads into another circle. Within one firm none does."""
        ties, firm = self.network.ties, self.network.firm
        inside = (firm[ties.a] == firm[ties.b]) & (firm[ties.a] >= 0)
        return np.asarray(bridging(self.structure) & ~inside)

    @cached_property
    def _by_firm(self) -> tuple[Ints, Ints]:
        """The people in order of their firms, and the firms in that order."""
        order = np.argsort(self.network.firm, kind="stable")
        return order, self.network.firm[order]

    def people_at(self, firm: int) -> Ints:
        """The people at a firm, by its number; nobody for -1."""
        order, firms = self._by_firm
        if firm < 0:
            return order[:0]
        return order[np.searchsorted(firms, firm) : np.searchsorted(firms, firm, side="right")]

    @cached_property
    def accounts(self) -> Bools:
        """Per person: at a firm where the rep knows somebody already, or at his own."""
        firm = self.network.firm
        known = firm[np.append(self.contacts, self.rep)]
        return np.isin(firm, known[known >= 0])

    @cached_property
    def tie_class(self) -> NDArray[np.int8]:
        """Per tie: a position in `classify.CLASSES`."""
        return tie_classes(self.network, self.settings)

    @cached_property
    def together(self) -> Together:
        """Who has addressed the rep and somebody else in one interaction."""
        return addressed_together(self.network, self.rep)

    @cached_property
    def chance(self) -> Floats:
        """Per slot: the chance of every hop but the rep's own, which wait for his comfort (0).

        As in `Standpoint.chance`; a rating changes nothing of it.
        """
        network, adjacency, marked = self.network, self.network.adjacency, self.network.marked
        chance = hop_chance(network.strength)[adjacency.tie]
        slot = self.together.slot
        chance[slot] = raise_odds(chance[slot], self.together.factor)
        closed = (self.ring == 1) | marked | network.reps
        closed[self.rep] = True
        chance[closed[adjacency.other]] = 0.0
        if marked.any():
            chance[np.repeat(marked, adjacency.degree)] = 0.0
        chance[adjacency.row(self.rep)] = 0.0
        return chance

    @cached_property
    def cost(self) -> Floats:
        """Per slot: -log(chance), inf where the chance is 0."""
        return _cost(self.chance)

    @cached_property
    def community(self) -> Ints:
        """Per person: his community in the rep's two-step surroundings, the largest 0; else -1."""
        return _communities(self.network, self.ring)

    @cached_property
    def contacts_in(self) -> Ints:
        """Per category (by its number in `category_code`): contacts the rep has in it."""
        code, names = self.category_code
        own = code[self.contacts]
        return np.bincount(own[own >= 0], minlength=len(names))

    @cached_property
    def share_of_community(self) -> Floats:
        """Per community: which share of the rep's contacts are in it."""
        own = self.community[self.contacts]
        size = np.bincount(own[own >= 0], minlength=int(self.community.max(initial=-1)) + 1)
        return np.asarray(size / max(len(own), 1))


@dataclass(frozen=True, eq=False)
class Standpoint:
    """A rep's surroundings with his comfort, and the chance of each hop he might ask for.

    `chance` has one value per slot of the adjacency: the chance that the row's person passes a
    request on to the other; 0 where that hop is not open: to or from somebody marked "do not
    ask", back to the rep or to a colleague who is one, and to a contact of his from anybody but
    himself (he can ask him).
    """

    around: Surroundings
    comfort: Comfort
    chance: Floats
    first: Mapping[PersonId, LookedAfter] = field(default_factory=dict)
    """Whom to ask before anything is asked of somebody, or for him: colleagues' clients."""
    tact: Mapping[PersonId, Tact] = field(default_factory=dict)
    """What tact says of asking each contact, where it is heeded (`network.tact`)."""

    @property
    def network(self) -> Network:
        return self.around.network

    @property
    def rep(self) -> Node:
        return self.around.rep

    @cached_property
    def cost(self) -> Floats:
        """Per slot: -log(chance), inf where the hop is not open."""
        # Few chances differ from those of the surroundings, and logarithms take time.
        cost = self.around.cost.copy()
        other = np.flatnonzero(self.chance != self.around.chance)
        cost[other] = _cost(self.chance[other])
        return cost

    @cached_property
    def search(self) -> Search:
        """The search for paths from the rep: exact under the hop cap."""
        return Search(self.network.adjacency, self.cost, self.rep, self.around.settings.max_hops)

    @cached_property
    def best(self) -> BestPaths:
        """The best path from the rep to everybody, found in one go."""
        return best_paths(
            self.network.adjacency, self.cost, [self.rep], self.around.settings.max_hops
        )

    @property
    def asked(self) -> frozenset[PersonId]:
        """The contacts who may be asked first."""
        adjacency = self.network.adjacency
        own = adjacency.row(self.rep)
        nodes = adjacency.other[own][self.chance[own] > 0]
        return frozenset(self.network.ids[nodes].tolist())

    @cached_property
    def accounts(self) -> Bools:
        """Per person: at a firm where the rep knows somebody, or that a colleague looks after."""
        return np.asarray(self.around.accounts | np.isin(self.network.ids, list(self.first)))

    def ask_first(self, nodes: Sequence[int]) -> tuple[Reason, ...]:
        """Whom to ask before these nodes are asked, or asked for (`to_ask_before`)."""
        if not self.first:
            return ()
        return to_ask_before(self.first, [self.network.person(Node(node)) for node in nodes])

    def reasons(self, node: Node) -> tuple[Reason, ...]:
        """What every ask of a contact says: whom he introduced, an open deal, the rep's comfort."""
        said = self.tact.get(self.network.person(node))
        return (*(said.why if said else ()), *self.comfort.reasons(node))

    def introduced(self, person: PersonId) -> Reason | None:
        """That a contact introduced the rep before; None where he did not."""
        said = self.tact.get(person)
        return said.made if said else None

    def slot(self, node: Node, other: Node) -> int:
        """The slot of the hop from a node to another that it has a tie to."""
        adjacency = self.network.adjacency
        at = np.searchsorted(adjacency.neighbors(node), other)
        return int(adjacency.start[node] + at)


def look_around(
    network: Network,
    rep: Node,
    settings: Settings | None = None,
    proposed: Proposed | None = None,
) -> Surroundings:
    """The surroundings of a rep, given as a node of the network."""
    return Surroundings(network, rep, settings or Settings(), proposed or Proposed())


def stand(
    around: Surroundings, comfort: Comfort, to_ask: Mapping[PersonId, LookedAfter] | None = None
) -> Standpoint:
    """The rep's standpoint: the chance of every hop, his comfort counted in the first.

    `to_ask` says of whom a colleague is to be asked before.
    """
    network, adjacency = around.network, around.network.adjacency
    own = adjacency.row(around.rep)
    first, tie = adjacency.other[own], adjacency.tie[own]
    asked = (around.ring[first] == 1) & ~network.marked[first]
    chance = around.chance.copy()
    chance[own] = np.where(asked, hop_chance(network.strength[tie]) * comfort.factor[first], 0.0)
    return Standpoint(around, comfort, chance, to_ask or {})


def begin_with(standpoint: Standpoint, starts: ArrayLike) -> Standpoint:
    """The same standpoint, but only these people (nodes) are asked first."""
    adjacency = standpoint.network.adjacency
    own = adjacency.row(standpoint.rep)
    chance = standpoint.chance.copy()
    chance[own] = np.where(np.isin(adjacency.other[own], starts), chance[own], 0.0)
    return replace(standpoint, chance=chance)


def _cost(chance: Floats) -> Floats:
    with np.errstate(divide="ignore"):
        return np.asarray(-np.log(chance))


def _rings(network: Network, rep: Node, most: int) -> NDArray[np.int8]:
    adjacency = network.adjacency
    ring = np.full(len(network), -1, dtype=np.int8)
    ring[rep] = 0
    front = network.contacts_of(rep)
    for hop in range(1, most + 1):
        ring[front] = hop
        asked = front[~network.marked[front]]
        reached = np.unique(adjacency.other[adjacency.slots_of(asked)]).astype(np.int64)
        front = reached[(ring[reached] < 0) & ~network.reps[reached]]
    return ring


def _communities(network: Network, ring: NDArray[np.int8]) -> Ints:
    near = np.concatenate([np.flatnonzero(ring == 1), np.flatnonzero(ring == 2)])
    near = near[:COMMUNITIES_LIMIT]
    community = np.full(len(network), -1, dtype=np.int64)
    inside, a, b = network.ties.among(near, len(network))
    strength = network.strength[inside].astype(np.float64)
    community[near] = _found(len(near), a.tobytes(), b.tobytes(), strength.tobytes())
    return community


@memo(4)
def _found(people: int, a: bytes, b: bytes, strength: bytes) -> Ints:
    """Kept, because a contact of the rep with one person leaves the ties among others as they are.

    Treat it as read-only.
    """
    one, other = (np.frombuffer(end, dtype=np.int64) for end in (a, b))
    return find_communities(people, one, other, np.frombuffer(strength, dtype=np.float64))
