"""Tact: what earlier asks, favors and silence say of asking a connector now; and "why not her?".

Each fact is a factor on the chance, never taken off it, so that the best set of asks can still be
found greedily (see `network/planning.py`). The factors are our judgment, not measured.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from tiesmap.model import statuses
from tiesmap.model.people import Person
from tiesmap.model.requests import IntroRequest
from tiesmap.model.statuses import MADE, STATUS_MEANING, Status
from tiesmap.model.steps import Step
from tiesmap.model.tact import Favor, Limits, Tact

QUARTER = 91
"""Days of a quarter; the last one up to the end of the period counts."""
PENDING = 0.6
"""Factor of each ask that is pending with the connector."""
LATELY = 0.9
"""Factor of each other ask of the last quarter."""
OWED = 0.85
"""Factor of each favor taken beyond one more than was given; never below `LEAST_OWED`."""
LEAST_OWED = 0.5
SILENCE = 180
"""Days without contact after which one warms up first."""
SILENT = 0.8


def weigh_tact(
    requests: Sequence[IntroRequest],
    favors: Sequence[Favor],
    last_contacts: Mapping[int, date | None],
    limits: Limits,
    as_of: date,
    *,
    steps: Sequence[Step] = (),
    weeks: int = 1,
) -> dict[int, Tact]:
    """What tact says of everybody in `last_contacts` and of whoever else was asked or had a favor.

    `last_contacts` has the day of the rep's last contact with each contact, None where unknown.
    `weeks` is the length of the period that is planned from `as_of` on: with asks of the weeks
    before it makes up the quarter in which the limit holds; a longer one has so much more room.
    An introduction that was made counts as a favor taken. `steps` date a "no" and repeated asks;
    without them the day of the ask stands for both.
    """
    asked: dict[int, list[IntroRequest]] = {}
    for request in requests:
        asked.setdefault(request.connector_id, []).append(request)
    swapped: dict[int, list[Favor]] = {}
    for favor in favors:
        swapped.setdefault(favor.person, []).append(favor)
    avoided: dict[int, set[int]] = {}
    for connector, target in limits.no_go:
        avoided.setdefault(connector, set()).add(target)
    done: dict[str, list[Step]] = {}
    for step in steps:
        if not step.undone:
            done.setdefault(step.request, []).append(step)
    people = sorted({*last_contacts, *asked, *swapped, *avoided})
    return {
        person: _weigh(
            person,
            [(request, done.get(request.request, [])) for request in asked.get(person, ())],
            swapped.get(person, ()),
            last_contacts.get(person),
            limits,
            as_of,
            weeks,
            frozenset(avoided.get(person, ())),
        )
        for person in people
    }


def _weigh(
    person: int,
    asked: Sequence[tuple[IntroRequest, Sequence[Step]]],
    favors: Sequence[Favor],
    last_contact: date | None,
    limits: Limits,
    as_of: date,
    weeks: int,
    no_go: frozenset[int],
) -> Tact:
    limit = limits.of(person)
    days = [day for request, steps in asked for day in _days_asked(request, steps)]
    since = as_of - timedelta(days=max(QUARTER - 7 * weeks, 0))
    lately = sum(since < day <= as_of for day in days)
    planned = sum(request.status == Status.PLANNED for request, _ in asked)
    pending = sum(request.status in statuses.PENDING for request, _ in asked)
    most = max(limit.asks_a_quarter, limit.asks_a_quarter * 7 * weeks // QUARTER)
    room = max(most - lately - planned, 0)
    given = sum(favor.direction == "given" for favor in favors)
    taken = sum(favor.direction == "taken" for favor in favors)
    taken += sum(request.status in MADE for request, _ in asked)
    blocked = _blocked(asked, limit.asks_a_quarter, limit.cool_down_days, as_of)
    if not blocked and room == 0:
        blocked = f"asked {_times(lately + planned)} this quarter, the limit is {most}"

    factor, reasons = 1.0, []
    if pending:
        factor *= PENDING**pending
        reasons.append(f"{_count(pending, 'ask')} pending with this connector")
    quarter = sum(as_of - timedelta(days=QUARTER) < day <= as_of for day in days)
    if quarter > pending:
        factor *= LATELY ** (quarter - pending)
    if quarter or planned:
        plans = f", {planned} planned" if planned else ""
        reasons.append(f"asked {_times(quarter)} in the last quarter{plans} (limit {most})")
    if taken > given:
        factor *= max(OWED ** max(taken - given - 1, 0), LEAST_OWED)
        balance = f"you gave {_count(given, 'favor')} and took {taken}"
        reasons.append(balance + (": give something first" if taken > given + 1 else ""))
    silent = (as_of - last_contact).days if last_contact else 0
    if silent > SILENCE:
        factor *= SILENT
        reasons.append(f"no contact for {silent} days: warm up first")
    if no_go:
        reasons.append(f"{_count(len(no_go), 'person', 'people')} on the no-go list")
    return Tact(
        connector=person,
        factor=factor,
        room=0 if blocked else room,
        reasons=(*((blocked,) if blocked else ()), *reasons),
        blocked=blocked,
        no_go=no_go,
        pending=pending,
        given=given,
        taken=taken,
    )


def _days_asked(request: IntroRequest, steps: Sequence[Step]) -> set[date]:
    found = {step.at.date() for step in steps if step.to_status == Status.ASKED}
    return found | ({request.asked_on} if request.asked_on else set())


def _blocked(
    asked: Sequence[tuple[IntroRequest, Sequence[Step]]], limit: int, cool_down: int, as_of: date
) -> str:
    if limit <= 0:
        return "you set the limit to no asks"
    noes = []
    for request, steps in asked:
        if request.status == Status.DECLINED:
            said = [step.at.date() for step in steps if step.to_status == Status.DECLINED]
            day = max(said, default=request.asked_on)
            if day is not None and day <= as_of:
                noes.append(day)
    until = max(noes) + timedelta(days=cool_down) if noes else None
    if until is None or until <= as_of:
        return ""
    return f"declined on {max(noes).isoformat()}: leave it until {until.isoformat()}"


def why_not(
    person: Person,
    *,
    rep: int,
    ring: int,
    max_hops: int = 3,
    tact: Tact | None = None,
    opens: int = 0,
    introducers: Sequence[tuple[str, Tact | None]] = (),
    planned_with: Sequence[str] = (),
    request: IntroRequest | None = None,
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
    if request is not None and request.status != Status.SUGGESTED:
        meaning = STATUS_MEANING[request.status]
        return f"You have a request for {who} through {request.connector}: {meaning}."
    if planned_with:
        return f"{who} is in the plan, through {' and '.join(planned_with)}."
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
        return f"{who} is in the plan, to be asked for {' and '.join(planned_with)}."
    if tact is not None and tact.blocked:
        return f"{who} is not asked now: {tact.blocked}."
    if not opens:
        return f"{who} is not known to know anybody whom you do not know."
    return f"{who} could be asked; the asks in the plan add more for now."


def _held(target: int, tact: Tact | None) -> str:
    if tact is None:
        return ""
    return "would rather not introduce you there" if target in tact.no_go else tact.blocked


def _count(count: int, noun: str, plural: str = "") -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {plural or noun + 's'}"


def _times(count: int) -> str:
    return {0: "not", 1: "once", 2: "twice"}.get(count, f"{count} times")
