"""The sidebar: whose network it is, the target once there is one, the day, and undo."""

from __future__ import annotations

from datetime import date

import streamlit as st

from tiesmap.dashboard import state
from tiesmap.dashboard.shared import door, empty, pieces, words
from tiesmap.model.ids import PersonId
from tiesmap.workspace import Workspace


def show(workspace: Workspace) -> None:
    """Show the sidebar."""
    with st.sidebar:
        if workspace.rep is None:
            st.caption("No network yet.")
            return
        empty.leave_sample()
        if workspace.member is None:
            _choose_rep(workspace, workspace.rep)
        else:
            st.text(workspace.rep_person.label)
            if door.is_signed_in():
                door.leave()
        people = workspace.people.everybody()
        names = state.labels(workspace)
        state.pick(
            "Target",
            "target",
            [p for p, who in people.items() if p != workspace.rep and not who.do_not_ask],
            place="sidebar",
            show=lambda person: names[person],
            placeholder="Nobody yet",
            help="The person you want to meet. The map and the paths lead to them.",
        )
        if workspace.today == date.today():
            st.caption(f"As of today, {workspace.today.isoformat()}")
        else:
            said = f"As of {workspace.today.isoformat()}, not today"
            if workspace.writes_on != workspace.today:
                said += f". What you write is dated {workspace.writes_on.isoformat()}"
            st.warning(said, icon=":material/history:")


def _choose_rep(workspace: Workspace, rep: PersonId) -> None:
    reps = {one.id: one for one in workspace.people.reps()}
    reps.setdefault(rep, workspace.rep_person)
    label = words.labels(reps.values(), short=True)
    chosen = state.pick(
        "Whose network",
        "rep",
        list(reps),
        place="sidebar",
        show=lambda rep: label[rep],
        default=rep,
    )
    if chosen != state.recall("rep stored"):
        if state.recall("rep stored") is not None:
            workspace.people.choose_rep()
        state.remember("rep stored", chosen)


def offer_undo(workspace: Workspace) -> None:
    """A button that takes back what the rep did last by hand, named; none where nothing is."""
    with st.sidebar:
        pieces.piece(workspace, pieces.UNDO, lambda: _undo(workspace), tells=False)


def _undo(workspace: Workspace) -> None:
    last = None if workspace.rep is None else workspace.data.last_by_hand()
    if last is not None and st.button(
        f"Undo: {words.escaped(last.what)}",
        key=f"undo by hand {last.number}",
        icon=":material/undo:",
        help="Undoes your last edit by hand; click again for the one before.",
    ):
        state.tell(f"Undone: {workspace.data.undo_last(last.number)}.")
        st.rerun()
