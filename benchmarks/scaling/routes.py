"""The best paths within so many hops: to everybody, and the five best to one person."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from itertools import islice
from typing import Any

import networkx as nx
import numpy as np

from benchmarks.invented import Invented, invent
from benchmarks.scaling.race import EXACT, Step, extra, graph_of, later, pair
from tiesmap.network.search import Search, best_paths

HOPS = 4
SOURCES, TARGETS, ALTERNATIVES = 50, 20, 5
BRUTE = 200
"""People among whom every path is walked."""


def everybody(network: Invented, step: Step) -> None:
    adjacency = network.adjacency
    cost = network.costs(adjacency)
    sources = np.random.default_rng(3).choice(network.people, SOURCES, replace=False).tolist()
    graph = later(lambda: graph_of(network))

    def theirs() -> Any:
        return nx.multi_source_dijkstra(graph(), set(sources), weight="cost")

    def ours() -> Any:
        return best_paths(adjacency, cost, sources, HOPS)

    mine, (length, path) = pair(step, ours, graph, theirs)
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

    extra(step, "rustworkx", "Dijkstra, no cap", ours, rustworkx)


def five_best(network: Invented, step: Step) -> None:
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
