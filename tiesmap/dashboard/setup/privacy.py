"""One person's data: to hand out, or to erase for good."""

from __future__ import annotations

import streamlit as st

from tiesmap.dashboard import seat, state
from tiesmap.dashboard.shared import somebody, words
from tiesmap.dashboard.shared.downloads import save
from tiesmap.exporting.plain import file_name
from tiesmap.workspace import Workspace


def show(workspace: Workspace) -> None:
    """Choose a person; download all that is stored of them, or erase them."""
    people = workspace.people.everybody()
    if not people:
        words.notice("Nobody is on file yet.", "note")
        return
    chosen = somebody.choose(workspace, "Person", people, key=state.turn("whose data"))
    if chosen is None:
        st.caption("All that is on file about one person: to hand it to them, or to erase it.")
        return
    data, listed = workspace.data.export_person(chosen)
    with st.container(horizontal=True):
        name = f"All of {file_name(seat.labels(workspace)[chosen])}"
        save("Download as JSON", name, ".json", lambda: data)
        save("Download as CSV", name, ".csv", lambda: listed)
    st.subheader("Erase")
    st.caption(
        "This removes every row about this person, their name in notes about others, and every "
        "trace in the backups. No import brings them back. It cannot be undone."
    )
    sure = st.checkbox("I want to erase this person for good", key=f"sure erase {chosen}")
    if st.button("Erase", disabled=not sure, icon=":material/person_remove:", key="erase"):
        with st.spinner("Erasing, in the backups too"):
            report = workspace.data.erase([chosen])
        state.rerun(
            f"The person and {report.rows:,} rows are erased; {report.backups:,} backups "
            "were cleaned.",
            "whose data",
        )
