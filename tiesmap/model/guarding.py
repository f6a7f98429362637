"""Values for keeping data safe: imports and their undo, backups, duplicates, erasure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from tiesmap.model.english import say_count, say_list
from tiesmap.model.ids import PersonId


@dataclass(frozen=True, slots=True)
class ImportEntry:
    """One line of the list of imports. `undone` is the moment at which it was undone."""

    id: int
    at: datetime
    files: tuple[str, ...]
    people_new: int
    people_changed: int
    rows: int
    undone: datetime | None = None

    @property
    def brought(self) -> tuple[str, ...]:
        """The files as they were brought in: an archive once, whatever it holds."""
        return tuple(dict.fromkeys(file.partition("/")[0] for file in self.files))


@dataclass(frozen=True, slots=True)
class UndoReport:
    """What undoing an import did; `kept` says in sentences what stayed, and why."""

    id: int
    people: int
    """People removed."""
    rows: int
    """Interactions, ties, introductions, wishes and ratings removed."""
    fields: int
    """Values put back."""
    kept: tuple[str, ...] = ()
    stay: tuple[tuple[str, int], ...] = ()
    """Why people of it stay, and how many for each reason."""

    def says(self, done: bool = True) -> str:
        """What it removed, or (not `done`) would remove, and how many people stay and why."""
        gone = f"{say_count(self.people, 'person', 'people')} and {say_count(self.rows, 'row')}"
        said = f"{gone} removed" if done else f"{gone} would go"
        if self.fields:
            said += f", {say_count(self.fields, 'value')} put back"
        if self.stay:
            why = say_list([f"{count:,} {reason}" for reason, count in self.stay])
            said += f". {'These people stayed' if done else 'These people would stay'}: {why}"
        return f"{said}."


@dataclass(frozen=True, slots=True)
class Done:
    """An edit by hand that can be undone; `what` says in a few words what it was."""

    number: int
    what: str


@dataclass(frozen=True, slots=True)
class Backup:
    """A copy of the database; `why` is the step it was made before: import, merge, erase ..."""

    name: str
    at: datetime
    why: str
    size: int
    """Bytes."""


@dataclass(frozen=True, slots=True)
class Duplicate:
    """Two people who may be the same person: how sure (0 to 1), and why in words."""

    one: PersonId
    other: PersonId
    score: float
    reasons: tuple[str, ...]
    sure: bool = False
    """Whether name and contact or firm agree, and nothing tells the two apart."""


@dataclass(frozen=True, slots=True)
class Merge:
    """A merge of two people: the name of who was kept, and of who was merged into them."""

    id: int
    at: datetime
    kept_label: str
    gone_label: str


@dataclass(frozen=True, slots=True)
class EraseReport:
    """What erasing people removed; `notes` are sentences for the rep."""

    people: int
    rows: int
    texts: int
    """Notes of others in which their names were blotted out."""
    backups: int
    """Backups that were rewritten."""
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Statement:
    """What one row of one file said about a person."""

    file: str
    line: int
    at: datetime
    """When it was first imported."""
    said: tuple[tuple[str, str], ...]
    """(field, value) in words."""
