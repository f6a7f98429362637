"""One ask with its letters; where none is open, all of them."""

from __future__ import annotations

import streamlit as st

from tiesmap.dashboard import seat, state
from tiesmap.dashboard.asks import colleague, request
from tiesmap.dashboard.shared import go
from tiesmap.workspace import Workspace


def page(workspace: Workspace) -> None:
    """The ask that is open."""
    wanted = state.choice("ask")
    opened = next((r for r in workspace.asks.listed() if r.request == wanted), None)
    if opened is None and wanted is not None:
        state.tell("That ask is not among yours.", "wrong")
    if opened is None or st.button("All asks", icon=":material/arrow_back:", type="tertiary"):
        go.to("asks")
    else:
        (colleague if opened.is_of_colleague else request).show(workspace, opened)


page(seat.workspace())
