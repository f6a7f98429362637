"""What a rep shows his coach by himself, one thing at a time, and takes back by one click."""

from __future__ import annotations

import streamlit as st

from tiesmap.dashboard import state
from tiesmap.dashboard.shared import days, words
from tiesmap.model.ids import PersonId
from tiesmap.model.practice import Note
from tiesmap.model.shown import Shown
from tiesmap.workspace import Workspace


def offer(workspace: Workspace, about: Note | PersonId) -> None:
    """A button for each of the rep's coaches: show this note, or the account's name alone."""
    coaches = workspace.showing.coaches()
    if not coaches:
        return
    note, person = (about.id, about.person) if isinstance(about, Note) else (None, about)
    what = "this account's name" if note is None else "this note"
    there = {one.coach: one for one in workspace.showing.own()
             if (one.note, one.person) == (note, person)}  # fmt: skip
    for coach, name in coaches.items():
        if coach in there:
            st.text(f"{name} is shown {what}.")
            _take_back(workspace, there[coach])
            continue
        if len(coaches) > 1:
            st.text(name)
        if st.button(
            f"Show {what} to your coach",
            icon=":material/visibility:",
            type="tertiary",
            key=f"show {note} {person} {coach}",
            help="This alone, and to nobody else.",
        ):
            workspace.showing.show(coach, about)
            state.rerun("Your coach is shown it. Take it back here, whenever you like.")


def listed(workspace: Workspace, rep: PersonId) -> None:
    """To the rep what he shows, with its way back; to his coach what he is shown."""
    mine = rep == workspace.rep
    found = workspace.showing.own() if mine else workspace.showing.received(rep)
    if not found and (not mine or not workspace.showing.coaches()):
        return
    st.subheader("What you show your coach" if mine else "Shown to you by the rep")
    if not found:
        st.caption("Nothing. A note, or an account's name, you show on the person's page.")
    for one in found:
        with st.container(border=True, key=f"card-shown-{one.id}"):
            words.name(one.account, f"shown-{one.id}")
            st.text(days.said(one.day) if one.note is not None else "The name alone")
            words.fine(one.words, f"shown-words-{one.id}")
            if mine:
                _take_back(workspace, one)


def _take_back(workspace: Workspace, one: Shown) -> None:
    if st.button(
        "Take back",
        type="tertiary",
        icon=":material/visibility_off:",
        key=f"take back {one.id}",
    ):
        workspace.showing.take_back(one.id)
        state.rerun("Taken back: your coach is shown it no longer.")
