"""Outward: the map of the network, and the circles that open next."""

from __future__ import annotations

from tiesmap.dashboard import state
from tiesmap.dashboard.outward import circles, map
from tiesmap.dashboard.shared import empty, go

_VIEWS = {"map": map, "circles": circles}

seat = state.workspace()
if not empty.without_network(
    seat, "This page shows where you are at home, and which circles open next."
):
    _VIEWS[go.view_of("outward")].page(seat)
