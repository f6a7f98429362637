"""A rep's counts as one page to print, before a talk with his coach."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from tiesmap.exporting.pages import escaped, whole_page
from tiesmap.model.english import say_full

_TURNS = (
    "What went well, and how?",
    "Which client would you ask first, and what holds you back?",
    "One thing until we meet again:",
)


# The counts of one page, each named at the call.
def figures_to_html(
    name: str,
    words: Mapping[str, str],
    own: Mapping[str, int | None],
    middle: Mapping[str, float | None],
    needed: Mapping[str, int],
    goal: int,
    as_of: date,
) -> bytes:
    """The page: each line with the rep's count, the group's median and what his goal takes."""
    rows = "".join(
        f"<tr><td>{escaped(said)}</td><td>{_said(own.get(line))}</td>"
        f"<td>{_said(middle.get(line))}</td><td>{_said(needed.get(line))}</td></tr>"
        for line, said in words.items()
    )
    clients = "1 new client" if goal == 1 else f"{goal} new clients"
    head = "".join(
        f"<th>{text}</th>" for text in ("", "You", "Group's median", f"For {clients} a quarter")
    )
    turns = "".join(f"<h2>{escaped(turn)}</h2><p>&nbsp;</p><p>&nbsp;</p>" for turn in _TURNS)
    note = "" if needed else "<p>Too few asks yet to say what a goal takes.</p>"
    body = (
        f"<section><h1 dir=auto>{escaped(name)}</h1><p>As of {say_full(as_of)}. Counts alone; "
        f"the words are yours.</p><table><tr>{head}</tr>{rows}</table>{note}{turns}</section>"
    )
    return whole_page(f"{name}, {say_full(as_of)}", body)


def _said(value: float | None) -> str:
    return "" if value is None else f"{value:g}"
