"""Outward: the map, the circles that open next, who came through whom, and whether it works."""

from __future__ import annotations

from tiesmap.dashboard import seat
from tiesmap.dashboard.outward import chain, circles, evidence, map
from tiesmap.dashboard.shared import go

_VIEWS = {"map": map, "circles": circles, "chain": chain, "evidence": evidence}

_VIEWS[go.view_of("outward")].page(seat.workspace())
