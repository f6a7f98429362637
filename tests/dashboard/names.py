"""What the component says whose lines hold links to people; Streamlit's harness does not run it."""

from __future__ import annotations

import json

from streamlit.testing.v1 import AppTest


def lines_with_names(at: AppTest) -> list[str]:
    """Its lines on a page, as text."""
    found = []
    for element in at.get("bidi_component"):
        proto = element.proto
        if "tiesmap_names" in proto.component_name:
            rows = json.loads(proto.json)["rows"]
            found += ["".join(part["text"] for part in row) for row in rows]
    return found
