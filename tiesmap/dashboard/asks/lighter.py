"""Choices on one ask: the lighter favor in its place, and whether the letter names the goal."""

from __future__ import annotations

import streamlit as st

from tiesmap.dashboard import state
from tiesmap.dashboard.asks import letters
from tiesmap.dashboard.shared import boundary
from tiesmap.model.requests import IntroRequest
from tiesmap.model.statuses import UNASKED, WITH_LETTER, Status
from tiesmap.workspace import Workspace


def mention(workspace: Workspace, request: IntroRequest) -> None:
    """A button that asks for the name alone in the place of the introduction."""
    if request.is_mention or request.target_id is None or request.status not in UNASKED:
        return
    if st.button(
        "Ask only whether you may mention the name",
        icon=":material/record_voice_over:",
        key=f"mention {request.request}",
        help="The lighter favor: you then write to the one you want to meet yourself. The ask for "
        "an introduction is taken back.",
    ):
        with boundary.or_refused():
            made = workspace.onward.mention(request)
            workspace.asks.record_step(request, Status.WITHDRAWN, "asked for the name alone")
            state.choose("ask", made.request)
        state.rerun("Now it asks for the name alone. Your own message stands below the letter.")


def goal(workspace: Workspace, request: IntroRequest) -> None:
    """Whether the letter may say whom it is all for; it never does by itself."""
    further = request.goal_id not in (None, request.target_id)
    if not further or request.is_mention or request.status not in WITH_LETTER:
        return
    named = workspace.letters.names_goal(request)
    key = f"names goal {letters.place_of(request)} {named}"
    ticked = st.checkbox(
        "Name who this is for in the letter",
        named,
        key=key,
        help="Drafts the letter to the connector anew. The note to pass on never says it.",
    )
    if ticked != named:
        with boundary.or_refused():
            workspace.letters.name_goal(request, ticked)
            letters.show_anew(request)
        state.rerun("The letter is drafted anew.")
