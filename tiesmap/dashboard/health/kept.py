"""How many are wanted in each stage, and which clients stayed: tables with what can be set."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import streamlit as st

from tiesmap.dashboard import names, state
from tiesmap.dashboard.shared import standing
from tiesmap.model.week import StageHealth
from tiesmap.workspace import Workspace


def benchmarks(workspace: Workspace, stages: Sequence[StageHealth]) -> None:
    """The stages in numbers, and how many the rep wants in each."""
    on_time = standing.HEADS["green"]
    names.table(
        ["Stage", "People", "You want", "Missing", on_time, "In touch in the last quarter"],
        [
            [
                row.stage.replace("_", " "),
                row.people,
                row.benchmark or "",
                max(row.benchmark - row.people, 0) if row.benchmark else "",
                row.on_time,
                row.lately,
            ]
            for row in stages
        ],
        "stages",
        "People by stage, beside the number you want",
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
            state.rerun("Saved.")


def retention(workspace: Workspace) -> None:
    """Clients won, kept and lost by year, and why they left."""
    found = workspace.week.retention()
    if not found:
        st.caption(
            "No client is on file yet: mark clients on their pages, with the day of signing."
        )
        return
    names.table(
        ["Year", "Clients at its start", "Kept", "Of them kept", "Won", "Lost"],
        [
            [
                str(row.year),
                row.begun,
                row.kept,
                f"{row.kept / row.begun:.0%}" if row.begun else "",
                row.won,
                row.lost,
            ]
            for row in found
        ],
        "kept",
        "Clients kept, won and lost by year",
    )
    people = workspace.people.everybody()
    gone = {loss.person for loss in workspace.week.practice().losses}
    left = {people[person].label: person for person in gone if person in people}
    why: list[list[names.Part]] = [
        [f"{row.year}: ", (left[name], name) if name in left else name, f", {text}" if text else ""]
        for row in found
        for name, text in row.why
    ]
    if why:
        st.markdown("**Who left, and why**")
        names.lines(why, "why left")
    unknown = sum(
        person.stage == "past_client" and person.id not in gone for person in people.values()
    )
    if unknown:
        st.caption(
            f"{unknown} former clients are not counted as lost: nobody noted when they left. "
            "Note it on their pages, under As a client."
        )
