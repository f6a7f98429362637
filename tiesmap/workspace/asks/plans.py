"""Plans: whom to ask next within each connector's limits, and what the outcomes teach."""

from __future__ import annotations

from tiesmap.introductions import outcomes
from tiesmap.introductions import requests as life_of
from tiesmap.introductions.why_not import why_not as why_not_suggested
from tiesmap.model.ids import PersonId
from tiesmap.model.plans import Plan
from tiesmap.model.priors import Tally
from tiesmap.model.requests import IntroRequest
from tiesmap.model.tact import Tact
from tiesmap.network import outreach
from tiesmap.workspace.asks import lists
from tiesmap.workspace.asks.choice import Sought, choose, drafted
from tiesmap.workspace.history.tact import tact
from tiesmap.workspace.kept import ALL, kept
from tiesmap.workspace.place import Unanswerable
from tiesmap.workspace.view import View
from tiesmap.workspace.ways import paths


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


@kept(ALL)
def for_meeting(
    view: View, connector: PersonId, most: int = 5, reach_out: str = "balanced"
) -> tuple[IntroRequest, ...]:
    """What to raise with one connector: asks of the list first, then the best new ones.

    New asks are drafts and not stored. A connector who should be left alone gets none.
    """
    stored = life_of.for_meeting(lists.visible(view), connector, most)
    own = tact(view).get(connector, Tact())
    left = most - len(stored)
    person = view.person(connector)
    if left <= 0 or own.blocked or person is None or person.do_not_ask:
        return stored
    if view.node(connector) not in view.around.contacts:
        return stored
    have = {(request.target_id, request.target) for request in stored}
    found = choose(view, Sought(most, reach=reach_out, starts=(connector,), room=most))
    new = [one for one in drafted(view, found) if (one.target_id, one.target) not in have]
    return (*stored, *new[:left])


def why_not(
    view: View, person: PersonId, asks: int = 10, weeks: int = 1, reach_out: str = ""
) -> str:
    """A sentence on why somebody is not in the plan, neither as connector nor as target."""
    found = view.person(person)
    if found is None:
        raise Unanswerable("That person is not on file.")
    node, around, said = view.node(person), view.around, tact(view, weeks)
    plan = choose(view, Sought(asks, weeks, reach_out))
    ring = int(around.ring[node])
    pairs = [(ask.path.names[1], ask.path) for ask in plan.asks]
    if ring == 1:
        with_whom = [path.names[2] for _, path in pairs if path.connector == person]
        with_whom += [one.target for one in plan.open_asks if one.connector == person]
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
        introducers=[(view.network.label(n), said.get(view.network.person(n))) for n in knowing],
        planned_with=list(dict.fromkeys(with_whom)),
        request=latest[-1] if latest else None,
    )


# What it taught ------------------------------------------------------------------------------


@kept()
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
