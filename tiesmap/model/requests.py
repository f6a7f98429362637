"""Introduction requests: one ask to one connector, and the columns of the list of asks."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from tiesmap.model.ids import PersonId
from tiesmap.model.paths import OpenAsk
from tiesmap.model.reasons import Reason
from tiesmap.model.statuses import MENTION_MEANING, STATUS_MEANING, Status
from tiesmap.model.vocabulary import Outcome

OUTCOMES = tuple(Outcome)

COLUMNS = (
    "request",
    "status",
    "rep",
    "connector",
    "connector_id",
    "connector_company",
    "connector_email",
    "tie_strength",
    "last_contact",
    "target",
    "target_id",
    "target_company",
    "target_title",
    "target_category",
    "target_email",
    "goal",
    "goal_id",
    "path",
    "hops",
    "chance",
    "reasons",
    "purpose",
    "note_to_forward",
    "asked_on",
    "follow_up_on",
    "outcome",
)
"""Columns of the intro-request list, in their order."""


INTRODUCTION, MENTION = "r", "m"
"""The letter with which the id of a request begins: for an introduction, or for the lighter favor
of mentioning the connector's name. It keeps a spreadsheet from reading the id as a number."""
COLLEAGUE = "colleague-"
"""How the id of an ask to a colleague begins: it stands on the list, and is kept with the two who
are in it, so that neither has it twice (see `model.colleague_asks`)."""


@dataclass(frozen=True, slots=True)
class IntroRequest:
    """One ask to one connector for an introduction to a target, on the way to a goal.

    An open ask ("somebody at Acme") has no `target_id`. `path` are the names from the rep to the
    goal; `chance` is the product of the chances of its hops.
    """

    request: str
    status: Status
    rep: str
    rep_id: PersonId
    connector: str
    connector_id: PersonId
    target: str
    target_id: PersonId | None
    goal: str
    goal_id: PersonId | None
    path: tuple[str, ...]
    chance: float
    why: tuple[Reason, ...]
    connector_company: str = ""
    connector_email: str = ""
    tie_strength: float = 0.0
    last_contact: date | None = None
    target_company: str = ""
    target_title: str = ""
    target_category: str = ""
    target_email: str = ""
    purpose: str = ""
    note_to_forward: str = ""
    letter: str = ""
    """The rep's own words to the connector; empty: they are drafted whenever they are shown."""
    asked_on: date | None = None
    follow_up_on: date | None = None
    outcome: str = ""
    version: int = 1

    @property
    def turn(self) -> tuple[bool, date]:
        """By what the rep's asks stand in order, on My asks and in his week: the first due; of a
        day as he planned them."""
        return self.follow_up_on is None, self.follow_up_on or date.max

    @property
    def people(self) -> tuple[PersonId, ...]:
        """Whom it names: connector, target and goal, each once."""
        ends = (self.connector_id, self.target_id, self.goal_id)
        return tuple(dict.fromkeys(one for one in ends if one is not None))

    @property
    def reasons(self) -> tuple[str, ...]:
        """What `why` says."""
        return tuple(map(str, self.why))

    @property
    def open_ask(self) -> OpenAsk:
        """The ask without a name that it is while it has none."""
        kind = "company" if self.target_company else "category"
        about = self.target_company or self.target_category
        return OpenAsk(self.connector_id, kind, about, self.chance, self.why)

    @property
    def is_mention(self) -> bool:
        """Whether the rep only asks to mention the connector's name: its id begins with an m."""
        return self.request.startswith(MENTION)

    @property
    def is_of_colleague(self) -> bool:
        """Whether it is an ask to a colleague, whose answer moves it. No chance of it is known."""
        return self.request.startswith(COLLEAGUE)

    @property
    def meaning(self) -> str:
        """The meaning of the status in words; raises ValueError if it is unknown."""
        status = Status(self.status)
        return (MENTION_MEANING if self.is_mention else STATUS_MEANING)[status]

    @property
    def hops(self) -> int:
        """The number of hops from the rep to the goal."""
        return len(self.path) - 1
