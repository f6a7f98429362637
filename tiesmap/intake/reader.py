"""The front door: the checked rows of a file, whatever program wrote it, and open questions."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import islice
from typing import cast

from tiesmap.intake.answers import Answer, Answers, Mapped
from tiesmap.intake.checking import check, find_open_dates, may_be_open
from tiesmap.intake.formats import chat
from tiesmap.intake.formats.archive import read_archive
from tiesmap.intake.formats.elsewhere import refuse_elsewhere
from tiesmap.intake.formats.kinds import Said, has_no_header, kind_of_file, letter, read_kind
from tiesmap.intake.formats.mail import read_letters
from tiesmap.intake.formats.workbook import is_workbook, sheet_called, sheet_names
from tiesmap.intake.questions import HalfUnderstood, Question, Unclear, Unrecognized
from tiesmap.intake.reading import Options, Rows, open_table, read_rows
from tiesmap.intake.sheets import alike, first_known
from tiesmap.intake.sources import mapping
from tiesmap.intake.sources.catalog import identify
from tiesmap.intake.sources.declaration import Source
from tiesmap.intake.sources.declared import NAMED
from tiesmap.intake.sources.linkedin import WANTED, with_own_addresses
from tiesmap.intake.sources.outlook import is_mail_index
from tiesmap.intake.sources.several import mapped_apart, several_in
from tiesmap.intake.sources.understanding import SAMPLE_ROWS, completed
from tiesmap.intake.sources.words import encoding_by_words
from tiesmap.intake.table.lines import Table
from tiesmap.intake.who.clientele import with_clientele
from tiesmap.intake.who.owners import own_names
from tiesmap.intake.who.strangers import without_strangers
from tiesmap.model.folding import letters_of
from tiesmap.model.intake import OWN_SCOPE, Checked
from tiesmap.model.problems import Refused, RefusedFiles

File = tuple[str, bytes]
Keep = Callable[[File, Hashable, Callable[[], tuple[Checked, ...]]], tuple[Checked, ...]]
"""(file, what else its rows depend on, reading it) -> its rows, read now or kept from before."""
FIRST_ROWS = 10
LINE_SHOWN = 300  # characters of a line that is shown as it stands


def _read_anew(
    file: File, about: Hashable, read: Callable[[], tuple[Checked, ...]]
) -> tuple[Checked, ...]:
    return read()


@dataclass(frozen=True, slots=True)
class FirstRows:
    """The first rows of a table, for a rep who maps its columns."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    suggested: Mapping[str, str]
    """column -> field: what was remembered for such a header, else a first guess to correct."""
    kind: str
    """What the rows are about, by the same."""


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads files, given the day, the stored column mappings and the rep's answers."""

    as_of: date
    now: date | None = None
    """The day of the import: what a calendar holds beyond it has not happened."""
    mappings: Mapping[str, Mapped] = field(default_factory=dict)
    """signature of a header -> its columns, as remembered."""
    answers: Answers = field(default_factory=dict)
    called: tuple[str, ...] = ()
    """What the rep is called: who in a chat is called so needs not be asked."""
    keep: Keep = _read_anew
    """How the rows of a file are had; a page asks several things of one file, one after the other.
    """

    def read(self, name: str, data: bytes) -> tuple[Checked, ...]:
        """The checked rows of a file; for an archive, of each file in it.

        The content decides what a file is, not its name. Raises Refused where nothing can be read;
        where an answer would help, one of its subclasses in `intake.questions`.
        """
        kind = kind_of_file(name, data)
        return self.keep(
            (name, data), self._about(name, kind), lambda: self._read(name, data, kind)
        )

    def about(self, name: str, data: bytes) -> Hashable:
        """Everything but its bytes on which the rows of a file depend, as a value to compare."""
        return self._about(name, kind_of_file(name, data))

    def _about(self, name: str, kind: str) -> Hashable:
        called = self.called if kind in ("archive", "chat") else ()
        others = [one.get("mapping") for one in self.answers.values()]  # see mapping.as_said
        return (self.as_of, self.now, called, repr((self.mappings, self._said(name), others)))

    def _read(self, name: str, data: bytes, kind: str) -> tuple[Checked, ...]:
        if kind in ("archive", "table"):
            refuse_elsewhere(data, name)
        if kind == "archive":
            return self._archive(name, data)
        return (self._one(name, data, kind), *self._further_sheets(name, data))

    def _further_sheets(self, name: str, data: bytes) -> Iterator[Checked]:
        """The other sheets with the columns of the one that is read, each as a file of its own."""
        said = self._said(name)
        if not is_workbook(data) or "sheet" in said:
            return
        for sheet in alike(data, name, self._sheet(name, data))[1:]:
            called = sheet_called(name, sheet)
            chosen: Answer = {**said, "sheet": sheet}
            answers = {**self.answers, called: chosen}
            yield replace(self, answers=answers)._one(called, data, "table")

    def read_all(self, files: Iterable[File]) -> tuple[Checked, ...]:
        """The checked rows of a batch, in the order of its files.

        Single messages are one mailbox. Raises Refused with the sentence of every refused file.
        """
        read: dict[int, tuple[Checked, ...] | Refused] = {}
        letters: dict[int, File] = {}
        chats: dict[int, File] = {}
        for place, (name, data) in enumerate(files):
            try:
                if (kind := kind_of_file(name, data)) == "letter":
                    letters[place] = (name, letter(name, data))
                elif kind == "chat":
                    chats[place] = (name, data)
                else:
                    read[place] = self.read(name, data)
            except Refused as refused:
                read[place] = refused
        if letters:
            read[min(letters)] = (self._letters([*letters.values()]),)
        # Who the rep is in a chat, the other files may say.
        reader = replace(self, called=(*self.called, *own_names(_of_all(read))))
        for place, chat_file in chats.items():
            try:
                read[place] = reader.read(*chat_file)
            except Refused as refused:
                read[place] = refused
        wrong = [one for _, one in sorted(read.items()) if isinstance(one, Refused)]
        if wrong:
            raise wrong[0] if len(wrong) == 1 else RefusedFiles(wrong)
        return tuple(_of_all(read))

    def _letters(self, letters: Sequence[File], inside: str = "") -> Checked:
        name = letters[0][0]
        if len(letters) > 1:
            name += f" and {len(letters) - 1:,} more"
        machines = bool(self._said(inside or letters[0][0]).get("machines"))
        return read_letters(letters, name, machines=machines)

    def questions(self, name: str, data: bytes) -> tuple[Question, ...]:
        """The questions to answer before the file can be read completely."""
        try:
            kind = kind_of_file(name, data)
            if kind == "archive":
                members = read_archive(data, name)
                asked = [self.questions(f"{name}/{inner}", held) for inner, held in members]
                return tuple(o for some in asked for o in some if not o.needed or o.option == "me")
            if kind == "chat":
                return self._of_chat(name, data)
            if is_workbook(data) and "sheet" not in self._said(name):
                sheets = sheet_names(data, name)
                if len(sheets) > 1:
                    first = self._sheet(name, data) or sheets[0]
                    sheets = (first, *(sheet for sheet in sheets if sheet != first))
                    sentence = f"{name} has {len(sheets)} sheets: which one is to be read?"
                    choices = {sheet: sheet for sheet in sheets}
                    chosen = alike(data, name, first)
                    return (Question(name, "sheet", sentence, False, choices, chosen),)
            if kind == "table":
                refuse_elsewhere(data, name)
                table = self._open(name, data)
                source = self._source(name, table.header, _sample(table))
                if "day_first" not in self._said(name) and may_be_open(table.header, source, name):
                    rows = read_rows(data, name, **self._options(name, data))
                    return tuple(
                        Question(name, "day_first", _day_first(name, column), needed=False)
                        for column in find_open_dates(rows, source, name)[:1]
                    )
        except Unclear as unclear:
            return (Question(name, unclear.option, str(unclear), choices=unclear.choices),)
        except Unrecognized as unknown:
            return (Question(name, "mapping", str(unknown)),)
        except Refused:
            pass  # no answer would help: the import says why
        return ()

    def _of_chat(self, name: str, data: bytes) -> tuple[Question, ...]:
        """Which number of its dates is the day, and which of its writers is the rep."""
        said = self._said(name)
        if "day_first" not in said and chat.may_be_open(data, name):
            return (Question(name, "day_first", _day_first(name, "date")),)
        return tuple(filter(None, [chat.who_in_it(data, name, said.get("me"), self.called)]))

    def open(self, name: str, data: bytes) -> FirstRows:
        """The first rows of a table, whatever it is about."""
        table = self._open(name, data)
        rows = _sample(table)
        remembered = self.mappings.get(mapping.signature(table.header))
        columns = remembered["columns"] if remembered else {}
        columns = columns or mapping.suggest_mapping(table.header, rows)
        kind = (remembered["kind"] if remembered else "") or mapping.kind_of(columns)
        return FirstRows(table.header, rows[:FIRST_ROWS], columns, kind)

    def _said(self, name: str) -> Answer:
        """The answers for a file, or for the archive that it is in."""
        return self.answers.get(name) or self.answers.get(name.partition("/")[0], {})

    def _open(self, name: str, data: bytes) -> Table:
        return open_table(data, name, **self._options(name, data))

    def _options(self, name: str, data: bytes) -> Options:
        answer = self._said(name)
        said = cast(Options, {k: v for k, v in answer.items() if k in Options.__annotations__})
        if "sheet" not in said and is_workbook(data) and (sheet := self._sheet(name, data)):
            said["sheet"] = sheet
        if "encoding" not in said and (encoding := encoding_by_words(name, data)):
            said["encoding"] = encoding
        if "header_line" not in said and has_no_header(data):
            said["header_line"] = 0
        return said

    def _sheet(self, name: str, data: bytes) -> str:
        return first_known(data, name, self.mappings)

    def _one(self, name: str, data: bytes, kind: str) -> Checked:
        said = self._said(name)
        if kind != "table":
            mine = Said(self.as_of, self.now, self.called, said)
            checked = read_kind(kind, name, data, mine)
            return with_clientele(checked, said.get("clients"))
        rows, source = self._table(name, data)
        checked = check(
            rows,
            source,
            name,
            day_first=said.get("day_first"),
            take_in=said.get("take_in", ()),
            want=said.get("want", ()),
        )
        checked = with_clientele(checked, said.get("clients"), title=rows.title, header=rows.header)
        if source.name == "outlook_calendar":
            checked = self._past(checked)
        return checked

    def _past(self, checked: Checked) -> Checked:
        """A calendar without future meetings, which have not happened yet."""
        last = min(self.as_of, self.now) if self.now else self.as_of
        past = tuple(one for one in checked.interactions if one.date.date() <= last)
        count = len(checked.interactions) - len(past)
        note = (f"Left out: meetings to come ({count}).",) if count else ()
        return replace(checked, interactions=past, notes=(*checked.notes, *note))

    def _table(self, name: str, data: bytes) -> tuple[Rows, Source]:
        """A table with its kind: as the rep mapped such columns, or else by its header."""
        rows = read_rows(data, name, **self._options(name, data))
        first = tuple(cells for _, cells in rows.rows[:SAMPLE_ROWS])
        return rows, self._source(name, rows.header, first)

    def _source(
        self, name: str, header: tuple[str, ...], rows: Sequence[tuple[str, ...]]
    ) -> Source:
        said = self._said(name)
        several = several_in(header, rows)
        if columns := said.get("mapping"):
            return mapped_apart(several, columns, header, said.get("kind", ""))
        if remembered := self.mappings.get(mapping.signature(header)):
            return mapped_apart(several, remembered["columns"], header, remembered["kind"])
        if header[:1] == ("column 1",) and rows and is_mail_index(rows[0]):
            return NAMED["mail_index"]
        try:
            if several is not None:
                header, rows = several.header, several.cells(rows)
            known = completed(identify(header, name), header, rows, name)
            known = mapping.as_said(known, header, name, self.answers.values())
            return known if several is None else replace(known, prepare=several.apart)
        except Unrecognized as unknown:
            for other in self.answers.values():
                columns = other.get("mapping") or {}
                if columns and {*map(letters_of, columns)} <= {*map(letters_of, header)}:
                    return mapping.source_of(columns, header, other.get("kind", ""))
            unknown.columns = mapping.suggest_mapping(header, rows)
            raise

    def _archive(self, name: str, data: bytes) -> tuple[Checked, ...]:
        found: list[Checked] = []
        passed: list[str] = []
        half: list[Refused] = []
        letters: list[File] = []
        for inner, held in read_archive(data, name):
            try:
                kind = kind_of_file(inner, held)
                if kind == "letter":
                    letters.append((f"{name}/{inner}", letter(inner, held)))
                else:
                    found.append(self._one(f"{name}/{inner}", held, kind))
            except HalfUnderstood as unclear:
                half.append(unclear)
                passed.append(inner)
            except Refused as refused:
                if WANTED.search(inner) or getattr(refused, "option", "") == "me":
                    raise
                passed.append(inner)
        if letters:
            found.append(self._letters(letters, name))
        found = without_strangers(with_own_addresses(found))
        linkedin = any(file.scope == "linkedin" for file in found)
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


def _sample(table: Table) -> tuple[tuple[str, ...], ...]:
    """The rows by which it is told what the columns of a table hold: whoever is asked about them is
    shown what was found in these."""
    whole = (item[1] for item in table.iterate() if isinstance(item, tuple))
    return tuple(islice(whole, SAMPLE_ROWS))


def _of_all(read: Mapping[int, tuple[Checked, ...] | Refused]) -> list[Checked]:
    """What was read at each place, in the order of the places."""
    return [
        one for _, some in sorted(read.items()) if not isinstance(some, Refused) for one in some
    ]


def _day_first(name: str, column: str) -> str:
    return (
        f"{name}: no date in the column {column} shows which number is the day. Is 03/05/2026 the "
        "3rd of May (day first) or the 5th of March?"
    )
