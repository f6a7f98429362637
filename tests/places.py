"""Where the things lie that tests read."""

from __future__ import annotations

from pathlib import Path

from streamlit.testing.v1 import AppTest
from streamlit.util import calc_hash

from tiesmap.dashboard.pages import FILES, VIEWS

ROOT = Path(__file__).resolve().parents[1]
APP = ROOT / "app.py"
CASES = ROOT / "tests" / "cases"
DOCS = ROOT / "docs"
SAMPLE = ROOT / "data" / "sample"


def view_of(name: str) -> str:
    """The view in "page/view"; "" for a page alone."""
    page, _, view = name.partition("/")
    assert not view or view in VIEWS[page]
    return view


def turn_to(at: AppTest, name: str) -> AppTest:
    """The app, opened at the address of a page ("page" or "page/view")."""
    page, view = name.split("/")[0], view_of(name)
    if view:
        at.query_params["view"] = view
    # `switch_page` knows the pages only once the product has been run where it opens, which takes
    # longer than most pages do: so the app is told the page of the address as a server tells it.
    at._page_hash = calc_hash(page)
    return at.run()


EVERY_VIEW = [
    f"{page}/{view}" if view else page for page in FILES for view in VIEWS.get(page, {"": ""})
]
"""All pages, each with all its views."""
