"""Whom the rep should meet next, and through whom; and what to ask openly where no path leads."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import replace

import numpy as np

from tiesmap.model.companies import is_company
from tiesmap.model.paths import OpenAsk, Suggestion
from tiesmap.network.candidates import Candidates, find_candidates
from tiesmap.network.circles import Grouping, group
from tiesmap.network.likelihood import shares
from tiesmap.network.paths import to_path
from tiesmap.network.standpoint import Standpoint
from tiesmap.network.ties import Floats, Ints

REACHES = ("near", "balanced", "far")
"""near: more people like those you know. balanced: half of the list in circles where you know few.
far: only circles that you could enter next."""

SENIOR = (
    "chief", "ceo", "cfo", "coo", "cto", "cio", "president", "chair", "founder", "owner",
    "partner", "director", "head", "vp", "vice president", "managing", "principal",
)  # fmt: skip


def suggest(
    standpoint: Standpoint, *, reach: str = "balanced", top: int = 20, accounts: bool = False
) -> list[Suggestion]:
    """People outside the rep's contacts whom he should meet next, the likeliest first.

    The chance is that at least one way to them comes off (`candidates`). `reach` says among whom,
    as in `REACHES`: it never changes a chance. People at firms where the rep knows somebody already
    are left out, as that is account work, unless `accounts`.
    """
    found = find_candidates(standpoint)
    grouping = group(standpoint)
    chosen = _chosen(standpoint, found, grouping, reach, top, accounts)
    share = shares(found.chance)
    names = np.append(grouping.names, "")
    suggestions = []
    for k in chosen.tolist():
        node = int(found.node[k])
        best = standpoint.search.best(node)
        if best is not None:
            path = to_path(standpoint, best.nodes)
            number = int(found.connectors[k])
            ways = f"{number} of your contacts could bring you together"
            suggestions.append(
                Suggestion(
                    path=replace(path, reasons=(*path.reasons, ways)) if number > 1 else path,
                    chance=float(found.chance[k]),
                    share=float(share[k]),
                    connectors=number,
                    circle=str(names[grouping.of[node]]),
                )
            )
    return suggestions


def rank_candidates(
    standpoint: Standpoint, *, reach: str, circles: Collection[str] | None = None
) -> list[tuple[int, float]]:
    """Everybody (node) whom `suggest` would suggest with his chance, accounts too, in its order.

    `circles` are the names of those to enter (far), where they are not the rep's next ones.
    """
    found = find_candidates(standpoint)
    grouping = group(standpoint)
    if circles is None:
        chosen = _chosen(standpoint, found, grouping, reach, len(found), True)
    else:
        order = np.lexsort((standpoint.network.ids[found.node], -found.chance))
        chosen = order[grouping.in_named(found.node[order], circles)]
    return [(int(found.node[k]), float(found.chance[k])) for k in chosen]


def chances_next(standpoint: Standpoint) -> tuple[Ints, Floats]:
    """Everybody (node) whom one introduction would reach, and the chance that somebody makes it."""
    found = find_candidates(standpoint)
    near = standpoint.around.ring[found.node] == 2
    return found.node[near], found.chance[near]


def _chosen(
    standpoint: Standpoint,
    found: Candidates,
    grouping: Grouping,
    reach: str,
    top: int,
    accounts: bool,
) -> Ints:
    """The positions among the candidates of those to suggest, by falling chance."""
    order = np.lexsort((standpoint.network.ids[found.node], -found.chance))
    order = order[accounts | ~standpoint.around.accounts[found.node[order]]]
    ahead = grouping.in_next(found.node[order], inferred=reach != "near")
    if reach == "far":
        return order[ahead][:top]
    # So many of the others; where one kind does not fill its part, the other one does.
    others = top if reach == "near" else top - top // 2
    others = min(max(others, top - int(ahead.sum())), int((~ahead).sum()))
    taken = np.where(ahead, np.cumsum(ahead) <= top - others, np.cumsum(~ahead) <= others)
    return order[taken]


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
        company = str(row.company)
        has = {"company": company * is_company(company), "category": str(row.category)}
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
