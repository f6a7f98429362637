"""Lines of text in which a name is a link to the person. Text reaches the page as characters only.

A component, as Streamlit's own links and buttons read their label as markdown, which fetches
pictures from wherever a name says.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from typing import Any, Literal

import streamlit as st

from tiesmap.dashboard.shared import go
from tiesmap.model.ids import PersonId

Part = str | tuple[int, str]
"""Plain text, or a person's id and name."""


def lines(
    rows: Sequence[Sequence[Part]], key: str, tone: Literal["", "heading", "card"] = ""
) -> None:
    """Show the rows, a line each; a click on a name opens the person's own page.

    Ids from the browser are looked up by that page. As a `heading` they are large; on a `card` the
    first line is a heading and the last is small print.
    """
    said = [
        [
            {"text": part} if isinstance(part, str) else {"id": part[0], "text": part[1]}
            for part in r
        ]
        for r in rows
    ]
    result = _component()(
        key=f"names {key}", data={"rows": said, "tone": tone}, on_open_change=lambda: None
    )
    opened = getattr(result, "open", None)
    if isinstance(opened, str) and opened.isdecimal():
        go.open_person(PersonId(int(opened)))


@cache
def _component() -> Any:
    """Registered once a process, its text given inline (see `netmap`)."""
    here = files("tiesmap.dashboard.names")
    return st.components.v2.component(
        "tiesmap_names",
        html='<ul class="names"></ul>',
        css=(here / "names.css").read_text("utf-8"),
        js=(here / "names.js").read_text("utf-8"),
    )
