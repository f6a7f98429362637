"""Requests: the introductions to ask for, their words, their state, and the list that goes out."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

import streamlit as st

from tiesmap.dashboard import state
from tiesmap.dashboard.asks import asks, request
from tiesmap.dashboard.pages import FILES
from tiesmap.dashboard.shared import empty, words
from tiesmap.introductions.requests import overdue, waits, within
from tiesmap.model.requests import IntroRequest
from tiesmap.model.statuses import STATUSES
from tiesmap.workspace import Workspace

SHOWN: dict[str, str] = {"open": "Open", "all": "All"} | {
    status.value: status.replace("_", " ").capitalize() for status in STATUSES
}
PERIODS = {"any": "Any time", "week": "A week", "month": "A month", "quarter": "A quarter"}
DAYS = {"week": 7, "month": 31, "quarter": 92}
ORDERS = {"follow": "Due first", "connector": "By connector", "list": "As they were added"}


def page(seat: Workspace) -> None:
    """The list, one request to work on, and the export of what is shown."""
    found = seat.asks.requests()
    if not found:
        st.info(
            "There are no requests yet. Tick paths on the page Paths, or let tiesmap suggest some: "
            "the wanted list first, then the best ways outward, not all through one contact.",
            icon=":material/info:",
        )
    tools = st.container(horizontal=True, vertical_alignment="center")
    with tools:
        if st.button("Suggest ten", icon=":material/lightbulb:", type="secondary"):
            _suggest(seat)
        st.page_link(FILES["paths"], label="Find paths", icon=":material/route:")
    if not found:
        asks.hidden(seat)
        asks.take_back(seat)
        return
    shown, choices = _chosen(seat, found)
    asks.hidden(seat)
    if not shown:
        st.info("No request fits what you chose above.")
        asks.take_back(seat)
        return
    with tools:
        asks.export(seat, shown)
    if late := sum(overdue(r, seat.today) for r in shown):
        st.warning(
            f"{late} {'is' if late == 1 else 'are'} overdue: what you meant to do next was due "
            "before today.",
            icon=":material/schedule:",
        )
    chosen = asks.table(seat, shown)
    names = {r.request: f"{k}. {r.connector} → {r.target}" for k, r in enumerate(shown, start=1)}
    ids = list(names)
    picked = st.selectbox(
        "Work on",
        ids,
        index=chosen,
        format_func=lambda r: names[r],
        placeholder="Choose a request here, or tick its row",
        key=f"ask {chosen} {len(ids)} {choices}",
    )
    if picked in names:
        request.show(seat, shown[ids.index(picked)])
    asks.take_back(seat)
    words.how_to_read()


def _chosen(
    seat: Workspace, found: Sequence[IntroRequest]
) -> tuple[list[IntroRequest], tuple[str, ...]]:
    """The requests that fit the choices above the list, with what was chosen."""
    status, whose, when, order = st.columns([3, 4, 3, 3], vertical_alignment="bottom")
    which = status.selectbox(
        "Show",
        list(SHOWN),
        format_func=lambda s: SHOWN[s],
        key="asks show",
        persist_state="session",
    )
    connectors = {r.connector_id: r.connector for r in found}
    connectors |= words.labels(p for c, p in seat.people.everybody().items() if c in connectors)
    connector = whose.selectbox(
        "Connector",
        [0, *sorted(connectors, key=lambda c: connectors[c].casefold())],
        format_func=lambda c: connectors.get(c, "Everybody"),
        key=f"asks connector {seat.rep}",
    )
    period = when.selectbox(
        "Asked or due",
        list(PERIODS),
        format_func=lambda p: PERIODS[p],
        key="asks period",
        persist_state="session",
        help="Asked within that time; or, where it was not asked yet, due within it or before.",
    )
    by = order.selectbox(
        "Order",
        list(ORDERS),
        format_func=lambda o: ORDERS[o],
        key="asks order",
        persist_state="session",
    )
    fits = [
        r
        for r in found
        if (which in ("all", r.status) or _open(which, r)) and connector in (0, r.connector_id)
    ]
    if period != "any":
        days = timedelta(days=DAYS[period])
        fits = list(within(fits, seat.today - days, seat.today + days))
    return _ordered(fits, by), (which, str(connector), period, by)


def _open(which: str, ask: IntroRequest) -> bool:
    return which == "open" and waits(ask)


def _ordered(found: Sequence[IntroRequest], by: str) -> list[IntroRequest]:
    if by == "connector":
        return sorted(found, key=lambda r: (r.connector.casefold(), r.connector_id, -r.chance))
    if by == "follow":
        return sorted(found, key=lambda r: (r.follow_up_on is None, r.follow_up_on or date.max))
    return list(found)


def _suggest(seat: Workspace) -> None:
    with st.spinner("Looking for the asks worth making"):
        new = seat.asks.keep_requests(seat.asks.suggest_requests(10))
    state.tell(
        f"{new} new suggestions." if new > 1 else "One new suggestion." if new
        else "Nothing new: the best ten are on your list already."
    )  # fmt: skip
    st.rerun()


seat = state.workspace()
if not empty.without_network(seat, "Here stand the introductions to ask for."):
    page(seat)
