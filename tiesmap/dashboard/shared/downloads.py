"""Buttons that save files: each file is made when it is asked for, and the page does not run."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from tiesmap.dashboard.shared import words

_KINDS = {
    ".csv": ("text/csv", "download"),
    ".eml": ("message/rfc822", "draft"),
    ".html": ("text/html", "print"),
    ".ics": ("text/calendar", "calendar_add_on"),
    ".json": ("application/json", "data_object"),
    ".md": ("text/markdown", "download"),
    ".svg": ("image/svg+xml", "image"),
    ".txt": ("text/plain", "description"),
    ".vcf": ("text/vcard", "download"),
    ".xlsx": ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "download"),
    ".zip": ("application/zip", "folder_zip"),
}
"""Ending -> what the browser is told the file is, and the icon."""


# What the button says, what the file is called and how it is made.
def save(
    label: str,
    name: str,
    ending: str,
    make: Callable[[], bytes],
    *,
    help: str = "",
    wide: bool = False,
    key: str = "",
) -> None:
    """A button that saves the file `name` + `ending`, which `make` makes on the click."""
    mime, icon = _KINDS[ending]
    st.download_button(
        words.escaped(label),
        data=make,
        file_name=f"{name}{ending}",
        mime=mime,
        on_click="ignore",
        icon=f":material/{icon}:",
        help=help or None,
        width="stretch" if wide else "content",
        key=key or f"save {label} {name}{ending}",
    )
