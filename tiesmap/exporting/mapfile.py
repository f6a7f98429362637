"""The map as one HTML file that works without a network connection."""

from __future__ import annotations

import html
import json
import re

from tiesmap.exporting.mapdrawing import draw_script, drawing, to_frame, to_pyvis
from tiesmap.exporting.maplegend import legend_html, palette_style
from tiesmap.exporting.pages import digest
from tiesmap.model.map import MapView


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
    hint = (
        "Click a person to see their ties, a line to see between whom it is, the background to "
        "see everybody."
    )
    foot = f'<p class="hint">{hint}</p>\n{legend_html(view.kind)}\n</main>\n'
    frame = json.dumps(to_frame(view), ensure_ascii=True).replace("<", "\\u003c")
    script = f"{draw_script()}\n{drawing('file.js').replace('FRAME', frame)}"
    before, _, after = page.rpartition("</body>")
    page = f"{before}{foot}<script>{script}</script>\n</body>{after}"
    scripts = re.findall(r"<script\b[^>]*>(.*?)</script>", page, flags=re.S)
    allowed = " ".join(f"'{digest(text)}'" for text in scripts)
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
    page = page.replace("</head>", f"<style>{_style()}</style>\n</head>", 1)
    page = page.lstrip().replace("<html>", '<html lang="en">', 1)
    return f"<!DOCTYPE html>\n{page}".encode(errors="replace")


def _style() -> str:
    """The looks of page and legend, with the map's colors for a light and for a dark theme."""
    light, dark = (f":root {{ {palette_style(theme)} }}" for theme in ("light", "dark"))
    dark = f"@media (prefers-color-scheme: dark) {{ {dark} }}"
    return "\n".join((drawing("file.css"), light, dark, drawing("legend.css")))
