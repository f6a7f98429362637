"""Open asks where no path leads on: about another kind of business, to somebody with a reason.

A LinkedIn export or a client list is a star: nobody in it is known to know anybody. What is left is
to ask those the rep is at ease with about a business that theirs deals with ("who do you know in
construction?"), never about their own firm. About their own kind of business they are asked where
the rep serves it or wants it, and then for those they do not compete with: elsewhere they are least
free to say, and the rep gets nothing new.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from heapq import heapify, heappop, heappush

import numpy as np

from tiesmap.model.evidence import KNOWN, LINKED
from tiesmap.model.ids import Node, PersonId
from tiesmap.model.paths import OpenAsk
from tiesmap.model.reasons import Reason, ReasonKind, in_words
from tiesmap.network.market import ANYBODY, FITS, Market
from tiesmap.network.outreach import Begun, never
from tiesmap.network.standpoint import Standpoint

EVERY_FIRM = ("Banking", "Insurance", "Accounting", "Legal", "Recruiting")
"""With whom anybody deals who runs a business."""
_RUNS_IT = ("owner", "top")
_NEAR, _MADE, _RUNS, _WANTED, _PEER = 1.0, 1.0, 0.6, 0.8, 0.6
"""How good a reason is to know somebody there: our judgment, not measured."""
_MEETS_MANY = in_words("runs a business and meets many")
MEMBERS = 3.0
"""How much sooner somebody at an association is asked about its members than others about a trade
they deal with; the chance stays. Our judgment, not measured."""


def _no_association(company: str) -> bool:
    return False


@dataclass(frozen=True, slots=True)
class Knowledge:
    """What words say of businesses and titles: `near` as in categories.toml, `level` of a title.

    `gathers` says whether a firm is an association or a chamber: who works there knows its members,
    so he is asked about his own kind of business, too. About the businesses in `passed` nobody is
    asked, such as the rep's own.
    """

    near: Mapping[str, Sequence[str]]
    level: Callable[[str], str]
    passed: frozenset[str] = frozenset()
    gathers: Callable[[str], bool] = _no_association
    every_firm: Sequence[str] = EVERY_FIRM
    associations: Collection[str] = ()
    """What the rep calls these: no trade of their members."""
    clients: Mapping[PersonId, int] = field(default_factory=dict)
    """The clients with whom the rep is at ease, each with his rating."""

    def as_client(self, person: PersonId) -> Reason | None:
        """That somebody is such a client; None where he is not."""
        rated = self.clients.get(person)
        return None if rated is None else Reason(ReasonKind.CLIENT, (str(rated),))


def ask_next_door(
    standpoint: Standpoint,
    knowledge: Knowledge,
    wanted: Sequence[tuple[str, str]] = (),
    *,
    most: int = 5,
    busy: Collection[int] = (),
    further: bool = True,
    market: Market = ANYBODY,
    begun: Begun = never,
) -> tuple[OpenAsk, ...]:
    """The best open asks, each connector once.

    `wanted` are ("company" | "category", name) pairs of the wanted list, which go first; then, if
    `further`, each business once, those in which the rep knows fewest; without, a wish may be asked
    of several. Where there is a `market`, businesses come up by what they are worth there, again
    and again, the less the oftener they did. `busy` (ids) are asked for something else already, and
    nobody what was `begun` with him.
    The chance is that of the first hop times how good the reason is.
    """
    network = standpoint.network
    own = network.adjacency.neighbors(standpoint.rep)
    chances = standpoint.chance[network.adjacency.row(standpoint.rep)]
    known = _known_in(standpoint)
    about = _About(knowledge, wanted, market)
    asks: list[tuple[float, OpenAsk]] = []
    for node, chance in zip(own.tolist(), chances.tolist(), strict=True):
        person = network.person(node)
        if chance <= 0 or person in busy:
            continue
        company, title = (str(network.people[name].iat[node]) for name in ("company", "title"))
        trade, proposed = str(network.category[node]), bool(standpoint.around.proposed[node])
        told, made = standpoint.reasons(node), standpoint.introduced(person)
        client = knowledge.as_client(person)
        for kind, name, good, why in about.of(trade, proposed, company, title, made, client):
            if name in knowledge.passed or (not further and (kind, name) not in wanted):
                continue
            if begun(person, kind, name):
                continue
            if (kind, name) in wanted:
                worth = 1.0
            else:
                worth = market.worth(name) if market else (1 + known.get(name, 0)) ** -0.5
            worth *= as_member(standpoint, node, why)
            reasons = dict.fromkeys((why, *told, *standpoint.ask_first((node,))))
            ask = OpenAsk(person, kind, name, chance * good, tuple(reasons))
            asks.append((chance * good * worth, ask))
    asks.sort(key=lambda one: (-one[0], one[1].connector, one[1].about))
    if market and further:
        return in_turn(standpoint, asks, most)
    return _each_once([ask for _, ask in asks], most, further)


def _known_in(standpoint: Standpoint) -> dict[str, int]:
    names, counts = np.unique(
        standpoint.network.category[standpoint.around.contacts].astype(str), return_counts=True
    )
    return dict(zip(names.tolist(), counts.tolist(), strict=True))


@dataclass(frozen=True, slots=True)
class _About:
    """About what somebody can be asked, and why."""

    knowledge: Knowledge
    wanted: Sequence[tuple[str, str]]
    market: Market

    def of(
        self,
        category: str,
        proposed: bool,
        company: str,
        title: str,
        made: Reason | None,
        client: Reason | None,
    ) -> list[tuple[str, str, float, Reason]]:
        """(kind, about what, how good the reason is, the reason) for somebody in a business, which
        may be only `proposed`. `made` is that he introduced the rep before: then he is asked about
        all that the rep wants or serves; `client`, that he is a client with whom the rep is at
        ease: then about all that he wants.

        Never about his own firm; about his own kind of business at an association, and where the
        rep serves it.
        """

        def deals_with(name: str) -> Reason:
            return Reason(ReasonKind.DEALS, (category, name), proposed)

        deals, level = self._deals(category), self.knowledge.level(title)
        found: list[tuple[str, str, float, Reason]] = []
        if self.knowledge.gathers(company) and (trades := self._of_members(category)):
            members = Reason(ReasonKind.MEMBERS, (company,))
            return [("category", name, _NEAR, members) for name in trades]
        for kind, name in self.wanted:
            if kind == "category" and name in deals:
                found.append((kind, name, _NEAR, deals_with(name)))
            elif made:
                found.append((kind, name, _MADE, made))
            elif client or level in _RUNS_IT:
                found.append((kind, name, _WANTED, client or _MEETS_MANY))
        found += [("category", name, _NEAR, deals_with(name)) for name in deals]
        if made:
            served = [name for name in self._worth_it() if name not in deals]
            found += [("category", name, _MADE, made) for name in served]
        if level in _RUNS_IT:
            found += [
                ("category", name, _RUNS, in_words(f"runs a business, which needs {_small(name)}"))
                for name in self.knowledge.every_firm
                if name not in deals
            ]
        own = (company.casefold(), category.casefold())
        found = [one for one in found if one[1].casefold() not in own]
        if category and self.market and self.market.worth(category) == 1:
            peers = Reason(ReasonKind.PEERS, (category,), proposed)
            found.append(("category", category, _PEER, peers))
        return found

    def _of_members(self, category: str) -> tuple[str, ...]:
        """The trades of an association's members that are worth asking about: its own; where it
        has none, as a chamber of commerce, all that the rep serves or wants."""
        market = self.market
        wanted = [name for kind, name in self.wanted if kind == "category"]
        if category and category not in self.knowledge.associations:
            fits = not market or market.fit(category) >= FITS or category in wanted
            return (category,) if fits else ()
        return tuple(dict.fromkeys((*wanted, *self._worth_it())))

    def _worth_it(self) -> list[str]:
        """The trades that the rep serves or wants."""
        market = self.market
        return [name for name in self.knowledge.near if market and market.worth(name) == 1]

    def _deals(self, category: str) -> tuple[str, ...]:
        """The businesses with which one deals; those of the market also where they deal with it."""
        near = self.knowledge.near
        deals = tuple(near.get(category, ()))
        if not self.market or not category:
            return deals
        return deals + tuple(
            name
            for name, others in near.items()
            if category in others and name not in deals and self.market.fit(name) >= FITS
        )


def _small(name: str) -> str:
    """A business in the middle of a sentence; a rep's own name for it as he writes it."""
    return name.lower() if name in EVERY_FIRM else name


def as_member(standpoint: Standpoint, node: Node, reason: Reason) -> float:
    """How much sooner somebody is asked for being at an association: not whom the rep is only
    linked to, while he rated others."""
    tie = standpoint.network.tie_between(standpoint.rep, node)
    told = 0 if tie is None else int(standpoint.network.ties.evidence[tie]) & KNOWN
    said = standpoint.comfort.said
    stranger = told in (0, LINKED) and np.isnan(said[node]) and not np.isnan(said).all()
    return MEMBERS if reason.kind is ReasonKind.MEMBERS and not stranger else 1.0


def firm_of(standpoint: Standpoint, person: PersonId) -> int:
    """The number of somebody's firm; another for each person at none."""
    node = standpoint.network.node(person)
    firm = int(standpoint.network.firm[node])
    return firm if firm >= 0 else -1 - int(node)


def question_to(standpoint: Standpoint, person: PersonId, about: str) -> tuple[int, str]:
    """At which firm somebody is asked, and about what: two colleagues are not asked the same."""
    return firm_of(standpoint, person), about


def in_turn(
    standpoint: Standpoint, asks: Sequence[tuple[float, OpenAsk]], most: int
) -> tuple[OpenAsk, ...]:
    """The best of asks as `spread` chooses them, by falling chance."""
    asks = sorted(asks, key=lambda one: (one[1].about, -one[0], one[1].connector))
    found = spread(standpoint, asks, most)
    return tuple(sorted(found, key=lambda ask: (-ask.chance, ask.connector)))


def any_number(_: str) -> float:
    """As many asks as one likes may be about any topic."""
    return math.inf


def spread(
    standpoint: Standpoint,
    asks: Sequence[tuple[float, OpenAsk]],
    most: int,
    *,
    busy: Collection[PersonId] | None = None,
    seats: Callable[[str], float] = any_number,
) -> list[OpenAsk]:
    """The best of asks, each with what it is worth, the first of equals; each connector once, and
    two colleagues are not asked the same.

    A topic counts .7 the second time, then .6: the root of a half, of a third; and so does a firm,
    where it is said who was asked before (`busy`). No topic comes oftener than it has `seats`.
    """
    people: set[PersonId] = set()
    told: set[tuple[int, str]] = set()
    topics, firms = Counter[str](), Counter(firm_of(standpoint, one) for one in busy or ())

    def key(place: int) -> tuple[float, int]:
        worth, ask = asks[place]
        of_firm = 0 if busy is None else firms[firm_of(standpoint, ask.connector)]
        return -worth / math.sqrt((1 + topics[ask.about]) * (1 + of_firm)), place

    found: list[OpenAsk] = []
    waiting = [key(place) for place in range(len(asks))]
    heapify(waiting)
    while waiting and len(found) < most:
        first = heappop(waiting)
        ask = asks[first[1]][1]
        question = question_to(standpoint, ask.connector, ask.about)
        if ask.connector in people or question in told or topics[ask.about] >= seats(ask.about):
            continue
        if key(first[1]) > first:  # others like it were chosen since
            heappush(waiting, key(first[1]))
            continue
        found.append(ask)
        people.add(ask.connector)
        told.add(question)
        firms[question[0]] += 1
        topics[ask.about] += 1
    return found


def _each_once(asks: Sequence[OpenAsk], most: int, each_business: bool) -> tuple[OpenAsk, ...]:
    people: set[int] = set()
    abouts: set[str] = set()
    found = []
    for ask in asks:
        if ask.connector in people or (each_business and ask.about in abouts):
            continue
        people.add(ask.connector)
        abouts.add(ask.about)
        found.append(ask)
        if len(found) == most:
            break
    return tuple(found)
