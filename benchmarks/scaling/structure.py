"""Overlap: what the graph alone says of every tie."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from benchmarks.invented import Invented
from benchmarks.scaling.race import EXACT, Step, extra, graph_of, later, pair
from tiesmap.network.structure import measure


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

    def ours() -> Any:
        return measure(adjacency).overlap

    mine, their = pair(step, ours, lambda: (graph(), ends()), theirs)
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

    extra(step, "igraph", "similarity_jaccard", ours, igraph)
    extra(step, "networkit", "triangles of every tie", ours, networkit)
