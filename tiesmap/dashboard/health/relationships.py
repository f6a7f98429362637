"""Health: the whole network by month, by bucket and by stage, and which clients stayed."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from tiesmap.dashboard import names
from tiesmap.dashboard.health import kept, months
from tiesmap.dashboard.shared import days, go, standing
from tiesmap.model.english import say_count
from tiesmap.model.week import BucketHealth, MonthHealth, StageHealth
from tiesmap.workspace import Workspace


def page(workspace: Workspace) -> None:
    """The pictures first, the tables below them."""
    span = st.segmented_control(
        "Months", (6, 12, 24), default=12, required=True, key="health months", width="content"
    )
    with st.spinner("Looking back"):
        rows = workspace.week.network_health(int(span or 12))
        buckets, stages = workspace.week.by_bucket(), workspace.week.by_stage()
    healths = workspace.week.health()
    standing.summary(healths)
    _put_off(workspace)
    if any(row.people for row in rows):
        _pictures(rows, buckets, stages)
    else:
        _nobody_counts(len(healths))
    by_month, by_stage, clients = st.tabs(["By month", "By stage", "Clients kept"])
    with by_month:
        if any(row.people or row.contacts for row in rows):
            _table(rows)
        else:
            st.caption("A line a month, as soon as somebody is counted.")
    with by_stage:
        kept.benchmarks(workspace, stages)
    with clients:
        kept.retention(workspace)
    _between_colleagues(workspace)


def _between_colleagues(workspace: Workspace) -> None:
    """Give and take with each colleague, by counts; nothing where nobody asked anybody."""
    found = workspace.colleague_asks.give_and_take()
    if not found:
        return
    st.subheader("You and your colleagues")
    st.caption("Only the two of you see it. An answer may be a no; silence is none.")
    names.table(
        ["Colleague", "Who asked", "Asks", "Answered", "Yes", "Introduced"],
        [
            [name, who, one.asked, one.answered, one.agreed, one.introduced]
            for name, mine, theirs in found
            for who, one in (("you", mine), ("they", theirs))
        ],
        "give and take",
        "Asks between you and colleagues",
    )


def _put_off(workspace: Workspace) -> None:
    """How much was snoozed or left out this month: counted apart, as it is no contact."""
    since = workspace.today.replace(day=1)
    count = sum(since <= nap.day for nap in workspace.week.practice().snoozes)
    if count:
        st.caption(
            f"This month you put off {say_count(count, 'thing')} (Snooze, Not this one). That is "
            "no contact: whoever is late stays late."
        )


def _nobody_counts(waiting: int) -> None:
    """Why there is no picture yet, and what to do."""
    whom = say_count(waiting, "person", "people")
    st.info(
        f"Nobody is counted yet: {whom}, and no mail, call or meeting with them is on file. People "
        "count from the first one, or once you say on their page what kind of relationship it is. "
        "Bring in your mails, or note on a person's page when you were last in touch.",
        icon=":material/inbox:",
    )
    with st.container(horizontal=True):
        go.link("setup", "Bring in mails", "upload_file", view="start")
        go.link("people", "To the people", "group")


def _pictures(
    rows: Sequence[MonthHealth], buckets: Sequence[BucketHealth], stages: Sequence[StageHealth]
) -> None:
    """Four pictures; where one would be blank it says why."""
    st.markdown(months.in_short(rows))
    one, two = st.columns(2, gap="large")
    with one:
        st.subheader("On time, due, overdue")
        months.shares(rows)
        st.subheader("By kind of relationship, today")
        months.buckets(buckets)
    with two:
        st.subheader("Contacts, and asks among them")
        if any(row.contacts for row in rows):
            months.contacts(rows)
        else:
            st.caption(f"No contact is on file in these {len(rows)} months.")
        st.subheader("By stage, beside what you want")
        if any(row.people or row.benchmark for row in stages):
            months.stages(stages)
        else:
            st.caption("Nobody has a stage yet: C on a card says who is a client, People the rest.")
    st.caption(
        "The kind of relationship says how often you want to be in touch (Setup, Settings). Each "
        "month is shown as it was on its last day, with today's kinds, so that months can be "
        "compared."
    )


def _table(rows: Sequence[MonthHealth]) -> None:
    """The months in numbers."""
    standings = [standing.HEADS[color] for color in ("green", "yellow", "red")]
    counts = ["Contacts", "Asked for something", "Favors given", "Favors taken"]
    names.table(
        ["As of", "People", *standings, *counts],
        [
            [
                days.said(row.month),
                row.people,
                row.on_time,
                row.due,
                row.overdue,
                row.contacts,
                f"{row.asked} ({row.asked / row.contacts:.0%})" if row.contacts else "0",
                row.given,
                row.taken,
            ]
            for row in reversed(rows)
        ],
        "months",
        "The health of the network by month",
    )
