"""An ask to a colleague among the others: what is said to it moves it, here and on the week."""

from __future__ import annotations

from functools import partial

import streamlit as st

from tiesmap.dashboard import names, state
from tiesmap.dashboard.shared import days, pieces, words
from tiesmap.model.colleague_asks import Came
from tiesmap.model.requests import COLLEAGUE, IntroRequest
from tiesmap.model.statuses import Status
from tiesmap.workspace import Workspace

_STEPS: dict[Status, tuple[tuple[str, Came | None], ...]] = {
    Status.ASKED: (("Take it back", None),),
    Status.AGREED: (("We are introduced", Came.INTRODUCED), ("We met", Came.MET)),
    Status.INTRODUCED: (("We met", Came.MET),),
}
"""What the one who asked can say about it; all else is the colleague's to say."""


def steps(workspace: Workspace, one: IntroRequest, *pieces_of: str) -> None:
    """What can be said about it now, by one click each; then these pieces run."""
    for label, came in _STEPS.get(one.status, ()):
        st.button(
            label,
            key=f"{label} {one.request}",
            icon=":material/check:" if came else None,
            type="tertiary",
            on_click=pieces.act if pieces_of else _say,
            args=(partial(_say, workspace, one, came), *pieces_of)
            if pieces_of
            else (workspace, one, came),
        )


def _say(workspace: Workspace, one: IntroRequest, came: Came | None) -> None:
    number = int(one.request.removeprefix(COLLEAGUE))
    if came is None:
        workspace.colleague_asks.take_back(number)
        state.tell(f"Taken back: {one.connector} is asked for {one.target} no more.")
    else:
        workspace.colleague_asks.came(number, came)
        state.tell(f"Noted. {one.connector} is told and thanked by itself.")


def show(workspace: Workspace, one: IntroRequest) -> None:
    """The ask by itself: what was asked, and where it stands."""
    whom: names.Part = one.target if one.target_id is None else (one.target_id, one.target)
    names.lines([[one.connector, " → ", whom]], f"ask {one.request}", tone="heading")
    words.line("; ".join(one.reasons), f"stands-{one.request}")
    st.text(f"What for: {one.purpose}")
    if one.note_to_forward:
        words.fine(f"To pass on: {one.note_to_forward}", f"note-{one.request}")
    if one.asked_on is not None:
        st.caption(f"Asked on {days.said(one.asked_on)}, in tiesmap: it stands on their week.")
    with st.container(horizontal=True):
        steps(workspace, one)
