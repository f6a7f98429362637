"""What the team asks of each rep: the form in which a coach or an admin sets it."""

from __future__ import annotations

import streamlit as st

from tiesmap.dashboard import state
from tiesmap.nurture.benchmarks import BENCHMARKS, label, most
from tiesmap.workspace import Workspace


def form(workspace: Workspace) -> None:
    """A number for each figure; 0 asks for nothing."""
    stored = workspace.coach.benchmarks()
    with st.form("team benchmarks", border=False):
        st.caption("What the team asks of each rep; 0: nothing. Every rep sees it beside his own.")
        given = {}
        with st.container(horizontal=True, vertical_alignment="bottom"):
            for name in BENCHMARKS:
                now = stored.get(name, 0)
                given[name] = int(
                    st.number_input(
                        label(name), 0, most(name), now, width=230, key=f"wanted {name} {now}"
                    )
                )
        if st.form_submit_button("Save", type="primary"):
            workspace.coach.set_benchmarks(given)
            state.rerun("Saved.")
