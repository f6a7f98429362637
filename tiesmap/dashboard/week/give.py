"""Give: two of your own people who would both gain from knowing each other."""

from __future__ import annotations

import streamlit as st

from tiesmap.dashboard import names, state
from tiesmap.dashboard.shared import go, words
from tiesmap.model.people import Person
from tiesmap.model.tact import Favor
from tiesmap.model.week import Giving
from tiesmap.workspace import Workspace

_SAID = "Two of your own people who do not know each other, and what both would gain."


def page(workspace: Workspace) -> None:
    """The pairs, each with its reasons; a click notes that the two were brought together."""
    st.caption(f"{_SAID} From what you wrote down: interests, goals and challenges.")
    with st.spinner("Looking for people who should meet"):
        found = workspace.week.givings()
    people = workspace.people.everybody()
    pairs = [giving for giving in found if giving.person in people and giving.other in people]
    if not pairs:
        st.info(
            "Nobody to bring together yet. Write down what matters to your people (interests, "
            "goals, challenges) on their pages: when one's goal fits what another does, the two "
            "are listed here.",
            icon=":material/info:",
        )
        go.link("people", "People", "group")
        return
    for number, giving in enumerate(pairs, start=1):
        _pair(workspace, people[giving.person], people[giving.other], giving, number)


def _pair(workspace: Workspace, one: Person, other: Person, giving: Giving, number: int) -> None:
    with st.container(border=True, key=f"giving-{number}"):
        who, what = st.columns([8, 3], vertical_alignment="center")
        with who:
            rows: list[list[names.Part]] = [[(one.id, one.label), " and ", (other.id, other.label)]]
            places = [text for text in map(words.place, (one, other)) if text]
            rows += [[" · ".join(places)]] if places else []
            rows += [[f"• {reason}"] for reason in giving.reasons]
            names.lines(rows, f"giving {number}", "card")
        with what, st.container(horizontal=True, horizontal_alignment="right"):
            if st.button(
                "Introduced them",
                icon=":material/group_add:",
                key=f"introduced {one.id} {other.id}",
                help="Notes a favor given to each, and that the two know each other.",
            ):
                _introduced(workspace, one, other)


def _introduced(workspace: Workspace, one: Person, other: Person) -> None:
    for person, whom in ((one, other), (other, one)):
        note = f"introduced to {whom.label}"
        workspace.week.record(
            Favor(
                0, workspace.rep_id, person.id, workspace.writes_on, "given", "introduction", note
            )
        )
    workspace.people.add_tie(one.id, other.id, "other")
    state.rerun(f"Noted: {one.label} and {other.label} know each other through you.")
