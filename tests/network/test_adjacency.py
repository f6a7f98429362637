from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.laws import examples
from tiesmap.network.adjacency import Adjacency, find_in_rows, positions_in_rows, sort_pairs


@st.composite
def ties(draw: st.DrawFn, most: int = 9) -> tuple[int, list[tuple[int, int]]]:
    """n people, and some of the pairs among them in any order and either direction."""
    n = draw(st.integers(2, most))
    pairs = [(i, j) for i in range(n) for j in range(i)]
    chosen = draw(st.lists(st.sampled_from(pairs), unique=True))
    return n, [(j, i) if draw(st.booleans()) else (i, j) for i, j in chosen]


def build(n: int, pairs: list[tuple[int, int]]) -> Adjacency:
    return Adjacency.of(n, [a for a, _ in pairs], [b for _, b in pairs])


def rows(adjacency: Adjacency) -> list[list[tuple[int, int]]]:
    """Each person's (neighbor, tie) pairs."""
    return [
        list(zip(adjacency.neighbors(i).tolist(), adjacency.ties_of(i).tolist(), strict=True))
        for i in range(adjacency.people)
    ]


def test_a_drawn_network() -> None:
    """
    0 --0-- 2 --1-- 1     4 (alone)
            |
            2
            |
            3
    """
    adjacency = build(5, [(2, 0), (1, 2), (3, 2)])
    assert rows(adjacency) == [[(2, 0)], [(2, 1)], [(0, 0), (1, 1), (3, 2)], [(2, 2)], []]
    assert adjacency.people == 5
    assert adjacency.ties == 3
    assert adjacency.degree.tolist() == [1, 1, 3, 1, 0]
    assert adjacency.start.tolist() == [0, 1, 2, 5, 6, 6]
    assert adjacency.tails.tolist() == [0, 1, 2, 2, 2, 3]


def test_without_the_hub_only_the_other_ties_are_left() -> None:
    adjacency = build(4, [(0, 1), (0, 2), (1, 2), (3, 0)])
    left = adjacency.without(0)
    assert rows(left) == [[], [(2, 2)], [(1, 2)], []]
    assert left.ties == 4
    assert left.present.tolist() == [False, False, True, False]
    assert adjacency.present.all()


@pytest.mark.parametrize("n", [0, 3])
def test_nobody_has_a_tie(n: int) -> None:
    adjacency = Adjacency.of(n, [], [])
    assert adjacency.start.tolist() == [0] * (n + 1)
    assert adjacency.people == n
    assert adjacency.ties == len(adjacency.other) == 0


@pytest.mark.parametrize(
    ("n", "a", "b", "says"),
    [
        (3, [0, 1], [1], "2 first ends but 1 second"),
        (3, [0, 1], [1, 1], "tie 1 joins person 1 with himself"),
        (3, [0, 1, 1], [1, 2, 0], "ties 0 and 2 both join people 0 and 1"),
        (3, [0, 1, 0], [1, 2, 1], "ties 0 and 2 both join people 0 and 1"),
        (3, [0], [3], "not among 0 to 2"),
        (3, [-1], [1], "not among 0 to 2"),
        (3, [0.0], [1.0], "whole numbers"),
        (3, [[0]], [[1]], "flat list"),
        (-1, [], [], "number of people"),
    ],
)
def test_what_is_no_simple_network_is_refused(n: int, a: list, b: list, says: str) -> None:
    with pytest.raises(ValueError, match=says):
        Adjacency.of(n, a, b)


@pytest.mark.parametrize("nobody", [-1, 2])
def test_there_is_no_such_person(nobody: int) -> None:
    adjacency = build(2, [(0, 1)])
    for question in (adjacency.neighbors, adjacency.ties_of, adjacency.without):
        with pytest.raises(IndexError, match="no person"):
            question(nobody)


@given(ties())
def test_rows_hold_every_tie_from_both_ends(network: tuple[int, list[tuple[int, int]]]) -> None:
    n, pairs = network
    expected: list[list[tuple[int, int]]] = [[] for _ in range(n)]
    for tie, (a, b) in enumerate(pairs):
        expected[a].append((b, tie))
        expected[b].append((a, tie))
    assert rows(build(n, pairs)) == [sorted(row) for row in expected]


@given(ties(), st.data())
def test_without_is_building_from_the_other_ties(
    network: tuple[int, list[tuple[int, int]]], data: st.DataObject
) -> None:
    n, pairs = network
    node = data.draw(st.integers(0, n - 1))
    adjacency = build(n, pairs)
    before = rows(adjacency)
    kept = [k for k, pair in enumerate(pairs) if node not in pair]
    other = build(n, [pairs[k] for k in kept])
    assert rows(adjacency.without(node)) == [
        [(person, kept[tie]) for person, tie in row] for row in rows(other)
    ]
    assert rows(adjacency) == before


def test_ends_too_many_to_pack_are_sorted_all_the_same() -> None:
    """Three columns of 22, 22 and 22 bits do not fit one 64-bit value; of 5 bits they do."""
    random = np.random.default_rng(3)
    for top in (2**5, 2**22):
        columns = [random.integers(0, top, 1000).astype(np.int32) for _ in range(3)]
        columns[0] %= 7  # so that the second and third column matter as well
        columns[1] %= 7
        columns[0][0] = columns[1][0] = columns[2][0] = top - 1
        expected = sorted(zip(*(column.tolist() for column in columns), strict=True))
        found = sort_pairs(*columns)
        assert list(zip(*(column.tolist() for column in found), strict=True)) == expected
        assert all(column.dtype == np.int32 for column in found)


@given(st.lists(st.lists(st.integers(0, 12), unique=True), min_size=1), st.data())
@examples(200)
def test_find_in_rows_is_list_index(table: list[list[int]], data: st.DataObject) -> None:
    table = [sorted(row) for row in table]
    values = np.array([value for row in table for value in row], np.int32)
    end = np.cumsum([len(row) for row in table])
    asked = data.draw(st.lists(st.tuples(st.integers(0, len(table) - 1), st.integers(-1, 13))))
    row = np.array([r for r, _ in asked], np.int64)
    first = end[row] - np.array([len(table[r]) for r in row], np.int64)
    wanted = np.array([value for _, value in asked], np.int64)
    found = find_in_rows(values, first, end[row], wanted)
    expected = [
        start + table[r].index(value) if value in table[r] else -1
        for (r, value), start in zip(asked, first.tolist(), strict=True)
    ]
    assert found.tolist() == expected


@given(st.lists(st.tuples(st.integers(0, 50), st.integers(0, 5))))
def test_positions_in_rows_are_ranges_one_after_another(pieces: list[tuple[int, int]]) -> None:
    first = np.array([start for start, _ in pieces], np.int64)
    lengths = np.array([length for _, length in pieces], np.int64)
    expected = [at for start, length in pieces for at in range(start, start + length)]
    assert positions_in_rows(first, lengths).tolist() == expected
