"""This week: at most ten things, the worthiest first; how all relationships stand, in a line."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import streamlit as st

from tiesmap.dashboard.health import trial
from tiesmap.dashboard.pages import SHOWS
from tiesmap.dashboard.shared import empty, go, standing
from tiesmap.dashboard.shared.downloads import save
from tiesmap.dashboard.week import card, colleagues, coming, conversation
from tiesmap.model.english import say_count
from tiesmap.model.statuses import Status
from tiesmap.model.week import WeekItem
from tiesmap.workspace import Workspace


def page(workspace: Workspace) -> None:
    """The summary, the things to do, and the files to take along."""
    workspace.colleagues.keep_fresh()
    with st.spinner("Looking at your week"):
        items, healths = workspace.week.week(), workspace.week.health()
    standing.summary(healths)
    trial.line(workspace)
    coming.show(workspace)
    conversation.with_anybody(workspace)
    colleagues.show(workspace)
    if not items and empty.without_anybody(workspace, SHOWS["Week"]):
        return
    if not items:
        st.info(
            "Nothing is due this week: no promise, no contact, no answer to chase. Write down what "
            "matters to your clients on their pages, or plan your next asks.",
            icon=":material/task_alt:",
        )
        with st.container(horizontal=True):
            if workspace.start.progress().step == "rate":
                go.link("setup", "Rate whom you know", "sentiment_satisfied", view="start")
            go.link("find", "Plan asks", "event_upcoming")
        return
    _take_along(workspace, items)
    card.begin()
    for number, item in enumerate(items, start=1):
        card.show(workspace, item, number)
    _further(workspace, items)
    st.caption(
        "Most valuable first: how much the relationship matters, how late it is, and how far it "
        "leads. A mail, a meeting or a note moves the due day by itself."
    )


def _further(workspace: Workspace, items: Sequence[WeekItem]) -> None:
    """How many asks the rep planned for which the week has no place yet, and where they stand."""
    here = {item.request for item in items}
    planned = [one for one in workspace.asks.requests() if one.status == Status.PLANNED]
    if left := sum(one.request not in here for one in planned):
        with st.container(horizontal=True, vertical_alignment="center"):
            more = say_count(left, "more ask that you planned is", "more asks that you planned are")
            st.caption(f"{more} on My asks.", width="content")
            go.link("asks", "My asks", "outgoing_mail", view="board")


def _take_along(workspace: Workspace, items: tuple[WeekItem, ...]) -> None:
    name = f"My week {workspace.today.isoformat()}"
    with st.container(horizontal=True, vertical_alignment="center"):
        for label, ending in (("For your calendar", ".ics"), ("Page to print", ".html")):
            save(label, name, ending, partial(workspace.week.week_file, items, ending))
        go.link("health", "Health of the network", "monitor_heart")
