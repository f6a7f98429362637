"""Health: how relationships are kept, and what came of asks."""

from __future__ import annotations

from tiesmap.dashboard import seat
from tiesmap.dashboard.health import coach, outcomes, relationships
from tiesmap.dashboard.shared import go

_VIEWS = {"relationships": relationships, "outcomes": outcomes, "coach": coach}

workspace = seat.workspace()
_VIEWS[go.view_of("health", coach=coach.called(workspace))].page(workspace)
