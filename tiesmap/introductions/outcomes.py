"""Learning from outcomes: how often connectors agree, and what came of the asks.

A share learned from a few answers is the mean of a Beta posterior,

    expected = (m * typical + agreed) / (m + answered)

where `typical` is the prior's mean and m how many answers it weighs as much as (Gelman et al.,
Bayesian Data Analysis, ch. 2). The model is the prior of all asks together, these are the prior of
each hop kind and of each connector. What was learned acts on the odds of the modeled chance:
factor = odds(expected) / odds(typical). Intervals are Wilson's (1927; Brown, Cai & DasGupta 2001).
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence

from tiesmap.model.groups import grouped
from tiesmap.model.intervals import wilson
from tiesmap.model.priors import Learned, Priors, Tally
from tiesmap.model.requests import IntroRequest
from tiesmap.model.statuses import NOT_AGAIN, PAST, Status
from tiesmap.model.steps import Step, taken_by_request
from tiesmap.network.strength import chance

OVERALL = 10.0
"""Answers that the model's own chance weighs as much as."""
KIND = 20.0
CONNECTOR = 10.0
"""Answers that what is typical here weighs as much as, for a hop kind and for a connector."""


def reached(request: IntroRequest, steps: Iterable[Step] = ()) -> frozenset[str]:
    """Of asked, agreed, accepted, introduced, met: what the request has come to, ever.

    `steps` are those of this request; undone ones do not count.
    """
    found: set[str] = set(PAST.get(request.status, (Status.ASKED,) if request.asked_on else ()))
    for step in steps:
        if not step.undone:
            found.update(PAST.get(step.to_status, ()))
    return frozenset(found)


def was_agreed(request: IntroRequest, steps: Iterable[Step] = ()) -> bool | None:
    """Whether the connector agreed; None while that is open, or where the ask was taken back.

    No answer counts as not agreed.
    """
    if Status.AGREED in reached(request, steps):
        return True
    return False if request.status in NOT_AGAIN else None


def kinds_of(
    request: IntroRequest, bridging: Collection[str], strong_from: float
) -> tuple[str, ...]:
    """The hop kinds of a request: strong or weak, and bridging if its id is in `bridging`."""
    own = "strong" if request.tie_strength >= strong_from else "weak"
    return (own, "bridging") if request.request in bridging else (own,)


def learn(
    requests: Iterable[IntroRequest],
    *,
    steps: Sequence[Step] = (),
    bridging: Collection[str] = (),
    strong_from: float,
) -> Priors:
    """What the answers so far say of all asks, of each hop kind and of each connector.

    `bridging` are the ids of the requests whose connector is tied to the target by a bridging tie.
    Without any answer the priors are empty.
    """
    of = taken_by_request(steps)
    answers = [
        (request, agreed)
        for request in requests
        if (agreed := was_agreed(request, of.get(request.request, ()))) is not None
    ]
    if not answers:
        return Priors()
    modeled = [float(chance(request.tie_strength)) for request, _ in answers]
    overall = _learned([a for _, a in answers], sum(modeled) / len(modeled), OVERALL)
    by_connector = grouped((request.connector_id, agreed) for request, agreed in answers)
    by_kind = grouped(
        (kind, agreed)
        for request, agreed in answers
        for kind in kinds_of(request, bridging, strong_from)
    )
    return Priors(
        overall=overall,
        kinds={k: _learned(a, overall.expected, KIND) for k, a in sorted(by_kind.items())},
        connectors={
            c: _learned(a, overall.expected, CONNECTOR) for c, a in sorted(by_connector.items())
        },
    )


def _learned(answers: Sequence[bool], typical: float, weight: float) -> Learned:
    agreed = sum(answers)
    expected = (weight * typical + agreed) / (weight + len(answers))
    return Learned(agreed, len(answers), typical, expected, _odds(expected) / _odds(typical))


def _odds(share: float) -> float:
    share = min(max(share, 1e-9), 1 - 1e-9)
    return share / (1 - share)


def tally(
    requests: Iterable[IntroRequest],
    group: Callable[[IntroRequest], str | tuple[str, ...]],
    *,
    steps: Sequence[Step] = (),
) -> list[Tally]:
    """What came of the asks by `group` (a request may be in several), in the groups' order.

    Requests that were never asked are left out. A win is a target who became a client.
    """
    of = taken_by_request(steps)
    groups: dict[str, list[tuple[IntroRequest, frozenset[str], bool | None]]] = {}
    for request in requests:
        own = of.get(request.request, ())
        come_to = reached(request, own)
        if Status.ASKED in come_to:
            named = group(request)
            for name in (named,) if isinstance(named, str) else named:
                entry = (request, come_to, was_agreed(request, own))
                groups.setdefault(name, []).append(entry)
    return [_tallied(name, rows) for name, rows in sorted(groups.items())]


def by_month(request: IntroRequest) -> str:
    """The month of the ask, such as 2026-03; "undated" where the day is not known."""
    return request.asked_on.strftime("%Y-%m") if request.asked_on else "undated"


def by_connector(request: IntroRequest) -> str:
    """The connector's name."""
    return request.connector


def by_category(request: IntroRequest) -> str:
    """The target's category, "none" where there is none."""
    return request.target_category or "none"


def _tallied(name: str, rows: Sequence[tuple[IntroRequest, frozenset[str], bool | None]]) -> Tally:
    agreed = sum(answer is True for _, _, answer in rows)
    answered = sum(answer is not None for _, _, answer in rows)
    met = sum(Status.MET in come_to for _, come_to, _ in rows)
    return Tally(
        group=name,
        asked=len(rows),
        answered=answered,
        agreed=agreed,
        introduced=sum(Status.INTRODUCED in come_to for _, come_to, _ in rows),
        met=met,
        won=sum(request.outcome == "client" for request, _, _ in rows),
        agreed_between=wilson(agreed, answered),
        met_between=wilson(met, len(rows)),
    )
