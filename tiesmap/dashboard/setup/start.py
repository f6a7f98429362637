"""Start: what the network holds, and bringing in files."""

from __future__ import annotations

import streamlit as st

from tiesmap.dashboard import seat, state
from tiesmap.dashboard.outward import overview
from tiesmap.dashboard.setup import duplicates, guide, importing, owners, reports
from tiesmap.dashboard.shared import empty, words
from tiesmap.model.english import say_count
from tiesmap.model.intake import ImportReport
from tiesmap.workspace import Workspace


def page(workspace: Workspace) -> None:
    """The overview once there is one; the files; what the last import did."""
    new = empty.is_empty(workspace)
    if not new:
        if seat.in_sample() or not guide.show(workspace):
            overview.show(workspace)
        if not seat.in_sample():
            guide.resume(workspace)
    elif workspace.rep is not None or not empty.choose_rep(workspace):
        stay = "on this machine" if workspace.member is None else "yours, in your team's database"
        st.markdown(
            "tiesmap finds out whom to ask for an introduction, and to whom. Bring in the files "
            "that you have: your LinkedIn connections, a list of clients, the headers of your "
            f"mails. They stay {stay}."
        )
        empty.sample_button()
    if seat.in_sample():
        words.how_to_read()
        return
    st.subheader("Bring in files" if new else "Bring in more files")
    files = st.file_uploader(
        "LinkedIn (the zip as it comes), contacts from Google, Outlook or your CRM, vCards, a "
        "calendar, mails, a workbook, a WhatsApp chat, or tiesmap's own CSV files",
        accept_multiple_files=True,
        # No list of endings: the content tells what a file is, and refusals are sentences of ours.
        key=state.turn("files"),
    )
    if files:
        importing.check(workspace, [(file.name, file.getvalue()) for file in files])
    elif report := state.recall("import"):
        if workspace.rep is not None:
            owners.after_import(workspace)
        duplicates.after_import(workspace, state.recall("import after") or 0)
        _last_import(report)
    words.how_to_read()


def _last_import(report: ImportReport) -> None:
    """What the last import did: in a sentence, with everything that was noticed behind it."""
    problems = sum(len(file.problems) for file in report.files)
    notes = len(reports.said(report))
    more = (
        say_count(problems, "row or cell", "rows or cells") + " left out" if problems else "",
        say_count(notes, "remark") if notes else "",
    )
    label = "The last import" + "".join(f", {part}" for part in more if part)
    with st.expander(label, icon=":material/table_rows:", expanded=bool(problems)):
        words.fine(importing.sum_of(report), "last-import")
        reports.show(report, "done")
