"""The picture of the network, and what stands under it."""

from __future__ import annotations

from collections.abc import Collection

import streamlit as st

from tiesmap.dashboard import state
from tiesmap.dashboard.shared.downloads import save
from tiesmap.model.ids import PersonId
from tiesmap.model.map import Kind, MapView
from tiesmap.workspace import Workspace

_LAST = "map drawn last"


def base_view(workspace: Workspace, layout: Kind, category: str, most: int) -> MapView:
    """The picture, drawn once for each choice; whoever was on the last one stays in his place."""
    about = (workspace.rep, layout, category, most)
    drawn_for, before = state.recall(_LAST) or (None, None)
    with st.spinner("Drawing the map"):
        view = workspace.ways.map_view(
            layout, category, most=most, before=before if drawn_for == about else None
        )
    state.remember(_LAST, (about, view))
    return view


def with_people(
    workspace: Workspace, layout: Kind, category: str, most: int, people: Collection[PersonId]
) -> MapView:
    """The same picture with these people on it."""
    _, before = state.recall(_LAST)
    return workspace.ways.map_view(layout, category, people, most, before)


def below(workspace: Workspace, view: MapView) -> None:
    """How much is shown, and the button that saves it."""
    size = workspace.ways.overview()
    reach = size.known + size.one_away + size.two_away
    there = sum(person.id >= 0 for person in view.people)
    with st.container(horizontal=True, vertical_alignment="center"):
        if view.kind != "answer":
            st.caption(
                f"{there} of the {reach} people within your reach are shown: the nearest, "
                "and those who lead on."
            )
        save(
            "Save the map as one file",
            f"My map {workspace.today.isoformat()}",
            ".html",
            lambda: workspace.reports.map_html(view),
        )
