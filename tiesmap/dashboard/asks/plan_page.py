"""Plan: the best set of asks for the next weeks, and what to bring up at one meeting."""

from __future__ import annotations

import streamlit as st

from tiesmap.dashboard import state
from tiesmap.dashboard.asks import meeting, planned
from tiesmap.dashboard.outward import planning
from tiesmap.dashboard.outward.answers import Asks
from tiesmap.dashboard.shared import empty, words
from tiesmap.workspace import Workspace

REACHES = {"near": "Near", "balanced": "Balanced", "far": "Far"}
WEEKS = {1: "this week", 2: "two weeks", 4: "four weeks", 13: "a quarter"}


def page(seat: Workspace) -> None:
    """The plan with its asks to tick, why somebody is not in it, and one connector's list."""
    weeks, one = st.tabs(["For the next weeks", "For one meeting"])
    with weeks:
        asks = _weeks(seat)
    with one:
        meeting.show(seat)
    planning.bar(seat, asks)
    words.how_to_read()


def _weeks(seat: Workspace) -> Asks:
    """Ask how many and for how long, show the plan; what the rep ticked."""
    reach_at, most_at, weeks_at = st.columns([6, 2, 2], vertical_alignment="bottom")
    with reach_at:
        reach = state.switch(
            "How far from what you know",
            "reach",
            REACHES,
            place="plan",
            default="balanced",
            help="Near goes by chance alone; far prefers other categories and circles.",
        )
    most = most_at.selectbox("Asks", (5, 10, 15, 20), 1, key="plan most", persist_state="session")
    weeks = weeks_at.selectbox(
        "For",
        list(WEEKS),
        format_func=lambda number: WEEKS[number],
        key="plan weeks",
        persist_state="session",
    )
    with st.spinner("Looking for the best set of asks"):
        found = seat.asks.plan_asks(most, weeks, reach)
    planned.waiting(seat)
    ticked = planned.show(seat, found)
    planned.why_not(seat, most, weeks, reach)
    return ticked


seat = state.workspace()
if not empty.without_network(seat, "Here stands whom to ask next, and for whom."):
    page(seat)
