"""A trial inside a team: weeks near or for the next circle, drawn by lot, and what came of them.

Each pair of weeks of a rep has one of each; which comes first is the lot. Counted are pairs that
are over, by what was drawn (intention to treat), and besides by where a target stood when asked.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from hashlib import sha256

from tiesmap.model.english import say_full
from tiesmap.model.ids import PersonId
from tiesmap.model.intervals import newcombe, wilson
from tiesmap.model.requests import IntroRequest
from tiesmap.model.statuses import PAST, Status
from tiesmap.model.steps import Step, taken_by_request
from tiesmap.nurture.benchmarks import SMALL
from tiesmap.nurture.coaching import RANKED_FROM

LEAST, MOST = 4, 52
"""Weeks of a trial; always an even number."""
WEEK, PAIR = timedelta(days=7), timedelta(days=14)
Yes = tuple[date, ...]
"""The days on which a rep agreed, left, agreed again ..."""


class Arm(StrEnum):
    """What a week is drawn for: a reach of `network.outreach.REACHES`."""

    NEAR = "near"
    FAR = "far"


@dataclass(frozen=True, slots=True)
class Trial:
    """From which Monday, for how many weeks, and by which seed the lot is drawn."""

    start: date
    weeks: int
    """0: it was called off before two were over."""
    seed: str

    @property
    def end(self) -> date:
        """The first day after it."""
        return self.start + self.weeks * WEEK

    @property
    def pairs(self) -> range:
        """The pairs of weeks by their number."""
        return range(self.weeks // 2)

    def begins(self, pair: int) -> date:
        """The first day of a pair of weeks."""
        return self.start + pair * PAIR

    def next_pair(self, day: date) -> date | None:
        """When the next pair after a day begins; None after the last one."""
        return next((first for first in map(self.begins, self.pairs) if first > day), None)

    def lot(self, rep: PersonId, day: date) -> Arm:
        """What a rep's week is drawn for, by SHA-256 of "SEED/REP/PAIR": where the first byte is
        even, near comes first."""
        pair, after = divmod(day - self.start, PAIR)
        odd = sha256(f"{self.seed}/{rep}/{pair}".encode()).digest()[0] % 2
        return (Arm.NEAR, Arm.FAR)[odd ^ (after >= WEEK)]

    def drawn(self, rep: PersonId, yes: Yes, day: date) -> Arm | None:
        """The same for who agreed before the pair began and has not left; else None."""
        if not self.start <= day < self.end:
            return None
        first = self.begins((day - self.start) // PAIR)
        return self.lot(rep, day) if _stood(yes, first, day) else None

    def counted(self, yes: Yes, day: date) -> list[int]:
        """The pairs that are over on a day and in the whole of which somebody took part."""
        ends = {pair: self.begins(pair) + PAIR - timedelta(days=1) for pair in self.pairs}
        return [p for p, end in ends.items() if end < day and _stood(yes, self.begins(p), end)]


def takes_part(yes: Yes) -> bool:
    """Whether the last thing said was a yes."""
    return len(yes) % 2 == 1


def _stood(yes: Yes, first: date, last: date) -> bool:
    """Whether one agreed before the first of these days and left on none of them."""
    spans = zip(yes[::2], (*yes[1::2], date.max), strict=False)
    return any(said < first and last < left for said, left in spans)


# What came of it ---------------------------------------------------------------------------------

AS_DRAWN, AS_ASKED = "As drawn", "As asked"
TOLD = (
    "What came of it is told once it is over, in counts alone: to each rep his own, and to a coach "
    f"the sum of those whom he coaches and who took part, from {RANKED_FROM} on."
)
EXPLAINED = {
    AS_DRAWN: "Each ask counts for what its week was drawn for, whatever was chosen: only this "
    "compares what the lot made alike.",
    AS_ASKED: "Each ask counts as near or next circle by where its target stood on that day. Whom "
    "one asks one chooses, so here more than the circle may differ.",
}
MEASURES = {"asked": "Asks made", "agreed": "Agreed", "introduced": "Introduced", "met": "Met"}


@dataclass(frozen=True, slots=True)
class Result:
    """What came of a trial, of one rep or of several together."""

    reps: int = 0
    pairs: int = 0
    counts: Counter[tuple[str, str, str]] = field(default_factory=Counter)
    """(as drawn or as asked, arm, measure) -> asks that came at least so far."""

    def __add__(self, other: Result) -> Result:
        return Result(self.reps + other.reps, self.pairs + other.pairs, self.counts + other.counts)


def count(
    trial: Trial,
    yes: Yes,
    rep: PersonId,
    requests: Iterable[IntroRequest],
    steps: Iterable[Step],
    today: date,
) -> Result:
    """What came of a rep's asks up to a day; each counts in the week in which it was first made."""
    pairs = trial.counted(yes, today)
    taken = taken_by_request(step for step in steps if step.at.date() <= today)
    result = Result(int(bool(pairs)), len(pairs))
    for request in requests:
        own = taken.get(request.request, [])
        first = next((step for step in own if step.to_status == Status.ASKED), None)
        day = first.at.date() if first else request.asked_on
        if day is None or (day - trial.start) // PAIR not in pairs:
            continue
        reached = {step.to_status for step in own} & PAST.keys() or {request.status}
        came = {"asked", *(status for name in reached for status in PAST.get(name, ()))}
        arms = (AS_DRAWN, trial.lot(rep, day)), (AS_ASKED, first.toward if first else "")
        result.counts.update((*arm, name) for arm in arms for name in MEASURES if name in came)
    return result


@dataclass(frozen=True, slots=True)
class Line:
    """One measure in weeks of each kind: so many of so many asks."""

    name: str
    near: int
    near_asks: int
    far: int
    far_asks: int
    beside: float
    """Of asks made, the share of all that were for the next circle: the weeks are as many, so it is
    a half where nothing differs (the test of two Poisson counts given their sum: Przyborowski &
    Wilenski 1940). Of what came of them, the share of asks for the next circle less that near."""
    low: float
    high: float
    """Its 95 % interval (Wilson 1927; Newcombe 1998), which takes each ask by itself."""

    @property
    def said(self) -> str:
        """The counts in words, then whether that is more, then how sure that is; of few asks, and
        those of one rep are alike, an interval alone would say too much."""
        even, near, far = 0.0, f"{self.near} of {self.near_asks}", f"{self.far} of {self.far_asks}"
        point, low, high = (f"{100 * value:+.0f}" for value in (self.beside, self.low, self.high))
        sure = f" (a difference of {point} of 100 asks; 95 %: {low} to {high})"
        if self.name == "asked":
            even, near, far = 0.5, str(self.near), str(self.far)
            sure = f" ({point[1:]} of 100 for the next circle; 95 %: {low[1:]} to {high[1:]})"
        judged, asks = "no difference that shows", self.near_asks + self.far_asks
        if not asks or (self.name != "asked" and not (self.near_asks and self.far_asks)):
            judged, sure = "nothing to compare", ""
        elif asks < SMALL:
            judged = "too few to say"
        elif self.low > even or self.high < even:
            judged = "more for the next circle" if self.low > even else "more near"
        return f"{MEASURES[self.name]}: {near} near, {far} for the next circle: {judged}{sure}."


def lines(result: Result, how: str) -> Iterator[Line]:
    """Each measure, as drawn or as asked; of the latter nobody drew how many were asked."""
    near, far = (result.counts[how, arm, "asked"] for arm in Arm)
    for name in MEASURES:
        one, two = (result.counts[how, arm, name] for arm in Arm)
        if name != "asked":
            yield Line(name, one, near, two, far, *newcombe(two, far, one, near))
        elif how == AS_DRAWN:
            share = far / (near + far) if near + far else 0.5
            yield Line(name, one, near, two, far, share, *wilson(far, near + far))


def say(trial: Trial) -> str:
    """When it is, in words."""
    if not trial.weeks:
        return f"weeks from {say_full(trial.start)}, called off"
    return f"{trial.weeks} weeks from {say_full(trial.start)}"


SAID = {
    Arm.NEAR: "By lot this is a near week of the trial: suggestions are people like those you "
    "know. You may choose otherwise.",
    Arm.FAR: "By lot this is a week for the next circle: suggestions are people in circles you "
    "could enter next. You may choose otherwise.",
}
"""What a rep reads in a week that is drawn."""
