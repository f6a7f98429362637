"""Seconds and memory of what carries the whole network, beside networkx.

    python benchmarks/scale.py --people N --ties-per-person K [--json] [--step NAME ...]

Makes a seeded network of circles (see invented.py) and runs each step in a process of its own: ours
once for the peak memory, then ours and theirs in turn, three times each; printed are the medians.
Each step checks that the answers agree to 1e-9. Where networkx would take hours (constraint) it
does a part, and its time is scaled up: the note says so. igraph, networkit and rustworkx are timed,
too, where they are installed.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import os
import platform
import resource
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from statistics import median
from typing import Any

import networkx as nx
import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import tiesmap
from benchmarks.invented import AS_OF, Invented, invent, tables, write_database
from tiesmap.model.evidence import CHANNELS
from tiesmap.network.build import build_network
from tiesmap.network.comfort import measure_comfort
from tiesmap.network.outreach import chances_next, suggest
from tiesmap.network.search import Search, best_paths
from tiesmap.network.standpoint import look_around, stand
from tiesmap.network.structure import measure, neighborhood_overlap

REPEATS = 3
PATIENCE = 60.0
"""A peer that takes longer than so many seconds runs once, not REPEATS times."""
HOPS = 4
SOURCES, TARGETS, ALTERNATIVES = 50, 20, 5
CONTACTS_A_PERSON = 5
INTERACTIONS_A_PERSON = 10
EXACT = 1e-9
BRUTE = 200
SAMPLE = 100
HEADER = "| step | people | seconds | CPU s | peak MB | networkx s | ratio | agrees | what |"
MEETING = CHANNELS.index("meeting")


@dataclass
class Step:
    """What one step found. `seconds` is ours, `ratio` how many times as long networkx takes.

    `cpu_seconds` of ours tell what a busy machine would hide.
    """

    step: str
    people: int
    seconds: float = 0.0
    cpu_seconds: float = 0.0
    peak_mb: float = 0.0
    networkx_seconds: float | None = None
    networkx_runs: int = 0
    ratio: float | None = None
    agrees: bool | None = None
    extras: dict[str, str] = field(default_factory=dict)
    note: str = ""


def peak_mb() -> float:
    """The most memory that this process has had so far."""
    size = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return size / 1024 if platform.system() != "Darwin" else size / 1024**2


def timed(call: Callable[[], Any]) -> tuple[float, Any]:
    start = time.perf_counter()
    result = call()
    return time.perf_counter() - start, result


def pair(
    step: Step,
    ours: Callable[[], Any],
    prepare: Callable[[], Any],
    theirs: Callable[[], Any],
    part: float = 1.0,
) -> tuple[Any, Any]:
    """Ours and theirs in turn, and what both found.

    `prepare` makes what theirs needs, in nobody's time and after our memory was looked at; `part`
    is the share of the work that theirs does.
    """
    ours()
    step.peak_mb = round(peak_mb(), 1)
    prepare()
    seconds, busy, others, mine, their = [], [], [], None, None
    for _ in range(REPEATS):
        before = time.process_time()
        spent, mine = timed(ours)
        seconds.append(spent)
        busy.append(time.process_time() - before)
        if others and others[0] * part > PATIENCE:
            continue
        their = None  # two answers of a million paths need not lie there together
        spent, their = timed(theirs)
        others.append(spent / part)
    step.seconds = round(median(seconds), 4)
    step.cpu_seconds = round(median(busy), 4)
    step.networkx_seconds = round(median(others), 4)
    step.networkx_runs = len(others)
    step.ratio = round(median(t / m for t, m in zip(others, seconds, strict=False)), 1)
    return mine, their


def extra(step: Step, library: str, what: str, prepare: Callable[[], Callable[[], Any]]) -> None:
    """Time another library's call, where the library is there; `prepare` makes its graph."""
    if importlib.util.find_spec(library) is None:
        step.extras[library] = "not installed"
        return
    call = prepare()
    step.extras[f"{library} {what}"] = f"{median(timed(call)[0] for _ in range(REPEATS)):.3f} s"


def graph_of(network: Invented) -> nx.Graph:
    graph = nx.Graph()
    graph.add_nodes_from(range(network.people))
    cost = -np.log(network.chance)
    graph.add_weighted_edges_from(
        zip(network.a.tolist(), network.b.tolist(), cost.tolist(), strict=True), weight="cost"
    )
    return graph


def later(make: Callable[[], Any]) -> Callable[[], Any]:
    """Made when it is first asked for: what networkx needs does not count in our memory."""
    made: list[Any] = []

    def get() -> Any:
        if not made:
            made.append(make())
        return made[0]

    return get


# The steps ----------------------------------------------------------------------------------------


def overlap(network: Invented, step: Step) -> None:
    adjacency = network.adjacency
    graph = later(lambda: graph_of(network))
    ends = later(lambda: list(zip(network.a.tolist(), network.b.tolist(), strict=True)))

    def theirs() -> list[float]:
        near = {v: set(row) for v, row in graph().adjacency()}
        found = []
        for a, b in ends():
            common = len(near[a] & near[b])
            others = len(near[a]) + len(near[b]) - 2 - common
            found.append(common / others if others else float("nan"))
        return found

    mine, their = pair(
        step, lambda: neighborhood_overlap(adjacency), lambda: (graph(), ends()), theirs
    )
    step.agrees = bool(np.allclose(mine, their, rtol=0, atol=EXACT, equal_nan=True))
    step.note = "and local bridges: overlap 0; networkx: a set each person, then intersections"

    def igraph() -> Callable[[], Any]:
        import igraph

        graph = igraph.Graph(network.people, ends())
        return lambda: graph.similarity_jaccard(pairs=ends())

    def networkit() -> Callable[[], Any]:
        import networkit

        graph = networkit.GraphFromCoo((network.a, network.b), n=network.people)
        graph.indexEdges()
        return lambda: networkit.sparsification.TriangleEdgeScore(graph).run()

    extra(step, "igraph", "similarity_jaccard", igraph)
    extra(step, "networkit", "triangles of every tie", networkit)


def paths_from(network: Invented, step: Step) -> None:
    adjacency = network.adjacency
    cost = network.costs(adjacency)
    sources = np.random.default_rng(3).choice(network.people, SOURCES, replace=False).tolist()
    graph = later(lambda: graph_of(network))

    def theirs() -> Any:
        return nx.multi_source_dijkstra(graph(), set(sources), weight="cost")

    mine, (length, path) = pair(
        step, lambda: best_paths(adjacency, cost, sources, HOPS), graph, theirs
    )
    found = mine.cost[-1]
    agrees = True
    for node, total in length.items():
        if len(path[node]) <= HOPS + 1:
            agrees &= abs(found[node] - total) <= EXACT
        else:
            agrees &= found[node] >= total - EXACT
    agrees &= len(length) >= np.isfinite(found).sum()
    step.agrees = bool(agrees) and brute_force_agrees()
    step.note = f"{SOURCES} sources, at most {HOPS} hops; networkx: multi_source_dijkstra, no cap"

    def rustworkx() -> Callable[[], Any]:
        import rustworkx

        graph = rustworkx.PyGraph(multigraph=False)
        graph.add_nodes_from(range(network.people + 1))
        cost = (-np.log(network.chance)).tolist()
        graph.add_edges_from(list(zip(network.a.tolist(), network.b.tolist(), cost, strict=True)))
        # One more person, at no cost from each source.
        graph.add_edges_from([(network.people, source, 0.0) for source in sources])
        return lambda: rustworkx.dijkstra_shortest_path_lengths(graph, network.people, float)

    extra(step, "rustworkx", "Dijkstra, no cap", rustworkx)


def alternatives(network: Invented, step: Step) -> None:
    adjacency = network.adjacency
    cost = network.costs(adjacency)
    random = np.random.default_rng(4)
    reach = best_paths(adjacency, cost, [0], HOPS).cost[-1]
    near = np.flatnonzero(np.isfinite(reach) & (reach > 0))
    targets = random.choice(near, min(TARGETS, len(near)), replace=False).tolist()
    graph = later(lambda: graph_of(network))

    def ours() -> list[list[float]]:
        search = Search(adjacency, cost, 0, HOPS)
        return [[f.cost for f in search.alternatives(t, ALTERNATIVES)] for t in targets]

    def theirs() -> list[list[list[int]]]:
        return [
            list(islice(nx.shortest_simple_paths(graph(), 0, t, weight="cost"), ALTERNATIVES))
            for t in targets
        ]

    mine, their = pair(step, ours, graph, theirs)
    agrees = True
    for costs, routes in zip(mine, their, strict=True):
        uncapped = [nx.path_weight(graph(), route, "cost") for route in routes]
        short = all(len(route) <= HOPS + 1 for route in routes)
        for k, value in enumerate(uncapped[: len(costs)]):
            agrees &= abs(costs[k] - value) <= EXACT if short else costs[k] >= value - EXACT
    step.agrees = bool(agrees) and brute_force_agrees()
    step.note = f"{ALTERNATIVES} best within {HOPS} hops to {len(targets)} people; networkx: no cap"


def brute_force_agrees() -> bool:
    """Best paths and alternatives among 200 people against all simple paths, walked one by one."""
    network = invent(BRUTE, 4, seed=9)
    graph = graph_of(network)
    adjacency = network.adjacency
    cost = network.costs(adjacency)
    sources = [150, 151]
    found = best_paths(adjacency, cost, sources, HOPS).cost[-1]
    every: dict[int, list[float]] = defaultdict(list)
    for source in sources:
        for total, node in _walks(graph, source):
            every[node].append(total)
    agrees = all(
        abs(found[v] - min(every[v])) <= EXACT if v in every else not np.isfinite(found[v])
        for v in range(BRUTE)
    )
    search = Search(adjacency, cost, sources[0], HOPS)
    single: dict[int, list[float]] = defaultdict(list)
    for total, node in _walks(graph, sources[0]):
        single[node].append(total)
    for node in range(0, BRUTE, 7):
        best = sorted(single[node])[:ALTERNATIVES]
        mine = [f.cost for f in search.alternatives(node, ALTERNATIVES)]
        agrees &= len(mine) == len(best) and bool(np.allclose(mine, best, rtol=0, atol=EXACT))
    return bool(agrees)


def _walks(graph: nx.Graph, source: int) -> Iterator[tuple[float, int]]:
    """Cost and end of every simple path of at most HOPS hops."""
    stack = [(0.0, (source,))]
    while stack:
        total, nodes = stack.pop()
        yield total, nodes[-1]
        if len(nodes) <= HOPS:
            for other, tie in graph[nodes[-1]].items():
                if other not in nodes:
                    stack.append((total + tie["cost"], (*nodes, other)))


def constraint(network: Invented, step: Step) -> None:
    adjacency = network.adjacency
    sample = np.random.default_rng(5).choice(np.arange(1, network.people), SAMPLE, replace=False)
    part = sample.tolist()
    graph = later(lambda: graph_of(network))

    def theirs() -> tuple[dict[int, float], list[float]]:
        sizes = [nx.effective_size(nx.ego_graph(graph(), v, 1), nodes=[v])[v] for v in part]
        return nx.constraint(graph(), nodes=part), sizes

    mine, (burt, sizes) = pair(
        step, lambda: measure(adjacency), graph, theirs, len(part) / network.people
    )
    step.agrees = bool(
        np.allclose(
            mine.constraint[part], [burt[v] for v in part], rtol=0, atol=EXACT, equal_nan=True
        )
        and np.allclose(mine.effective_size[part], sizes, rtol=0, atol=EXACT, equal_nan=True)
    )
    step.note = (
        f"overlap, constraint and effective size in one pass; networkx: constraint and effective "
        f"size of {len(part)} people, scaled up"
    )


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


STEPS: dict[str, Callable[[Invented, Step], None]] = {
    "overlap": overlap,
    "best_paths": paths_from,
    "alternatives": alternatives,
    "constraint": constraint,
    "ties": ties,
    "outward": outward,
    "first_suggestion": first_suggestion,
}


# Running ------------------------------------------------------------------------------------------


def run(name: str, people: int, ties_per_person: int) -> Step:
    """One step, in a process of its own."""
    command = [sys.executable, __file__, "--people", str(people)]
    command += ["--ties-per-person", str(ties_per_person), "--only", name]
    done = subprocess.run(command, check=False, capture_output=True, text=True)
    if done.returncode:
        return Step(name, people, note=f"failed ({done.returncode}): {done.stderr.strip()[-200:]}")
    return Step(**json.loads(done.stdout))


def machine() -> str:
    """The machine in its own words."""
    model = platform.processor() or platform.machine()
    info = Path("/proc/cpuinfo")
    if info.exists():
        lines = info.read_text(encoding="utf-8").splitlines()
        model = next((x.split(":")[1].strip() for x in lines if x.startswith("model name")), model)
    load = ", ".join(f"{value:.1f}" for value in os.getloadavg())
    return (
        f"{model}, {os.cpu_count()} cores, {platform.system()}, "
        f"Python {platform.python_version()}, numpy {np.__version__}, networkx {nx.__version__}; "
        f"load average at the start {load}"
    )


def line(step: Step) -> str:
    theirs = "" if step.networkx_seconds is None else f"{step.networkx_seconds:.2f}"
    ratio = "" if step.ratio is None else f"{step.ratio:.1f}"
    agrees = "" if step.agrees is None else "yes" if step.agrees else "NO"
    notes = "; ".join([step.note, *(f"{name}: {said}" for name, said in step.extras.items())])
    return (
        f"| {step.step} | {step.people:,} | {step.seconds:.3f} | {step.cpu_seconds:.3f} "
        f"| {step.peak_mb:,.0f} "
        f"| {theirs} | {ratio} | {agrees} | {notes} |"
    )


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--people", type=int, default=100_000)
    parser.add_argument("--ties-per-person", type=int, default=10)
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    parser.add_argument("--step", action="append", choices=list(STEPS), help="these steps only")
    parser.add_argument("--only", choices=list(STEPS), help=argparse.SUPPRESS)
    parser.add_argument("--ask", type=Path, help=argparse.SUPPRESS)
    given = parser.parse_args(arguments)
    if given.ask:
        print(json.dumps(ask(given.ask)))
        return 0
    if given.people < 1000 or given.ties_per_person < 2:
        parser.error("give at least 1000 people with 2 ties each")
    if given.only:
        step = Step(given.only, given.people)
        STEPS[given.only](invent(given.people, given.ties_per_person), step)
        print(json.dumps(vars(step)))
        return 0
    if not given.json:
        print(machine(), flush=True)
        print(
            "\n| step | people | seconds | CPU s | peak MB | networkx s | ratio | agrees | what |"
        )
        print(f"|{' --- |' * 9}", flush=True)
    found = []
    for name in given.step or STEPS:
        found.append(run(name, given.people, given.ties_per_person))
        if not given.json:
            print(line(found[-1]), flush=True)
    if given.json:
        keys = ("step", "people", "seconds", "peak_mb", "networkx_seconds", "ratio", "agrees")
        print(json.dumps({"steps": [{key: getattr(step, key) for key in keys} for step in found]}))
    return 0 if all(step.agrees for step in found) else 1


if __name__ == "__main__":
    sys.exit(main())
