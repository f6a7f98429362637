"""A rep's counts as one page to print, before a talk with his coach."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from tiesmap.exporting.pages import escaped, whole_page
from tiesmap.model.english import say_full

_TURNS = (
    "What went well, and how?",
    "Which client would you ask first, and what holds you back?",
    "One thing until we meet again:",
)


def figures_to_html(
    name: str,
    said: Sequence[str],
    tables: Iterable[tuple[Sequence[str], Sequence[Sequence[str]]]],
    goal: str,
    as_of: date,
) -> bytes:
    """The page: what is said of the counts, the tables (head and rows), what the goal takes."""
    shown = "".join(_table(heads, rows) for heads, rows in tables if rows)
    words = "".join(f"<li>{escaped(one)}</li>" for one in said)
    turns = "".join(f"<h2>{escaped(turn)}</h2><p>&nbsp;</p>" for turn in _TURNS)
    body = (
        f"<section class=counts><h1 dir=auto>{escaped(name)}</h1><p>As of {say_full(as_of)}. "
        f"Counts alone; the words are yours.</p><ul>{words}</ul>{shown}<p>{escaped(goal)}</p>"
        f"{turns}</section>"
    )
    return whole_page(f"{name}, {say_full(as_of)}", body)


def _table(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A table without the columns in which nothing stands."""
    kept = [k for k in range(len(heads)) if any(row[k] for row in rows)]
    head = "".join(f"<th>{escaped(heads[k])}</th>" for k in kept)
    body = "".join(
        "<tr>" + "".join(f"<td>{escaped(row[k])}</td>" for k in kept) + "</tr>" for row in rows
    )
    return f"<table><tr>{head}</tr>{body}</table>"
