from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields, replace

import networkx as nx
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.laws import examples
from tiesmap.network import structure
from tiesmap.network.adjacency import Adjacency
from tiesmap.network.structure import Structure, bridging, measure

GRAPHS = {
    "karate club": nx.karate_club_graph(),
    "florentine families": nx.convert_node_labels_to_integers(nx.florentine_families_graph()),
    "complete": nx.complete_graph(7),
    "star": nx.star_graph(6),
    "ring": nx.cycle_graph(8),
    "caveman": nx.connected_caveman_graph(5, 6),
    "hubs": nx.barabasi_albert_graph(80, 3, seed=5),
    "dense": nx.gnp_random_graph(20, 0.6, seed=2),
    "wheel and loose ends": nx.disjoint_union(nx.wheel_graph(9), nx.path_graph(2)),
    "nobody tied": nx.empty_graph(3),
}


def of_graph(graph: nx.Graph) -> Adjacency:
    edges = list(graph.edges)
    return Adjacency.of(len(graph), [a for a, _ in edges], [b for _, b in edges])


def overlap_of(graph: nx.Graph, a: int, b: int) -> float:
    """Onnela's formula, word for word."""
    n = len(set(graph[a]) & set(graph[b]))
    others = (graph.degree(a) - 1) + (graph.degree(b) - 1) - n
    return n / others if others else float("nan")


def check(graph: nx.Graph) -> None:
    adjacency = of_graph(graph)
    found = measure(adjacency)
    expected = [overlap_of(graph, a, b) for a, b in graph.edges]
    np.testing.assert_array_equal(found.overlap, expected)
    assert found.dead_end.tolist() == [
        graph.degree(a) == 1 or graph.degree(b) == 1 for a, b in graph.edges
    ]
    assert found.measured.all()


@pytest.mark.parametrize("name", GRAPHS)
def test_equals_networkx(name: str) -> None:
    check(GRAPHS[name])


@pytest.mark.parametrize("chunk", [1, 2, 7, 50])
def test_the_size_of_the_pieces_does_not_matter(
    monkeypatch: pytest.MonkeyPatch, chunk: int
) -> None:
    monkeypatch.setattr(structure, "CHUNK", chunk)
    for name in ("karate club", "dense", "star", "nobody tied"):
        check(GRAPHS[name])


@given(st.integers(2, 12), st.floats(0, 1), st.integers(0, 10**6))
@examples(100)
def test_equals_networkx_on_random_networks(n: int, density: float, seed: int) -> None:
    check(nx.gnp_random_graph(n, density, seed=seed))


@given(st.integers(2, 12), st.integers(0, 10**6))
@examples(50)
def test_the_numbering_of_people_does_not_matter(n: int, seed: int) -> None:
    graph = nx.gnp_random_graph(n, 0.5, seed=seed)
    order = np.random.default_rng(seed).permutation(n)
    a = np.array([a for a, _ in graph.edges], int)
    b = np.array([b for _, b in graph.edges], int)
    one, two = measure(Adjacency.of(n, a, b)), measure(Adjacency.of(n, order[a], order[b]))
    np.testing.assert_array_equal(one.overlap, two.overlap)


def drawn() -> Structure:
    r"""Two circles, a bridge between them, a dead end, a pair on its own, somebody alone.

        0           5
       / \         / \
      1---2 ----- 3---4     6 --- 7     9
                      |
                      8
    """
    return measure(Adjacency.of(10, [0, 0, 1, 2, 3, 3, 4, 4, 6], [1, 2, 2, 3, 4, 5, 5, 8, 7]))


def test_a_drawn_network_worked_by_hand() -> None:
    found = drawn()
    # Ties 01, 02, 12, 23, 34, 35, 45, 48, 67.
    np.testing.assert_array_equal(
        found.overlap, [1 / 1, 1 / 2, 1 / 2, 0, 1 / 3, 1 / 2, 1 / 2, 0, np.nan]
    )
    assert np.flatnonzero(found.overlap == 0).tolist() == [3, 7], "the local bridges"
    assert np.flatnonzero(found.dead_end).tolist() == [7, 8]


def test_the_bridge_and_the_next_lowest_are_bridging() -> None:
    """Of 7 ties between people with other ties the lowest fifth is 2: O = 0 and the next, 1/3."""
    assert np.flatnonzero(bridging(drawn())).tolist() == [3, 4]


def test_with_the_rep_in_it_no_local_bridge_is_left() -> None:
    """The rep (6) knows everybody in two circles that one tie (2-3) joins."""
    a = [0, 0, 1, 2, 3, 3, 4, *[6] * 6]
    b = [1, 2, 2, 3, 4, 5, 5, *range(6)]
    adjacency = Adjacency.of(7, a, b)
    assert not (measure(adjacency).overlap == 0).any()
    found = measure(adjacency.without(6))
    assert np.flatnonzero(found.overlap == 0).tolist() == [3]
    assert np.flatnonzero(found.measured).tolist() == list(range(7))
    own = slice(7, 13)
    assert np.isnan(found.overlap[own]).all()
    assert not found.dead_end[own].any()
    assert not bridging(found)[own].any()
    alone = measure(Adjacency.of(7, a[:7], b[:7]))
    for field in fields(Structure):
        theirs, ours = getattr(alone, field.name), getattr(found, field.name)
        np.testing.assert_array_equal(ours[: len(theirs)], theirs)


def with_overlaps(overlap: list[float], dead_end: Sequence[int] = ()) -> Structure:
    """A Structure of which only what `bridging` looks at has meaning."""
    values = np.array(overlap, float)
    ends = np.isin(np.arange(len(values)), list(dead_end))
    return replace(
        drawn(),
        overlap=values,
        measured=np.ones(len(values), bool),
        dead_end=ends,
    )


@pytest.mark.parametrize(
    ("overlap", "dead_end", "expected"),
    [
        ([0.1, 0.2, 0.3, 0.4, 0.5], [], [0]),
        ([0.5, 0.4, 0.3, 0.2, 0.1, 0.6], [], [3, 4]),
        ([0.1, 0.1, 0.1, 0.4, 0.5], [], [0, 1, 2]),  # equal to the threshold: all count
        ([0, 0, 0, 0.4, 0.5], [], [0, 1, 2]),
        ([0, 0, 0], [], [0, 1, 2]),  # a tree: every tie is a local bridge
        ([0.5, 0.5, 0.5], [], []),  # nothing tells them apart
        ([0.5], [], []),
        ([0.1, *[1] * 9], [], [0]),  # the fifth would reach into the highest
        ([0, *[1] * 9], [], [0]),
        ([0, 0.2, 0.3, 0.4, 0.5, 0.6], [0], [1]),  # a dead end neither counts nor is counted
        ([0, float("nan")], [0, 1], []),
        ([], [], []),
    ],
)
def test_bridging_is_the_lowest_fifth(
    overlap: list[float], dead_end: list[int], expected: list[int]
) -> None:
    assert np.flatnonzero(bridging(with_overlaps(overlap, dead_end))).tolist() == expected


@given(st.lists(st.integers(0, 40), min_size=2))
def test_bridging_is_what_numpy_calls_the_lowest_fifth(values: list[int]) -> None:
    found = bridging(with_overlaps([value / 64 for value in values]))
    limit = np.quantile(values, 0.2, method="inverted_cdf")
    if limit < max(values):
        assert found.tolist() == [value <= limit for value in values]
    assert found[np.array(values) == 0].all()
    assert found.sum() < len(values) or not any(values)
