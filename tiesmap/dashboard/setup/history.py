"""What was imported, to be taken back; and the copies to go back to."""

from __future__ import annotations

import streamlit as st

from tiesmap.dashboard import state
from tiesmap.dashboard.shared import days, words
from tiesmap.model.guarding import Backup, ImportEntry
from tiesmap.workspace import Workspace

SHOWN = 15
"""How many of the latest imports have a button."""


def show_imports(workspace: Workspace) -> None:
    """The imports with what they brought; the latest can be taken back by a button."""
    entries = workspace.data.imports()
    if not entries:
        words.notice("Nothing was imported yet.", "note")
        return
    st.caption(
        "Undoing an import removes what it brought and restores what it replaced. What you did "
        "by hand since then stays, and so does what other imports say too."
    )
    for entry in entries[:SHOWN]:
        with st.container(border=True, horizontal=True, vertical_alignment="center"):
            st.text(_told(entry))
            if entry.undone is None and st.button(
                "Undo", key=f"undo {entry.id}", icon=":material/undo:"
            ):
                _undo(workspace, entry.id)
    if len(entries) > SHOWN:
        st.caption(f"{len(entries) - SHOWN:,} older imports: `tiesmap undo --list` shows them.")
    for sentence in state.recall("undone") or ():
        st.text(sentence)


def _told(entry: ImportEntry) -> str:
    said = (
        f"{entry.id}. {days.moment(entry.at)}: {', '.join(entry.brought)}\n"
        f"{entry.people_new:,} people new, {entry.people_changed:,} changed, {entry.rows:,} rows"
    )
    return said + (f"\ntaken back {days.moment(entry.undone)}" if entry.undone else "")


def _undo(workspace: Workspace, number: int) -> None:
    with st.spinner("Undoing it"):
        report = workspace.data.undo_import(number)
    state.remember("undone", report.kept)
    state.tell(
        f"Import {number} is undone: {report.people:,} people and {report.rows:,} rows removed, "
        f"{report.fields:,} values restored."
        + (" What stays is listed below." if report.kept else "")
    )
    st.rerun()


def show_backups(workspace: Workspace) -> None:
    """The backups; one can be made and gone back to."""
    if workspace.data.folder is None:
        words.notice("This database is kept in memory alone: it has no backups.", "note")
        return
    made = (
        "At a server a backup is made when you ask for one, and before going back:"
        if workspace.store.path is None
        else "A backup is made before each import, merge, undo and erasing:"
    )
    st.caption(
        f"{made} all of the last day are kept, then one a day for a week and one a week for two "
        "months."
    )
    found = workspace.data.backups()
    if st.button("Back up now", icon=":material/save:"):
        workspace.data.back_up()
        state.tell("The backup is made.")
        st.rerun()
    if not found:
        return
    chosen = st.selectbox("Backup", found, format_func=_named, key="backup")
    if chosen is None:
        return
    st.caption("The present state is backed up first. Erased people stay erased.")
    sure = st.checkbox("I want to restore this backup", key=f"sure {chosen.name}")
    if st.button("Restore", disabled=not sure, icon=":material/history:", key="restore"):
        with st.spinner("Restoring"):
            flags = workspace.data.restore(chosen.name)
        marked = f" {flags:,} people stay marked do not ask." if flags else ""
        state.tell(f"The database is restored from {chosen.name}.{marked}")
        st.rerun()


def _named(backup: Backup) -> str:
    at = f"{days.said(backup.at.date())}, {backup.at:%H:%M:%S}"
    return f"{at}, before: {backup.why} ({backup.size / 1e6:,.1f} MB)"
