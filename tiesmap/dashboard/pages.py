"""The one list of pages: where each is, what it is called, and what one comes for."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

_HERE = Path(__file__).resolve().parent


@dataclass(frozen=True, slots=True)
class Page:
    """One page of the dashboard; its name is the end of its address."""

    name: str
    title: str
    icon: str
    place: str
    """The file, from the dashboard's folder."""
    help: str

    @property
    def file(self) -> Path:
        """The file that Streamlit runs."""
        return _HERE / self.place


PAGES = (
    Page("week", "This week", "today", "week/page.py",
         "At most ten things to do, and why."),
    Page("people", "People", "group", "people/page.py",
         "Everybody on file; rate, sort and correct."),
    Page("give", "Give", "volunteer_activism", "week/give_page.py",
         "Whom to bring together."),
    Page("health", "Health", "monitor_heart", "health/page.py",
         "How well all ties are kept up."),
    Page("map", "Map", "hub", "outward/map_page.py",
         "Your network: where you are at home, what leads on."),
    Page("reach", "Reach", "explore", "outward/reach_page.py",
         "Each category: where you are at home."),
    Page("paths", "Paths", "route", "outward/paths_page.py",
         "Whom to meet next, and who can introduce you."),
    Page("plan", "Plan", "event_upcoming", "asks/plan_page.py",
         "The best asks for the next weeks."),
    Page("requests", "Requests", "forward_to_inbox", "asks/page.py",
         "The introductions to ask for."),
    Page("outcomes", "Outcomes", "monitoring", "health/outcomes_page.py",
         "What came of your asks."),
    Page("start", "Start", "home", "setup/import_files_page.py",
         "What your network holds; bring in more files."),
    Page("data", "Data", "shield", "setup/data_page.py",
         "Imports to take back, backups, erasing."),
    Page("settings", "Settings", "tune", "setup/settings_page.py",
         "What counts as strong, and other choices."),
    Page("how", "How it works", "school", "setup/how_it_works_page.py",
         "What the numbers mean."),
)  # fmt: skip
"""All pages, in the order of the navigation."""
FILES = {page.name: page.file for page in PAGES}
"""The file of each page, by its name."""
