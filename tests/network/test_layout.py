"""Positions on the map: laws that hold for any network, and pictures small enough to draw."""

from __future__ import annotations

import math

import networkx as nx
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.laws import examples
from tiesmap.model.map import NODE_RADIUS
from tiesmap.network import layout, springs
from tiesmap.network.communities import find_communities, name_communities
from tiesmap.network.springs import GROUP_SPACING


@st.composite
def networks(draw, most=120):
    """Category, ring and comfort a person, and ties among them; sizes and shares vary."""
    n = draw(st.integers(1, most))
    random = np.random.default_rng(draw(st.integers(0, 2**32 - 1)))
    categories = draw(st.integers(1, 30))
    # From even categories to one that holds nearly everybody.
    share = random.dirichlet(np.full(categories, draw(st.sampled_from([0.1, 1.0, 50.0]))))
    category = [f"category {k}" for k in random.choice(categories, n, p=share)]
    ring = random.choice([1, 2, 3], n, p=draw(st.sampled_from([(1, 0, 0), (0.2, 0.5, 0.3)])))
    comfort = np.where(random.random(n) < 0.3, np.nan, random.random(n))
    ties = random.integers(0, n, (draw(st.integers(0, 3)) * n, 2))
    return category, ring, comfort, ties[:, 0], ties[:, 1]


def smallest_distance(x, y):
    apart = np.hypot(np.subtract.outer(x, x), np.subtract.outer(y, y))
    np.fill_diagonal(apart, np.inf)
    return apart.min() if len(x) > 1 else math.inf


@given(networks(most=400))
@examples(40)
def test_no_two_people_overlap_and_each_is_in_his_ring_and_sector(network):
    category, ring, comfort, a, b = network
    placed = layout.rings(category, ring, comfort, a, b)
    x, y = placed.x, placed.y
    sizes = np.array([NODE_RADIUS[r] for r in ring])
    apart = np.hypot(np.subtract.outer(x, x), np.subtract.outer(y, y))
    np.fill_diagonal(apart, np.inf)
    assert (apart > np.add.outer(sizes, sizes)).all()
    radius = np.hypot(x, y)
    edges = np.array([0.0, *placed.radii])
    assert (radius > edges[ring - 1]).all() and (radius < edges[ring]).all()
    sector = {s.category: s for s in placed.sectors}
    for name, angle in zip(category, np.arctan2(y, x), strict=True):
        start, end = sector[name].start_angle, sector[name].end_angle
        assert 0 <= (angle - start) % (2 * math.pi) <= end - start + 1e-9


@given(networks())
@examples(30)
def test_sectors_fill_the_circle_once(network):
    placed = layout.rings(*network)
    assert sorted(s.category for s in placed.sectors) == sorted(set(network[0]))
    for one, following in zip(placed.sectors, placed.sectors[1:], strict=False):
        assert one.end_angle == pytest.approx(following.start_angle)
        assert one.end_angle > one.start_angle
    turn = placed.sectors[-1].end_angle - placed.sectors[0].start_angle
    assert turn == pytest.approx(2 * math.pi)


@given(networks())
@examples(30)
def test_the_more_comfortable_stand_no_further_out(network):
    category, ring, comfort, a, b = network
    placed = layout.rings(category, ring, comfort, a, b)
    radius = np.hypot(placed.x, placed.y)
    known = ~np.isnan(comfort) & (np.asarray(ring) == 1)
    for name in set(category):
        inside = known & (np.array(category) == name)
        order = np.argsort(-comfort[inside], kind="stable")
        assert (np.diff(radius[inside][order]) > -1e-9).all()


@given(networks())
@examples(15)
def test_the_same_network_gives_the_same_picture_and_keeps_its_input(network):
    before = [np.array(part, copy=True) for part in network]
    one, other = layout.rings(*network), layout.rings(*network)
    assert (one.x == other.x).all() and (one.y == other.y).all()
    assert one.sectors == other.sectors
    for part, kept in zip(network, before, strict=True):
        assert np.array_equal(np.array(part), kept, equal_nan=kept.dtype.kind == "f")


def test_categories_tied_in_a_circle_stand_in_that_circle():
    r"""Six categories of one person, each tied to the next in a shuffled circle:

        D - A - F - B - E - C - (D)

    The only orders without a tie across are that circle, from either side.
    """
    circle = list("DAFBEC")
    a = [ord(name) - ord("A") for name in circle]
    b = a[1:] + a[:1]
    placed = layout.rings(list("ABCDEF"), [1] * 6, [math.nan] * 6, a, b)
    found = [s.category for s in placed.sectors]
    at = found.index("D")
    around = found[at:] + found[:at]
    assert around in (circle, ["D", *circle[:0:-1]])


def test_people_further_out_stand_near_whoever_leads_to_them():
    """One sector of four contacts in a row, each with three people that he alone knows.

    Seen from the rep, the people of a contact stand together, in the order of the contacts.
    """
    ring = [1] * 4 + [2] * 12
    a = [contact for contact in range(4) for _ in range(3)]
    b = list(range(4, 16))
    category = ["X"] * 16
    placed = layout.rings(category, ring, [0.5] * 16, a, b)
    start = placed.sectors[0].start_angle
    angle = (np.arctan2(placed.y, placed.x) - start) % (2 * math.pi)
    contacts = np.argsort(angle[:4]).tolist()
    outer = [a[k - 4] for k in (np.argsort(angle[4:]) + 4).tolist()]
    assert outer == [contact for contact in contacts for _ in range(3)]


def test_nobody_is_an_empty_picture_and_one_person_has_a_sector():
    nobody = layout.rings([], [], [], [], [])
    assert len(nobody.x) == 0 and nobody.sectors == ()
    one = layout.rings(["A"], [1], [1.0], [], [], sector_comfort={"A": 0.8}, inferred={"A"})
    assert len(one.radii) == 1 and 0 < math.hypot(one.x[0], one.y[0]) < one.radii[0]
    assert one.sectors[0].comfort == 0.8 and one.sectors[0].inferred


@pytest.mark.parametrize(
    ("category", "most", "expected"),
    [
        (list("AAABBBC"), 12, list("AAABBBC")),  # one small category alone keeps its name
        (list("AAABBCD"), 12, ["A", "A", "A", "B", "B", layout.OTHER, layout.OTHER]),
        (list("AAAABBBCCD"), 3, ["A"] * 4 + ["B"] * 3 + [layout.OTHER] * 3),
        ([], 12, []),
    ],
)
def test_small_categories_are_merged(category, most, expected):
    assert layout.merge_small(category, most) == expected


# --- communities -----------------------------------------------------------------------------


@given(st.integers(0, 150), st.integers(0, 2**32 - 1), st.sampled_from([0, 1, 5]))
@examples(30)
def test_communities_keep_people_and_each_other_apart(n, seed, groups):
    random = np.random.default_rng(seed)
    a, b = random.integers(0, max(n, 1), (2, 2 * n))
    weight = random.random(2 * n)
    group = random.integers(-1, groups, n)
    at = springs.communities(a, b, weight, group)
    assert at.shape == (n, 2) and np.isfinite(at).all()
    assert smallest_distance(at[:, 0], at[:, 1]) >= GROUP_SPACING - 1e-6
    assert (at == springs.communities(a, b, weight, group)).all()


def test_two_communities_do_not_overlap_and_the_same_ties_give_the_same_picture():
    """Two cliques of eight with one tie between them: a straight line parts them."""
    graph = nx.barbell_graph(8, 0)
    a, b = np.array(graph.edges).T
    weight = np.full(len(a), 0.5)
    group = np.array([0] * 8 + [1] * 8)
    at = springs.communities(a, b, weight, group)
    assert (at == springs.communities(a, b, weight, group)).all()
    one, other = at[:8], at[8:]
    across = other.mean(axis=0) - one.mean(axis=0)
    assert (one @ across).max() < (other @ across).min()


def test_five_hundred_people_without_ties_have_a_picture():
    at = springs.communities([], [], [], np.full(500, -1))
    assert smallest_distance(at[:, 0], at[:, 1]) >= GROUP_SPACING - 1e-6


def test_the_karate_club_splits_as_well_as_the_best_known_partition():
    """Modularity of Zachary's club: at most .4198 unweighted (Brandes et al. 2008)."""
    club = nx.karate_club_graph()
    a, b = np.array(club.edges).T
    found = find_communities(34, a, b, np.ones(len(a)))
    groups = [set(np.flatnonzero(found == k).tolist()) for k in range(found.max() + 1)]
    assert nx.community.modularity(club, groups, weight=None) == pytest.approx(0.4198, abs=0.02)
    sizes = [len(group) for group in groups]
    assert sizes == sorted(sizes, reverse=True)


@given(st.integers(0, 60), st.integers(0, 4), st.integers(0, 2**32 - 1), st.booleans())
@examples(40)
def test_communities_are_those_of_networkx(n, ties_each, seed, alike):
    random = np.random.default_rng(seed)
    graph = nx.empty_graph(n)
    ends = random.integers(0, max(n, 1), (n * ties_each, 2)).tolist()
    for a, b in sorted({(min(tie), max(tie)) for tie in ends if tie[0] != tie[1]}):
        graph.add_edge(a, b, weight=1.0 if alike else random.uniform(0.001, 1))
    louvain = nx.community.louvain_communities(graph, seed=0) if n else []
    ties = [(a, b, tie["weight"]) for a, b, tie in graph.edges(data=True)]
    a, b, strength = zip(*random.permutation(ties), strict=True) if ties else ([], [], [])
    found = find_communities(n, a, b, strength)
    groups = sorted(louvain, key=lambda group: (-len(group), min(group)))
    assert [set(np.flatnonzero(found == k).tolist()) for k in range(len(groups))] == groups


def test_the_order_and_direction_of_ties_do_not_change_communities():
    club = nx.karate_club_graph()
    a, b = np.array(club.edges).T
    strength = np.random.default_rng(0).random(len(a))
    shuffled = np.random.default_rng(1).permutation(len(a))
    one = find_communities(34, a, b, strength)
    other = find_communities(34, b[shuffled], a[shuffled], strength[shuffled])
    assert (one == other).all()


def test_a_community_is_named_after_its_best_tied_person():
    """0 - 1 - 2 with 1 in the middle, and 3 alone."""
    names = name_communities([0, 0, 0, 1], ["Ann", "Bo", "Cy", "Di"], [0, 1], [1, 2], [0.4, 0.3])
    assert names == {0: "Bo’s circle", 1: "Di"}
