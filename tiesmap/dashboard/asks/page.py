"""My asks: the one that is open, else the board, the table, or the list for one meeting."""

from __future__ import annotations

import streamlit as st

from tiesmap.dashboard import state
from tiesmap.dashboard.asks import board, colleague, meeting, request, selection
from tiesmap.dashboard.shared import empty, go
from tiesmap.workspace import Workspace

_VIEWS = {"board": board, "table": selection, "meeting": meeting}


def page(workspace: Workspace) -> None:
    """One ask with its letters where one is open, else all of them."""
    opened = next((r for r in workspace.asks.listed() if r.request == state.choice("ask")), None)
    if opened is None:
        _VIEWS[go.view_of("asks")].page(workspace)
        return
    if st.button("All asks", icon=":material/arrow_back:", type="tertiary"):
        board.open_ask(None)
    (colleague if opened.is_of_colleague else request).show(workspace, opened)


workspace = state.workspace()
if not empty.without_network(workspace, "This page shows your asks for introductions."):
    page(workspace)
