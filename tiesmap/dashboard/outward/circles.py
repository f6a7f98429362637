"""Reach: the circles that could open next, and how many people each category has for the rep."""

from __future__ import annotations

import streamlit as st

from tiesmap.dashboard import state
from tiesmap.dashboard.outward import reached
from tiesmap.dashboard.shared import go, words
from tiesmap.model.statuses import Status
from tiesmap.workspace import Workspace


def page(workspace: Workspace) -> None:
    """What opens next; the picture, the choice of a category, the table, the only ways in."""
    rows = workspace.ways.reach_by_category()
    if not rows:
        st.info(
            "Nobody on file has a category yet. Set categories on People, or by rules under "
            "Setup. This page then shows where you are at home and which circles open next.",
            icon=":material/info:",
        )
        with st.container(horizontal=True):
            go.link("people", "To the people", "group")
            go.link("setup", "To the rules", "tune", view="settings")
        return
    st.caption("Choose a category here, or click one below, to see the paths into it.")
    circles = workspace.ways.circles()
    turn = {circle.circle: place for place, circle in enumerate(circles)}
    rows = tuple(sorted(rows, key=lambda row: turn.get(row.category, len(turn))))
    names, said = [row.category for row in rows], workspace.people.categories()
    planned = {
        one.connector_id: one.target
        for one in workspace.asks.requests()
        if one.status == Status.PLANNED
    }
    reached.next_circles(circles, said, planned)
    box, press = st.columns([4, 3], vertical_alignment="bottom")
    with box:
        chosen = state.pick(
            "Category",
            "category",
            names,
            place="reach",
            show=lambda name: said.get(name, name),
            placeholder="Where do you want to go?",
        )
    if press.button(
        "Find paths into it", type="primary", disabled=chosen is None, icon=":material/route:"
    ):
        _go(str(chosen))
    drawn = reached.picture(rows, said)
    clicked = reached.table(workspace, rows, said) or drawn
    if clicked in names:
        _go(clicked)
    if chosen is not None:
        reached.only_ways(workspace, next(row for row in rows if row.category == chosen))
    words.how_to_read()


def _go(category: str) -> None:
    """To Find, with this category."""
    state.choose("category", category)
    state.choose("to", "category")
    go.to("find")
