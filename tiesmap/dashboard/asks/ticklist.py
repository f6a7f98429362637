"""The list to tick with a client: who and which firms he may know; printed, and read back."""

from __future__ import annotations

from functools import partial

import streamlit as st

from tiesmap.dashboard import state
from tiesmap.dashboard.setup import reports
from tiesmap.dashboard.shared import words
from tiesmap.dashboard.shared.downloads import save
from tiesmap.exporting.plain import file_name
from tiesmap.model.ids import PersonId
from tiesmap.model.onward import Name
from tiesmap.workspace import Workspace
from tiesmap.workspace.asks.ticklist import Answer, Ticked

_MARKS = {"yes": "yes", "not_him": "not him"}


def show(workspace: Workspace, connector: PersonId) -> None:
    """The names, to tick on the page, on paper or in a spreadsheet."""
    names = workspace.onward.tick_list(connector)
    label = f"A list to tick together ({len(names)})" if names else "A list to tick together"
    with st.expander(label, icon=":material/checklist:"):
        if not names:
            st.caption(
                "Nobody is on file whom this contact may know and you do not. Put names and firms "
                "on your wanted list (Find), and they stand here."
            )
            return
        st.caption(
            "Go through it with your client: a name that is read is easier than one to find."
        )
        _take_along(workspace, connector)
        _on_the_page(workspace, connector, names)


def take_back(workspace: Workspace) -> None:
    """A list that was ticked in a spreadsheet."""
    with st.expander("Read a ticked list", icon=":material/upload_file:"):
        file = st.file_uploader(
            "The list with its columns yes, not_him and better_somebody_else filled (CSV)",
            type=["csv"],
            key=state.turn("ticked"),
        )
        if problems := state.recall("tick problems"):
            reports.show_problems(problems, "ticks")
        if file is not None and st.button("Take the list back", type="primary"):
            _read(workspace, file.name, file.getvalue())


def _take_along(workspace: Workspace, connector: PersonId) -> None:
    person = workspace.people.person(connector)
    name = f"To tick with {file_name(person.label if person else '')} {workspace.today.isoformat()}"
    make = partial(workspace.onward.tick_file, connector)
    with st.container(horizontal=True):
        save("List to print", name, ".html", partial(make, ".html"))
        save(
            "List for a spreadsheet",
            name,
            ".csv",
            partial(make, ".csv"),
            help="Fill the last three columns and take it back below.",
        )


def _on_the_page(workspace: Workspace, connector: PersonId, names: tuple[Name, ...]) -> None:
    """The same list as a form."""
    key = state.turn(f"ticks {connector}")
    with st.form(key, border=False):
        said = []
        for number, one in enumerate(names):
            who, mark, better = st.columns([5, 4, 4], vertical_alignment="center")
            with who:
                place = ", ".join(part for part in (one.title, one.company) if part)
                words.line(f"{one.name} ({place})" if place else one.name, f"tick-{number}")
            answer = mark.segmented_control(
                f"Known to your client: {number + 1}",
                **words.options(_MARKS),
                key=f"{key} {number}",
                label_visibility="collapsed",
            )
            other = better.text_input(
                f"Better somebody else for {number + 1}",
                key=f"{key} {number} better",
                placeholder="Better somebody else: who?",
                label_visibility="collapsed",
            )
            said.append(Answer(answer == "yes", answer == "not_him", other.strip()))
        if not st.form_submit_button("Keep the answers", type="primary"):
            return
    _tell(workspace.onward.tick(connector, names, said))
    state.turn_over(f"ticks {connector}")
    st.rerun()


def _read(workspace: Workspace, name: str, data: bytes) -> None:
    ticked = workspace.onward.read_ticks(name, data)
    state.remember("tick problems", ticked.problems)
    state.turn_over("ticked")
    _tell(ticked)
    st.rerun()


def _tell(ticked: Ticked) -> None:
    said = f"{ticked.yes} yes, {ticked.not_him} not him, {ticked.better} better through somebody "
    said += f"else; {ticked.planned} asks are planned."
    wrong = ". ".join(f"{p.value} {p.message}" if p.value else p.message for p in ticked.problems)
    state.tell(f"{said} {wrong}.".replace("..", ".") if wrong else said)
