"""What all tables share."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

_ROW, _HEADER = 35, 38  # pixels


def filled(
    rows: Sequence[Mapping[str, object]], keep: Iterable[str] = ()
) -> list[dict[str, object]]:
    """The rows without the columns in which no row has anything; those in `keep` stay."""
    kept = set(keep)
    for row in rows:
        kept.update(name for name, value in row.items() if value not in ("", None))
    return [{name: value for name, value in row.items() if name in kept} for row in rows]


def clicked(event: Any) -> int | None:
    """The row of the cell that was clicked, of a table with `single-cell` selection; None for none.

    It stays clicked until its key is turned over.
    """
    cells = event.selection.get("cells", []) if event is not None else []
    return int(cells[0][0]) if cells else None


def height(rows: int, most: int = 11) -> int:
    """How high a table of so many rows is, which scrolls from `most` on."""
    return _ROW * max(1, min(rows, most)) + _HEADER
