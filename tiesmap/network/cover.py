"""Covering wishes: few asks for many wishes, nobody asked twice.

One ask may serve several wishes: who is wanted by name is also somebody at his firm, and in his
category. A set of asks is worth the sum over wishes of the best chance in it for each, beside the
best there is for that wish. That is monotone and submodular, each connector asked once is a
partition matroid, and choosing greedily reaches at least half of the best (Fisher, Nemhauser &
Wolsey 1978). Afterwards asks move to other connectors where that lets one more wish be served.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from math import prod

from tiesmap.model.paths import ReferralPath
from tiesmap.network.paths import find_paths
from tiesmap.network.sharing import share_out
from tiesmap.network.standpoint import Standpoint

EACH = 8
"""Paths to one person that are looked at."""


@dataclass(frozen=True, slots=True)
class Serving:
    """An ask that could be made: of whom, and the chance with which it serves each wish."""

    connector: int
    wishes: Mapping[int, float]

    @property
    def chance(self) -> float:
        """That it serves one at least: of the nearest."""
        return max(self.wishes.values(), default=0.0)


def cover(asks: Sequence[Serving]) -> dict[int, int]:
    """Which ask (its place) serves each wish; wishes that cannot be served are not in it.

    No two asks taken have the same connector. Of equal gains the likelier ask wins, then the first.
    """
    best: dict[int, float] = {}
    for ask in asks:
        for wish, chance in ask.wishes.items():
            best[wish] = max(best.get(wish, 0.0), chance)
    parts = _parts(asks, best)
    left = sorted(best.keys() - frozenset().union(*parts))
    groups = [*parts, *(frozenset({wish}) for wish in left)]
    options = [[k for k, ask in enumerate(asks) if part <= ask.wishes.keys()] for part in groups]
    taken = share_out(
        [[(asks[k].connector, asks[k].chance) for k in ways] for ways in options],
        [len(part) for part in groups],
    )
    return {
        wish: options[number][place]
        for number, place in enumerate(taken)
        if place is not None
        for wish in groups[number]
    }


def _parts(asks: Sequence[Serving], best: dict[int, float]) -> list[frozenset[int]]:
    """The wishes that each ask of a greedy choice serves and none before it did."""
    open_, busy = set(best), set[int]()
    parts: list[frozenset[int]] = []
    while open_:
        gains = [
            (sum(p / best[w] for w, p in ask.wishes.items() if w in open_), ask.chance, -k)
            for k, ask in enumerate(asks)
            if ask.connector not in busy
        ]
        gain, _, place = max(gains, default=(0.0, 0.0, 0))
        if gain <= 0:
            break
        chosen = asks[-place]
        parts.append(frozenset(chosen.wishes.keys() & open_))
        open_ -= chosen.wishes.keys()
        busy.add(chosen.connector)
    return parts


@dataclass(frozen=True, slots=True)
class Covered:
    """What serves one wish: its path, and the best one through each other connector."""

    path: ReferralPath | None
    others: tuple[ReferralPath, ...]


def cover_wishes(standpoint: Standpoint, wishes: Sequence[Collection[int]]) -> list[Covered]:
    """The way to each wish (the nodes that it means), as few asks for all as are found.

    A path serves a wish where it leads over or to somebody meant by it, past the connector, with
    the chance of coming so far. An empty wish is not served.
    """
    meant: dict[int, set[int]] = {}
    for number, nodes in enumerate(wishes):
        for node in nodes:
            meant.setdefault(node, set()).add(number)
    found = {
        path.people: path
        for node in sorted(meant)
        for path in find_paths(standpoint, [node], each=EACH, top=EACH)
    }
    node_of = standpoint.network.node
    ways = sorted(found.values(), key=lambda path: (-path.chance, len(path.people), path.people))
    asks = []
    for path in ways:
        serves: dict[int, float] = {}
        for at, person in enumerate(path.people[2:], start=2):
            for wish in meant.get(node_of(person), ()):
                serves.setdefault(wish, prod(hop.chance for hop in path.hops[:at]))
        asks.append(Serving(path.connector, serves))
    taken = cover(asks)
    return [_covered(number, taken.get(number), asks, ways) for number in range(len(wishes))]


def _covered(
    wish: int, place: int | None, asks: Sequence[Serving], ways: Sequence[ReferralPath]
) -> Covered:
    chosen = None if place is None else ways[place]
    others: dict[int, ReferralPath] = {}
    for ask, way in zip(asks, ways, strict=True):
        if wish in ask.wishes and (chosen is None or ask.connector != chosen.connector):
            others.setdefault(ask.connector, way)
    return Covered(chosen, tuple(others.values()))
