"""Open asks of whom the rep is at ease with, about what he wants, before others."""

from __future__ import annotations

import math
from collections.abc import Callable, Collection, Sequence

import numpy as np

from tiesmap.introductions.requests import request_id
from tiesmap.model.circles import NEXT
from tiesmap.model.ids import PersonId
from tiesmap.model.paths import OpenAsk
from tiesmap.model.statuses import Status
from tiesmap.network.footing import acquainted, at_ease, introducers
from tiesmap.network.market import ANYBODY, OPEN, Market
from tiesmap.network.nextdoor import any_number, as_member, question_to, spread
from tiesmap.network.outreach import Begun
from tiesmap.network.standpoint import Standpoint, begin_with
from tiesmap.workspace.drawn import grouping
from tiesmap.workspace.market.market import market
from tiesmap.workspace.view import View
from tiesmap.workspace.ways import wanted
from tiesmap.workspace.ways.circles import in_deals
from tiesmap.workspace.ways.open_asks import openly

_COMPARED = 500
"""Of so many open asks, the likeliest, the best are chosen."""


def openly_by_ease(
    view: View,
    here: Standpoint,
    most: int,
    busy: Collection[PersonId] = (),
    *,
    good: bool = False,
    far: bool = False,
) -> list[OpenAsk]:
    """The best open asks, each connector once: of those who introduced the rep before, then of
    those with whom he is at ease, then of those whom he knows, then of anybody, and last of those
    with whom a deal is open or lost; what was begun already is not asked again.

    Those about what he wants come before other businesses. Where somebody tells whom he serves, a
    business comes as often as its share bears, and oftener only where nothing else is left. Only
    `good` ones: of whom he knows, for what he wants. `far`: besides what he wants only about
    circles that he could enter next. Two colleagues are not asked the same.
    """
    late, contacts = in_deals(view), here.around.contacts
    before, ease, known, anybody = (
        np.setdiff1d(group, late)
        for group in (introducers(here), at_ease(here), acquainted(here), contacts)
    )
    found: list[OpenAsk] = []
    rounds = (
        (True, before), (True, ease), (True, known), (False, before), (False, ease),
        (False, known), (True, anybody), (False, anybody), (True, contacts), (False, contacts),
    )[: 3 if good else None]  # fmt: skip
    for bound in (True, False) if market(view) else (False,):
        seats = _seats(market(view), most, found) if bound else any_number
        for wished, group in rounds:
            while len(group) and len(found) < most:
                left = most - len(found)
                new = _best(view, begin_with(here, group), left, wished, far, busy, found, seats)
                found += new
                if not new:
                    break
    return found


def _seats(known: Market, most: int, found: Sequence[OpenAsk]) -> Callable[[str], float]:
    """How many more of `most` asks may be about a business, beside those `found` by then: what its
    share among those who tell whom the rep serves bears, or one."""

    def left(about: str) -> float:
        share = math.ceil(known.served.get(about.casefold(), 0.0) * most)
        return max(share, 1) - sum(ask.about == about for ask in found)

    return left


def _best(
    view: View,
    here: Standpoint,
    most: int,
    wished: bool,
    far: bool,
    busy: Collection[PersonId],
    found: Sequence[OpenAsk],
    seats: Callable[[str], float],
) -> list[OpenAsk]:
    """The best open asks of whoever can be asked from `here`, beside those `found`; where it
    is `wished`, about what the rep wants, or else what he serves, as long as a business has
    `seats`."""
    known, past, busy = market(view), _begun(view), {*busy, *(ask.connector for ask in found)}
    told = {question_to(here, ask.connector, ask.about) for ask in found}

    def begun(person: PersonId, kind: str, about: str) -> bool:
        return past(person, kind, about) or (
            bool(told) and question_to(here, person, about) in told
        )

    if wished and (topics := wanted.topics(view)):
        asked = [one for t in topics for one in openly(view, here, _COMPARED, busy, t, begun)]
        return _spread(here, asked, most, busy, ANYBODY, any_number)

    def passed(person: PersonId, kind: str, about: str) -> bool:
        return seats(about) <= 0 or begun(person, kind, about)

    asked = openly(view, here, _COMPARED, busy, begun=passed)
    asked = [ask for ask in asked if not wished or known.fit(ask.about) >= OPEN]
    if far:
        circles = grouping(view)
        ahead = set(circles.names[circles.standing == NEXT].tolist())
        asked = [ask for ask in asked if ask.about in ahead]
    return _spread(here, asked, most, busy, known, seats)


def _begun(view: View) -> Begun:
    """Whether an open ask of a contact was begun already, or set aside."""
    past = [one for one in view.requests if one.status != Status.SUGGESTED]
    people, requests = {one.connector_id for one in past}, {one.request for one in past}

    def is_begun(person: PersonId, kind: str, about: str) -> bool:
        name = f"{kind}:{about}"
        return person in people and request_id(view.rep_id, person, name, None) in requests

    return is_begun


def _spread(
    here: Standpoint,
    asks: Sequence[OpenAsk],
    most: int,
    busy: Collection[PersonId],
    known: Market,
    seats: Callable[[str], float],
) -> list[OpenAsk]:
    """The best of asks by their chance and what the `known` market says their topic is worth, and
    at an association sooner; the less a firm or a topic counts, the oftener it came."""
    likeliest = sorted(asks, key=lambda ask: (-ask.chance, ask.connector, ask.about))[:_COMPARED]

    def worth(ask: OpenAsk) -> float:
        sooner = as_member(here, here.network.node(ask.connector), ask.why[0])
        return ask.chance * sooner * (known.worth(ask.about) if known else 1)

    return spread(here, [(worth(ask), ask) for ask in likeliest], most, busy=busy, seats=seats)
