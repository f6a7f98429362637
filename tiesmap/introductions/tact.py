"""Tact: what earlier asks, favors and silence say of asking a connector now.

Each fact is a factor on the chance, never taken off it, so that the best set of asks can still be
found greedily (see `network/planning.py`). The factors are our judgment, not measured.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from tiesmap.introductions.past import Past, pasts
from tiesmap.model import statuses
from tiesmap.model.english import say_count, say_day, say_list, say_times
from tiesmap.model.groups import grouped
from tiesmap.model.ids import PersonId
from tiesmap.model.requests import IntroRequest
from tiesmap.model.statuses import Status
from tiesmap.model.steps import Step, taken_by_request
from tiesmap.model.tact import Dealings, Favor, First, Limit, Limits, Tact

QUARTER = 91
"""Days of a quarter; the last one up to the end of the period counts."""
PENDING = 0.6
"""Factor of each ask that is pending with the connector."""
LATELY = 0.9
"""Factor of each other ask of the last quarter, and of each that is planned."""
OWED = 0.85
"""Factor of each favor taken beyond one more than was given; never below `LEAST_OWED`."""
LEAST_OWED = 0.5
FOR_NOTHING = 0.8
"""Factor of each of the last introductions, from the second on, that led to nothing."""
REST_AFTER = 3
"""So many introductions in a row that led to nothing, and the connector is left alone for as long
as after a no."""
SILENCE = 180
"""Days without contact after which one warms up first."""
SILENT = 0.8


@dataclass(frozen=True, slots=True)
class _With:
    """What was between the rep and one connector."""

    asked: Sequence[tuple[IntroRequest, Sequence[Step]]]
    favors: Sequence[Favor]
    past: Past
    last_contact: date | None
    first: First | None
    came_through: str
    introduced: int
    deal: str
    no_go: frozenset[PersonId]

    def count(self, *wanted: str) -> int:
        """How many requests stand there."""
        return sum(request.status in wanted for request, _ in self.asked)


def weigh_tact(
    dealings: Dealings, limits: Limits, as_of: date, *, weeks: int = 1
) -> dict[PersonId, Tact]:
    """What tact says of everybody in `last_contacts` and of whoever else was asked or had a favor.

    `weeks` is the length of the period that is planned from `as_of` on: with asks of the weeks
    before it makes up the quarter in which the limit holds; a longer one has so much more room.
    An introduction that was made counts as an ask and, for a year, as a favor taken, whether a
    request, a file or a mail tells of it. What colleagues of the rep asked and got takes room as
    well, and after a no to one of them the connector rests for all.
    """
    asked = grouped((request.connector_id, request) for request in dealings.requests)
    swapped = grouped((favor.person, favor) for favor in dealings.favors)
    avoided = grouped(limits.no_go)
    done = taken_by_request(dealings.steps)
    made = pasts(dealings, as_of)
    found = {}
    for person in sorted({*dealings.last_contacts, *asked, *swapped, *avoided}):
        between = _With(
            [(request, done.get(request.request, [])) for request in asked.get(person, ())],
            swapped.get(person, ()),
            made.get(person, Past()),
            dealings.last_contacts.get(person),
            dealings.first.get(person),
            dealings.came_through.get(person, ""),
            dealings.introduced.get(person, 0),
            dealings.deals.get(person, ""),
            frozenset(avoided.get(person, ())),
        )
        found[person] = _weigh(between, limits.of(person), as_of, weeks)
    return found


def _weigh(between: _With, limit: Limit, as_of: date, weeks: int) -> Tact:
    days = [day for request, steps in between.asked for day in _days_asked(request, steps)]
    before = timedelta(days=max(QUARTER - 7 * weeks, 0))
    since, past = as_of - before, between.past
    lately = [day for day in days if since < day <= as_of]
    planned = between.count(Status.PLANNED)
    most = max(limit.asks_a_quarter, limit.asks_a_quarter * 7 * weeks // QUARTER)
    beside = past.days_beside("asked", since)
    room = max(most - len(lately) - planned - len(beside) - len(past.days_since(since)), 0)
    blocked = _blocked(between, limit, as_of)
    if not blocked and room == 0:
        own, made = len(lately) + planned, past.say_since(since)
        said = [
            f"asked {say_times(own)}" if own or not (beside or made) else "",
            _by_colleagues(len(beside)),
            made,
        ]
        blocked = f"{say_list(list(filter(None, said)))} this quarter, the limit is {most}"
        # His own asks he knows, and when they were; those of his colleagues he does not.
        taken = sorted([*lately, *beside, *past.days_since(since)])
        if beside and 0 < most - planned <= len(taken):
            blocked += f": wait until {say_day(taken[planned - most] + before, as_of)}"
    factors, weighed = zip(*_weighed(between, days, most, as_of), strict=True)
    factor = 1.0
    for one in factors:
        factor *= one
    return Tact(
        factor=factor,
        weighed=tuple(filter(None, weighed)),
        room=0 if blocked else room,
        blocked=blocked,
        no_go=between.no_go,
        first=between.first.what if between.first is not None else "",
        came_through=between.came_through,
        introduced=between.introduced,
        deal=between.deal,
    )


def _weighed(
    between: _With, days: Sequence[date], most: int, as_of: date
) -> Iterable[tuple[float, str]]:
    """The factor of each fact, with its reason; without a reason it says nothing."""
    pending, planned = between.count(*statuses.PENDING), between.count(Status.PLANNED)
    waits = f"{say_count(pending, 'ask')} pending with this connector" if pending else ""
    yield PENDING**pending, waits
    start = as_of - timedelta(days=QUARTER)
    quarter = sum(start < day <= as_of for day in days)
    past = between.past
    made, beside = len(past.days_since(start)), past.days_beside("asked", start)
    said = ""
    if quarter or planned:
        plans = f", {planned} planned" if planned else ""
        said = f"asked {say_times(quarter)} in the last quarter{plans} (limit {most})"
    yield LATELY ** max(quarter - pending + made + planned + len(beside), 0), said
    if beside:
        asked = f"{_by_colleagues(len(beside))} in the last quarter"
        yield 1.0, f"{asked}, the latest on {say_day(max(beside), as_of)} (limit {most})"
    if made:
        yield 1.0, f"{past.say_since(start)} in the last quarter (limit {most})"
    given = sum(favor.direction == "given" for favor in between.favors)
    taken = _taken(between)
    if taken > given:
        balance = f"you gave {say_count(given, 'favor')} and took {taken}"
        advice = ": give something first" if taken > given + 1 else ""
        yield max(OWED ** max(taken - given - 1, 0), LEAST_OWED), balance + advice
    nothing = past.for_nothing
    if len(nothing) > 1:
        said = f"the last {len(nothing)} introductions led to nothing"
        yield FOR_NOTHING ** (len(nothing) - 1), said
    silent = (as_of - between.last_contact).days if between.last_contact else 0
    if silent > SILENCE:
        yield SILENT, f"no contact for {silent} days: warm up first"
    if between.no_go:
        yield 1.0, f"{say_count(len(between.no_go), 'person', 'people')} on the no-go list"
    if between.came_through:
        yield 1.0, f"came to you through {between.came_through}"


def _taken(between: _With) -> int:
    """The favors taken: those written down, and introductions that none of these tells of."""
    written = sum(favor.direction == "taken" for favor in between.favors)
    return written + len(between.past.unwritten(between.favors))


def _days_asked(request: IntroRequest, steps: Sequence[Step]) -> set[date]:
    found = {step.at.date() for step in steps if step.to_status == Status.ASKED}
    return found | ({request.asked_on} if request.asked_on else set())


def _blocked(between: _With, limit: Limit, as_of: date) -> str:
    """Why the connector is left alone, the plainest reason first; empty where there is none."""
    if limit.asks_a_quarter <= 0:
        return "you set the limit to no asks"
    if between.first is not None:
        return between.first.why
    noes = []
    for request, steps in between.asked:
        if request.status == Status.DECLINED:
            said = [step.at.date() for step in steps if step.to_status == Status.DECLINED]
            day = max(said, default=request.asked_on)
            if day is not None and day <= as_of:
                noes.append(day)
    rest = timedelta(days=limit.cool_down_days)
    if noes and max(noes) + rest > as_of:
        until = max(noes) + rest
        return f"declined on {say_day(max(noes), as_of)}: leave it until {say_day(until, as_of)}"
    beside = [one.day for one in between.past.beside if one.what == "no"]
    if beside and max(beside) + rest > as_of:
        on, free = say_day(max(beside), as_of), say_day(max(beside) + rest, as_of)
        return f"declined a colleague's ask on {on}: leave it until {free}"
    nothing = between.past.for_nothing
    if len(nothing) >= REST_AFTER and nothing[0] + rest > as_of:
        return (
            f"the last {len(nothing)} introductions led to nothing, the latest on "
            f"{say_day(nothing[0], as_of)}: give something and say what came of them, and leave it "
            f"until {say_day(nothing[0] + rest, as_of)}"
        )
    return ""


def _by_colleagues(count: int) -> str:
    return f"asked {say_times(count)} by colleagues" if count else ""
