"""Better asks that new files have shown, in place of those that were not made yet."""

from __future__ import annotations

import streamlit as st

from tiesmap.dashboard import seat, state
from tiesmap.dashboard.shared import words
from tiesmap.model.english import say_count
from tiesmap.workspace import Workspace
from tiesmap.workspace.kept import ALL

_KEPT = "start swaps kept"


def none_yet() -> None:
    """Asks were just chosen, of all that is on file: only what comes later can show better ones."""
    report = state.recall("import")
    if report is not None:
        state.remember(_KEPT, report.id)


def show(workspace: Workspace) -> bool:
    """After an import: what is better now, and a button that swaps it in; whether there is any."""
    report = state.recall("import")
    if report is None or state.recall(_KEPT) == report.id:
        return False
    with st.spinner("Looking for better asks"):
        found = seat.keep(workspace, "swaps", workspace.start.swaps, upon=ALL)
    if not found:
        return False
    better = workspace.start.drafted([ask for _, ask in found])
    with st.container(border=True, key="swaps"):
        st.markdown("**There are better asks now**")
        st.caption("Your new files show them. What you have not asked yet can give way.")
        for number, ((old, _), (new, _)) in enumerate(zip(found, better, strict=True), start=1):
            words.line(f"{new.connector} → {new.target}", f"swap-{number}")
            words.fine(f"in place of {old.connector} → {old.target}", f"swapped-{number}")
        with st.container(horizontal=True):
            if st.button(
                f"Swap {say_count(len(found), 'ask')}", type="primary", icon=":material/swap_horiz:"
            ):
                workspace.start.swap(found)
                state.rerun("Swapped: the better asks are on My asks, each with its letter.")
            if st.button("Keep those I have", type="tertiary"):
                state.remember(_KEPT, report.id)
                st.rerun()
    return True
