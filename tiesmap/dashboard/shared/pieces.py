"""Parts of a page that run by themselves: a click in one sends that part, and not the page."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from tiesmap.dashboard import state
from tiesmap.dashboard.shared import boundary, words
from tiesmap.workspace import Workspace

UNDO = "undo"
"""The piece that offers to take back what was done last; it follows whatever is done."""


def piece(workspace: Workspace, name: str, show: Callable[[], None], *, tells: bool = True) -> None:
    """Show a part of the page, of one state of the database, under a name of its own.

    `tells`: what there is to say after a click in it stands at its top.
    """

    @st.fragment(key=name)
    def _run() -> None:
        with boundary.said(), workspace.view():
            state.follow_address()
            if tells:
                # Always there, so that what stands below keeps its place.
                with st.container():
                    if said := state.told():
                        words.notice(*said)
            show()

    _run()


def act(work: Callable[[], object], *names: str) -> None:
    """For `on_click` and `on_change`: do the work, then run only these pieces, and the undo.

    What goes wrong is said at the top of the page, and a click before this one may have asked for
    another page: there all of it runs.
    """
    is_page_owed = state.is_page_owed()
    problem = boundary.caught(work)
    if problem:
        state.tell(problem, "wrong")
    if problem or is_page_owed:
        st.rerun("app")
    st.rerun([*names, UNDO])
