"""Steps: the history of each request, and the next hop toward its goal."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time

from tiesmap.introductions import steps as life
from tiesmap.introductions.requests import waits
from tiesmap.model.days import day_number
from tiesmap.model.ids import PersonId
from tiesmap.model.paths import Hop, ReferralPath
from tiesmap.model.requests import IntroRequest
from tiesmap.model.statuses import MADE, UNDERWAY, Status
from tiesmap.model.steps import Step
from tiesmap.network import paths
from tiesmap.network.search import best_paths
from tiesmap.network.strength import INTRODUCTION_AMOUNT, saturate
from tiesmap.network.strength import chance as hop_chance
from tiesmap.store import introductions
from tiesmap.store.operation import Operation
from tiesmap.store.requests import add_requests, read_requests, save_request
from tiesmap.workspace.drawn import toward
from tiesmap.workspace.history.told import sender
from tiesmap.workspace.place import Unanswerable
from tiesmap.workspace.view import View


@dataclass(frozen=True, slots=True)
class Hand:
    """Who takes a step, when, and after how many days to follow up."""

    by: str
    at: datetime
    follow_up_days: int
    toward: Callable[[IntroRequest], str] | None = None
    """Where a target stands, in a week that a trial drew."""


def hand_of(view: View) -> Hand:
    """Steps that the rep takes himself."""
    if view.place.written is None and isinstance(view.as_of, datetime):
        at = view.as_of
    else:
        at = datetime.combine(view.writes_on, time())
    return Hand(view.rep_person.label, at, view.settings.follow_up_days, toward(view))


def take(op: Operation, request: IntroRequest, to: str, hand: Hand, note: str = "") -> IntroRequest:
    """Move a request to a status, or record an outcome, as a step of its history."""
    moved, step = life.take_step(request, to, hand.at, hand.follow_up_days, by=hand.by, note=note)
    if step is None:
        return request
    where = hand.toward(request) if hand.toward and to == Status.ASKED else ""
    saved = save_request(op, moved, at=step.at, by=step.by, note=step.note, toward=where)
    if to in MADE and request.status not in MADE:
        _put_on_file(op, saved, hand.at.date())
    return saved


def _put_on_file(op: Operation, request: IntroRequest, day: date) -> None:
    """Store the introduction that a request led to: the rep and the target now know each other."""
    connector, rep, target = request.connector_id, request.rep_id, request.target_id
    if target is None or request.is_mention:
        return
    if not introductions.are_introduced(op, connector, rep, target):
        introductions.add_introduction(op, connector, rep, target, day_number(day))


def take_back(op: Operation, before: IntroRequest, undone: Step) -> IntroRequest:
    """Store a request without its last step, and remove the introduction that the step recorded."""
    saved = save_request(op, before, undone=undone)
    target = before.target_id
    if target is not None and undone.to_status in MADE and before.status not in MADE:
        day = day_number(undone.at.date())
        introductions.remove_introduction(op, before.connector_id, before.rep_id, target, day)
    return saved


def catch_up(op: Operation, request: IntroRequest, hand: Hand, note: str) -> IntroRequest:
    """Record the steps that must have preceded the introduction, for a request that was asked."""
    if request.status == Status.NO_ANSWER:
        request = take(op, request, Status.AGREED, hand, note)
    if request.status in UNDERWAY:
        for status in UNDERWAY[UNDERWAY.index(request.status) + 1 :]:
            request = take(op, request, status, hand, note)
    return request


def not_asked_twice(
    stored: Sequence[IntroRequest], requests: Sequence[IntroRequest]
) -> list[IntroRequest]:
    """The requests, one for each connector and target, whatever page or goal they come from.

    Left out are those for which the connector is being asked already, and those whose connector
    has already named that very person. Stored ones stay.
    """
    known = {request.request for request in stored}
    taken = {
        _whom(request)
        for request in stored
        if waits(request)
        or (request.target_id is not None and request.target_id == request.goal_id)
    }
    kept = []
    for request in requests:
        if request.request in known or _whom(request) not in taken:
            kept.append(request)
            taken.add(_whom(request))
    return kept


def same_ask(
    stored: Sequence[IntroRequest], requests: Sequence[IntroRequest]
) -> list[IntroRequest]:
    """The stored suggestions that ask the same connector for the same target as one of these."""
    chosen = {_whom(request) for request in requests}
    return [
        request
        for request in stored
        if request.status == Status.SUGGESTED and _whom(request) in chosen
    ]


def keep_drafted(op: Operation, rep: PersonId, request: IntroRequest, hand: Hand) -> IntroRequest:
    """Store one drafted ask as planned; the stored one, or the earlier one of the same."""
    known = read_requests(op.connection, rep)
    add_requests(op, not_asked_twice(known, [request]))
    same = [one for one in read_requests(op.connection, rep) if _whom(one) == _whom(request)]
    found = next((one for one in same if waits(one)), same[-1])
    return take(op, found, Status.PLANNED, hand) if found.status == Status.SUGGESTED else found


def _whom(request: IntroRequest) -> tuple[int, int | str, bool]:
    """Of whom what is asked, and whether it is only a mention."""
    target = request.target if request.target_id is None else request.target_id
    return request.connector_id, target, request.is_mention


def jump(op: Operation, request: IntroRequest, to: str, hand: Hand) -> IntroRequest:
    """Move a request on to a status over all those in between, each with its place in history."""
    for status in life.way_to(request, to):
        request = take(op, request, status, hand)
    return request


def history(view: View, request: IntroRequest) -> tuple[Step, ...]:
    """All steps of a request in order, undone ones too."""
    return tuple(step for step in view.steps if step.request == request.request)


def taken_back(view: View, request: IntroRequest) -> tuple[IntroRequest, Step]:
    """A request without its last step, and that step. Raises ValueError where it has none."""
    before, undone = life.undo_step(
        request, history(view, request), view.writes_on, view.settings.follow_up_days
    )
    connector = view.person(request.connector_id)
    if connector is not None:
        before = life.reword_open(before, rep=sender(view), connector=connector, words=view.words)
    return before, undone


def named(view: View, request: IntroRequest, person: PersonId) -> tuple[IntroRequest, Step]:
    """An open ask turned into one for a person, and the step that records it.

    Raises ValueError where the ask is not open any more.
    """
    people = view.some((person, request.connector_id))
    if len(people) < 2:
        raise ValueError("Both the connector and the person named must be on file.")
    hand = hand_of(view)
    return life.name_target(
        request,
        people[person],
        rep=sender(view),
        connector=people[request.connector_id],
        at=hand.at,
        by=hand.by,
        words=view.words,
    )


def next_hop(view: View, request: IntroRequest) -> IntroRequest:
    """A draft of the next request toward the goal, after an introduction on the way there.

    Raises ValueError where the introduction was not made or the goal is reached, Unanswerable
    where no path leads on.
    """
    if not life.is_halfway(request) or request.target_id is None or request.goal_id is None:
        raise ValueError(f"{request.target} is the goal: there is no further step.")
    path = _path_on(view, request, request.target_id, request.goal_id)
    return life.continue_request(
        request,
        path,
        view.some(path.people),
        rep=sender(view),
        strength=path.hops[0].strength,
        as_of=view.writes_on,
        follow_up_days=view.settings.follow_up_days,
        words=view.words,
    )


def _path_on(view: View, request: IntroRequest, target: PersonId, goal: PersonId) -> ReferralPath:
    """The best path to the goal that starts with the person just introduced."""
    standpoint, network = view.taught, view.network
    node, end = view.node(target), view.node(goal)
    most = max(view.settings.max_hops - 1, 1)
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
        strength, float(hop_chance(strength)), "weak", False,
        (f"introduced by {request.connector}",),
    )  # fmt: skip
    on = paths.to_path(standpoint, tuple(route))
    return replace(
        on,
        people=(view.rep_id, *on.people),
        names=(view.rep_person.label, *on.names),
        hops=(first, *on.hops),
    )
