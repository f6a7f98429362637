"""Requests: the introductions to ask for, their words, their state, and the list that goes out."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import streamlit as st

from tiesmap.dashboard import state
from tiesmap.dashboard.pages import FILES
from tiesmap.dashboard.parts import asks, empty, request, words
from tiesmap.introductions.requests import overdue
from tiesmap.model.requests import OPEN_STATUSES, STATUSES, IntroRequest
from tiesmap.workspace import Workspace

SHOWN = {"open": "Open", "all": "All", **{s: s.replace("_", " ").capitalize() for s in STATUSES}}
ORDERS = {"follow": "Due first", "connector": "By connector", "list": "As they were added"}


def page(seat: Workspace) -> None:
    """The list, one request to work on, and the export of what is shown."""
    found = seat.requests()
    if not found:
        st.info(
            "There are no requests yet. Tick paths on the page Paths, or let tiesmap suggest some: "
            "the wanted list first, then the best ways outward, not all through one contact.",
            icon=":material/info:",
        )
    with st.container(horizontal=True, vertical_alignment="center"):
        if st.button("Suggest ten", icon=":material/lightbulb:", type="secondary"):
            _suggest(seat)
        st.page_link(FILES["paths"], label="Find paths", icon=":material/route:")
    if not found:
        asks.take_back(seat)
        return
    status, order, rest = st.columns([3, 3, 6], vertical_alignment="bottom")
    which = status.selectbox(
        "Show",
        list(SHOWN),
        format_func=lambda s: SHOWN[s],
        key="asks show",
        persist_state="session",
    )
    by = order.selectbox(
        "Order",
        list(ORDERS),
        format_func=lambda o: ORDERS[o],
        key="asks order",
        persist_state="session",
    )
    shown = _ordered([r for r in found if which in ("all", r.status) or _open(which, r)], by)
    if not shown:
        st.info("No request has this status.")
        return
    with rest, st.container(horizontal=True, horizontal_alignment="right"):
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
        key=f"ask {chosen} {len(ids)} {which} {by}",
    )
    if picked in names:
        request.show(seat, shown[ids.index(picked)])
    asks.take_back(seat)
    words.how_to_read()


def _open(which: str, ask: IntroRequest) -> bool:
    return which == "open" and ask.status in (*OPEN_STATUSES, "introduced")


def _ordered(found: Sequence[IntroRequest], by: str) -> list[IntroRequest]:
    if by == "connector":
        return sorted(found, key=lambda r: (r.connector.casefold(), r.connector_id, -r.chance))
    if by == "follow":
        return sorted(found, key=lambda r: (r.follow_up_on is None, r.follow_up_on or date.max))
    return list(found)


def _suggest(seat: Workspace) -> None:
    with st.spinner("Looking for the asks worth making"):
        new = seat.keep_requests(seat.suggest_requests(10))
    state.tell(
        f"{new} new suggestions." if new > 1 else "One new suggestion." if new
        else "Nothing new: the best ten are on your list already."
    )  # fmt: skip
    st.rerun()


seat = state.workspace()
if not empty.without_network(seat, "Here stand the introductions to ask for."):
    page(seat)
