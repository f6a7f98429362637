"""From rows of contact to ties, and from a database to whom to meet next."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable
from dataclasses import replace
from math import exp
from pathlib import Path
from statistics import median
from typing import Any

import networkx as nx
import numpy as np

import tiesmap
from benchmarks.invented import AS_OF, Invented, tables, write_database
from benchmarks.scaling.race import EXACT, REPEATS, Step, later, pair, peak_mb, timed
from tiesmap.model.evidence import CHANNELS
from tiesmap.model.tables import Ratings
from tiesmap.network.build import build_network
from tiesmap.network.candidates import ONWARD, find_candidates
from tiesmap.network.comfort import measure_comfort
from tiesmap.network.outreach import suggest
from tiesmap.network.standpoint import look_around, stand
from tiesmap.network.strength import chance as hop_chance
from tiesmap.workspace import Workspace

CONTACTS_A_PERSON = 5
INTERACTIONS_A_PERSON = 10
OFTEN = 200_000
"""Networks of more people than this go from database to suggestion once."""
MEETING = CHANNELS.index("meeting")


def ties(network: Invented, step: Step) -> None:
    made = tables(network, network.people * CONTACTS_A_PERSON)
    contacts = made.contacts
    rows = len(contacts)
    pairs = later(
        lambda: list(zip(contacts["sender"].tolist(), contacts["recipient"].tolist(), strict=True))
    )

    def theirs() -> nx.Graph:
        graph = nx.Graph()
        for sender, recipient in pairs():
            if graph.has_edge(sender, recipient):
                graph[sender][recipient]["contacts"] += 1
            else:
                graph.add_edge(sender, recipient, contacts=1)
        return graph

    built, graph = pair(step, lambda: build_network(made, AS_OF), pairs, theirs)
    found = built.ties
    direct = found.given + found.taken
    agrees = True
    # Meetings tie all who were there, so counts are compared where none was.
    for k in np.flatnonzero((found.together == 0) & (direct > 0))[:200_000].tolist():
        a, b = int(built.ids[found.a[k]]), int(built.ids[found.b[k]])
        agrees &= graph[a][b]["contacts"] == direct[k]
    total = int(direct.sum())
    step.agrees = bool(agrees) and total == int((contacts["channel"] != MEETING).sum())
    step.note = (
        f"{rows:,} rows of contact -> {len(found):,} ties with strength and arrays, "
        "inferred ones included; networkx: one edge with a count for each pair"
    )


def outward(network: Invented, step: Step) -> None:
    made = tables(network, network.people * CONTACTS_A_PERSON)
    built = build_network(made, AS_OF)
    around = look_around(built, 0)
    first, _ = timed(lambda: (around.bridging, around.community, around.together))
    graph = later(lambda: _directed(stand(around, measure_comfort(built, 0, Ratings()))))

    def ours() -> Any:
        return suggest(stand(around, measure_comfort(built, 0, Ratings())))

    def theirs() -> dict[int, float]:
        return _ways(graph(), around.settings.max_hops)

    _, their = pair(step, ours, graph, theirs)
    found = find_candidates(stand(around, measure_comfort(built, 0, Ratings())))
    mine = dict(zip(found.node.tolist(), found.chance.tolist(), strict=True))
    step.agrees = mine.keys() == their.keys()
    step.agrees &= all(abs(their[v] - chance) <= EXACT for v, chance in mine.items())
    step.note = (
        f"rep with {len(around.contacts)} contacts, 20 suggestions with their paths, up to "
        f"{around.settings.max_hops} hops; once per rep and import before: structure and "
        f"communities {first:.2f} s; networkx's side: the same chances summed over a DiGraph, "
        "without the paths"
    )


def _ways(graph: nx.DiGraph, most: int) -> dict[int, float]:
    """By node the chance that at least one way from the rep comes off, one hop after the other."""
    asked = {a: hop["open"] for a, hop in graph[0].items() if hop["open"] > 0}
    mass = dict(asked)
    for c, chance in asked.items():
        for a, hop in graph[c].items():
            if a in asked:
                mass[a] += ONWARD * chance / graph.nodes[c]["known"] ** 0.5 * hop["known"]
    ways: dict[int, float] = defaultdict(float)
    for further in range(most - 1):
        reached: dict[int, float] = defaultdict(float)
        for a, so_far in mass.items():
            for person, hop in graph[a].items():
                if hop["open"] > 0:
                    reached[person] += so_far / graph.nodes[a]["known"] ** 0.5 * hop["open"]
        for person, likely in reached.items():
            ways[person] += ONWARD**further * likely
        mass = reached
    return {person: 1 - exp(-likely) for person, likely in ways.items()}


def _directed(standpoint: Any) -> nx.DiGraph:
    """The hops from everybody whom a path could cross.

    Of a hop: its chance, 0 where it is not `open`, and that by what is `known` of the tie alone. Of
    a person: how many he knows.
    """
    built, ring = standpoint.network, standpoint.around.ring
    adjacency = built.adjacency
    graph = nx.DiGraph()
    for node in np.flatnonzero((ring >= 0) & (ring < standpoint.around.settings.max_hops)).tolist():
        graph.add_node(node, known=max(int(built.known_degree[node]), 1))
        row = slice(int(adjacency.start[node]), int(adjacency.start[node + 1]))
        known = hop_chance(built.strength[adjacency.tie[row]]).tolist()
        others, chances = adjacency.other[row].tolist(), standpoint.chance[row].tolist()
        for other, chance, of_tie in zip(others, chances, known, strict=True):
            graph.add_edge(node, other, open=chance, known=of_tie)
    return graph


def first_suggestion(network: Invented, step: Step) -> None:
    """In processes of its own once more: the database is written by this one."""
    interactions = network.people * INTERACTIONS_A_PERSON
    made = tables(network, interactions)
    built = build_network(made, AS_OF)
    standpoint = stand(look_around(built, 0), measure_comfort(built, 0, Ratings()))
    wanted = suggest(standpoint, reach="near", top=1)[0].path
    del built, standpoint
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "network.db"
        spent, _ = timed(lambda: write_database(path, made))
        size = path.stat().st_size / 1e6
        repeats = REPEATS if network.people <= OFTEN else 1
        runs = [_asked(path, "--ask") for _ in range(repeats)]
        again = _asked(path, "--ask-again")
    step.seconds = round(median(run["seconds"] for run in runs), 3)
    step.cpu_seconds = round(median(run["cpu_seconds"] for run in runs), 3)
    step.peak_mb = round(max(run["peak_mb"] for run in runs), 1)
    expected = wanted.people[-1], len(wanted.hops)
    step.agrees = all((run["suggested"], run["hops"]) == expected for run in runs)
    step.note = (
        f"database of {size:,.0f} MB with {interactions:,} interactions (written in {spent:.0f} s) "
        f"-> the first suggestion, near, the same as from the tables in memory; Python's own start "
        f"not counted; {'median of three' if repeats > 1 else 'once'}. The next suggestion after a "
        + ", after ".join(f"{what} {seconds:.2f} s" for what, seconds in again.items())
    )


def _asked(path: Path, how: str) -> dict[str, Any]:
    """What `scale.py` says of a database when it is called like this."""
    script = Path(__file__).resolve().parents[1] / "scale.py"
    command = [sys.executable, str(script), how, str(path)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer


def ask(path: Path) -> dict[str, Any]:
    """From a database to the first suggestion."""

    def first() -> Any:
        return tiesmap.open(path, as_of=AS_OF).ways.outward("near", 1)[0]

    before = time.process_time()
    seconds, found = timed(first)
    return {
        "seconds": seconds,
        "cpu_seconds": time.process_time() - before,
        "peak_mb": peak_mb(),
        "suggested": found.path.people[-1],
        "hops": len(found.path.hops),
    }


def ask_again(path: Path) -> dict[str, float]:
    """Seconds to the next suggestion after something changed, by what it was."""
    workspace = tiesmap.open(path, as_of=AS_OF)
    connector = workspace.ways.outward("near", 1)[0].path.people[1]
    day = AS_OF.isoformat()
    mail = f"date,from,to,channel\n{day},person0@example.com,person1@example.com,email\n"
    changes: dict[str, Callable[[], object]] = {
        "rating": lambda: workspace.people.rate({connector: 4}),
        "new name of a person": lambda: _rename(workspace, connector),
        "one more import": lambda: workspace.files.import_files([("more.csv", mail.encode())]),
    }
    spent = {}
    for what, change in changes.items():
        change()
        spent[what], _ = timed(lambda: workspace.ways.outward("near", 1))
    return spent


def _rename(workspace: Workspace, person: int) -> None:
    found = workspace.people.person(person)
    if found is not None:
        workspace.people.save_person(replace(found, name="Another Name"))
