"""From rows of contact to ties, and from a database to whom to meet next."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from pathlib import Path
from statistics import median
from typing import Any

import networkx as nx
import numpy as np

import tiesmap
from benchmarks.invented import AS_OF, Invented, tables, write_database
from benchmarks.scaling.race import EXACT, REPEATS, Step, later, pair, peak_mb, timed
from tiesmap.model.evidence import CHANNELS
from tiesmap.network.build import build_network
from tiesmap.network.comfort import measure_comfort
from tiesmap.network.outreach import chances_next, suggest
from tiesmap.network.standpoint import look_around, stand

CONTACTS_A_PERSON = 5
INTERACTIONS_A_PERSON = 10
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
    graph = later(lambda: _directed(stand(around, _comfort(built, made))))

    def ours() -> Any:
        return suggest(stand(around, _comfort(built, made)))

    def theirs() -> dict[int, float]:
        hops, known = graph()
        fails: dict[int, float] = defaultdict(lambda: 1.0)
        for connector, one in hops[0].items():
            for other, two in hops.get(connector, {}).items():
                square = (one * two) ** 2
                shared = square / known[connector]
                fails[other] *= 1 - (shared / (1 - square + shared)) ** 0.5
        return {other: 1 - fail for other, fail in fails.items()}

    _, their = pair(step, ours, graph, theirs)
    nodes, chance = chances_next(stand(around, _comfort(built, made)))
    agrees = len(nodes) == sum(1 for v in their if around.ring[v] == 2)
    agrees &= all(
        abs(their[v] - c) <= EXACT for v, c in zip(nodes.tolist(), chance.tolist(), strict=True)
    )
    step.agrees = bool(agrees)
    step.note = (
        f"rep with {len(around.contacts)} contacts, 20 suggestions with their paths, up to "
        f"{around.settings.max_hops} hops; once per rep and import before: structure and "
        f"communities {first:.2f} s; networkx's side: a loop over two hops alone"
    )


def _comfort(built: Any, made: Any) -> Any:
    return measure_comfort(built, 0, made.relationships, made.category_ratings)


def _directed(standpoint: Any) -> tuple[dict[int, dict[int, float]], dict[int, int]]:
    """The open hops from the rep and his contacts as dictionaries."""
    adjacency = standpoint.network.adjacency
    rows = {}
    for node in (0, *standpoint.around.contacts.tolist()):
        row = slice(int(adjacency.start[node]), int(adjacency.start[node + 1]))
        rows[node] = {
            v: c
            for v, c in zip(
                adjacency.other[row].tolist(), standpoint.chance[row].tolist(), strict=True
            )
            if c > 0
        }
    known = standpoint.network.known_degree
    return rows, {v: int(known[v]) for v in rows}


def first_suggestion(network: Invented, step: Step) -> None:
    """In a process of its own once more: the database is written by this one."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "network.db"
        spent, _ = timed(
            lambda: write_database(path, tables(network, network.people * INTERACTIONS_A_PERSON))
        )
        size = path.stat().st_size / 1e6
        runs = []
        for _ in range(REPEATS if network.people <= 200_000 else 1):
            done = subprocess.run(
                [sys.executable, __file__, "--ask", str(path)],
                check=True,
                capture_output=True,
                text=True,
            )
            runs.append(json.loads(done.stdout))
    step.seconds = round(median(run["seconds"] for run in runs), 3)
    step.cpu_seconds = round(median(run["cpu_seconds"] for run in runs), 3)
    step.peak_mb = round(max(run["peak_mb"] for run in runs), 1)
    step.agrees = all(run["suggested"] == runs[0]["suggested"] and run["hops"] == 2 for run in runs)
    step.note = (
        f"database of {size:,.0f} MB with {network.people * INTERACTIONS_A_PERSON:,} interactions "
        f"(written in {spent:.0f} s) -> the first suggestion, near; imports of Python not counted"
    )


def ask(path: Path) -> dict[str, Any]:
    """From a database to the first suggestion."""

    def first() -> Any:
        seat = tiesmap.open(path, as_of=AS_OF)
        return seat.outward("near", 1)[0]

    before = time.process_time()
    seconds, found = timed(first)
    return {
        "seconds": seconds,
        "cpu_seconds": time.process_time() - before,
        "peak_mb": peak_mb(),
        "suggested": list(found.path.people),
        "hops": len(found.path.hops),
    }
