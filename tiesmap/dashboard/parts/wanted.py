"""The wanted list: whom, which company or which category the rep wants to get to know."""

from __future__ import annotations

import streamlit as st

from tiesmap.dashboard import state
from tiesmap.model.people import TargetRecord
from tiesmap.workspace import Workspace


def show(seat: Workspace) -> None:
    """The list, and forms to add to it and take from it."""
    targets = seat.targets()
    title = f"Your wanted list ({len(targets)})" if targets else "Your wanted list is empty"
    with st.expander(title, expanded=not targets, icon=":material/star:"):
        if targets:
            st.dataframe(
                [
                    {"Name": t.name, "Company": t.company, "Category": t.category, "Why": t.why}
                    for t in targets
                ],
                hide_index=True,
                alt="The wanted list",
                column_config={"Why": st.column_config.TextColumn(width="large")},
            )
        add, take = st.columns(2, gap="large")
        with add:
            _add(seat)
        with take:
            _take(seat, targets)


def _add(seat: Workspace) -> None:
    with st.form(state.turn("wanted"), border=False):
        name = st.text_input("Name", placeholder="A person, or leave it empty")
        company = st.text_input("Company")
        category = st.text_input("Category")
        why = st.text_input("Why")
        if st.form_submit_button("Put on the list", icon=":material/add:"):
            if not (name.strip() or company.strip() or category.strip()):
                st.warning("Give a name, a company or a category.")
                return
            seat.save_target(
                TargetRecord(0, name.strip(), company.strip(), category.strip(), "", why.strip())
            )
            state.turn_over("wanted")
            st.rerun()


def _take(seat: Workspace, targets: tuple[TargetRecord, ...]) -> None:
    if not targets:
        return
    chosen = st.selectbox(
        "Take off the list",
        range(len(targets)),
        index=None,
        format_func=lambda k: (
            f"{k + 1}. "
            + ", ".join(t for t in (targets[k].name, targets[k].company, targets[k].category) if t)
        ),
        placeholder="Choose an entry",
        key=state.turn("wanted take"),
    )
    if st.button("Take it off", disabled=chosen is None, icon=":material/delete:"):
        if chosen is not None:
            seat.remove_target(targets[chosen])
        state.turn_over("wanted take")
        st.rerun()
