"""Requests: from paths to asks, their life, and the list that goes out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

import numpy as np

from tiesmap.introductions import requests as asks
from tiesmap.model.days import date_of
from tiesmap.model.paths import OpenAsk, ReferralPath
from tiesmap.model.people import Person
from tiesmap.model.requests import IntroRequest
from tiesmap.workspace.asking import Asking
from tiesmap.workspace.phrasing import Phrasing

SHARE_OF_ONE = 4
"""One connector carries at most one in so many of the suggested asks, while others can help."""
LEAST_OF_BEST = 0.001
"""An ask with less than this share of the best one's chance is not worth a favor."""


class Requesting(Asking, Phrasing):
    """The rep's intro requests."""

    def suggest_requests(self, top: int = 10, reach_out: str = "balanced") -> list[IntroRequest]:
        """The asks worth making now: the wanted list first, then outward, then open asks.

        Nothing is stored. No connector gets more than a quarter of them while others can help.
        """
        wanted = [path for answer in self.wanted() for path in answer.paths[:1]]
        outward = [suggestion.path for suggestion in self.outward(reach_out, top=top * 10)]
        chosen = _spread(_worthwhile(_once([*wanted, *outward])), top)
        found = self.draft(chosen)
        if len(found) < top:
            found += self.draft_open(self.open_asks(top - len(found)))
        return found

    def draft(self, paths: Iterable[ReferralPath]) -> list[IntroRequest]:
        """A request for the first introduction on each path; two for the same ask become one."""
        rep, words = self.rep_person, self.words
        why = self._why_wanted()
        drafts: dict[str, IntroRequest] = {}
        for path in paths:
            people = self._by_id(path.people)
            request = asks.draft(
                path,
                people,
                rep=rep,
                strength=path.hops[0].strength,
                last_contact=self._last_contact(path.connector),
                reasons=path.reasons,
                as_of=self.writes_on,
                follow_up_days=self.settings.follow_up_days,
                why=why.get(path.goal, ""),
                words=words,
            )
            drafts.setdefault(request.request, request)
        return list(drafts.values())

    def draft_open(self, open_asks: Iterable[OpenAsk]) -> list[IntroRequest]:
        """A request for each open ask."""
        rep, words = self.rep_person, self.words
        return [
            asks.draft_open(
                ask,
                self._by_id((ask.connector,)),
                rep=rep,
                strength=self._strength(ask.connector),
                last_contact=self._last_contact(ask.connector),
                as_of=self.writes_on,
                follow_up_days=self.settings.follow_up_days,
                words=words,
            )
            for ask in open_asks
        ]

    def keep_requests(self, requests: Sequence[IntroRequest]) -> int:
        """Store requests; those that are stored already stay as they are. How many were new."""
        return self.store.add_requests(requests)

    def plan(self, paths: Iterable[ReferralPath], open_asks: Iterable[OpenAsk] = ()) -> int:
        """Make the rep's choice his plan: draft the asks and store them as planned.

        An ask that is stored as a suggestion becomes planned, one that is further on stays as it
        is. How many are planned now that were not.
        """
        drafts = self.draft(paths) + self.draft_open(open_asks)
        self.store.add_requests(drafts)
        chosen = {request.request for request in drafts}
        suggested = [
            request
            for request in self.store.requests(self.rep_id)
            if request.request in chosen and request.status == "suggested"
        ]
        for request in suggested:
            self.advance(request, "planned")
        return len(suggested)

    def next_statuses(self, request: IntroRequest) -> tuple[str, ...]:
        """What can follow on the status of a request; nothing follows on an end."""
        return asks.next_statuses(request.status, request.is_mention)

    def requests(self) -> tuple[IntroRequest, ...]:
        """The rep's stored requests; none that leads to or over somebody marked "do not ask"."""
        marked = self._marked()
        return tuple(r for r in self.store.requests(self.rep_id) if not _of_marked(r, marked))

    def hidden_requests(self) -> tuple[tuple[IntroRequest, tuple[str, ...]], ...]:
        """The stored requests that `requests` leaves out, each with who is marked "do not ask"."""
        marked = self._marked()
        return tuple(
            (request, names)
            for request in self.store.requests(self.rep_id)
            if (names := _of_marked(request, marked))
        )

    def _marked(self) -> dict[int, str]:
        """Those marked "do not ask", by id, with their names."""
        return {person.id: person.label for person in self.store.marked()}

    def advance(self, request: IntroRequest, status: str) -> IntroRequest:
        """Move a request on to a status that can follow, as of today, and store it."""
        moved = asks.advance(request, status, self.writes_on, self.settings.follow_up_days)
        return self.store.save_request(moved)

    def save_request(self, request: IntroRequest) -> IntroRequest:
        """Store an edited request; raises Conflict if somebody else changed it meanwhile."""
        return self.store.save_request(request)

    def _by_id(self, ids: Iterable[int]) -> dict[int, Person]:
        found = (self.store.person(person, self.rep) for person in ids)
        return {person.id: person for person in found if person is not None}

    def _tie_to(self, person: int) -> int | None:
        return self.network.tie_between(self.standpoint.rep, self.node(person))

    def _strength(self, person: int) -> float:
        tie = self._tie_to(person)
        return 0.0 if tie is None else float(self.network.strength[tie])

    def _last_contact(self, person: int) -> date | None:
        tie = self._tie_to(person)
        if tie is None or np.isnan(self.network.ties.last[tie]):
            return None
        return date_of(float(self.network.ties.last[tie]))

    def _why_wanted(self) -> dict[int, str]:
        return {
            int(self.network.ids[node]): target.why
            for target, nodes in self.wanted_goals()
            for node in nodes
            if target.why
        }


def _of_marked(request: IntroRequest, marked: Mapping[int, str]) -> tuple[str, ...]:
    """Who of those marked is in a request: as connector, target, goal or a step between."""
    if not marked:
        return ()
    ends = (request.connector_id, request.target_id, request.goal_id)
    found = [marked[person] for person in ends if person is not None and person in marked]
    # Of those between target and goal a request holds the names alone.
    between = request.path[3:-1]
    found += [name for name in between if name in marked.values()] if between else []
    return tuple(dict.fromkeys(found))


def _once(paths: Iterable[ReferralPath]) -> list[ReferralPath]:
    """Each goal once, by the path that comes first."""
    return list({path.goal: path for path in reversed(list(paths))}.values())[::-1]


def _worthwhile(paths: Sequence[ReferralPath]) -> list[ReferralPath]:
    """The paths without those next to which the best is a thousand times likelier."""
    least = max((path.chance for path in paths), default=0.0) * LEAST_OF_BEST
    return [path for path in paths if path.chance >= least]


def _spread(paths: Sequence[ReferralPath], top: int) -> list[ReferralPath]:
    """The first `top` paths in their order, no connector with more than his share if possible."""
    most = max(1, -(-top // SHARE_OF_ONE))
    turn: Counter[int] = Counter()
    first: list[ReferralPath] = []
    later: list[ReferralPath] = []
    for path in paths:
        turn[path.connector] += 1
        (first if turn[path.connector] <= most else later).append(path)
    kept = (first + later)[:top]
    return [path for path in paths if path in kept]
