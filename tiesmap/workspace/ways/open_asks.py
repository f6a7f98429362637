"""Open asks: first to people who know somebody there, then to people who deal with that business.

What the rep wants and whom he can serve (his `market`) go before all other kinds of business.
Nobody is asked about his own firm, nor about his own kind of business unless the rep serves it or
wants it: there he is least free to say. Nor does the rep ask his own colleagues, or anybody about
his own trade: that would be for competitors.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence

from tiesmap.intake.categories import ASSOCIATIONS
from tiesmap.model.ids import PersonId
from tiesmap.model.paths import OpenAsk
from tiesmap.network.market import ELSEWHERE, Market
from tiesmap.network.nextdoor import (
    EVERY_FIRM,
    Knowledge,
    as_member,
    ask_next_door,
    in_turn,
)
from tiesmap.network.outreach import Begun, never, suggest_open
from tiesmap.network.reach import COMFORTABLE
from tiesmap.network.standpoint import Standpoint
from tiesmap.workspace.kept import ALL, COMFORT, kept
from tiesmap.workspace.market.market import clients, closed_trades, market
from tiesmap.workspace.market.own_firm import own_firm
from tiesmap.workspace.view import View
from tiesmap.workspace.vocabulary import vocabulary
from tiesmap.workspace.ways import wanted
from tiesmap.workspace.ways.circles import free_now

Topic = tuple[str, ...]
"""("company" | "category", its name), and of a company its category third, where it is known."""


def openly(
    view: View,
    standpoint: Standpoint,
    most: int,
    busy: Collection[PersonId] = (),
    about: Topic | None = None,
    begun: Begun = never,
) -> list[OpenAsk]:
    """What to ask openly `about` one company or category; without it for the wanted list, then
    about other businesses. `busy` (ids) are not asked, nor is anything that was `begun`."""
    topics = wanted.topics(view) if about is None else (about,)
    closed, known_market = closed_trades(view), market(view)
    busy = {*busy, *own_firm(view).people}
    if about is None and not topics:
        # With a colleague's client he comes first, so only a wish leads there.
        busy |= view.looked_after.keys()
    known = [
        ask
        for ask in suggest_open(
            standpoint, topics, top=len(view.network), anybody=False, begun=begun
        )
        if ask.connector not in busy and (topics or ask.about not in closed)
    ]
    # Whom somebody knows in a trade that the rep does not serve is no reason to ask about it first.
    first = [ask for ask in known if topics or known_market.fit(ask.about) > ELSEWHERE]
    found = first[:most] if topics or not known_market else []
    if len(found) < most:
        named = wanted.named_openly(view) if about is None else ((about[0], about[1]),)
        found += ask_next_door(
            standpoint,
            _knowledge(view, closed - {name for _, name in named}),
            named,
            most=most - len(found),
            busy={*busy, *(ask.connector for ask in found)},
            further=about is None,
            market=known_market,
            begun=begun,
        )
    if known_market and not topics:
        found = _together(standpoint, first, found, known_market, most)
    asked = {ask.connector for ask in found}
    others = [ask for ask in known if ask not in first and ask.connector not in asked]
    return [*found, *others][:most]


def _together(
    standpoint: Standpoint,
    known: Sequence[OpenAsk],
    near: Sequence[OpenAsk],
    worth: Market,
    most: int,
) -> list[OpenAsk]:
    """The best of asks of those who know somebody there and of those who deal with a trade, each by
    its chance and what its trade is worth."""
    both = [
        (
            ask.chance
            * worth.worth(ask.about)
            * as_member(standpoint, standpoint.network.node(ask.connector), ask.why[0]),
            ask,
        )
        for ask in (*known, *near)
    ]
    return list(in_turn(standpoint, both, most))


def _knowledge(view: View, passed: frozenset[str]) -> Knowledge:
    """What words say of businesses, each called as the rep calls it."""
    words = vocabulary(view.place.store)
    mine = Counter(str(one) for one in view.network.category if one)
    called = words.called([name for name, _ in mine.most_common()])
    near = {
        name: tuple(called.get(other, other) for other in words.near[trade])
        for trade, name in (*called.items(), *((words.trade_called(one), one) for one in mine))
        if trade
    }
    return Knowledge(
        near,
        lambda title: words.propose("", title).level,
        passed,
        words.gathers,
        tuple(called.get(name, name) for name in EVERY_FIRM),
        {name for name in (*near, ASSOCIATIONS) if words.trade_called(name) == ASSOCIATIONS},
        _clients(view),
    )


@kept(COMFORT)
def _clients(view: View) -> dict[PersonId, int]:
    """The clients whom the rep rated 4 or 5, each with that."""
    said = ((one.id, one.comfort or 0) for one in clients(view))
    return {person: comfort for person, comfort in said if comfort >= COMFORTABLE}


def openly_of(view: View, connector: PersonId, about: Topic) -> OpenAsk | None:
    """What to ask one contact openly about a company or category that the rep chose; None where it
    is the contact's own, or nobody may ask this contact now."""
    asks = suggest_open(view.taught, (about,), top=len(view.network))
    return next((ask for ask in asks if ask.connector == connector), None)


@kept(ALL)
def openly_now(view: View, top: int = 10, about: Topic | None = None) -> tuple[OpenAsk, ...]:
    """What to ask openly where no path leads further: "who do you know at ...?".

    `about` is one wish, ("company" or "category", its name), also of those who may be asked
    soonest, where nobody has a reason to know somebody there; without it the wanted list.
    """
    here = free_now(view)
    found = openly(view, here, top, about=about)
    return tuple(found if found or about is None else suggest_open(here, (about,), top=top))
