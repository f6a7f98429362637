"""A page of the dashboard, looked at, and all that it says."""

from __future__ import annotations

from streamlit.testing.v1 import AppTest

from tests.dashboard.names import lines_with_names
from tests.places import APP, turn_to

KINDS = ("title", "text", "markdown", "caption", "info", "warning", "error", "subheader")
"""What says something on a page."""


def look(page: str = "", **address: str) -> AppTest:
    """The app at the address of a page ("page" or "page/view"); without one, where it opens."""
    at = AppTest.from_file(str(APP), default_timeout=60)
    for name, value in address.items():
        at.query_params[name] = value
    return turn_to(at, page) if page else at.run()


def said(at: AppTest) -> str:
    """All text of a page in one; none of it says that something went wrong."""
    assert not at.exception
    found = [str(element.value) for kind in KINDS for element in at.get(kind)]
    text = "\n".join([*found, *lines_with_names(at)])
    assert "tiesmap did not expect" not in text and "Traceback" not in text
    return text


def fine(at: AppTest) -> AppTest:
    """The page, on which nothing went wrong."""
    said(at)
    return at
