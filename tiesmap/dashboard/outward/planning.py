"""From ticked paths to planned asks."""

from __future__ import annotations

import streamlit as st

from tiesmap.dashboard import state
from tiesmap.dashboard.outward.answers import Asks
from tiesmap.dashboard.pages import FILES
from tiesmap.workspace import Workspace


def bar(seat: Workspace, asks: Asks) -> None:
    """The bar at the bottom that plans what is ticked."""
    chosen = len(asks[0]) + len(asks[1])
    with st.bottom, st.container(horizontal=True, vertical_alignment="center"):
        if st.button(
            f"Plan these asks ({chosen})" if chosen else "Plan these asks",
            type="primary",
            disabled=not chosen,
            help="Tick the paths that you want to ask for.",
            icon=":material/playlist_add_check:",
            key="plan asks",
        ):
            new = seat.asks.plan(*asks)
            state.turn_over("ticks")
            state.tell(
                f"{'One ask is' if new == 1 else f'{new} asks are'} new on your list, as planned. "
                "Read the notes on the page Requests before you send them."
            )
            st.rerun()
        st.page_link(FILES["requests"], label="To your requests", icon=":material/arrow_forward:")
