"""The best set of asks for a period, not the top of a list.

A set of asks is worth

    F(S) = sum over aims a of  w_a (1 - product over the asks i in S that serve a of (1 - p_i))

An aim is a person to meet, a category or a community: a noisy-or each (Pearl 1988), so a second ask
for the same person, category or community adds less. F is monotone and submodular, what may be
asked is a partition matroid (so many asks a connector) cut off at the number of asks (a matroid
too), and greedy choice reaches at least half of the best (Fisher, Nemhauser & Wolsey 1978). Gains
only fall, so they are looked at again only when they come up (lazy evaluation, Minoux 1978).

Chances rank and are not calibrated, and with chances of a few percent nothing would ever diminish.
So p is the chance on a scale on which the likeliest ask comes off with `LIKELIEST`:
p = 1 - (1 - chance)^g with the same g for all.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from heapq import heapify, heappop, heappush

import numpy as np

from tiesmap.model.ids import Node, PersonId
from tiesmap.model.plans import Plan, PlannedAsk
from tiesmap.model.priors import Priors
from tiesmap.model.reasons import in_words
from tiesmap.model.tact import ASKS_A_QUARTER, Tact
from tiesmap.network.arrays import Bools, Floats, Ints
from tiesmap.network.circles import group
from tiesmap.network.market import ANYBODY, Market
from tiesmap.network.paths import to_path
from tiesmap.network.standpoint import Standpoint
from tiesmap.network.tact import NO_TACT, NOTHING_LEARNED, heed

LIKELIEST = 0.5
"""The chance, on the scale of a plan, of the likeliest ask."""
BREADTH = {"near": 0.25, "balanced": 1.0, "far": 3.0}
"""What a wholly new category, or community, is worth beside a new person, by reach."""
WANTED = 3.0
"""What somebody on the wanted list is worth beside another new person; half of it where one more
introduction would have to follow."""
SHARE = 5
"""No connector bears more than one in so many asks of a plan, while others can."""


@dataclass(frozen=True, slots=True, eq=False)
class Ways:
    """All that could be asked: a row an ask, in ascending order of connector and goal.

    connector: int64[n], whose limit it counts on. chance: float64[n], p on the scale of the plan.
    aims: int64[n, k], the aims that it serves (positions in `worth`), -1 for none.
    worth: float64[a], what each aim is worth, 0 or more.
    """

    connector: Ints
    chance: Floats
    aims: Ints
    worth: Floats


def choose(ways: Ways, room: Mapping[int, int], asks: int) -> list[tuple[int, float]]:
    """The asks chosen greedily, each with what it adds to those before it.

    At most `asks`, and at most `room[c]` of connector c (who is not in `room` is not asked). Asks
    that add nothing are left out. Of equal gains the first row wins.
    """
    missed = np.ones(len(ways.worth))

    def gain(way: int) -> float:
        at = _aims(ways, way)
        return float(ways.chance[way] * (ways.worth[at] * missed[at]).sum())

    alone = ways.chance * np.where(ways.aims >= 0, ways.worth[ways.aims], 0.0).sum(axis=1)
    queue = [(-first, way) for way, first in enumerate(alone.tolist())]
    heapify(queue)
    left = Counter({int(c): most for c, most in room.items() if most > 0})
    chosen: list[tuple[int, float]] = []
    while queue and len(chosen) < asks:
        stale, way = heappop(queue)
        connector = int(ways.connector[way])
        if left[connector] <= 0:
            continue
        now = -gain(way)
        if now > stale and queue and (now, way) > queue[0]:
            heappush(queue, (now, way))
            continue
        if now >= 0:
            break
        chosen.append((way, -now))
        missed[_aims(ways, way)] *= 1 - ways.chance[way]
        left[connector] -= 1
    return chosen


# One parameter for each thing a plan heeds.
def plan(  # noqa: PLR0913
    standpoint: Standpoint,
    *,
    asks: int = 10,
    tact: Mapping[PersonId, Tact] = NO_TACT,
    priors: Priors = NOTHING_LEARNED,
    reach: str = "balanced",
    wanted: Collection[Node] = (),
    left_out: Collection[Node] = (),
    weeks: int = 1,
    market: Market = ANYBODY,
    share: int | None = None,
) -> Plan:
    """The best set of at most `asks` asks, under each connector's limit.

    `tact` is by the connector's id; who is not in it has the default limit. `reach` says how much
    new categories and communities count beside new people, and far asks for people in next circles
    alone. `wanted` and `left_out` are nodes: who is worth more, and who is not asked for (asked for
    already). No connector bears more than a `share`; None: one in `SHARE`, or the least with which
    the plan can be filled. Contacts of the rep, people marked "do not ask" and addresses without a
    name are never targets. Goals are the people whom contacts are tied to, and the wanted ones
    further out.
    """
    heeded = heed(standpoint, tact, priors)
    everybody = np.arange(len(standpoint.network))
    if reach == "far":
        allowed = group(standpoint).in_next(everybody)
    else:
        allowed = np.ones(len(everybody), dtype=bool)
    allowed[list(wanted)] = True
    allowed[list(left_out)] = False
    routes = _routes(heeded, allowed, _onward(heeded, wanted, left_out))
    if not routes:
        return Plan(())
    raw = np.array([chance for _, chance in routes])
    nodes = [nodes for nodes, _ in routes]
    connector = np.array([way[1] for way in nodes], dtype=np.int64)
    target = np.array([way[2] for way in nodes], dtype=np.int64)
    further = np.array([way[-1] if len(way) > 3 else -1 for way in nodes], dtype=np.int64)
    ways = Ways(
        connector, scaled(raw), *_aims_of(standpoint, target, further, reach, wanted, market)
    )
    room = _room(standpoint, ways, tact, asks)
    if share is not None:
        room = {connector: min(most, share) for connector, most in room.items()}
    found = choose(ways, room, asks + 1)
    turn = [k * weeks // max(asks, 1) + 1 for k in range(len(found))]
    planned: list[PlannedAsk] = []
    for (way, adds), week in zip(found, turn, strict=True):
        planned.append(_planned(heeded, routes[way], adds, tact, priors, week, planned))
    return Plan(
        asks=tuple(planned[:asks]),
        next=replace(planned[asks], week=weeks) if len(planned) > asks else None,
    )


def scaled(chance: Floats) -> Floats:
    """Chances on the scale on which the highest is `LIKELIEST`; higher ones stay as they are."""
    most = min(float(chance.max(initial=0.0)), 1 - 1e-12)
    if not 1e-12 < most < LIKELIEST:  # below, the power would overflow
        return np.minimum(chance, 1.0)
    power = np.log1p(-LIKELIEST) / np.log1p(-most)
    return np.asarray(-np.expm1(power * np.log1p(-chance)))


_Route = tuple[tuple[Node, ...], float]


def _routes(
    standpoint: Standpoint,
    allowed: Bools,
    onward: Mapping[tuple[int, int], tuple[Node, ...]],
) -> list[_Route]:
    """Every ask that is open as (nodes, chance that the target is met), in order of the nodes.

    Where an ask is the first step to somebody wanted further out, its nodes go on to there.
    """
    network, around = standpoint.network, standpoint.around
    adjacency, chance = network.adjacency, standpoint.chance
    own = adjacency.row(standpoint.rep)
    asked = chance[own] > 0
    first = adjacency.other[own][asked].astype(np.int64)
    lengths = adjacency.degree_of(first)
    slots = adjacency.slots_of(first)
    through = np.repeat(chance[own][asked], lengths) * chance[slots]
    to = adjacency.other[slots].astype(np.int64)
    via = np.repeat(first, lengths)
    steps = np.zeros(len(network), dtype=bool)
    steps[[target for _, target in onward]] = True
    kept = (through > 0) & (around.ring[to] == 2) & ((allowed | steps) & ~network.nameless)[to]
    return [
        (onward.get((connector, target), (standpoint.rep, Node(connector), Node(target))), p)
        for connector, target, p in zip(
            via[kept].tolist(), to[kept].tolist(), through[kept].tolist(), strict=True
        )
    ]


def _onward(
    standpoint: Standpoint, wanted: Collection[Node], left_out: Collection[Node]
) -> dict[tuple[int, int], tuple[Node, ...]]:
    """By (connector, target), the best way over them to somebody wanted further out."""
    found: dict[tuple[int, int], tuple[float, tuple[Node, ...]]] = {}
    for goal in sorted(set(wanted) - set(left_out)):
        if standpoint.around.ring[goal] > 2 and (best := standpoint.search.best(goal)) is not None:
            ask = (best.nodes[1], best.nodes[2])
            found[ask] = min(found.get(ask, (np.inf, ())), (best.cost, best.nodes))
    return {ask: nodes for ask, (_, nodes) in found.items()}


def _aims_of(
    standpoint: Standpoint,
    target: Ints,
    further: Ints,
    reach: str,
    wanted: Collection[Node],
    market: Market = ANYBODY,
) -> tuple[Ints, Floats]:
    """Per ask whom, which category and which community it aims at; and what each is worth.

    `further` is the wanted person to whom the ask leads over its target, -1 for none.

    A category is worth the less the more people the rep knows in it, a community the less the
    larger the share of his contacts is in it (as in `newness`). Persons and categories count as
    much as they fit the market; a community has no trade.
    """
    around = standpoint.around
    people, person = np.unique(np.concatenate([target, further]), return_inverse=True)
    person, beyond = np.split(person, 2)
    code = around.category_code[0][target]
    community = around.community[target]
    names = around.category_code[1]
    fit = np.array([market.worth(str(name)) if market else 1.0 for name in names], dtype=float)
    of_category = BREADTH[reach] * fit / (1 + around.contacts_in.astype(np.float64))
    of_community = BREADTH[reach] * (1 - around.share_of_community)
    after_people = len(people)
    after_categories = after_people + len(of_category)
    aims = np.column_stack(
        [
            person,
            np.where(further >= 0, beyond, -1),
            np.where(code >= 0, code + after_people, -1),
            np.where(community >= 0, community + after_categories, -1),
        ]
    )
    of_person = np.where(np.isin(people, list(wanted)), WANTED, market.worths(standpoint, people))
    of_person[standpoint.around.ring[people] > 2] = WANTED / 2
    return aims.astype(np.int64), np.concatenate([of_person, of_category, of_community])


def _aims(ways: Ways, way: int) -> Ints:
    aims = ways.aims[way]
    return np.asarray(aims[aims >= 0])


def _room(
    standpoint: Standpoint, ways: Ways, tact: Mapping[PersonId, Tact], asks: int
) -> dict[int, int]:
    """How many asks each connector bears: the limit, and no more than a share of the plan.

    The share is one in `SHARE`, or the least with which the plan can be filled.
    """
    connectors, ways_of = np.unique(ways.connector, return_counts=True)
    ids = standpoint.network.ids[connectors].tolist()
    room = np.array([tact[i].room if i in tact else ASKS_A_QUARTER for i in ids], dtype=np.int64)
    share = max(1, -(-asks // SHARE))
    bears = np.minimum(room, ways_of)
    while np.minimum(bears, share).sum() < asks and share < bears.max(initial=0):
        share += 1
    room = np.minimum(room, share)
    return dict(zip(connectors.tolist(), room.tolist(), strict=True))


def _planned(
    standpoint: Standpoint,
    route: _Route,
    adds: float,
    tact: Mapping[PersonId, Tact],
    priors: Priors,
    week: int,
    before: Sequence[PlannedAsk],
) -> PlannedAsk:
    path = to_path(standpoint, route[0])
    said = tact.get(path.connector)
    learned = priors.connectors.get(path.connector)
    others = [ask.path.names[1] for ask in before if ask.path.target == path.target]
    more = (
        *((f"a second way, beside {' and '.join(others)}",) if others else ()),
        *((f"{path.names[1]} {learned.basis}",) if learned else ()),
        # Why this connector is best asked, the path says already.
        *((said.blocked, *said.weighed) if said else ()),
    )
    return PlannedAsk(
        path=path,
        chance=path.chance,
        adds=adds,
        week=week,
        why=(*path.why, *(in_words(one) for one in more if one)),
    )
