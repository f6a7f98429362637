"""Data: imports to take back, downloads, a watched folder, backups, one person's data."""

from __future__ import annotations

import streamlit as st

from tiesmap.dashboard.setup import downloads, duplicates, history, privacy, watched
from tiesmap.dashboard.shared import empty
from tiesmap.workspace import Workspace


def page(workspace: Workspace) -> None:
    """The parts, each by itself; backups can be gone back to even where nothing is left."""
    empty.without_network(workspace, "This page lets you undo imports and correct what is on file.")
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
        history.show_imports(workspace)
    with twice:
        duplicates.show(workspace)
    with out:
        downloads.show(workspace)
    with watch:
        watched.show(workspace)
    with copies:
        history.show_backups(workspace)
    with one:
        privacy.show(workspace)
