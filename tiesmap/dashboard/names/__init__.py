"""Lines and tables in which a name is a link to the person. Text reaches the page as characters
only.

A component, as Streamlit's own links and buttons read their label as markdown, which fetches
pictures from wherever a name says.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, cast

from tiesmap.dashboard.shared import go
from tiesmap.dashboard.shared.component import component
from tiesmap.model.ids import PersonId


@dataclass(frozen=True, slots=True)
class TieDrawn:
    """A tie between the parts beside it, drawn as on the map, and what it is in a few words."""

    kind: str
    """strong, weak, dormant, inferred or bridging."""
    text: str


@dataclass(frozen=True, slots=True)
class Act:
    """What a row of a table is about where that is no person: a click on the row is one on it."""

    text: str


@dataclass(frozen=True, slots=True)
class Turn:
    """A link to a part of a person's page."""

    person: PersonId
    text: str
    part: str


Part = str | tuple[int, str] | TieDrawn | Act | Turn
"""Plain text, a person's id and name, the tie between two people, what a row is about, or a link
to a part of a person's page."""
Cell = Part | int | Sequence[Part]


def lines(
    rows: Sequence[Sequence[Part]], key: str, tone: Literal["", "heading", "card", "offer"] = ""
) -> None:
    """Show the rows, a line each; a click on a name opens the person's own page.

    Ids from the browser are looked up by that page. As a `heading` they are large; on a `card` the
    first line is a heading; on a card and in an `offer` the last line is small print.
    """
    _shown({"rows": [[_plain(part) for part in row] for row in rows], "tone": tone}, key)


def table(heads: Sequence[str], rows: Sequence[Sequence[Cell]], key: str, says: str) -> int | None:
    """Show a table, with `says` for whoever does not see it; the row whose `Act` was clicked.

    A click on another row opens the first person in it. Columns in which nothing stands are left
    out; on a phone a row is a few lines.
    """
    filled = [at for at in range(len(heads)) if any(row[at] not in ("", (), []) for row in rows)]
    return _shown(
        {
            "heads": [heads[at] for at in filled],
            "rows": [[_cell(row[at]) for at in filled] for row in rows],
            "says": says,
            "tone": "",
        },
        key,
    )


def _shown(data: dict[str, object], key: str) -> int | None:
    result = component(__name__, "names", '<div class="names"></div>')(
        key=f"names {key}",
        data=data,
        on_open_change=lambda: None,
        on_row_change=lambda: None,
    )
    opened = getattr(result, "open", None)
    person, _, part = opened.partition(" ") if isinstance(opened, str) else ("", "", "")
    if person.isdecimal():
        go.open_person(PersonId(int(person)), part)
    row = getattr(result, "row", None)
    return int(row) if isinstance(row, str) and row.isdecimal() else None


def _cell(cell: Cell) -> list[dict[str, object]]:
    if isinstance(cell, int):
        return [{"text": f"{cell:,}", "number": True}]
    # A person is a tuple too, of a number and a name.
    if isinstance(cell, str | TieDrawn | Act | Turn) or (cell and isinstance(cell[0], int)):
        return [_plain(cast(Part, cell))] if cell else []
    return [_plain(part) for part in cast(Sequence[Part], cell)]


def _plain(part: Part) -> dict[str, object]:
    if isinstance(part, str):
        return {"text": part}
    if isinstance(part, TieDrawn):
        return {"text": part.text, "tie": part.kind if part.kind in _DRAWN else "weak"}
    if isinstance(part, Act):
        return {"text": part.text, "act": True}
    if isinstance(part, Turn):
        return {"id": part.person, "text": part.text, "part": part.part}
    return {"id": part[0], "text": part[1]}


_DRAWN = ("strong", "weak", "dormant", "inferred", "bridging")
