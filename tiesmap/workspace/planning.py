"""Planning: whom to ask next under each connector's limits, and what the outcomes taught."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import lru_cache

import numpy as np

from tiesmap.introductions import asks as meetings
from tiesmap.introductions import outcomes, tact
from tiesmap.model.days import date_of
from tiesmap.model.plans import Plan
from tiesmap.model.priors import Priors, Tally
from tiesmap.model.requests import IntroRequest
from tiesmap.model.statuses import NOT_AGAIN, TAKEN, Status
from tiesmap.model.tact import Dealings, Favor, Limit, Limits, Tact
from tiesmap.network import outreach, planning
from tiesmap.network.standpoint import Standpoint, Surroundings
from tiesmap.network.tact import heed
from tiesmap.store.store import Store
from tiesmap.workspace.noticing import Noticing
from tiesmap.workspace.seat import Unanswerable


class Planning(Noticing):
    """The plan of asks, under tact, and what the outcomes taught."""

    @property
    def standpoint(self) -> Standpoint:
        """The rep's standpoint, with what the outcomes of his asks taught in its chances."""
        version = self.store.versions().requests
        return _taught(super().standpoint, self.store, self.rep_id, self.today, version)

    @property
    def priors(self) -> Priors:
        """What the answers so far say of all asks, each hop kind and each connector."""
        version = self.store.versions().requests
        return _priors(self.around, self.store, self.rep_id, self.today, version)

    # What to ask ---------------------------------------------------------------------------------

    def plan_asks(self, asks: int = 10, weeks: int = 1, reach_out: str = "balanced") -> Plan:
        """The best set of asks for the next weeks, under each connector's limit.

        Nothing is stored: `plan` does that with the paths chosen. Where the paths do not fill it,
        it has open asks too.
        """
        said = self.tact(weeks)
        found = self._best(asks, weeks, reach_out, said)
        if len(found.asks) < asks:
            wanted = [
                ("company", target.company) if target.company else ("category", target.category)
                for target in self.store.targets(self.rep_id)
                if target.company or target.category
            ]
            free = heed(self.standpoint, said)
            stored = [r for r in self._own_requests() if r.target_id is None]
            begun = {r.request for r in stored if r.status != Status.SUGGESTED}
            openly = outreach.suggest_open(
                free, tuple(dict.fromkeys(wanted)), top=asks + len(stored)
            )
            new = [
                ask
                for ask, request in zip(openly, self.draft_open(openly), strict=True)
                if request.request not in begun
            ]
            found = replace(found, open_asks=tuple(new[: asks - len(found.asks)]))
        return found

    def _best(
        self,
        asks: int,
        weeks: int,
        reach_out: str,
        said: Mapping[int, Tact],
        only: Sequence[int] | None = None,
    ) -> Plan:
        return planning.plan(
            super().standpoint,
            asks=asks,
            tact=said,
            priors=self.priors,
            reach=reach_out,
            wanted=sorted({node for _, nodes in self.wanted_goals() for node in nodes}),
            left_out=self._nodes(r.target_id for r in self._own_requests() if r.status in TAKEN),
            only=only,
            weeks=weeks,
        )

    def why_no_plan(self) -> str:
        """Why a plan has no ask with a name."""
        if not self.leads_further():
            return self.why_no_path()
        return (
            "Whoever is left to ask for is asked for already, or those who could introduce you "
            "should be left alone now: a longer period or other limits change that."
        )

    def asks_for(self, connector: int, most: int = 5) -> tuple[IntroRequest, ...]:
        """What to bring up with one connector: the open asks on the list, then the best new ones.

        New ones are drafts, not stored. A connector who should be left alone gets no new ones.
        """
        stored = meetings.for_meeting(self.requests(), connector, most)
        said = self.tact()
        own = said.get(connector, Tact(connector))
        left = most - len(stored)
        person = self.store.person(connector, self.rep)
        if left <= 0 or own.blocked or person is None or person.do_not_ask:
            return stored
        found = self._best(
            most,
            1,
            "balanced",
            {**said, connector: replace(own, room=most)},
            [self.node(connector)],
        )
        have = {request.target_id for request in stored}
        new = [ask.path for ask in found.asks if ask.path.target not in have]
        return (*stored, *self.draft(new[:left]))

    def tact(self, weeks: int = 1) -> dict[int, Tact]:
        """What tact says of asking each contact now, by id, for a plan of so many weeks."""
        network, around = self.network, self.around
        own = network.adjacency.ties_of(around.rep)
        last = {
            int(person): None if np.isnan(day) else date_of(float(day))
            for person, day in zip(
                network.ids[network.adjacency.neighbors(around.rep)],
                network.ties.last[own],
                strict=True,
            )
            if around.ring[network.node(int(person))] == 1
        }
        requests = self._own_requests()
        dealings = Dealings(
            self.rep_id, last, requests, self.store.steps(self.rep_id), self.favors()
        )
        found = tact.weigh_tact(dealings, self.limits(), self.today, weeks=weeks)
        for request in requests:
            if request.status in NOT_AGAIN and request.target_id is not None:
                said = found[request.connector_id]
                again = said.no_go | {request.target_id}
                found[request.connector_id] = replace(said, no_go=again)
        return found

    def why_not(
        self, person: int, asks: int = 10, weeks: int = 1, reach_out: str = "balanced"
    ) -> str:
        """Why somebody is not in the plan, neither to be asked nor to be met, in a sentence."""
        found = self.store.person(person, self.rep)
        if found is None:
            raise Unanswerable("That person is not on file.")
        node, around, said = self.node(person), self.around, self.tact(weeks)
        plan = self._best(asks, weeks, reach_out, said)
        ring = int(around.ring[node])
        pairs = [(ask.path.names[1], ask.path) for ask in plan.asks]
        if ring == 1:
            with_whom = [path.names[2] for _, path in pairs if path.connector == person]
        else:
            with_whom = [name for name, path in pairs if person in (path.target, path.goal)]
        near = self.network.adjacency.neighbors(node).tolist()
        base = super().standpoint
        knowing = (
            [n for n, chance in outreach.rank_connectors(base, node) if chance > 0]
            if ring == 2
            else []
        )
        latest = [r for r in self._own_requests() if r.target_id == person]
        return tact.why_not(
            found,
            rep=self.rep_id,
            ring=ring,
            max_hops=self.settings.max_hops,
            tact=said.get(person),
            opens=sum(bool(around.ring[other] == 2) for other in near) if ring == 1 else 0,
            introducers=[(self.label(n), said.get(int(self.network.ids[n]))) for n in knowing],
            planned_with=list(dict.fromkeys(with_whom)),
            request=latest[-1] if latest else None,
        )

    # What it taught ------------------------------------------------------------------------------

    def outcomes(self) -> dict[str, list[Tally]]:
        """What came of the asks: by "month", "connector", "category" and "distance"."""
        requests, steps = self._own_requests(), self.store.steps(self.rep_id)
        bridging = _bridging(self.around, requests)
        strong_from = self.settings.strong_from
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

    def favors(self) -> tuple[Favor, ...]:
        """The favors that the rep gave and took, the latest first."""
        return self.store.favors(self.rep_id)

    def limits(self) -> Limits:
        """How often each connector may be asked, and whom they are never asked for."""
        settings = self.settings
        return self.store.limits(Limit(settings.asks_a_quarter, settings.cool_down_days))

    def save_limit(self, person: int, limit: Limit | None) -> None:
        """Set a connector's own limit; None: as everybody else."""
        self.store.save_limit(person, limit)

    def set_no_go(self, connector: int, target: int, avoid: bool = True) -> None:
        """Never ask a connector for a target, or allow it again."""
        self.store.set_no_go(connector, target, avoid)

    def _nodes(self, people: Iterable[int | None]) -> list[int]:
        return [node for person in people if (node := _node(self.around, person)) is not None]


def _node(around: Surroundings, person: int | None) -> int | None:
    if person is None:
        return None
    try:
        return around.network.node(person)
    except KeyError:
        return None


def _bridging(around: Surroundings, requests: Sequence[IntroRequest]) -> frozenset[str]:
    """The requests whose connector is tied to the target by a bridging tie."""
    found = set()
    for request in requests:
        connector = _node(around, request.connector_id)
        target = _node(around, request.target_id)
        if connector is not None and target is not None:
            tie = around.network.tie_between(connector, target)
            if tie is not None and around.bridging[tie]:
                found.add(request.request)
    return frozenset(found)


# Both are asked for many times a page; `version` is that of the requests, so that what is kept
# is never older than they are.


@lru_cache(maxsize=4)
def _priors(around: Surroundings, store: Store, rep: int, until: date, version: int) -> Priors:
    requests = [
        request
        for request in store.requests(rep)
        if request.asked_on is not None and request.asked_on <= until
    ]
    if not requests:
        return Priors()
    return outcomes.learn(
        requests,
        steps=store.steps(rep),
        bridging=_bridging(around, requests),
        strong_from=around.settings.strong_from,
    )


@lru_cache(maxsize=4)
def _taught(base: Standpoint, store: Store, rep: int, until: date, version: int) -> Standpoint:
    return heed(base, priors=_priors(base.around, store, rep, until, version))
