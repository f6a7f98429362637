"""Where the things lie that tests read."""

from __future__ import annotations

from pathlib import Path

from tiesmap.dashboard.pages import FILES

ROOT = Path(__file__).resolve().parents[1]
APP = ROOT / "app.py"
CASES = ROOT / "tests" / "cases"
DOCS = ROOT / "docs"
SAMPLE = ROOT / "data" / "sample"


def page_file(name: str) -> str:
    """The file of a page as Streamlit's test harness wants it: from the folder of app.py."""
    return FILES[name].relative_to(ROOT).as_posix()
