"""Whom the rep should meet next, and through whom; and what to ask openly where no path leads."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

import numpy as np

from tiesmap.model.circles import NEXT
from tiesmap.model.english import say_count
from tiesmap.model.ids import Node, PersonId
from tiesmap.model.paths import OpenAsk, Suggestion
from tiesmap.model.reasons import Reason, ReasonKind, in_words
from tiesmap.network.arrays import Floats, Ints
from tiesmap.network.candidates import Candidates, find_candidates
from tiesmap.network.circles import Grouping, group
from tiesmap.network.likelihood import shares
from tiesmap.network.market import ANYBODY, FITS, Market
from tiesmap.network.paths import to_path
from tiesmap.network.standpoint import Standpoint

Begun = Callable[[PersonId, str, str], bool]
"""Whether an open ask was begun already: of whom, about a company or category, and which."""


def never(person: PersonId, kind: str, about: str) -> bool:
    """Nothing was begun."""
    return False


NO_REASON = in_words("nothing on file says whom they know there"), 0.25
SAME_FIELD, KNOWS_THERE = 1.0, 0.6
"""How good a reason is to know somebody there: our judgment, not measured."""
LEAST_OF_BEST = 0.001
"""An ask with less than this share of the best one's chance is not worth a favor."""
BUSY = 5
"""Ties to so many others on file say that somebody knows many."""
REACHES = ("near", "balanced", "far")
"""near: more people like those you know. balanced: half of the list in circles where you know few.
far: only circles that you could enter next."""

SENIOR = (
    "chief", "ceo", "cfo", "coo", "cto", "cio", "president", "chair", "founder", "owner",
    "partner", "director", "head", "vp", "vice president", "managing", "principal",
)  # fmt: skip


def suggest(
    standpoint: Standpoint,
    *,
    reach: str = "balanced",
    top: int = 20,
    accounts: bool = False,
    market: Market = ANYBODY,
) -> list[Suggestion]:
    """People outside the rep's contacts whom he should meet next, the likeliest first.

    The chance is that at least one way to them comes off (`candidates`). `reach` says among whom,
    as in `REACHES`, and of them those who fit the `market` go on the list first: neither changes a
    chance. People at firms where the rep knows somebody already are left out, as that is account
    work, unless `accounts`.
    """
    found = find_candidates(standpoint)
    grouping = group(standpoint)
    chosen = choose_candidates(standpoint, found, grouping, reach, top, accounts, market)
    share = shares(found.chance)
    suggestions = []
    for k in chosen.tolist():
        node = Node(int(found.node[k]))
        best = standpoint.search.best(node)
        if best is not None:
            path = to_path(standpoint, best.nodes)
            number = int(found.connectors[k])
            trade = standpoint.around.category_of(node)
            worth = market.why(trade)
            together = f"{number} of your contacts could bring you together"
            more = [together] if number > 1 else []
            more += [f"{trade}: {worth}"] if worth else []
            suggestions.append(
                Suggestion(
                    path=replace(path, why=(*path.why, *map(in_words, more))),
                    chance=float(found.chance[k]),
                    share=float(share[k]),
                    connectors=number,
                )
            )
    return suggestions


def chances_next(standpoint: Standpoint) -> tuple[Ints, Floats]:
    """Everybody (node) whom one introduction would reach, and the chance that somebody makes it."""
    found = find_candidates(standpoint)
    near = standpoint.around.ring[found.node] == 2
    return found.node[near], found.chance[near]


def choose_candidates(
    standpoint: Standpoint,
    found: Candidates,
    grouping: Grouping,
    reach: str,
    top: int,
    accounts: bool,
    market: Market = ANYBODY,
) -> Ints:
    """The positions among the candidates of those to suggest, by falling chance.

    Whoever fits the market comes on the list first, unless it is hopeless (`LEAST_OF_BEST`). Near
    means more like those one knows: there a wish comes no sooner than the trades of the clients.
    """
    ids, fits = standpoint.network.ids[found.node], market.fits(standpoint, found.node)
    if reach == "near":
        fits = np.minimum(fits, FITS)
    hopeless = found.chance < LEAST_OF_BEST * found.chance.max(initial=0.0)
    order = np.lexsort((ids, -found.chance, -fits, hopeless))
    order = order[~standpoint.network.nameless[found.node[order]]]
    order = order[accounts | ~standpoint.accounts[found.node[order]]]
    ahead = grouping.in_next(found.node[order], inferred=reach != "near")
    if reach == "far":
        return _by_chance(order[ahead][:top], found, ids)
    # So many of the others; where one kind does not fill its part, the other one does.
    others = top if reach == "near" else top - top // 2
    others = min(max(others, top - int(ahead.sum())), int((~ahead).sum()))
    taken = np.where(ahead, np.cumsum(ahead) <= top - others, np.cumsum(~ahead) <= others)
    return _by_chance(order[taken], found, ids)


def _by_chance(chosen: Ints, found: Candidates, ids: Ints) -> Ints:
    return chosen[np.lexsort((ids[chosen], -found.chance[chosen]))]


def rank_connectors(standpoint: Standpoint, goal: Node) -> list[tuple[Node, float]]:
    """Every contact (node) who has a tie to the goal, with the chance of the path through him.

    By falling chance. The order is that of the two-hop paths of `paths.find_paths`.
    """
    adjacency = standpoint.network.adjacency
    found = []
    for node in map(Node, adjacency.neighbors(goal).tolist()):
        if standpoint.around.ring[node] == 1:
            first = standpoint.chance[standpoint.slot(standpoint.rep, node)]
            second = standpoint.chance[standpoint.slot(node, goal)]
            if first * second > 0:
                found.append((node, float(first * second)))
    return sorted(found, key=lambda pair: (-pair[1], pair[0]))


def suggest_open(
    standpoint: Standpoint,
    wanted: Sequence[tuple[str, ...]] = (),
    *,
    top: int = 10,
    anybody: bool = True,
    begun: Begun = never,
) -> list[OpenAsk]:
    """Open asks to those with a reason to know: who do you know at a company, in a category?

    `wanted` are ("company" | "category", name) of the wanted list, with the company's category
    where it is known: ("company", name, category). Without a wish it is about the circles that the
    rep could enter next. Nobody is asked about his own firm or his own kind of business, where he
    is least free to say; and unless `anybody`, nobody without a reason to know somebody there.
    Somebody in the same business as a company may know his like there. What was `begun` is not
    asked again. The chance is that of the first hop times a factor for the reason to know, for a
    senior title and for many ties.
    """
    network, adjacency = standpoint.network, standpoint.network.adjacency
    own = adjacency.row(standpoint.rep)
    asked = np.flatnonzero(standpoint.chance[own] > 0)
    nodes = adjacency.other[own][asked]
    titles = network.people["title"].iloc[nodes].astype(str).tolist()
    fields = _Fields(standpoint)
    topics = [fields.topic(*wish) for wish in wanted] or fields.next_circles()
    at = {about: network.at_company(about) for kind, about, _ in topics if kind == "company"}
    asks = []
    chances = standpoint.chance[own][asked].tolist()
    for node, chance, title in zip(nodes.tolist(), chances, titles, strict=True):
        likely, base = _standing(standpoint, node, title)
        for kind, about, inside in topics:
            alike = (
                bool(at[about][node])
                if kind == "company"
                else fields.is_in(node, inside) or fields.firm_is_in(node, inside)
            )
            reason = None
            if not alike and not begun(network.person(node), kind, about):
                reason = fields.reason(node, inside) or (NO_REASON if anybody else None)
            if reason is not None:
                why, factor = reason
                asks.append(
                    OpenAsk(
                        connector=network.person(node),
                        kind=kind,
                        about=about,
                        chance=chance * likely * factor,
                        why=(why, *base),
                    )
                )
    asks.sort(key=lambda ask: (-ask.chance, ask.connector, ask.about))
    return _spread(asks, top)


def _standing(standpoint: Standpoint, node: Node, title: str) -> tuple[float, list[Reason]]:
    """What a contact's title and ties say of how many people he knows, as a factor and in words."""
    busy = len(standpoint.network.adjacency.neighbors(node)) - 1
    words = list(standpoint.reasons(node))
    if senior := _is_senior(title):
        words.append(in_words(f"has a senior title ({title})"))
    if busy >= BUSY:
        words.append(in_words(f"has ties to {busy} other people on file"))
    words += standpoint.ask_first((node,))
    return (1.0 if senior else 0.7) * (1.0 if busy >= BUSY else 0.8), words


_Topic = tuple[str, str, set[str]]
"""Company or category, its name, and the fields (categories in small letters) it belongs to."""


class _Fields:
    """Who has a reason to know somebody in a field: it is his own, or he knows people in it.

    Whom he seems to know (inferred) is no reason, nor are colleagues: they say nothing of whom he
    knows elsewhere. Nor is whom the rep knows himself: he need not ask for that one.
    """

    def __init__(self, standpoint: Standpoint) -> None:
        self._standpoint = standpoint
        code, names = standpoint.around.category_code
        folded = np.array([str(name).casefold() for name in names] + [""], dtype=object)
        self._category = folded[code]
        self._at_firm: dict[int, frozenset[str]] = {}
        self._others: dict[int, tuple[Ints, list[str]]] = {}

    def topic(self, kind: str, about: str, field: str = "") -> _Topic:
        """A wish, with the fields of the people on file at a company."""
        fields = {field.casefold() if field or kind == "company" else about.casefold()}
        if kind == "company":
            fields |= set(self._category[self._standpoint.network.at_company(about)])
        return kind, about, fields - {""}

    def next_circles(self) -> list[_Topic]:
        """The circles on file that the rep could enter next."""
        grouping = group(self._standpoint)
        chosen = grouping.names[(grouping.standing == NEXT) & ~grouping.inferred]
        there = set(self._category)
        return [
            ("category", str(name), {str(name).casefold()})
            for name in chosen
            if name and str(name).casefold() in there
        ]

    def is_in(self, node: Node, fields: set[str]) -> bool:
        """Whether a contact is in one of the fields himself."""
        return self._category[node] in fields

    def firm_is_in(self, node: Node, fields: set[str]) -> bool:
        """Whether a colleague of a contact is in one of the fields: then his firm is, too."""
        around = self._standpoint.around
        firm = int(around.network.firm[node])
        if firm not in self._at_firm:
            self._at_firm[firm] = frozenset(self._category[around.people_at(firm)].tolist())
        return not fields.isdisjoint(self._at_firm[firm])

    def reason(self, node: Node, fields: set[str]) -> tuple[Reason, float] | None:
        """Why a contact could know somebody in one of the fields, and what that is worth."""
        if self.is_in(node, fields):
            around = self._standpoint.around
            trade, proposed = str(around.network.category[node]), bool(around.proposed[node])
            return Reason(ReasonKind.IN_TRADE, (trade,), proposed), SAME_FIELD
        if node not in self._others:
            self._others[node] = self._known_elsewhere(node)
        people, categories = self._others[node]
        there = [k for k, category in enumerate(categories) if category in fields]
        return (in_words(f"knows {self._said(people[there])}"), KNOWS_THERE) if there else None

    def _known_elsewhere(self, node: Node) -> tuple[Ints, list[str]]:
        """Whom a contact knows, but for colleagues and whom the rep knows; and their fields."""
        around, network = self._standpoint.around, self._standpoint.network
        adjacency, firm = network.adjacency, network.firm
        near = adjacency.neighbors(node)
        elsewhere = (firm[near] != firm[node]) | (firm[near] < 0)
        elsewhere &= (around.ring[near] > 1) & network.known[adjacency.ties_of(node)]
        people = near[elsewhere].astype(np.int64)
        return people, self._category[people].tolist()

    def _said(self, inside: Ints) -> str:
        """How many people in a field, and how many of them are there by a proposal alone."""
        around, many = self._standpoint.around, len(inside)
        proposed = int(around.proposed[inside].sum())
        name = str(self._standpoint.network.category[inside[0]])
        by = " (proposed)" if proposed == many else f" ({proposed} of them proposed)"
        return f"{say_count(many, 'person', 'people')} in {name}" + (by if proposed else "")


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
