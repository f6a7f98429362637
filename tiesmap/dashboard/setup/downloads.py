"""Files that go out to come in again: the people, what happened, everything as one zip."""

from __future__ import annotations

from functools import partial

import streamlit as st

from tiesmap.dashboard.shared.downloads import save
from tiesmap.workspace import Workspace
from tiesmap.workspace.data.exports import KINDS

_EVERYBODY = "Everybody"


def show(workspace: Workspace) -> None:
    """People, all or one category of them, as CSV or vCards; evidence; all as one zip."""
    st.caption(
        "What goes out here comes in again as it is: bring it in on another machine, or after a "
        "change in a spreadsheet."
    )
    said = workspace.people.categories()
    category = st.selectbox(
        "Whom",
        [_EVERYBODY, *said],
        format_func=lambda name: said.get(name, name),
        key="download whom",
    )
    chosen = workspace.reports.people_of(None if category == _EVERYBODY else category, None)
    reports = workspace.reports
    # Each file is made when it is asked for.
    with st.container(horizontal=True):
        save("People for a spreadsheet", "people", ".csv", partial(reports.people_csv, chosen))
        save("Cards for an address book", "people", ".vcf", partial(reports.people_vcf, chosen))
    with st.container(horizontal=True):
        for kind in KINDS:
            save(kind.capitalize(), kind, ".csv", partial(reports.evidence_csv, kind))
    st.caption("Everything of yours, with what you wrote down, as one file:")
    save("All my data", "my-data", ".zip", reports.my_data)
