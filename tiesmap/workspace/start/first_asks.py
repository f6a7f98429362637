"""The first asks: whom the rep is at ease with comes first, about whom he wants to meet.

A named person counts only where the rep knows the connector and the tie behind is more than a mail
to many. An open ask of somebody he is at ease with goes before any other path.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from functools import partial

from tiesmap.model.ids import PersonId
from tiesmap.model.paths import OpenAsk, ReferralPath
from tiesmap.model.people import Person
from tiesmap.model.start import FirstAsk
from tiesmap.model.statuses import Status
from tiesmap.network.footing import acquainted, at_ease, on_firm_ground
from tiesmap.network.market import OPEN
from tiesmap.network.nextdoor import as_member, firm_of
from tiesmap.network.standpoint import Standpoint, begin_with
from tiesmap.network.ties import Ints
from tiesmap.workspace.asks import drafts, plans
from tiesmap.workspace.history.tact import tact
from tiesmap.workspace.market.market import market
from tiesmap.workspace.market.own_firm import own_firm
from tiesmap.workspace.view import View
from tiesmap.workspace.ways import wanted
from tiesmap.workspace.ways.circles import tactful
from tiesmap.workspace.ways.open_asks import openly

ASKS = 5
_LOOKED_AT = 4
"""Paths that are looked at for each ask wanted: some lead within the connector's own firm."""
_COMPARED = 500
"""Of so many open asks, the likeliest, the best are chosen."""


def first_asks(view: View, most: int = ASKS, *, good: bool = False) -> tuple[FirstAsk, ...]:
    """The first asks, each to a different connector: those with whom the rep is at ease, then those
    whom he knows, then anybody.

    For named people outside the connector's own firm, or open asks about another business or a
    wish. Only `good` ones: of whom he knows, for what he wants.
    """
    busy = set(own_firm(view).people)
    found: list[FirstAsk] = []
    steps = [*_good(view, most), *([] if good else _further(view, most))]
    for step in steps:
        for ask in step(busy):
            if len(found) < most and ask.connector not in busy:
                busy.add(ask.connector)
                found.append(ask)
        if len(found) == most:
            break
    return tuple(found)


_Step = Callable[[set[PersonId]], Sequence[FirstAsk]]
"""What to look for; it leaves out those who are asked already."""


def _good(view: View, most: int, wished: bool = True) -> Iterator[_Step]:
    here = view.standpoint
    for group in (at_ease(here), acquainted(here)):
        yield partial(_named, view, on_firm_ground(here, group), most, wished)
        yield partial(_openly, view, group, most, wished)


def _further(view: View, most: int) -> Iterator[_Step]:
    yield from _good(view, most, wished=False)
    for wished in (True, False):
        yield partial(_openly, view, view.around.contacts, most, wished)
    yield partial(_named, view, view.standpoint, most, False)


def _named(
    view: View, here: Standpoint, most: int, wished: bool, busy: set[PersonId]
) -> list[FirstAsk]:
    """The best paths to named people at other firms than the connector's; where the rep said whom
    he wants to meet and it is `wished`, to those alone."""
    meant = {view.network.person(node) for _, nodes in wanted.aims(view) for node in nodes}
    found = plans.best(view, most * _LOOKED_AT, 1, "balanced", tact(view), here=here).asks
    return [
        FirstAsk(path=ask.path)
        for ask in found
        if ask.path.connector not in busy
        and _leads_out(view, ask.path)
        and (not wished or not view.targets or ask.path.goal in meant)
    ]


def _openly(
    view: View, group: Ints, most: int, wished: bool, busy: set[PersonId]
) -> list[FirstAsk]:
    """The best open asks of these contacts (nodes), of which none was begun; where it is `wished`,
    about what the rep wants, or else what he serves."""
    here = begin_with(tactful(view), group)
    topics = wanted.topics(view) if wished else []
    asked = [ask for topic in topics for ask in openly(view, here, _COMPARED, busy, topic)]
    if not topics:
        fits = market(view).fit
        asked = openly(view, here, _COMPARED, busy)
        asked = [ask for ask in asked if not wished or fits(ask.about) >= OPEN]
    begun = {r.request for r in view.requests if r.status != Status.SUGGESTED}
    new = asked
    if begun:
        drafted = drafts.draft_open(view, asked)
        new = [ask for ask, r in zip(asked, drafted, strict=True) if r.request not in begun]
    return [FirstAsk(openly=ask) for ask in _spread(here, new, most, busy)]


def _spread(
    here: Standpoint, asks: Sequence[OpenAsk], most: int, busy: Collection[PersonId]
) -> list[OpenAsk]:
    """The best of asks by their chance, and at an association sooner, each connector once; a topic
    and a firm count the less the oftener they came: .7 the second time, then .6, as in
    `nextdoor.in_turn`."""
    times: Counter[int | str] = Counter(firm_of(here, one) for one in busy)
    left = sorted(asks, key=lambda ask: (-ask.chance, ask.connector, ask.about))[:_COMPARED]
    found: list[OpenAsk] = []

    def worth(ask: OpenAsk) -> float:
        often = (1 + times[ask.about]) * (1 + times[firm_of(here, ask.connector)])
        node = here.network.node(ask.connector)
        return ask.chance * as_member(here, node, ask.reasons[0]) / math.sqrt(often)

    while left and len(found) < most:
        best = max(left, key=worth)
        found.append(best)
        times.update((best.about, firm_of(here, best.connector)))
        left = [ask for ask in left if ask.connector != best.connector]
    return found


def _leads_out(view: View, path: ReferralPath) -> bool:
    """Whether a path leads to a named person at another firm than the connector's."""
    people: Mapping[PersonId, Person] = view.some((path.connector, path.target))
    connector, target = people.get(path.connector), people.get(path.target)
    if connector is None or target is None or not target.name:
        return False
    here, there = (view.network.firm[view.node(one)] for one in (path.connector, path.target))
    return bool(here < 0 or here != there)
