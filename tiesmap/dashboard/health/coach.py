"""As a coach: counts of a rep, without a word or a name of anybody he knows."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from tiesmap.dashboard import names
from tiesmap.dashboard.health import trial, wanted
from tiesmap.dashboard.pages import VIEWS
from tiesmap.dashboard.shared import boundary, go, words
from tiesmap.dashboard.shared.downloads import save
from tiesmap.dashboard.week import showing
from tiesmap.model.english import say_count, say_list
from tiesmap.nurture import benchmarks
from tiesmap.nurture.coaching import LINES, NOBODY, RANKED_FROM, Figures, medians, say_goal, told
from tiesmap.workspace import Workspace
from tiesmap.workspace.coach.part import Coached


def called(workspace: Workspace) -> str:
    """What this view is for whoever looks: a rep who is coached sees what is seen of him."""
    is_coached = not workspace.coach.may_set() and workspace.showing.coaches()
    return "What your coach sees" if is_coached else VIEWS["health"]["coach"]


def page(workspace: Workspace) -> None:
    """One rep beside the group's median and the benchmarks; the team; what it asks of each."""
    st.caption("Counts alone: who is meant and what was said stays with the rep.")
    with boundary.said():
        several, sets = len(workspace.coach.whom()) > 1, workspace.coach.may_set()
        views = {"One rep": _one}
        views |= {"The team": _team} if several else {}
        views |= {"Benchmarks": wanted.form} if sets else {}
        views |= {"Trial": trial.page} if trial.is_shown(workspace) else {}
        if len(views) == 1:
            _one(workspace)
            return
        for view, tab in zip(views.values(), st.tabs(list(views)), strict=True):
            with tab:
                view(workspace)


def _one(workspace: Workspace) -> None:
    sets = workspace.coach.may_set()
    whose = "A rep's" if sets else "Your"
    said = f"{whose} goal: new clients a quarter (for this view alone)"
    goal = int(st.number_input(said, 1, 1000, 1, key="coach goal"))
    group = workspace.coach.group(goal)
    if not group:
        st.info(NOBODY)
        return
    called = {one.rep: one.name for one in group}
    chosen = st.selectbox("Rep", **words.options(called), key="coached") if sets else group[0].rep
    one = next(one for one in group if one.rep == chosen)
    _show(one, group, workspace.coach.benchmarks(), goal)
    save(
        "One page to print",
        f"{one.name} {workspace.today.isoformat()}",
        ".html",
        lambda: workspace.coach.page(one.rep, goal),
    )
    showing.listed(workspace, one.rep)
    go.link("week", "After a call together: what did you see?", "visibility", view="visits")


def _show(one: Coached, group: tuple[Coached, ...], asked: dict[str, int], goal: int) -> None:
    """In words first, then the tables."""
    several = [other.figures for other in group] if len(group) > 1 else []
    said = benchmarks.sentences(one.figures, several, asked)
    words.line(words.bullets(said), "coach words")
    if not said:
        st.caption("No benchmark is set: a coach or an admin says what the team asks of each rep.")
    rows = benchmarks.rows(one.figures, medians(several), asked, one.needed)
    names.table(benchmarks.HEADS, rows, "coach figures", f"The counts of {one.name}")
    if several:
        st.caption(f"The group: {len(several)} reps. A median is of those who have such a figure.")
    st.caption(say_goal(one.needed, goal))
    if trends := benchmarks.trend_rows(one.figures):
        st.subheader("This quarter beside the last two")
        names.table(benchmarks.TREND_HEADS, trends, "coach trends",
                    f"The last three quarters of {one.name}")  # fmt: skip
        st.caption(
            "A quarter is 91 days. Of the asks of each, how far they had come on its last day; "
            "what is on file counts for the clients of today. What is not listed did not happen."
        )
    stages = benchmarks.stage_rows(one.figures.stages, asked)
    if stages:
        st.subheader("By stage")
        names.table(benchmarks.STAGE_HEADS, stages, "coach stages", f"People by stage: {one.name}")
        _rest(one.figures)


def _rest(figures: Figures) -> None:
    if said := benchmarks.beside_stages(figures):
        st.caption(said)


def _team(workspace: Workspace) -> None:
    """All reps as one; where two court the same; whom nobody looks after."""
    team, asked = workspace.coach.together(), workspace.coach.benchmarks()
    if team.figures is None:
        st.info(NOBODY)
        return
    said = benchmarks.sentences(team.figures, (), asked, reps=team.reps)
    words.line(words.bullets(said), "team words")
    st.caption(f"{team.reps} reps together; whom two of them know is counted with each.")
    if stages := benchmarks.stage_rows(team.figures.stages, asked, team.reps):
        st.subheader("By stage")
        names.table(benchmarks.STAGE_HEADS, stages, "team stages", "The team's people by stage")
        _rest(team.figures)
    kinds: list[Sequence[names.Cell]] = [[row.bucket, row.people, row.on_time, row.due, row.overdue]
             for row in team.figures.buckets if row.people]  # fmt: skip
    if kinds:
        st.subheader("By kind of relationship")
        heads = ["Kind", "People", "On time", "Due", "Overdue"]
        names.table(heads, kinds, "team buckets", "The team's relationships by kind")
    st.subheader("Where two reps court one account")
    pairs = [
        f"{one.one} and {one.other}: {say_count(one.accounts, 'account')}"
        + (f", among them {say_list(one.names)}" if one.names else "")
        for one in team.overlaps
    ]
    words.line(words.bullets(pairs) if pairs else "Nowhere.", "team overlaps")
    st.caption(
        "Leads, prospects and asks under way, at one firm or for one person. You read which "
        "accounts they are where each of the two has shown you a name there."
    )
    _alone(workspace)
    group = workspace.coach.group()
    if len(group) >= RANKED_FROM:
        st.subheader("All, by name")
        rows = [[one.name, *told(one.figures, one.figures.quarter).values()] for one in group]
        names.table(["Rep", *LINES.values()], rows, "coach all", "The counts of all reps")


def _alone(workspace: Workspace) -> None:
    st.subheader("Clients whom nobody looks after")
    left = workspace.team.left_alone()
    said = [f"{name} left: {say_count(count, 'client')}" for name, count in left.items()]
    words.line(words.bullets(said) if said else "None: no rep who left had any.", "left alone")
    if said:
        st.caption("An admin hands them over: tiesmap member hand-over THEIRS --to EMAIL")
