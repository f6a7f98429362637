"""The focus stays in its card after an action, for whoever works by keyboard."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Any

import streamlit as st


def keep() -> None:
    """Watch the focus; once a page is enough."""
    _component()(key="focus kept")


@cache
def _component() -> Any:
    """Registered once a process, its text given inline (see `netmap`)."""
    here = files("tiesmap.dashboard.shared.focus")
    return st.components.v2.component(
        "tiesmap_focus", html="<span></span>", js=(here / "focus.js").read_text("utf-8")
    )
