"""The dashboard: its pages, its sidebar, and the boundary that no traceback passes."""

from __future__ import annotations

from pathlib import Path

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from tiesmap.dashboard import seat, state
from tiesmap.dashboard.pages import ASK, OLD, PAGES, SHOWS
from tiesmap.dashboard.shared import boundary, door, empty, focus, go, sidebar, words
from tiesmap.workspace.access import NotIn

_ICON = Path(__file__).with_name("icon.svg")
_STYLE = Path(__file__).with_name("shared") / "style.css"
_MARK = Path(__file__).with_name("mark.svg")


def main() -> None:
    """One look at one page."""
    st.set_page_config(page_title="tiesmap", page_icon=str(_ICON), layout="wide")
    st.logo(str(_MARK), size="large", icon_image=str(_ICON))
    st.html(f"<style>{_STYLE.read_text('utf-8')}</style>")
    # Where the product opens has no page of its own: every page has one address, and keeps it.
    home = st.Page(_open_first, title="tiesmap", url_path="", default=True, visibility="hidden")
    pages = [
        st.Page(
            one.file,
            title=one.title,
            icon=f":material/{one.icon}:",
            url_path=one.name,
            help=one.help,
        )
        for one in PAGES
    ]
    one_ask = st.Page(ASK, title="My asks", url_path="ask", visibility="hidden")
    turning = [home, *(_turned(name, *place) for name, place in OLD.items())]
    state.follow_address()
    closed = _closed()
    page = st.navigation(
        [*turning, *pages, one_ask], expanded=True, position="hidden" if closed else "sidebar"
    )
    if closed:
        door.show_closed(closed)
        return
    with boundary.said():
        if page in turning:
            page.run()
        st.title(page.title)
        # One state of the database for the whole page.
        with (workspace := seat.workspace()).view():
            state.look_up(workspace, "person", "target")
            # Always there, so that what stands below keeps its place (and a tab stays open).
            with st.container():
                if said := state.told():
                    words.notice(*said)
            seat.make_ready(workspace)
            sidebar.show(workspace)
            shows = SHOWS[page.title]
            if not shows or not empty.without_network(workspace, shows):
                page.run()
            # After the page, so that it names what was done in this very run.
            sidebar.offer_undo(workspace)
    with st.sidebar:
        focus.keep()


def _closed() -> NotIn | None:
    """Why whoever looks is not let in; None where he is."""
    try:
        seat.enter()
    except NotIn as why:
        return why
    except Exception:  # said on the page itself, which asks at the door again
        return None
    return None


def _open_first() -> None:
    """Turn to Week once there is a network; before that to Setup, or to the counts of a coach."""
    try:
        workspace = seat.workspace()
        new, coaches = empty.is_empty(workspace), empty.is_coach(workspace)
    except Exception:  # said on the page itself
        new, coaches = True, False
    go.to(*(("week",) if not new else ("health", "coach") if coaches else ("setup",)))


def _turned(name: str, page: str, view: str) -> StreamlitPage:
    """An address of an earlier tiesmap, which turns to where that is now."""
    return st.Page(lambda: go.to(page, view), title=name, url_path=name, visibility="hidden")
