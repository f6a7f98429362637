"""The dashboard: its pages, its sidebar, and the boundary that no traceback passes."""

from __future__ import annotations

from pathlib import Path

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from tiesmap.dashboard import state
from tiesmap.dashboard.pages import PAGES
from tiesmap.dashboard.shared import boundary, sidebar, words

_ICON = Path(__file__).with_name("icon.svg")


def main() -> None:
    """One look at one page."""
    st.set_page_config(page_title="tiesmap", page_icon=str(_ICON), layout="wide")
    st.html(words.STYLE)
    first = _first()
    sections: dict[str, list[StreamlitPage]] = {}
    for one in PAGES:
        sections.setdefault(one.section, []).append(
            st.Page(
                one.file,
                title=one.title,
                icon=f":material/{one.icon}:",
                url_path=one.name,
                help=one.help,
                default=one.name == first,
            )
        )
    page = st.navigation(sections, expanded=True)
    with boundary.said():
        state.follow_address()
        st.title(page.title)
        # Always there, so that what stands below keeps its place (and a tab stays open).
        with st.container():
            if said := state.told():
                words.notice(*said)
        state.make_ready(state.workspace())
        sidebar.show(state.workspace())
        page.run()


def _first() -> str:
    """The page that opens: This week once there is a network, before that Start."""
    try:
        state.follow_address()
        return "start" if state.workspace().rep is None else "week"
    except Exception:  # said on the page itself
        return "start"
