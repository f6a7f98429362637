"""Importing files: read, recognized, checked, matched; previewed, then stored all or nothing."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from functools import cached_property
from hashlib import blake2b
from importlib import import_module

from tiesmap.intake.answers import Answers, Mapped
from tiesmap.intake.questions import Question
from tiesmap.intake.reader import (
    FIRST_ROWS,
    LINE_SHOWN,
    File,
    FirstRows,
    Reader,
)
from tiesmap.intake.sources import mapping
from tiesmap.intake.table.decoding import find_encoding, first_lines, legible
from tiesmap.intake.who.companies import fill_in
from tiesmap.intake.who.employers import BY_MAIL, from_domains
from tiesmap.intake.who.marked import hold
from tiesmap.intake.who.matching import keys_of, match
from tiesmap.intake.who.orders import as_known
from tiesmap.model.ids import PersonId
from tiesmap.model.intake import Checked, ImportReport, Matched
from tiesmap.model.phones import number_of
from tiesmap.store import imports, repeats
from tiesmap.store.history.merges import different
from tiesmap.store.people import spellings
from tiesmap.store.reading.known_by import known_by
from tiesmap.store.settings import read_setting, write_setting
from tiesmap.store.sharing.known import known_to_match
from tiesmap.workspace.access import refuse_for_others
from tiesmap.workspace.cache import Key
from tiesmap.workspace.files.collector import uncollected
from tiesmap.workspace.files.unchanged import split_unchanged, with_unchanged
from tiesmap.workspace.kept import EVIDENCE
from tiesmap.workspace.open_snapshot import end_snapshot
from tiesmap.workspace.part import Part
from tiesmap.workspace.view import View

Progress = Callable[[float, str], None]
Rows = tuple[Checked, ...]
_MAPPINGS = "mappings"
"""Under which name it is kept how the columns of a header were mapped."""


class Files(Part):
    """Importing files."""

    def preview_import(
        self,
        files: Iterable[File],
        rep: str | None = None,
        answers: Answers | None = None,
        progress: Progress | None = None,
    ) -> ImportReport:
        """What an import of the files would change; nothing is stored.

        `rep` says whose contacts they are (id, e-mail or name; None: this workspace's rep). One
        refused file refuses the whole batch (Refused).
        """
        with uncollected():
            brought = self._brought(files, rep, answers, progress)
            return imports.preview(self.place.store, brought)

    def import_files(
        self,
        files: Iterable[File],
        rep: str | None = None,
        progress: Progress | None = None,
        answers: Answers | None = None,
    ) -> ImportReport:
        """Import the files in one transaction, all or nothing. A second time changes nothing."""
        files, store, now = tuple(files), self.place.store, datetime.now()
        with uncollected():
            with self.view() as view:
                propose, batch = view.propose, _digest(view, files, rep, answers)
                again = repeats.find(view.connection, batch) if batch else None
                rows: Rows = ()
                if again is not None and not again.is_plain:
                    rows = reader_of(view, answers, rep).read_all(files)
            end_snapshot(store)  # the import is about to write
            report = imports.repeat(store, batch, rows, now, propose) if again else None
            if report is None:
                brought = self._brought(files, rep, answers, progress, batch)
                report = imports.apply(store, brought)
            # A page that is open around this goes on with what was brought in.
            end_snapshot(store)
            return report

    def import_questions(
        self, files: Iterable[File], answers: Answers | None = None, *rep: str | None
    ) -> tuple[Question, ...]:
        """Questions that the files leave open; their `answers` are passed to the import, as is the
        `rep` whose files they are: his name, or those that he may have."""
        with self.view() as view:
            reader = reader_of(view, answers, *rep)
        return tuple(one for name, data in files for one in reader.questions(name, data))

    def first_rows(self, name: str, data: bytes, answers: Answers | None = None) -> FirstRows:
        """The first rows of a table of unknown kind, for mapping its columns."""
        with self.view() as view:
            return reader_of(view, answers).open(name, data)

    def first_lines(self, name: str, data: bytes) -> tuple[str, ...]:
        """The first lines of a text file as they are, for a rep who decides how to read it."""
        lines, _ = first_lines(data, find_encoding(data, name, table=False))
        return tuple(legible(line.rstrip("\r\n"))[:LINE_SHOWN] for line in lines[:FIRST_ROWS])

    def remember_mapping(
        self, header: Sequence[str], columns: Mapping[str, str], kind: str = ""
    ) -> None:
        """Remember how to read files with this header: column -> field (`mapping.FIELDS`).

        Raises Refused where the fields do not belong together."""
        if columns:
            mapping.source_of(columns, header, kind)
        with self.writing("how files with this header are read") as op:
            mappings = dict(read_setting(op.connection, _MAPPINGS) or {})
            mappings.pop(mapping.signature(header), None)
            if columns:
                mappings[mapping.signature(header)] = {"columns": dict(columns), "kind": kind}
            write_setting(op, _MAPPINGS, mappings)

    def _brought(
        self,
        files: Iterable[File],
        rep: str | None,
        answers: Answers | None,
        progress: Progress | None,
        digest: str = "",
    ) -> imports.Brought:
        """The rows of all files with the people they mean; with the digest only where the files say
        all of it themselves (`repeats.is_whole`)."""
        with self.view() as view:
            tell = progress or (lambda share, what: None)
            checked = reader_of(view, answers, rep).read_all(_told(files, tell))
            tell(0.0, "telling people apart")
            matched, rows = _match(view, checked, rep)
            if self.place.member is not None:
                refuse_for_others(matched, self.place.member)
            found = imports.Brought(
                matched, keys_of, datetime.now(), progress, view.propose, view.versions,
                digest if repeats.is_whole(matched, rows) else "",
            )  # fmt: skip
        end_snapshot(self.place.store)  # the import is about to write
        return found


def reader_of(view: View, answers: Answers | None, *whose: str | None) -> Reader:
    """A reader with this rep's stored mappings and his answers, for files of `whose` or his."""
    mappings: dict[str, Mapped] = dict(view.value(_MAPPINGS) or {})
    rep = None if view.rep is None else view.person(view.rep)
    called = (*((rep.name,) if rep else ()), *filter(None, whose))

    def keep(file: File, about: Hashable, read: Callable[[], Rows]) -> Rows:
        # The page asks whose a file is, shows what it would change, and takes it in: the rows are
        # the same, and reading them is a good part of each. Erasing drops them with all else.
        name, data = file
        digest = blake2b(data, digest_size=16).digest()
        versions = tuple((group, view.versions[group]) for group in EVIDENCE)
        key = Key("rows of a file", (name, digest, about), versions)
        return view.place.cache.get(key, read, large=True)

    return Reader(view.today, date.today(), mappings, answers or {}, called, keep)


def _digest(view: View, files: Sequence[File], rep: str | None, answers: Answers | None) -> str:
    """All that the rows of a batch depend on besides the database, in short; "" for a member of a
    team, of whom it is asked anew each time what he may bring in."""
    if view.place.member is not None:
        return ""
    reader = reader_of(view, answers, rep)
    release = import_module("tiesmap").__version__  # by now it is there; it is made of this module
    digest = blake2b(repr((release, view.rep if rep is None else rep)).encode(), digest_size=16)
    for name, data in files:
        digest.update(repr((name, len(data), reader.about(name, data))).encode())
        digest.update(data)
    return digest.hexdigest()


class _Phones(Mapping[str, PersonId]):
    """Phone number -> the only person who has it; read when it is first asked for, which a file
    that comes again does not do."""

    def __init__(self, view: View) -> None:
        self._view = view

    @cached_property
    def _found(self) -> dict[str, PersonId]:
        found: dict[str, set[PersonId]] = {}
        for person, ones in known_by(self._view.connection, None).items():
            for one in ones:
                if one.kind == "phone" and (number := number_of(one.text)):
                    found.setdefault(number, set()).add(person)
        return {number: people.pop() for number, people in found.items() if len(people) == 1}

    def __getitem__(self, number: str) -> PersonId:
        return self._found[number]

    def __iter__(self) -> Iterator[str]:
        return iter(self._found)

    def __len__(self) -> int:
        return len(self._found)


def _told(files: Iterable[File], tell: Progress) -> Iterator[File]:
    """The files, each of which is told of before it is read."""
    for file in files:
        tell(0.0, f"reading {file[0]}")
        yield file


def _match(view: View, checked: Rows, rep: str | None) -> tuple[Matched, Rows]:
    """The checked rows that are not on file already, each matched with the person it means; and
    all rows that were to be matched."""
    rest, unchanged = split_unchanged(view, checked)
    if unchanged is not None:
        matched = _who(view, rest, rep)
        if (beside := with_unchanged(matched, unchanged)) is not None:
            return beside, rest
    return _who(view, checked, rep), checked


def _who(view: View, checked: Rows, rep: str | None) -> Matched:
    """Checked rows, each matched with the person it means."""
    known = known_to_match(view.place.store, view.known_people)
    known = replace(known, by_phone=_Phones(view))
    matched = match(checked, known, view.rep if rep is None else rep)
    if any(file.companies for file in matched.files):
        matched = fill_in(matched, tuple(view.people.values()))
    if any(file.source in BY_MAIL for file in matched.files):
        matched = from_domains(matched, tuple(view.people.values()))
    on_file = {PersonId(one.ref) for one in matched.people if one.ref > 0}
    matched = as_known(matched, view.some(on_file), spellings(view.connection))
    if view.marked or any(one.record.do_not_ask for one in matched.people):
        matched = hold(matched, view.people.values(), different(view.connection))
    return matched
