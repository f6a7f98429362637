"""The picture of the network, and what stands under it."""

from __future__ import annotations

import streamlit as st

from tiesmap.model.map import MapView
from tiesmap.workspace import Workspace


def view_of(
    seat: Workspace, layout: str, category: str, most: int, always: tuple[int, ...]
) -> MapView:
    """The picture, drawn once for each choice; the people in `always` are on it."""
    with st.spinner("Drawing the map"):
        return seat.ways.map_view(layout, category, always, most)


def below(seat: Workspace, view: MapView) -> None:
    """How much is shown, and the button that saves it."""
    size = seat.ways.overview()
    reach = size.known + size.one_away + size.two_away
    with st.container(horizontal=True, vertical_alignment="center"):
        st.caption(
            f"{len(view.people)} of the {reach} people within your reach are shown: the nearest, "
            "and those who lead on."
        )
        st.download_button(
            "Save the map as one file",
            data=lambda: seat.reports.map_html(view),
            file_name="network-map.html",
            mime="text/html",
            on_click="ignore",
            icon=":material/download:",
        )
