"""Rules that set a category from words in company or title."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import streamlit as st

from tiesmap.dashboard import state
from tiesmap.model.people import CategoryRule
from tiesmap.workspace import Workspace

_FIELDS = {"company or title": "any", "company": "company", "title": "title", "label": "label"}
_WHERE = {field: words for words, field in _FIELDS.items()}
_COLUMNS = ("Words", "In", "Category")


def show(workspace: Workspace) -> None:
    """The rules as a table to edit; saving applies them."""
    st.subheader("Rules for categories")
    st.caption(
        "LinkedIn and mails have no categories. A rule sets one where a word is in the company "
        "or title, for example: hotel; resort; inn → Hotels. What a file says or you set "
        "yourself stays. The first matching rule counts."
    )
    stored = workspace.people.rules()
    rows = [
        {
            "Words": "; ".join(rule.words),
            "In": _WHERE.get(rule.field, "company or title"),
            "Category": rule.category,
        }
        for rule in stored
    ] or [dict.fromkeys(_COLUMNS, "")]
    key = state.turn("rules")
    edited = st.data_editor(
        rows,
        num_rows="dynamic",
        hide_index=True,
        key=key,
        alt="Rules for categories",
        column_config={
            "Words": st.column_config.TextColumn(width="large", help="Separate several with ;"),
            "In": st.column_config.SelectboxColumn(
                options=list(_FIELDS), default="company or title"
            ),
            "Category": st.column_config.TextColumn(width="medium"),
        },
    )
    if st.button("Save and apply the rules", type="primary", key="save rules"):
        rules, unfinished = read_rules(edited)
        if unfinished:
            st.warning("Each rule needs at least one word and a category.")
            return
        workspace.people.save_rules(rules)
        state.rerun("The rules are saved and applied.", "rules")


def read_rules(rows: Sequence[Mapping[str, Any]]) -> tuple[list[CategoryRule], int]:
    """The rules of the table's rows, and how many rows are half filled in. Empty rows count not."""
    found, unfinished = [], 0
    for row in rows:
        text, where, category = (str(row.get(name) or "").strip() for name in _COLUMNS)
        words = tuple(word.strip() for word in text.split(";") if word.strip())
        if words and category:
            found.append(CategoryRule(words, category, _FIELDS.get(where, "any")))
        elif words or category:
            unfinished += 1
    return found, unfinished
