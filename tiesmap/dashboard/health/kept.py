"""How many are wanted in each stage, and which clients stayed: tables with what can be set."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import streamlit as st

from tiesmap.dashboard import state
from tiesmap.dashboard.shared import standing, tables, words
from tiesmap.model.week import StageHealth
from tiesmap.workspace import Workspace


def benchmarks(workspace: Workspace, stages: Sequence[StageHealth]) -> None:
    """The stages in numbers, and how many the rep wants in each."""
    st.dataframe(
        [
            {
                "Stage": row.stage.replace("_", " "),
                "People": row.people,
                "You want": row.benchmark or None,
                "Missing": max(row.benchmark - row.people, 0) if row.benchmark else None,
                standing.HEADS["green"]: row.on_time,
                "In touch in the last quarter": row.lately,
            }
            for row in stages
        ],
        hide_index=True,
        placeholder="",
        alt="People by stage, beside the number you want",
        height=tables.height(len(stages)),
    )
    with st.form("benchmarks", border=False):
        st.markdown("**How many you want in each stage** (0: as many as there are)")
        wanted: dict[str, int] = {}
        with st.container(horizontal=True):
            for row in stages:
                wanted[row.stage] = int(
                    st.number_input(
                        row.stage.replace("_", " ").capitalize(),
                        0,
                        100_000,
                        row.benchmark,
                        width=150,
                        key=f"benchmark {row.stage} {row.benchmark}",
                    )
                )
        if st.form_submit_button("Save"):
            chosen = {stage: count for stage, count in wanted.items() if count}
            workspace.week.save_pace(replace(workspace.week.pace(), benchmarks=chosen))
            state.tell("Saved.")
            st.rerun()


def retention(workspace: Workspace) -> None:
    """Clients won, kept and lost by year, and why they left."""
    found = workspace.week.retention()
    if not found:
        st.caption(
            "No client is on file yet: mark clients on their pages, with the day of signing."
        )
        return
    st.dataframe(
        [
            {
                "Year": row.year,
                "Clients at its start": row.begun,
                "Kept": row.kept,
                "Of them kept": f"{row.kept / row.begun:.0%}" if row.begun else "",
                "Won": row.won,
                "Lost": row.lost,
            }
            for row in found
        ],
        hide_index=True,
        placeholder="",
        alt="Clients kept, won and lost by year",
        height=tables.height(len(found)),
        column_config={"Year": st.column_config.NumberColumn(format="%d")},
    )
    why = [f"{row.year}: {name}" + (f", {text}" * bool(text)) for row in found
           for name, text in row.why]  # fmt: skip
    if why:
        st.markdown("**Who left, and why**")
        words.fine(words.bullets(why), "why-left")
    gone = {loss.person for loss in workspace.week.practice().losses}
    unknown = sum(
        person.stage == "past_client" and person.id not in gone
        for person in workspace.people.everybody().values()
    )
    if unknown:
        st.caption(
            f"{unknown} former clients are not counted as lost: nobody noted when they left. "
            "Note it on their pages, under As a client."
        )
