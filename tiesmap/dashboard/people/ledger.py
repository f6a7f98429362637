"""Favors given and taken: one click each, the balance in a sentence, all of them in a table."""

from __future__ import annotations

import streamlit as st

from tiesmap.dashboard import state
from tiesmap.dashboard.people import entries
from tiesmap.dashboard.shared import days, words
from tiesmap.model.ids import PersonId
from tiesmap.model.people import Person
from tiesmap.model.practice import FAVOR_KINDS
from tiesmap.model.tact import DIRECTIONS, Favor
from tiesmap.workspace import Workspace

_ICONS = {
    "introduction": ":material/group_add:",
    "referral": ":material/forward:",
    "advice": ":material/lightbulb:",
    "note": ":material/stylus_note:",
    "gift": ":material/redeem:",
    "visit": ":material/directions_walk:",
    "business": ":material/work:",
    "other": ":material/more_horiz:",
}
_CALLED = {"note": "Written note"}


def show(workspace: Workspace, who: Person) -> None:
    """The buttons, the balance, the ledger."""
    person = who.id
    words.fine(workspace.week.brief(person).balance or "You are even.", "balance")
    for direction, title in (("given", "You gave"), ("taken", "You took")):
        st.markdown(f"**{title}**")
        with st.container(horizontal=True, key=f"favors {direction}"):
            for kind in FAVOR_KINDS:
                if st.button(
                    _CALLED.get(kind, kind.capitalize()),
                    icon=_ICONS[kind],
                    key=f"favor {direction} {kind} {person}",
                ):
                    workspace.week.record(
                        Favor(0, workspace.rep_id, person, workspace.writes_on, direction, kind)
                    )
                    state.rerun(f"Noted as {direction}: {_CALLED.get(kind, kind).lower()}.")
    _with_words(workspace, person)
    entries.table(
        workspace,
        entries.of(workspace.week.practice().favors, person),
        lambda f: {
            "Date": f.day,
            "Direction": f.direction,
            "What": f.kind,
            "In words": f.note,
        },
        f"favors {person}",
        what="Favors given and taken",
        nothing="No favor is on file.",
        label=lambda f: f"{days.said(f.day)} {f.direction}: {f.kind} {entries.short(f.note, 40)}",
    )


def _with_words(workspace: Workspace, person: PersonId) -> None:
    with st.expander("With a date and words", icon=":material/edit_note:"):
        turn, now = state.turn(f"ledger {person}"), workspace.writes_on
        with st.form(turn, border=False):
            a, b, c = st.columns(3)
            direction = a.selectbox("Direction", DIRECTIONS)
            kind = b.selectbox("What", FAVOR_KINDS)
            day = c.date_input("Date", now, max_value=now, format=days.FIELD)
            note = st.text_input("In a few words")
            if st.form_submit_button("Add the favor"):
                favor = Favor(0, workspace.rep_id, person, day, direction, kind, note.strip())
                entries.add(workspace, favor, f"ledger {person}")
