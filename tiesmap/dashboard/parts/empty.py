"""What a page says while there is nothing to show: what to do next, and the way there."""

from __future__ import annotations

import streamlit as st

from tiesmap.dashboard import state
from tiesmap.dashboard.pages import FILES
from tiesmap.dashboard.parts import words
from tiesmap.workspace import Workspace
from tiesmap.workspace.sample import sample_files


def without_network(seat: Workspace, what: str) -> bool:
    """Where there is no network yet, say what the page would show and what to do; True then."""
    if seat.rep is not None:
        return False
    if choose_rep(seat):
        return True
    st.info(
        f"{what} There is no network yet. Bring in the files that you have (your LinkedIn "
        "connections, a list of clients, the heads of your mails), or look around in an invented "
        "network first.",
        icon=":material/info:",
    )
    with st.container(horizontal=True):
        st.page_link(FILES["start"], label="Bring in files", icon=":material/upload_file:")
        sample_button(seat)
    return True


def choose_rep(seat: Workspace) -> bool:
    """Where people are on file but none of them is a rep, ask whose network it is."""
    people = state.everybody(seat)
    if not people:
        return False
    st.info(
        f"{len(people)} people are on file, and nobody said whose network this is: who are you?",
        icon=":material/info:",
    )
    names = words.labels(people.values())
    chosen = st.selectbox(
        "You are",
        list(people),
        index=None,
        format_func=lambda person: names[person],
        placeholder="Choose a person",
        key="you are",
    )
    if chosen in people and st.button("Show this network", type="primary"):
        seat.make_rep(chosen)
        state.choose("rep", chosen)
        st.rerun()
    return True


def sample_button(seat: Workspace) -> None:
    """A button that loads the sample network."""
    if st.button("Load the sample network", icon=":material/science:"):
        bar = st.progress(0.0, "Loading the sample network")
        report = seat.import_files(sample_files(), progress=lambda share, _: _move(bar, share))
        people = sum(file.people_new for file in report.files)
        state.remember("import", report)
        state.tell(f"The sample network is loaded: {people} invented people, three of them reps.")
        st.rerun()


def _move(bar: st.delta_generator.DeltaGenerator, share: float) -> None:
    bar.progress(min(max(share, 0.0), 1.0), "Loading the sample network")
