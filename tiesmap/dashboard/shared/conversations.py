"""What was said last, in words, where it is of use: the rep's own notes alone."""

from __future__ import annotations

from tiesmap.dashboard.shared import days, words
from tiesmap.model.ids import PersonId
from tiesmap.model.practice import Note
from tiesmap.workspace import Workspace


def said(note: Note) -> str:
    """A conversation on one line: when, what was discussed and proposed, what comes next."""
    parts = (
        f"{days.said(note.day)} {note.discussed}".strip(),
        f"proposed: {note.proposed}" if note.proposed else "",
        f"next: {note.next_purpose}" if note.next_purpose else "",
    )
    return "; ".join(part for part in parts if part)


def last(workspace: Workspace, person: PersonId, name: str, key: str) -> None:
    """The last note about somebody; nothing where there is none."""
    for note in workspace.week.brief(person).notes[:1]:
        words.fine(f"You and {name} last: {said(note)}", f"last-{key}")
