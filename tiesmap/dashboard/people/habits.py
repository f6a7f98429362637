"""The practice on a person's page: how the relationship stands, and what is kept up in it."""

from __future__ import annotations

from collections.abc import Callable

from tiesmap.dashboard.people import brief, client, ledger, matters, plans
from tiesmap.dashboard.shared import standing
from tiesmap.dashboard.week import conversation
from tiesmap.dashboard.week.coming import BEFORE
from tiesmap.model.people import Person
from tiesmap.workspace import Workspace

PARTS: dict[str, Callable[[Workspace, Person], None]] = {
    BEFORE: brief.show,
    "Conversations": conversation.show,
    "What matters": matters.show,
    "Give and take": ledger.show,
    "Plan": plans.show,
    "As a client": client.show,
}
"""The tabs, in their order."""


def band(workspace: Workspace, person: Person) -> None:
    """Where the relationship stands, for somebody whom the rep looks after."""
    health = workspace.week.health_of(person.id)
    if health is not None:
        standing.show(workspace, person, health)
