"""Circles: which the rep is at home in, which he could enter next, and who opens each.

A circle is a category. Where fewer than half of the people within reach have one, those without
are in communities instead (inferred). The rep is *at home* in the circles that he rates high, or
whose people he is at ease with; *next* are those in which he knows few. Circles are ranked by the
sum of the three best chances in them: on two networks whose categories are real that told the ones
really entered better than their size, all chances together or the best one (docs/evidence.md). The
ways counted begin with those whom the rep said he is at ease with, once he said it of some. Circles
of his market (`market`: what he wants, his clients' trades, and those next door) go before others.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tiesmap.model.circles import AT_HOME, KNOWN, NEXT, Circle, Opening
from tiesmap.model.ids import Node
from tiesmap.network.arrays import Bools, Floats, Ints
from tiesmap.network.candidates import Candidates, find_candidates
from tiesmap.network.comfort import shrunk
from tiesmap.network.communities import name_communities
from tiesmap.network.market import ANYBODY, OPEN, Market
from tiesmap.network.reach import COMFORTABLE
from tiesmap.network.standpoint import Standpoint, Surroundings, begin_with

BEST = 3
"""So many of the best chances in a circle say how surely it opens."""
SMALLEST = 3
"""A community of fewer people is no circle."""
HOMES = 3
"""Where nothing stands out, the rep is at home in so many of the circles that he knows best."""


@dataclass(frozen=True, eq=False, slots=True)
class Grouping:
    """The circle of every person, and how the rep stands toward each circle.

    of: int64[n], -1 for none. names, inferred, known (how many contacts), comfort, rated and
    standing (a position in `model.circles.STANDINGS` as text) have one value a circle.
    """

    of: Ints
    names: NDArray[np.object_]
    inferred: Bools
    known: Ints
    comfort: Floats
    rated: Bools
    standing: NDArray[np.object_]

    def in_next(self, nodes: Ints, *, inferred: bool = True) -> Bools:
        """Which of the nodes are in a circle that the rep could enter next.

        Without `inferred` only circles that are on file count.
        """
        circles = (self.standing == NEXT) & (inferred | ~self.inferred)
        return np.asarray(np.append(circles, False)[self.of[nodes]])


def few(around: Surroundings) -> int:
    """In how many contacts at most a circle is still new to the rep: a share, and at least 2."""
    return max(2, round(around.settings.few_share * len(around.contacts)))


def group(standpoint: Standpoint) -> Grouping:
    """The circles around the rep and how he stands toward each."""
    around, comfort = standpoint.around, standpoint.comfort
    of, names, categories = _circles_of(around)
    contacts = around.contacts
    inside = of[contacts]
    at_ease = comfort.person[contacts][inside >= 0]
    known = np.bincount(inside[inside >= 0], minlength=len(names))
    sums = np.bincount(inside[inside >= 0], at_ease, minlength=len(names))
    values = shrunk(sums, known, comfort.overall)
    rated = np.zeros(len(names), dtype=bool)
    for k, name in enumerate(names[:categories].tolist()):
        said = comfort.categories.get(str(name))
        if said is not None and said.rated:
            values[k], rated[k] = said.comfort, True
    standing = _standings(values, rated, known, few(around))
    inferred = np.arange(len(names)) >= categories
    return Grouping(of, names, inferred, known, values, rated, standing)


def at_ease(standpoint: Standpoint) -> Standpoint:
    """The standpoint that begins with those whom the rep said he is at ease with.

    The same as before where he said it of few: then everybody whom he knows begins.
    """
    said = standpoint.comfort.said[standpoint.around.contacts] >= COMFORTABLE
    if said.sum() <= few(standpoint.around):
        return standpoint
    return begin_with(standpoint, standpoint.around.contacts[said])


def rank_circles(standpoint: Standpoint, *, accounts: bool = False) -> list[tuple[str, float]]:
    """Every circle that some way leads into, and its score, as `find_circles` has them."""
    grouping, scored = group(standpoint), _scored(standpoint, accounts)
    ranked = [(str(grouping.names[k]), float(found.chance.sum())) for k, (found, _) in scored]
    return sorted(ranked, key=lambda circle: (-circle[1], circle[0]))


def find_circles(
    standpoint: Standpoint, *, accounts: bool = False, market: Market = ANYBODY
) -> tuple[Circle, ...]:
    """Every circle within reach: next ones first, then known ones, at home last.

    Of each of the three those that open at all first, of them those that fit the market, and by
    falling score. People at firms
    where the rep knows somebody do not count as ways into a circle, unless `accounts`.
    """
    grouping, begin = group(standpoint), at_ease(standpoint)
    scored = dict(_scored(standpoint, accounts))
    nobody = Candidates(np.zeros(0, np.int64), np.zeros(0), np.zeros(0, np.int64)), 0
    circles = []
    for k, name in enumerate(grouping.names.tolist()):
        found, reachable = scored.get(k, nobody)
        if grouping.known[k] or reachable:
            circles.append(
                Circle(
                    circle=str(name),
                    inferred=bool(grouping.inferred[k]),
                    standing=str(grouping.standing[k]),
                    comfort=float(grouping.comfort[k]),
                    rated=bool(grouping.rated[k]),
                    known=int(grouping.known[k]),
                    reachable=reachable,
                    score=float(found.chance.sum()),
                    openings=_openings(begin, grouping, found),
                    worth_it="" if grouping.inferred[k] else market.why(str(name)),
                    fit=OPEN if grouping.inferred[k] else market.fit(str(name)),
                )
            )
    turn = {NEXT: 0, KNOWN: 1, AT_HOME: 2}
    return tuple(
        sorted(
            circles,
            key=lambda c: (turn[c.standing], not c.openings, -c.fit, -c.score, c.circle),
        )
    )


def _scored(standpoint: Standpoint, accounts: bool) -> Iterator[tuple[int, tuple[Candidates, int]]]:
    """Per circle (its number) the best candidates in it, and how many there are in all."""
    of = group(standpoint).of
    found = find_candidates(at_ease(standpoint))
    named = ~standpoint.network.nameless[found.node]
    open_ = accounts | ~standpoint.accounts[found.node]
    found = found.only((of[found.node] >= 0) & open_ & named)
    at, ids = of[found.node], standpoint.network.ids[found.node]
    order = np.lexsort((ids, -found.chance, at))
    number, first, size = np.unique(at[order], return_index=True, return_counts=True)
    for k, begin, many in zip(number.tolist(), first.tolist(), size.tolist(), strict=True):
        yield k, (found.at(order[begin : begin + min(BEST, many)]), many)


def _openings(standpoint: Standpoint, grouping: Grouping, found: Candidates) -> tuple[Opening, ...]:
    openings = []
    network, names = standpoint.network, np.append(grouping.names, "")
    for node in map(Node, found.node.tolist()):
        route = standpoint.search.best(node)
        if route is not None:
            connector = route.nodes[1]
            openings.append(
                Opening(
                    person=network.person(node),
                    name=network.label(node),
                    through=network.person(connector),
                    through_name=network.label(connector),
                    begins=str(names[grouping.of[connector]]),
                    first=tuple(map(str, standpoint.ask_first(route.nodes[1:]))),
                )
            )
    return tuple(openings)


def _standings(comfort: Floats, rated: Bools, known: Ints, most: int) -> NDArray[np.object_]:
    """at home, known or next for each circle."""
    standing = np.where(known <= most, NEXT, KNOWN).astype(object)
    home = (comfort >= COMFORTABLE) & (rated | (known > most))
    if not home.any():
        many = known > most
        familiar = np.flatnonzero(~rated & (many if many.any() else known > 0))
        home[familiar[np.argsort(-comfort[familiar], kind="stable")][:HOMES]] = True
    standing[home] = AT_HOME
    return standing


def _circles_of(around: Surroundings) -> tuple[Ints, NDArray[np.object_], int]:
    """The circle of each person, the circles' names, and how many of them are categories."""
    code, names = around.category_code
    within = around.ring > 0
    missing = within & (code < 0)
    if not missing.any() or 2 * missing.sum() <= within.sum():
        return code, names, len(names)
    community = np.where(missing, around.community, -1)
    size = np.bincount(community[community >= 0], minlength=int(community.max(initial=-1)) + 1)
    large = np.flatnonzero(size >= SMALLEST)
    number = np.full(len(size) + 1, -1, dtype=np.int64)
    number[large] = len(names) + np.arange(len(large))
    called = _names(around, community)
    of = np.where(missing, number[community], code)
    return of, np.append(names, [called[int(c)] for c in large]).astype(object), len(names)


def _names(around: Surroundings, community: Ints) -> dict[int, str]:
    """What each community is called, after the person with the most tie strength inside it."""
    network, people = around.network, np.flatnonzero(community >= 0)
    inside, a, b = network.ties.among(people, len(network))
    labels = [network.label(Node(int(node))) for node in people]
    return name_communities(community[people], labels, a, b, network.strength[inside])
