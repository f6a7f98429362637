"""Rows of text to typed records, and a problem for each row that means nothing.

A row with one bad cell is left out whole and listed; the good rows load. Cells are read a column
at a time: what a date means may hang on the others (see `dates`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import MISSING, dataclass, fields, replace
from datetime import datetime
from itertools import chain, compress, repeat
from operator import itemgetter
from pathlib import PurePath
from typing import Any

from tiesmap.intake.dates import is_open, read_dates
from tiesmap.intake.keys import normalize_name
from tiesmap.intake.owners import find_owners
from tiesmap.intake.reading import Row, Rows
from tiesmap.intake.sources import SOURCES, Placed, Source, place, same_header
from tiesmap.intake.values import (
    Bad,
    clean_line,
    clean_text,
    read_count,
    read_email,
    read_list,
    read_profile,
    read_rating,
    read_yes_no,
    words,
)
from tiesmap.model.cells import guard_cell
from tiesmap.model.evidence import (
    CHANNELS,
    INTRODUCTION_OUTCOMES,
    TIE_KINDS,
    InteractionRecord,
    IntroductionRecord,
    TieRecord,
)
from tiesmap.model.intake import OWN_SCOPE, THE_REP, Checked
from tiesmap.model.people import (
    STAGES,
    CompanyRecord,
    PersonRecord,
    RelationshipRecord,
    TargetRecord,
)
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
}
_NEEDS: dict[str, tuple[tuple[str, ...], ...]] = {
    "people": (("name", "email"),),
    "relationships": (("person", "category"),),
    "interactions": (("date",), ("sender",), ("to",)),
    "ties": (("person",), ("other",)),
    "introductions": (("introducer",), ("person",), ("other",)),
    "targets": (("name", "company", "category", "profile_url"),),
    "companies": (("name",),),
    "owner": (("name",),),
}
"""Of each group of fields at least one must be filled in a row."""

_WORDS: dict[tuple[str, str], tuple[str, ...]] = {
    ("people", "stage"): STAGES,
    ("relationships", "stage"): STAGES,
    ("interactions", "channel"): CHANNELS,
    ("ties", "kind"): TIE_KINDS,
    ("introductions", "outcome"): INTRODUCTION_OUTCOMES,
}
_SHOWN = 200  # characters of a bad cell that its problem repeats
_DATES = {"date", "last_contact", "since", "signed_on", "connected_on"}
_READERS: dict[str, Callable[[str], Any]] = {
    "email": read_email,
    "profile_url": read_profile,
    "to": read_list,
    "rep": clean_line,
    "do_not_ask": read_yes_no,
    "client": read_yes_no,
    "comfort": read_rating,
    "strength": read_rating,
    "contacts": read_count,
    "purpose": clean_text,
    "notes": clean_text,
    "why": clean_text,
}
"""How a field is read; names, words and references not listed here are single lines."""


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
    if source.once:
        repeated = _drop_repeated(table, source.once)
        if repeated:
            notes.append(f"Left out: {repeated} rows that say once more what another one says.")
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
        notes=(*about, *_name_note(source, file), *source.notes, *notes),
    )
    checked = _with_records(checked, source, table, placed, rows)
    for other in source.also:
        checked = _with_more(checked, other, rows, table.kept, day_first)
    return checked


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
        if name in _DATES and at[0] >= 0 and is_open(_texts(source, name, at, cells))
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


def _read(
    rows: Rows, source: Source, placed: Placed, file: str, day_first: bool | None
) -> _Table:
    """Every field in every row; rows with a bad cell, or without what must be there, are not
    kept."""
    lines = [line for line, _ in rows.rows]
    cells = [row for _, row in rows.rows]
    table = _Table({}, [True] * len(cells), [], [])
    for name, at in placed.fields.items():
        header = clean_line(next(rows.header[i] for i in at if i >= 0))
        texts = _texts(source, name, at, cells)
        values = _read_column(source, name, texts, day_first)
        table.columns[name] = values
        for number, value in enumerate(values):
            if type(value) is Bad:
                table.kept[number] = False
                shown = clean_line(texts[number])[:_SHOWN]
                table.problems.append(Problem(file, lines[number], header, shown, value.message))
        if known := _WORDS.get((source.kind, name)):
            table.notes += _other_words(values, known, header)

    needs = [
        group for group in _NEEDS[source.kind] if not any(name in source.defaults for name in group)
    ]
    hidden = 0
    for number in _incomplete(table.columns, needs, len(cells)):
        row = cells[number]
        filled = {
            name
            for name, at in placed.fields.items()
            if any(row[i].strip() for i in at if i >= 0)
        }
        if not filled and not any(row[at].strip() for at in placed.extra):
            table.blank += 1
        elif filled and filled <= set(source.hidden):
            hidden += 1
        elif table.kept[number]:
            missing = _missing(source, table.columns, number, needs)
            table.problems.append(Problem(file, lines[number], "", "", missing))
        table.kept[number] = False
    if hidden:
        table.notes.append(source.hidden_note.format(count=hidden))
    return table


def _without(rows: Rows, source: Source) -> tuple[Rows, list[str]]:
    """The table without the rows that are no evidence, and a sentence for each kind of them."""
    if not source.left_out:
        return rows, []
    at = {same_header(name): place for place, name in enumerate(rows.header)}
    kept: list[Row] = []
    counts: Counter[str] = Counter()
    for line, row in rows.rows:
        reason = next(
            (
                out.note
                for out in source.left_out
                if (place := at.get(same_header(out.column))) is not None and out.test(row[place])
            ),
            "",
        )
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
    more = check(
        replace(rows, rows=filled, problems=(), notes=()), source, checked.file, day_first=day_first
    )
    found: dict[str, Any] = {source.kind: getattr(checked, source.kind) + getattr(more, source.kind)}
    return replace(
        checked,
        problems=(*checked.problems, *more.problems),
        notes=(*checked.notes, *more.notes),
        **found,
    )


def _texts(
    source: Source, name: str, at: tuple[int, ...], cells: list[tuple[str, ...]]
) -> list[str]:
    """The text of a field in every row."""
    column = source.columns[name]
    if column.make is not None:
        make = column.make
        texts = [guard_cell(make([clean_line(row[i]) if i >= 0 else "" for i in at])) for row in cells]
    elif len(at) == 1:
        texts = list(map(itemgetter(at[0]), cells))
    elif column.take == "first":
        texts = [next(filter(None, (row[i].strip() for i in at)), "") for row in cells]
    else:
        parts = ((clean_line(row[i]) for i in at) for row in cells)
        # As one cell, since the reader of the field takes off a guard once more.
        texts = [guard_cell(" ".join(filter(None, said))) for said in parts]
    reword = source.reword.get(name)
    return [reword(text) for text in texts] if reword else texts


def _read_column(
    source: Source, name: str, texts: Sequence[str], day_first: bool | None
) -> list[Any]:
    kind = source.kind
    if name in _DATES:
        moments = read_dates(texts, day_first, month_first=source.month_first)
        if (kind, name) == ("interactions", "date"):
            return list(moments)
        return [m.date() if isinstance(m, datetime) else m for m in moments]
    reader = _reader(kind, name)
    read: dict[str, Any] = {text: reader(text) for text in set(texts)}
    return [read[text] for text in texts]


def _reader(kind: str, name: str) -> Callable[[str], Any]:
    if (kind, name) == ("people", "rep"):
        return read_yes_no
    if known := _WORDS.get((kind, name)):
        return words(known)
    return _READERS.get(name, clean_line)


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
) -> str:
    for group in needs:
        if not any(columns[name][number] for name in group if name in columns):
            names = [source.columns[name].called for name in group if name in source.columns]
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
                default = otherwise
                values = (value or default for value in values)
        elif item.name in source.defaults:
            text = source.defaults[item.name]
            values = repeat(
                text if text == THE_REP else _read_column(source, item.name, [text], None)[0]
            )
        else:
            values = repeat("" if item.default is MISSING else item.default)
        arguments.append(values)
    records = tuple(compress(map(record, *arguments), table.kept))
    if source.kind == "owner":
        return replace(checked, owners=tuple(dict.fromkeys(person.name for person in records)))
    found: dict[str, Any] = {source.kind: records}
    if source.owned:
        found["owners"] = find_owners(records)
    return replace(checked, **found)


def _extras(rows: Rows, source: Source, placed: Placed) -> Iterable[dict[str, str]]:
    """What each row says under columns that no field is made for, or that a field passed over."""
    choices = [
        at
        for name, at in placed.fields.items()
        if len(at) > 1 and source.columns[name].take == "first"
    ]
    names = {at: _extra_name(rows.header, at) for at in (*placed.extra, *chain(*choices))}
    for _, row in rows.rows:
        places = list(placed.extra)
        for at in choices:
            filled = [i for i in at if row[i].strip()]
            places += filled[1:]
        texts = ((names[at], clean_text(row[at])) for at in places)
        yield {name: text for name, text in texts if text}
