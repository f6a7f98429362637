"""A word before a busy connector: what stands before an ask, and asking for it."""

from __future__ import annotations

import streamlit as st

from tiesmap.dashboard import state
from tiesmap.dashboard.shared import words
from tiesmap.model.approvals import Given
from tiesmap.model.requests import IntroRequest
from tiesmap.model.statuses import UNASKED
from tiesmap.workspace import Workspace


def ask(workspace: Workspace, request: IntroRequest) -> None:
    """Ask who decides who may ask the connector; nothing where nobody does, or he was asked."""
    gate = workspace.approvals.gate(request) if request.status in UNASKED else None
    if gate is None or gate.given is not Given.NOT_ASKED:
        return
    with st.container(border=True):
        st.text(f"{gate.sentence}.")
        named = st.checkbox(
            f"Say that it is for {words.escaped(request.target)}",
            key=f"named {request.request}",
            help="Else they read it only where they have this person on file themselves. Nothing "
            "else of your ask is shown.",
        )
        if st.button(
            f"Ask for {words.escaped(gate.name)}'s word",
            key=f"word {request.request}",
            type="primary",
        ):
            workspace.approvals.ask_word(request, named=named)
            state.rerun(f"Asked. The ask waits for {gate.name}'s word.")
