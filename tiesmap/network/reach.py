"""What the rep knows, is at ease with and could reach; and who is the only way in."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

import numpy as np

from tiesmap.model.ids import Node, PersonId
from tiesmap.network.arrays import Bools, Ints
from tiesmap.network.standpoint import Standpoint, Surroundings

COMFORTABLE = 3.5
"""Comfort from which on the rep is said to be at ease with somebody."""


@dataclass(frozen=True, slots=True)
class Opened:
    """What one contact opens: people and categories that no other contact leads to."""

    people: tuple[Node, ...]
    categories: tuple[str, ...]


def what_contacts_open(around: Surroundings) -> dict[Node, Opened]:
    """For every contact (node) that opens something: the people (nodes) and the categories.

    Whoever no path within the hop cap reaches but through this contact, however far out. A category
    counts as opened where none of the rep's own contacts is in it and all people in it who can be
    reached are reached through this one contact. Nobody marked "do not ask" opens anything, or is
    opened.
    """
    network = around.network
    through = _only_ways(around)
    alone = np.flatnonzero(through >= 0)
    opened_people: dict[Node, list[Node]] = {}
    for contact, node in zip(through[alone].tolist(), alone.tolist(), strict=True):
        opened_people.setdefault(contact, []).append(Node(node))

    code, names = around.category_code
    reached = np.flatnonzero((through != NOBODY) & (code >= 0))
    reached = reached[around.contacts_in[code[reached]] == 0]
    least = np.full(len(names), len(network), dtype=np.int64)
    most = np.full(len(names), SEVERAL, dtype=np.int64)
    np.minimum.at(least, code[reached], through[reached])
    np.maximum.at(most, code[reached], through[reached])
    opened_categories: dict[Node, list[str]] = {}
    for category in np.flatnonzero((least == most) & (least >= 0)).tolist():
        opened_categories.setdefault(Node(int(least[category])), []).append(str(names[category]))
    return {
        contact: Opened(
            tuple(opened_people.get(contact, ())), tuple(sorted(opened_categories.get(contact, ())))
        )
        for contact in sorted(set(opened_people) | set(opened_categories))
    }


NOBODY, SEVERAL = -1, -2


def _only_ways(around: Surroundings) -> Ints:
    """Per person beyond the contacts: the one contact all paths begin with; SEVERAL, or NOBODY."""
    network, adjacency = around.network, around.network.adjacency
    n = len(network)
    beyond = (around.ring > 1) & ~network.marked
    through = np.full(n, NOBODY, dtype=np.int64)
    front = around.contacts[~network.marked[around.contacts]]
    through[front] = front
    for _ in range(2, around.settings.max_hops + 1):
        lengths = adjacency.degree_of(front)
        to = adjacency.other[adjacency.slots_of(front)].astype(np.int64)
        by = np.repeat(through[front], lengths)
        by, to = by[beyond[to]], to[beyond[to]]
        least = np.full(n, n, dtype=np.int64)
        most = np.full(n, SEVERAL, dtype=np.int64)
        np.minimum.at(least, to, by)
        np.maximum.at(most, to, by)
        reached = np.unique(to)
        found = np.where(least == most, least, SEVERAL)[reached]
        before = through[reached]
        found = np.where((before == NOBODY) | (before == found), found, SEVERAL)
        # Who is reached as before leads on as before.
        changed = found != before
        through[reached] = found
        front = reached[changed]
    through[around.contacts] = NOBODY
    return through


@dataclass(frozen=True, slots=True)
class CategoryReach:
    """One category: how many people the rep knows in it, is at ease with, and could reach."""

    category: str
    known: int
    at_ease: int
    reachable: int
    comfort: float
    rated: bool
    told: bool
    """Whether a rating or a contact tells the comfort."""
    only_ways_in: tuple[PersonId, ...]
    """The contacts through whom alone somebody in it is reached, who opens most first."""
    opened_alone: tuple[int, ...] = ()
    """How many people in it each of them alone leads to."""


def reach_by_category(standpoint: Standpoint) -> tuple[CategoryReach, ...]:
    """Every category of the people within reach, the most comfortable first."""
    around, comfort = standpoint.around, standpoint.comfort
    code, names = around.category_code
    ways: dict[int, Counter[int]] = {}
    for contact, opened in what_contacts_open(around).items():
        for node in opened.people:
            ways.setdefault(int(code[node]), Counter())[contact] += 1

    def count(people: Bools) -> Ints:
        return np.bincount(code[people & (code >= 0)], minlength=len(names))

    known = around.contacts_in
    at_ease = count(comfort.person >= COMFORTABLE)
    reachable = count((around.ring > 1) & ~around.network.marked)
    found = []
    for k in np.flatnonzero(known + reachable).tolist():
        name = str(names[k])
        said = comfort.categories.get(name)
        alone = sorted(ways.get(k, Counter()).items(), key=lambda way: (-way[1], way[0]))
        found.append(
            CategoryReach(
                category=name,
                known=int(known[k]),
                at_ease=int(at_ease[k]),
                reachable=int(reachable[k]),
                comfort=said.comfort if said else 1.0,
                rated=bool(said and said.rated),
                told=bool(said and said.told),
                only_ways_in=tuple(around.network.person(Node(node)) for node, _ in alone),
                opened_alone=tuple(count for _, count in alone),
            )
        )
    return tuple(sorted(found, key=lambda r: (-r.comfort, r.category)))
