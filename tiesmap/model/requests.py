"""The introduction request: one ask of one connector, and the states of its life."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

STATUSES = (
    "suggested",
    "planned",
    "asked",
    "agreed",
    "accepted",
    "introduced",
    "met",
    "declined",
    "refused",
    "no_answer",
    "withdrawn",
)
OPEN_STATUSES = ("suggested", "planned", "asked", "agreed", "accepted")
OUTCOMES = ("client", "opportunity", "not_now", "no")

STATUS_MEANING = {
    "suggested": "proposed by tiesmap, not decided yet",
    "planned": "you mean to ask",
    "asked": "you asked the connector",
    "agreed": "the connector will do it",
    "accepted": "the target said yes",
    "introduced": "the introduction was made",
    "met": "you met",
    "declined": "the connector would rather not",
    "refused": "the target said no",
    "no_answer": "nobody answered",
    "withdrawn": "you took it back",
}

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


@dataclass(frozen=True, slots=True)
class IntroRequest:
    """One ask of one connector for an introduction to a target, on the way to a goal.

    An open ask ("somebody at Acme") has no `target_id`. `path` are the names from the rep to the
    goal; `chance` is the product of the chances of its hops.
    """

    request: str
    status: str
    rep: str
    rep_id: int
    connector: str
    connector_id: int
    target: str
    target_id: int | None
    goal: str
    goal_id: int | None
    path: tuple[str, ...]
    chance: float
    reasons: tuple[str, ...]
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
    asked_on: date | None = None
    follow_up_on: date | None = None
    outcome: str = ""
    version: int = 1

    @property
    def hops(self) -> int:
        """Steps from the rep to the goal."""
        return len(self.path) - 1
