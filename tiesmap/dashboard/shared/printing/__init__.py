"""The list to take along by one click: saved for a spreadsheet, and given to the printer."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Sequence
from uuid import uuid4

import streamlit as st

from tiesmap.dashboard import state
from tiesmap.dashboard.shared.component import component
from tiesmap.model.requests import IntroRequest
from tiesmap.workspace import Workspace

_WAITING = "print the list"


def save_and_print(workspace: Workspace, shown: Sequence[IntroRequest]) -> None:
    """A button that saves the asks shown as a workbook, which Excel opens in every language (a CSV
    with commas it opens in one column in French), and opens the browser's window for printing.

    After `at_once` on the page before, it is as if it had been clicked.
    """
    # Without a help: as the button has the focus, it would stand open over what is above.
    clicked = st.button(
        "Save and print", type="primary", icon=":material/print:", key="first-print"
    )
    if clicked or state.recall(_WAITING):
        state.remember(_WAITING, None)
        reports = workspace.reports
        component(__name__, "printing")(
            key="printing",
            data={
                "turn": uuid4().hex,
                "name": f"My asks {workspace.today.isoformat()}.xlsx",
                "table": b64encode(reports.requests_file(shown, ".xlsx")).decode(),
                "page": reports.requests_file(shown, ".html").decode(),
            },
        )


def at_once() -> None:
    """Save and print what the next page with such a button shows."""
    state.remember(_WAITING, True)
