"""Data: imports to take back, downloads, a watched folder, backups, one person's data."""

from __future__ import annotations

import streamlit as st

from tiesmap.dashboard.setup import downloads, duplicates, history, privacy, watched
from tiesmap.dashboard.shared import empty
from tiesmap.workspace import Workspace


def page(seat: Workspace) -> None:
    """The parts, each by itself; backups can be gone back to even where nothing is left."""
    empty.without_network(seat, "This page lets you undo imports and correct what is on file.")
    imports, twice, out, watch, copies, one = st.tabs(
        [
            "Imports",
            "Twice on file?",
            "Downloads",
            "Watched folder",
            "Backups",
            "One person's data",
        ]
    )
    with imports:
        history.show_imports(seat)
    with twice:
        duplicates.show(seat)
    with out:
        downloads.show(seat)
    with watch:
        watched.show(seat)
    with copies:
        history.show_backups(seat)
    with one:
        privacy.show(seat)
