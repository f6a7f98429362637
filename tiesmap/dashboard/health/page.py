"""Health: how relationships are kept, and what came of asks."""

from __future__ import annotations

from tiesmap.dashboard import seat
from tiesmap.dashboard.health import coach, outcomes, relationships
from tiesmap.dashboard.shared import empty, go

_VIEWS = {"relationships": relationships, "outcomes": outcomes, "coach": coach}

workspace = seat.workspace()
if not empty.without_network(workspace, "This page shows how well you keep your relationships."):
    _VIEWS[go.view_of("health", coach=coach.called(workspace))].page(workspace)
