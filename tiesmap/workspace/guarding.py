"""Guarding what is stored: taking imports back, backups, duplicates, erasure."""

from __future__ import annotations

from datetime import datetime

from tiesmap.intake.matching import keys_of
from tiesmap.model.days import day_number
from tiesmap.model.guarding import ImportEntry, UndoReport
from tiesmap.store import undo
from tiesmap.store.store import Conflict
from tiesmap.workspace.seat import Seat


class Guarding(Seat):
    """What a rep does so that nothing is lost, and nothing stays that should not."""

    def imports(self) -> tuple[ImportEntry, ...]:
        """All imports, the latest first."""
        with self.store.reading() as connection:
            return undo.read_imports(connection)

    def undo_import(self, number: int | None = None) -> UndoReport:
        """Take back one import (None: the last that stands); Conflict where there is none."""
        with self.store.writing() as connection:
            number = undo.last_standing(connection) if number is None else number
            if number is None:
                raise Conflict("There is no import to take back.")
            return undo.undo(connection, number, keys_of, day_number(datetime.now()))
