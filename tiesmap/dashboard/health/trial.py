"""A trial inside the team: its line in Week and on Find, and where it is begun and told."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import streamlit as st

from tiesmap.dashboard import state
from tiesmap.dashboard.shared import days, words
from tiesmap.model.english import say_count
from tiesmap.nurture import trials
from tiesmap.workspace import Workspace
from tiesmap.workspace.coach.trials import Standing


def is_shown(workspace: Workspace) -> bool:
    """Whether there is a trial, or one may begin it."""
    return workspace.coach.may_set() or workspace.trials.standing() is not None


def line(workspace: Workspace) -> None:
    """What the rep is told of it now, and his yes or no to it; nothing where there is none."""
    now = workspace.trials.standing()
    if now is not None and now.line:
        with st.container(horizontal=True, vertical_alignment="center", key="trial-line"):
            st.caption(now.line, width="stretch")
            _consent(workspace, now, "line")


def reach(workspace: Workspace) -> str:
    """How far this week is drawn to lead, said in a line where it is; else balanced."""
    now = workspace.trials.standing()
    if now is None or now.lot is None:
        return "balanced"
    st.caption(now.line)
    return str(now.lot)


def _consent(workspace: Workspace, now: Standing, place: str) -> None:
    if now.may_join and st.button("Take part", key=f"join {place}"):
        _done(workspace.trials.join, "You take part.")
    leaves = now.takes_part and not now.is_over
    if leaves and st.button("Leave the trial", key=f"leave {place}", type="tertiary"):
        _done(workspace.trials.leave, "You take part no more.")


def _done(write: Callable[[], object], said: str) -> None:
    write()
    state.rerun(said)


def page(workspace: Workspace) -> None:
    """What it is; one's own part in it; what came of it; and how it is begun and ended."""
    st.caption(
        "Do asks near what one knows come further here, or asks for the next circle? For some "
        "weeks suggestions are the one or the other by lot, one of each in each pair of weeks. "
        f"Each rep agrees for himself, may leave on any day, and may always choose otherwise. "
        f"{trials.TOLD}"
    )
    now = workspace.trials.standing()
    if now is not None:
        said = f"A trial of {trials.say(now.trial)}, drawn by the seed {now.trial.seed}."
        words.line(said, "trial")
        if not now.is_over:
            words.line(now.line, "trial-now")
            _consent(workspace, now, "page")
        else:
            _results(workspace)
    if workspace.coach.may_set():
        _settle(workspace, now)


def _results(workspace: Workspace) -> None:
    own, team = workspace.trials.own(), workspace.trials.together()
    for title, found in (("The team", team), ("Your own asks", own)):
        if found is not None:
            st.subheader(f"{title}, {say_count(found.pairs, 'pair')} of weeks")
            for how, why in trials.EXPLAINED.items():
                st.caption(f"{how}. {why}")
                said = [one.said for one in trials.lines(found, how)]
                words.line(words.bullets(said), f"trial-{title}-{how}".replace(" ", "-"))


def _settle(workspace: Workspace, now: Standing | None) -> None:
    """Begin one, or end the one that is on."""
    if now is not None and not now.is_over:
        if st.button("Stop the trial", key="stop trial"):
            _done(workspace.trials.stop, "Stopped: the pairs of weeks that are over count.")
        return
    with st.form("begin trial", border=False):
        with st.container(horizontal=True, vertical_alignment="bottom"):
            first = st.date_input("First week", workspace.writes_on + timedelta(days=7),
                                  format=days.FIELD, width=230)  # fmt: skip
            weeks = st.number_input("Weeks", trials.LEAST, trials.MOST, 8, 2, width=230)
        if st.form_submit_button("Begin a trial", type="primary"):
            _done(
                lambda: workspace.trials.start(first, int(weeks)), "Announced: each agrees, or not."
            )
