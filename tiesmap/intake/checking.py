"""Rows of text to typed records, and a problem for each row that means nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import replace
from itertools import compress
from pathlib import PurePath
from typing import Any

from tiesmap.intake.cells import drop_repeated, read_cells
from tiesmap.intake.reading import Rows
from tiesmap.intake.records import RECORDS, extra_name, with_records
from tiesmap.intake.sources.catalog import place
from tiesmap.intake.sources.declaration import Placed, Source
from tiesmap.intake.sources.declared import SOURCES
from tiesmap.intake.sources.words import positions
from tiesmap.intake.table.columns import DATES, read_texts
from tiesmap.intake.table.dates import is_open
from tiesmap.intake.table.groups import filled_down
from tiesmap.intake.table.lines import TOTAL, Row
from tiesmap.intake.table.values import clean_line
from tiesmap.intake.who.couples import with_couples
from tiesmap.intake.who.hearsay import with_hearsay
from tiesmap.model.folding import letters_of
from tiesmap.model.intake import OWN_SCOPE, Checked
from tiesmap.model.problems import Refused


def check(
    rows: Rows,
    source: Source,
    file: str,
    *,
    day_first: bool | None = None,
    take_in: Collection[str] = (),
    want: Collection[str] = (),
) -> Checked:
    """The rows of a file as typed records, and a problem for each row that is left out.

    `day_first` answers what 03/05/2026 means where the file's own dates leave it open, `take_in`
    are names that are somebody's, whatever they look like, `want` firms without anybody in the list
    that are wanted. Raises Refused for a list of intro requests: it goes another way.
    """
    if source.kind not in RECORDS:
        raise Refused(
            f"{file} is {source.title}, which says nothing of who knows whom: "
            "bring it back on My asks."
        )
    place(source, rows.header, file)
    count, about = len(rows.rows), rows.notes
    rows, notes = _without(rows, source)
    if source.prepare is not None:
        rows = source.prepare(rows)
        about = rows.notes
    placed = place(source, rows.header, file)
    rows, told = _with_groups(rows, source, placed)
    notes += told
    table = read_cells(rows, source, placed, file, day_first, take_in)
    notes += table.notes
    if not count and not rows.problems:
        notes.append("No row stands below the header.")
    if source.once and (repeated := drop_repeated(table, source.once)):
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
        extra_columns=tuple(extra_name(rows.header, at) for at in placed.extra),
        problems=(*rows.problems, *problems),
        listed=source.listed and "rep" not in placed.fields,
        notes=(*about, *_name_note(source, file), *source.notes, *notes),
        held=tuple(table.held),
        firms=tuple(one.company for one in table.firms),
        targets=tuple(one for one in table.firms if one.company in want),
    )
    checked = with_records(checked, table)
    if not placed.as_typed:
        checked = with_couples(checked)
        if source.kind == "people" and checked.listed:
            checked = with_hearsay(checked, rows.header, compress(rows.rows, table.kept))
    for other in source.also:
        checked = _with_more(checked, other, rows, table.kept, day_first)
    return checked


def may_be_open(header: Sequence[str], source: Source, file: str) -> bool:
    """Whether a file with this header has dates of which `find_open_dates` could ask."""
    if source.kind not in RECORDS or source.month_first:
        return False
    return not DATES.isdisjoint(place(source, header, file).fields)


def find_open_dates(rows: Rows, source: Source, file: str) -> tuple[str, ...]:
    """Names of the columns whose dates could have the day or the month first: ask, and give the
    answer to `check`."""
    if source.kind not in RECORDS or source.month_first:
        return ()
    placed = place(source, rows.header, file)
    cells = [row for _, row in rows.rows]
    return tuple(
        clean_line(rows.header[at[0]])
        for name, at in placed.fields.items()
        if name in DATES and at[0] >= 0 and is_open(read_texts(source, name, at, cells))
    )


def _without(rows: Rows, source: Source) -> tuple[Rows, list[str]]:
    """The table without the rows that are no evidence, and a sentence for each kind of them."""
    if not source.left_out:
        return rows, []
    at = {name: places[0] for name, places in positions(rows.header).items()}
    tests = [
        (at[letters_of(out.column)], out) for out in source.left_out if letters_of(out.column) in at
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


def _with_groups(rows: Rows, source: Source, placed: Placed) -> tuple[Rows, list[str]]:
    """The table with what a grouped report says in the first row of each group, and a sentence."""
    company, email = (next(iter(placed.fields.get(n, ())), -1) for n in ("company", "email"))
    if source.kind != "people" or company < 0:
        return rows, []
    sums = {one.line for one in rows.problems if one.line and one.message == TOTAL}
    lines, count, groups = filled_down(rows.rows, company, email, sums)
    if not count:
        return rows, []
    return replace(rows, rows=tuple(lines)), [
        f"'{clean_line(rows.header[company])}' stands in the first row of each group alone, as in "
        f"a grouped report: taken for the rows below it too ({count:,} rows, {groups:,} groups). "
        "If that is wrong, export it as details only."
    ]


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
