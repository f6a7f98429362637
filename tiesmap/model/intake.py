"""Values that pass from a file to the store: checked rows, who is who, and reports."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple

from tiesmap.model.evidence import KINDS, InteractionRecord, IntroductionRecord, TieRecord
from tiesmap.model.ids import PersonId
from tiesmap.model.people import CompanyRecord, PersonRecord, RelationshipRecord, TargetRecord
from tiesmap.model.practice import EntryRecord
from tiesmap.model.problems import Problem


class Key(NamedTuple):
    """By what a person is known again, normalized.

    Kinds: `id` (scope = where the id comes from), `profile`, `email` (scope = the name, where
    others have the address too), `name_company` (scope = the company) and `name`, which alone is
    never enough: many people may share one, every other key belongs to one person.
    """

    kind: str
    scope: str
    value: str


MADE_UP = "\n"
"""Stands in ids that no file gave: they are made of a row that says nothing else of who it is, so
that the same file again makes nobody twice."""
STRONG = ("id", "profile", "email")
"""The kinds of key that tell people apart by themselves."""
OWN_SCOPE = "tiesmap"
"""The scope of the ids in our own files: they mean the same in all of them."""

THE_REP = "\x00rep"
"""In place of a reference: the rep the import is made for. No cell of a file can hold it."""


def as_said(column: str, name: str) -> str:
    """A reference to somebody of whom a cell says no more than a name: it makes nobody new."""
    return f"\x00{column}\x00{name}"


def said_in(reference: str) -> tuple[str, str] | None:
    """Column and name of such a reference; None for any other."""
    _, column, name = reference.split("\x00") if reference.count("\x00") == 2 else ("", "", "")
    return (column, name) if name else None


class Note(str):
    """A sentence about a file, as the shell says it: with what to type there (`hint`)."""

    __slots__ = ("about", "plain", "taken")

    plain: str
    """The same without that, for a page that has something to click instead."""
    about: str
    """The answer that it is about (machines, clients), where a page offers it."""
    taken: bool
    """Whether the file was read as if the answer were yes."""

    def __new__(
        cls, before: str, hint: str = "", after: str = "", about: str = "", taken: bool = False
    ) -> Note:
        note = super().__new__(cls, before + hint + after)
        note.plain, note.about, note.taken = before + after, about, taken
        return note


@dataclass(frozen=True, slots=True)
class Checked:
    """One file after checking: typed rows, and a problem for each row or cell left out."""

    file: str
    source: str
    """Name of the declared source, for example `people` or `linkedin_connections`."""
    scope: str
    """Ids in this file mean something only within this scope (see docs/columns.md)."""
    encoding: str
    delimiter: str
    row_count: int
    people: tuple[PersonRecord, ...] = ()
    relationships: tuple[RelationshipRecord, ...] = ()
    interactions: tuple[InteractionRecord, ...] = ()
    called_off: tuple[tuple[datetime, tuple[str, ...]], ...] = ()
    """When a calendar's meetings that were called off would have been, and with which addresses."""
    ties: tuple[TieRecord, ...] = ()
    introductions: tuple[IntroductionRecord, ...] = ()
    targets: tuple[TargetRecord, ...] = ()
    entries: tuple[EntryRecord, ...] = ()
    listed: bool = False
    """Its people are the owner's contacts: each has a tie to the owner of the row, else the rep."""
    mentioned: frozenset[str] = frozenset()
    """Ids of those among its people who stand beside a listed one, such as a wife."""
    companies: tuple[CompanyRecord, ...] = ()
    """What is said of companies: it fills in people who work there, and makes nobody."""
    owners: tuple[str, ...] = ()
    """References of those whose own file this may be (a mailbox, an export of LinkedIn), the
    likeliest first; such a one is the rep where the names agree, see `intake.who.owners`."""
    card: PersonRecord | None = None
    """What the file says of its owner besides his name and address, such as where he works."""
    extra_columns: tuple[str, ...] = ()
    """Columns that no field is made for: kept as the person's extra fields."""
    problems: tuple[Problem, ...] = ()
    notes: tuple[str, ...] = ()
    """Sentences for the rep, such as what a LinkedIn export alone cannot show; a `Note` where the
    shell and a page say it differently."""
    held: tuple[str, ...] = ()
    """Names that were left out as nobody's, such as Mami or a voicemail; each can be taken in."""
    firms: tuple[str, ...] = ()
    """Firms of which the list has nobody; each can be put on the wanted list."""


@dataclass(frozen=True, slots=True)
class KnownPeople:
    """The index that recognizes people in rows: each key leads to the id of a stored person.

    Keys are normalized by `intake.who.keys`.
    """

    by_id: Mapping[tuple[str, str], PersonId] = field(default_factory=dict)
    """(scope, id in that scope) -> person."""
    by_profile: Mapping[str, PersonId] = field(default_factory=dict)
    by_email: Mapping[str, PersonId] = field(default_factory=dict)
    """Mailbox (`model.addresses.mailbox_of`) -> whose alone it is, or the first one's who has it.
    """
    by_shared: Mapping[str, Mapping[str, PersonId]] = field(default_factory=dict)
    """Mailbox -> name -> person, for those who have it as others do."""
    by_name_company: Mapping[tuple[str, str], PersonId] = field(default_factory=dict)
    by_phone: Mapping[str, PersonId] = field(default_factory=dict)
    """Number (`model.phones.number_of`) -> the only person who has it; where files name by it."""
    by_name: Mapping[str, tuple[PersonId, ...]] = field(default_factory=dict)
    """All people of that name: a reference by name counts only where there is just one."""
    names: Mapping[int, str] = field(default_factory=dict)
    """person -> label, for problems that list candidates."""
    firms: Mapping[int, str] = field(default_factory=dict)
    """Person who has a namesake -> company: of two of one name at one firm, by_name_company leads
    to the first."""
    reps: frozenset[PersonId] = frozenset()
    by_number: Mapping[str, PersonId] = field(default_factory=dict)
    """What the files that go out call somebody whom no file gave an id -> person. Such an id leads
    to the person as one of OWN_SCOPE does, but it is no sign against another id of theirs."""


@dataclass(frozen=True, slots=True)
class PersonMatch:
    """A person row and the person it is about: a stored person's id (> 0), or a new one (< 0).

    A row without any key gets a generated id in its record (with line breaks, which no id from a
    file has), so that importing the same file twice creates nobody twice.
    """

    ref: int
    record: PersonRecord
    file: str
    """Empty for the rep, where only the caller named him."""
    source: str
    scope: str
    listed: bool = False
    """The row makes a tie: it stands in a list of somebody's own contacts."""


@dataclass(frozen=True, slots=True)
class Unchanged:
    """The rows of a file that an import which stands has brought word for word, with nothing
    written since: they need not be matched, and are only recorded once more."""

    first: int
    """The import."""
    rep: PersonId | None
    """For whom it was."""
    people: frozenset[PersonId]
    """Whom they are about."""
    others: frozenset[PersonId]
    """Of whom a row is new, changed or gone; none of them has a unchanged one."""


@dataclass(frozen=True, slots=True)
class Matched:
    """A batch of checked files in which everybody is identified.

    `who` leads from (file name, text of a reference) to a person: an id > 0 for a stored person,
    a number < 0 for a new one. A reference missing in `who` belongs to a row that is left out;
    `problems` says why.
    """

    files: tuple[Checked, ...]
    people: tuple[PersonMatch, ...]
    """Every person row, a made-up row for each new person known by reference alone, and one for
    each stored person whom a relationship makes a rep."""
    who: Mapping[tuple[str, str], int]
    rep: int | None
    """Whose network the batch is for."""
    problems: tuple[Problem, ...] = ()
    unchanged: Unchanged | None = None
    """The rows that are left out above, for they are on file; None where all stand there."""


ROWS = ("relationships", *KINDS, "targets", "entries")
"""The kinds of rows of a file besides people: fields of `Checked`, and counts in `FileReport`."""


@dataclass(frozen=True, slots=True)
class FileReport:
    """What one file of an import did, or in a preview would do."""

    file: str
    source: str
    encoding: str
    delimiter: str
    rows: int
    people_new: int = 0
    people_changed: int = 0
    people_same: int = 0
    ties: int = 0
    interactions: int = 0
    introductions: int = 0
    targets: int = 0
    relationships: int = 0
    entries: int = 0
    """New notes, favors, details ... of the practice."""
    extra_columns: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()
    held: tuple[str, ...] = ()
    firms: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What an import did; `id` is None for a preview, which stores nothing."""

    id: int | None
    files: tuple[FileReport, ...]
    changes: tuple[tuple[str, str, str, str], ...] = ()
    """(person, field, before, after) of the first people whose fields change."""
    rep: str = ""
    """Whose network the files were taken for; empty where nobody's."""
