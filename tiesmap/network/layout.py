"""Where people stand on the map of rings and sectors. Positions only, no drawing.

Everything here is deterministic: the same people and ties give the same picture.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from tiesmap.model.map import REP_RADIUS, MapSector
from tiesmap.network.arrays import Floats, Ints

SPACING = {1: 26.0, 2: 21.0, 3: 19.0}
"""People in a ring stand at least so far apart (map units): a node and a little air."""
_TOP = -np.pi / 2
_FIRST_LANE = REP_RADIUS + 38.0
_BETWEEN_RINGS = 26.0
_LEAST_LANES = {1: 4, 2: 2, 3: 2}
_LEAST_SECTOR = 0.14
_AIR = 0.84
"""Share of the circle that the people may need; the rest is handed out as air."""


@dataclass(frozen=True, slots=True, eq=False)
class RingLayout:
    """Positions of the people given, in their order, with the sectors and rings under them."""

    x: Floats
    y: Floats
    sectors: tuple[MapSector, ...]
    radii: tuple[float, ...]
    """Outer radius of ring 1, 2 ...; as many as the people have rings."""


OTHER = "Other categories"


def merge_small(category: Sequence[str], most: int) -> list[str]:
    """The categories with the small ones merged: at most `most` are left, `OTHER` among them.

    A category of one person is small; one such alone keeps its name.
    """
    counts = Counter(category)
    ranked = sorted(counts, key=lambda name: (-counts[name], name))
    keep = [name for name in ranked if counts[name] > 1]
    if len(ranked) > most:
        keep = keep[: most - 1]
    small = set(ranked) - set(keep)
    if len(small) <= 1 and len(ranked) <= most:
        return list(category)
    return [OTHER if name in small else name for name in category]


def rings(
    category: Sequence[str],
    ring: ArrayLike,
    comfort: ArrayLike,
    a: ArrayLike,
    b: ArrayLike,
    *,
    sector_comfort: Mapping[str, float] | None = None,
    inferred: Collection[str] = (),
) -> RingLayout:
    """Positions by rings (how far out) and sectors (category); the rep stands at (0, 0).

    `category`, `ring` (1, 2, 3) and `comfort` (0-1, NaN: unknown) hold a value a person; `a` and
    `b` are positions in them, the two ends of each tie among these people (the rep left out).
    In the first ring the more comfortable stand further in. In every ring a person stands near
    those who are tied to him. No two stand closer than `SPACING` of the inner one's ring.
    A sector is as wide as its fullest ring needs; sectors tied to each other are neighbors.
    `sector_comfort` and `inferred` (names of categories) are passed on to the sectors.
    """
    n = len(category)
    level = np.clip(np.asarray(ring, dtype=np.int64), 1, 3)
    ease = np.nan_to_num(np.asarray(comfort, dtype=np.float64), nan=0.0)
    tie_a, tie_b = _without_loops(a, b)
    if n == 0:
        return RingLayout(np.zeros(0), np.zeros(0), (), ())
    names = sorted(set(category))
    position = {name: k for k, name in enumerate(names)}
    code = np.array([position[name] for name in category], dtype=np.int64)
    known = sector_comfort or {}

    order = _sector_order(code, len(names), tie_a, tie_b, [known.get(k, -1.0) for k in names])
    counts = np.zeros((len(names), 4), dtype=np.int64)
    np.add.at(counts, (code, level), 1)
    top = int(level.max())
    lanes, radii = _lanes(counts, top)
    width = _sector_widths(counts, lanes)
    start = np.empty(len(names))
    start[order] = _TOP + np.concatenate(([0.0], np.cumsum(width[order])[:-1]))

    angle, radius = _places(code, level, ease, tie_a, tie_b, start, width, lanes)
    sectors = tuple(
        MapSector(
            category=names[k],
            start_angle=float(start[k]),
            end_angle=float(start[k] + width[k]),
            comfort=known.get(names[k]),
            inferred=names[k] in inferred,
        )
        for k in order
    )
    return RingLayout(radius * np.cos(angle), radius * np.sin(angle), sectors, radii)


def _without_loops(a: ArrayLike, b: ArrayLike) -> tuple[Ints, Ints]:
    tie_a, tie_b = np.asarray(a, dtype=np.int64), np.asarray(b, dtype=np.int64)
    keep = tie_a != tie_b
    return tie_a[keep], tie_b[keep]


def _sector_order(code: Ints, m: int, tie_a: Ints, tie_b: Ints, comfort: Sequence[float]) -> Ints:
    """Sectors around the circle so that those with ties between them stand side by side.

    Smallest sum of ties x distance around the circle, by moving and swapping sectors from a
    chain of the heaviest pairs: the circular minimum linear arrangement, which is NP-hard, so a
    local minimum. The most comfortable sector comes first.
    """
    between = np.zeros((m, m))
    np.add.at(between, (code[tie_a], code[tie_b]), 1.0)
    between += between.T
    np.fill_diagonal(between, 0.0)
    size = np.bincount(code, minlength=m)
    first = max(range(m), key=lambda k: (comfort[k], size[k], -k))
    order = [first]
    left = set(range(m)) - {first}
    while left:
        # Grow the chain at whichever end somebody is tied to most.
        end, k = max(
            ((end, k) for end in (0, -1) for k in left),
            key=lambda pick: (between[order[pick[0]], pick[1]], size[pick[1]], -pick[1], pick[0]),
        )
        order.insert(0, k) if end == 0 else order.append(k)
        left.discard(k)
    if m > 3:
        order = _improve(order, between)
    at = order.index(first)
    order = order[at:] + order[:at]
    if m > 2 and between[first, order[-1]] > between[first, order[1]]:
        order = [order[0], *order[:0:-1]]
    return np.array(order, dtype=np.int64)


def _improve(order: list[int], between: Floats) -> list[int]:
    m = len(order)
    step = np.abs(np.subtract.outer(np.arange(m), np.arange(m)))
    around = np.minimum(step, m - step).astype(np.float64)

    def cost(candidate: list[int]) -> float:
        return float((between[np.ix_(candidate, candidate)] * around).sum())

    best, best_cost = order, cost(order)
    for _ in range(12):
        before = best_cost
        for i in range(m):
            for j in range(m):
                if i == j:
                    continue
                moved = best.copy()
                moved.insert(j, moved.pop(i))
                swapped = best.copy()
                swapped[i], swapped[j] = swapped[j], swapped[i]
                for candidate in (moved, swapped) if i < j else (moved,):
                    value = cost(candidate)
                    if value < best_cost - 1e-9:
                        best, best_cost = candidate, value
        if best_cost >= before - 1e-9:
            break
    return best


def _lane_radii(number: Mapping[int, int], top: int) -> tuple[dict[int, Floats], list[float]]:
    """Radius of each lane by ring, and the outer radius of each ring."""
    lanes: dict[int, Floats] = {}
    outer: list[float] = []
    edge = _FIRST_LANE - SPACING[1] / 2
    for r in range(1, top + 1):
        lanes[r] = edge + SPACING[r] / 2 + SPACING[r] * np.arange(number[r], dtype=np.float64)
        outer.append(float(lanes[r][-1] + SPACING[r] / 2 + _BETWEEN_RINGS / 2))
        edge = outer[-1] + _BETWEEN_RINGS / 2
    return lanes, outer


def _lanes(counts: Ints, top: int) -> tuple[dict[int, Floats], tuple[float, ...]]:
    """As few lanes a ring as give everybody room: the ring that gains most gets the next one."""
    number = {r: _LEAST_LANES[r] for r in range(1, top + 1)}
    room = 2 * np.pi * _AIR

    def needed(candidate: Mapping[int, int]) -> float:
        return float(_needed_widths(counts, _lane_radii(candidate, top)[0]).sum())

    while needed(number) > room:
        options = [{**number, r: number[r] + 1} for r in number]
        number = min(options, key=needed)
    lanes, outer = _lane_radii(number, top)
    return lanes, tuple(outer)


def _steps(lane: Floats, r: int) -> Floats:
    """Angle between two places of a lane whose chord is the ring's spacing."""
    return 2 * np.arcsin(SPACING[r] / (2 * lane))


def _needed_widths(counts: Ints, lanes: Mapping[int, Floats]) -> Floats:
    """The smallest angle of each sector in which every ring has a place for each of its people."""
    m = len(counts)
    width = np.full(m, min(_LEAST_SECTOR, 2 * np.pi * _AIR / (2 * m)))
    for r, lane in lanes.items():
        steps = _steps(lane, r)
        # Places grow at the multiples of the steps: the answer is one of those.
        most = int(counts[:, r].max())
        at = np.sort((steps[:, None] * np.arange(1, most + 1)).ravel())
        for k in np.flatnonzero(counts[:, r]):
            width[k] = max(width[k], at[counts[k, r] - 1] + 1e-9)
    return width


def _sector_widths(counts: Ints, lanes: Mapping[int, Floats]) -> Floats:
    """What each sector needs, and the rest of the circle by the number of its people."""
    width = _needed_widths(counts, lanes)
    share: Floats = counts.sum(axis=1).astype(np.float64) ** 0.7
    width += (2 * np.pi - width.sum()) * share / share.sum()
    return width


def _places(
    code: Ints,
    level: Ints,
    ease: Floats,
    tie_a: Ints,
    tie_b: Ints,
    start: Floats,
    width: Floats,
    lanes: Mapping[int, Floats],
) -> tuple[Floats, Floats]:
    n = len(code)
    middle = (start + width / 2)[code]
    angle, radius = middle.copy(), np.zeros(n)
    cells = [
        np.flatnonzero((code == k) & (level == r)) for r in sorted(lanes) for k in range(len(start))
    ]
    lane_of = np.zeros(n, dtype=np.int64)
    # Each sweep pulls everybody toward his neighbors of the sweep before; three settle it.
    for sweep in range(3):
        wish = _wishes(angle, middle, level, tie_a, tie_b)
        for who in cells:
            if not len(who):
                continue
            k, r = int(code[who[0]]), int(level[who[0]])
            lane = lanes[r]
            room = np.floor(width[k] / _steps(lane, r) + 1e-9).astype(np.int64)
            who = who[np.lexsort((who, wish[who]))]
            rank = np.empty(n)
            rank[who] = (np.arange(len(who)) + 0.5) / len(who) - 0.5
            if r == 1:
                if sweep == 0:
                    lane_of[who] = _lanes_by_comfort(ease[who], room)
            else:
                lane_of[who] = _lanes_in_turn(len(who), room)
            radius[who] = lane[lane_of[who]]
            for number in np.unique(lane_of[who]):
                group = who[lane_of[who] == number]
                step = float(_steps(lane[number : number + 1], r)[0])
                half = width[k] / 2
                wanted = 0.5 * np.clip(wish[group], -half, half) + 0.5 * rank[group] * width[k]
                group = group[np.argsort(wanted, kind="stable")]
                angle[group] = middle[group] + _spread(np.sort(wanted), step, half)
    return angle, radius


def _wishes(angle: Floats, middle: Floats, level: Ints, tie_a: Ints, tie_b: Ints) -> Floats:
    """Where each would stand for his ties alone, as an angle off the middle of his sector.

    The mean over his neighbors, those further in counting three times: they lead to him.
    """
    total, pull = np.zeros(len(angle)), np.zeros(len(angle))
    for one, other in ((tie_a, tie_b), (tie_b, tie_a)):
        weight = np.where(level[other] < level[one], 3.0, 1.0)
        turn = (angle[other] - middle[one] + np.pi) % (2 * np.pi) - np.pi
        np.add.at(total, one, weight * turn)
        np.add.at(pull, one, weight)
    return np.divide(total, pull, out=np.zeros(len(angle)), where=pull > 0)


def _lanes_by_comfort(ease: Floats, room: Ints) -> Ints:
    """A lane for each: the more comfortable, the further in, as far as there is room."""
    last = len(room) - 1
    left = room.copy()
    lane_of = np.empty(len(ease), dtype=np.int64)
    lane = 0
    order = np.argsort(-ease, kind="stable")
    for done, who in enumerate(order):
        wanted = round((1 - float(np.clip(ease[who], 0, 1))) * last)
        lane = max(lane, wanted)
        # Those who come after stand no further in, so leave them enough places from here on out.
        after = len(order) - done
        while lane > 0 and left[lane:].sum() < after:
            lane -= 1
        while left[lane] == 0:
            lane += 1
        lane_of[who] = lane
        left[lane] -= 1
    return lane_of


def _lanes_in_turn(n: int, room: Ints) -> Ints:
    """Lanes for n people in the order of their angle, so that neighbors stand in different ones."""
    # Few people use few lanes, the middle ones: a calmer picture.
    used = 1
    by_middle = sorted(range(len(room)), key=lambda k: (abs(k - (len(room) - 1) / 2), k))
    while used < len(room) and room[by_middle[:used]].sum() < 1.5 * n:
        used += 1
    chosen = np.array(sorted(by_middle[:used]))
    share = room[chosen] * (n / room[chosen].sum())
    quota = np.floor(share).astype(np.int64)
    quota[np.argsort(quota - share, kind="stable")[: n - quota.sum()]] += 1
    when = np.concatenate([(np.arange(q) + 0.5) / q for q in quota if q])
    lane = np.repeat(chosen, quota)
    return lane[np.lexsort((lane, when))]


def _spread(wanted: Floats, step: float, half: float) -> Floats:
    """The places nearest to the wanted ones (sorted) at least `step` apart, within +-half.

    Least squares under a minimal distance is isotonic regression of wanted - k * step, by
    pooling adjacent violators (Best and Chakravarti 1990).
    """
    n = len(wanted)
    offset = step * np.arange(n)
    blocks: list[tuple[float, int]] = []
    for value in wanted - offset:
        mean, size = float(value), 1
        while blocks and blocks[-1][0] > mean:
            before, count = blocks.pop()
            mean = (before * count + mean * size) / (count + size)
            size += count
        blocks.append((mean, size))
    flat = np.repeat([mean for mean, _ in blocks], [size for _, size in blocks])
    low = -half + step / 2
    places: Floats = np.clip(flat, low, max(low, half - step / 2 - step * (n - 1))) + offset
    return places
