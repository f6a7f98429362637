"""The sample network as the tests read it: with the standard library and networkx.

Not with tiesmap: the sample is what tiesmap is tried on.
"""

from __future__ import annotations

import csv
from datetime import date
from functools import cache
from itertools import combinations

import networkx as nx

from tests.places import SAMPLE

COLUMNS = {
    "people": "id name email profile_url phone company title category city rep do_not_ask client"
    " comfort stage signed_on notes",
    "relationships": "rep person category client comfort stage signed_on bucket",
    "interactions": "date from to channel purpose notes",
    "ties": "person other contacts last_contact kind since strength",
    "introductions": "date introducer person other outcome",
    "targets": "name company category profile_url why",
    "notes": "rep person date discussed proposed next_purpose next_on read_back channel",
    "favors": "rep person date direction kind note",
    "details": "rep person date kind text source event_on used_on",
    "needs": "rep person date findings next_on",
    "standards": "rep person date side text",
    "satisfaction": "rep person date mark words",
    "plans": "rep person date kind text why due done_on",
    "losses": "rep person date why",
}
FIRST_DAY, LAST_DAY = date(2024, 7, 1), date(2026, 6, 30)

PRACTICE = tuple(COLUMNS)[6:]
MAREN, TOMAS, DIVYA = REPS = ("p001", "p002", "p003")


@cache
def rows(file: str) -> list[dict[str, str]]:
    with (SAMPLE / f"{file}.csv").open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines, strict=True))


@cache
def people() -> dict[str, dict[str, str]]:
    return {row["id"]: row for row in rows("people")}


def id_of(name: str) -> str:
    (found,) = [row["id"] for row in rows("people") if row["name"] == name]
    return found


def day(text: str) -> date:
    return date.fromisoformat(text[:10])


def pairs(row: dict[str, str]) -> list[tuple[str, str]]:
    """Whom a row of interactions ties: a meeting all its people, the rest sender and recipient."""
    to = row["to"].split(";")
    if row["channel"] == "meeting":
        return list(combinations([row["from"], *to], 2))
    return [(row["from"], other) for other in to]


@cache
def contact_days() -> dict[frozenset[str], list[date]]:
    found: dict[frozenset[str], list[date]] = {}
    for row in rows("interactions"):
        for pair in pairs(row):
            found.setdefault(frozenset(pair), []).append(day(row["date"]))
    return found


def days_of(a: str, b: str) -> list[date]:
    return contact_days().get(frozenset((a, b)), [])


@cache
def known() -> nx.Graph:
    """Everybody and who knows whom, by contact, declared tie or introduction."""
    graph = nx.Graph()
    graph.add_nodes_from(people())
    for row in rows("interactions"):
        graph.add_edges_from(pairs(row))
    graph.add_edges_from((row["person"], row["other"]) for row in rows("ties"))
    for row in rows("introductions"):
        graph.add_edges_from(combinations((row["introducer"], row["person"], row["other"]), 2))
    return graph


@cache
def supposed() -> nx.Graph:
    """The same, and everybody of one company knows each other."""
    graph = known().copy()
    companies: dict[str, list[str]] = {}
    for key, person in people().items():
        companies.setdefault(person["company"], []).append(key)
    for staff in companies.values():
        graph.add_edges_from(combinations(staff, 2))
    return graph


def hops(graph: nx.Graph, rep: str) -> dict[str, int]:
    """Hops from a rep, where neither another rep nor a do-not-ask is a step on the way."""
    barred = {key for key, person in people().items() if person["do_not_ask"]} | set(REPS)
    barred.discard(rep)
    steps = graph.subgraph(set(graph) - barred)
    return dict(nx.single_source_shortest_path_length(steps, rep))


def of_company(name: str) -> set[str]:
    return {key for key, person in people().items() if person["company"] == name}


def of_category(name: str) -> set[str]:
    return {key for key, person in people().items() if person["category"] == name}


def without(graph: nx.Graph, *gone: str) -> nx.Graph:
    return graph.subgraph(set(graph) - set(gone))


def reached(graph: nx.Graph) -> set[str]:
    """Everybody whom any rep reaches over any number of hops."""
    return set().union(*(nx.node_connected_component(graph, rep) for rep in REPS))


def rated(rep: str, person: str) -> dict[str, str]:
    (found,) = [r for r in rows("relationships") if (r["rep"], r["person"]) == (rep, person)]
    return found
