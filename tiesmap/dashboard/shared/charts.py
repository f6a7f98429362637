"""Charts, which the browser draws (Vega-Lite): what all of them share in scales, colors and words.

Plain dictionaries: altair, which writes the same ones, takes more than a second to load.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import streamlit as st

Spec = dict[str, Any]


def show(says: str, height: int, *layers: Spec, **shared: object) -> None:
    """Show a chart of layers, the last in front, which have in common what is `shared`.

    `says` is what it shows, for whoever does not see it.
    """
    st.vega_lite_chart(spec=_spec(height, layers, shared), width="stretch", alt=says)


def show_to_click(says: str, height: int, layer: Spec, key: str) -> str:
    """Show `bars`; the group of the one that was clicked, else ""."""
    click = {"name": "click", "select": {"type": "point", "fields": ["group"]}}
    spec = _spec(height, [layer], {"params": [click]})
    spec["mark"] = {**layer["mark"], "cursor": "pointer"}
    event = st.vega_lite_chart(
        spec=spec, width="stretch", alt=says, on_select="rerun", selection_mode="click", key=key
    )
    found = event.selection.get("click") if event else None
    return str(found[0].get("group", "")) if found else ""


def _spec(height: int, layers: Sequence[Spec], shared: Mapping[str, object]) -> Spec:
    # The last number of an axis stands half beside it.
    spec = {"height": height, "padding": {"right": 12}, **shared}
    return spec | (layers[0] if len(layers) == 1 else {"layer": layers})


def bars(
    rows: Iterable[tuple[str, Sequence[int]]],
    colors: Mapping[str, str],
    called: tuple[str, str, str],
    *,
    upright: bool = False,
    columns: int = 0,
    title: str | None = None,
) -> Spec:
    """A bar for each group, with a part for each color, one after the other.

    `called` is what a group, a part and the number are called where one points at a bar; `title` is
    that of the numbers' axis, `columns` how the colors are explained.
    """
    groups = list(rows)
    values = [
        {"group": group, "part": part, "count": count, "order": order}
        for group, counts in groups
        for order, (part, count) in enumerate(zip(colors, counts, strict=True))
    ]
    along, across = ("y", "x") if upright else ("x", "y")
    return {
        "data": {"values": values},
        # The same stands in words in a table on the page.
        "mark": {"type": "bar", "aria": False},
        "encoding": {
            across: each("group", [group for group, _ in groups], upright=upright),
            along: {**number("count", title, "d"), "stack": "zero"},
            "color": color("part", colors, columns),
            "order": {"field": "order", "type": "quantitative"},
            "tooltip": tooltip(**dict(zip(("group", "part", "count"), called, strict=True))),
        },
    }


def each(field: str, order: Iterable[str], *, upright: bool = False) -> Spec:
    """A place for each group, in this order; `upright`: side by side, their names aslant."""
    axis = {"labelAngle": -40} if upright else {"labelLimit": 220, "labelOverlap": False}
    return {"field": field, "type": "nominal", "sort": list(order), "title": None, "axis": axis}


def number(field: str, title: str | None, form: str) -> Spec:
    """A length for a number, in whole steps where it is a count (form "d")."""
    axis = {"format": form, **({"tickMinStep": 1} if form == "d" else {})}
    return {"field": field, "type": "quantitative", "title": title, "axis": axis}


def share(field: str, title: str | None = None) -> Spec:
    """A length for a share, of which all is 100%."""
    return {**number(field, title, "%"), "scale": {"domain": [0, 1]}}


def color(field: str, colors: Mapping[str, str], columns: int = 0) -> Spec:
    """A color for each word, explained above the picture, in so many columns (0: in a row)."""
    return {
        "field": field,
        "type": "nominal",
        "scale": {"domain": list(colors), "range": list(colors.values())},
        "legend": {"orient": "top", "title": None, "columns": columns, "labelLimit": 0},
    }


def tooltip(**called: str) -> list[Spec]:
    """What is said where one points at a mark: the fields, and what each is called."""
    return [{"field": field, "type": "nominal", "title": said} for field, said in called.items()]
