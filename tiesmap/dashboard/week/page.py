"""Week: what to do next, and whom to bring together."""

from __future__ import annotations

from tiesmap.dashboard import seat
from tiesmap.dashboard.shared import go
from tiesmap.dashboard.week import give, items, visits

_VIEWS = {"items": items, "give": give, "visits": visits}

_VIEWS[go.view_of("week")].page(seat.workspace())
