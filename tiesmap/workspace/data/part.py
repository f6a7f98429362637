"""Stored data: undoing imports, backups, erasure."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Collection
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

from tiesmap.intake.who.matching import keys_of
from tiesmap.model.cells import guard_cell
from tiesmap.model.days import day_number
from tiesmap.model.guarding import (
    Backup,
    Done,
    EraseReport,
    ImportEntry,
    UndoReport,
)
from tiesmap.model.ids import PersonId
from tiesmap.store import members, schema
from tiesmap.store.guarding import away, backups, dossier, privacy, restoring
from tiesmap.store.history import merges, undo
from tiesmap.store.history.back import import_since, last_by_hand, undo_last
from tiesmap.store.operation import Operation
from tiesmap.store.reading.days import last_day
from tiesmap.store.store import Conflict, Unusable
from tiesmap.workspace.access import refuse_unless_admin
from tiesmap.workspace.data.copies import back_up_before, copy
from tiesmap.workspace.open_snapshot import end_snapshot
from tiesmap.workspace.part import Part

NOWHERE = "This database is kept in memory alone: it has no backups."
AT_SERVER = (
    "The person is gone from the database and from the backups in your data folder. Copies that "
    "the server keeps (its log, dumps, replicas) are up to whoever runs it: ask him to clear them."
)


class _Tried(Exception):
    """Ends a transaction that was only tried, with what it would have done."""

    def __init__(self, report: UndoReport) -> None:
        self.report = report


class Data(Part):
    """Calls that protect the data: nothing gets lost, and nothing stays that must go."""

    # Imports -------------------------------------------------------------------------------------

    def imports(self) -> tuple[ImportEntry, ...]:
        """All imports, newest first."""
        with self.view() as view:
            return undo.read_imports(view.connection)

    def would_undo(self, number: int) -> UndoReport:
        """What `undo_import` would remove and what would stay, and why; nothing is stored."""
        try:
            with self.writing(kind="undo") as op:
                raise _Tried(self._undo(op, number))
        except _Tried as tried:
            return tried.report

    def before_undo(self) -> Backup | None:
        """The copy made before the last undo of an import, where nothing was done since it: going
        back to it takes the undo back. None where there is no such copy."""
        newest = next(iter(self.backups()), None)
        if newest is None or self.place.store.path is None:
            return None
        with self.view() as view:
            return newest if undo.is_only_undone(view.connection, day_number(newest.at)) else None

    def undo_import(self, number: int | None = None) -> UndoReport:
        """Undo one import (None: the newest that stands). Raises Conflict where there is none.

        Merges of its people are reversed first, and made again where both people still exist.
        """
        with self.view() as view:
            standing = undo.standing(view.connection, number)
        back_up_before(self.place, "undo")
        with self.writing(kind="undo") as op:
            return self._undo(op, standing.id)

    def _undo(self, op: Operation, number: int) -> UndoReport:
        mine = schema.imports.c.rep == self.place.rep
        if not op.rows(schema.imports, schema.imports.c.id == number, mine):
            refuse_unless_admin(self.place, "Taking back what somebody else brought in")
        about = merges.merges_about(op.connection, undo.people_of(op.connection, number), number)
        with merges.apart(op, about) as named:
            report = undo.undo(op, number, keys_of)
        return replace(report, kept=(*report.kept, *named))

    # The last thing by hand ----------------------------------------------------------------------

    def last_by_hand(self) -> Done | None:
        """The rep's last edit by hand; None where nothing can be undone."""
        with self.view() as view:
            return last_by_hand(view.connection, self.place.rep)

    def import_since(self) -> ImportEntry | None:
        """The rep's newest import, where it is the last thing done; None where it is not."""
        with self.view() as view:
            number = import_since(view.connection, self.place.rep)
            return next((e for e in undo.read_imports(view.connection) if e.id == number), None)

    def undo_last(self, number: int | None = None) -> str:
        """Undo the rep's last edit by hand; returns what it was, in a few words.

        `number` is that of `last_by_hand`. Raises Conflict where that is not the last edit any
        more, or its rows were changed since.
        """
        with self.writing(kind="undo") as op:
            return undo_last(op, number)

    def last_day(self) -> date | None:
        """The last day in the data; None where there is none."""
        with self.view() as view:
            return last_day(view.connection)

    # Backups -------------------------------------------------------------------------------------

    def backups(self) -> tuple[Backup, ...]:
        """The backups of the database, newest first."""
        home = self.place.store.home
        return () if home is None else backups.listed(home)

    def back_up(self) -> Backup | None:
        """Make a backup now; None where the database is empty. Raises Unusable."""
        store = self.place.store
        if store.path is not None:
            return copy(self.place, "hand", store.path)
        self._home()
        end_snapshot(store)
        return away.take(store.engine, "hand", datetime.now())

    def restore(self, name: str | None = None) -> int:
        """Restore a backup (None: the newest); returns how many "do not ask" marks it kept.

        The present state is backed up first. People who were erased stay erased.
        """
        refuse_unless_admin(self.place, "Going back to a backup")
        store = self.place.store
        home = self._home()
        end_snapshot(store)
        store.close()
        try:
            if store.path is None:
                return away.restore(store.engine, name, datetime.now())[1]
            return restoring.restore(home, name, datetime.now())[1]
        finally:
            self.place.forget()

    def _home(self) -> Path:
        if self.place.store.home is None:
            raise Unusable(NOWHERE)
        return self.place.store.home

    # Privacy -------------------------------------------------------------------------------------

    def erase(self, people: Collection[PersonId]) -> EraseReport:
        """Erase people: every row and every trace, also in backups; no file brings them back."""
        refuse_unless_admin(self.place, "Erasing somebody")
        self._refuse_members(people)
        back_up_before(self.place, "erase")
        with self.writing(kind="erase") as op:
            rows, texts = privacy.erase(op, people)
        end_snapshot(self.place.store)
        try:
            rewritten = privacy.finish(self.place.store.engine)
        finally:
            self._forget()
        notes = (AT_SERVER,) if self.place.store.engine.dialect.name == "postgresql" else ()
        return EraseReport(len(set(people)), rows, texts, rewritten, notes)

    def _refuse_members(self, people: Collection[int]) -> None:
        if self.place.store.path is None:
            with self.view() as view:
                seats = members.read(view.connection, schema.members.c.person.in_(people))
            if seats:
                raise Conflict(f"{seats[0].email} is a member of the team: remove him first.")

    def _forget(self) -> None:
        """Drop every result computed from erased people, also those being computed now."""
        self.place.forget()
        with self.view() as view:
            self.place.cache.see(view.versions)

    def all_about(self, person: PersonId) -> dict[str, dossier.Part]:
        """Everything stored about a person and nothing about others."""
        with self.view() as view:
            return dossier.all_about(view.connection, person)

    def export_person(self, person: PersonId) -> tuple[bytes, bytes]:
        """The same as JSON and as CSV."""
        found = self.all_about(person)
        data = json.dumps(found, ensure_ascii=False, indent=2, default=str).encode()
        text = io.StringIO()
        writer = csv.writer(text)
        writer.writerow(("part", "row", "field", "value"))
        for part, rows in found.items():
            for number, row in enumerate(rows, start=1):
                for name, value in row.items():
                    if value not in (None, ""):
                        cells = (part, number, guard_cell(name), guard_cell(str(value)))
                        writer.writerow(cells)
        return data, b"\xef\xbb\xbf" + text.getvalue().encode()

    @property
    def folder(self) -> Path | None:
        """Where the backups lie."""
        home = self.place.store.home
        return None if home is None else backups.folder_of(home)
