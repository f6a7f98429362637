"""All asks as a table: those of a stage, a connector or a time, and their export."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

import streamlit as st

from tiesmap.dashboard.asks import asks, board
from tiesmap.dashboard.shared import go, words
from tiesmap.introductions.requests import waits, within
from tiesmap.model.requests import IntroRequest
from tiesmap.model.statuses import STATUSES
from tiesmap.workspace import Workspace

SHOWN: dict[str, str] = {"open": "Open", "all": "All"} | {
    status.value: status.replace("_", " ").capitalize() for status in STATUSES
}
PERIODS = {"any": "Any time", "week": "A week", "month": "A month", "quarter": "A quarter"}
DAYS = {"week": 7, "month": 31, "quarter": 92}
ORDERS = {"follow": "Due first", "connector": "By connector", "list": "As they were added"}


def page(workspace: Workspace) -> None:
    """The choices, the table of what fits them, the export of just that."""
    found = workspace.asks.listed()
    if not found:
        board.nothing()
        go.link("find", "Find whom to ask", "route")
        return
    shown = _chosen(workspace, found)
    if not shown:
        st.info("No ask matches your choices above.")
        return
    with st.container(horizontal=True, vertical_alignment="center"):
        asks.export(workspace, shown)
    chosen = asks.table(workspace, shown)
    if chosen is not None:
        go.open_ask(shown[chosen].request)


def _chosen(workspace: Workspace, found: Sequence[IntroRequest]) -> list[IntroRequest]:
    """The asks that fit the choices above the table, in the order chosen."""
    status, whose, when, order = st.columns([3, 4, 3, 3], vertical_alignment="bottom")
    which = status.selectbox(
        "Show", **words.options(SHOWN), key="asks show", persist_state="session"
    )
    connectors = {r.connector_id: r.connector for r in found}
    connectors |= words.labels(
        p for c, p in workspace.people.everybody().items() if c in connectors
    )
    connector = whose.selectbox(
        "Connector",
        [0, *sorted(connectors, key=lambda c: connectors[c].casefold())],
        format_func=lambda c: connectors.get(c, "Everybody"),
        key=f"asks connector {workspace.rep}",
    )
    period = when.selectbox(
        "Asked or due",
        **words.options(PERIODS),
        key="asks period",
        persist_state="session",
        help="Asked within that time, or due by the end of it if not asked yet.",
    )
    by = order.selectbox(
        "Order", **words.options(ORDERS), key="asks order", persist_state="session"
    )
    fits = [
        r
        for r in found
        if (which in ("all", r.status) or (which == "open" and waits(r)))
        and connector in (0, r.connector_id)
    ]
    if period != "any":
        days = timedelta(days=DAYS[period])
        fits = list(within(fits, workspace.today - days, workspace.today + days))
    return _ordered(fits, by)


def _ordered(found: Sequence[IntroRequest], by: str) -> list[IntroRequest]:
    if by == "connector":
        return sorted(found, key=lambda r: (r.connector.casefold(), r.connector_id, -r.chance))
    if by == "follow":
        return sorted(found, key=lambda r: (r.follow_up_on is None, r.follow_up_on or date.max))
    return list(found)
