"""Who introduced the rep, as mails and notes seem to tell: a tick each, before the first asks."""

from __future__ import annotations

import streamlit as st

from tiesmap.dashboard.shared import words
from tiesmap.model.english import say_first, say_list
from tiesmap.workspace import Workspace
from tiesmap.workspace.history.in_mails import Noticed

_SHOWN = 5
_NAMED = 6


def ask(workspace: Workspace) -> tuple[list[Noticed], list[Noticed]]:
    """What was noticed of those of most introductions: as ticked, and as unticked."""
    found = workspace.start.introducers()[:_SHOWN]
    if found:
        st.markdown("**Did these introduce you to somebody?** Untick who did not.")
    ticked: dict[bool, list[Noticed]] = {True: [], False: []}
    for ones in found:
        right = st.checkbox(
            words.escaped(_said(ones)), True, key=f"introduced {ones[0].introducer}"
        )
        ticked[right] += ones
    return ticked[True], ticked[False]


def _said(ones: tuple[Noticed, ...]) -> str:
    """Whom somebody seems to have introduced the rep to, and where that was found."""
    where = say_list(sorted({one.where for one in ones}))
    others = say_first([one.other_name for one in ones], _NAMED, ", ")
    return f"{ones[0].introducer_name}: to {others} (from your {where})"
