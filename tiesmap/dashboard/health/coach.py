"""As a coach: counts of a rep, without a word or a name of anybody he knows."""

from __future__ import annotations

import streamlit as st

from tiesmap.dashboard import names
from tiesmap.dashboard.shared import boundary, go
from tiesmap.dashboard.shared.downloads import save
from tiesmap.model.english import say_count
from tiesmap.nurture.coaching import LINES, NOBODY, RANKED_FROM, lines
from tiesmap.workspace import Workspace
from tiesmap.workspace.coach import Coached, together


def page(workspace: Workspace) -> None:
    """One rep at a time beside the group's median; all of them only where the group is large."""
    st.caption("Counts alone: who is meant and what was said stays with the rep.")
    with boundary.said():
        goal = st.number_input("Goal: new clients a quarter", 1, 1000, 1, key="coach goal")
        group = workspace.coach.group(int(goal))
        for name, count in workspace.team.left_alone().items():
            whom = say_count(count, "client")
            st.caption(f"{name} left: {whom} whom nobody looks after since.")
        if not group:
            st.info(NOBODY)
            return
        called = {one.rep: one.name for one in group}
        chosen = st.selectbox("Rep", list(called), format_func=called.__getitem__, key="coached")
        one = next(one for one in group if one.rep == chosen)
        _show(one, together(group), int(goal), alone=len(group) == 1)
        save(
            "One page to print",
            f"{one.name} {workspace.today.isoformat()}",
            ".html",
            lambda: workspace.coach.page(one.rep, int(goal)),
        )
        go.link("week", "After a call together: what did you see?", "visibility", view="visits")
        if len(group) >= RANKED_FROM:
            _all(group)


def _show(one: Coached, middle: dict[str, float | None], goal: int, *, alone: bool) -> None:
    needed = one.needed
    rows = [
        [
            LINES[line],
            _said(value),
            "" if alone else _said(middle[line]),
            _said(getattr(needed, line, None) if needed else None),
        ]
        for line, value in lines(one.figures).items()
    ]
    heads = ["", "Count", "Group's median", "For the goal"]
    names.table(heads, rows, "coach figures", f"The counts of {one.name}")
    if needed is None:
        st.caption("Too few asks yet to say what a goal takes: three at each step, with some gain.")
    else:
        clients = "1 new client takes" if goal == 1 else f"{goal} new clients take"
        st.caption(
            f"For the goal: what {clients} by this rep's own rates, or by the group's where there "
            "are too few asks."
        )


def _all(group: tuple[Coached, ...]) -> None:
    st.subheader("All, by name")
    rows = [[one.name, *(_said(value) for value in lines(one.figures).values())] for one in group]
    names.table(["Rep", *LINES.values()], rows, "coach all", "The counts of all reps")


def _said(value: float | None) -> str:
    return "" if value is None else f"{value:g}"
