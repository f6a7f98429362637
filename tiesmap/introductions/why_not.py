"""Why somebody is in no suggestion, in a sentence."""

from __future__ import annotations

from collections.abc import Sequence

from tiesmap.model.english import say_list
from tiesmap.model.ids import PersonId
from tiesmap.model.people import Person
from tiesmap.model.requests import IntroRequest
from tiesmap.model.statuses import Status
from tiesmap.model.tact import Tact


# Facts from several tables, each named at the call.
def why_not(  # noqa: PLR0913
    person: Person,
    *,
    rep: PersonId,
    ring: int,
    max_hops: int,
    tact: Tact | None,
    opens: int,
    introducers: Sequence[tuple[str, Tact | None]],
    planned_with: Sequence[str],
    request: IntroRequest | None,
) -> str:
    """Why somebody is in no suggestion, in a sentence; or that they are in the plan.

    `ring` is 1 for a contact, 2 and more for introductions away, -1 out of reach; `tact` and
    `opens` (how many new people the tie leads to) are those of a contact. `introducers` are the
    contacts who know the person, by name. `planned_with` are those with whom the person is in the
    present plan (targets of a connector, connectors of a target). `request` is the latest one for
    the person.
    """
    who = person.label
    if person.id == rep:
        return "That is you."
    if person.do_not_ask:
        return (
            f"{who} is marked do not ask: in no list, neither to be asked, nor to be met, nor as "
            "a step on the way."
        )
    if ring == 1:
        return f"You know {who} already, so no introduction is needed. " + _why_not_ask(
            who, tact, opens, planned_with
        )
    if not person.name:
        return f"{who} is an address without a name: give it one, and somebody can be asked for it."
    if request is not None and request.status != Status.SUGGESTED:
        return f"You have a request for {who} through {request.connector}: {request.meaning}."
    if planned_with:
        return f"{who} is in the plan, through {say_list(planned_with)}."
    if ring < 0:
        return (
            f"No path of at most {max_hops} hops leads to {who}: nobody you know is known to know "
            "somebody who does. Ask openly for a name."
        )
    if ring > 2:
        return f"{who} is {ring - 1} introductions away: meet somebody on the way there first."
    if not introducers:
        return (
            f"Whoever knows {who} is marked do not ask, or is known to know {who} by nothing that "
            "bears a request."
        )
    held = [
        f"{name} ({_held(person.id, said)})" for name, said in introducers if _held(person.id, said)
    ]
    if len(held) == len(introducers):
        return f"Nobody should be asked for {who} now: {'; '.join(held)}."
    free = [name for name, said in introducers if not _held(person.id, said)]
    return f"{free[0]} could introduce you to {who}; the asks in the plan add more for now."


def _why_not_ask(who: str, tact: Tact | None, opens: int, planned_with: Sequence[str]) -> str:
    if planned_with:
        return f"{who} is in the plan, to be asked for {say_list(planned_with)}."
    if tact is not None and tact.blocked:
        first = f" First: {tact.first}." if tact.first else ""
        return f"{who} is not asked now: {tact.blocked}.{first}"
    if not opens:
        return f"{who} is not known to know anybody whom you do not know."
    return f"{who} could be asked; the asks in the plan add more for now."


def _held(target: PersonId, tact: Tact | None) -> str:
    if tact is None:
        return ""
    return "would rather not introduce you there" if target in tact.no_go else tact.blocked
