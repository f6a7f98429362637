"""The chain of introductions as a small picture: a drawing (SVG) that needs no program."""

from __future__ import annotations

from collections.abc import Sequence

from tiesmap.exporting.pages import page
from tiesmap.model.ids import PersonId
from tiesmap.model.onward import Link

COLUMNS = (
    "person", "person_id", "through", "through_id", "date", "outcome", "step", "led_to",
)  # fmt: skip


def chain_to_svg(links: Sequence[Link], title: str) -> bytes:
    """A tree from left to right: each root once, and below it those who came through it."""
    # The step, the name, and in which row those stand through whom somebody came.
    rows: list[tuple[int, str, int | None]] = []
    at: dict[PersonId, int] = {}
    for link in links:
        if link.step == 1 and link.through not in at:
            at[link.through] = len(rows)
            rows.append((0, link.through_name, None))
        at[link.person] = len(rows)
        year = f", {link.day.year}" if link.day else ""
        rows.append((link.step, link.name + year, at.get(link.through)))
    deep = max((step for step, _, _ in rows), default=0)
    return page("chain.svg", title=title, rows=rows, deep=deep)
