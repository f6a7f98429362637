"""Through the team: whom colleagues know, as far as they opened it. No path, and no chance."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from tiesmap.dashboard.shared import words
from tiesmap.workspace import Workspace
from tiesmap.workspace.known_ties import TeamTie

_MOST = 20


def look(workspace: Workspace) -> None:
    """Look for somebody by name or firm in what colleagues opened; nothing where there are none."""
    if not workspace.colleagues.colleagues():
        return
    with st.expander("Whom does the team know?", icon=":material/groups:", type="compact"):
        text = st.text_input(
            "A name or a firm", key="known to the team", placeholder="Also who is not on your file"
        )
        if text:
            found = workspace.colleagues.knows(text)
            show(workspace, found, "look")
            if not found:
                st.caption("No colleague shows that he knows such a person.")


def show(workspace: Workspace, found: Sequence[TeamTie], place: str) -> None:
    """Which colleague knows whom, the strongest first."""
    for number, one in enumerate(found[:_MOST]):
        words.line(
            one.sentence + (f" ({one.tie.company})" if one.tie.company else ""),
            f"team-{place}-{number}",
        )
    if len(found) > _MOST:
        st.caption(f"And {len(found) - _MOST:,} more: write more of the name.")
