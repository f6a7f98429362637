"""The question before an import is taken back: what goes, what stays, and a yes."""

from __future__ import annotations

import streamlit as st

from tiesmap.dashboard import state
from tiesmap.dashboard.shared import boundary
from tiesmap.workspace import Workspace

_ASKED = "import to take back"


def ask(number: int) -> None:
    """Ask about an import by its number, in the next run of the page."""
    state.remember(_ASKED, number)
    st.rerun()


def show(workspace: Workspace) -> None:
    """The question, while it is open."""
    number = state.recall(_ASKED)
    if isinstance(number, int):
        _question(workspace, number)


def _leave() -> None:
    state.remember(_ASKED, None)


@st.dialog("Take this import back?", on_dismiss=_leave)
def _question(workspace: Workspace, number: int) -> None:
    """What would go and stay, in a sentence; only a yes does it."""
    with boundary.said():
        with st.spinner("Looking what would go"):
            report = workspace.data.would_undo(number)
        st.text(f"Import {number}: {report.says(done=False)}")
        if workspace.store.path is not None:
            st.caption("The button that brings it back stands on Setup, Your data, until you do "
                       "something else.")  # fmt: skip
        if st.button("Yes, take it back", type="primary", key=f"undo yes {number}"):
            _leave()
            with st.spinner("Undoing it"):
                report = workspace.data.undo_import(number)
            state.remember("undone", report.kept)
            state.remember("import", None)
            told = f"Import {number} is undone: {report.says()}"
            state.rerun(f"{told} Setup, Your data, names them." if report.kept else told)
