"""Week: what to do next, and whom to bring together."""

from __future__ import annotations

from tiesmap.dashboard import seat
from tiesmap.dashboard.shared import empty, go
from tiesmap.dashboard.week import give, items, visits

_VIEWS = {"items": items, "give": give, "visits": visits}

workspace = seat.workspace()
if not empty.without_network(workspace, "This page shows what to do next, and why."):
    _VIEWS[go.view_of("week")].page(workspace)
