"""Whom to ask: the one choice behind the guided start, the plan, Week, Find, the list of asks and
what to raise in one meeting, which differ in how many they want and of whom.

First come named people, through those whom the rep knows and over ties that bear an introduction,
chosen together by what they add; then open asks, of those with whom he is at ease before others;
only then whatever else leads to somebody. What was begun already, or set aside, is left out before
anything is chosen, and so are the rep's competitors.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace

import numpy as np

from tiesmap.model.evidence import DECLARED
from tiesmap.model.ids import Node, PersonId
from tiesmap.model.plans import Plan
from tiesmap.model.requests import IntroRequest
from tiesmap.model.statuses import TAKEN, Status
from tiesmap.model.tact import Tact
from tiesmap.model.vocabulary import TieKind
from tiesmap.network import planning
from tiesmap.network.arrays import Bools
from tiesmap.network.footing import acquainted
from tiesmap.network.standpoint import Standpoint, begin_with
from tiesmap.network.tact import heed
from tiesmap.workspace.asks import drafts
from tiesmap.workspace.drawn import reach_of
from tiesmap.workspace.history.tact import tact
from tiesmap.workspace.kept import ALL, kept
from tiesmap.workspace.market.market import clients, market
from tiesmap.workspace.view import View
from tiesmap.workspace.ways import wanted
from tiesmap.workspace.ways.by_ease import openly_by_ease
from tiesmap.workspace.ways.circles import Starts, begin, in_own_trade, rivals, well_known


@dataclass(frozen=True, slots=True)
class Sought:
    """How many asks are sought, for how long, how far they may lead, and from whom they begin."""

    asks: int = 10
    weeks: int = 1
    reach: str = ""
    """As in `drawn.reach_of`."""
    starts: Starts = ()
    accounts: bool = False
    """Also people at firms where the rep knows somebody."""
    first: bool = False
    """The first asks: each connector once, and before others for whom the rep wants to meet."""
    room: int | None = None
    """How many asks the connectors it starts from bear, whatever tact leaves them."""
    good: bool = False
    """Only of whom he knows, for whom he wants or serves."""

    @property
    def share(self) -> int:
        """How many of the asks one connector bears, while others can be asked."""
        return 1 if self.first else max(1, -(-self.asks // planning.SHARE))


def choose(view: View, sought: Sought) -> Plan:
    """The best asks now, under each connector's limit; what to ask openly where paths are few."""
    return _choose(view, replace(sought, starts=tuple(sought.starts)))


def drafted(view: View, plan: Plan) -> list[IntroRequest]:
    """The asks of a plan as they would stand on the list, in its order."""
    named = drafts.draft(view, [ask.path for ask in plan.asks])
    return [*named, *drafts.draft_open(view, plan.open_asks)]


@kept(ALL)
def _choose(view: View, sought: Sought) -> Plan:
    said, here = _tact(view, sought), begin(view, view.standpoint, sought.starts)
    firm = well_known(view, here, sought.starts)
    passed = [*_unmeant(view, sought), *_hardly_told(view)]
    found = _named(view, firm, sought, said, share=sought.share, passed=passed)
    if len(found.asks) < sought.asks:
        free = heed(begin(view, view.taught, sought.starts), said)
        most = sought.asks - len(found.asks)
        far = reach_of(view, sought.reach) == "far"
        busy = _busy(view, sought, found)
        new = openly_by_ease(view, free, most, busy, good=sought.good, far=far)
        found = replace(found, open_asks=tuple(new))
    if sought.good or len(found.asks) + len(found.open_asks) >= sought.asks:
        return found
    return _filled(view, here, firm, sought, said, found)


def _filled(
    view: View,
    here: Standpoint,
    firm: Standpoint,
    sought: Sought,
    said: Mapping[PersonId, Tact],
    found: Plan,
) -> Plan:
    """A choice that is too short, with whom else these connectors lead to, then with whatever leads
    anywhere, through those who are asked for nothing yet."""
    asked = view.nodes(ask.connector for ask in found.open_asks)
    sought = replace(sought, asks=sought.asks - len(asked))
    more = _named(
        view, _without(firm, asked), sought, said, share=1 if sought.first else None, passed=()
    )
    found = replace(more, open_asks=found.open_asks)
    left = replace(sought, asks=sought.asks - len(found.asks))
    if left.asks:
        busy = [*asked, *view.nodes(ask.path.connector for ask in found.asks)]
        free = _without(here, busy if sought.starts else [*busy, *rivals(view).tolist()])
        named = view.nodes(ask.path.target for ask in found.asks)
        weak = _named(view, free, left, said, share=left.share, passed=named)
        found = replace(found, asks=(*found.asks, *weak.asks), next=weak.next)
    return found


def _named(
    view: View,
    here: Standpoint,
    sought: Sought,
    said: Mapping[PersonId, Tact],
    *,
    share: int | None,
    passed: Collection[Node],
) -> Plan:
    """The best asks for named people as `here` has the chances, but not for those `passed`."""
    known = _at_known_firms(view, here)
    meant = {node for _, nodes in wanted.aims(view, known) for node in nodes}
    passed = [*passed, *(_nodes(known) if not sought.accounts else ())]
    taken = view.nodes(r.target_id for r in view.requests if r.status in TAKEN)
    return planning.plan(
        here,
        asks=sought.asks,
        tact=said,
        priors=view.priors,
        reach=reach_of(view, sought.reach),
        wanted=sorted(meant),
        left_out=[*taken, *{*_nobody(view, here), *passed} - meant],
        weeks=sought.weeks,
        market=market(view),
        share=share,
    )


def _nobody(view: View, here: Standpoint) -> set[Node]:
    """Whom nobody is asked for: people in the rep's own trade."""
    far = np.flatnonzero(here.around.ring > 1)
    return {Node(node) for node in far[in_own_trade(view, far)].tolist()}


def _at_known_firms(view: View, here: Standpoint) -> Bools:
    """Per person: at a firm of somebody whom the rep knows or would ask, so that it is account
    work, or with a client of a colleague. Who is only linked to him brings nobody together."""
    network, adjacency = view.network, view.network.adjacency
    called = network.ties.kind[adjacency.ties_of(here.rep)] == TieKind.CLIENT
    known = called | (here.chance[adjacency.row(here.rep)] > 0)
    of_his = view.nodes(one.id for one in clients(view))
    near = [*adjacency.neighbors(here.rep)[known], *acquainted(here), *of_his]
    firms = network.firm[[here.rep, *near]]
    looked_after = np.isin(network.ids, list(here.first))
    return np.asarray(np.isin(network.firm, firms[firms >= 0]) | looked_after)


def _hardly_told(view: View) -> list[Node]:
    """Of whom nothing but a name is on file, so that a letter could not say what for; but not whom
    somebody is noted to know, as more than one of the family."""
    network, ties, people = view.network, view.network.ties, view.network.people
    noted = ((ties.evidence & DECLARED) != 0) & (ties.kind != TieKind.FAMILY)
    said = (people[["title", "category", "profile_url"]] != "").any(axis=1)
    told = said.to_numpy() | (network.firm >= 0)
    told[ties.a[noted]] = told[ties.b[noted]] = True
    return _nodes(~told)


def _unmeant(view: View, sought: Sought) -> list[Node]:
    """Of the first asks, everybody but those whom the rep said he wants to meet, if any."""
    if not (sought.first and view.targets):
        return []
    return _nodes(view.around.ring > 1)


def _nodes(chosen: Bools) -> list[Node]:
    return [Node(node) for node in np.flatnonzero(chosen).tolist()]


def _busy(view: View, sought: Sought, plan: Plan) -> set[PersonId]:
    """Who is asked for nothing more: the connectors of a plan, those with an ask on the list that
    is not made yet, and whoever is never asked unless it begins with him."""
    listed = {r.connector_id for r in view.requests if r.status == Status.PLANNED}
    never = () if sought.starts else (view.network.person(Node(n)) for n in rivals(view).tolist())
    return listed | {ask.path.connector for ask in plan.asks} | set(never)


def _tact(view: View, sought: Sought) -> dict[PersonId, Tact]:
    """What tact says of each contact; for whom the rep set an ask aside, he is not asked again."""
    said = dict(tact(view, sought.weeks))
    if sought.room is not None:
        for one in (PersonId(one) for one in sought.starts if isinstance(one, int)):
            said[one] = replace(said.get(one, Tact()), room=sought.room)
    for request in view.requests:
        if request.status == Status.WITHDRAWN and request.target_id is not None:
            own = said.get(request.connector_id, Tact())
            aside = own.no_go | {request.target_id}
            said[request.connector_id] = replace(own, no_go=aside)
    return said


def _without(here: Standpoint, nodes: Collection[int]) -> Standpoint:
    """The standpoint in which these contacts (nodes) are not asked."""
    return begin_with(here, np.setdiff1d(here.around.contacts, list(nodes)))
