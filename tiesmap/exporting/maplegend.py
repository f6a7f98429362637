"""How the map looks and its legend: the colors of each theme, the line of each kind of tie."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files
from typing import Any

from tiesmap.exporting.pages import page
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


def legend_html(kind: str) -> str:
    """The legend as static markup, colored by the custom properties --map-teal and so on."""
    shown = ("strong", "weak", "inferred", "bridging") if kind == "answer" else TIE_LOOKS
    looks = [TIE_LOOKS[name] for name in shown]
    return page("legend.html", kind=kind, looks=looks, ask=ASK).decode()
