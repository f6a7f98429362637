"""What a rep shows his coach by himself: a note, or the name of an account, one at a time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from tiesmap.model.ids import PersonId
from tiesmap.model.practice import Note


@dataclass(frozen=True, slots=True)
class Shown:
    """One thing that a rep shows one coach, as it was when he showed it."""

    id: int
    rep: PersonId
    coach: PersonId
    person: PersonId
    account: str
    """Name and firm: the coach may have no card of them."""
    day: date
    """Of the conversation; where it is the name alone, when it was shown."""
    note: int | None = None
    """The note's id; None: the account's name alone."""
    words: str = ""


def words_of(note: Note) -> str:
    """What a coach reads of a note that is shown to him."""
    parts = (note.discussed, note.proposed and f"Proposed: {note.proposed}",
             note.next_purpose and f"Next: {note.next_purpose}")  # fmt: skip
    return "\n".join(part for part in parts if part)
