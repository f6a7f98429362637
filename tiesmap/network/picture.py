"""What one picture of the network shows: whom, which ties, and where they stand."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace

import numpy as np

from tiesmap.model.ids import Node
from tiesmap.model.map import MapGroup, MapPerson, MapTie, MapView
from tiesmap.network import layout, springs, still
from tiesmap.network.arrays import Floats, Ints
from tiesmap.network.classify import CLASSES, INFERRED, STRONG
from tiesmap.network.communities import name_communities
from tiesmap.network.standpoint import Standpoint
from tiesmap.network.strength import reasons as tie_reasons

NO_CATEGORY = "No category"
_SHARE = (0.45, 0.4, 0.15)
"""Of the people shown, so many from the first, second and third ring."""
_TIES_INWARD = 3
"""So many of a person's ties are drawn: the strongest further in, then those within his ring."""


@dataclass(frozen=True, slots=True)
class _Shown:
    """The people of a picture: nodes, where each is in the picture, and the ties among them."""

    nodes: Ints
    a: Ints
    b: Ints
    ties: Ints


def draw_rings(
    standpoint: Standpoint,
    *,
    most: int = 180,
    category: str = "",
    always: Collection[int] = (),
    clients: Collection[int] = (),
) -> MapView:
    """Rings and sectors: radius is how far out, angle is the category.

    At most about `most` people: of each ring the most comfortable, strongest or likeliest, and
    those in `always` (see `with_people`), but nobody marked "do not ask". `category` keeps to the
    people of one category and the contacts who lead to them. Where categories are missing a
    community stands in, as inferred. `always` and `clients` are nodes.
    """
    around = standpoint.around
    shown = _choose(standpoint, most, category)
    sector, inferred = _sectors(standpoint, shown)
    sector = layout.merge_small(sector, most=14)
    ease = _ease(standpoint)[shown.nodes]
    said = {
        name: (c.comfort - 1) / 4 for name, c in standpoint.comfort.categories.items() if c.people
    } | {n: (c.comfort - 1) / 4 for n, c in standpoint.comfort.categories.items() if c.rated}
    placed = layout.rings(
        sector,
        around.ring[shown.nodes],
        ease,
        shown.a,
        shown.b,
        sector_comfort={name: said[name] for name in set(sector) & set(said)},
        inferred=inferred & set(sector),
    )
    drawn = MapView(
        people=map_people(standpoint, shown.nodes, placed.x, placed.y, clients),
        ties=_ties(standpoint, shown, with_rep=True),
        sectors=placed.sectors,
        radii=placed.radii,
        rep=standpoint.network.person(standpoint.rep),
        kind="rings",
    )
    return with_people(standpoint, drawn, always, clients=clients)


def draw_communities(
    standpoint: Standpoint,
    *,
    most: int = 180,
    category: str = "",
    always: Collection[int] = (),
    clients: Collection[int] = (),
) -> MapView:
    """Communities by a spring layout: who hangs together, whatever their category."""
    network = standpoint.network
    shown = _choose(standpoint, most, category)
    weight = network.strength[shown.ties]
    community, named, sizes = _communities(standpoint, shown)
    at = springs.communities(shown.a, shown.b, weight, community)
    drawn = MapView(
        people=map_people(standpoint, shown.nodes, at[:, 0], at[:, 1], clients),
        ties=_ties(standpoint, shown, with_rep=False),
        sectors=(),
        radii=(),
        rep=network.person(standpoint.rep),
        kind="communities",
        groups=tuple(MapGroup(k, named[k]) for k in sorted(named) if k >= 0 and sizes[k] >= 3),
        rep_at=None,
    )
    return with_people(standpoint, drawn, always, clients=clients)


def with_people(
    standpoint: Standpoint,
    view: MapView,
    always: Collection[int],
    *,
    clients: Collection[int] = (),
) -> MapView:
    """The picture with these people (nodes) added, at its end; nobody else moves.

    Whoever is marked "do not ask", out of reach or there already is left out.
    """
    ring, marked = standpoint.around.ring, standpoint.network.marked
    person_at = standpoint.network.person
    there = {person.id for person in view.people}
    more = sorted(
        v for v in {int(v) for v in always}
        if ring[v] > 0 and not marked[v] and person_at(Node(v)) not in there
    )  # fmt: skip
    if not more:
        return view
    shown = [standpoint.network.node(person) for person in sorted(there) if person >= 0]
    nodes = np.array(sorted({*shown, *more}), dtype=np.int64)
    a, b, ties = _among(standpoint, nodes)
    new = np.isin(nodes, more)
    touching = new[a] | new[b]
    at = {person.id: (person.x, person.y) for person in view.people}
    for node in more:
        position = int(np.searchsorted(nodes, node))
        ends = [*b[a == position].tolist(), *a[b == position].tolist()]
        ends_at = (person_at(Node(int(nodes[k]))) for k in ends)
        tied = [at[person] for person in ends_at if person in at]
        at[person_at(Node(node))] = still.free_place(
            view,
            [*at.values(), *((view.rep_at,) if view.rep_at else ())],
            int(ring[node]),
            str(standpoint.network.category[node]),
            tied,
        )
    places = np.array([at[person_at(Node(node))] for node in more])
    added = _Shown(np.array(more, dtype=np.int64), a, b, ties[touching])
    return replace(
        view,
        people=(
            *view.people,
            *map_people(standpoint, added.nodes, places[:, 0], places[:, 1], clients),
        ),
        ties=(*view.ties, *_ties(standpoint, added, with_rep=view.rep_at is not None)),
    )


def _ease(standpoint: Standpoint) -> Floats:
    return np.asarray((standpoint.comfort.person - 1) / 4)


def _choose(standpoint: Standpoint, most: int, category: str) -> _Shown:
    around, network, adjacency = standpoint.around, standpoint.network, standpoint.network.adjacency
    ring = around.ring
    marked = network.marked
    # How near: a contact by comfort, anybody else by the best chance of a tie from further in.
    near = np.nan_to_num(standpoint.comfort.person, nan=0.0)
    tails = adjacency.tails
    inward = ring[tails] == ring[adjacency.other] - 1
    best = np.zeros(len(network))
    np.maximum.at(best, adjacency.other[inward], standpoint.chance[inward])
    near = np.where(ring == 1, near, best)
    fits = (ring > 0) & ~marked
    if category:
        inside = network.category == category
        leads = np.zeros(len(network), dtype=bool)
        leads[tails[inside[adjacency.other]]] = True
        fits &= inside | (leads & (ring == 1))
    kept: list[int] = []
    for k, share in enumerate(_SHARE, start=1):
        inside_ring = np.flatnonzero(fits & (ring == k))
        order = np.lexsort((inside_ring, -near[inside_ring]))
        kept.extend(inside_ring[order[: round(most * share)]].tolist())
    nodes = np.array(sorted(kept), dtype=np.int64)
    return _Shown(nodes, *_among(standpoint, nodes))


def _among(standpoint: Standpoint, nodes: Ints) -> tuple[Ints, Ints, Ints]:
    """The ties to draw among the people shown: strong, bridging, and the best ways further in."""
    around, network = standpoint.around, standpoint.network
    inside, a, b = network.ties.among(nodes, len(network))
    strength, ring = network.strength[inside], around.ring[nodes]
    outer = np.where(ring[a] >= ring[b], a, b)
    across = ring[a] == ring[b]
    order = np.lexsort((-strength, across, outer))
    first = np.r_[True, outer[order][1:] != outer[order][:-1]] if len(order) else np.zeros(0, bool)
    group_start = np.maximum.accumulate(np.where(first, np.arange(len(order)), 0))
    rank = np.empty(len(order), dtype=np.int64)
    rank[order] = np.arange(len(order)) - group_start
    keep = (around.tie_class[inside] == STRONG) | (rank < _TIES_INWARD)
    keep &= (around.tie_class[inside] != INFERRED) | (rank < 1)
    return a[keep], b[keep], inside[keep]


def _communities(
    standpoint: Standpoint, shown: _Shown
) -> tuple[Ints, dict[int, str], dict[int, int]]:
    """The community of each person shown; and what each is called, and how many of it are shown."""
    network, community = standpoint.network, standpoint.around.community[shown.nodes]
    labels = [network.label(node) for node in shown.nodes.tolist()]
    named = name_communities(community, labels, shown.a, shown.b, network.strength[shown.ties])
    return community, named, dict(zip(*np.unique(community, return_counts=True), strict=True))


def _sectors(standpoint: Standpoint, shown: _Shown) -> tuple[list[str], set[str]]:
    """The category of each person shown, or a community standing in; and which are inferred."""
    category = [str(c) for c in standpoint.network.category[shown.nodes]]
    if all(category):
        return category, set()
    community, named, sizes = _communities(standpoint, shown)
    inferred = set()
    found = []
    for name, k in zip(category, community.tolist(), strict=True):
        if name:
            found.append(name)
        elif k >= 0 and sizes[k] >= 4:
            found.append(named[k])
            inferred.add(named[k])
        else:
            found.append(NO_CATEGORY)
    return found, inferred


def map_people(
    standpoint: Standpoint, nodes: Ints, x: Floats, y: Floats, clients: Collection[int]
) -> tuple[MapPerson, ...]:
    """The people of these nodes, each at his place."""
    around, network, comfort = standpoint.around, standpoint.network, standpoint.comfort
    ease = (comfort.told - 1) / 4
    rows = network.people[["company", "category", "title"]].iloc[nodes]
    return tuple(
        MapPerson(
            id=network.person(node),
            label=network.label(node),
            company=str(row.company),
            category=str(row.category),
            ring=int(around.ring[node]),
            comfort=None if np.isnan(ease[node]) else float(ease[node]),
            rated=bool(comfort.rated[node]),
            client=int(node) in clients,
            community=int(around.community[node]),
            x=float(x[k]),
            y=float(y[k]),
            role=str(row.title),
        )
        for k, (node, row) in enumerate(
            zip(nodes.tolist(), rows.itertuples(index=False), strict=True)
        )
    )


def _ties(standpoint: Standpoint, shown: _Shown, *, with_rep: bool) -> tuple[MapTie, ...]:
    around, network = standpoint.around, standpoint.network
    drawn = shown.ties.tolist()
    if with_rep:
        tie_of = dict(
            zip(
                network.adjacency.neighbors(standpoint.rep).tolist(),
                network.adjacency.ties_of(standpoint.rep).tolist(),
                strict=True,
            )
        )
        drawn = [tie_of[n] for n in shown.nodes.tolist() if around.ring[n] == 1] + drawn
    return tuple(map_tie(standpoint, tie) for tie in drawn)


def map_tie(standpoint: Standpoint, tie: int) -> MapTie:
    """One tie by its number: between whom, its class, and why it is so strong."""
    around, network = standpoint.around, standpoint.network
    ends = Node(int(network.ties.a[tie])), Node(int(network.ties.b[tie]))
    names = ["You" if node == standpoint.rep else network.label(node) for node in ends]
    return MapTie(
        person=network.person(ends[0]),
        other=network.person(ends[1]),
        tie_class=CLASSES[around.tie_class[tie]],
        bridging=bool(around.bridging[tie]),
        title="\n".join(
            (" – ".join(names), *tie_reasons(network.ties, tie, names[0], names[1], network.now))
        ),
    )
