"""How new somebody is to the rep: another category, another community, over a bridging tie.

newness = (new category + new community + bridging tie) / 3, each between 0 and 1. A category is
the less new the more people the rep knows in it: 1 / (1 + contacts in it).
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from tiesmap.network.standpoint import Standpoint
from tiesmap.network.ties import Floats, Ints


@dataclass(frozen=True, eq=False, slots=True)
class Familiarity:
    """What the rep is used to: contacts per category, and his own communities' shares."""

    contacts_in: dict[str, int]
    share_of_community: dict[int, float]


def familiarity(standpoint: Standpoint) -> Familiarity:
    """How many contacts the rep has in each category and in each community."""
    around = standpoint.around
    category = standpoint.network.people["category"].to_numpy(dtype=object)[around.contacts]
    names, counts = np.unique(category.astype(str), return_counts=True)
    numbers, sizes = np.unique(around.community[around.contacts], return_counts=True)
    total = max(int(sizes.sum()), 1)
    return Familiarity(
        {str(n): int(c) for n, c in zip(names, counts, strict=True) if n},
        {int(k): float(s) / total for k, s in zip(numbers, sizes, strict=True)},
    )


def newness(
    standpoint: Standpoint, goals: Ints, bridging: NDArray[np.bool_], used_to: Familiarity
) -> Floats:
    """Newness in [0, 1] of each goal (node); `bridging` says if the way there crosses such a tie.

    A goal without a category, or outside all communities, counts half in that part.
    """
    category = standpoint.network.people["category"].to_numpy(dtype=object)[goals]
    community = standpoint.around.community[goals]
    new_category = np.array(
        [1 / (1 + used_to.contacts_in.get(str(c), 0)) if c else 0.5 for c in category], dtype=float
    )
    new_community = np.array(
        [1 - used_to.share_of_community.get(int(k), 0.0) if k >= 0 else 0.5 for k in community],
        dtype=float,
    )
    return np.asarray((new_category + new_community + bridging) / 3)


def newness_of(standpoint: Standpoint, nodes: tuple[int, ...]) -> tuple[float, tuple[str, ...]]:
    """Newness of the last person of a path, and what is new about it in words."""
    used_to = familiarity(standpoint)
    bridging = crosses_bridge(standpoint, nodes)
    goal = np.array(nodes[-1:], dtype=np.int64)
    value = float(newness(standpoint, goal, np.array([bridging]), used_to)[0])
    category = str(standpoint.network.people["category"].iloc[nodes[-1]])
    why = []
    if category:
        known = used_to.contacts_in.get(category, 0)
        if known == 0:
            why.append(f"you know nobody in {category} yet")
        elif known <= 3:
            who = "one person" if known == 1 else f"{known} people"
            why.append(f"you know only {who} in {category}")
    if bridging:
        why.append("the way there bridges into another circle")
    return value, tuple(why)


def crosses_bridge(standpoint: Standpoint, nodes: tuple[int, ...]) -> bool:
    """Whether one of the ties between the others on the path is bridging."""
    network = standpoint.network
    for node, other in pairwise(nodes[1:]):
        tie = network.tie_between(node, other)
        if tie is not None and standpoint.around.bridging[tie]:
            return True
    return False
