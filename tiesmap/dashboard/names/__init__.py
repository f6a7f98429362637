"""Lines of text in which a name is a link to the person. Text reaches the page as characters only.

A component, as Streamlit's own links and buttons read their label as markdown, which fetches
pictures from wherever a name says.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Literal

import streamlit as st

from tiesmap.dashboard.shared import go
from tiesmap.model.ids import PersonId


@dataclass(frozen=True, slots=True)
class TieDrawn:
    """A tie between the parts beside it, drawn as on the map, and what it is in a few words."""

    kind: str
    """strong, weak, dormant, inferred or bridging."""
    text: str


Part = str | tuple[int, str] | TieDrawn
"""Plain text, a person's id and name, or the tie between two people."""


def lines(
    rows: Sequence[Sequence[Part]], key: str, tone: Literal["", "heading", "card", "offer"] = ""
) -> None:
    """Show the rows, a line each; a click on a name opens the person's own page.

    Ids from the browser are looked up by that page. As a `heading` they are large; on a `card` the
    first line is a heading; on a card and in an `offer` the last line is small print.
    """
    said = [[_plain(part) for part in row] for row in rows]
    result = _component()(
        key=f"names {key}", data={"rows": said, "tone": tone}, on_open_change=lambda: None
    )
    opened = getattr(result, "open", None)
    if isinstance(opened, str) and opened.isdecimal():
        go.open_person(PersonId(int(opened)))


def _plain(part: Part) -> dict[str, object]:
    if isinstance(part, str):
        return {"text": part}
    if isinstance(part, TieDrawn):
        return {"text": part.text, "tie": part.kind if part.kind in _DRAWN else "weak"}
    return {"id": part[0], "text": part[1]}


_DRAWN = ("strong", "weak", "dormant", "inferred", "bridging")


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
