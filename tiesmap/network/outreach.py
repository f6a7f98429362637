"""Whom the rep should meet next, and through whom; and what to ask openly where no path leads."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from tiesmap.model.paths import OpenAsk, Suggestion
from tiesmap.network.adjacency import positions_in_rows
from tiesmap.network.newness import newness
from tiesmap.network.paths import to_path
from tiesmap.network.standpoint import Standpoint
from tiesmap.network.strength import raise_odds
from tiesmap.network.ties import Bools, Floats, Ints

REACHES = ("near", "balanced", "far")
NEWNESS_SHARE = {"near": 0.0, "balanced": 0.35, "far": 0.7}
"""How much newness counts beside chance: worth = chance^(1 - s) * newness^s."""

SENIOR = (
    "chief", "ceo", "cfo", "coo", "cto", "cio", "president", "chair", "founder", "owner",
    "partner", "director", "head", "vp", "vice president", "managing", "principal",
)  # fmt: skip


@dataclass(frozen=True, eq=False, slots=True)
class _Candidates:
    """People whom the rep does not know and could meet, in ascending order of node."""

    node: Ints
    chance: Floats
    connectors: Ints
    bridging: Bools


def suggest(standpoint: Standpoint, *, reach: str = "balanced", top: int = 20) -> list[Suggestion]:
    """People outside the rep's contacts whom he should meet next, the best idea first.

    The chance is that at least one connector makes the introduction: noisy-or, 1 - product of
    (1 - chance of each path), treating connectors as independent (Pearl 1988, ch. 4). A connector
    has many people to think of: the odds of each are shared among all he knows. Somebody further
    out than a connector's own contacts has the chance of the best single way to him, shared at
    every step. `reach` (near, balanced, far) says how much newness counts beside chance.
    """
    found = _candidates(standpoint)
    worth, order = _ranked(standpoint, found, reach)
    suggestions = []
    for k in order[:top].tolist():
        best = standpoint.search.best(int(found.node[k]))
        if best is not None:
            path = to_path(standpoint, best.nodes)
            number = int(found.connectors[k])
            ways = f"{number} of your contacts could bring you together"
            suggestions.append(
                Suggestion(
                    path=replace(path, reasons=(*path.reasons, ways)) if number > 1 else path,
                    chance=float(found.chance[k]),
                    worth=float(worth[k]),
                    connectors=number,
                )
            )
    return suggestions


def rank_candidates(standpoint: Standpoint, *, reach: str) -> list[tuple[int, float]]:
    """Everybody (node) whom `suggest` would suggest, with his worth, in the same order."""
    found = _candidates(standpoint)
    worth, order = _ranked(standpoint, found, reach)
    return [(int(found.node[k]), float(worth[k])) for k in order]


def chances_next(standpoint: Standpoint) -> tuple[Ints, Floats]:
    """Everybody (node) whom one introduction would reach, and the chance that somebody makes it."""
    found = _candidates(standpoint)
    near = standpoint.around.ring[found.node] == 2
    return found.node[near], found.chance[near]


def _ranked(standpoint: Standpoint, found: _Candidates, reach: str) -> tuple[Floats, Ints]:
    """The worth of each candidate, and the candidates by falling worth."""
    share = NEWNESS_SHARE[reach]
    worth = found.chance ** (1 - share)
    if share:
        new = newness(standpoint, found.node, found.bridging)
        worth = worth * np.maximum(new, 0.05) ** share
    return worth, np.lexsort((standpoint.network.ids[found.node], -worth))


def rank_connectors(standpoint: Standpoint, goal: int) -> list[tuple[int, float]]:
    """Every contact (node) who has a tie to the goal, with the chance of the path through him.

    By falling chance. The order is that of the two-hop paths of `paths.find_paths`.
    """
    adjacency = standpoint.network.adjacency
    found = []
    for node in adjacency.neighbors(goal).tolist():
        if standpoint.around.ring[node] == 1:
            first = standpoint.chance[standpoint.slot(standpoint.rep, node)]
            second = standpoint.chance[standpoint.slot(node, goal)]
            if first * second > 0:
                found.append((node, float(first * second)))
    return sorted(found, key=lambda pair: (-pair[1], pair[0]))


def _candidates(standpoint: Standpoint) -> _Candidates:
    around, network = standpoint.around, standpoint.network
    adjacency, n = network.adjacency, len(network)
    own = slice(int(adjacency.start[standpoint.rep]), int(adjacency.start[standpoint.rep + 1]))
    open_ = standpoint.chance[own] > 0
    front: Ints = adjacency.other[own][open_].astype(np.int64)
    best, crossed = np.zeros(n), np.zeros(n, dtype=bool)
    best[front] = standpoint.chance[own][open_]
    chance, connectors = np.zeros(n), np.zeros(n, dtype=np.int64)
    for hop in range(2, around.settings.max_hops + 1):
        lengths = adjacency.degree[front]
        slots = positions_in_rows(adjacency.start[front], lengths)
        through = np.repeat(best[front], lengths) * standpoint.chance[slots]
        shared = np.repeat(np.maximum(network.known_degree[front], 1), lengths)
        through = raise_odds(through, 1 / shared)
        outward = np.flatnonzero((through > 0) & (around.ring[adjacency.other[slots]] == hop))
        slots, through = slots[outward], through[outward]
        to = adjacency.other[slots]
        np.maximum.at(best, to, through)
        is_best = through == best[to]
        bridged = around.bridging[adjacency.tie[slots]]
        bridged |= np.repeat(crossed[front], lengths)[outward]
        crossed[to[is_best]] = bridged[is_best]
        front = np.unique(to).astype(np.int64)
        if hop == 2:
            fails = np.bincount(to, np.log1p(-through), minlength=n)
            chance[front] = -np.expm1(fails[front])
            connectors[front] = np.bincount(to, minlength=n)[front]
        else:
            chance[front], connectors[front] = best[front], 1
    node = np.flatnonzero(connectors)
    return _Candidates(node, chance[node], connectors[node], crossed[node])


def suggest_open(
    standpoint: Standpoint,
    wanted: Sequence[tuple[str, str]] = (),
    *,
    top: int = 10,
) -> list[OpenAsk]:
    """Open asks to comfortable contacts: who do you know at a company, in a category?

    `wanted` are ("company" | "category", name) pairs of the wanted list; each is asked of those
    most likely to know. Without a wish a contact is asked about his own company and category. The
    chance is that of the first hop times a factor for what the contact has in common with the
    wish, for a senior title and for many ties.
    """
    network, adjacency = standpoint.network, standpoint.network.adjacency
    own = slice(int(adjacency.start[standpoint.rep]), int(adjacency.start[standpoint.rep + 1]))
    asked = np.flatnonzero(standpoint.chance[own] > 0)
    nodes = adjacency.other[own][asked]
    rows = network.people[["title", "company", "category"]].iloc[nodes].itertuples(index=False)
    asks = []
    ties = (adjacency.start[nodes + 1] - adjacency.start[nodes]).tolist()
    chances = standpoint.chance[own][asked].tolist()
    for node, chance, many, row in zip(nodes, chances, ties, rows, strict=True):
        title = str(row.title)
        senior = _is_senior(title)
        busy = many - 1
        base = [f"your comfort {standpoint.comfort.person[node]:.1f} of 5"]
        if senior:
            base.append(f"a senior title ({title})")
        if busy >= 5:
            base.append(f"ties to {busy} other people on file")
        has = {"company": str(row.company), "category": str(row.category)}
        for kind, about in list(wanted) or [(kind, name) for kind, name in has.items() if name]:
            alike = has[kind].casefold() == about.casefold()
            likely = (1.0 if alike else 0.25) * (1.0 if senior else 0.7)
            likely *= 1.0 if busy >= 5 else 0.8
            where = f"works at {about}" if kind == "company" else f"is in {about}"
            asks.append(
                OpenAsk(
                    connector=int(network.ids[node]),
                    kind=kind,
                    about=about,
                    chance=chance * likely,
                    reasons=((where, *base) if alike else tuple(base)),
                )
            )
    asks.sort(key=lambda ask: (-ask.chance, ask.connector, ask.about))
    return _spread(asks, top)


def _is_senior(title: str) -> bool:
    words = " ".join(re.findall(r"[^\W_]+", title.casefold()))
    return any(f" {word} " in f" {words} " for word in SENIOR)


def _spread(asks: list[OpenAsk], top: int) -> list[OpenAsk]:
    """The best asks, each connector once before any is asked a second time."""
    turn: dict[int, int] = {}
    ranked = []
    for ask in asks:
        turn[ask.connector] = turn.get(ask.connector, 0) + 1
        ranked.append((turn[ask.connector], -ask.chance, ask.connector, ask.about, ask))
    ranked.sort(key=lambda entry: entry[:4])
    return [entry[-1] for entry in ranked[:top]]
