"""Components of ours on a page: a script, a style and the markup to begin with."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Any

import streamlit as st


@cache
def component(package: str, name: str, html: str = "<span></span>") -> Any:
    """The component of a package whose script and style are `name`.js and .css beside it.

    Registered once a process. Their text is given inline: assets by path need a manifest that an
    editable install does not find.
    """
    style = files(package) / f"{name}.css"
    return st.components.v2.component(
        f"tiesmap_{name}",
        html=html,
        css=style.read_text("utf-8") if style.is_file() else None,
        js=(files(package) / f"{name}.js").read_text("utf-8"),
    )
