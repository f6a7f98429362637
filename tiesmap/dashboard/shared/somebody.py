"""The field in which one chooses somebody on file, by a name that is nobody else's."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

import streamlit as st

from tiesmap.dashboard import seat
from tiesmap.model.ids import PersonId
from tiesmap.workspace import Workspace


def choose(
    workspace: Workspace,
    label: str,
    people: Collection[PersonId],
    placeholder: str | None = None,
    **field: Any,
) -> PersonId | None:
    """Whoever is chosen of these people; None until somebody is, and where he is none of them."""
    names = seat.labels(workspace)
    chosen = st.selectbox(
        label,
        list(people),
        index=None,
        format_func=lambda person: names.get(person, ""),
        placeholder=placeholder,
        **field,
    )
    return chosen if chosen in people else None


def others(workspace: Workspace) -> list[PersonId]:
    """Everybody on file but the rep, by name."""
    return [person for person in workspace.people.everybody() if person != workspace.rep]
