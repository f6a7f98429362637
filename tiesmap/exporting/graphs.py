"""The network for other programs that draw and measure graphs, such as Gephi and yEd."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from io import BytesIO

OF_A_TIE = ("class", "bridging", "contacts", "evidence")
"""What is said of each tie beside its strength."""


def to_graphml(ties: Iterable[Mapping[str, object]]) -> bytes:
    """The report of ties as GraphML: a node a person (label), an edge a tie (weight = strength)."""
    # Only here: it is slow to load, and hardly any start of the product needs it.
    import networkx as nx

    graph: nx.Graph[str] = nx.Graph()
    for tie in ties:
        ends = str(tie["person_id"]), str(tie["other_id"])
        for end, name in zip(ends, (tie["person"], tie["other"]), strict=True):
            graph.add_node(end, label=str(name))
        graph.add_edge(*ends, weight=float(str(tie["strength"])))
        graph.edges[ends].update({name: str(tie[name]) for name in OF_A_TIE})
    out = BytesIO()
    nx.write_graphml(graph, out)
    return out.getvalue()
