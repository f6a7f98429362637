"""Typed records, built from the cells of a file."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Sequence
from dataclasses import MISSING, fields, replace
from itertools import chain, compress, repeat
from typing import Any

from tiesmap.intake.cells import Cells
from tiesmap.intake.sources.practice import ENTRY_NEEDS, default_of
from tiesmap.intake.sources.words import signing_days
from tiesmap.intake.table.columns import DATES, first_filled, read_column
from tiesmap.intake.table.dates import as_day
from tiesmap.intake.table.values import clean_line, clean_text
from tiesmap.intake.who.listed import owners_of_rows
from tiesmap.intake.who.owners import find_owners
from tiesmap.model.employers import FORMER_EMPLOYERS
from tiesmap.model.evidence import KINDS
from tiesmap.model.intake import THE_REP, Checked
from tiesmap.model.people import CompanyRecord, PersonRecord, RelationshipRecord, TargetRecord
from tiesmap.model.practice import EntryRecord

RECORDS: dict[str, type[Any]] = {
    "people": PersonRecord,
    "relationships": RelationshipRecord,
    **{name: kind.record for name, kind in KINDS.items()},
    "targets": TargetRecord,
    "companies": CompanyRecord,
    "owner": PersonRecord,
    **dict.fromkeys(ENTRY_NEEDS, EntryRecord),
}
"""Which record a row of each kind becomes."""


def with_records(checked: Checked, table: Cells) -> Checked:
    """`checked` with a typed record for each row that is kept."""
    source, rows = table.source, table.rows
    if source.kind in ENTRY_NEEDS:
        return replace(checked, entries=tuple(_entries(table)))
    record = RECORDS[source.kind]
    arguments: list[Iterable[Any]] = []
    for item in fields(record):
        if item.name == "line":
            values: Iterable[Any] = (line for line, _ in rows.rows)
        elif item.name == "extra":
            values = _extras(table)
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
    records = tuple(compress(_made(record, arguments, len(rows.rows)), table.kept))
    if source.kind == "owner":
        named = dict.fromkeys(one.name or one.email for one in records)
        return replace(checked, owners=tuple(filter(None, named)), card=_card(records))
    found: dict[str, Any] = {source.kind: records}
    if checked.listed:
        found["owners"] = owners_of_rows(records)
    if source.owned:
        found["owners"] = find_owners(records, always=True)
    return replace(checked, **found)


def _made(record: type[Any], columns: Iterable[Iterable[Any]], count: int) -> list[Any]:
    """Records out of the values of each of their fields.

    Set a field at a time, which takes about two thirds of the time that their class would.
    """
    found = [object.__new__(record) for _ in range(count)]
    for item, values in zip(fields(record), columns, strict=True):
        # One after the other, without a list of what comes of it.
        deque(map(getattr(record, item.name).__set__, found, values), maxlen=0)
    return found


def _card(records: Sequence[PersonRecord]) -> PersonRecord | None:
    """What the one row of a file about its owner says of his work; the rest is his own affair."""
    if len(records) != 1:
        return None
    one = records[0]
    before = one.extra.get(FORMER_EMPLOYERS, "")
    if not (one.company or one.title or one.category or before):
        return None
    extra = {FORMER_EMPLOYERS: before} if before else {}
    return PersonRecord(
        one.line, company=one.company, title=one.title, category=one.category, extra=extra
    )


def _entries(table: Cells) -> Iterable[EntryRecord]:
    """The kept rows of a file of entries."""
    source = table.source
    names = [name for name in source.columns if name not in ("rep", "person", "date")]
    default = {name: default_of(source.kind, name) for name in names}
    told = table.columns
    reps = table.column("rep")
    for number, (line, _) in enumerate(table.rows.rows):
        if not table.kept[number]:
            continue
        said = {name: told[name][number] if name in told else default[name] for name in names}
        yield EntryRecord(
            line=line,
            kind=source.kind,
            rep=reps[number],
            person=told["person"][number],
            date=told["date"][number],
            said={n: default[n] if v in (None, "") else v for n, v in said.items()},
        )


def _extras(table: Cells) -> Iterable[dict[str, str]]:
    """The further fields of each row: columns without a field, or not used by one."""
    rows, source, placed = table.rows, table.source, table.placed
    choices = [
        (name, at)
        for name, at in placed.fields.items()
        if len(at) > 1 and source.columns[name].take == "first"
    ]
    names = {
        at: extra_name(rows.header, at)
        for at in (*placed.extra, *chain(*(at for _, at in choices)))
    }
    days = {at for name in DATES for at in placed.at(name)}.union(signing_days(rows.header))
    for _, row in rows.rows:
        places = list(placed.extra)
        for name, at in choices:
            chosen = first_filled(source, name, row, at)
            places += [i for i in at if i != chosen]
        texts = (
            (names[at], as_day(clean_text(row[at])) if at in days else clean_text(row[at]))
            for at in places
        )
        yield {name: text for name, text in texts if text}


def extra_name(header: Sequence[str], at: int) -> str:
    """The name under which a column without a field is kept: its own, or "column 3"."""
    return clean_line(header[at]) or f"column {at + 1}"
