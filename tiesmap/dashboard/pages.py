"""The one list of pages: where each is, what it is called, and what one comes for."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

_HERE = Path(__file__).resolve().parent


@dataclass(frozen=True, slots=True)
class Page:
    """One page of the dashboard; its name is the end of its address and its folder."""

    name: str
    title: str
    icon: str
    help: str
    shows: str
    """What is said of it while there is no network; empty where it needs none."""

    @property
    def file(self) -> Path:
        """The file that Streamlit runs."""
        return _HERE / self.name / "page.py"


PAGES = (
    Page("week", "Week", "today", "At most ten things to do, and why; whom to bring together.",
         "This page shows what to do next, and why."),
    Page("people", "People", "group", "Everybody on file; rate, sort and correct.",
         "This page shows everybody on file."),
    Page("find", "Find", "route", "Whom to meet next, and who can introduce you.",
         "This page finds ways from your contacts to new people."),
    Page("asks", "My asks", "forward_to_inbox", "Your asks, their letters, where each stands.",
         "This page shows your asks for introductions."),
    Page("outward", "Outward", "hub", "The map, and the circles that open next.",
         "This page shows where you are at home, and which circles open next."),
    Page("health", "Health", "monitor_heart", "How well ties are kept, and what asks brought.",
         "This page shows how well you keep your relationships."),
    Page("setup", "Setup", "tune", "Bring in files; your data, your settings, how it works.",
         ""),
)  # fmt: skip
"""All pages, in the order of the navigation."""
SHOWS = {page.title: page.shows for page in PAGES}
"""What each page shows, by its title; that of one ask has the title of all asks."""
FILES = {page.name: page.file for page in PAGES}
"""The file of each page, by its name."""
ASK = _HERE / "asks" / "opened.py"
"""The file of one ask. It is a page of its own, with no place in the navigation, so that My asks is
another page there and leads back to all of them."""

VIEWS: dict[str, dict[str, str]] = {
    "week": {"items": "This week", "give": "Bring two together", "visits": "What did you see?"},
    "asks": {"board": "Board", "table": "Table", "meeting": "For one meeting"},
    "outward": {
        "map": "Map",
        "circles": "Circles",
        "chain": "Who came through whom",
        "evidence": "Does it work for me?",
    },
    "health": {
        "relationships": "Relationships",
        "outcomes": "What came of asks",
        "coach": "As a coach",
    },
    "setup": {
        "start": "Bring in",
        "data": "Your data",
        "settings": "Settings",
        "how": "How it works",
    },
}
"""The views of each page that has several, as they stand in its address, and what they are called;
the first is the one with which the page opens."""

OLD: dict[str, tuple[str, str]] = {
    "start": ("setup", "start"),
    "data": ("setup", "data"),
    "settings": ("setup", "settings"),
    "how": ("setup", "how"),
    "map": ("outward", "map"),
    "reach": ("outward", "circles"),
    "paths": ("find", ""),
    "plan": ("find", ""),
    "requests": ("asks", "board"),
    "outcomes": ("health", "outcomes"),
    "give": ("week", "give"),
}
"""Where an address leads that somebody kept from an earlier tiesmap: the page, and its view."""
