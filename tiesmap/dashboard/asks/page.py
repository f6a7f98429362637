"""My asks: the board, the table, or the list for one meeting."""

from __future__ import annotations

from tiesmap.dashboard import seat, state
from tiesmap.dashboard.asks import board, meeting, selection
from tiesmap.dashboard.shared import go
from tiesmap.workspace import Workspace

_VIEWS = {"board": board, "table": selection, "meeting": meeting}


def page(workspace: Workspace) -> None:
    """All asks; one that was chosen just now, as by an address, is turned to."""
    if state.is_new("ask") and (chosen := state.choice("ask")):
        go.open_ask(str(chosen))
    state.forget("ask")
    _VIEWS[go.view_of("asks")].page(workspace)


page(seat.workspace())
