"""The map as a Streamlit component: pyvis's nodes and edges, drawn by the vis-network it ships."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from functools import cache
from importlib.resources import files
from typing import Any, get_args

import streamlit as st

from tiesmap.dashboard.shared.component import component
from tiesmap.exporting.mapdrawing import OPTIONS, drawing, scripts, to_frame, to_pyvis
from tiesmap.exporting.maplegend import legend_html
from tiesmap.model.ids import PersonId
from tiesmap.model.map import Kind, MapView

_HINT = (
    "Click a person to see their ties and the best paths, a line to see between whom it is, the "
    "background to see everybody. Drag to move; click the map once, then scroll to zoom."
)
_LEGENDS = "".join(
    f'<div data-kind="{kind}" hidden>{legend_html(kind)}</div>' for kind in get_args(Kind)
)
_HTML = f"""
<div class="tiesmap">
  <div class="tiesmap-tools">
    <button type="button" class="tiesmap-in" title="Zoom in" aria-label="Zoom in">+</button>
    <button type="button" class="tiesmap-out" title="Zoom out" aria-label="Zoom out">−</button>
    <button type="button" class="tiesmap-fit" title="Show the whole map">Fit</button>
  </div>
  <div class="tiesmap-box" role="img"></div>
  <p class="tiesmap-line" role="status"></p>
  <p class="tiesmap-hint">{_HINT}</p>
  {_LEGENDS}
</div>
"""


def network_map(
    view: MapView,
    *,
    key: str = "map",
    on_pick: Callable[[PersonId | None], None] | None = None,
) -> PersonId | None:
    """Show the map; the id of the person who was just clicked, or None.

    What stands out in it is said by `light`: so the picture itself is sent once, and a click
    sends a few bytes. A click on the background, or on the rep, means nobody: then the rep's id
    comes back. `on_pick` is called before the page runs, with the person or, for nobody, None.
    Ids from the browser are looked up among all people of the database by whoever uses them. Not
    inside `st.form`.
    """

    def picked(value: object) -> PersonId | None:
        if value == "":
            return view.rep
        return PersonId(int(value)) if isinstance(value, str) and value.isdecimal() else None

    def changed() -> None:
        choice = picked(_pick(st.session_state.get(key)))
        if on_pick is not None and choice is not None:
            on_pick(None if choice == view.rep else choice)

    net = to_pyvis(view)
    result = _component()(
        key=key,
        data={
            "key": key,
            "nodes": net.nodes,
            "edges": net.edges,
            "options": dict(OPTIONS),
            "frame": to_frame(view),
            "rep": str(view.rep),
            "about": f"Map of {len(view.people)} people and their ties. "
            "The same people can be chosen from a list.",
        },
        on_pick_change=changed,
    )
    value = _pick(result)
    return None if value is None else picked(value)


def light(
    base: MapView,
    shown: MapView | None = None,
    *,
    selected: PersonId | None = None,
    people: Collection[int] = (),
    ties: Iterable[tuple[int, int]] = (),
    key: str = "map",
) -> None:
    """Set somebody off in the map of that key, and bring him into sight.

    Everybody fades but those tied to him and the given `people` and `ties` (pairs of ids, such as
    the steps of the best paths). `shown` is `base` with more people, who come onto the map.
    """
    full = to_pyvis(shown) if shown is not None and shown is not base else None
    there = {str(person.id) for person in base.people}
    rep = str(base.rep)
    new = [n for n in full.nodes if n["id"] not in there and n["id"] != rep] if full else []
    ids = {node["id"] for node in new}
    more = [e for e in full.edges if e["from"] in ids or e["to"] in ids] if full else []
    component(__name__, "light", "<div></div>")(
        key=f"{key} light",
        data={
            "map": key,
            "selected": None if selected is None else str(selected),
            "people": [str(person) for person in people],
            "ties": [[str(a), str(b)] for a, b in ties],
            "nodes": new,
            "edges": more,
        },
    )


def _pick(state: Any) -> object:
    """What the browser sent as picked in this run, if anything."""
    return None if state is None else getattr(state, "pick", None)


@cache
def _component() -> Any:
    """Registered once a process, all text inline as in `shared.component`: vis-network too."""
    here = files("tiesmap.dashboard.netmap")
    return st.components.v2.component(
        "tiesmap_network_map",
        html=_HTML,
        css=f"{(here / 'map.css').read_text('utf-8')}\n{drawing('legend.css')}",
        js="\n".join((*scripts(), (here / "map.js").read_text("utf-8"))),
    )
