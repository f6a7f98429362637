"""What was imported, to be taken back; and the copies to go back to."""

from __future__ import annotations

import streamlit as st

from tiesmap.dashboard import state
from tiesmap.dashboard.shared import days, undoing, words
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
                undoing.ask(entry.id)
    if len(entries) > SHOWN:
        st.caption(f"{len(entries) - SHOWN:,} older imports: `tiesmap undo --list` shows them.")
    _offer_back(workspace)
    for sentence in state.recall("undone") or ():
        st.text(sentence)


def _told(entry: ImportEntry) -> str:
    said = (
        f"{entry.id}. {days.moment(entry.at)}: {', '.join(entry.brought)}\n"
        f"{entry.people_new:,} people new, {entry.people_changed:,} changed, {entry.rows:,} rows"
    )
    return said + (f"\ntaken back {days.moment(entry.undone)}" if entry.undone else "")


def _offer_back(workspace: Workspace) -> None:
    """A way back from the undo, as long as nothing was done since."""
    copy = workspace.data.before_undo()
    if copy is not None and st.button(
        "Bring the import back",
        icon=":material/history:",
        key="redo import",
        help="As it was before the undo, with all that you did by hand.",
    ):
        with st.spinner("Bringing it back"):
            workspace.data.restore(copy.name)
        state.remember("undone", None)
        state.rerun("The import is back, with all that you had done.")


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
        state.rerun("The backup is made.")
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
        state.rerun(f"The database is restored from {chosen.name}.{marked}")


def _named(backup: Backup) -> str:
    at = f"{days.said(backup.at.date())}, {backup.at:%H:%M:%S}"
    return f"{at}, before: {backup.why} ({backup.size / 1e6:,.1f} MB)"
