"""Outcomes: what came of the asks, and whether weak ties work for this rep."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import streamlit as st

from tiesmap.dashboard.health import introduced, tallies
from tiesmap.dashboard.shared import days, go, words
from tiesmap.workspace import Workspace

GROUPS = {
    "month": "By month",
    "connector": "By connector",
    "category": "By category",
    "distance": "By distance",
}
_SHOWN = 12


def page(workspace: Workspace) -> None:
    """The tallies by one grouping as two pictures and a table, and what is expected now."""
    found = workspace.asks.outcomes()
    introduced.offer(workspace)
    if not found["month"]:
        st.info(
            "You have not asked anybody yet. Mark an ask as asked on My asks, and later what "
            "came of it. This page then shows what works for you.",
            icon=":material/info:",
        )
        go.link("asks", "To My asks", "arrow_forward")
        return
    by = st.segmented_control(
        "Compare",
        **words.options(GROUPS),
        default="month",
        required=True,
        key="outcomes by",
        persist_state="session",
    )
    rows = found[str(by)]
    if by == "month":
        rows = [replace(row, group=_month(row.group)) for row in rows]
    if by == "distance":
        st.markdown(tallies.weak_or_strong(rows))
    drawn = rows[-_SHOWN:] if by == "month" else tallies.most_asked(rows, _SHOWN)
    counts, shares = st.columns(2, gap="large")
    with counts:
        st.subheader("How far they came")
        tallies.counts(drawn)
    with shares:
        st.subheader("How often it works")
        tallies.shares(drawn)
        st.caption(
            "The point is the share so far, the line where the true share may lie (95%). With "
            "few answers the line is long, and differences mean little."
        )
    if len(rows) > len(drawn):
        st.caption(f"The picture shows {len(drawn)} of {len(rows)}; the table has all.")
    people = {r.connector: r.connector_id for r in workspace.asks.requests()}
    tallies.table(
        rows,
        GROUPS[str(by)].removeprefix("By ").capitalize(),
        people if by == "connector" else {},
    )
    tallies.learned(workspace)
    words.how_to_read()


def _month(group: str) -> str:
    """ "2026-03" in words; what is no month stays as it is."""
    try:
        return days.month(date.fromisoformat(f"{group}-01"))
    except ValueError:
        return group
