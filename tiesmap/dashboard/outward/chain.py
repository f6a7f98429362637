"""The chain: who came to the rep through whom, as a picture, a table and files."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from tiesmap.dashboard import names
from tiesmap.dashboard.shared import charts, days, go
from tiesmap.dashboard.shared.downloads import save
from tiesmap.model.ids import PersonId
from tiesmap.model.onward import Link
from tiesmap.workspace import Workspace

_ROW = 26  # pixels of a person
_LINE, _POINT = "#8a8f98", "#0d9488"
_DRAWN = 60
"""People in the picture; the table has all."""


def page(workspace: Workspace) -> None:
    """The picture, the table, the files."""
    links = workspace.onward.chain()
    if not links:
        st.info(
            f"{workspace.onward.why_no_chain()} Ask for one on Find; or bring in those of the "
            "past, as a list of who introduced whom to you.",
            icon=":material/info:",
        )
        go.link("find", "Find whom to ask", "route")
        return
    people = {link.person for link in links}
    further = sum(link.step > 1 for link in links)
    st.markdown(
        f"**{len(people)}** of your contacts came by an introduction, "
        f"**{further or 'none'}** of them through somebody who came that way."
    )
    drawn = links[:_DRAWN]
    _picture(drawn)
    if len(drawn) < len(links):
        st.caption(f"Drawn are {len(drawn)} of {len(links)}; the table has all.")
    _table(links)
    _files(workspace)


def rows_of(links: Sequence[Link]) -> list[dict[str, object]]:
    """A row a person as the picture is drawn: where each stands, and where its line begins.

    x is how many introductions away from the first one, y the row from the top.
    """
    rows: list[dict[str, object]] = []
    at: dict[PersonId, int] = {}
    for link in links:
        if link.step == 1 and link.through not in at:
            at[link.through] = len(rows)
            rows.append({"name": link.through_name, "x": 0, "y": len(rows)})
        at[link.person] = len(rows)
        year = f", {link.day.year}" if link.day else ""
        from_y = at.get(link.through, len(rows))
        rows.append(
            {
                "name": f"{link.name}{year}",
                "x": link.step,
                "y": len(rows),
                "from_x": link.step - 1,
                "from_y": from_y,
                "through": link.through_name,
                "outcome": link.outcome,
            }
        )
    return rows


def _ink() -> str:
    """The color of text in the theme that is shown: a drawing takes none by itself."""
    return "#e8edec" if st.context.theme.type == "dark" else "#1b2524"


def _picture(links: Sequence[Link]) -> None:
    """A tree from left to right; a line leads down and then across to whoever came."""
    rows = rows_of(links)
    steps = max(link.step for link in links) + 1

    def at(field: str, first: float, last: float) -> charts.Spec:
        scale = {"domain": [first, last]}
        return {"field": field, "type": "quantitative", "axis": None, "scale": scale}

    x, from_x = (at(name, -0.05, steps) for name in ("x", "from_x"))
    y, from_y = (at(name, len(rows) - 0.5, -0.5) for name in ("y", "from_y"))
    line = {
        "transform": [{"filter": "isValid(datum.from_x)"}],
        "mark": {"type": "rule", "color": _LINE},
    }
    point = {"type": "point", "filled": True, "size": 70, "opacity": 1, "color": _POINT}
    # A name may be as long as it is to the next step.
    room = {"expr": f"width / {steps + 0.05} - 12"}
    name = {
        "type": "text",
        "align": "left",
        "dx": 9,
        "fontSize": 13,
        "limit": room,
        "color": _ink(),
    }
    told = charts.tooltip(name="Who", through="Through", outcome="What came of it")
    person = {"x": x, "y": y, "tooltip": told}
    charts.show(
        "Who came to you through whom",
        max(len(rows), 2) * _ROW,
        {**line, "encoding": {"x": from_x, "y": from_y, "y2": {"field": "y"}}},
        {**line, "encoding": {"x": from_x, "x2": {"field": "x"}, "y": y}},
        {"mark": point, "encoding": person},
        {"mark": name, "encoding": {**person, "text": {"field": "name"}}},
        data={"values": rows},
    )


def _table(links: Sequence[Link]) -> None:
    names.table(
        ["Who", "Through", "On", "What came of it", "Step", "Led to"],
        [
            [
                (link.person, link.name),
                (link.through, link.through_name),
                days.said(link.day) if link.day else "",
                link.outcome.replace("_", " "),
                link.step,
                link.led_to,
            ]
            for link in links
        ],
        "chain",
        "Who came to you through whom",
    )
    st.caption(
        "Step 1: through somebody who did not come by an introduction. Led to: how many others "
        "came through this one."
    )


def _files(workspace: Workspace) -> None:
    name = f"Who came through whom {workspace.today.isoformat()}"
    make = workspace.onward.chain_file
    with st.container(horizontal=True):
        save("Export for spreadsheets", name, ".csv", lambda: make(".csv"))
        save("Save the picture", name, ".svg", lambda: make(".svg"))
