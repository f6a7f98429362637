"""Communities: groups of people who are tied to each other more than to the rest."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    import networkx as nx

IntArray = npt.NDArray[np.int64]
Ints = Sequence[int] | npt.NDArray[np.integer[Any]]
Floats = Sequence[float] | npt.NDArray[np.floating[Any]]


def find_communities(
    n: int,
    a: Ints,
    b: Ints,
    strength: Floats,
    seed: int = 0,
) -> IntArray:
    """The community of each of the people 0 .. n-1: 0 is the largest, then by size.

    `a`, `b`, `strength` are the ends of the ties and their strength. Louvain communities (Blondel
    et al. 2008, `networkx.community.louvain_communities`), weighted by strength and seeded: the
    same ties give the same communities. Somebody without ties is a community of his own. Meant
    for a part of the network: 1.1 s at 10,000 people.
    """
    # Only here: it is slow to load, and hardly any start of the product needs it.
    import networkx as nx

    graph: nx.Graph[int] = nx.Graph()
    graph.add_nodes_from(range(n))
    # Sorted, because Louvain's outcome depends on the order in which ties are added.
    ties = sorted(
        (min(int(p), int(q)), max(int(p), int(q)), float(s))
        for p, q, s in zip(a, b, strength, strict=True)
        if p != q
    )
    # Louvain reads it as "higher is closer"; a tie of strength 0 still holds a little.
    graph.add_edges_from((p, q, {"strength": max(s, 1e-3)}) for p, q, s in ties)
    found = nx.community.louvain_communities(graph, weight="strength", seed=seed) if n else []
    label = np.zeros(n, dtype=np.int64)
    for number, people in enumerate(sorted(found, key=lambda group: (-len(group), min(group)))):
        label[list(people)] = number
    return label


def name_communities(
    community: Ints,
    label: Sequence[str],
    a: Ints,
    b: Ints,
    strength: Floats,
) -> dict[int, str]:
    """A name for each community after the person with the most tie strength inside it.

    `community` and `label` (the people's names) hold a value a person, `a`, `b`, `strength` the
    ties. "Anna Keller’s circle"; a person alone is just named.
    """
    group = np.asarray(community, dtype=np.int64)
    tie_a, tie_b = np.asarray(a, dtype=np.int64), np.asarray(b, dtype=np.int64)
    weight = np.asarray(strength, dtype=np.float64)
    inside = group[tie_a] == group[tie_b]
    inner = np.zeros(len(group))
    np.add.at(inner, tie_a[inside], weight[inside])
    np.add.at(inner, tie_b[inside], weight[inside])
    names: dict[int, str] = {}
    for number in np.unique(group):
        members = np.flatnonzero(group == number)
        name = label[int(members[np.argmax(inner[members])])]
        names[int(number)] = name if len(members) == 1 else f"{name}’s circle"
    return names
