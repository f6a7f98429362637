"""Through the team: whom colleagues know, as far as they opened it. No path, and no chance."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from tiesmap.dashboard import state
from tiesmap.dashboard.shared import boundary, words
from tiesmap.model.approvals import Given
from tiesmap.workspace import Workspace
from tiesmap.workspace.colleagues.open_ties import TeamTie

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
    """Which colleague knows whom, the strongest first, each to be asked."""
    for number, one in enumerate(found[:_MOST]):
        with st.container(horizontal=True, vertical_alignment="center"):
            words.line(
                one.sentence + (f" ({one.tie.company})" if one.tie.company else ""),
                f"team-{place}-{number}",
            )
            if st.button("Ask", key=f"ask team {place} {one.tie.rep} {one.tie.person}"):
                _ask(workspace, one)
    if len(found) > _MOST:
        st.caption(f"And {len(found) - _MOST:,} more: write more of the name.")


@st.dialog("Ask a colleague", width="medium")
def _ask(workspace: Workspace, one: TeamTie) -> None:
    """It reaches the colleague on his week; whether he says yes is up to him."""
    with boundary.said():
        words.name(f"{one.colleague}, for {one.tie.name}", "ask-colleague")
        gate = workspace.approvals.gate_to(one.tie.rep, one.tie.person)
        if gate is not None and not gate.is_open:
            st.text(f"{gate.sentence}.")
            if gate.given is Given.NOT_ASKED and st.button(
                f"Ask for {words.escaped(gate.name)}'s word",
                type="primary",
                key="word for the colleague",
            ):
                workspace.approvals.ask_word_to_meet(one.tie.rep, one.tie.person)
                state.rerun(f"Asked. It waits for {gate.name}'s word.")
            return
        why = st.text_input("What you want to meet them for", key="colleague why")
        note = st.text_area(
            "What may be passed on, if you like to write it yourself", key="colleague note"
        )
        st.caption(
            "It stands on your colleague's week. A no needs no reason, and silence is one: after "
            f"{workspace.settings.colleague_days} days it counts as no."
        )
        if st.button("Ask", type="primary", key="ask the colleague"):
            workspace.colleague_asks.ask(one.tie.rep, one.tie.person, why, note)
            state.rerun("Asked. The answer comes onto your week.")
