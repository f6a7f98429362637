"""Entries of the practice as a table, with what can be done to the one chosen."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import streamlit as st

from tiesmap.dashboard import state
from tiesmap.dashboard.shared import tables
from tiesmap.model.ids import PersonId
from tiesmap.model.practice import E, Entry
from tiesmap.workspace import Workspace


def table(
    workspace: Workspace,
    entries: Sequence[E],
    row: Callable[[E], dict[str, object]],
    key: str,
    *,
    what: str,
    nothing: str,
    label: Callable[[E], str],
    steps: Mapping[str, Callable[[E], E]] | None = None,
) -> None:
    """The entries, and below them the buttons for the one chosen: each step, and removing it.

    `steps` leads from a button to what becomes of the entry. `label` tells entries apart.
    """
    # A click means what the page showed then, which another window may have changed since.
    shown: Sequence[E] = state.recall(f"shown {key}") or ()
    state.remember(f"shown {key}", entries)
    if not entries:
        st.caption(nothing)
        return
    st.dataframe(
        tables.filled([row(entry) for entry in entries]),
        hide_index=True,
        placeholder="",
        alt=what,
        height=tables.height(len(entries), 7),
        key=f"table {key}",
    )
    chosen, buttons = st.columns([5, 4], vertical_alignment="bottom")
    found = chosen.selectbox(
        "Change one of them",
        range(len(entries)),
        index=None,
        format_func=lambda place: label(entries[place]),
        placeholder="Choose one",
        key=f"{state.turn(f'choose {key}')} {len(entries)}",
    )
    if found is None or found >= len(entries):
        return
    one = shown[found] if found < len(shown) else entries[found]
    with buttons, st.container(horizontal=True):
        for name, change in (steps or {}).items():
            if st.button(name, key=f"{name} {key}"):
                workspace.week.record(change(one), was=one)
                state.rerun("Noted.", f"choose {key}")
        if st.button("Remove", icon=":material/delete:", type="tertiary", key=f"remove {key}"):
            workspace.week.remove_entry(one)
            state.rerun("Removed.", f"choose {key}")


def add(workspace: Workspace, entry: Entry, key: str) -> None:
    """Store a new entry and empty the form that it came from."""
    workspace.week.record(entry)
    state.rerun("Noted.", key)


def of(entries: Sequence[E], person: PersonId) -> tuple[E, ...]:
    """The entries of one person."""
    return tuple(entry for entry in entries if entry.person == person)


def short(text: str, longest: int = 60) -> str:
    """A text on one line, cut where it is long."""
    line = " ".join(text.split())
    return line if len(line) <= longest else line[: longest - 1] + "…"
