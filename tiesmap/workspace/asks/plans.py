"""Plans: whom to ask next within each connector's limits, and what the outcomes teach."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from tiesmap.introductions import asks as meetings
from tiesmap.introductions import outcomes
from tiesmap.introductions.why_not import why_not as why_not_suggested
from tiesmap.model.ids import Node, PersonId
from tiesmap.model.plans import Plan
from tiesmap.model.priors import Tally
from tiesmap.model.requests import IntroRequest
from tiesmap.model.statuses import TAKEN, Status
from tiesmap.model.tact import Tact
from tiesmap.network import outreach, planning
from tiesmap.network.footing import acquainted, on_firm_ground
from tiesmap.network.standpoint import Standpoint
from tiesmap.network.tact import heed
from tiesmap.workspace.asks import drafts, lists
from tiesmap.workspace.asks.by_ease import openly_by_ease
from tiesmap.workspace.drawn import reach_of
from tiesmap.workspace.history.tact import tact
from tiesmap.workspace.market.market import market
from tiesmap.workspace.place import Unanswerable
from tiesmap.workspace.view import View
from tiesmap.workspace.ways import paths, wanted
from tiesmap.workspace.ways.circles import Starts, begin


# One parameter for each thing that may be chosen.
def plan(
    view: View,
    asks: int = 10,
    weeks: int = 1,
    reach_out: str = "",
    starts: Starts = (),
    accounts: bool = False,
) -> Plan:
    """The best set of asks for the next weeks, under each connector's limit.

    Where there are too few paths, open asks fill the plan.
    """
    said = tact(view, weeks)
    here = begin(view, view.standpoint, starts)
    only = [view.node(p) for p in here.asked] if starts else None
    ground = None if starts else known_ground(view)
    found = best(view, asks, weeks, reach_out, said, only, accounts, ground)
    if len(found.asks) < asks:
        free = heed(begin(view, view.taught, starts), said)
        busy = _asked_already(view, found)
        new = openly_by_ease(view, free, asks - len(found.asks), busy)
        found = replace(found, open_asks=tuple(new))
    return found


def known_ground(view: View) -> Standpoint | None:
    """Where the rep stands with those whom he knows, over ties that bear an introduction; None
    where nothing says whom he knows."""
    known = acquainted(view.standpoint)
    return on_firm_ground(view.standpoint, known) if len(known) else None


def _asked_already(view: View, plan: Plan) -> set[PersonId]:
    """The connectors of a plan, and those with an ask on the list that is not made yet."""
    listed = {r.connector_id for r in view.requests if r.status == Status.PLANNED}
    return listed | {ask.path.connector for ask in plan.asks}


def best(
    view: View,
    asks: int,
    weeks: int,
    reach_out: str,
    said: Mapping[PersonId, Tact],
    only: Sequence[Node] | None = None,
    accounts: bool = False,
    here: Standpoint | None = None,
) -> Plan:
    """The best asks for named people, to the connectors `only` (nodes; None means all), as `here`
    has the chances; `reach_out` as in `drawn.reach_of`."""
    return planning.plan(
        here or view.standpoint,
        asks=asks,
        tact=said,
        priors=view.priors,
        reach=reach_of(view, reach_out),
        wanted=sorted({node for _, nodes in wanted.aims(view) for node in nodes}),
        left_out=view.nodes(r.target_id for r in view.requests if r.status in TAKEN),
        only=only,
        weeks=weeks,
        accounts=accounts,
        market=market(view),
    )


def why_none(view: View, plan: Plan, asks: int) -> str:
    """Why a plan has no ask for a named person; empty where open asks make it as long as asked."""
    if not paths.leads_further(view):
        return paths.why_none(view)
    if len(plan.asks) + len(plan.open_asks) >= asks:
        return ""
    return (
        "No more asks for named people now: everybody in reach is asked for already, or whoever "
        "could introduce you should be left alone. A longer period or other limits change that."
    )


def for_meeting(
    view: View, connector: PersonId, most: int = 5, reach_out: str = "balanced"
) -> tuple[IntroRequest, ...]:
    """What to raise with one connector: open asks of the list first, then the best new ones.

    New asks are drafts and not stored. A connector who should be left alone gets none.
    """
    stored = meetings.for_meeting(lists.visible(view), connector, most)
    said = tact(view)
    own = said.get(connector, Tact(connector))
    left = most - len(stored)
    person = view.person(connector)
    if left <= 0 or own.blocked or person is None or person.do_not_ask:
        return stored
    found = best(
        view,
        most,
        1,
        reach_out,
        {**said, connector: replace(own, room=most)},
        [view.node(connector)],
    )
    have = {request.target_id for request in stored}
    new = [ask.path for ask in found.asks if ask.path.target not in have]
    return (*stored, *drafts.draft(view, new[:left]))


def why_not(
    view: View, person: PersonId, asks: int = 10, weeks: int = 1, reach_out: str = ""
) -> str:
    """A sentence on why somebody is not in the plan, neither as connector nor as target."""
    found = view.person(person)
    if found is None:
        raise Unanswerable("That person is not on file.")
    node, around, said = view.node(person), view.around, tact(view, weeks)
    plan = best(view, asks, weeks, reach_out, said)
    ring = int(around.ring[node])
    pairs = [(ask.path.names[1], ask.path) for ask in plan.asks]
    if ring == 1:
        with_whom = [path.names[2] for _, path in pairs if path.connector == person]
    else:
        with_whom = [name for name, path in pairs if person in (path.target, path.goal)]
    near = view.network.adjacency.neighbors(node).tolist()
    base = view.standpoint
    knowing = (
        [n for n, chance in outreach.rank_connectors(base, node) if chance > 0] if ring == 2 else []
    )
    latest = [r for r in view.requests if r.target_id == person]
    return why_not_suggested(
        found,
        rep=view.rep_id,
        ring=ring,
        max_hops=view.settings.max_hops,
        tact=said.get(person),
        opens=sum(bool(around.ring[other] == 2) for other in near) if ring == 1 else 0,
        introducers=[(view.label(n), said.get(view.network.person(n))) for n in knowing],
        planned_with=list(dict.fromkeys(with_whom)),
        request=latest[-1] if latest else None,
    )


# What it taught ------------------------------------------------------------------------------


def tallies(view: View) -> dict[str, list[Tally]]:
    """Outcomes of the asks by "month", "connector", "category" and "distance"."""
    requests, steps = view.requests, view.steps
    bridging = view.bridging(requests)
    strong_from = view.settings.strong_from
    groups = {
        "month": outcomes.by_month,
        "connector": outcomes.by_connector,
        "category": outcomes.by_category,
    }
    found = {name: outcomes.tally(requests, of, steps=steps) for name, of in groups.items()}
    found["distance"] = outcomes.tally(
        requests, lambda r: outcomes.kinds_of(r, bridging, strong_from), steps=steps
    )
    return found


# Favors and limits ---------------------------------------------------------------------------
