"""The pace: buckets with their intervals, how much a week holds, when a silence is an alarm."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import streamlit as st

from tiesmap.dashboard import state
from tiesmap.model.practice import BUCKETS, LONGEST, Bucket, Pace
from tiesmap.workspace import Workspace

_COLUMNS = ("Kind", "Priority", "Every … days", "Needs review every … days")


def show(workspace: Workspace) -> None:
    """The week's numbers and the buckets to edit."""
    pace = workspace.week.pace()
    st.subheader("Your week")
    items, wakings, alarm = st.columns(3, vertical_alignment="bottom")
    most = items.number_input("Things a week, at most", 1, 50, pace.items, key="pace items")
    warm = wakings.number_input("Of them ties to warm up", 0, 50, pace.wakings, key="pace wakings")
    days = alarm.number_input(
        "Days without contact after a sale",
        1,
        LONGEST,
        min(pace.after_sale_days, LONGEST),
        key="pace alarm",
    )
    st.subheader("Kinds of relationship")
    st.caption(
        "How much a relationship matters (1 first), and how many days between contacts. The "
        "numbers tiesmap comes with are our judgment. 0 days: no needs review."
    )
    edited = st.data_editor(
        [dict(zip(_COLUMNS, (b.name, b.priority, b.days, b.needs_days), strict=True))
         for b in pace.buckets],
        num_rows="dynamic",
        hide_index=True,
        key=state.turn("buckets"),
        alt="Kinds of relationship with their intervals",
        column_config={
            "Kind": st.column_config.TextColumn(width=105),
            "Priority": st.column_config.NumberColumn(width=85, min_value=1, step=1, default=5),
            "Every … days": st.column_config.NumberColumn(
                min_value=1, max_value=LONGEST, step=1, default=90
            ),
            "Needs review every … days": st.column_config.NumberColumn(
                min_value=0, max_value=LONGEST, step=1, default=0
            ),
        },
    )  # fmt: skip
    with st.container(horizontal=True):
        if st.button("Save your week", type="primary", key="save pace"):
            _save(workspace, edited, replace(pace, items=most, wakings=warm, after_sale_days=days))
        if pace.buckets != BUCKETS and st.button(
            "Back to the kinds tiesmap comes with", icon=":material/restart_alt:"
        ):
            workspace.week.save_pace(replace(pace, buckets=BUCKETS))
            state.rerun("The kinds of relationship are those tiesmap comes with.", "buckets")


def _save(workspace: Workspace, rows: Sequence[Mapping[str, Any]], pace: Pace) -> None:
    buckets, wrong = read_buckets(rows)
    if wrong:
        st.warning(wrong)
        return
    workspace.week.save_pace(replace(pace, buckets=buckets))
    state.rerun("Saved. All due days are computed again.", "buckets")


def read_buckets(rows: Sequence[Mapping[str, Any]]) -> tuple[tuple[Bucket, ...], str]:
    """The buckets of the table's rows, or what is wrong with them. Empty rows count not."""
    found: list[Bucket] = []
    for row in rows:
        name, priority, days, needs = (row.get(column) for column in _COLUMNS)
        text = " ".join(str(name or "").split())
        if not text and not days:
            continue
        if not text or not days or int(days) < 1:
            return (), "Each kind of relationship needs a name and at least one day."
        if max(int(days), int(needs or 0)) > LONGEST:
            return (), f"An interval is at most {LONGEST} days."
        if text.casefold() in {bucket.name.casefold() for bucket in found}:
            return (), "Two kinds of relationship have the same name."
        found.append(Bucket(text, max(int(priority or 5), 1), int(days), max(int(needs or 0), 0)))
    if not found:
        return (), "Keep at least one kind of relationship."
    return tuple(found), ""
