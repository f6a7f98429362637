"""Where the things lie that tests read."""

from __future__ import annotations

from pathlib import Path

from streamlit.testing.v1 import AppTest

from tiesmap.dashboard.pages import FILES, VIEWS

ROOT = Path(__file__).resolve().parents[1]
APP = ROOT / "app.py"
CASES = ROOT / "tests" / "cases"
DOCS = ROOT / "docs"
SAMPLE = ROOT / "data" / "sample"


def page_file(name: str) -> str:
    """The file of a page as Streamlit's test harness wants it: from the folder of app.py.

    `name` is that of a page, or "page/view" (see `view_of`).
    """
    return FILES[name.split("/")[0]].relative_to(ROOT).as_posix()


def view_of(name: str) -> str:
    """The view in "page/view"; "" for a page alone."""
    page, _, view = name.partition("/")
    assert not view or view in VIEWS[page]
    return view


def turn_to(at: AppTest, name: str) -> AppTest:
    """The app, run once and then turned to a page ("page" or "page/view"), which is run too."""
    if view := view_of(name):
        at.query_params["view"] = view
    at.run()
    at.switch_page(page_file(name))
    return at.run()


EVERY_VIEW = [
    f"{page}/{view}" if view else page for page in FILES for view in VIEWS.get(page, {"": ""})
]
"""All pages, each with all its views."""
