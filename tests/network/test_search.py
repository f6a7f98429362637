from __future__ import annotations

from itertools import pairwise

import networkx as nx
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.laws import examples
from tiesmap.network import search
from tiesmap.network.adjacency import Adjacency
from tiesmap.network.search import Found, Search, best_paths

INF = float("inf")
Costs = dict[tuple[int, int], float]


def network(n: int, costs: Costs) -> tuple[Adjacency, np.ndarray]:
    """Ties between all pairs that have a cost in either direction; no cost given: inf."""
    pairs = sorted({(min(pair), max(pair)) for pair in costs})
    adjacency = Adjacency.of(n, [a for a, _ in pairs], [b for _, b in pairs])
    slots = zip(adjacency.tails.tolist(), adjacency.other.tolist(), strict=True)
    return adjacency, np.array([costs.get(slot, INF) for slot in slots], float)


def both_ways(costs: Costs) -> Costs:
    return {**costs, **{(b, a): cost for (a, b), cost in costs.items()}}


def all_paths(
    n: int, costs: Costs, source: int, target: int, hops: int
) -> list[tuple[float, int, tuple[int, ...]]]:
    """By brute force: (cost, hops, people from the target back) of every simple path, sorted."""
    graph = nx.DiGraph()
    graph.add_nodes_from(range(n))
    graph.add_edges_from(pair for pair, cost in costs.items() if cost < INF)
    if source == target:
        return [(0.0, 0, (source,))]
    found = nx.all_simple_paths(graph, source, target, cutoff=hops) if hops else ()
    return sorted(
        (sum(costs[hop] for hop in pairwise(path)), len(path) - 1, tuple(path[::-1]))
        for path in found
    )


@st.composite
def cases(draw: st.DrawFn) -> tuple[int, Costs, int]:
    """n people, directed costs with many zeros and equal ones, and the cap."""
    n = draw(st.integers(2, 7))
    pairs = [(i, j) for i in range(n) for j in range(n) if i != j]
    # Quarters, so that the sums of the brute force are exact and equal costs are equal.
    cost = st.sampled_from([0.0, 0.0, 0.25, 0.5, 1.0, 1.75, INF])
    costs = draw(st.dictionaries(st.sampled_from(pairs), cost))
    return n, costs, draw(st.integers(0, 5))


DRAWN = both_ways(
    {(0, 1): 1, (1, 2): 1, (2, 3): 1, (3, 4): 1, (0, 5): 3, (5, 4): 4, (0, 6): 9, (6, 4): 9}
)
r"""
     1 --1-- 2 --1-- 3
    /1                \1
   0 ---3--- 5 ---4--- 4      7
    \9                /9
     `------ 6 ------'
"""


def test_the_best_path_in_fewer_hops_is_another_one() -> None:
    adjacency, cost = network(8, DRAWN)
    found = best_paths(adjacency, cost, [0], 4)
    assert found.cost[:, 4].tolist() == [INF, INF, 7, 7, 4]
    assert found.path(4) == (0, 1, 2, 3, 4)
    assert [best_paths(adjacency, cost, [0], cap).path(4) for cap in (1, 2, 3)] == [
        (), (0, 5, 4), (0, 5, 4),
    ]  # fmt: skip
    assert found.path(0) == (0,)
    assert found.path(7) == ()


def test_the_nearest_of_several_sources_is_taken() -> None:
    adjacency, cost = network(8, DRAWN)
    found = best_paths(adjacency, cost, [0, 3, 3], 4)
    assert found.path(4) == (3, 4)
    assert found.path(2) == (3, 2)
    assert found.path(5) == (0, 5)
    assert found.cost[4].tolist() == [0, 1, 1, 0, 1, 3, 9, INF]


def test_the_three_best_in_order() -> None:
    adjacency, cost = network(8, DRAWN)
    paths = [Found((0, 1, 2, 3, 4), 4), Found((0, 5, 4), 7), Found((0, 6, 4), 18)]
    assert Search(adjacency, cost, 0, 4).alternatives(4, 9) == paths
    assert Search(adjacency, cost, 0, 4).alternatives(4, 2) == paths[:2]
    assert Search(adjacency, cost, 0, 3).alternatives(4, 9) == paths[1:]
    assert Search(adjacency, cost, 0, 4).alternatives(7, 9) == []


def test_a_cost_holds_for_one_direction() -> None:
    """0 passes 1's request on gladly (1 -> 0 costs 1), 1 does not (0 -> 1 costs 5)."""
    adjacency, cost = network(2, {(0, 1): 5, (1, 0): 1})
    assert best_paths(adjacency, cost, [0], 1).cost[1].tolist() == [0, 5]
    assert best_paths(adjacency, cost, [1], 1).cost[1].tolist() == [1, 0]
    assert Search(adjacency, cost, 0, 1).best(1) == Found((0, 1), 5)
    assert Search(adjacency, cost, 1, 1).best(0) == Found((1, 0), 1)


@pytest.mark.parametrize("cost", [0.0, 0.1, 0.7])
def test_of_equal_paths_fewer_hops_then_smaller_numbers_come_first(cost: float) -> None:
    """0 - {3, 1, 2} - 4, and 0 - 5 - 3: with cost 0 the way over 5 is as good, but longer."""
    costs = both_ways(dict.fromkeys([(0, 3), (0, 1), (0, 2), (3, 4), (1, 4), (2, 4)], cost))
    adjacency, slots = network(6, {**costs, (0, 5): cost, (5, 3): cost})
    found = Search(adjacency, slots, 0, 3).alternatives(4, 9)
    assert [path.nodes for path in found] == [(0, 1, 4), (0, 2, 4), (0, 3, 4), (0, 5, 3, 4)]
    assert best_paths(adjacency, slots, [0], 3).path(4) == (0, 1, 4)


def test_sums_do_not_depend_on_the_order_of_adding() -> None:
    """.1 + .2 + .3 and .3 + .2 + .1 differ in floating point; here both paths cost the same."""
    costs = {(0, 1): 0.3, (1, 2): 0.2, (2, 5): 0.1, (0, 3): 0.1, (3, 4): 0.2, (4, 5): 0.3}
    adjacency, cost = network(6, costs)
    first, second = Search(adjacency, cost, 0, 3).alternatives(5, 2)
    assert first.cost == second.cost == best_paths(adjacency, cost, [0], 3).cost[3, 5]
    assert (first.nodes, second.nodes) == ((0, 1, 2, 5), (0, 3, 4, 5))
    assert first.cost == pytest.approx(0.6, abs=1e-11)


def test_a_target_with_many_contacts_who_know_nobody_else() -> None:
    """0 - 1 - 2, and 2 knows 50 more: their best way to 0 leads through 2 itself."""
    costs = both_ways({(0, 1): 1.0, (1, 2): 1.0, **{(2, 3 + k): 0.1 for k in range(50)}})
    adjacency, cost = network(53, {**costs, (52, 0): 1.0, (0, 52): 1.0})
    found = Search(adjacency, cost, 0, 4).alternatives(2, 5)
    assert [path.nodes for path in found] == [(0, 52, 2), (0, 1, 2)]


@given(cases(), st.data())
@examples(300)
def test_best_paths_are_the_best_of_all_simple_paths(
    case: tuple[int, Costs, int], data: st.DataObject
) -> None:
    n, costs, hops = case
    sources = data.draw(st.lists(st.integers(0, n - 1), max_size=3))
    adjacency, cost = network(n, costs)
    found = best_paths(adjacency, cost, np.array(sources, int), hops)
    for cap in range(hops + 1):
        within = best_paths(adjacency, cost, np.array(sources, int), cap)
        for goal in range(n):
            known = [p for s in sources for p in all_paths(n, costs, s, goal, cap)]
            best = min(known, default=(INF, 0, ()))
            assert found.cost[cap, goal] == best[0]
            assert within.path(goal) == best[2][::-1]


@given(cases(), st.integers(1, 12))
@examples(300)
def test_alternatives_are_the_first_of_all_simple_paths(
    case: tuple[int, Costs, int], k: int
) -> None:
    n, costs, hops = case
    adjacency, cost = network(n, costs)
    given_cost, given_other = cost.copy(), adjacency.other.copy()
    for source in range(n):
        looked = Search(adjacency, cost, source, hops)
        for target in range(n):
            known = all_paths(n, costs, source, target, hops)
            expected = [Found(people[::-1], total) for total, _, people in known]
            assert looked.alternatives(target, k) == expected[:k]
            assert looked.best(target) == (expected[0] if expected else None)
    np.testing.assert_array_equal(cost, given_cost)
    np.testing.assert_array_equal(adjacency.other, given_other)


@given(st.integers(0, 10**6), st.integers(1, 4))
@examples(30)
def test_alternatives_with_any_chances_and_more_people(seed: int, hops: int) -> None:
    random = np.random.default_rng(seed)
    graph = nx.gnp_random_graph(25, 0.2, seed=seed)
    pairs = [pair for a, b in graph.edges for pair in ((a, b), (b, a))]
    costs = {pair: -float(np.log(random.uniform(0.01, 1))) for pair in pairs}
    adjacency, cost = network(25, costs)
    known = all_paths(25, costs, 0, 1, hops)
    found = Search(adjacency, cost, 0, hops).alternatives(1, 8)
    assert [path.nodes for path in found] == [people[::-1] for _, _, people in known[:8]]
    assert [path.cost for path in found] == pytest.approx([total for total, _, _ in known[:8]])


@given(st.integers(0, 10**6), st.integers(1, 5), st.sampled_from([0.0, 0.5, 1.0]))
@examples(100)
def test_the_order_holds_where_nearly_everything_is_equal(
    seed: int, hops: int, free: float
) -> None:
    """Every hop costs 0 or 1, so hops and numbers decide; k cuts anywhere among the equal ones."""
    random = np.random.default_rng(seed)
    graph = nx.gnp_random_graph(10, 0.35, seed=seed)
    pairs = [pair for a, b in graph.edges for pair in ((a, b), (b, a))]
    costs = {pair: float(random.random() >= free) for pair in pairs}
    adjacency, cost = network(10, costs)
    looked = Search(adjacency, cost, 0, hops)
    for target in range(10):
        known = all_paths(10, costs, 0, target, hops)
        expected = [Found(people[::-1], total) for total, _, people in known]
        for k in (len(expected) // 2 + 1, len(expected) + 1):
            assert looked.alternatives(target, k) == expected[:k]


@pytest.mark.parametrize("chunk", [1, 10, 1000])
def test_equals_dijkstra_where_the_cap_does_not_bind(
    monkeypatch: pytest.MonkeyPatch, chunk: int
) -> None:
    monkeypatch.setattr(search, "CHUNK", chunk)
    random = np.random.default_rng(8)
    graph = nx.connected_watts_strogatz_graph(300, 6, 0.2, seed=8).to_directed()
    for a, b in graph.edges:
        graph.edges[a, b]["cost"] = random.exponential()
    costs = {(a, b): cost for a, b, cost in graph.edges(data="cost")}
    adjacency, cost = network(300, costs)
    sources = {3, 77, 200}
    distance, paths = nx.multi_source_dijkstra(graph, sources, weight="cost")
    found = best_paths(adjacency, cost, list(sources), 4)
    within = [v for v in graph if len(paths[v]) <= 5]
    beyond = [v for v in graph if len(paths[v]) > 5]
    assert len(within) > 100
    assert len(beyond) > 10
    assert found.cost[4, within].tolist() == pytest.approx([distance[v] for v in within])
    assert all(found.path(v) == tuple(paths[v]) for v in within)
    assert all(found.cost[4, v] > distance[v] for v in beyond)
    uncapped = best_paths(adjacency, cost, list(sources), 40)
    assert uncapped.cost[40].tolist() == pytest.approx([distance[v] for v in range(300)])


def test_bad_arguments_are_refused() -> None:
    adjacency, cost = network(3, both_ways({(0, 1): 1, (1, 2): 1}))
    for wrong in (-cost, cost * np.nan):
        with pytest.raises(ValueError, match="0 or more"):
            best_paths(adjacency, wrong, [0], 2)
        with pytest.raises(ValueError, match="0 or more"):
            Search(adjacency, wrong, 0, 2)
    with pytest.raises(ValueError, match="costs for 4 slots"):
        best_paths(adjacency, cost[:2], [0], 2)
    for nobody in (-1, 3):
        with pytest.raises(ValueError, match="source"):
            best_paths(adjacency, cost, [nobody], 2)
        with pytest.raises(ValueError, match="source"):
            Search(adjacency, cost, nobody, 2)
        with pytest.raises(ValueError, match="target"):
            Search(adjacency, cost, 0, 2).best(nobody)
        with pytest.raises(ValueError, match="goal"):
            best_paths(adjacency, cost, [0], 2).path(nobody)
    with pytest.raises(ValueError, match="hops"):
        Search(adjacency, cost, 0, -1)
    with pytest.raises(ValueError, match="1 path or more"):
        Search(adjacency, cost, 0, 2).alternatives(1, 0)
