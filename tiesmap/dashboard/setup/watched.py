"""A folder that is watched while this page is open: what appears is shown, and taken if allowed."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from tiesmap.dashboard import state
from tiesmap.dashboard.setup import importing
from tiesmap.dashboard.shared import boundary, words
from tiesmap.intake.reader import File
from tiesmap.model.problems import Refused
from tiesmap.workspace import Workspace
from tiesmap.workspace.files.watching import Seen, appeared, batches

EVERY = 10
"""Seconds between two looks."""
SHOWN = 20


def show(workspace: Workspace) -> None:
    """The folder, whether what appears is taken, and what appeared."""
    if workspace.store.path is None:
        words.notice("A folder is watched only where the database is a file of your own.", "note")
        return
    text = st.text_input(
        "Folder", key="watched folder", placeholder="Such as /home/me/Downloads/contacts"
    )
    st.toggle(
        "Bring in what appears, without asking again",
        key="watched take",
        help="Otherwise you see what each file would change, and a button.",
    )
    if not text.strip():
        st.caption(
            f"It is looked at every {EVERY} seconds while this page is open; by shell: "
            "`tiesmap watch FOLDER`."
        )
        return
    folder = Path(text.strip()).expanduser()
    if not folder.is_dir():
        words.notice(f"There is no folder {folder}: write its whole path.", "wrong")
        return
    _look(workspace, str(folder))


@st.fragment(run_every=EVERY)
def _look(workspace: Workspace, folder: str) -> None:
    """Look once, and show what appeared so far."""
    with boundary.said():
        kept: tuple[Seen, list[list[File]], list[str]] = state.recall(f"watched {folder}") or (
            {},
            [],
            [],
        )
        seen, waiting, lines = kept
        state.remember(f"watched {folder}", kept)
        taken = False
        for batch in batches(list(appeared(Path(folder), seen))):
            if state.recall_widget("watched take"):
                taken |= _take(workspace, batch, lines)
            else:
                waiting.append(batch)
        for number, batch in enumerate(list(waiting)):
            if _offer(workspace, batch, number, lines):
                waiting.remove(batch)
                taken = True
        if not waiting and not lines:
            st.caption("Nothing appeared in it yet.")
        for at, line in enumerate(reversed(lines[-SHOWN:])):
            words.fine(line, f"watched line {at}")
        if taken:
            st.rerun()


def _take(workspace: Workspace, batch: list[File], lines: list[str]) -> bool:
    """Bring in the files of a batch; whether that was possible."""
    try:
        report = workspace.files.import_files(batch)
    except Refused as refused:
        lines.append(f"{refused} Nothing was stored.")
        return False
    lines.append(f"{_named(batch)}: {importing.sum_of(report)}")
    return True


def _offer(workspace: Workspace, batch: list[File], number: int, lines: list[str]) -> bool:
    """What a batch would change, and the button that does it; whether it was pressed."""
    with st.container(border=True):
        words.fine(_named(batch), f"watched file {number}")
        try:
            preview = workspace.files.preview_import(batch)
        except Refused as refused:
            words.notice(f"{refused} Bring it in on the page Start.", "wrong")
            return False
        st.text(importing.would(preview))
        pressed = st.button("Bring it in", key=f"watched take {number}", icon=":material/check:")
    return pressed and _take(workspace, batch, lines)


def _named(batch: list[File]) -> str:
    more = f" and {len(batch) - 1:,} more" if len(batch) > 1 else ""
    return batch[0][0] + more
