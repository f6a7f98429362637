"""What the component says whose lines hold links to people; Streamlit's harness does not run it."""

from __future__ import annotations

import json
from typing import Any

from streamlit.testing.v1 import AppTest


def lines_with_names(at: AppTest) -> list[str]:
    """Its lines on a page, as text; of a row of a table the cells that say something, with "|"."""
    found = []
    for said in _said(at):
        for row in said["rows"]:
            cells = row if said.get("heads") else [row]
            found.append(" | ".join(text for text in map(_text, cells) if text))
    return found


def table_with_names(at: AppTest, head: str) -> list[dict[str, str]]:
    """The rows of its table that has a column of that heading."""
    said = next(said for said in tables_with_names(at) if head in said["heads"])
    return [dict(zip(said["heads"], map(_text, row), strict=True)) for row in said["rows"]]


def tables_with_names(at: AppTest) -> list[dict[str, Any]]:
    """Its tables, each as it gets it."""
    return [said for said in _said(at) if "heads" in said]


def linked_in_tables(at: AppTest) -> set[int]:
    """The people to whom names in its tables lead."""
    rows = [row for said in tables_with_names(at) for row in said["rows"]]
    return {part["id"] for row in rows for cell in row for part in cell if "id" in part}


def _said(at: AppTest) -> list[dict[str, Any]]:
    found = [element.proto for element in at.get("bidi_component")]
    return [json.loads(one.json) for one in found if "tiesmap_names" in one.component_name]


def _text(parts: list[dict[str, Any]]) -> str:
    return "".join(part["text"] for part in parts)
