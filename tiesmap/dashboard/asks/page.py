"""My asks: all of them, and the list for one meeting."""

from __future__ import annotations

from tiesmap.dashboard import state
from tiesmap.dashboard.asks import board, meeting
from tiesmap.dashboard.shared import empty, go

_VIEWS = {"board": board, "meeting": meeting}

seat = state.workspace()
if not empty.without_network(seat, "Your asks for introductions stand here."):
    _VIEWS[go.view_of("asks")].page(seat)
