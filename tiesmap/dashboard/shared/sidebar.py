"""The sidebar: whose network it is, the target once there is one, the day, and undo."""

from __future__ import annotations

from datetime import date

import streamlit as st

from tiesmap.dashboard import seat, state
from tiesmap.dashboard.shared import days, door, empty, pieces, undoing, words
from tiesmap.model.english import say_some
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
        names = seat.labels(workspace)
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
            st.caption(f"Today, {days.said(workspace.today)}")
        else:
            said = f"As of {days.said(workspace.today)}, not today"
            if workspace.writes_on != workspace.today:
                said += f". What you write is dated {days.said(workspace.writes_on)}"
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
    """A button that takes back what was done last, named; none where nothing is.

    What the rep did by hand, or the import of this session where nothing was done since: an older
    one is undone where its files are listed (Setup), not by a button at hand on every page.
    """
    with st.sidebar:
        pieces.piece(workspace, pieces.UNDO, lambda: _undo(workspace), tells=False)
    undoing.show(workspace)


def _undo(workspace: Workspace) -> None:
    if workspace.rep is None:
        return
    report, entry = state.recall("import"), workspace.data.import_since()
    if report is not None and entry is not None and report.id == entry.id:
        _offer(workspace, f"the import of {say_some(entry.brought)}", entry.id)
    elif (last := workspace.data.last_by_hand()) is not None:
        _offer(workspace, last.what, None, last.number)


def _offer(workspace: Workspace, what: str, entry: int | None, number: int = 0) -> None:
    if not st.button(
        f"Undo: {words.escaped(what)}",
        key=f"undo by hand {entry} {number}",
        icon=":material/undo:",
        help="Takes back what was done last; click again for what was done before.",
    ):
        return
    if entry is not None:
        undoing.ask(entry)
        return
    state.rerun(f"Undone: {workspace.data.undo_last(number)}.")
