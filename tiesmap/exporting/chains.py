"""The chain of introductions as a small picture: a drawing (SVG) that needs no program."""

from __future__ import annotations

from collections.abc import Sequence

from tiesmap.exporting.pages import escaped
from tiesmap.exporting.plain import one_line
from tiesmap.model.ids import PersonId
from tiesmap.model.onward import Link

COLUMNS = (
    "person", "person_id", "through", "through_id", "date", "outcome", "step", "led_to",
)  # fmt: skip
_ROW, _STEP, _LEFT = 26, 190, 14


def chain_to_svg(links: Sequence[Link], title: str) -> bytes:
    """A tree from left to right: each root once, and below it those who came through it."""
    rows: list[tuple[int, int, str, int | None]] = []
    at: dict[PersonId, int] = {}
    for link in links:
        if link.step == 1 and link.through not in at:
            at[link.through] = len(rows)
            rows.append((len(rows), 0, link.through_name, None))
        at[link.person] = len(rows)
        year = f", {link.day.year}" if link.day else ""
        rows.append((len(rows), link.step, link.name + year, at.get(link.through)))
    deep = max((step for _, step, _, _ in rows), default=0)
    wide, high = _LEFT * 2 + _STEP * (deep + 1), _ROW * (len(rows) + 1)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {wide} {high}" width="{wide}" '
        f'height="{high}" role="img" font-family="sans-serif" font-size="13">',
        f"<title>{escaped(title)}</title>",
    ]
    for row, step, label, parent in rows:
        x, y = _LEFT + _STEP * step, _ROW * (row + 1)
        if parent is not None:
            from_x, from_y = _LEFT + _STEP * (step - 1) + 4, _ROW * (parent + 1) + 5
            parts.append(
                f'<path d="M{from_x} {from_y} V{y} H{x - 8}" fill="none" stroke="#8a8f98"/>'
            )
        parts.append(f'<circle cx="{x}" cy="{y}" r="4" fill="#2f6f8f"/>')
        name = escaped(one_line(label, 26))
        parts.append(f'<text x="{x + 9}" y="{y + 4}" fill="currentColor">{name}</text>')
    return "".join((*parts, "</svg>")).encode("utf-8", "replace")
