"""What follows on an introduction that was made: how at ease one is, and the next ask."""

from __future__ import annotations

import streamlit as st

from tiesmap.dashboard import state
from tiesmap.dashboard.shared import boundary, go, words
from tiesmap.model.ids import PersonId
from tiesmap.model.requests import IntroRequest
from tiesmap.workspace import Workspace

RATINGS = {1: "1 hardly", 2: "2", 3: "3", 4: "4", 5: "5 at home"}


def what_follows(workspace: Workspace, request: IntroRequest, place: str) -> None:
    """How at ease with whom one met, and the next ask; `place` tells one such part from another."""
    if request.target_id is None:
        return
    met = workspace.people.person(request.target_id)
    if met is None:
        return
    st.markdown("**From here on**")
    st.text(f"How at ease are you with {met.label}?")
    ease(workspace, met.id, met.comfort, place)
    next_step(workspace, request, place)


def next_step(workspace: Workspace, request: IntroRequest, place: str) -> None:
    """The ask that follows, and a button that plans it."""
    further = request.goal_id not in (None, request.target_id)
    st.text(
        f"Next: ask {request.target} for an introduction toward {request.goal}."
        if further
        else f"Next: ask {request.target} openly about a circle that is new to you."
    )
    if st.button("Plan the next ask", icon=":material/arrow_forward:", key=f"onward {place}"):
        plan_next(workspace, request)


def ease(workspace: Workspace, person: PersonId, rating: int | None, place: str) -> None:
    """Five buttons for how at ease the rep is with somebody."""
    chosen = st.segmented_control(
        "How at ease are you with this person?",
        **words.options(RATINGS),
        default=rating,
        key=f"ease {place} {rating}",
        label_visibility="collapsed",
    )
    if chosen is not None and chosen != rating:
        workspace.people.rate({person: chosen})
        state.rerun(f"Noted: comfort {chosen} of 5.")


def plan_next(workspace: Workspace, request: IntroRequest) -> None:
    """Plan the ask that follows, and turn to it."""
    with boundary.or_refused():
        planned = workspace.onward.next_ask(request)
    state.tell("The next ask is planned. Read its letter before you send it.")
    go.open_ask(planned.request)
