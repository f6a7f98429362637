"""What matters to a person: family, preferences, interests, goals, events with their date."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import streamlit as st

from tiesmap.dashboard import state
from tiesmap.dashboard.people import entries
from tiesmap.dashboard.shared import days
from tiesmap.model.people import Person
from tiesmap.model.practice import DETAIL_KINDS, Detail
from tiesmap.workspace import Workspace

_HINTS = {
    "family": "a daughter who starts school in September",
    "preference": "takes her coffee black",
    "interest": "rows every Sunday",
    "aspiration": "wants to run the company one day",
    "goal": "a second bakery by spring",
    "challenge": "cannot find drivers",
    "event": "back from Lisbon on Monday",
}


def show(workspace: Workspace, who: Person) -> None:
    """A line to add one, and all that is on file."""
    person = who.id
    turn = state.turn(f"detail {person}")
    with st.form(turn, border=False):
        what, text = st.columns([2, 6])
        kind = what.selectbox("Kind", DETAIL_KINDS, DETAIL_KINDS.index("interest"))
        said = text.text_input("What matters", placeholder=f"such as: {_HINTS['event']}")
        source, on, button = st.columns([4, 2, 2], vertical_alignment="bottom")
        where = source.text_input("Where you know it from", placeholder="her own words")
        day = on.date_input("Its date, if it has one", None, format=days.FIELD)
        if button.form_submit_button("Add", type="primary", width="stretch"):
            if said.strip():
                detail = Detail(
                    0,
                    workspace.rep_id,
                    person,
                    workspace.writes_on,
                    kind,
                    said.strip(),
                    where.strip(),
                    day if isinstance(day, date) else None,
                )
                entries.add(workspace, detail, f"detail {person}")
            st.warning("Write what matters to the person.")
    entries.table(
        workspace,
        entries.of(workspace.week.practice().details, person),
        lambda d: {
            "Kind": d.kind,
            "What matters": d.text,
            "Date": d.event_on,
            "From": d.source,
            "Noted": d.day,
            "Last used": d.used_on,
        },
        f"details {person}",
        what="What matters to this person",
        nothing="Nothing is on file yet. One line after each conversation is enough.",
        label=lambda d: f"{d.kind}: {entries.short(d.text)}",
        steps={"Used today": lambda d: replace(d, used_on=workspace.writes_on)},
    )
