"""Stepping: what becomes of each request, step by step, and the next hop toward its goal."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, time

from tiesmap.introductions import steps as life
from tiesmap.introductions import wording
from tiesmap.model.paths import Hop, ReferralPath
from tiesmap.model.requests import IntroRequest
from tiesmap.model.steps import Step
from tiesmap.network import paths
from tiesmap.network.search import best_paths
from tiesmap.network.strength import INTRODUCTION_AMOUNT, saturate
from tiesmap.network.strength import chance as hop_chance
from tiesmap.workspace.requesting import Requesting
from tiesmap.workspace.seat import Unanswerable


class Stepping(Requesting):
    """The life of the rep's requests. Nothing of their history is lost."""

    def keep_requests(self, requests: Sequence[IntroRequest]) -> int:
        """Store requests; those that are stored already stay as they are. How many were new.

        One for whom the connector named that very person is not asked a second time.
        """
        stored = {request.request for request in self._own_requests()}
        named = {
            (request.connector_id, request.target_id)
            for request in self._own_requests()
            if request.target_id is not None and request.target_id == request.goal_id
        }
        new = [
            request
            for request in requests
            if request.request in stored
            or request.target_id is None
            or request.target_id != request.goal_id
            or (request.connector_id, request.target_id) not in named
        ]
        return super().keep_requests(new)

    def can_follow(self, request: IntroRequest) -> tuple[str, ...]:
        """Every status and outcome that can be chosen for a request now."""
        return life.can_follow(request)

    def next_step(self, request: IntroRequest) -> str:
        """What to do next about a request, in words; by when is its `follow_up_on`."""
        return life.next_step(request)

    def advance(self, request: IntroRequest, status: str) -> IntroRequest:
        """Move a request on to a status that can follow, as of today, and store it."""
        return self.record_step(request, status)

    def record_step(self, request: IntroRequest, to: str, note: str = "") -> IntroRequest:
        """Move a request on to a status, or note an outcome, with its place in the history.

        Raises ValueError where it cannot follow, Conflict where somebody else was faster.
        """
        by = self.rep_person.label
        moved, step = life.take_step(
            request, to, self._moment, self.settings.follow_up_days, by=by, note=note
        )
        if step is None:
            return request
        return self.store.save_request(moved, at=step.at, by=step.by, note=step.note)

    def undo_step(self, request: IntroRequest) -> IntroRequest:
        """Take back the last step of a request; it stays in the history, marked as undone.

        Raises ValueError where there is none.
        """
        before, undone = life.undo_step(
            request, self.history(request), self.writes_on, self.settings.follow_up_days
        )
        connector = self.store.person(request.connector_id, self.rep)
        if connector is not None:
            before = life.reword_open(
                before, rep=self.rep_person, connector=connector, words=self.words
            )
        return self.store.save_request(before, undone=undone)

    def better_purposes(self, request: IntroRequest) -> tuple[str, ...]:
        """What to write where the purpose says nothing, from what is known."""
        people = self._by_id(p for p in (request.connector_id, request.target_id) if p is not None)
        connector = people.get(request.connector_id)
        if connector is None:
            return ()
        if request.target_id is None:
            return (wording.draft_open_purpose(connector, life.open_ask_of(request)),)
        target = people.get(request.target_id)
        if target is None:
            return ()
        why = self._why_wanted().get(request.goal_id or request.target_id, "")
        return wording.better_purposes(connector, target, why=why)

    def redraft_note(self, request: IntroRequest) -> str:
        """The note to forward as the rep's present words have it."""
        people = self._by_id(
            p for p in (request.connector_id, request.target_id, request.goal_id) if p is not None
        )
        connector = people.get(request.connector_id)
        if connector is None:
            return request.note_to_forward
        rep, words = self.rep_person, self.words
        if request.target_id is None:
            ask = life.open_ask_of(request)
            return wording.draft_open_note(rep, connector, ask, words=words)
        target = people.get(request.target_id)
        if target is None:
            return request.note_to_forward
        return wording.draft_note(rep, connector, target, mention=request.is_mention, words=words)

    def history(self, request: IntroRequest) -> tuple[Step, ...]:
        """All steps of a request, undone ones too, in their order."""
        steps = self.store.steps(self.rep_id)
        return tuple(step for step in steps if step.request == request.request)

    def name_target(self, request: IntroRequest, person: int) -> IntroRequest:
        """Turn an open ask into one for a person on file, whose name the connector gave.

        That the two know each other is declared with it. Raises ValueError where it cannot be.
        """
        people = self._by_id((person, request.connector_id))
        if len(people) < 2:
            raise ValueError("Both the connector and the person named must be on file.")
        by = self.rep_person.label
        named, step = life.name_target(
            request,
            people[person],
            rep=self.rep_person,
            connector=people[request.connector_id],
            at=self._moment,
            by=by,
            words=self.words,
        )
        saved = self.store.save_request(named, at=step.at, by=step.by, note=step.note)
        self.store.add_tie(request.connector_id, person)
        return saved

    def continue_request(self, request: IntroRequest) -> IntroRequest:
        """The next request toward the goal, after an introduction on the way there: a draft.

        Raises ValueError where the introduction was not made or the goal is reached, Unanswerable
        where no path leads on.
        """
        if not life.is_halfway(request) or request.target_id is None or request.goal_id is None:
            raise ValueError(f"{request.target} is the goal: there is no further step.")
        path = self._path_on(request, request.target_id, request.goal_id)
        return life.continue_request(
            request,
            path,
            self._by_id(path.people),
            rep=self.rep_person,
            strength=path.hops[0].strength,
            as_of=self.writes_on,
            follow_up_days=self.settings.follow_up_days,
            words=self.words,
        )

    def _path_on(self, request: IntroRequest, target: int, goal: int) -> ReferralPath:
        """The best path to the goal whose first hop is to the one just introduced."""
        standpoint, network = self.standpoint, self.network
        node, end = self.node(target), self.node(goal)
        most = max(self.settings.max_hops - 1, 1)
        cost = standpoint.cost
        route = best_paths(network.adjacency, cost, [node], most).path(end)
        if len(route) < 2 or standpoint.rep in route:
            raise Unanswerable(
                f"No path leads from {request.target} to {request.goal} any more: ask "
                f"{request.target} openly."
            )
        if network.tie_between(standpoint.rep, node) is not None:
            return paths.to_path(standpoint, (standpoint.rep, *route))
        strength = float(saturate(INTRODUCTION_AMOUNT))
        first = Hop(
            self.rep_id, target, strength, float(hop_chance(strength)), "weak", False,
            (f"introduced by {request.connector}",),
        )  # fmt: skip
        on = paths.to_path(standpoint, tuple(route))
        return replace(
            on,
            people=(self.rep_id, *on.people),
            names=(self.rep_person.label, *on.names),
            hops=(first, *on.hops),
        )

    @property
    def _moment(self) -> datetime:
        if self.written is None and isinstance(self.as_of, datetime):
            return self.as_of
        return datetime.combine(self.writes_on, time())

    def _own_requests(self) -> tuple[IntroRequest, ...]:
        return self.store.requests(self.rep_id)
