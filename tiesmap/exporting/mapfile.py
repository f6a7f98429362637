"""The map as one HTML file that works without a network connection."""

from __future__ import annotations

import json

from markupsafe import Markup

from tiesmap.exporting.mapdrawing import OPTIONS, drawing, scripts, to_frame, to_pyvis
from tiesmap.exporting.maplegend import legend_html, palette_style
from tiesmap.exporting.pages import page
from tiesmap.model.map import MapView


def to_html(view: MapView, heading: str = "Referral network") -> bytes:
    """One HTML file with the map, its legend and vis-network inside; opens without a network.

    A content security policy forbids every request and every script but those in the file.
    `heading` is shown above the map, as plain text.
    """
    net = to_pyvis(view)
    shown = {"nodes": net.nodes, "edges": net.edges, "options": OPTIONS, "frame": to_frame(view)}
    data = json.dumps(shown, ensure_ascii=True).replace("<", "\\u003c")
    own = drawing("file.js").replace("SHOWN", data)
    return page(
        "map.html",
        heading=heading,
        style=Markup(_style()),
        legend=Markup(legend_html(view.kind)),
        scripts=[Markup(one) for one in (*scripts(), own)],
    )


def _style() -> str:
    """The looks of page and legend, with the map's colors for a light and for a dark theme."""
    light, dark = (f":root {{ {palette_style(theme)} }}" for theme in ("light", "dark"))
    dark = f"@media (prefers-color-scheme: dark) {{ {dark} }}"
    return "\n".join((drawing("file.css"), light, dark, drawing("legend.css")))
