"""What colleagues see of the rep's network: nothing until he opens it."""

from __future__ import annotations

import streamlit as st

from tiesmap.dashboard import seat, state
from tiesmap.dashboard.shared import days
from tiesmap.model.colleagues import Openness
from tiesmap.model.english import say_count
from tiesmap.workspace import Workspace


def show(workspace: Workspace) -> None:
    """Whole, by category, by person; who stays out; and what colleagues see now."""
    st.subheader("What colleagues see of your network")
    st.caption(
        "Closed until you open it. Of whom you open they see name, firm and category, and whether "
        "you know them well, a little, or knew them well once. Never a day, a count, a note or a "
        "rating. It is worked out from your own network, anew on each day on which you look at "
        "your week. Whom they want to meet, they ask you for, and you say yes or no."
    )
    said, names = workspace.colleagues.openness(), seat.labels(workspace)
    people = [one for one in workspace.people.everybody() if one != workspace.rep]
    categories = workspace.people.categories()
    with st.form("openness", border=False):
        whole = st.checkbox("Open my whole network", said.whole)
        some = st.multiselect(
            "Or these categories",
            sorted(categories.keys() | said.categories),
            sorted(said.categories),
            format_func=lambda one: categories.get(one, one),
        )
        chosen, private = (
            st.multiselect(what, people, [one for one in people if one in now],
                           format_func=lambda one: names[one])
            for what, now in (("And these people", said.people),
                              ("Private: never shown, whatever is open", said.private))
        )  # fmt: skip
        if st.form_submit_button("Save", type="primary"):
            seen = workspace.colleagues.open(
                Openness(whole, frozenset(some), frozenset(chosen), frozenset(private)), said
            )
            state.rerun(f"Saved. Colleagues see {say_count(seen, 'person', 'people')}.")
    _seen(workspace)
    _looks(workspace)


def _seen(workspace: Workspace) -> None:
    shown = workspace.colleagues.shown()
    if not shown:
        st.info("Colleagues see nothing of your network.", icon=":material/lock:")
        return
    rows = [
        {"Name": one.name, "Firm": one.company, "Category": one.category,
         "How well": str(one.strength)}
        for one in shown
    ]  # fmt: skip
    with st.expander(f"What they see: {say_count(len(rows), 'person', 'people')}"):
        st.dataframe(rows, hide_index=True, key="shown to colleagues")


def _looks(workspace: Workspace) -> None:
    found = workspace.colleagues.looks()
    if not found:
        return
    rows = [
        {"Day": days.said(one.day), "Who": name, "At what": str(one.kind)} for name, one in found
    ]
    with st.expander("Who looked"):
        st.caption(
            "Once a day for each: a colleague at whom you know, your coach at your counts, and at "
            "what you showed."
        )
        st.dataframe(rows, hide_index=True, key="looks at you")
