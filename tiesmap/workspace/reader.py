"""One file read: what it is about, its checked rows, and what it leaves open."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import islice
from typing import Any

from tiesmap.intake.checking import check, find_open_dates, may_be_open
from tiesmap.intake.formats.archive import is_archive, read_archive
from tiesmap.intake.formats.calendar import is_calendar, read_calendar
from tiesmap.intake.formats.mail import is_mail, read_mailbox
from tiesmap.intake.formats.vcard import is_vcard, read_vcards
from tiesmap.intake.questions import HalfUnderstood, Question, Unclear, Unrecognized
from tiesmap.intake.reading import Rows, open_table, read_rows
from tiesmap.intake.sources import mapping
from tiesmap.intake.sources.catalog import Source, identify
from tiesmap.intake.sources.linkedin import WANTED
from tiesmap.intake.sources.understanding import SAMPLE_ROWS, completed
from tiesmap.model.intake import OWN_SCOPE, Checked
from tiesmap.model.problems import Refused

File = tuple[str, bytes]
Progress = Callable[[float, str], None]
Answers = Mapping[str, Mapping[str, Any]]
"""file -> option -> answer: encoding, delimiter, quote, header_line (as in `reading.read_rows`),
day_first (yes: 03/05/2026 is the 3rd of May), skip_private (calendars), mapping (column -> field)
and kind (what its rows are about). What is said of an archive holds for the files in it.
"""
Columns = Mapping[str, Any]
"""How the columns of a header were mapped: {"columns": column -> field, "kind": kind of rows}."""
FIRST_ROWS = 10
LINE_SHOWN = 300  # characters of a line that is shown as it stands
_LINKEDIN = "linkedin"
_OF_TABLES = ("encoding", "delimiter", "quote", "header_line")


@dataclass(frozen=True, slots=True)
class FirstRows:
    """The top of a table, for a rep who says what its columns are."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    encoding: str
    delimiter: str
    suggested: Mapping[str, str]
    """column -> field: what was remembered for such a header, else a first guess to correct."""
    kind: str
    """What the rows are about, by the same."""


@dataclass(frozen=True, slots=True)
class Reader:
    """How files are read: as of which day, and with which mappings and answers."""

    as_of: date
    now: date | None = None
    """The day of the import: what a calendar holds beyond it has not happened."""
    mappings: Mapping[str, Columns] = field(default_factory=dict)
    """signature of a header -> its columns, as remembered."""
    answers: Answers = field(default_factory=dict)

    def read(self, name: str, data: bytes) -> tuple[Checked, ...]:
        """A file as checked rows, an archive as those of each file in it.

        Its content tells what a file is, not its name. Raises Refused (with the subclasses in
        `intake.questions` where an answer would help) if nothing can be read from it.
        """
        if is_archive(data):
            return self._archive(name, data)
        return (self._one(name, data),)

    def questions(self, name: str, data: bytes) -> tuple[Question, ...]:
        """What would have to be answered before the file is read in full."""
        try:
            if is_archive(data):
                members = read_archive(data, name)
                asked = [self.questions(f"{name}/{inner}", held) for inner, held in members]
                return tuple(one for some in asked for one in some if not one.needed)
            if self._is_table(name, data):
                table = open_table(data, name, **self._options(name))
                header = table.header
                items = (item[1] for item in table.iterate() if isinstance(item, tuple))
                source = self._source(name, header, tuple(islice(items, SAMPLE_ROWS)))
                if "day_first" not in self._said(name) and may_be_open(header, source, name):
                    rows = read_rows(data, name, **self._options(name))
                    return tuple(
                        Question(name, "day_first", _day_first(name, column), needed=False)
                        for column in find_open_dates(rows, source, name)[:1]
                    )
        except Unclear as unclear:
            return (Question(name, unclear.option, str(unclear)),)
        except Unrecognized as unknown:
            return (Question(name, "mapping", str(unknown)),)
        except Refused:
            pass  # no answer would help: the import says why
        return ()

    def open(self, name: str, data: bytes) -> FirstRows:
        """The top of a table, whatever it is about."""
        table = open_table(data, name, **self._options(name))
        items = (item for item in table.iterate() if isinstance(item, tuple))
        rows = tuple(cells for _, cells in islice(items, FIRST_ROWS))
        remembered = self.mappings.get(mapping.signature(table.header))
        suggested = (remembered or {}).get("columns") or mapping.suggest_mapping(table.header, rows)
        return FirstRows(
            table.header,
            rows,
            table.encoding,
            table.dialect.delimiter,
            suggested,
            (remembered or {}).get("kind") or mapping.kind_of(suggested),
        )

    def _said(self, name: str) -> Mapping[str, Any]:
        """The answers for a file, or for the archive that it is in."""
        return self.answers.get(name) or self.answers.get(name.partition("/")[0], {})

    def _options(self, name: str) -> dict[str, Any]:
        answers = self._said(name)
        return {option: answers[option] for option in _OF_TABLES if option in answers}

    @staticmethod
    def _is_table(name: str, data: bytes) -> bool:
        return not (is_vcard(data) or is_calendar(data, name) or is_mail(data, name))

    def _one(self, name: str, data: bytes) -> Checked:
        if is_vcard(data):
            return read_vcards(data, name)
        if is_calendar(data, name):
            skip = bool(self._said(name).get("skip_private", False))
            return read_calendar(data, name, self.as_of, now=self.now, skip_private=skip)
        if is_mail(data, name):
            return read_mailbox(data, name)
        rows, source = self._table(name, data)
        day_first = self._said(name).get("day_first")
        return check(rows, source, name, day_first=day_first)

    def _table(self, name: str, data: bytes) -> tuple[Rows, Source]:
        """A table and what it is: as the rep mapped such columns, else by its header."""
        rows = read_rows(data, name, **self._options(name))
        first = tuple(cells for _, cells in rows.rows[:SAMPLE_ROWS])
        return rows, self._source(name, rows.header, first)

    def _source(
        self, name: str, header: tuple[str, ...], rows: Sequence[tuple[str, ...]]
    ) -> Source:
        said = self._said(name)
        if columns := said.get("mapping"):
            return mapping.source_of(columns, header, said.get("kind", ""))
        if remembered := self.mappings.get(mapping.signature(header)):
            return mapping.source_of(remembered["columns"], header, remembered["kind"])
        try:
            return completed(identify(header, name), header, rows, name)
        except Unrecognized as unknown:
            unknown.columns = mapping.suggest_mapping(header, rows)
            raise

    def _archive(self, name: str, data: bytes) -> tuple[Checked, ...]:
        found: list[Checked] = []
        passed: list[str] = []
        half: list[Refused] = []
        for inner, held in read_archive(data, name):
            try:
                found.append(self._one(f"{name}/{inner}", held))
            except HalfUnderstood as unclear:
                half.append(unclear)
                passed.append(inner)
            except Refused:
                if WANTED.search(inner):
                    raise
                passed.append(inner)
        linkedin = any(file.scope == _LINKEDIN for file in found)
        if half and not linkedin:
            raise half[0]
        if linkedin:
            # A list of skills has names too: there, only what LinkedIn's own files are known for.
            others = [file for file in found if file.scope == OWN_SCOPE]
            found = [file for file in found if file.scope != OWN_SCOPE]
            passed += [file.file.removeprefix(f"{name}/") for file in others]
        if not found:
            raise Refused(f"{name} holds no file that tiesmap reads.")
        if passed:
            shown = ", ".join(passed[:10])
            if len(passed) > 10:
                shown += f" and {len(passed) - 10} more"
            note = f"Passed over in {name}, for they do not say who knows whom: {shown}."
            found[0] = replace(found[0], notes=(*found[0].notes, note))
        return tuple(found)


def _day_first(name: str, column: str) -> str:
    return (
        f"{name}: no date in the column {column} shows which number is the day. Is 03/05/2026 the "
        "3rd of May (day first) or the 5th of March?"
    )
