"""The map as one HTML file that works without a network connection."""

from __future__ import annotations

import base64
import hashlib
import html
import json
import re

from tiesmap.exporting.mapdrawing import draw_script, to_frame, to_pyvis
from tiesmap.exporting.maplegend import LEGEND_STYLE, legend_html, palette_style
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


def _digest(text: str) -> str:
    return base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


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
  const line = document.querySelector(".hint"), said = line.textContent;
  let chosen = null;
  const map = tiesmapDraw.attach({ network, nodes, edges, box, onPick: (id) => {
    chosen = id === frame.rep ? null : id;
    map.select(chosen);
  }, onLine: (text) => { line.textContent = text.split("\\n").join(" · ") || said; } });
  map.update(frame, rows.nodes, rows.edges, null);
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => map.select(chosen));
  window.tiesmap = map;
})();
"""
