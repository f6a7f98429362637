"""Referral paths: rep -> connector -> ... -> goal, the best within the hop cap."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from tiesmap.model.paths import Hop, ReferralPath
from tiesmap.network.classify import CLASSES
from tiesmap.network.newness import newness_of
from tiesmap.network.search import Search
from tiesmap.network.standpoint import Standpoint
from tiesmap.network.strength import reasons as tie_reasons


def search_from(standpoint: Standpoint) -> Search:
    """The search for paths from the rep: exact under the hop cap, nobody marked on any path."""
    with np.errstate(divide="ignore"):
        cost = -np.log(standpoint.chance)
    return Search(
        standpoint.network.adjacency, cost, standpoint.rep, standpoint.around.settings.max_hops
    )


def find_paths(
    standpoint: Standpoint,
    goals: Iterable[int],
    *,
    each: int = 1,
    top: int = 20,
    search: Search | None = None,
) -> list[ReferralPath]:
    """The best paths to the goals (nodes), `each` at most to one goal, by falling chance.

    People whom the rep knows already and people marked "do not ask" are no goals: they are passed
    over. No path is an empty list.
    """
    search = search or search_from(standpoint)
    ring = standpoint.around.ring
    found = []
    for goal in dict.fromkeys(int(g) for g in goals):
        if ring[goal] in (0, 1):
            continue
        if each == 1:
            best = search.best(goal)
            routes = [best] if best is not None else []
        else:
            routes = search.alternatives(goal, each)
        found.extend(routes)
    found.sort(key=lambda route: (route.cost, len(route.nodes), route.nodes))
    return [to_path(standpoint, route.nodes) for route in found[:top]]


def nearest_known(standpoint: Standpoint, goal: int, most: int = 5) -> list[int]:
    """The contacts nearest to a goal that no path leads to: same company, then same category.

    Among those, the most comfortable first.
    """
    people = standpoint.network.people
    company = people["company"].str.casefold().to_numpy(dtype=object)
    category = people["category"].to_numpy(dtype=object)
    contacts = [
        int(c)
        for c in standpoint.around.contacts
        if not people["do_not_ask"].iloc[int(c)] and int(c) != goal
    ]

    def nearness(node: int) -> tuple[int, float, int]:
        colleague = bool(company[goal]) and company[node] == company[goal]
        alike = bool(category[goal]) and category[node] == category[goal]
        return (-2 * colleague - alike, -float(standpoint.comfort.person[node]), node)

    return sorted(contacts, key=nearness)[:most]


def to_path(standpoint: Standpoint, nodes: tuple[int, ...]) -> ReferralPath:
    """A route of nodes as a referral path with names, hops, reasons and newness."""
    network = standpoint.network
    names = tuple(label(standpoint, node) for node in nodes)
    hops = tuple(
        _hop(standpoint, nodes[i], nodes[i + 1], names[i], names[i + 1])
        for i in range(len(nodes) - 1)
    )
    newness, why_new = newness_of(standpoint, nodes)
    reasons = tuple(
        f"{'You' if i == 0 else names[i]} and {names[i + 1]}: {', '.join(hop.reasons)}"
        for i, hop in enumerate(hops)
        if hop.reasons
    )
    return ReferralPath(
        people=tuple(int(network.ids[node]) for node in nodes),
        names=names,
        hops=hops,
        newness=newness,
        reasons=(*reasons, *why_new),
    )


def label(standpoint: Standpoint, node: int) -> str:
    """How a person is called: by name, else by address, else by number."""
    person = standpoint.network.people.iloc[node]
    return str(person["name"] or person["email"] or f"person {person['person']}")


def _hop(standpoint: Standpoint, node: int, other: int, name: str, other_name: str) -> Hop:
    network, around = standpoint.network, standpoint.around
    tie = network.tie_between(node, other)
    if tie is None:
        raise ValueError(f"no tie between nodes {node} and {other}")
    slot = standpoint.slot(node, other)
    forward = network.ties.a[tie] == node
    first = node == standpoint.rep
    you = "you" if first else name
    a, b = (you, other_name) if forward else (other_name, you)
    why = list(tie_reasons(network.ties, tie, a, b, network.now))
    if first:
        how = "rated" if standpoint.comfort.rated[other] else "inferred"
        why.append(f"your comfort {standpoint.comfort.person[other]:.1f} of 5 ({how})")
    elif times := around.together.times_at(slot):
        often = "once" if times == 1 else f"{times} times"
        why.insert(0, f"{name} wrote to you both in one mail {often}")
    return Hop(
        person=int(network.ids[node]),
        other=int(network.ids[other]),
        strength=float(network.strength[tie]),
        chance=float(standpoint.chance[slot]),
        tie_class=CLASSES[around.tie_class[tie]],
        bridging=bool(around.bridging[tie]),
        reasons=tuple(why),
    )
