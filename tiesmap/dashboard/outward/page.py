"""Outward: the map, the circles that open next, who came through whom, and whether it works."""

from __future__ import annotations

from tiesmap.dashboard import seat
from tiesmap.dashboard.outward import chain, circles, evidence, map
from tiesmap.dashboard.shared import empty, go

_VIEWS = {"map": map, "circles": circles, "chain": chain, "evidence": evidence}

workspace = seat.workspace()
if not empty.without_network(
    workspace, "This page shows where you are at home, and which circles open next."
):
    _VIEWS[go.view_of("outward")].page(workspace)
