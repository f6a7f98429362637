"""Open asks of whom the rep is at ease with, about what he wants, before others."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Collection, Sequence

from tiesmap.model.ids import PersonId
from tiesmap.model.paths import OpenAsk
from tiesmap.model.statuses import Status
from tiesmap.network.footing import acquainted, at_ease
from tiesmap.network.market import ANYBODY, OPEN, Market
from tiesmap.network.nextdoor import as_member, firm_of
from tiesmap.network.standpoint import Standpoint, begin_with
from tiesmap.workspace.asks import drafts
from tiesmap.workspace.market.market import market
from tiesmap.workspace.view import View
from tiesmap.workspace.ways import wanted
from tiesmap.workspace.ways.open_asks import openly

_COMPARED = 500
"""Of so many open asks, the likeliest, the best are chosen."""


def openly_by_ease(
    view: View, here: Standpoint, most: int, busy: Collection[PersonId]
) -> list[OpenAsk]:
    """The best open asks, each connector once: of those with whom the rep is at ease, then of those
    whom he knows, then of anybody."""
    ease, known, anybody = at_ease(here), acquainted(here), here.around.contacts
    found: list[OpenAsk] = []
    for wished, group in (
        (True, ease), (True, known), (False, ease), (False, known), (True, anybody),
        (False, anybody),
    ):  # fmt: skip
        left = most - len(found)
        if left > 0 and len(group):
            asked = {*busy, *(ask.connector for ask in found)}
            found += best_openly(view, begin_with(here, group), left, wished, asked)
    return found


def best_openly(
    view: View, here: Standpoint, most: int, wished: bool, busy: Collection[PersonId]
) -> list[OpenAsk]:
    """The best open asks of whoever can be asked from `here`, of which none was begun; where it is
    `wished`, about what the rep wants, or else what he serves."""
    topics = wanted.topics(view) if wished else ()
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
    known = ANYBODY if topics else market(view)
    return _spread(here, new, most, busy, known)


def _spread(
    here: Standpoint,
    asks: Sequence[OpenAsk],
    most: int,
    busy: Collection[PersonId],
    known: Market,
) -> list[OpenAsk]:
    """The best of asks by their chance and what the `known` market says their topic is worth, and
    at an association sooner, each connector once; a topic
    and a firm count the less the oftener they came: .7 the second time, then .6, as in
    `nextdoor.in_turn`."""
    times: Counter[int | str] = Counter(firm_of(here, one) for one in busy)
    left = sorted(asks, key=lambda ask: (-ask.chance, ask.connector, ask.about))[:_COMPARED]
    found: list[OpenAsk] = []

    def worth(ask: OpenAsk) -> float:
        often = (1 + times[ask.about]) * (1 + times[firm_of(here, ask.connector)])
        node = here.network.node(ask.connector)
        sooner = as_member(here, node, ask.reasons[0]) * (known.worth(ask.about) if known else 1)
        return ask.chance * sooner / math.sqrt(often)

    while left and len(found) < most:
        best = max(left, key=worth)
        found.append(best)
        times.update((best.about, firm_of(here, best.connector)))
        left = [ask for ask in left if ask.connector != best.connector]
    return found
