"""How at ease the rep is with whole categories: all of them in one table, rated at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import streamlit as st

from tiesmap.dashboard import state
from tiesmap.dashboard.shared import words
from tiesmap.workspace import Workspace


def categories(workspace: Workspace) -> None:
    """The table of categories with the rep's ratings, to edit and save."""
    reach = workspace.ways.reach_by_category()
    if not reach:
        st.info(
            "Nobody has a category yet. Set one for many people at once under Everybody, or write "
            "rules under Setup, Settings: for example, “hotel” in the company means Hotels."
        )
        return
    ratings, said = workspace.people.category_ratings(), workspace.people.categories()
    rows = [
        {
            "Category": said.get(row.category, row.category),
            "Your rating": ratings.get(row.category),
            "Comfort": words.comfort(row.comfort, row.rated) if row.told else "",
            "You know": row.known,
            "At ease with": row.at_ease,
            "Could reach": row.reachable,
        }
        for row in reach
    ]
    st.caption(
        "Rate a category from 1 (hardly at ease) to 5 (at home). Your rating counts for everybody "
        "in it whom you did not rate yourself; without one, comfort is inferred from your contacts."
    )
    key = state.turn("categories")
    st.data_editor(
        rows,
        hide_index=True,
        key=key,
        disabled=[name for name in rows[0] if name != "Your rating"],
        alt="Comfort with each category",
        placeholder="",
        column_config={
            "Your rating": st.column_config.NumberColumn(min_value=1, max_value=5, step=1),
        },
    )
    changed = changes([row.category for row in reach], state.edits(key))
    if st.button("Save the ratings", type="primary", disabled=not changed):
        workspace.people.rate_categories(changed)
        state.rerun("Your ratings are saved.", "categories")


def changes(names: Sequence[str], edited: Mapping[int, Mapping[str, Any]]) -> dict[str, int | None]:
    """The ratings that were edited, by category; what is no rating from 1 to 5 is left out."""
    found: dict[str, int | None] = {}
    for place, cells in edited.items():
        if "Your rating" not in cells or not 0 <= place < len(names):
            continue
        value = cells["Your rating"]
        if value is None or (isinstance(value, int | float) and value in (1, 2, 3, 4, 5)):
            found[names[place]] = None if value is None else int(value)
    return found
