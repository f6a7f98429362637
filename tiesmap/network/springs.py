"""Where people stand on the map of communities: seeded springs inside, discs side by side."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import rustworkx as rx
from numpy.typing import ArrayLike

from tiesmap.model.groups import grouped
from tiesmap.network.arrays import Floats, Ints

GROUP_SPACING = 28.0
"""No two people stand closer on the map of communities (map units)."""
GROUP_MARGIN = 34.0
"""From the outermost people of a community to the next community's ground."""
_GOLDEN = np.pi * (3 - np.sqrt(5))


def communities(a: ArrayLike, b: ArrayLike, weight: ArrayLike, community: Ints) -> Floats:
    """Positions (n, 2) in map units of n people, tied people near each other.

    `community` has a number for each of them (below 0: none), `a`, `b`, `weight` the ends of the
    ties and their strength (0-1). Every community is laid out by itself, and the communities stand
    side by side, those with ties between them close. Inside, a seeded Fruchterman-Reingold layout
    (rustworkx.spring_layout). No two people stand closer than `GROUP_SPACING`, and no two
    communities overlap.
    """
    n = len(community)
    if n == 0:
        return np.zeros((0, 2))
    tie_a, tie_b = np.asarray(a, dtype=np.int64), np.asarray(b, dtype=np.int64)
    pull = 0.2 + np.nan_to_num(np.asarray(weight, dtype=np.float64), nan=0.0)
    graph: rx.PyGraph[int, float] = rx.PyGraph(multigraph=False)
    graph.add_nodes_from(range(n))
    graph.add_edges_from(
        [(int(p), int(q), float(w)) for p, q, w in zip(tie_a, tie_b, pull, strict=True) if p != q]
    )
    numbers = enumerate(community.tolist())
    members = grouped((number if number >= 0 else -1 - k, k) for k, number in numbers)
    groups = sorted(members.values(), key=_by_size)
    inner = [_inside(graph, group) for group in groups]
    return _side_by_side(groups, inner, tie_a, tie_b, pull, n)


def _by_size(part: list[int]) -> tuple[int, int]:
    return -len(part), part[0]


def _pull(edge: float) -> float:
    return edge


def _parts(graph: rx.PyGraph[int, float]) -> list[list[int]]:
    return sorted((sorted(part) for part in rx.connected_components(graph)), key=_by_size)


def _inside(graph: rx.PyGraph[int, float], group: list[int]) -> Floats:
    """Positions of a group's people by themselves, around (0, 0)."""
    if len(group) == 1:
        return np.zeros((1, 2))
    inner = graph.subgraph(group)
    parts = _parts(inner)
    if len(parts) > 1:
        none = np.zeros(0, dtype=np.int64)
        alone = [_inside(inner, part) for part in parts]
        return _centered(_side_by_side(parts, alone, none, none, np.zeros(0), len(group)))
    layout = rx.spring_layout(inner, weight_fn=_pull, num_iter=200, seed=0)
    xy = np.array([layout[k] for k in range(len(group))], dtype=np.float64)
    xy -= xy.mean(axis=0)
    spread = float(np.sqrt((xy**2).sum(axis=1).mean())) or 1.0
    xy *= 0.62 * GROUP_SPACING * np.sqrt(len(group)) / spread
    return _centered(_push_apart(xy, GROUP_SPACING))


def _centered(xy: Floats) -> Floats:
    middle: Floats = (xy.max(axis=0) + xy.min(axis=0)) / 2
    return xy - middle


def _side_by_side(
    groups: Sequence[list[int]],
    inner: Sequence[Floats],
    tie_a: Ints,
    tie_b: Ints,
    pull: Floats,
    n: int,
) -> Floats:
    """The groups as discs that do not overlap, each near those that it has ties with.

    The largest comes first, then always the one with the most ties to those that stand; each is
    turned so that its ties to them are short.
    """
    of = np.zeros(n, dtype=np.int64)
    for number, group in enumerate(groups):
        of[group] = number
    m = len(groups)
    between = np.zeros((m, m))
    np.add.at(between, (of[tie_a], of[tie_b]), pull)
    between += between.T
    np.fill_diagonal(between, 0.0)
    # Around three or more people there is room for the shade and its name.
    radii = np.array(
        [
            np.sqrt((xy**2).sum(axis=1)).max()
            + (GROUP_MARGIN if len(xy) > 2 else 0.55 * GROUP_SPACING)
            for xy in inner
        ]
    )
    xy, centers = np.zeros((n, 2)), np.zeros((m, 2))
    standing = np.zeros(m, dtype=bool)
    to_standing = np.zeros(m)
    started: dict[float, int] = {}
    for _ in range(m):
        number = int(np.argmax(np.where(standing, -1.0, to_standing)))
        there = np.flatnonzero(standing)
        weight = between[number, there]
        tied = bool(weight.sum() > 0)
        # A little toward the middle, so that a chain of communities curls up.
        wish = 0.6 * (weight @ centers[there]) / weight.sum() if tied else np.zeros(2)
        # Those without ties fill up one spiral: it need not be walked from its start each time.
        size = round(float(radii[number]), 1)
        first = 0 if tied else started.get(size, 0)
        centers[number], turn = _free_center(
            wish, radii[number], centers[there], radii[there], first
        )
        if not tied:
            started[size] = turn
        xy[groups[number]] = inner[number] + centers[number]
        if tied and len(groups[number]) > 1:
            own = np.flatnonzero((of[tie_a] == number) & standing[of[tie_b]])
            back = np.flatnonzero((of[tie_b] == number) & standing[of[tie_a]])
            here = np.concatenate((tie_a[own], tie_b[back]))
            away = np.concatenate((tie_b[own], tie_a[back]))
            xy[groups[number]] = centers[number] + _turned(
                inner[number], np.searchsorted(groups[number], here), xy[away] - centers[number]
            )
        standing[number] = True
        to_standing += between[number]
    return xy


def _free_center(
    wish: Floats, radius: float, centers: Floats, radii: Floats, first: int
) -> tuple[Floats, int]:
    """The free place for a disc nearest to the wish, along a spiral; and how far along."""
    step = max(0.25 * GROUP_SPACING, 0.2 * radius)
    while True:
        turn = np.arange(first, first + 48)
        away = step * np.sqrt(turn)
        # Wider than high, as screens are.
        spiral = np.column_stack(
            (1.5 * away * np.cos(_GOLDEN * turn), away * np.sin(_GOLDEN * turn))
        )
        apart = ((wish + spiral)[:, None, :] - centers[None, :, :]) ** 2
        free = (apart.sum(axis=2) >= (radii + radius)[None, :] ** 2).all(axis=1)
        if free.any():
            at = int(np.argmax(free))
            place: Floats = wish + spiral[at]
            return place, first + at
        first += 48


def _turned(inner: Floats, here: Ints, away: Floats) -> Floats:
    """The group turned or mirrored so that the ties from `here` to the points `away` are short."""
    best, shortest = inner, np.inf
    for mirror in (1.0, -1.0):
        for angle in np.arange(24) * (np.pi / 12):
            cos, sin = np.cos(angle), np.sin(angle)
            turned = (inner * [1.0, mirror]) @ np.array([[cos, sin], [-sin, cos]])
            length = float(np.sqrt(((turned[here] - away) ** 2).sum(axis=1)).sum())
            if length < shortest - 1e-9:
                best, shortest = turned, length
    return best


def _push_apart(xy: Floats, gap: float) -> Floats:
    """The same positions with everybody at least `gap` from everybody else."""
    xy = xy.copy()
    n = len(xy)
    if n < 2:
        return xy
    # A tiny turn for each keeps people on one spot from moving in step for ever.
    turn = np.arange(n) * _GOLDEN
    xy += 1e-3 * np.column_stack((np.cos(turn), np.sin(turn)))
    for _ in range(400):
        pairs = _close_pairs(xy, gap)
        if not len(pairs):
            return xy
        i, j = pairs.T
        apart = xy[i] - xy[j]
        distance = np.sqrt((apart**2).sum(axis=1))
        push = apart * ((gap * 1.02 - distance) / np.maximum(distance, 1e-9))[:, None]
        np.add.at(xy, i, push * 0.5)
        np.add.at(xy, j, -push * 0.5)
    return _to_free_spots(xy, gap)


def _close_pairs(xy: Floats, gap: float) -> Ints:
    """Pairs (i < j) closer than the gap: sorted by x, so that only near ones are compared."""
    order = np.argsort(xy[:, 0], kind="stable")
    sorted_xy = xy[order]
    found = []
    for shift in range(1, len(xy)):
        apart = sorted_xy[shift:] - sorted_xy[:-shift]
        near = np.flatnonzero(apart[:, 0] < gap)
        if not len(near):
            break
        near = near[(apart[near] ** 2).sum(axis=1) < gap * gap]
        found.append(np.column_stack((order[near], order[near + shift])))
    if not found:
        return np.zeros((0, 2), dtype=np.int64)
    return np.concatenate(found).astype(np.int64)


def _to_free_spots(xy: Floats, gap: float) -> Floats:
    """One after the other to the nearest free spot on a spiral: slow and sure, the last resort."""
    xy = xy.copy()
    placed: list[int] = []
    for k in range(len(xy)):
        home, turn = xy[k].copy(), 0
        while placed and (((xy[placed] - xy[k]) ** 2).sum(axis=1) < gap * gap).any():
            turn += 1
            away = 0.5 * gap * np.sqrt(turn)
            xy[k] = home + away * np.array([np.cos(_GOLDEN * turn), np.sin(_GOLDEN * turn)])
        placed.append(k)
    return xy
