"""Sharing out: as many wishes as possible, and no connector twice."""

from __future__ import annotations

import networkx as nx
from hypothesis import given
from hypothesis import strategies as st

from tiesmap.network.sharing import share_out

ways = st.lists(st.lists(st.tuples(st.integers(0, 5), st.floats(0.01, 1)), max_size=4), max_size=7)


@given(ways)
def test_as_many_as_possible_and_nobody_twice(wishes):
    taken = share_out(wishes)
    used = [wishes[k][place][0] for k, place in enumerate(taken) if place is not None]
    assert len(used) == len(set(used))
    graph = nx.Graph()
    graph.add_nodes_from(("wish", k) for k in range(len(wishes)))
    graph.add_edges_from(
        (("wish", k), ("connector", who)) for k, own in enumerate(wishes) for who, _ in own
    )
    assert len(used) == len(nx.max_weight_matching(graph, maxcardinality=True))


def test_the_best_way_where_nobody_is_wanted_twice():
    assert share_out([[(1, 0.2), (2, 0.5)], [(3, 0.1)], []]) == [1, 0, None]


def test_who_has_no_other_way_is_served_first():
    # Both want 1; the first can go through 2 as well.
    assert share_out([[(1, 0.9), (2, 0.1)], [(1, 0.3)]]) == [1, 0]
    # One connector for two: the better chance takes him.
    assert share_out([[(1, 0.3)], [(1, 0.9)]]) == [None, 0]
