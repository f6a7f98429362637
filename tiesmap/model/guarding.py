"""What keeps data safe: imports that can be taken back, backups, duplicates, erasure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class ImportEntry:
    """One import, as the list of imports shows it. `undone` is when it was taken back."""

    id: int
    at: datetime
    files: tuple[str, ...]
    people_new: int
    people_changed: int
    rows: int
    undone: datetime | None = None


@dataclass(frozen=True, slots=True)
class UndoReport:
    """What taking back an import did; `kept` names in sentences what stayed, and why."""

    id: int
    people: int
    """People removed."""
    rows: int
    """Interactions, ties, introductions, wishes and ratings removed."""
    fields: int
    """Values put back."""
    kept: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Done:
    """Something done by hand that can be taken back; `what` says it in a few words."""

    number: int
    what: str


@dataclass(frozen=True, slots=True)
class Backup:
    """A copy of the database; `why` is what came after it: import, merge, erase, ..."""

    name: str
    at: datetime
    why: str
    size: int
    """Bytes."""


@dataclass(frozen=True, slots=True)
class Duplicate:
    """Two people who may be one: how sure (0-1), and why in words."""

    one: int
    other: int
    score: float
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Merge:
    """Two people made one: who stayed, and the name of who went into them."""

    id: int
    at: datetime
    kept: int
    kept_label: str
    gone_label: str


@dataclass(frozen=True, slots=True)
class EraseReport:
    """What erasing people took away; `notes` are sentences for the rep."""

    people: int
    rows: int
    texts: int
    """Notes of others in which their names were blotted out."""
    backups: int
    """Backups that were rewritten."""
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Statement:
    """What one row of one file said of a person."""

    file: str
    line: int
    at: datetime
    """When it was first imported."""
    said: tuple[tuple[str, str], ...]
    """(field, value) in words."""
