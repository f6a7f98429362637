"""The dashboard: its pages, its sidebar, and the boundary that no traceback passes."""

from __future__ import annotations

import logging
from pathlib import Path

import streamlit as st

from tiesmap.dashboard import state
from tiesmap.dashboard.pages import FILES
from tiesmap.dashboard.parts import sidebar, words
from tiesmap.model.problems import Refused
from tiesmap.store.store import Conflict, Unusable
from tiesmap.workspace import Unanswerable

_PAGES = (
    ("start", "Start", ":material/home:", "What your network holds; bring in more files."),
    ("map", "Map", ":material/hub:", "Your network: where you are at home, what leads on."),
    ("paths", "Paths", ":material/route:", "Whom to meet next, and who can introduce you."),
    ("plan", "Plan", ":material/event_upcoming:", "The best asks for the next weeks."),
    ("requests", "Requests", ":material/forward_to_inbox:", "The introductions to ask for."),
    ("outcomes", "Outcomes", ":material/monitoring:", "What came of your asks, and what works."),
    ("people", "People", ":material/group:", "Everybody on file; rate, sort and correct."),
    ("data", "Data", ":material/shield:", "Imports to take back, backups, duplicates, erasing."),
    ("settings", "Settings", ":material/tune:", "What counts as strong, and other choices."),
    ("how", "How it works", ":material/school:", "What the numbers mean, in your own network."),
)
_ICON = Path(__file__).with_name("icon.svg")
_UNEXPECTED = (
    "Something went wrong that tiesmap did not expect. Your data is as it was; load the page "
    "again. What happened stands in the window where tiesmap was started."
)


def main() -> None:
    """One look at one page."""
    st.set_page_config(page_title="tiesmap", page_icon=str(_ICON), layout="wide")
    st.html(words.STYLE)
    page = st.navigation(
        [
            st.Page(FILES[name], title=title, icon=icon, url_path=name, help=help_, default=not k)
            for k, (name, title, icon, help_) in enumerate(_PAGES)
        ]
    )
    try:
        state.follow_address()
        st.title(page.title)
        if said := state.told():
            words.notice(*said)
        sidebar.show(state.workspace())
        page.run()
    except (Refused, Unanswerable, Conflict, Unusable, OSError) as error:
        words.notice(str(error), "wrong")
    except Exception:
        logging.getLogger("tiesmap").exception("a page failed")
        words.notice(_UNEXPECTED, "wrong")
