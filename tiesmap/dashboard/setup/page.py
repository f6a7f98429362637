"""Setup: bring in files, look after your data, settings, and how it works."""

from __future__ import annotations

from tiesmap.dashboard import seat
from tiesmap.dashboard.setup import data, how, settings, start
from tiesmap.dashboard.shared import go

_VIEWS = {"start": start, "data": data, "settings": settings, "how": how}

_VIEWS[go.view_of("setup")].page(seat.workspace())
