"""Referral paths: rep -> connector -> ... -> goal, the best within the hop cap."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from tiesmap.model.days import date_of
from tiesmap.model.english import say_number, say_times, say_when
from tiesmap.model.ids import Node
from tiesmap.model.paths import Hop, ReferralPath
from tiesmap.model.reasons import in_words
from tiesmap.network.arrays import Ints
from tiesmap.network.classify import CLASSES
from tiesmap.network.comfort import MIDDLE
from tiesmap.network.newness import newness_of
from tiesmap.network.search import Found
from tiesmap.network.standpoint import Standpoint
from tiesmap.network.strength import reasons as tie_reasons


def find_paths(
    standpoint: Standpoint, goals: Iterable[int], *, each: int = 1, top: int = 20
) -> list[ReferralPath]:
    """The best paths to the goals (nodes), `each` at most to one goal, by falling chance.

    People whom the rep knows already and people marked "do not ask" are no goals: they are passed
    over. No path is an empty list.
    """
    asked = np.unique(np.fromiter(goals, dtype=np.int64))
    asked = asked[(standpoint.around.ring[asked] > 1) & ~standpoint.network.marked[asked]]
    if each == 1 and len(asked) > 1:
        found = _best_to_each(standpoint, asked, top)
    else:
        found = [r for goal in asked for r in standpoint.search.alternatives(Node(int(goal)), each)]
    found.sort(key=lambda route: (route.cost, len(route.nodes), route.nodes))
    return [to_path(standpoint, route.nodes) for route in found[:top]]


def _best_to_each(standpoint: Standpoint, goals: Ints, top: int) -> list[Found]:
    """The best path to each of the `top` goals that are easiest to reach, and of equal ones."""
    best = standpoint.best
    cost = best.cost[-1, goals]
    last = np.partition(cost, top - 1)[top - 1] if top < len(cost) else np.inf
    easiest = np.flatnonzero((cost <= last) & np.isfinite(cost))
    return [Found(best.path(Node(int(goals[k]))), float(cost[k])) for k in easiest]


_NEAREST = 5
"""So many are named of those who are nearest to a goal that no path leads to."""


def nearest_known(standpoint: Standpoint, goal: Node) -> list[Node]:
    """The contacts nearest to a goal that no path leads to: same company, then same category.

    Among those, the most comfortable first.
    """
    network, contacts = standpoint.network, standpoint.around.contacts
    contacts = contacts[~network.marked[contacts] & (contacts != goal)]
    nearness = np.zeros(len(contacts), dtype=np.int64)
    firm = network.firm
    nearness += 2 * ((firm[contacts] == firm[goal]) & (firm[goal] >= 0))
    text = network.people["category"].iloc[np.append(contacts, goal)].str.casefold()
    own = text.to_numpy(dtype=object)
    nearness += (own[:-1] == own[-1]) & bool(own[-1])
    order = np.lexsort((contacts, -standpoint.comfort.person[contacts], -nearness))
    return [Node(int(node)) for node in contacts[order[:_NEAREST]]]


def to_path(standpoint: Standpoint, nodes: tuple[Node, ...]) -> ReferralPath:
    """A route of nodes as a referral path with names, hops, reasons and newness."""
    network = standpoint.network
    names = tuple(network.label(node) for node in nodes)
    hops = tuple(
        _hop(standpoint, nodes[i], nodes[i + 1], names[i], names[i + 1])
        for i in range(len(nodes) - 1)
    )
    newness, why_new = newness_of(standpoint, nodes)
    met = tuple(
        f"{'You' if i == 0 else names[i]} and {names[i + 1]}: {', '.join(hop.reasons)}"
        for i, hop in enumerate(hops)
        if hop.reasons
    )
    return ReferralPath(
        people=tuple(network.person(node) for node in nodes),
        names=names,
        hops=hops,
        newness=newness,
        why=(*standpoint.ask_first(nodes[1:]), *map(in_words, (*met, *why_new))),
    )


def _hop(standpoint: Standpoint, node: Node, other: Node, name: str, other_name: str) -> Hop:
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
        why += map(str, standpoint.reasons(other))
    elif times := around.together.times_at(slot):
        why.insert(0, f"{name} addressed you both together {say_times(times)}")
    return Hop(
        strength=float(network.strength[tie]),
        chance=float(standpoint.chance[slot]),
        tie_class=CLASSES[around.tie_class[tie]],
        bridging=bool(around.bridging[tie]),
        reasons=tuple(why),
        brief=_brief(standpoint, tie, other if first else None),
    )


def _brief(standpoint: Standpoint, tie: int, contact: int | None) -> str:
    """What a tie rests on in a few words; a low comfort with the contact asked goes before."""
    network, ties = standpoint.network, standpoint.network.ties
    said = np.nan if contact is None else standpoint.comfort.said[contact]
    parts = [f"comfort {said:g} of 5"] if said < MIDDLE else []
    contacts = round(ties.contacts(tie))
    if contacts:
        parts.append(f"{say_number(contacts)} contact{'' if contacts == 1 else 's'}")
    if not np.isnan(ties.last[tie]):
        parts.append(say_when(date_of(float(ties.last[tie])), date_of(network.now)))
    if not np.isnan(ties.judged[tie]):
        parts.append(f"judged {ties.judged[tie]:g} of 5")
    if not parts:
        parts.append("said to know each other" if network.known[tie] else "inferred")
    return ", ".join(parts)
