"""The life of an introduction request: drafted from a path, moved on step by step.

A request is one hop: the rep asks the connector for an introduction to the target. It goes to the
connector, never to the target, who is asked by the connector (double opt-in: `accepted` comes
before `introduced`).
"""

from __future__ import annotations

from base64 import b32encode
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from hashlib import blake2b
from typing import Any

from tiesmap.introductions.fields import said
from tiesmap.introductions.wording import (
    draft_note,
    draft_open_note,
    draft_open_purpose,
    draft_purpose,
)
from tiesmap.introductions.words import PLAIN, Words
from tiesmap.model.ids import PersonId
from tiesmap.model.paths import OpenAsk, ReferralPath
from tiesmap.model.people import Person
from tiesmap.model.reasons import Reason
from tiesmap.model.requests import INTRODUCTION, MENTION, IntroRequest
from tiesmap.model.statuses import NEXT_OF_MENTION, NEXT_STATUSES, OPEN, WAITING, Status

OUTCOME_MEANING: Mapping[str, str] = {
    "client": "became a client",
    "opportunity": "there is a deal to work on",
    "not_now": "not now, perhaps later",
    "no": "nothing will come of it",
}


# Facts from several tables, each named at the call.
def draft(  # noqa: PLR0913
    path: ReferralPath,
    people: Mapping[PersonId, Person],
    *,
    rep: Person,
    strength: float,
    last_contact: date | None,
    reasons: Iterable[Reason],
    as_of: date,
    follow_up_days: int,
    why: str = "",
    words: Words = PLAIN,
) -> IntroRequest:
    """The request for the first introduction that `path` needs, as a suggestion.

    `people` holds everybody on the path by id. `strength` (0-1) and `last_contact` are those of
    the rep's tie to the connector; `why` is the reason on the wanted list, if there is one;
    `words` is how the rep words his drafts. The follow-up date is the day by which to decide.
    Raises ValueError for a path of one hop (its goal is a contact already), one that goes in a
    circle, one of another rep, or one with a person on it who is missing in `people` or marked
    do_not_ask.
    """
    if path.rep != rep.id:
        raise ValueError(f"the path starts at person {path.rep}, not at {rep.label}")
    if path.connector == path.target:
        raise ValueError(f"{rep.label} knows the goal already: no introduction is needed")
    if len(set(path.people)) < len(path.people):
        raise ValueError("the path goes in a circle")
    others = [_askable(person, people) for person in path.people[1:]]
    connector, target, goal = others[0], others[1], others[-1]
    further = None if goal.id == target.id else goal
    reached = path.hops[1] if len(path.hops) > 1 else None
    inferred = reached is not None and reached.tie_class == "inferred"
    return IntroRequest(
        **_asked(rep, connector, strength, last_contact, as_of + timedelta(days=follow_up_days)),
        request=request_id(rep.id, connector.id, target.id, goal.id),
        target=target.label,
        target_id=target.id,
        goal=goal.label,
        goal_id=goal.id,
        path=(rep.label, *(person.label for person in others)),
        chance=path.chance,
        why=tuple(reasons),
        target_company=target.company,
        target_title=target.title,
        target_category=target.known_category,
        target_email=target.email,
        purpose=draft_purpose(connector, target, goal=further, inferred=inferred, why=why),
        note_to_forward=draft_note(rep, connector, target, words=words),
    )


def _asked(
    rep: Person, connector: Person, strength: float, last_contact: date | None, due: date
) -> dict[str, Any]:
    """What a new request says of the two who talk about it."""
    return {
        "status": Status.SUGGESTED,
        "rep": rep.label,
        "rep_id": rep.id,
        "connector": connector.label,
        "connector_id": connector.id,
        "connector_company": connector.company,
        "connector_email": connector.email,
        "tie_strength": strength,
        "last_contact": last_contact,
        "follow_up_on": due,
    }


def draft_open(
    ask: OpenAsk,
    people: Mapping[PersonId, Person],
    *,
    rep: Person,
    strength: float,
    last_contact: date | None,
    as_of: date,
    follow_up_days: int,
    words: Words = PLAIN,
) -> IntroRequest:
    """The request for an ask without a name: "who do you know at Acme?".

    Raises ValueError where the connector is missing in `people`, marked do_not_ask or the rep.
    """
    connector = _askable(ask.connector, people)
    if connector.id == rep.id:
        raise ValueError(f"{rep.label} cannot be asked by {rep.label}")
    is_company = ask.kind == "company"
    return IntroRequest(
        **_asked(rep, connector, strength, last_contact, as_of + timedelta(days=follow_up_days)),
        request=request_id(rep.id, connector.id, f"{ask.kind}:{ask.about}", None),
        target=ask.target,
        target_id=None,
        goal=ask.target,
        goal_id=None,
        path=(rep.label, connector.label, ask.target),
        chance=ask.chance,
        why=ask.why,
        target_company=ask.about if is_company else "",
        target_category="" if is_company else ask.about,
        purpose=draft_open_purpose(connector, ask, words=words),
        note_to_forward=draft_open_note(rep, connector, ask, words=words),
    )


def to_mention(
    request: IntroRequest,
    *,
    rep: Person,
    connector: Person,
    target: Person,
    words: Words = PLAIN,
) -> IntroRequest:
    """The lighter ask in the place of a request for an introduction that was not made yet.

    It has an id of its own, so both can stand side by side, and the rep's own message to the
    target in the place of the note. Raises ValueError for an open ask: there is nobody to write
    to, and where the connector was asked for the introduction already.
    """
    if request.target_id is None:
        raise ValueError(f"There is nobody to write to yet: {request.target} has no name.")
    if request.is_mention:
        return request
    if request.asked_on is not None:
        raise ValueError(f"{request.connector} was asked for the introduction already.")
    purpose = f"Ask {said(connector.label)} whether you may mention that name to "
    purpose += f"{said(target.label)}, to whom you write yourself."
    return replace(
        request,
        request=MENTION + request.request[1:],
        purpose=purpose,
        note_to_forward=draft_note(rep, connector, target, mention=True, words=words),
        letter="",
        version=1,
    )


def request_id(
    rep: PersonId, connector: PersonId, target: PersonId | str, goal: PersonId | None
) -> str:
    """The id of a request: the same for the same rep, connector, target and goal.

    The letter in front keeps a spreadsheet from reading it as a number.
    """
    key = "\x1f".join(str(part) for part in (rep, connector, target, goal))
    digest = blake2b(key.encode("utf-8", "surrogatepass"), digest_size=10).digest()
    return INTRODUCTION + b32encode(digest).decode("ascii").lower()[:10]


def next_statuses(status: str, mention: bool = False) -> tuple[Status, ...]:
    """What can follow on `status`; nothing follows on an end. Raises ValueError if unknown.

    `mention`: of an ask to mention the connector's name.
    """
    return (NEXT_OF_MENTION if mention else NEXT_STATUSES)[Status(status)]


def advance(request: IntroRequest, status: str, on: date, follow_up_days: int) -> IntroRequest:
    """The request moved on to `status` on the day `on`.

    The day of the (latest) ask is kept; the follow-up is due `follow_up_days` later, and there is
    none where nothing is left to do. The status that it has already changes nothing. Raises
    ValueError where `status` cannot follow.
    """
    if status == request.status:
        return request
    allowed = next_statuses(request.status, request.is_mention)
    if status not in allowed:
        can = f"only {', '.join(allowed)} can follow" if allowed else "nothing can follow"
        raise ValueError(f"{status} cannot follow {request.status}: {can}")
    return replace(
        request,
        status=Status(status),
        asked_on=on if status == Status.ASKED else request.asked_on,
        follow_up_on=on + timedelta(days=follow_up_days)
        if waits(replace(request, status=Status(status)))
        else None,
    )


def waits(request: IntroRequest) -> bool:
    """Whether something is still to be done about it: after a meeting, to say what came of it."""
    return request.status in WAITING or (request.status == Status.MET and not request.outcome)


def within(
    requests: Iterable[IntroRequest], since: date | None, until: date | None
) -> Iterator[IntroRequest]:
    """The requests asked from `since` to `until`; of those not asked yet, what is due by `until`.

    None: without that bound. A request that is neither asked nor due falls in no period.
    """
    for request in requests:
        asked, due = request.asked_on, request.follow_up_on
        if asked is not None:
            fits = (since is None or asked >= since) and (until is None or asked <= until)
        else:
            fits = due is not None and (until is None or due <= until)
        if fits:
            yield request


def for_meeting(
    requests: Sequence[IntroRequest], connector_id: PersonId, most: int = 5
) -> tuple[IntroRequest, ...]:
    """At most `most` open asks of this connector, the best chance first.

    Each target once: two requests for the same person, toward two goals, are one name to bring up.
    """
    found: dict[PersonId | str, IntroRequest] = {}
    for request in sorted(requests, key=_by_chance):
        if request.connector_id == connector_id and request.status in OPEN:
            whom = request.target if request.target_id is None else request.target_id
            found.setdefault(whom, request)
    return tuple(found.values())[: max(most, 0)]


def _by_chance(request: IntroRequest) -> tuple[float, str]:
    return -request.chance, request.request


def is_due(request: IntroRequest, as_of: date) -> bool:
    """Whether its next step should be taken on the day `as_of`, or should have been before."""
    return waits(request) and request.follow_up_on is not None and request.follow_up_on <= as_of


def overdue(request: IntroRequest, as_of: date) -> bool:
    """Whether the day of its next step has passed."""
    return is_due(request, as_of) and request.follow_up_on != as_of


def _askable(person: PersonId, people: Mapping[PersonId, Person]) -> Person:
    if person not in people:
        raise ValueError(f"person {person} is not known")
    found = people[person]
    if found.do_not_ask:
        raise ValueError(f"{found.label} is marked do_not_ask")
    return found
