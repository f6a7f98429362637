"""What a page says while there is nothing to show: what to do next, and the way there."""

from __future__ import annotations

import streamlit as st

from tiesmap.dashboard import seat, state
from tiesmap.dashboard.shared import door, go, somebody
from tiesmap.model.members import MemberRole
from tiesmap.workspace import Workspace
from tiesmap.workspace.sample import lay_out_sample


def without_network(workspace: Workspace, what: str) -> bool:
    """Where there is no network yet, say what the page would show and what to do; True then."""
    if workspace.rep is not None:
        return False
    return choose_rep(workspace) or without_anybody(workspace, what)


def is_empty(workspace: Workspace) -> bool:
    """Whether nobody is on file but reps: a member has a seat before he has a network."""
    everybody = workspace.people.everybody().values()
    own = workspace.rep
    return own is None or all(one.rep or one.id == own for one in everybody)


def without_anybody(workspace: Workspace, what: str) -> bool:
    """Where nobody is on file yet, say what the page would show and what to do; True then."""
    if not is_empty(workspace):
        return False
    first = "" if door.is_signed_in() else ", or look around in an invented network first"
    st.info(
        f"{what} There is no network yet. Bring in the files that you have (your LinkedIn "
        f"connections, a list of clients, the headers of your mails){first}.",
        icon=":material/info:",
    )
    with st.container(horizontal=True, vertical_alignment="center"):
        go.link("setup", "Bring in files", "upload_file", view="start")
        if is_coach(workspace):
            go.link("health", "Your reps, in counts", "groups", view="coach")
        sample_button()
    return True


def is_coach(workspace: Workspace) -> bool:
    """Whether whoever looks coaches others by what he is."""
    return workspace.member is not None and workspace.member.role is MemberRole.COACH


def choose_rep(workspace: Workspace) -> bool:
    """Where people are on file but none of them is a rep, ask whose network it is."""
    people = workspace.people.everybody()
    if not people:
        return False
    st.info(
        f"{len(people)} people are on file, but not yet whose network this is. Who are you?",
        icon=":material/info:",
    )
    chosen = somebody.choose(workspace, "You are", people, "Choose a person", key="you are")
    if chosen and st.button("Show this network", type="primary"):
        workspace.people.make_rep(chosen)
        state.choose("rep", chosen)
        st.rerun()
    return True


def sample_button() -> None:
    """A button that opens the sample network, which is kept apart from the rep's own data."""
    if not door.is_signed_in() and st.button("Load the sample network", icon=":material/science:"):
        bar = st.progress(0.0, "Loading the sample network")
        people = lay_out_sample(lambda share, _: _move(bar, share))
        seat.look_at(seat.SAMPLE)
        state.rerun(f"The sample network is loaded: {people} invented people, three of them reps.")


def leave_sample() -> None:
    """Where the sample is looked at: say so, and the way back to the rep's own data."""
    if not seat.in_sample():
        return
    st.info("The sample network: invented people, kept apart from your data.")
    if st.button("To my own data", icon=":material/logout:", width="stretch"):
        seat.look_at(None)
        st.rerun()


def _move(bar: st.delta_generator.DeltaGenerator, share: float) -> None:
    bar.progress(min(max(share, 0.0), 1.0), "Loading the sample network")
