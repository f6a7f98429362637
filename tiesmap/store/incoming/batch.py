"""The state of an import in progress: what its rows refer to, and what was stored so far."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

import sqlalchemy as sa

from tiesmap.model.days import date_of
from tiesmap.model.english import say_count, say_first
from tiesmap.model.ids import PersonId
from tiesmap.model.intake import Key, Matched, Note, PersonMatch
from tiesmap.model.people import PersonRecord
from tiesmap.store.history.provenance import keep_restated
from tiesmap.store.operation import Operation
from tiesmap.store.owners import reps_on_file, whose
from tiesmap.store.rows import Row, chunks, insert_unseen
from tiesmap.store.sharing.sight import is_held

KeysOf = Callable[[PersonRecord, str], Iterable[Key]]
"""(record, scope of its file) -> the normalized keys by which the person is known again."""
Progress = Callable[[float, str], None]
"""(share done from 0 to 1, what is being done); raising in it takes the whole import back."""
ByPerson = Mapping[PersonId, Sequence[PersonMatch]]
"""person -> the rows about them."""

PORTION = 5_000  # rows that are prepared and stored at once
SHOWN = 200  # changes that a report lists

T = TypeVar("T")


@dataclass(slots=True)
class Count:
    """How many rows of one file were stored so far."""

    new: set[PersonId] = field(default_factory=set)
    changed: set[PersonId] = field(default_factory=set)
    same: set[PersonId] = field(default_factory=set)
    stored: Counter[str] = field(default_factory=Counter)
    """New rows, by their kind (`model.intake.ROWS`)."""
    renamed: list[str] = field(default_factory=list)
    """Who is called otherwise from now on."""
    kept: list[str] = field(default_factory=list)
    """Whose field was left as a hand had set it."""
    alone: list[int] = field(default_factory=list)
    """Lines that name one person on both sides."""
    erased: int = 0
    """People of the batch who were erased once."""
    called_off: str = ""
    """What is said of the meetings on file that the file calls off."""
    without_rep: int = 0
    """Rows that say something of a rep's own, where nobody is the rep."""

    @property
    def notes(self) -> Iterator[str]:
        """Sentences about what was left unchanged, taken away, or left out."""
        if self.called_off:
            yield self.called_off
        if self.renamed:
            said = say_first(self.renamed, 5)
            yield f"Called otherwise from now on, and found by both names: {said}."
        if self.kept:
            yield (
                "Left as you typed it yourself, though the file says otherwise: "
                f"{say_first(self.kept, 5)}."
            )
        if self.alone:
            yield (
                "Rows that name the same person on both sides tie nobody and were left out: line "
                f"{say_first(list(map(str, sorted(self.alone))), 5)}."
            )
        if self.erased:
            one = self.erased == 1
            yield (
                f"{self.erased:,} {'person was' if one else 'people were'} erased before and "
                f"{'is' if one else 'are'} not brought back."
            )
        if self.without_rep:
            rows = say_count(self.without_rep, "row")
            yield Note(
                f"Nobody is the rep, so what {rows} would say in the rep's name was left out "
                "(contacts, ratings, clients, whom you want to meet): say whose files these are",
                ", by shell with --rep NAME,",
                " and import them again.",
            )


@dataclass(slots=True)
class Batch:
    """An import in progress, within its transaction."""

    op: Operation
    matched: Matched
    keys: KeysOf
    progress: Progress
    id: int
    rep: PersonId | None
    first_new: int
    """People from this id on were made by this import."""
    ids: Mapping[int, PersonId]
    """The person for each negative ref."""
    rows: int
    counts: dict[str, Count]
    """By the name of a file; the first of two that share a name."""
    as_matched: bool = False
    """Whether nobody wrote since the rows were matched, so that no key can be taken meanwhile."""
    done: int = 0
    reps: frozenset[int] | None = None
    given: set[tuple[int, int]] = field(default_factory=set)
    """(rep, person): whom rows of this import name that are another rep's than who brings it."""
    changes: list[tuple[str, str, str, str]] = field(default_factory=list)

    @property
    def connection(self) -> sa.Connection:
        """The transaction of the import."""
        return self.op.connection

    def person(self, ref: int) -> PersonId:
        """The person that a reference of the matching stands for."""
        return PersonId(ref) if ref > 0 else self.ids[ref]

    def whose(self, standing: Sequence[int]) -> int | None:
        """The rep whose row it is that names those standing in it."""
        if self.reps is None:
            self.reps = reps_on_file(self.connection)  # they are stored before all others
        rep = whose(self.reps, self.rep, standing)
        self.give(rep, *standing)
        return rep

    def give(self, rep: int | None, *people: int) -> None:
        """Put people on the file of the rep whose row names them, where it is not who brings it."""
        if rep is not None and rep != self.rep:
            self.given.update((rep, person) for person in people if person != rep)

    def who(self, file: str) -> dict[str, PersonId]:
        """text of a file that names somebody -> the person. Rows with other texts are left out."""
        return {
            text: self.person(ref) for (name, text), ref in self.matched.who.items() if name == file
        }

    def count(self, file: str) -> Count:
        """The count of the file with this name."""
        found = self.counts.get(file)
        if found is None:
            found = self.counts[file] = Count()
        return found

    def count_stored(self, kind: str, files: Iterable[str]) -> None:
        """Count new rows of a kind, each in its file."""
        for file, count in Counter(files).items():
            self.count(file).stored[kind] += count

    def portions(self, items: Iterable[T]) -> Iterator[list[T]]:
        """The items in portions, each prepared and stored at once."""
        return chunks(items, PORTION)

    def advance(self, rows: int, what: str) -> None:
        """Report that `rows` more rows are stored."""
        self.done += rows
        self.progress(min(1.0, self.done / max(1, self.rows)), what)

    def insert(
        self,
        table: sa.Table,
        names: Sequence[str],
        rows: Sequence[tuple[Any, ...]],
    ) -> list[tuple[int, int]]:
        """Insert the rows whose key is new; see `rows.insert_unseen`."""
        new = insert_unseen(self.connection, table, names, rows)
        others: set[PersonId | None] = set()
        if len(new) < len(rows):
            place = list(names).index("key")
            made = {k for k, _ in new}
            keys = [row[place] for k, row in enumerate(rows) if k not in made]
            others = keep_restated(self.connection, table, keys, self.id) - {self.rep}
        # At a server one sees a colleague's row from when a file of one's own says it too.
        if new or (others and is_held(self.connection)):
            self.op.groups.update(table.info["groups"])
        return new

    def show(self, row: Row, fields: Iterable[tuple[str, Any, Any]]) -> None:
        """List changes of a person (field, before, after) in the report, while it has room."""
        for name, before, after in fields:
            if len(self.changes) < SHOWN and name != "category_by":
                label = row["name"] or row["email"] or f"person {row['id']}"
                self.changes.append((label, name, _words(name, before), _words(name, after)))


def _words(name: str, value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if name == "signed_on":
        return date_of(value).isoformat()
    if isinstance(value, Mapping):
        return "; ".join(f"{key}: {text}" for key, text in value.items())
    return str(value)
