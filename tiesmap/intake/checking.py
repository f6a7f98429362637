"""Rows of text to typed records, and a problem for each row that means nothing.

A bad cell of a row about a person costs the cell, of any other row the row; both are listed.
Cells are read a column at a time: what a date means may hang on the others (see `dates`).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import MISSING, dataclass, fields, replace
from itertools import chain, compress, repeat
from pathlib import PurePath
from typing import Any

from tiesmap.intake.reading import Row, Rows
from tiesmap.intake.sources.catalog import SOURCES, Placed, Source, place, same_header
from tiesmap.intake.sources.practice import ENTRY_NEEDS, default_of
from tiesmap.intake.table.columns import DATES, WORDS, first_filled, read_column, read_texts
from tiesmap.intake.table.dates import is_open
from tiesmap.intake.table.values import Bad, clean_line, clean_text
from tiesmap.intake.who.addresses import KINDS, first_of_several
from tiesmap.intake.who.facts import complete
from tiesmap.intake.who.keys import normalize_name
from tiesmap.intake.who.listed import owners_of_rows
from tiesmap.intake.who.owners import find_owners
from tiesmap.model.evidence import (
    InteractionRecord,
    IntroductionRecord,
    TieRecord,
)
from tiesmap.model.intake import OWN_SCOPE, THE_REP, Checked
from tiesmap.model.people import (
    CompanyRecord,
    PersonRecord,
    RelationshipRecord,
    TargetRecord,
)
from tiesmap.model.practice import EntryRecord
from tiesmap.model.problems import Problem, Refused, shorten

_RECORDS: dict[str, type[Any]] = {
    "people": PersonRecord,
    "relationships": RelationshipRecord,
    "interactions": InteractionRecord,
    "ties": TieRecord,
    "introductions": IntroductionRecord,
    "targets": TargetRecord,
    "companies": CompanyRecord,
    "owner": PersonRecord,
    **dict.fromkeys(ENTRY_NEEDS, EntryRecord),
}
NEEDS: dict[str, tuple[tuple[str, ...], ...]] = {
    "people": (("name", "email"),),
    "relationships": (("person", "category"),),
    "interactions": (("date",), ("sender",), ("to",)),
    "ties": (("person",), ("other",)),
    "introductions": (("introducer",), ("person",), ("other",)),
    "targets": (("name", "company", "category", "profile_url"),),
    "companies": (("name",),),
    "owner": (("name",),),
    **ENTRY_NEEDS,
}
"""Of each group of fields at least one must be filled in a row."""

_SHOWN = 200  # characters of a bad cell that its problem repeats


def check(rows: Rows, source: Source, file: str, *, day_first: bool | None = None) -> Checked:
    """The rows of a file as typed records, and a problem for each row that is left out.

    `day_first` answers what 03/05/2026 means where the file's own dates leave it open. Raises
    Refused for a list of intro requests, which is not evidence and goes another way.
    """
    if source.kind not in _RECORDS:
        raise Refused(
            f"{file} is {source.title}, which says nothing of who knows whom: "
            "bring it back on the Requests page."
        )
    place(source, rows.header, file)
    count, about = len(rows.rows), rows.notes
    rows, notes = _without(rows, source)
    if source.prepare is not None:
        rows = source.prepare(rows)
        about = rows.notes
    placed = place(source, rows.header, file)
    table = _read(rows, source, placed, file, day_first)
    notes += table.notes
    if not count and not rows.problems:
        notes.append("No row stands below the header.")
    if source.once:
        repeated = _drop_repeated(table, source.once)
        if repeated:
            notes.append(f"Left out: rows that say what another one says ({repeated}).")
    problems = sorted(table.problems, key=lambda problem: problem.line or 0)
    lines = {line for line, _ in rows.rows}
    checked = Checked(
        file=file,
        source=source.name,
        scope=source.scope,
        encoding=rows.encoding,
        delimiter=rows.delimiter,
        row_count=count - table.blank + len({p.line for p in rows.problems} - {None, *lines}),
        extra_columns=tuple(_extra_name(rows.header, at) for at in placed.extra),
        problems=(*rows.problems, *problems),
        listed=source.listed and "rep" not in placed.fields,
        notes=(*about, *_name_note(source, file), *source.notes, *notes),
    )
    checked = _with_records(checked, source, table, placed, rows)
    for other in source.also:
        checked = _with_more(checked, other, rows, table.kept, day_first)
    return checked


def may_be_open(header: Sequence[str], source: Source, file: str) -> bool:
    """Whether a file with this header has dates of which `find_open_dates` could ask."""
    if source.kind not in _RECORDS or source.month_first:
        return False
    return not DATES.isdisjoint(place(source, header, file).fields)


def find_open_dates(rows: Rows, source: Source, file: str) -> tuple[str, ...]:
    """Names of the columns whose dates could have the day or the month first: ask, and give the
    answer to `check`."""
    if source.kind not in _RECORDS or source.month_first:
        return ()
    placed = place(source, rows.header, file)
    cells = [row for _, row in rows.rows]
    return tuple(
        clean_line(rows.header[at[0]])
        for name, at in placed.fields.items()
        if name in DATES and at[0] >= 0 and is_open(read_texts(source, name, at, cells))
    )


@dataclass(slots=True)
class _Table:
    """The rows of a file, read a column at a time."""

    columns: dict[str, list[Any]]
    """field -> its value in each row."""
    kept: list[bool]
    problems: list[Problem]
    notes: list[str]
    blank: int = 0
    """Rows in which nothing stands."""


def _read(rows: Rows, source: Source, placed: Placed, file: str, day_first: bool | None) -> _Table:
    """Every field in every row; rows without what must be there are not kept."""
    lines = [line for line, _ in rows.rows]
    cells = [row for _, row in rows.rows]
    table = _Table({}, [True] * len(cells), [], [])
    bad: dict[int, dict[str, Problem]] = {}
    for name, at in placed.fields.items():
        header = clean_line(next(rows.header[i] for i in at if i >= 0))
        texts = _texts(source, name, at, cells)
        values = read_column(source, name, texts, day_first)
        table.columns[name] = values
        if source.columns[name].kept and source.columns[name].make is None:
            # What means nothing here is still an extra field.
            table.columns[name] = [None if type(value) is Bad else value for value in values]
            continue
        for number, value in enumerate(values):
            if type(value) is Bad:
                shown = clean_line(texts[number])[:_SHOWN]
                problem = Problem(file, lines[number], header, shown, value.message)
                bad.setdefault(number, {})[name] = problem
        if known := WORDS.get((source.kind, name)):
            table.notes += _other_words(values, known, header)

    if source.kind == "people":
        table.columns, notes = complete(
            table.columns, placed.fields, placed.extra, rows.header, cells
        )
        table.notes += notes
    needs = [
        group for group in NEEDS[source.kind] if not any(name in source.defaults for name in group)
    ]
    _settle(table, source, placed, cells, bad, needs)
    hidden = 0
    for number in _incomplete(table.columns, needs, len(cells)):
        row = cells[number]
        filled = {
            name for name, at in placed.fields.items() if any(row[i].strip() for i in at if i >= 0)
        }
        if not filled and not any(row[at].strip() for at in placed.extra):
            table.blank += 1
        elif filled and filled <= set(source.hidden):
            hidden += 1
        elif table.kept[number]:
            missing = _missing(source, table.columns, number, needs, placed, rows.header)
            table.problems.append(Problem(file, lines[number], "", "", missing))
        table.kept[number] = False
    if hidden:
        table.notes.append(source.hidden_note.format(count=hidden))
    return table


def _texts(
    source: Source, name: str, at: tuple[int, ...], cells: list[tuple[str, ...]]
) -> list[str]:
    """The text of a field in every row; of several addresses in a cell the first."""
    texts = read_texts(source, name, at, cells)
    if source.kind == "people" and name in KINDS:
        return [first_of_several(name, text) for text in texts]
    return texts


def _settle(
    table: _Table,
    source: Source,
    placed: Placed,
    cells: Sequence[Sequence[str]],
    bad: dict[int, dict[str, Problem]],
    needs: Sequence[Sequence[str]],
) -> None:
    """What a bad cell costs: itself in a row about a person or a firm, else the row.

    A row is lost too where nothing but the bad cell told who it is about, and where an address
    stands in a column of another name: its cells have slid sideways. What was done, a mail or an
    introduction, is one thing with its day: without it, the mended file would bring it twice.
    """
    for number, found in bad.items():
        for name in found:
            table.columns[name][number] = _EMPTY.get(name)
        whole = not all(
            any(table.columns[n][number] for n in g if n in table.columns) for g in needs
        )
        if source.kind not in _CELLS or whole or _has_slid(source, placed, cells[number]):
            table.kept[number] = False
            table.problems += found.values()
            continue
        if "do_not_ask" in found:
            # Nobody is asked because a "please not" was written in other words.
            table.columns["do_not_ask"][number] = True
        for name, problem in found.items():
            left = _UNTIL if name == "do_not_ask" else _LOADED
            table.problems.append(replace(problem, message=problem.message + left))


_CELLS = ("people", "relationships", "companies", "targets")
"""Kinds of rows that a bad cell does not cost."""
_EMPTY = {"email": "", "phone": "", "profile_url": ""}
"""What stands in place of a bad cell, where it is not None."""
_LOADED = ". The rest of the row was loaded"
_UNTIL = ". Until it does, nobody is asked by way of them"


def _has_slid(source: Source, placed: Placed, row: Sequence[str]) -> bool:
    """Whether an address stands where a name, a firm or a word should."""
    return any(
        at >= 0 and "@" in row[at] and _ADDRESS.fullmatch(row[at].strip())
        for name, places in placed.fields.items()
        if name not in ("email", "notes", "id") and source.columns[name].make is None
        for at in places
    )


_ADDRESS = re.compile(r"[^\s@<>,;]+@[^\s@<>,;]+\.[^\s@<>,;]+")


def _without(rows: Rows, source: Source) -> tuple[Rows, list[str]]:
    """The table without the rows that are no evidence, and a sentence for each kind of them."""
    if not source.left_out:
        return rows, []
    at = {same_header(name): place for place, name in enumerate(rows.header)}
    tests = [
        (at[same_header(out.column)], out)
        for out in source.left_out
        if same_header(out.column) in at
    ]
    kept: list[Row] = []
    counts: Counter[str] = Counter()
    for line, row in rows.rows:
        reason = next((out.note for place, out in tests if out.test(row[place])), "")
        if reason:
            counts[reason] += 1
        else:
            kept.append((line, row))
    notes = [note.format(count=count) for note, count in counts.items()]
    return replace(rows, rows=tuple(kept)), notes


def _drop_repeated(table: _Table, names: Sequence[str]) -> int:
    """Keep only the first of rows that agree in these fields; how many others there are."""
    seen: set[tuple[str, ...]] = set()
    repeated = 0
    for number, kept in enumerate(table.kept):
        if not kept:
            continue
        key = tuple(normalize_name(str(table.columns[name][number])) for name in names)
        repeated += key in seen
        table.kept[number] = key not in seen
        seen.add(key)
    return repeated


def _with_more(
    checked: Checked, source: Source, rows: Rows, kept: Sequence[bool], day_first: bool | None
) -> Checked:
    """The file with what its good rows say besides, as another source reads them."""
    placed = place(source, rows.header, checked.file)
    when = placed.fields.get(source.required[0][0])
    if when is None:
        return checked
    filled = tuple(
        row for row, good in zip(rows.rows, kept, strict=True) if good and row[1][when[0]].strip()
    )
    rows = replace(rows, rows=filled, problems=(), notes=())
    more = check(rows, source, checked.file, day_first=day_first)
    found: dict[str, Any] = {
        source.kind: getattr(checked, source.kind) + getattr(more, source.kind)
    }
    return replace(
        checked,
        problems=(*checked.problems, *more.problems),
        notes=(*checked.notes, *more.notes),
        **found,
    )


def _other_words(values: Iterable[str], known: Sequence[str], header: str) -> list[str]:
    counts = Counter(values)
    found = ((word, count) for word, count in counts.items() if word and word not in known)
    return [
        f"The {header} '{shorten(word, 40)}' ({count} {'row' if count == 1 else 'rows'}) is none "
        f"of {', '.join(known)}: it is kept, and treated as other."
        for word, count in found
    ]


def _incomplete(
    columns: dict[str, list[Any]], needs: Sequence[Sequence[str]], count: int
) -> list[int]:
    """Rows in which a group of fields that must be filled is empty."""
    empty: set[int] = set()
    for group in needs:
        given = [columns[name] for name in group if name in columns]
        if len(given) == 1:
            empty.update(number for number, value in enumerate(given[0]) if not value)
        else:
            empty.update(number for number in range(count) if not any(c[number] for c in given))
    return sorted(empty)


def _missing(
    source: Source,
    columns: dict[str, list[Any]],
    number: int,
    needs: Sequence[Sequence[str]],
    placed: Placed,
    header: Sequence[str],
) -> str:
    def called(name: str) -> str:
        """The column as this file has it; as it is called in the first place if it has none."""
        if name not in placed.fields:
            return source.columns[name].called
        there = [clean_line(header[at]) for at in placed.fields[name] if at >= 0]
        return " + ".join(there if source.columns[name].take == "all" else there[:1])

    for group in needs:
        if not any(columns[name][number] for name in group if name in columns):
            names = [called(name) for name in group if name in source.columns]
            if len(names) == 1:
                return f"the row has no {names[0]}: fill it in"
            return f"the row has {', '.join(f'no {name}' for name in names)}: fill in one of them"
    raise AssertionError("only for rows that miss something")


def _extra_name(header: Sequence[str], at: int) -> str:
    return clean_line(header[at]) or f"column {at + 1}"


def _name_note(source: Source, file: str) -> list[str]:
    """A file called targets.csv that has no `why` is read as people: say so."""
    called = PurePath(file.replace("\\", "/")).stem.casefold()
    expected = next((s for s in SOURCES if s.name == called and s.scope == OWN_SCOPE), None)
    if expected is None or expected.name == source.name:
        return []
    groups = [[expected.columns[name].called for name in group] for group in expected.required]
    return [
        f"It is called {called}, but by its columns it is {source.name} ({source.title}) and is "
        f"read so. To be {called} it needs {' and '.join(map(' or '.join, groups))}."
    ]


def _with_records(
    checked: Checked, source: Source, table: _Table, placed: Placed, rows: Rows
) -> Checked:
    if source.kind in ENTRY_NEEDS:
        return replace(checked, entries=tuple(_entries(source, table, rows)))
    record = _RECORDS[source.kind]
    arguments: list[Iterable[Any]] = []
    for item in fields(record):
        if item.name == "line":
            values: Iterable[Any] = (line for line, _ in rows.rows)
        elif item.name == "extra":
            values = _extras(rows, source, placed)
        elif item.name in table.columns:
            values = table.columns[item.name]
            # What the source says of such a file, else what the record says of any.
            otherwise = source.defaults.get(item.name, item.default)
            if isinstance(otherwise, str) and otherwise:
                values = [value or otherwise for value in values]
        elif item.name in source.defaults:
            text = source.defaults[item.name]
            values = repeat(
                text if text == THE_REP else read_column(source, item.name, [text], None)[0]
            )
        elif item.default is MISSING:
            values = repeat(None if item.name in DATES else "")
        else:
            values = repeat(item.default)
        arguments.append(values)
    records = tuple(compress(map(record, *arguments), table.kept))
    if source.kind == "owner":
        return replace(checked, owners=tuple(dict.fromkeys(person.name for person in records)))
    found: dict[str, Any] = {source.kind: records}
    if checked.listed:
        found["owners"] = owners_of_rows(records)
    if source.owned:
        found["owners"] = find_owners(records, always=True)
    return replace(checked, **found)


def _entries(source: Source, table: _Table, rows: Rows) -> Iterable[EntryRecord]:
    """The kept rows of a file of entries."""
    names = [name for name in source.columns if name not in ("rep", "person", "date")]
    default = {name: default_of(source.kind, name) for name in names}
    told = table.columns
    nobody = [""] * len(rows.rows)
    for number, (line, _) in enumerate(rows.rows):
        if not table.kept[number]:
            continue
        said = {name: told[name][number] if name in told else default[name] for name in names}
        yield EntryRecord(
            line=line,
            kind=source.kind,
            rep=told.get("rep", nobody)[number],
            person=told["person"][number],
            date=told["date"][number],
            said={n: default[n] if v in (None, "") else v for n, v in said.items()},
        )


def _extras(rows: Rows, source: Source, placed: Placed) -> Iterable[dict[str, str]]:
    """What each row says under columns that no field is made for, or that a field passed over."""
    choices = [
        (name, at)
        for name, at in placed.fields.items()
        if len(at) > 1 and source.columns[name].take == "first"
    ]
    names = {
        at: _extra_name(rows.header, at)
        for at in (*placed.extra, *chain(*(at for _, at in choices)))
    }
    for _, row in rows.rows:
        places = list(placed.extra)
        for name, at in choices:
            chosen = first_filled(source, name, row, at)
            places += [i for i in at if i != chosen]
        texts = ((names[at], clean_text(row[at])) for at in places)
        yield {name: text for name, text in texts if text}
