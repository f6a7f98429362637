"""Health: the whole network by month, by bucket and by stage, and which clients stayed."""

from __future__ import annotations

import streamlit as st

from tiesmap.dashboard.health import kept, months
from tiesmap.dashboard.shared import standing, tables
from tiesmap.workspace import Workspace


def page(seat: Workspace) -> None:
    """The pictures first, the tables below them."""
    span = st.segmented_control(
        "Months", (6, 12, 24), default=12, required=True, key="health months", width="content"
    )
    with st.spinner("Looking back"):
        rows = seat.week.network_health(int(span or 12))
        buckets, stages = seat.week.by_bucket(), seat.week.by_stage()
    standing.summary(seat.week.health())
    st.markdown(months.in_short(rows))
    one, two = st.columns(2, gap="large")
    with one:
        st.subheader("On time, due, overdue")
        st.vega_lite_chart(spec=months.shares(rows), width="stretch")
        st.subheader("By bucket, today")
        st.vega_lite_chart(spec=months.buckets(buckets), width="stretch")
    with two:
        st.subheader("Contacts, and asks among them")
        st.vega_lite_chart(spec=months.contacts(rows), width="stretch")
        st.subheader("By stage, beside what you want")
        st.vega_lite_chart(spec=months.stages(stages), width="stretch")
    st.caption(
        "Each month is shown as it was on its last day. Buckets and intervals are today's, so "
        "that months can be compared."
    )
    by_month, by_stage, clients = st.tabs(["By month", "Stages and benchmarks", "Clients kept"])
    with by_month:
        st.dataframe(
            [
                {
                    "As of": row.month,
                    "People": row.people,
                    standing.HEADS["green"]: row.on_time,
                    standing.HEADS["yellow"]: row.due,
                    standing.HEADS["red"]: row.overdue,
                    "Contacts": row.contacts,
                    "Asked for something": f"{row.asked} ({row.asked / row.contacts:.0%})"
                    if row.contacts
                    else "0",
                    "Favors given": row.given,
                    "Favors taken": row.taken,
                }
                for row in reversed(rows)
            ],
            hide_index=True,
            alt="The health of the network by month",
            height=tables.height(len(rows), 13),
        )
    with by_stage:
        kept.benchmarks(seat, stages)
    with clients:
        kept.retention(seat)
