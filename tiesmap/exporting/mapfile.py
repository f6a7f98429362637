"""The map as a pyvis network, and as one HTML file that works without a network connection.

Text from files ends up in JSON that the page's script draws as characters, never in markup.
"""

from __future__ import annotations

import base64
import hashlib
import html
import json
import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import numpy as np
from pyvis.network import Network

from tiesmap.model.map import NODE_RADIUS, REP_RADIUS, MapPerson, MapTie, MapView

PALETTE: Mapping[str, Mapping[str, str]] = {
    "light": {
        "teal": "#0f766e",
        "amber": "#c2650a",
        "grey": "#64748b",
        "muted": "#94a3b8",
        "rep": "#0f172a",
    },
    "dark": {
        "teal": "#2dd4bf",
        "amber": "#f5a742",
        "grey": "#94a3b8",
        "muted": "#64748b",
        "rep": "#e2e8f0",
    },
}
"""The map's colors by theme. Teal and amber differ for every kind of color vision."""


@dataclass(frozen=True, slots=True)
class TieLook:
    """How a kind of tie is drawn: color, width, dashes and opacity, told apart without color."""

    paint: str
    width: float
    dashes: tuple[int, ...]
    opacity: float
    meaning: str


TIE_LOOKS: Mapping[str, TieLook] = {
    "strong": TieLook("teal", 2.6, (), 0.8, "strong tie"),
    "weak": TieLook("grey", 1.1, (), 0.5, "weak tie"),
    "dormant": TieLook("grey", 2.2, (2, 5), 0.75, "dormant: once strong, silent for long"),
    "inferred": TieLook("muted", 0.9, (1, 4), 0.7, "inferred, not known"),
    "bridging": TieLook("amber", 1.6, (7, 5), 0.72, "bridging: leads into other circles"),
}
_REP_TIE_OPACITY = 0.14
_RING_MEANING = {
    1: "your contact",
    2: "one introduction away",
    3: "two introductions away",
}

OPTIONS: Mapping[str, Any] = {
    "physics": {"enabled": False},
    "layout": {"improvedLayout": False},
    "nodes": {"chosen": False},
    "edges": {
        "smooth": {"enabled": False, "type": "continuous"},
        "chosen": False,
        "selectionWidth": 0,
        "hoverWidth": 0,
    },
    "interaction": {
        "hover": True,
        "dragNodes": False,
        "multiselect": False,
        "selectConnectedEdges": False,
        "hoverConnectedEdges": False,
        "tooltipDelay": 180,
        "zoomSpeed": 0.7,
        "keyboard": {"enabled": False},
    },
}
"""Options for vis-network: positions come from Python, so nothing moves by itself."""


def to_pyvis(view: MapView) -> Network:
    """The view as a pyvis network: positions set, physics off, ids as text, titles plain text.

    Beside what vis draws, a node holds `paint`, `filled` (0: hollow), `ring`, `client`,
    `comfort` and `community`, and an edge its `paint`: names of `PALETTE`, so that the page can
    follow a light or a dark theme. Ties to somebody who is not in the view are left out.
    """
    # Directed: for undirected ties pyvis searches all it has at every new one.
    net = Network(height="100%", width="100%", directed=True, cdn_resources="in_line")
    net.options = dict(OPTIONS)
    for person in view.people:
        paint, filled = _person_look(person)
        net.add_node(
            str(person.id),
            label=person.label.strip() or "(no name)",
            title=_plain(person_text(person)),
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
        )
    at = {person.id: (person.x, person.y) for person in view.people}
    if view.rep_at is not None:
        at[view.rep] = view.rep_at
        net.add_node(
            str(view.rep),
            label=view.rep_label.strip() or "You",
            title=_plain(view.rep_label),
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
        )
    clear = view.radii[0] if view.kind == "rings" and view.radii else 0.0
    for number, tie in enumerate(view.ties):
        if tie.person in at and tie.other in at and tie.person != tie.other:
            net.edges.append(_edge(number, tie, view, at, clear))
    return net


def to_html(view: MapView, heading: str = "Referral network") -> bytes:
    """One HTML file with the map, its legend and vis-network inside; opens without a network.

    A content security policy forbids every request and every script but those in the file.
    `heading` is shown above the map, as plain text.
    """
    page = to_pyvis(view).generate_html().replace("\r\n", "\n").replace("\r", "\n")
    # pyvis links Bootstrap from elsewhere, and names in a comment files that are not here.
    page = re.sub(r"<!-- <link.*?-->", "", page, count=1, flags=re.S)
    page = re.sub(r"<link\b[^>]*>", "", page, flags=re.S)
    page = re.sub(r"<script\b[^>]*\bsrc\s*=[^>]*>\s*</script>", "", page, flags=re.S)
    page = page.replace("//# sourceMappingURL=vis-network.min.js.map", "")
    # Its own empty headings and frame give way to those of the map.
    page = re.sub(r"<center>\s*<h1>\s*</h1>\s*</center>", "", page)
    title = html.escape(heading)
    top = f'<header><h1>{title}</h1></header>\n<main>\n<div class="card"'
    page = page.replace('<div class="card"', top, 1)
    hint = "Click a person to see their ties, the background to see everybody."
    foot = f'<p class="hint">{hint}</p>\n{legend_html(view.kind)}\n</main>\n'
    frame = json.dumps(to_frame(view), ensure_ascii=True).replace("<", "\\u003c")
    script = f"{draw_script()}\n{_FILE_SCRIPT.replace('FRAME', frame)}"
    before, _, after = page.rpartition("</body>")
    page = f"{before}{foot}<script>{script}</script>\n</body>{after}"
    scripts = re.findall(r"<script\b[^>]*>(.*?)</script>", page, flags=re.S)
    allowed = " ".join(f"'sha256-{_digest(text)}'" for text in scripts)
    policy = (
        f"default-src 'none'; script-src {allowed}; style-src 'unsafe-inline'; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )
    head = (
        f'<meta charset="utf-8">\n<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{title}</title>"
    )
    page = page.replace('<meta charset="utf-8">', head, 1)
    page = page.replace("</head>", f"<style>{_FILE_STYLE}{LEGEND_STYLE}</style>\n</head>", 1)
    page = page.lstrip().replace("<html>", '<html lang="en">', 1)
    return f"<!DOCTYPE html>\n{page}".encode(errors="replace")


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
            }
            for sector in view.sectors
        ],
        "groups": [{"community": int(g.community), "label": g.label} for g in view.groups],
        "rep": None if view.rep_at is None else str(view.rep),
        "palette": {theme: dict(colors) for theme, colors in PALETTE.items()},
    }


def person_text(person: MapPerson) -> str:
    """What a hover says of a person, as plain lines."""
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
    )
    return "\n".join(line for line in lines if line)


@cache
def draw_script() -> str:
    """The drawing that the dashboard and the saved file share: defines `tiesmapDraw`."""
    return (files("tiesmap.exporting") / "mapdraw.js").read_text("utf-8")


def legend_html(kind: str) -> str:
    """The legend as static markup, colored by the custom properties --map-teal and so on."""
    people = [
        (_dot("teal", 0.95) + _dot("teal", 0.35), "client: the fuller, the more at ease you are"),
        (_dot("teal", 0.0), "other contact"),
        (_dot("grey", 0.0), "one introduction away"),
        (_diamond("amber"), "two away"),
    ]
    ties = [(_line(look), look.meaning) for look in TIE_LOOKS.values()]
    under = (
        "A sector's shade: how at ease you are with the category."
        if kind == "rings"
        else "A shaded area: a community, inferred from who knows whom."
    )
    items = "".join(
        f'<li><span class="mark" aria-hidden="true">{mark}</span>{html.escape(text)}</li>'
        for mark, text in (*people, *ties)
    )
    return f'<ul class="map-legend">{items}<li>{html.escape(under)}</li></ul>'


LEGEND_STYLE = """
.map-legend { list-style: none; display: flex; flex-wrap: wrap; gap: 4px 18px; margin: 8px 2px 0;
  padding: 0; font-size: 13px; line-height: 1.5; color: var(--st-text-color); opacity: .9; }
.map-legend li { display: inline-flex; align-items: center; gap: 6px; margin: 0; }
.map-legend .mark { display: inline-flex; gap: 2px; align-items: center; }
.map-legend svg { display: block; }
"""


# --- nodes and edges -----------------------------------------------------------------------------


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


def _plain(text: str) -> str:
    """Text for a tooltip. pyvis reads titles as markup as soon as one holds "href": it gets none.

    The characters look the same: an invisible word joiner parts them.
    """
    return text.replace("href", "hr\u2060ef")


def tie_look(tie: MapTie) -> TieLook:
    """The look of a tie: its class, and bridging in place of the class's color and dashes."""
    look = TIE_LOOKS.get(tie.tie_class, TIE_LOOKS["weak"])
    if not tie.bridging:
        return look
    bridge = TIE_LOOKS["bridging"]
    # A strong bridge is as thick as a strong tie, an inferred one as thin as an inferred one.
    width = {"strong": 2.6, "inferred": 1.0}.get(tie.tie_class, bridge.width)
    dashes = (3, 5) if tie.tie_class in ("dormant", "inferred") else bridge.dashes
    return TieLook(bridge.paint, width, dashes, bridge.opacity, bridge.meaning)


def _edge(
    number: int,
    tie: MapTie,
    view: MapView,
    at: Mapping[int, tuple[float, float]],
    clear: float,
) -> dict[str, Any]:
    look = tie_look(tie)
    to_rep = view.rep in (tie.person, tie.other)
    edge: dict[str, Any] = {
        "id": f"{number}",
        "from": str(tie.person),
        "to": str(tie.other),
        "arrows": "",
        "width": look.width,
        "dashes": list(look.dashes) if look.dashes else False,
        "color": {
            "color": PALETTE["light"][look.paint],
            "opacity": _REP_TIE_OPACITY if to_rep else look.opacity,
        },
        "paint": look.paint,
    }
    if tie.title:
        edge["title"] = _plain(tie.title)
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


# --- the file ------------------------------------------------------------------------------------


def _digest(text: str) -> str:
    return base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def _dot(paint: str, filled: float) -> str:
    return (
        '<svg width="16" height="16"><circle cx="8" cy="8" r="6" '
        f'fill="var(--map-{paint})" fill-opacity="{filled}" stroke="var(--map-{paint})" '
        'stroke-width="1.8"/></svg>'
    )


def _diamond(paint: str) -> str:
    return (
        '<svg width="16" height="16"><path d="M8 2 L14 8 L8 14 L2 8 Z" fill="none" '
        f'stroke="var(--map-{paint})" stroke-width="1.8"/></svg>'
    )


def _line(look: TieLook) -> str:
    dashes = f' stroke-dasharray="{" ".join(map(str, look.dashes))}"' if look.dashes else ""
    return (
        '<svg width="34" height="12"><path d="M1 6 H33" '
        f'stroke="var(--map-{look.paint})" stroke-width="{look.width}"{dashes}/></svg>'
    )


def palette_style(theme: str) -> str:
    """The palette of a theme as CSS custom properties."""
    return " ".join(f"--map-{name}: {color};" for name, color in PALETTE[theme].items())


_FILE_STYLE = f"""
:root {{ color-scheme: light dark; --st-background-color: #ffffff; --st-text-color: #1e293b;
  --st-secondary-background-color: #f1f5f9; --st-border-color: #e2e8f0;
  --st-primary-color: #d6336c; --st-font: system-ui, "Segoe UI", sans-serif;
  {palette_style("light")} }}
@media (prefers-color-scheme: dark) {{ :root {{ --st-background-color: #0e1117;
  --st-text-color: #f1f5f9; --st-secondary-background-color: #1e293b;
  --st-border-color: #334155; --st-primary-color: #ff6b9d; {palette_style("dark")} }} }}
html, body {{ height: 100%; margin: 0; }}
body {{ display: flex; flex-direction: column; font-family: var(--st-font);
  background: var(--st-background-color); color: var(--st-text-color); }}
header h1 {{ font-size: 20px; margin: 12px 20px 8px; }}
main {{ flex: 1; display: flex; flex-direction: column; min-height: 0; padding: 0 20px 14px; }}
main .card {{ flex: 1; min-height: 320px; position: relative; }}
main #mynetwork {{ position: absolute; inset: 0; height: auto; float: none; border-radius: 8px;
  background-color: var(--st-background-color); border: 1px solid var(--st-border-color); }}
.hint {{ margin: 8px 2px 0; font-size: 13px; opacity: .75; }}
div.vis-tooltip {{ position: absolute; visibility: hidden; padding: 6px 10px; max-width: 340px;
  white-space: normal; overflow-wrap: anywhere; font: 13px/1.45 var(--st-font);
  color: var(--st-text-color); background: var(--st-secondary-background-color);
  border: 1px solid var(--st-border-color); border-radius: 6px; pointer-events: none;
  box-shadow: none; z-index: 5; }}
"""

# pyvis leaves `network`, `nodes` and `edges` as globals. They are emptied and filled again with
# the same rows, colored for the theme at hand.
_FILE_SCRIPT = """
(() => {
  const frame = FRAME;
  const box = document.getElementById("mynetwork");
  const rows = { nodes: nodes.get(), edges: edges.get() };
  nodes.clear();
  edges.clear();
  let chosen = null;
  const map = tiesmapDraw.attach({ network, nodes, edges, box, onPick: (id) => {
    chosen = id === frame.rep ? null : id;
    map.select(chosen);
  } });
  map.update(frame, rows.nodes, rows.edges, null);
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => map.select(chosen));
  window.tiesmap = map;
})();
"""
