"""What colleagues ask of the rep, and what became of his asks to them; on top of the week."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from tiesmap.dashboard import state
from tiesmap.dashboard.shared import days, words
from tiesmap.model.colleague_asks import ENDED, OFFERED, SAID, WORD, Answer, Came, ColleagueAsk
from tiesmap.model.ids import PersonId
from tiesmap.workspace import Workspace


def show(workspace: Workspace) -> None:
    """The asks that wait for the rep; nothing where there are none."""
    waiting = workspace.colleague_asks.waiting()
    if not waiting:
        return
    names = workspace.colleague_asks.called(waiting)
    st.subheader("Between colleagues")
    for ask in waiting:
        with st.container(border=True, key=f"colleague-ask-{ask.id}"):
            if ask.rep == workspace.rep:
                _mine(workspace, ask, names)
            else:
                _theirs(workspace, ask, names)


def _who(ask: ColleagueAsk) -> str:
    return f"{ask.name}, {ask.company}" if ask.company else ask.name


def _theirs(workspace: Workspace, ask: ColleagueAsk, names: Mapping[PersonId, str]) -> None:
    """An ask to the rep: to answer, to keep his word, or thanks to read."""
    asker = names[ask.rep]
    if ask.came is not None:
        _thanks(workspace, ask, asker)
    elif ask.word:
        whom = f" (for {ask.target_name})" if ask.target_name else ""
        words.name(f"{asker} asks for your word on {_who(ask)}", f"asked-{ask.id}")
        st.text(f"They would like {ask.why}{whom}. You read no more of the ask than this.")
        _answer(workspace, ask)
    elif ask.answer is None:
        words.name(f"{asker} asks you for {_who(ask)}", f"asked-{ask.id}")
        st.text(f"What for: {ask.why}")
        words.fine(f"To pass on: {ask.note}", f"note-{ask.id}")
        _answer(workspace, ask)
    else:
        words.name(f"You said yes: {asker} and {_who(ask)}", f"promised-{ask.id}")
        words.fine(f"To pass on: {ask.edited or ask.note}", f"note-{ask.id}")
        if st.button("I brought them together", key=f"brought {ask.id}", type="primary"):
            _came(workspace, ask, Came.INTRODUCED)


def _answer(workspace: Workspace, ask: ColleagueAsk) -> None:
    said = st.segmented_control(
        "Your answer",
        **words.options(WORD if ask.word else OFFERED),
        key=f"answer {ask.id}",
    )
    if said is None:
        return
    with st.form(f"answer form {ask.id}", border=False):
        note, day, reason = "", None, ""
        if said is Answer.EDITED:
            note = st.text_area("In your words", ask.note, key=f"edited {ask.id}")
        elif said is Answer.MYSELF:
            day = st.date_input("On", workspace.writes_on, format=days.FIELD, key=f"do on {ask.id}")
        elif said is Answer.NO:
            reason = st.text_input(
                "Why, for yourself alone: it is not shown to whoever asked", key=f"why not {ask.id}"
            )
        if st.form_submit_button("Answer", type="primary"):
            workspace.colleague_asks.answer(ask.id, said, note=note, on=day, reason=reason)
            state.rerun("Answered.")


def _thanks(workspace: Workspace, ask: ColleagueAsk, asker: str) -> None:
    did = "met" if ask.came is Came.MET else "was introduced to"
    day = f" on {days.said(ask.came_on)}" if ask.came_on else ""
    words.name(f"{asker} {did} {_who(ask)}{day}, through you. Thank you!", f"thanks-{ask.id}")
    if st.button("Read", key=f"read {ask.id}"):
        workspace.colleague_asks.read_thanks(ask.id)
        st.rerun()


def _mine(workspace: Workspace, ask: ColleagueAsk, names: Mapping[PersonId, str]) -> None:
    """What a colleague said to the rep's ask, and whether it led to anything."""
    colleague = names[ask.colleague]
    if ask.is_over(workspace.writes_on, workspace.settings.colleague_days):
        words.name(f"{colleague}, for {_who(ask)}: {ENDED}", f"said-{ask.id}")
        return
    if ask.word:
        told = "not now" if ask.answer in (None, Answer.NO) else "yes, you may"
        words.name(f"{colleague} on asking {_who(ask)}: {told}", f"said-{ask.id}")
        return
    if ask.answer in (None, Answer.NO):
        silent = "" if ask.answer else ", by silence"
        words.name(f"{colleague} said no to {_who(ask)}{silent}", f"said-{ask.id}")
        return
    words.name(f"{colleague} on {_who(ask)}: {SAID[ask.answer]}", f"said-{ask.id}")
    if ask.do_on:
        st.text(f"On {days.said(ask.do_on)}")
    words.fine(ask.edited, f"edited-{ask.id}")
    with st.container(horizontal=True):
        if ask.came is None and st.button("We were introduced", key=f"introduced {ask.id}"):
            _came(workspace, ask, Came.INTRODUCED)
        if st.button("We met", key=f"met {ask.id}", type="primary"):
            _came(workspace, ask, Came.MET)
    st.caption(f"{words.escaped(colleague)} is told and thanked by itself.")


def _came(workspace: Workspace, ask: ColleagueAsk, what: Came) -> None:
    workspace.colleague_asks.came(ask.id, what)
    state.rerun("Noted.")
