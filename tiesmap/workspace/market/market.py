"""The rep's market: the trades he wants, those of his clients, and those next door to them.

Where no client tells a trade, people whom he rated 4 or 5 stand in for clients; where these tell
none, those who seem closest to him. Whom
one likes tells less of whom one serves than who buys: a trade of those who stand in counts only
where it stands out among them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import sqlalchemy as sa

from tiesmap.intake.categories import Vocabulary
from tiesmap.model.people import Person
from tiesmap.model.proposals import PROPOSED
from tiesmap.network.market import Basis, Market
from tiesmap.network.nextdoor import EVERY_FIRM
from tiesmap.network.reach import COMFORTABLE
from tiesmap.store.schema import relationships
from tiesmap.workspace.kept import COMFORT, kept
from tiesmap.workspace.market.own_firm import own_firm
from tiesmap.workspace.view import View
from tiesmap.workspace.vocabulary import vocabulary

_AT_EASE = 3
"""A client rated lower says nothing of whom the rep wants more of."""
_KIND = 0.1
"""A level or function of at least such a share of the clients is one that the rep sells to."""
_STANDS_OUT = 0.15
"""At least such a share of those who stand in for clients, and of clients in the rep's own trade.
Our judgment, not measured."""
_ENOUGH = 3
"""Fewer who tell their trade stand in for nobody, and fewer clients do not open the rep's own."""
_CLOSEST = 30
"""So many of those who seem closest stand in for clients."""


@dataclass(frozen=True, slots=True)
class Served:
    """The trades that the rep serves, with their shares: by whom, and who they are."""

    by: Basis
    trades: Mapping[str, float]
    people: tuple[Person, ...]


def clients(view: View) -> tuple[Person, ...]:
    """The rep's clients, but those with whom he is not at ease."""
    said = relationships
    told = sa.or_(said.c.client, said.c.stage == "client")
    ids = view.connection.execute(sa.select(said.c.person).where(said.c.rep == view.rep, told))
    found = view.some(ids.scalars()).values()
    return tuple(
        one for one in found if one.is_client and (one.comfort is None or one.comfort >= _AT_EASE)
    )


@kept(COMFORT)
def served(view: View) -> Served:
    """What the rep's clients do, or else those who stand in for them; no trades where none says."""
    words, mine = vocabulary(view.place.store), clients(view)
    if trades := _shares(mine, words):
        return Served(Basis.CLIENTS, trades, mine)
    own = own_firm(view)
    comfort = view.standpoint.comfort
    contacts = view.around.contacts
    said = comfort.said[contacts]
    unsaid = contacts[~(said < _AT_EASE)]
    nearest = unsaid[np.argsort(-comfort.person[unsaid], kind="stable")]
    for by, nodes, most in (
        (Basis.LIKED, contacts[said >= COMFORTABLE], len(contacts)),
        (Basis.CLOSEST, nearest, _CLOSEST),
    ):
        free = [node for node in nodes.tolist() if not view.network.marked[node]]
        ids = [one for one in map(view.network.person, free) if one not in own.people]
        people = tuple(view.some(ids[:most]).values())
        people = tuple(p for p in people if trade_of(p, words) not in {"", *own.trades})
        trades = _standing_out(_shares(people, words), words)
        if trades and len(people) >= _ENOUGH:
            return Served(by, trades, people)
    return Served(Basis.CLIENTS, {}, mine)


def _shares(people: Iterable[Person], words: Vocabulary) -> dict[str, float]:
    """The share of each trade among people, each by his comfort."""
    trades = Counter[str]()
    for person in people:
        if trade := trade_of(person, words):
            trades[trade] += person.comfort or _AT_EASE
    whole = sum(trades.values())
    return {trade: count / whole for trade, count in trades.most_common()}


def _standing_out(shares: Mapping[str, float], words: Vocabulary) -> dict[str, float]:
    """The trades of many; with those whom every firm deals with, only where they are the most."""
    most = max(shares.values(), default=0.0)
    return {
        trade: share
        for trade, share in shares.items()
        if share >= _STANDS_OUT and (_in_our_words(trade, words) not in EVERY_FIRM or share == most)
    }


@kept(COMFORT)
def closed_trades(view: View) -> frozenset[str]:
    """The rep's own kinds of business, whose people are his competitors; not where many of his
    clients are in one: who sells machines to machine works serves these."""
    words, mine = vocabulary(view.place.store), clients(view)
    counts = Counter(trade_of(one, words) for one in mine)
    return own_firm(view).trades - {
        trade
        for trade, share in _shares(mine, words).items()
        if share >= _STANDS_OUT and counts[trade] >= _ENOUGH
    }


@kept(COMFORT)
def market(view: View) -> Market:
    """What is known of whom the rep wants to meet and whom he serves."""
    words, found = vocabulary(view.place.store), served(view)
    wanted = {
        one.category.casefold()
        for one in view.targets
        if one.category and not (one.name or one.company or one.profile_url)
    }
    passed = {trade.casefold() for trade in closed_trades(view)} - wanted
    names = {*words.industries, *map(str, view.around.category_code[1]), *found.trades} - {""}
    return Market(
        wanted=frozenset(wanted),
        served=_known(found.trades, passed),
        next_door=_known(_next_door(found.trades, names, words), passed),
        suits=_suiting([one.title for one in found.people if one.title], words),
        by=found.by,
    )


def _known(shares: Mapping[str, float], passed: Collection[str]) -> dict[str, float]:
    return {t.casefold(): share for t, share in shares.items() if t.casefold() not in passed}


def trade_of(person: Person, words: Vocabulary) -> str:
    """The kind of business of somebody; "" where only his function is proposed."""
    function = person.category_by == PROPOSED and person.category in words.functions
    return "" if function else person.category


def _next_door(
    served: Mapping[str, float], names: Collection[str], words: Vocabulary
) -> dict[str, float]:
    """For each trade the share of clients in other trades that deal with it, or it with them.

    With banks, lawyers and the like everybody deals: that tells nothing of whom the rep serves.
    """
    ours = {name: _in_our_words(name, words) for name in {*names, *served}}

    def deal(one: str, other: str) -> bool:
        a, b = ours[one], ours[other]
        return a != b and (b in words.near.get(a, ()) or a in words.near.get(b, ()))

    return {
        name: sum(share for trade, share in served.items() if deal(name, trade))
        for name in names
        if ours[name] not in EVERY_FIRM
    }


def _in_our_words(trade: str, words: Vocabulary) -> str:
    """A trade as the vocabulary calls it: "Food service" is Food & drink."""
    if trade in words.near:
        return trade
    return words.trade_called(trade) or words.propose(trade, "").category or trade


def _suiting(titles: Sequence[str], words: Vocabulary) -> Callable[[str], bool]:
    """Whether a title is of a level or function that clients have; what tells neither, is."""
    levels, functions = Counter[str](), Counter[str]()
    for title in titles:
        level, function = _kind(title, words)
        levels[level] += 1
        functions[function] += 1
    least = _KIND * len(titles)
    usual = {one for one, count in (levels + functions).items() if one and count >= least}

    def suits(title: str) -> bool:
        kind = {one for one in _kind(title, words) if one}
        return not usual or not kind or bool(kind & usual)

    return suits


def _kind(title: str, words: Vocabulary) -> tuple[str, str]:
    said = words.propose("", title)
    return said.level, said.category if said.category in words.functions else ""
