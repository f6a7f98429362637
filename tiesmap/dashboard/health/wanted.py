"""What the team asks of each rep: the table in which a coach or an admin sets it."""

from __future__ import annotations

import streamlit as st

from tiesmap.dashboard import state
from tiesmap.nurture.benchmarks import BENCHMARKS, HIGHEST, label
from tiesmap.workspace import Workspace


def form(workspace: Workspace) -> None:
    """A row for each figure; an empty cell asks for nothing."""
    stored, key = workspace.coach.benchmarks(), state.turn("benchmarks")
    st.caption("What the team asks of each rep; empty: nothing. Every rep sees it beside his own.")
    st.data_editor(
        [{"Of each rep": label(name), "Wanted": stored.get(name)} for name in BENCHMARKS],
        hide_index=True,
        height="content",
        width="content",
        key=key,
        disabled=["Of each rep"],
        alt="What the team asks of each rep",
        placeholder="",
        column_config={
            "Of each rep": st.column_config.TextColumn(width=230),
            "Wanted": st.column_config.NumberColumn(
                width=90, min_value=0, max_value=HIGHEST, step=1
            ),
        },
    )
    names = list(BENCHMARKS)
    given = {names[row]: cells["Wanted"] or 0 for row, cells in state.edits(key).items()}
    if st.button("Save", type="primary", key="save benchmarks") and given:
        workspace.coach.set_benchmarks(given)
        state.rerun("Saved.", "benchmarks")
