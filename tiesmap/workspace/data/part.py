"""Stored data: undoing imports, backups, duplicates, erasure."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

from tiesmap.intake.who import duplicates
from tiesmap.intake.who.lookalikes import sure_pairs
from tiesmap.intake.who.matching import keys_of
from tiesmap.model.asker import Office
from tiesmap.model.cells import guard_cell
from tiesmap.model.days import day_number
from tiesmap.model.folding import fold
from tiesmap.model.groups import grouped
from tiesmap.model.guarding import (
    Backup,
    Done,
    Duplicate,
    EraseReport,
    ImportEntry,
    Merge,
    UndoReport,
)
from tiesmap.model.ids import PersonId
from tiesmap.store import members, schema
from tiesmap.store import people as persons
from tiesmap.store.guarding import away, backups, dossier, privacy, restoring
from tiesmap.store.history import merges, undo
from tiesmap.store.history.back import import_since, last_by_hand, undo_last
from tiesmap.store.history.provenance import of_one_cell
from tiesmap.store.operation import Operation
from tiesmap.store.reading.days import last_day
from tiesmap.store.sharing.known import part_of
from tiesmap.store.store import Conflict, Unusable
from tiesmap.workspace.access import refuse_unless_admin
from tiesmap.workspace.kept import COMFORT, kept
from tiesmap.workspace.open_snapshot import end_snapshot
from tiesmap.workspace.part import Part
from tiesmap.workspace.view import View

_ASKED_UP_TO = 20_000
NOWHERE = "This database is kept in memory alone: it has no backups."
AT_SERVER = (
    "The person is gone from the database and from the backups in your data folder. Copies that "
    "the server keeps (its log, dumps, replicas) are up to whoever runs it: ask him to clear them."
)


@kept(COMFORT)
def _alike(view: View) -> tuple[Duplicate, ...]:
    """Pairs who may be the same person, surest first; never two out of one cell."""
    found = duplicates.suggest(view.people.values())
    two = of_one_cell(view.connection, {one for pair in found for one in (pair.one, pair.other)})
    return tuple(pair for pair in found if (pair.one, pair.other) not in two)


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
        self._back_up_before("undo")
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
            return self._copy("hand", store.path)
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

    def _back_up_before(self, why: str) -> None:
        """Back up the database before a risky step, where it is a file.

        A team's would be copied whole at each step of each rep.
        """
        if self.place.store.path is not None:
            self._copy(why, self.place.store.path)

    def _copy(self, why: str, path: Path) -> Backup | None:
        end_snapshot(self.place.store)
        return backups.take(path, why, datetime.now())

    # Who is who ----------------------------------------------------------------------------------

    def suggestions(self, later: bool = False) -> tuple[Duplicate, ...]:
        """Pairs who may be the same person, surest first, without those already decided.

        With `later` also those that were put off.
        """
        with self.view() as view:
            decided = merges.decided(view.connection)
            found = _alike(view)
        return tuple(
            pair
            for pair in found
            if (verdict := decided.get((pair.one, pair.other))) is None
            or (later and verdict == "later")
        )

    def twice(self) -> int:
        """How many pairs are surely one person each, and not decided yet.

        0 where more people than `_ASKED_UP_TO` are on file: among so many they are not looked for
        unasked.
        """
        with self.view() as view:
            if persons.count(view.connection) > _ASKED_UP_TO:
                return 0
            people = tuple(view.people.values())
            return len(sure_pairs(people) - merges.decided(view.connection).keys())

    def same_name_pairs(self, newer: int = 0) -> tuple[tuple[PersonId, PersonId], ...]:
        """Pairs of two people who alone have a full name, one with an e-mail address, one without.

        The second has an id above `newer`. Pairs already decided are left out.
        """
        with self.view() as view:
            decided = merges.decided(view.connection)
            people = sorted(view.people.values(), key=lambda one: one.id)
        found = grouped((fold(one.name), one) for one in people if " " in one.name.strip())
        pairs = (named for named in found.values() if len(named) == 2)
        return tuple(
            (one.id, other.id)
            for one, other in pairs
            if other.id > newer
            and bool(one.email) != bool(other.email)
            and not (one.profile_url and other.profile_url)
            and (one.id, other.id) not in decided
        )

    def decide(self, one: PersonId, other: PersonId, verdict: str) -> None:
        """Record that two people are the same, are different, or that the question is put off."""
        if verdict == "same":
            self.merge(one, other)
            return
        with self.writing("your answer about", [one, other]) as op:
            merges.decide(op, one, other, verdict)

    def merge(self, kept: PersonId, gone: PersonId) -> int:
        """Merge `gone` into `kept`; returns the id of the merge, for reversing it."""
        self._refuse_unseen([kept, gone])
        self._back_up_before("merge")
        with self.writing(kind="merge") as op:
            return merges.merge(op, kept, gone)

    def merge_all(self, pairs: Collection[tuple[PersonId, PersonId]]) -> int:
        """Merge the second of each pair into the first, after one backup; how many were merged.

        Of pairs that share somebody only the first counts. Each is reversed by itself.
        """
        self._refuse_unseen({person for pair in pairs for person in pair})
        self._back_up_before("merge")
        seen: set[PersonId] = set()
        with self.writing(kind="merge") as op:
            for kept, gone in pairs:
                if not seen & {kept, gone}:
                    merges.merge(op, kept, gone)
                    seen |= {kept, gone}
        return len(seen) // 2

    def merge_sure(self, pairs: Sequence[Duplicate]) -> int:
        """Merge each pair that is sure, the second into the first; returns how many are gone.

        Each merge is an operation of its own, so that each can be reversed by itself.
        """
        sure = [pair for pair in pairs if pair.sure]
        if not sure:
            return 0
        self._refuse_unseen({person for pair in sure for person in (pair.one, pair.other)})
        self._back_up_before("merge")
        kept: dict[PersonId, PersonId] = {}
        for pair in sure:
            one, other = (_last(kept, person) for person in (pair.one, pair.other))
            if one != other:
                with self.writing(kind="merge") as op:
                    merges.merge(op, one, other)
                kept[other] = one
        return len(kept)

    def unmerge(self, number: int) -> None:
        """Reverse a merge: two people again, as they were."""
        if self.place.store.keeps_apart and number not in {one.id for one in self.merges()}:
            number = 0  # none that he may know of
        with self.writing(kind="undo") as op:
            merges.unmerge(op, number)

    def merges(self) -> tuple[Merge, ...]:
        """The merges that can be reversed, newest first."""
        store = self.place.store
        if not store.keeps_apart:
            with self.view() as view:
                return merges.read_merges(view.connection)
        # Their logs hold rows of everybody, so no rep reads them: he is told of cards that he sees.
        with store.reading(Office.WHOLE) as connection:
            found, into = merges.read_merges(connection), part_of(connection)
        with self.view() as view:
            there = view.some(into.values())
        return tuple(one for one in found if into[one.id] in there)

    def _refuse_unseen(self, persons: Collection[PersonId]) -> None:
        """Raise Conflict where these are not so many people on file for who asks."""
        with self.view() as view:
            if len(view.some(persons)) < len(persons):
                raise Conflict(merges.NO_PAIR)

    # Privacy -------------------------------------------------------------------------------------

    def erase(self, people: Collection[PersonId]) -> EraseReport:
        """Erase people: every row and every trace, also in backups; no file brings them back."""
        refuse_unless_admin(self.place, "Erasing somebody")
        self._refuse_members(people)
        self._back_up_before("erase")
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


def _last(kept: Mapping[PersonId, PersonId], person: PersonId) -> PersonId:
    """Who a person is part of, after merges (gone -> kept)."""
    while person in kept:
        person = kept[person]
    return person
