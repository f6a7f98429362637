"""What the network says about each direct contact: comfort, strength, and whom they lead to."""

from __future__ import annotations

import numpy as np

from tiesmap.model.english import say_count
from tiesmap.model.ids import PersonId
from tiesmap.model.week import Bond
from tiesmap.network.classify import CLASSES
from tiesmap.network.dormant import circle_now
from tiesmap.network.reach import what_contacts_open
from tiesmap.network.standpoint import Standpoint

_IN_COMMON = 10
"""So many whom both know are named."""


def measure_bonds(standpoint: Standpoint) -> dict[PersonId, Bond]:
    """person's id -> the bond between the rep and that contact."""
    network, around = standpoint.network, standpoint.around
    adjacency = network.adjacency
    own = np.asarray(adjacency.ties_of(around.rep))
    nodes = adjacency.neighbors(around.rep).astype(np.int64)
    opened = what_contacts_open(around)
    beyond = adjacency.other[adjacency.slots_of(nodes)]
    unknown = (around.ring[beyond] == 2) & ~network.marked[beyond]
    via = np.repeat(np.arange(len(nodes)), adjacency.degree_of(nodes))
    new = np.bincount(via[unknown], minlength=len(nodes))
    shared, novel = circle_now(around, nodes)
    doubtful = np.isnan(network.ties.last_known(network.now)) & (network.ties.undated > 0)
    found: dict[PersonId, Bond] = {}
    for place, (node, tie) in enumerate(zip(nodes.tolist(), own.tolist(), strict=True)):
        if around.ring[node] != 1:
            continue
        comfort = float(standpoint.comfort.told[node])
        opens = opened.get(node)
        found[network.person(node)] = Bond(
            strength=float(network.strength[tie]),
            comfort=None if np.isnan(comfort) else comfort,
            tie_class=CLASSES[int(around.tie_class[tie])],
            new=0 if network.marked[node] else int(new[place]),
            opens=()
            if opens is None
            else opens.categories or tuple(network.label(other) for other in opens.people[:5]),
            shared=int(shared[place]),
            novel=bool(novel[place]),
            undated=bool(doubtful[tie]),
        )
    return found


def in_common(standpoint: Standpoint, person: PersonId) -> tuple[PersonId, ...]:
    """Ids of the rep's contacts whom the person also knows, strongest tie first."""
    network, around = standpoint.network, standpoint.around
    try:
        node = network.node(person)
    except KeyError:
        return ()
    others = network.adjacency.neighbors(node).astype(np.int64)
    ties = np.asarray(network.adjacency.ties_of(node))
    both = (around.ring[others] == 1) & network.known[ties]
    others, ties = others[both], ties[both]
    order = np.lexsort((others, -network.strength[ties]))
    return tuple(network.person(other) for other in others[order[:_IN_COMMON]])


def waking(bond: Bond) -> float:
    """The priority of waking a dormant tie, which grows with the people both are in touch with.

    On two mail networks that told best who came back (docs/evidence.md); the root is our judgment.
    """
    return float((1 + bond.shared) ** 0.5)


def circle_of(bond: Bond) -> str:
    """What waking a dormant tie would bring, in words; "" where nothing shows it."""
    if bond.novel:
        return "; novel: now among people you do not know"
    if bond.shared:
        people = say_count(bond.shared, "person", "people")
        return f"; familiar: you are both in touch with {people} now"
    return ""
