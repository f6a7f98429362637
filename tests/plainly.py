"""The method of docs/method.md once more, person by person with dicts and networkx: the yardstick.

Slow and plain on purpose. It shares no code with `tiesmap.network`, so that what both say is right
unless both are wrong.
"""

from __future__ import annotations

from collections import defaultdict, namedtuple
from collections.abc import Iterator
from functools import cache
from itertools import combinations, pairwise
from math import isnan, log1p, prod, sqrt
from typing import Any

import networkx as nx
import pandas as pd

from tests.networks import TODAY, World
from tiesmap.model.days import end_number
from tiesmap.model.evidence import CHANNELS

WEIGHT = {"email": 1, "message": 1, "other": 1, "meeting": 3, "call": 2, "letter": 2, "gift": 2}
SUM_OF_JUDGED = {1: 1 / 3, 2: 9 / 7, 3: 3, 4: 7, 5: 27}
"""The amount x for which x / (x + 3) is .1, .3, .5, .7, .9."""


_Row = cache(lambda names: namedtuple("_Row", names))


def rows_of(table: pd.DataFrame) -> Iterator[Any]:
    """The rows, each with its cells by name; pandas makes a class anew for each table."""
    names = tuple(table.columns)
    return map(_Row(names)._make, table.itertuples(index=False, name=None))


def ties(world: World) -> nx.Graph:
    """Everybody by name; a tie has `x`, `strength` and `known`."""
    graph = nx.Graph()
    people = world.tables.people
    named = dict(zip(people["person"], people["name"], strict=True))
    for row in rows_of(people):
        graph.add_node(row.name, category=row.category, marked=row.do_not_ask)
    now = end_number(TODAY)
    x: dict[frozenset[str], float] = defaultdict(float)
    seen: dict[frozenset[str], int] = defaultdict(int)
    bare: dict[frozenset[str], bool] = {}
    judged: dict[frozenset[str], int] = {}
    linked, known = set(), set()

    for _, rows in world.tables.contacts.groupby("interaction"):
        channel = CHANNELS[rows["channel"].iloc[0]]
        to = [named[person] for person in rows["recipient"]]
        sender = named[rows["sender"].iloc[0]]
        age = now - rows["day"].iloc[0]
        others = [person for person in to if person != sender]
        pairs = [(sender, person) for person in others]
        if channel == "meeting":
            pairs += combinations(others, 2)
        elif len(to) <= 10:
            for pair in combinations(others, 2):
                seen[frozenset(pair)] += 1
        for pair in map(frozenset, pairs):
            known.add(pair)
            x[pair] += WEIGHT.get(channel, 0.3) / sqrt(len(to)) * 0.5 ** (age / 45)
    for row in rows_of(world.tables.ties):
        pair = frozenset((named[row.person], named[row.other]))
        known.add(pair)
        if row.kind == "linkedin":
            linked.add(pair)
            continue
        bare[pair] = bare.get(pair, True) and isnan(row.strength) and isnan(row.contacts)
        if not isnan(row.strength):
            judged[pair] = max(judged.get(pair, 0), int(row.strength))
        if not isnan(row.contacts):
            fresh = 1 if isnan(row.last_contact) else 0.5 ** ((now - row.last_contact) / 45)
            x[pair] += row.contacts * fresh
    for row in rows_of(world.tables.introductions):
        who = [named[p] for p in (row.introducer, row.person, row.other)]
        for pair in map(frozenset, combinations(who, 2)):
            known.add(pair)
            x[pair] += 0.5 ** ((now - row.day) / 45)

    firm = defaultdict(list)
    for row in rows_of(people):
        if row.company.strip():
            firm[row.company.strip().casefold()].append(row.name)
    colleagues = {frozenset(pair) for group in firm.values() for pair in combinations(group, 2)}
    for pair in known | set(seen) | colleagues:
        amount = x[pair] + SUM_OF_JUDGED.get(judged.get(pair, 0), 0)
        amount += 0.5 * bare.get(pair, False) + 0.3 * (pair in linked)
        amount += 0.01 if pair in known else 0.001 * (1 + log1p(seen[pair]))
        graph.add_edge(*pair, x=amount, strength=amount / (amount + 3), known=pair in known)
    return graph


def hops(world: World, rep: str = "You") -> nx.DiGraph:
    """Who may ask whom for the rep, with the `chance` of each hop."""
    graph = ties(world)
    contacts = {n for n in graph[rep] if graph.edges[rep, n]["known"]}
    marked = {n for n, is_marked in graph.nodes(data="marked") if is_marked} - {rep}
    rated: dict[str, float] = {}
    for row in rows_of(world.ratings.categories):
        rated |= {n: row.comfort for n in contacts if graph.nodes[n]["category"] == row.category}
    for row in rows_of(world.ratings.people):
        rated[world.name(row.person)] = row.comfort
    together: dict[tuple[str, str], float] = defaultdict(float)
    for _, rows in world.tables.contacts.groupby("interaction"):
        to = {world.name(person) for person in rows["recipient"]}
        sender = world.name(rows["sender"].iloc[0])
        if rep in to and sender != rep:
            for other in to - {rep, sender}:
                together[sender, other] += 1 / sqrt(len(to))

    found = nx.DiGraph()
    found.add_nodes_from(graph)
    for a, b, tie in graph.edges(data=True):
        for person, other in ((a, b), (b, a)):
            if other in marked | {rep} or person in marked:
                continue
            odds = tie["strength"] / (1 - tie["strength"]) / 100
            if person == rep:
                if other in contacts:
                    chance = sqrt(odds / (1 + odds)) * rated.get(other, 3) / 5
                    found.add_edge(person, other, chance=chance)
            elif other not in contacts:
                odds *= 1 + 25 * together[person, other]
                found.add_edge(person, other, chance=sqrt(odds / (1 + odds)))
    return found


def paths(asking: nx.DiGraph, goal: str, most: int = 3, rep: str = "You") -> dict[str, float]:
    """Every simple path to the goal within so many hops, "You > Ann > Dora", and its chance."""
    if goal not in asking or goal in asking[rep] or goal == rep:
        return {}
    return {
        " > ".join(path): prod(asking.edges[hop]["chance"] for hop in pairwise(path))
        for path in nx.all_simple_paths(asking, rep, goal, cutoff=most)
    }
