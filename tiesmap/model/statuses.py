"""The status of an introduction request, and what follows from each: one table for every room."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Status(StrEnum):
    """The status of a request. `Status(word)` raises ValueError with a sentence if unknown."""

    SUGGESTED = "suggested"
    PLANNED = "planned"
    ASKED = "asked"
    AGREED = "agreed"
    ACCEPTED = "accepted"
    INTRODUCED = "introduced"
    MET = "met"
    DECLINED = "declined"
    REFUSED = "refused"
    NO_ANSWER = "no_answer"
    WITHDRAWN = "withdrawn"

    @classmethod
    def _missing_(cls, value: object) -> None:
        raise ValueError(f"{value!r} is no status: it is one of {', '.join(cls)}")


@dataclass(frozen=True, slots=True)
class StatusFacts:
    """What a status means, and what follows for a request that has it."""

    meaning: str
    """As the rep reads it."""
    next: str = ""
    """The statuses that can follow, as words."""
    past: str = ""
    """Of asked, agreed, accepted, introduced, met: what must have happened, as words."""
    unasked: bool = False
    """The next step is the rep's: to ask the connector."""
    pending: bool = False
    """The connector has something to do, or waits with the rep; tact counts it."""
    waits: bool = False
    """Something is still to be done, so there is a day on which to follow up."""
    made: bool = False
    """The introduction was made, so that any outcome can be known."""
    failed: bool = False
    """It ended without a meeting, so that the outcome can only be "not now" or "no"."""
    taken: bool = False
    """The target is not asked for again, through anybody."""
    not_again: bool = False
    """This connector is not asked for this target again: they did not help."""
    thanks: bool = False
    """There is something to thank the connector for."""
    reports: bool = False
    """There is something to report to the connector."""
    chase: str = ""
    """What the week says to do about one that is under way; {} is the target."""
    letter: bool = False
    """The letter that asks is of use: the ask is still to be made, or to be made again."""


# fmt: off
STATUS_FACTS: Mapping[Status, StatusFacts] = {
    Status.SUGGESTED: StatusFacts(
        "proposed by tiesmap, not decided yet", next="planned asked withdrawn",
        unasked=True, waits=True, letter=True,
    ),
    Status.PLANNED: StatusFacts(
        "you mean to ask", next="asked withdrawn",
        unasked=True, waits=True, taken=True, letter=True,
    ),
    Status.ASKED: StatusFacts(
        "you asked the connector", next="agreed declined no_answer withdrawn",
        past="asked", pending=True, waits=True, taken=True, letter=True,
        chase="hear whether an introduction to {} suits",
    ),
    Status.AGREED: StatusFacts(
        "the connector will do it", next="accepted refused declined no_answer withdrawn",
        past="asked agreed", pending=True, waits=True, taken=True, thanks=True,
        chase="hear what {} said to the introduction",
    ),
    Status.ACCEPTED: StatusFacts(
        "the target said yes", next="introduced declined no_answer withdrawn",
        past="asked agreed accepted", pending=True, waits=True, taken=True, thanks=True,
        chase="fix the introduction to {}",
    ),
    Status.INTRODUCED: StatusFacts(
        "the introduction was made", next="met no_answer",
        past="asked agreed accepted introduced",
        waits=True, made=True, taken=True, thanks=True, reports=True,
        chase="tell how it went with {} and say thanks",
    ),
    Status.MET: StatusFacts(
        "you met", past="asked agreed accepted introduced met",
        made=True, taken=True, thanks=True, reports=True,
    ),
    Status.DECLINED: StatusFacts(
        "the connector would rather not",
        past="asked", failed=True, not_again=True, thanks=True,
    ),
    Status.REFUSED: StatusFacts(
        "the target said no",
        past="asked agreed", failed=True, taken=True, thanks=True, reports=True,
    ),
    # Asked again, or the answer came late after all.
    Status.NO_ANSWER: StatusFacts(
        "nobody answered", next="asked agreed withdrawn",
        past="asked", failed=True, not_again=True, letter=True,
    ),
    Status.WITHDRAWN: StatusFacts("you took it back", next="planned"),
}
# fmt: on

_ROWS = tuple(STATUS_FACTS.items())

STATUSES = tuple(Status)
UNASKED = tuple(status for status, facts in _ROWS if facts.unasked)
PENDING = tuple(status for status, facts in _ROWS if facts.pending)
WAITING = tuple(status for status, facts in _ROWS if facts.waits)
OPEN = tuple(status for status, facts in _ROWS if facts.waits and not facts.made)
"""What can be brought up when the rep meets the connector."""
UNDERWAY = tuple(status for status, facts in _ROWS if facts.waits and not facts.unasked)
"""Asked and not ended: somebody's answer or report is due. In the order in which they follow."""
FORWARD = (
    Status.PLANNED, Status.ASKED, Status.AGREED, Status.ACCEPTED, Status.INTRODUCED, Status.MET,
)  # fmt: skip
"""The way of an ask that goes well, in its order."""
MADE = tuple(status for status, facts in _ROWS if facts.made)
FAILED = tuple(status for status, facts in _ROWS if facts.failed)
TAKEN = tuple(status for status, facts in _ROWS if facts.taken)
NOT_AGAIN = tuple(status for status, facts in _ROWS if facts.not_again)
THANKED = tuple(status for status, facts in _ROWS if facts.thanks)
REPORTED = tuple(status for status, facts in _ROWS if facts.reports)
WITH_LETTER = tuple(status for status, facts in _ROWS if facts.letter)
"""Each of the lists above holds the statuses for which that fact of `StatusFacts` is true."""

STATUS_MEANING: Mapping[Status, str] = {status: facts.meaning for status, facts in _ROWS}
NEXT_STATUSES: Mapping[Status, tuple[Status, ...]] = {
    status: tuple(map(Status, facts.next.split())) for status, facts in _ROWS
}
PAST: Mapping[str, tuple[Status, ...]] = {
    status: tuple(map(Status, facts.past.split())) for status, facts in _ROWS if facts.past
}

# A mention asks the connector for the name alone; then the rep writes to the target himself.
NEXT_OF_MENTION: Mapping[Status, tuple[Status, ...]] = {
    **NEXT_STATUSES,
    Status.AGREED: (Status.INTRODUCED, Status.DECLINED, Status.WITHDRAWN),
    Status.INTRODUCED: (Status.MET, Status.REFUSED, Status.NO_ANSWER),
    Status.NO_ANSWER: (Status.ASKED, Status.AGREED, Status.MET, Status.WITHDRAWN),
}
"""What can follow where the rep only asks whether he may mention a name."""
MENTION_MEANING: Mapping[Status, str] = {
    **STATUS_MEANING,
    Status.ASKED: "you asked whether you may mention the name",
    Status.AGREED: "you may mention the name",
    Status.INTRODUCED: "you wrote to the target and mentioned the name",
    Status.DECLINED: "the connector would rather not be mentioned",
}
