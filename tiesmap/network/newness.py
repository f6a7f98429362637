"""How new somebody is to the rep: another category, another community, over a bridging tie.

newness = (new category + new community + bridging tie) / 3, each between 0 and 1. A category is
the less new the more people the rep knows in it: 1 / (1 + contacts in it).
"""

from __future__ import annotations

from itertools import pairwise

import numpy as np

from tiesmap.model.ids import Node
from tiesmap.network.arrays import Bools, Floats, Ints
from tiesmap.network.standpoint import Standpoint


def newness(standpoint: Standpoint, goals: Ints, bridging: Bools) -> Floats:
    """Newness in [0, 1] of each goal (node); `bridging` says if the way there crosses such a tie.

    A goal without a category, or outside all communities, counts half in that part.
    """
    around = standpoint.around
    code = around.category_code[0][goals]
    community = around.community[goals]
    new_category = np.full(len(goals), 0.5)
    new_category[code >= 0] = 1 / (1 + around.contacts_in[code[code >= 0]])
    new_community = np.full(len(goals), 0.5)
    new_community[community >= 0] = 1 - around.share_of_community[community[community >= 0]]
    return np.asarray((new_category + new_community + bridging) / 3)


def newness_of(standpoint: Standpoint, nodes: tuple[Node, ...]) -> tuple[float, tuple[str, ...]]:
    """Newness of the last person of a path, and what is new about it in words."""
    bridging = crosses_bridge(standpoint, nodes)
    goal = np.array(nodes[-1:], dtype=np.int64)
    value = float(newness(standpoint, goal, np.array([bridging]))[0])
    code, _ = standpoint.around.category_code
    why = []
    if code[nodes[-1]] >= 0:
        category = standpoint.around.say_category(nodes[-1])
        known = int(standpoint.around.contacts_in[code[nodes[-1]]])
        if known == 0:
            why.append(f"you know nobody in {category} yet")
        elif known <= 3:
            who = "one person" if known == 1 else f"{known} people"
            why.append(f"you know only {who} in {category}")
    if bridging:
        why.append("the way there bridges into another circle")
    return value, tuple(why)


def crosses_bridge(standpoint: Standpoint, nodes: tuple[Node, ...]) -> bool:
    """Whether one of the ties between the others on the path is bridging."""
    network = standpoint.network
    for node, other in pairwise(nodes[1:]):
        tie = network.tie_between(node, other)
        if tie is not None and standpoint.around.bridging[tie]:
            return True
    return False
