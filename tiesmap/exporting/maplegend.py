"""How the map looks and its legend: the colors of each theme, the line of each kind of tie."""

from __future__ import annotations

import html
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files
from typing import Any

from tiesmap.model.map import MapTie

LOOKS: Mapping[str, Any] = tomllib.loads(
    (files("tiesmap.exporting") / "mapdraw" / "looks.toml").read_text("utf-8")
)
"""How the map looks: its colors by theme, its lines, and the options of the script."""
PALETTE: Mapping[str, Mapping[str, str]] = LOOKS["colors"]


@dataclass(frozen=True, slots=True)
class TieLook:
    """How a kind of tie is drawn: color, width, dashes and opacity, told apart without color."""

    paint: str
    width: float
    dashes: tuple[int, ...]
    opacity: float
    meaning: str


TIE_LOOKS: Mapping[str, TieLook] = {
    name: TieLook(**one | {"dashes": tuple(one["dashes"])}) for name, one in LOOKS["ties"].items()
}
ASK = TieLook("ask", 3.2, (), 0.95, "your ask, under way: whom you ask, and for whom")
"""How an ask is drawn: an arrow, over whatever tie it goes along."""


def tie_look(tie: MapTie) -> TieLook:
    """The look of a tie: its class, and bridging in place of the class's color and dashes.

    An ask that goes along it comes before both.
    """
    if tie.ask:
        return ASK
    look = TIE_LOOKS.get(tie.tie_class, TIE_LOOKS["weak"])
    if not tie.bridging:
        return look
    bridge = TIE_LOOKS["bridging"]
    # A strong bridge is as thick as a strong tie, an inferred one as thin as an inferred one.
    width = {"strong": 2.6, "inferred": 1.0}.get(tie.tie_class, bridge.width)
    dashes = (3, 5) if tie.tie_class in ("dormant", "inferred") else bridge.dashes
    return TieLook(bridge.paint, width, dashes, bridge.opacity, bridge.meaning)


def palette_style(theme: str) -> str:
    """The palette of a theme as CSS custom properties."""
    return " ".join(f"--map-{name}: {color};" for name, color in PALETTE[theme].items())


_CLIENT = "client: the fuller, the more at ease you are"
_UNDER = {
    "answer": "A slice: a circle that comes next for you, and who opens it.",
    "rings": "A sector's shade: how at ease you are with the category.",
    "communities": "A shaded area: a community, inferred from who knows whom.",
}
_PROPOSED = "? proposed, not confirmed"


def legend_html(kind: str) -> str:
    """The legend as static markup, colored by the custom properties --map-teal and so on."""
    client = _dot("teal", 0.95) + _dot("teal", 0.35), _CLIENT
    if kind == "answer":
        marks = [
            client,
            (_dot("teal", 0.0), "other contact"),
            (_dot("grey", 0.0), "whom they open"),
            (_diamond(), "one step further"),
            (_dot("grey", 0.0, dashed=True), "nobody by name: ask openly"),
        ]
        looks = [TIE_LOOKS[name] for name in ("strong", "weak", "inferred", "bridging")]
    else:
        marks = [
            client,
            (_dot("teal", 0.0), "other contact"),
            (_dot("grey", 0.0), "one introduction away"),
            (_diamond(), "two away"),
        ]
        looks = list(TIE_LOOKS.values())
    marks += [(_line(look), look.meaning) for look in looks]
    marks.append((_arrow(ASK), ASK.meaning))
    items = "".join(
        f'<li><span class="mark" aria-hidden="true">{mark}</span>{html.escape(text)}</li>'
        for mark, text in marks
    )
    under = [_UNDER[kind], *([] if kind == "communities" else [_PROPOSED])]
    last = "".join(f"<li>{html.escape(text)}</li>" for text in under)
    return f'<ul class="map-legend">{items}{last}</ul>'


def _dot(paint: str, filled: float, *, dashed: bool = False) -> str:
    dashes = ' stroke-dasharray="3 3"' if dashed else ""
    return (
        '<svg width="16" height="16"><circle cx="8" cy="8" r="6" '
        f'fill="var(--map-{paint})" fill-opacity="{filled}" stroke="var(--map-{paint})" '
        f'stroke-width="1.8"{dashes}/></svg>'
    )


def _diamond() -> str:
    return (
        '<svg width="16" height="16"><path d="M8 2 L14 8 L8 14 L2 8 Z" fill="none" '
        'stroke="var(--map-amber)" stroke-width="1.8"/></svg>'
    )


def _line(look: TieLook) -> str:
    dashes = f' stroke-dasharray="{" ".join(map(str, look.dashes))}"' if look.dashes else ""
    return (
        '<svg width="34" height="12"><path d="M1 6 H33" '
        f'stroke="var(--map-{look.paint})" stroke-width="{look.width}"{dashes}/></svg>'
    )


def _arrow(look: TieLook) -> str:
    return (
        '<svg width="34" height="12"><path d="M1 6 H26 M24 1 L32 6 L24 11 Z" '
        f'stroke="var(--map-{look.paint})" fill="var(--map-{look.paint})" '
        'stroke-width="2"/></svg>'
    )
