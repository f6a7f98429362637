"""The map as a pyvis network, and what else the page's script needs to draw it.

Text from files ends up in JSON that the script draws as characters, never in markup.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

import numpy as np

from tiesmap.exporting.maplegend import LOOKS, PALETTE, tie_look
from tiesmap.model.ids import PersonId
from tiesmap.model.map import NODE_RADIUS, REP_RADIUS, MapPerson, MapTie, MapView

if TYPE_CHECKING:
    from pyvis.network import Network

_REP_TIE_OPACITY = 0.14
_ANSWER_OPACITY = 0.75
"""On the answer there are few of the rep's own ties, and they are what it is about."""
_RING_MEANING = {
    1: "your contact",
    2: "one introduction away",
    3: "two introductions away",
}

OPTIONS: Mapping[str, Any] = LOOKS["options"]
"""Options for vis-network."""
_DRAWING = ("look", "ground", "names", "map")
"""The parts of the page's script: each uses those before it, and the page sees `attach` alone."""


def to_pyvis(view: MapView) -> Network:
    """The view as a pyvis network: positions set, physics off, ids as text, titles plain text.

    Beside what vis draws, a node holds `paint`, `filled` (0: hollow), `ring`, `client`,
    `comfort` and `community`, and an edge its `paint`: names of `PALETTE`, so that the page can
    follow a light or a dark theme. Ties to somebody who is not in the view are left out.
    """
    from pyvis.network import Network  # only here: it loads IPython, which takes its time

    # Directed: for undirected ties pyvis searches all it has at every new one.
    net = Network(directed=True)
    for person in view.people:
        paint, filled = _person_look(person)
        net.add_node(
            str(person.id),
            label=person.label.strip() or "(no name)",
            title=person_text(person),
            x=float(person.x),
            y=float(person.y),
            shape="diamond" if person.ring >= 3 else "dot",
            size=NODE_RADIUS[min(max(person.ring, 1), 3)] - (0 if person.client else 0.5),
            color={
                "background": _blend(PALETTE["light"][paint], filled),
                "border": PALETTE["light"][paint],
            },
            borderWidth=1.8,
            physics=False,
            paint=paint,
            filled=filled,
            ring=int(person.ring),
            client=bool(person.client),
            comfort=_known(person.comfort),
            community=int(person.community),
            ask=bool(person.ask),
            shapeProperties={"borderDashes": [4, 3] if person.id < 0 else False},
        )
    at = {person.id: (person.x, person.y) for person in view.people}
    if view.rep_at is not None:
        at[view.rep] = view.rep_at
        net.add_node(
            str(view.rep),
            label=view.rep_label.strip() or "You",
            title=view.rep_label,
            x=float(view.rep_at[0]),
            y=float(view.rep_at[1]),
            shape="dot",
            size=REP_RADIUS,
            color={"background": PALETTE["light"]["rep"], "border": PALETTE["light"]["rep"]},
            borderWidth=1.8,
            physics=False,
            paint="rep",
            filled=1.0,
            ring=0,
            client=False,
            comfort=None,
            community=-1,
            ask=False,
        )
    clear = view.radii[0] if view.kind == "rings" and view.radii else 0.0
    for number, tie in enumerate(view.ties):
        if tie.person in at and tie.other in at and tie.person != tie.other:
            net.edges.append(_edge(number, tie, view, at, clear))
    return net


def to_frame(view: MapView) -> dict[str, Any]:
    """What lies under and beside the people, for the drawing script: plain values only."""
    return {
        "kind": view.kind,
        "radii": [float(r) for r in view.radii],
        "sectors": [
            {
                "name": sector.category,
                "start": float(sector.start_angle),
                "end": float(sector.end_angle),
                "comfort": _known(sector.comfort),
                "inferred": bool(sector.inferred),
                "proposed": bool(sector.proposed),
            }
            for sector in view.sectors
        ],
        "groups": [{"community": int(g.community), "label": g.label} for g in view.groups],
        "rep": None if view.rep_at is None else str(view.rep),
        "palette": {theme: dict(colors) for theme, colors in PALETTE.items()},
    }


def person_text(person: MapPerson) -> str:
    """What a hover says of a person, as plain lines."""
    if person.id < 0:
        return f"{person.label}\nnobody by name: an open ask"
    comfort = ""
    ease = _known(person.comfort)
    if ease is not None:
        comfort = f"comfort {ease:.0%}, {'your rating' if person.rated else 'inferred'}"
    where = _RING_MEANING.get(person.ring, f"{person.ring - 1} introductions away")
    lines = (
        person.label,
        ", ".join(part for part in (person.role, person.company) if part),
        person.category,
        "client" if person.client else where,
        comfort,
        person.note,
        f"your ask: {person.ask}" if person.ask else "",
    )
    return "\n".join(line for line in lines if line)


@cache
def scripts() -> tuple[str, str]:
    """What the dashboard and the saved file share: vis-network, as pyvis ships it, and the drawing,
    which defines `tiesmapDraw`."""
    vis = (files("pyvis") / "templates/lib/vis-9.1.2/vis-network.min.js").read_text("utf-8")
    vis = vis.replace("//# sourceMappingURL=vis-network.min.js.map", "")
    parts = "\n".join(drawing(f"{name}.js") for name in _DRAWING)
    draw = f'const tiesmapDraw = (() => {{\n"use strict";\n{parts}\nreturn {{ attach }};\n}})();\n'
    return vis, draw


def drawing(name: str) -> str:
    """A script or a style by which a page draws the map."""
    return (files("tiesmap.exporting") / "mapdraw" / name).read_text("utf-8")


def _person_look(person: MapPerson) -> tuple[str, float]:
    """Color and filling (0-1) of a person: clients filled by comfort, others hollow."""
    if person.client:
        return "teal", round(0.25 + 0.75 * (_known(person.comfort) or 0.0), 3)
    return {1: "teal", 2: "grey"}.get(person.ring, "amber"), 0.0


def _known(share: float | None) -> float | None:
    """A share within 0-1; None for NaN too, which is no JSON."""
    if share is None or math.isnan(share):
        return None
    return min(max(float(share), 0.0), 1.0)


def _edge(
    number: int,
    tie: MapTie,
    view: MapView,
    at: Mapping[PersonId, tuple[float, float]],
    clear: float,
) -> dict[str, Any]:
    look = tie_look(tie)
    to_rep = view.rep in (tie.person, tie.other)
    own = _ANSWER_OPACITY if view.kind == "answer" else _REP_TIE_OPACITY
    edge: dict[str, Any] = {
        "id": f"{number}",
        "from": str(tie.person),
        "to": str(tie.other),
        "arrows": "to" if tie.ask else "",
        "width": look.width,
        "dashes": list(look.dashes) if look.dashes else False,
        "color": {
            "color": PALETTE["light"][look.paint],
            "opacity": own if to_rep and not tie.ask else look.opacity,
        },
        "paint": look.paint,
    }
    ask = f"Your ask: {tie.ask}" if tie.ask else ""
    title = "\n".join(filter(None, (tie.title, ask)))
    if title:
        edge["title"] = title
    if clear and not to_rep:
        edge["smooth"] = _bend(at[tie.person], at[tie.other], clear)
    return edge


# Where vis-network puts the control point of a "curvedCW" tie, as a share of the tie's length:
# (r / 2 + 1 / 2) along a line turned by r * 90 degrees, for roundness r.
_ROUNDNESS = np.linspace(0.0, 0.9, 91)
_OFF_LINE = (_ROUNDNESS / 2 + 0.5) * np.sin(_ROUNDNESS * np.pi / 2)


def _bend(
    start: tuple[float, float], end: tuple[float, float], clear: float
) -> dict[str, Any] | bool:
    """A curve that leads a tie around the core of the map, where the comfortable clients stand.

    `clear` is the radius of the core. A tie that keeps out of it stays straight.
    """
    dx, dy = end[0] - start[0], end[1] - start[1]
    length = math.hypot(dx, dy)
    if length < 1e-6:
        return False
    # The point of the line nearest to the center, and how far out it should be instead.
    along = -(start[0] * dx + start[1] * dy) / (length * length)
    if not 0.05 < along < 0.95:
        return False
    nearest = abs(start[0] * dy - start[1] * dx) / length
    inner = min(math.hypot(*start), math.hypot(*end))
    wanted = min(clear, 0.9 * inner)
    if nearest >= wanted or length < 0.5 * clear:
        return False
    middle = (start[0] + dx / 2, start[1] + dy / 2)
    # Left of the direction of travel on screen is (dy, -dx): bend away from the center.
    left = middle[0] * dy - middle[1] * dx >= 0
    # A quadratic curve passes halfway between its line and its control point.
    offset = min(2 * (wanted - nearest) / length, float(_OFF_LINE[70]))
    return {
        "enabled": True,
        "type": "curvedCW" if left else "curvedCCW",
        "roundness": round(float(np.interp(offset, _OFF_LINE, _ROUNDNESS)), 3),
    }


def _blend(color: str, share: float) -> str:
    """The color on white paper, at that share."""
    parts = (int(color[k : k + 2], 16) for k in (1, 3, 5))
    return "#" + "".join(f"{round(255 + (part - 255) * share):02x}" for part in parts)
