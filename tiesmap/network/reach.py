"""What the rep knows, is at ease with and could reach; and who is the only way in."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from tiesmap.network.standpoint import Standpoint, Surroundings
from tiesmap.network.ties import Ints

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
    ring's people in it are reached through this one contact.
    """
    network, adjacency = around.network, around.network.adjacency
    contacts = around.contacts
    rows = [adjacency.neighbors(int(c)) for c in contacts]
    via = np.repeat(contacts, [len(row) for row in rows])
    to = np.concatenate(rows) if rows else np.empty(0, dtype=np.int64)
    second = around.ring[to] == 2
    via, to = via[second], to[second]
    ways = np.bincount(to, minlength=len(network))
    only = ways[to] == 1

    category = network.people["category"].to_numpy(dtype=object)
    known = {str(c) for c in category[contacts]}
    leading: dict[str, set[int]] = {}
    for contact, node in zip(via.tolist(), to.tolist(), strict=True):
        if category[node] and category[node] not in known:
            leading.setdefault(str(category[node]), set()).add(contact)
    opened_people: dict[int, list[int]] = {}
    for contact, node in zip(via[only].tolist(), to[only].tolist(), strict=True):
        opened_people.setdefault(contact, []).append(node)
    opened_categories: dict[int, list[str]] = {}
    for name, through in sorted(leading.items()):
        if len(through) == 1:
            opened_categories.setdefault(next(iter(through)), []).append(name)
    return {
        contact: Opened(
            tuple(opened_people.get(contact, ())), tuple(opened_categories.get(contact, ()))
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
    """Nodes of the contacts through whom alone somebody in it is reached."""


def reach_by_category(standpoint: Standpoint) -> tuple[CategoryReach, ...]:
    """Every category of the people within reach, the most comfortable first."""
    around, comfort = standpoint.around, standpoint.comfort
    category = around.network.people["category"].to_numpy(dtype=object)
    ways: dict[str, set[int]] = {}
    for contact, opened in what_contacts_open(around).items():
        for node in opened.people:
            ways.setdefault(str(category[node]), set()).add(contact)
    found = []
    for name in sorted({str(c) for c in category[around.ring > 0] if c}):
        inside: Ints = np.flatnonzero(category == name)
        known = inside[around.ring[inside] == 1]
        said = comfort.categories.get(name)
        found.append(
            CategoryReach(
                category=name,
                known=len(known),
                at_ease=int((comfort.person[known] >= COMFORTABLE).sum()),
                reachable=int((around.ring[inside] > 1).sum()),
                comfort=said.comfort if said else 1.0,
                rated=bool(said and said.rated),
                only_ways_in=tuple(sorted(ways.get(name, ()))),
            )
        )
    return tuple(sorted(found, key=lambda r: (-r.comfort, r.category)))
