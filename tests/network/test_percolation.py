from __future__ import annotations

import networkx as nx
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tiesmap.network.adjacency import Adjacency
from tiesmap.network.percolation import STEPS, giant_shares, join, overlap_by_strength
from tiesmap.network.structure import measure


def test_mean_overlap_by_fifth_by_hand() -> None:
    strength = np.array([5, 4, 3, 2, 1, 6, 7, 8, 9, 10]) / 10
    overlap = np.array([0.5, 0.4, 0.3, 0.2, 0.1, 0.6, 0.7, 0.8, 0.9, 1.0])
    found = overlap_by_strength(strength, overlap)
    assert found.tolist() == pytest.approx([0.15, 0.35, 0.55, 0.75, 0.95])


def test_equally_strong_ties_are_shared_out_alike() -> None:
    found = overlap_by_strength(np.full(4, 0.5), np.array([0.0, 1.0, 0.0, 1.0]))
    assert found.tolist() == pytest.approx([0.5] * 5)


def test_ties_without_an_overlap_are_left_out() -> None:
    found = overlap_by_strength(np.array([0.1, 0.2, 0.3]), np.array([np.nan, 0.4, 0.8]))
    # The middle fifth has half of each of the two ties.
    assert found.tolist() == pytest.approx([0.4, 0.4, 0.6, 0.8, 0.8])
    assert np.isnan(overlap_by_strength(np.array([0.1]), np.array([np.nan]))).all()
    assert np.isnan(overlap_by_strength(np.array([]), np.array([]))).all()


@given(st.lists(st.tuples(st.integers(0, 4), st.floats(0, 1)), min_size=1, max_size=40), st.data())
def test_the_order_of_the_ties_does_not_matter(
    ties: list[tuple[int, float]], data: st.DataObject
) -> None:
    strength, overlap = (np.array(column, dtype=float) for column in zip(*ties, strict=True))
    order = np.array(data.draw(st.permutations(range(len(ties)))))
    found = overlap_by_strength(strength, overlap)
    np.testing.assert_allclose(found, overlap_by_strength(strength[order], overlap[order]))
    # Fifths are of equal size, so their mean is the mean of all.
    assert found.mean() == pytest.approx(overlap.mean())


def circles() -> tuple[int, np.ndarray, np.ndarray, np.ndarray]:
    """Four circles of six who all know each other (strong), in a ring of weak ties."""
    graph = nx.Graph()
    for circle in range(4):
        people = range(6 * circle, 6 * circle + 6)
        graph.add_edges_from(((p, q) for p in people for q in people if p < q), strength=0.9)
    graph.add_edges_from(((6 * c, (6 * c + 7) % 24) for c in range(4)), strength=0.1)
    a, b = (np.array(ends) for ends in zip(*graph.edges, strict=True))
    return 24, a, b, np.array([graph.edges[edge]["strength"] for edge in graph.edges])


def test_weak_ties_hold_circles_together() -> None:
    n, a, b, strength = circles()
    # 64 ties, 4 of them weak: 3 are gone after the first twentieth, 6 ties after the second.
    weak = giant_shares(n, a, b, strength, weak_first=True)
    strong = giant_shares(n, a, b, strength, weak_first=False)
    assert weak[:3].tolist() == [1, 0.5, 0.25]
    assert strong[:3].tolist() == [1, 1, 1]
    assert (strong[1:10] > weak[1:10]).all()
    overlap = overlap_by_strength(strength, measure(Adjacency.of(n, a, b)).overlap)
    assert overlap[0] < overlap[-1]


@given(st.integers(0, 60), st.booleans(), st.integers(1, 90))
def test_the_giant_component_is_that_of_networkx(seed: int, weak_first: bool, ties: int) -> None:
    graph = nx.gnm_random_graph(25, ties, seed=seed)
    random = np.random.default_rng(seed)
    a, b = (np.array(ends) for ends in zip(*graph.edges, strict=True))
    strength = random.permutation(len(a)) / len(a)
    found = giant_shares(25, a, b, strength, weak_first=weak_first)
    order = np.argsort(strength if weak_first else -strength)
    tied = sum(1 for v in graph if graph.degree(v))
    for k in range(STEPS + 1):
        left = nx.empty_graph(25)
        # From the back, as the cuts are made there.
        keep = len(a) - round((STEPS - k) * len(a) / STEPS)
        left.add_edges_from(zip(a[order[keep:]], b[order[keep:]], strict=True))
        largest = max(len(part) for part in nx.connected_components(left))
        assert found[k] == pytest.approx(largest / tied)


def test_nobody_tied_has_no_giant() -> None:
    nobody = np.empty(0, dtype=np.int64)
    assert np.isnan(giant_shares(3, nobody, nobody, np.empty(0), weak_first=True)).all()


def test_joining_leaves_its_input_alone() -> None:
    root = np.arange(5, dtype=np.int32)
    found = join(root, np.array([4, 3, 1]), np.array([3, 2, 0]))
    assert found.tolist() == [0, 0, 2, 2, 2]
    assert root.tolist() == [0, 1, 2, 3, 4]
