"""What the rep knows, is at ease with and could reach; and who is the only way in."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

import numpy as np

from tiesmap.network.adjacency import positions_in_rows
from tiesmap.network.standpoint import Standpoint, Surroundings
from tiesmap.network.ties import Bools, Ints

COMFORTABLE = 3.5
"""Comfort from which on the rep is said to be at ease with somebody."""


@dataclass(frozen=True, slots=True)
class Opened:
    """What one contact opens: people and categories that no other contact leads to."""

    people: tuple[int, ...]
    categories: tuple[str, ...]


def what_contacts_open(around: Surroundings) -> dict[int, Opened]:
    """For every contact (node) that opens something: the second-ring nodes and the categories.

    A category counts as opened where none of the rep's own contacts is in it and all of the second
    ring's people in it are reached through this one contact. Nobody marked "do not ask" opens
    anything, or is opened.
    """
    network, adjacency = around.network, around.network.adjacency
    contacts = around.contacts[~network.marked[around.contacts]]
    lengths = adjacency.degree[contacts]
    via = np.repeat(contacts, lengths)
    to = adjacency.other[positions_in_rows(adjacency.start[contacts], lengths)].astype(np.int64)
    second = (around.ring[to] == 2) & ~network.marked[to]
    via, to = via[second], to[second]
    only = np.bincount(to, minlength=len(network))[to] == 1
    opened_people: dict[int, list[int]] = {}
    for contact, node in zip(via[only].tolist(), to[only].tolist(), strict=True):
        opened_people.setdefault(contact, []).append(node)

    code, names = network.category_code
    new = np.append(around.contacts_in == 0, False)[code[to]]
    leading = np.unique(np.stack([code[to[new]], via[new]]), axis=1)
    ways_into = np.bincount(leading[0], minlength=len(names))
    opened_categories: dict[int, list[str]] = {}
    for category, contact in leading[:, ways_into[leading[0]] == 1].T.tolist():
        opened_categories.setdefault(contact, []).append(str(names[category]))
    return {
        contact: Opened(
            tuple(opened_people.get(contact, ())), tuple(sorted(opened_categories.get(contact, ())))
        )
        for contact in sorted(set(opened_people) | set(opened_categories))
    }


@dataclass(frozen=True, slots=True)
class CategoryReach:
    """One category: how many people the rep knows in it, is at ease with, and could reach."""

    category: str
    known: int
    at_ease: int
    reachable: int
    comfort: float
    rated: bool
    only_ways_in: tuple[int, ...]
    """Nodes of the contacts through whom alone somebody in it is reached, who opens most first."""
    opened_alone: tuple[int, ...] = ()
    """How many people in it each of them alone leads to."""


def reach_by_category(standpoint: Standpoint) -> tuple[CategoryReach, ...]:
    """Every category of the people within reach, the most comfortable first."""
    around, comfort = standpoint.around, standpoint.comfort
    code, names = around.network.category_code
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
                only_ways_in=tuple(node for node, _ in alone),
                opened_alone=tuple(count for _, count in alone),
            )
        )
    return tuple(sorted(found, key=lambda r: (-r.comfort, r.category)))
