"""The dashboard: its pages, its sidebar, and the boundary that no traceback passes."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from tiesmap.dashboard import state
from tiesmap.dashboard.pages import FILES
from tiesmap.dashboard.parts import boundary, sidebar, words

_PAGES: dict[str, tuple[tuple[str, str, str, str], ...]] = {
    "Keep up": (
        ("week", "This week", ":material/today:", "At most ten things to do, and why."),
        ("people", "People", ":material/group:", "Everybody on file; rate, sort and correct."),
        ("give", "Give", ":material/volunteer_activism:", "Whom to bring together."),
        ("health", "Health", ":material/monitor_heart:", "How well all ties are kept up."),
    ),
    "Ask": (
        ("map", "Map", ":material/hub:", "Your network: where you are at home, what leads on."),
        ("reach", "Reach", ":material/explore:", "Each category: where you are at home."),
        ("paths", "Paths", ":material/route:", "Whom to meet next, and who can introduce you."),
        ("plan", "Plan", ":material/event_upcoming:", "The best asks for the next weeks."),
        ("requests", "Requests", ":material/forward_to_inbox:", "The introductions to ask for."),
        ("outcomes", "Outcomes", ":material/monitoring:", "What came of your asks."),
    ),
    "Set up": (
        ("start", "Start", ":material/home:", "What your network holds; bring in more files."),
        ("data", "Data", ":material/shield:", "Imports to take back, backups, erasing."),
        ("settings", "Settings", ":material/tune:", "What counts as strong, and other choices."),
        ("how", "How it works", ":material/school:", "What the numbers mean."),
    ),
}
"""The pages by what one comes for: name, title, icon, and what stands there."""
_ICON = Path(__file__).with_name("icon.svg")


def main() -> None:
    """One look at one page."""
    st.set_page_config(page_title="tiesmap", page_icon=str(_ICON), layout="wide")
    st.html(words.STYLE)
    first = _first()
    page = st.navigation(
        {
            section: [
                st.Page(
                    FILES[name],
                    title=title,
                    icon=icon,
                    url_path=name,
                    help=help_,
                    default=name == first,
                )
                for name, title, icon, help_ in pages
            ]
            for section, pages in _PAGES.items()
        },
        expanded=True,
    )
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
