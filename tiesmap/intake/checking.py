"""Rows of text to typed records, and a problem for each row that means nothing.

A row with one bad cell is left out whole and listed; the good rows load. Cells are read a column
at a time: what a date means may hang on the others (see `dates`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import MISSING, fields, replace
from datetime import datetime
from itertools import compress, repeat
from operator import itemgetter
from pathlib import PurePath
from typing import Any

from tiesmap.intake.dates import read_dates
from tiesmap.intake.reading import Rows
from tiesmap.intake.sources import SOURCES, Placed, Source, place
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
from tiesmap.model.intake import OWN_SCOPE, Checked
from tiesmap.model.people import STAGES, PersonRecord, RelationshipRecord, TargetRecord
from tiesmap.model.problems import Problem, Refused, shorten

_RECORDS: dict[str, type[Any]] = {
    "people": PersonRecord,
    "relationships": RelationshipRecord,
    "interactions": InteractionRecord,
    "ties": TieRecord,
    "introductions": IntroductionRecord,
    "targets": TargetRecord,
}
_NEEDS: dict[str, tuple[tuple[str, ...], ...]] = {
    "people": (("name", "email"),),
    "relationships": (("person", "category"),),
    "interactions": (("date",), ("sender",), ("to",)),
    "ties": (("person",), ("other",)),
    "introductions": (("introducer",), ("person",), ("other",)),
    "targets": (("name", "company", "category", "profile_url"),),
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
    placed = place(source, rows.header, file)
    needs = _NEEDS[source.kind]
    lines = [line for line, _ in rows.rows]
    cells = [row for _, row in rows.rows]
    kept = [True] * len(cells)
    problems: list[Problem] = []
    notes: list[str] = []

    columns: dict[str, list[Any]] = {}
    for name, at in placed.fields.items():
        header = clean_line(rows.header[at[0]])
        texts = _texts(source, name, at, cells)
        values = _read_column(source.kind, name, texts, day_first)
        columns[name] = values
        for number, value in enumerate(values):
            if type(value) is Bad:
                kept[number] = False
                shown = clean_line(texts[number])[:_SHOWN]
                problems.append(Problem(file, lines[number], header, shown, value.message))
        if known := _WORDS.get((source.kind, name)):
            notes += _other_words(values, known, header)

    hidden = blank = 0
    for number in _incomplete(columns, needs, len(cells)):
        row = cells[number]
        filled = {name for name, at in placed.fields.items() if any(row[i].strip() for i in at)}
        if not filled and not any(row[at].strip() for at in placed.extra):
            blank += 1
        elif filled and filled <= set(source.hidden):
            hidden += 1
        elif kept[number]:
            problems.append(Problem(file, lines[number], "", "", _missing(source, columns, number)))
        kept[number] = False

    if hidden:
        notes.append(source.hidden_note.format(count=hidden))
    problems.sort(key=lambda problem: problem.line or 0)
    checked = Checked(
        file=file,
        source=source.name,
        scope=source.scope,
        encoding=rows.encoding,
        delimiter=rows.delimiter,
        row_count=len(cells) - blank + len({p.line for p in rows.problems} - {None, *lines}),
        extra_columns=tuple(_extra_name(rows.header, at) for at in placed.extra),
        problems=(*rows.problems, *problems),
        notes=(*rows.notes, *_name_note(source, file), *source.notes, *notes),
    )
    return _with_records(checked, source, columns, placed, rows, kept)


def _texts(
    source: Source, name: str, at: tuple[int, ...], cells: list[tuple[str, ...]]
) -> list[str]:
    """The text of a field in every row."""
    if len(at) == 1:
        texts = list(map(itemgetter(at[0]), cells))
    elif source.columns[name].take == "first":
        texts = [next(filter(None, (row[i].strip() for i in at)), "") for row in cells]
    else:
        parts = ((clean_line(row[i]) for i in at) for row in cells)
        # As one cell, since the reader of the field takes off a guard once more.
        texts = [guard_cell(" ".join(filter(None, said))) for said in parts]
    reword = source.reword.get(name)
    return [reword(text) for text in texts] if reword else texts


def _read_column(kind: str, name: str, texts: Sequence[str], day_first: bool | None) -> list[Any]:
    if name in _DATES:
        moments = read_dates(texts, day_first)
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


def _missing(source: Source, columns: dict[str, list[Any]], number: int) -> str:
    for group in _NEEDS[source.kind]:
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
    checked: Checked,
    source: Source,
    columns: dict[str, list[Any]],
    placed: Placed,
    rows: Rows,
    kept: list[bool],
) -> Checked:
    record = _RECORDS[source.kind]
    arguments: list[Iterable[Any]] = []
    for item in fields(record):
        if item.name == "line":
            values: Iterable[Any] = (line for line, _ in rows.rows)
        elif item.name == "extra":
            values = _extras(checked.extra_columns, placed.extra, rows)
        elif item.name in columns:
            values = columns[item.name]
            if isinstance(item.default, str) and item.default:
                default = item.default
                values = (value or default for value in values)
        elif item.name in source.defaults:
            text = source.defaults[item.name]
            values = repeat(_read_column(source.kind, item.name, [text], None)[0])
        else:
            values = repeat("" if item.default is MISSING else item.default)
        arguments.append(values)
    records = tuple(compress(map(record, *arguments), kept))
    found: dict[str, Any] = {source.kind: records}
    return replace(checked, **found)


def _extras(names: Sequence[str], places: Sequence[int], rows: Rows) -> Iterable[dict[str, str]]:
    """What each row says under columns that no field is made for."""
    for _, row in rows.rows:
        texts = ((name, clean_text(row[at])) for name, at in zip(names, places, strict=True))
        yield {name: text for name, text in texts if text}
