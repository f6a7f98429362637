"""The focus stays in its card after an action, for whoever works by keyboard."""

from __future__ import annotations

from tiesmap.dashboard.shared.component import component


def keep() -> None:
    """Watch the focus; once a page is enough."""
    component(__name__, "focus")(key="focus kept")
