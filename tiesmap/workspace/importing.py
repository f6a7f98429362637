"""Files in: read, identified, checked, matched; shown first, then stored whole or not at all."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime

from tiesmap.intake.checking import check
from tiesmap.intake.matching import keys_of, match
from tiesmap.intake.reading import read_rows
from tiesmap.intake.sources import identify
from tiesmap.model.intake import Checked, ImportReport, Matched
from tiesmap.store import imports
from tiesmap.workspace.seat import Seat

File = tuple[str, bytes]
Progress = Callable[[float, str], None]


def read_file(name: str, data: bytes) -> Checked:
    """One file as checked rows; raises Refused if it is no table or fits no source."""
    rows = read_rows(data, name)
    return check(rows, identify(rows.header, name), name)


class Importing(Seat):
    """Bringing files in."""

    def preview_import(self, files: Iterable[File], rep: str | None = None) -> ImportReport:
        """What an import of the files would change; nothing is stored.

        `rep` says whose contacts they are (id, e-mail or name; None: this seat's rep). One refused
        file refuses the whole batch (Refused).
        """
        matched = self._matched(files, rep)
        return imports.preview(self.store, matched, keys_of, datetime.now())

    def import_files(
        self, files: Iterable[File], rep: str | None = None, progress: Progress | None = None
    ) -> ImportReport:
        """Import the files, in one transaction: wholly or not at all. Twice changes nothing."""
        matched = self._matched(files, rep)
        return imports.apply(self.store, matched, keys_of, datetime.now(), progress)

    def _matched(self, files: Iterable[File], rep: str | None) -> Matched:
        checked = [read_file(name, data) for name, data in files]
        return match(checked, self.store.known_people(), self.rep if rep is None else rep)
