"""The language of the rep's letters: chosen by him, and proposed from what is on file."""

from __future__ import annotations

import streamlit as st

from tiesmap.dashboard.shared import words
from tiesmap.introductions.languages import ENGLISH, language, names
from tiesmap.workspace import Workspace


def choice(workspace: Workspace) -> str:
    """A field with all languages; in it the chosen one, else the one that his files speak."""
    chosen, proposed = workspace.letters.language()
    said = names()
    code = st.selectbox(
        "The language of your letters",
        **words.options(said),
        index=list(said).index(chosen or proposed),
        help="" if chosen else "Proposed from your own line and your files.",
        width=420,
    )
    return str(code)


def choice_at_start(workspace: Workspace) -> str:
    """The field where he chose a language, or his files speak another than English; "" where not.

    Where there are no letters in theirs, it says so.
    """
    chosen, proposed = workspace.letters.language()
    none_in = workspace.letters.has_none_in()
    if not (chosen or none_in or proposed != ENGLISH):
        return ""
    code = choice(workspace)
    if none_in:
        st.caption(
            f"Your files look like {none_in}, in which there are no letters: yours are written in "
            "the language above, and you can put each right before it goes out."
        )
    return code


def example_of_gain(workspace: Workspace) -> str:
    """A line that says what somebody gains from meeting the rep, in the language of his letters."""
    chosen, proposed = workspace.letters.language()
    return language(chosen or proposed).forms["gain_example"]


def is_open(workspace: Workspace) -> bool:
    """Whether he has not chosen one, and his files speak another than English."""
    chosen, proposed = workspace.letters.language()
    return not chosen and proposed != ENGLISH


def ask(workspace: Workspace) -> bool:
    """The question in which language to write, where it is open: one click. Whether he chose."""
    if not is_open(workspace):
        return False
    said, (_, proposed) = names(), workspace.letters.language()
    with st.container(horizontal=True, vertical_alignment="center"):
        st.caption("Your letters are in English, and your files look otherwise.", width="content")
        for code in (proposed, ENGLISH):
            label = f"Write in {said[code]}" if code == proposed else f"Keep {said[code]}"
            if st.button(label, key=f"letters in {code}", type="tertiary"):
                workspace.letters.save_language(code)
                return True
    return False
