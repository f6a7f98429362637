"""The first asks: whom the rep is at ease with comes first, about whom he wants to meet.

A named person counts only where the rep knows the connector and the tie behind is more than a mail
to many. An open ask of somebody he is at ease with goes before any other path.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial

from tiesmap.model.ids import PersonId
from tiesmap.model.paths import ReferralPath
from tiesmap.model.people import Person
from tiesmap.model.start import FirstAsk
from tiesmap.network.footing import acquainted, at_ease, on_firm_ground
from tiesmap.network.standpoint import Standpoint, begin_with
from tiesmap.network.ties import Ints
from tiesmap.workspace.asks import plans
from tiesmap.workspace.asks.by_ease import best_openly
from tiesmap.workspace.history.tact import tact
from tiesmap.workspace.market.own_firm import own_firm
from tiesmap.workspace.view import View
from tiesmap.workspace.ways import wanted
from tiesmap.workspace.ways.circles import tactful

ASKS = 5
_LOOKED_AT = 4
"""Paths that are looked at for each ask wanted: some lead within the connector's own firm."""


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
    """The best open asks of these contacts (nodes)."""
    asked = best_openly(view, begin_with(tactful(view), group), most, wished, busy)
    return [FirstAsk(openly=ask) for ask in asked]


def _leads_out(view: View, path: ReferralPath) -> bool:
    """Whether a path leads to a named person at another firm than the connector's."""
    people: Mapping[PersonId, Person] = view.some((path.connector, path.target))
    connector, target = people.get(path.connector), people.get(path.target)
    if connector is None or target is None or not target.name:
        return False
    here, there = (view.network.firm[view.node(one)] for one in (path.connector, path.target))
    return bool(here < 0 or here != there)
