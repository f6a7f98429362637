"""The steps of a request: what can follow, what comes next, taking a step and taking it back.

Nothing of the history is lost: an undone step stays in it, marked as undone. A step changes the
status, the outcome, or (its two ends being the same status) gives an open ask its name.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta

from tiesmap.introductions.requests import (
    OUTCOME_MEANING,
    advance,
    draft,
    next_statuses,
    waits,
)
from tiesmap.introductions.wording import (
    draft_note,
    draft_open_note,
    draft_open_purpose,
    draft_purpose,
)
from tiesmap.introductions.words import PLAIN, Words
from tiesmap.model.ids import PersonId
from tiesmap.model.paths import ReferralPath
from tiesmap.model.people import Person
from tiesmap.model.reasons import Reason, ReasonKind, in_words
from tiesmap.model.requests import OUTCOMES, IntroRequest
from tiesmap.model.statuses import FAILED, FORWARD, MADE, Status
from tiesmap.model.steps import Step
from tiesmap.model.vocabulary import Outcome

NO_PURPOSE = 'Say first what it is for: "The purpose of my call" is still empty.'

_NEXT = {
    Status.SUGGESTED: "decide whether to ask {connector} for {target}",
    Status.PLANNED: "ask {connector} for {target}",
    Status.ASKED: "hear from {connector}, or remind them",
    Status.AGREED: "hear from {connector} whether {target} would like to meet",
    Status.ACCEPTED: "get the introduction from {connector}, or offer to write first",
    Status.INTRODUCED: "agree on a day with {target}, and thank {connector}",
}
_NEXT_OF_MENTION = {
    **_NEXT,
    Status.SUGGESTED: "decide whether to ask {connector} to be mentioned to {target}",
    Status.PLANNED: "ask {connector} whether you may mention that name to {target}",
    Status.AGREED: "write to {target} and mention {connector}",
    Status.INTRODUCED: "hear from {target}, or write once more",
}


def next_step(request: IntroRequest) -> str:
    """What the rep does next, as a phrase; empty where nothing is left to do.

    Its date is `follow_up_on`, which is set wherever something waits.
    """
    if request.status == Status.MET and not request.outcome:
        text = "tell {connector} how it went, and note what came of it"
    elif request.status == Status.MET and is_halfway(request):
        text = "ask {target} for the next introduction toward {goal}"
    else:
        text = (_NEXT_OF_MENTION if request.is_mention else _NEXT).get(Status(request.status), "")
    # One pass over fixed texts: a brace in a name is never read as a field.
    return text.format(connector=request.connector, target=request.target, goal=request.goal)


def next_outcomes(request: IntroRequest) -> tuple[str, ...]:
    """The outcomes that can be noted now."""
    if request.status in MADE:
        return OUTCOMES
    return (Outcome.NOT_NOW, Outcome.NO) if request.status in FAILED else ()


def can_follow(request: IntroRequest) -> tuple[str, ...]:
    """Every status and outcome that can be chosen now."""
    found = (
        *next_statuses(request.status, request.is_mention),
        *next_outcomes(request),
    )
    return tuple(word for word in found if word != request.outcome)


def can_jump(request: IntroRequest) -> tuple[Status, ...]:
    """The statuses on the way to a meeting that come after the next one."""
    after = [status for status in FORWARD if status not in can_follow(request)]
    return tuple(status for status in after if _way(request, status))


def way_to(request: IntroRequest, to: str) -> tuple[Status, ...]:
    """The statuses from the next one up to `to`. Raises ValueError where `to` cannot follow."""
    found = _way(request, Status(to))
    if not found:
        raise ValueError(f"{to!r} cannot follow on {request.status}")
    return found


def _way(request: IntroRequest, to: Status) -> tuple[Status, ...]:
    """The fewest steps to a status, forward only; () where there are none."""
    ways: list[tuple[Status, ...]] = [()]
    while ways:
        longer = []
        for way in ways:
            here = way[-1] if way else request.status
            for status in next_statuses(here, request.is_mention):
                if status == to:
                    return (*way, status)
                if status in FORWARD and status not in way:
                    longer.append((*way, status))
        ways = longer
    return ()


def take_step(
    request: IntroRequest,
    to: str,
    at: datetime,
    follow_up_days: int,
    *,
    by: str = "",
    note: str = "",
) -> tuple[IntroRequest, Step | None]:
    """The request after a step to a status or an outcome, and the step to keep.

    No step (None) where it is there already. Raises ValueError where `to` cannot follow, and for
    an ask without a purpose.
    """
    if to in OUTCOMES:
        if to == request.outcome:
            return request, None
        allowed = next_outcomes(request)
        if to not in allowed:
            can = f"only {', '.join(allowed)} can" if allowed else "nothing can yet"
            raise ValueError(f"{OUTCOME_MEANING[to]!r} cannot be noted on {request.status}: {can}")
        step = Step(request.request, at, request.outcome, to, by, note)
        noted = replace(request, outcome=to)
        return noted if waits(noted) else replace(noted, follow_up_on=None), step
    moved = advance(request, to, at.date(), follow_up_days)
    if moved is request:
        return request, None
    if to == Status.ASKED and not request.purpose.strip():
        raise ValueError(NO_PURPOSE)
    return moved, Step(request.request, at, request.status, to, by, note)


def undo_step(
    request: IntroRequest, steps: Sequence[Step], on: date, follow_up_days: int
) -> tuple[IntroRequest, Step]:
    """The request as before its last step, and that step marked as undone.

    `steps` are those of the request in their order. Where something waits again, the follow-up is
    due `follow_up_days` after `on`. Raises ValueError where no step is left, or where the request
    is not where its last step led.
    """
    left = [step for step in steps if not step.undone]
    if not left:
        raise ValueError("There is no step to undo.")
    last = left[-1]
    undone = replace(last, undone=True)
    if last.from_status == last.to_status:
        return _unnamed(request), undone
    if _is_outcome(last):
        if request.outcome != last.to_status:
            raise ValueError("The outcome was changed since: note it anew instead.")
        return _due_again(replace(request, outcome=last.from_status), on, follow_up_days), undone
    if request.status != last.to_status:
        raise ValueError("The status was changed since: choose the right one instead.")
    asked_on = request.asked_on
    if last.to_status == Status.ASKED:
        earlier = [step.at.date() for step in left[:-1] if step.to_status == Status.ASKED]
        asked_on = max(earlier, default=None)
    before = replace(request, status=Status(last.from_status), asked_on=asked_on)
    return _due_again(before, on, follow_up_days), undone


def _due_again(request: IntroRequest, on: date, follow_up_days: int) -> IntroRequest:
    due = on + timedelta(days=follow_up_days) if waits(request) else None
    return replace(request, follow_up_on=due)


def _is_outcome(step: Step) -> bool:
    return step.to_status in OUTCOMES or step.from_status in OUTCOMES


def name_target(
    request: IntroRequest,
    target: Person,
    *,
    rep: Person,
    connector: Person,
    at: datetime,
    by: str = "",
    words: Words = PLAIN,
) -> tuple[IntroRequest, Step]:
    """An open ask turned into one for the person whose name came back, with the words anew.

    It stays the same request, with its status and its history. Raises ValueError where it has a
    name, where nothing can follow on its status, or where the person is no possible target.
    """
    if request.target_id is not None:
        raise ValueError(f"The request is for {request.target} already.")
    if not next_statuses(request.status):
        raise ValueError(f"The request has ended ({request.status}): make a new one.")
    if target.do_not_ask:
        raise ValueError(f"{target.label} is marked do not ask.")
    if target.id in (rep.id, connector.id):
        raise ValueError(f"{target.label} cannot be the target of this request.")
    named = replace(
        request,
        target=target.label,
        target_id=target.id,
        goal=target.label,
        goal_id=target.id,
        path=(*request.path[:-1], target.label),
        why=(*request.why, naming(request, target.label)),
        target_company=target.company,
        target_title=target.title,
        target_category=target.known_category,
        target_email=target.email,
        purpose=draft_purpose(connector, target),
        note_to_forward=draft_note(rep, connector, target, words=words),
    )
    return named, Step(
        request.request, at, request.status, request.status, by, f"named; was {request.target}"
    )


def naming(request: IntroRequest, target: str) -> Reason:
    """Why an open ask is for somebody now: its connector named him."""
    about = request.target_company, request.target_category
    return Reason(ReasonKind.NAMED, (request.connector, target, *about))


def reword_open(
    request: IntroRequest, *, rep: Person, connector: Person, words: Words = PLAIN
) -> IntroRequest:
    """The open ask with its first words again, where a name that was taken back left none."""
    if request.target_id is not None or request.purpose:
        return request
    ask = request.open_ask
    return replace(
        request,
        purpose=draft_open_purpose(connector, ask, words=words),
        note_to_forward=draft_open_note(rep, connector, ask, words=words),
    )


def _unnamed(request: IntroRequest) -> IntroRequest:
    """The open ask again whose name is taken back, without words."""
    named = [one.facts for one in request.why if one.kind is ReasonKind.NAMED]
    if not named:
        raise ValueError("What it was about before is not on file any more: make a new ask.")
    *_, company, category = named[-1]
    openly = replace(
        request,
        target_id=None,
        goal_id=None,
        why=tuple(one for one in request.why if one.kind is not ReasonKind.NAMED),
        target_company=company,
        target_title="",
        target_category=category,
        target_email="",
        purpose="",
        note_to_forward="",
    )
    target = openly.open_ask.target
    return replace(openly, target=target, goal=target, path=(*request.path[:-1], target))


def is_halfway(request: IntroRequest) -> bool:
    """Whether the goal is further than the target."""
    return request.goal_id is not None and request.goal_id != request.target_id


def continue_request(
    request: IntroRequest,
    path: ReferralPath,
    people: Mapping[PersonId, Person],
    *,
    rep: Person,
    strength: float,
    as_of: date,
    follow_up_days: int,
    words: Words = PLAIN,
) -> IntroRequest:
    """The next request toward the same goal: the one who was the target is asked now.

    `path` leads from the rep over that person to the goal; `strength` is that of their tie. Raises
    ValueError where the introduction was not made, where the goal is reached, or where the path
    is another.
    """
    if request.status not in MADE:
        raise ValueError(f"{request.target} was not introduced yet: that comes first.")
    if not is_halfway(request):
        raise ValueError(f"{request.target} is the goal: there is no further step.")
    if (path.connector, path.goal) != (request.target_id, request.goal_id):
        raise ValueError(f"The path must lead through {request.target} to {request.goal}.")
    introduced = f"{request.connector} introduced you to {request.target}"
    return draft(
        path,
        people,
        rep=rep,
        strength=strength,
        last_contact=None,
        reasons=(in_words(introduced), *path.why),
        as_of=as_of,
        follow_up_days=follow_up_days,
        words=words,
    )
