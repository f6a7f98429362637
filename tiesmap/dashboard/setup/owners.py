"""Who stands as owner of rows is asked about once: a colleague, the rep, or somebody else."""

from __future__ import annotations

from functools import partial

import streamlit as st

from tiesmap.dashboard import state
from tiesmap.dashboard.shared import words
from tiesmap.model.english import say_count
from tiesmap.model.ids import PersonId
from tiesmap.workspace import Workspace

SHOWN = 5


def after_import(workspace: Workspace) -> None:
    """A question for each owner of rows of whom nothing was said yet."""
    for owner, many in workspace.start.owners()[:SHOWN]:
        with st.container(border=True, key=f"owner-{owner.id}"):
            rows = say_count(many, "person", "people")
            words.line(
                f"{owner.label} stands as owner of {rows} you brought in: a colleague of yours?",
                f"owner-{owner.id}",
            )
            st.caption("Colleagues are not asked for introductions, and their people are theirs.")
            with st.container(horizontal=True):
                for label, then in (
                    ("Yes, a colleague", partial(_answer, workspace, owner.id, True)),
                    ("That is me", partial(_join, workspace, owner.id)),
                    ("No, somebody else", partial(_answer, workspace, owner.id, False)),
                ):
                    st.button(label, key=f"{label} {owner.id}", on_click=then)


def _answer(workspace: Workspace, person: PersonId, colleague: bool) -> None:
    workspace.start.answer_owner(person, colleague=colleague)
    state.tell("Noted: a colleague." if colleague else "Noted: somebody who knows these people.")


def _join(workspace: Workspace, person: PersonId) -> None:
    if workspace.rep is not None:
        workspace.duplicates.merge(workspace.rep, person)
        state.tell("Joined: these people are yours. Setup, Your data takes it apart again.")
