"""Who decides who may ask a busy connector."""

from __future__ import annotations

import streamlit as st

from tiesmap.dashboard import state
from tiesmap.dashboard.shared import somebody
from tiesmap.workspace import Workspace


def show(workspace: Workspace) -> None:
    """Who decides now, and a choice for those of whom the rep may say it."""
    st.subheader("A word before somebody is asked")
    st.caption(
        "For a connector whom many would like to ask, one of you can decide: an ask of theirs then "
        "waits for that word. He reads who asks to be introduced by whom, and for whom only where "
        "he is told or knows them; no word of the ask. An admin says who decides, or whoever looks "
        "after the connector."
    )
    found = workspace.approvals.deciding()
    for _, name, who in found:
        st.text(f"{who} decides who may ask {name}.")
    may = workspace.approvals.may_set()
    if not may:
        return
    colleagues = workspace.colleagues.colleagues() | {workspace.rep_id: "I do"}
    with st.form("approver", border=False):
        connector = somebody.choose(workspace, "Whom", may, key="decided about")
        by = st.selectbox(
            "Who decides",
            [None, *colleagues],
            format_func=lambda one: "Nobody: everybody may ask" if one is None else colleagues[one],
            key="decided by",
        )
        if st.form_submit_button("Save", key="save approver") and connector is not None:
            workspace.approvals.decides(connector, by)
            state.rerun("Saved.")
