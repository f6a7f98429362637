"""The dialect of a file (delimiter, quote, escape), chosen by what makes its rows equally wide."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from tiesmap.intake.questions import Unclear
from tiesmap.intake.table.records import (
    UNCLOSED,
    Dialect,
    Record,
    scan,
    usual_width,
)
from tiesmap.intake.table.shapes import DELIMITERS, is_blank, is_header
from tiesmap.model.problems import Refused

COLUMN_LIMIT = 10_000


@dataclass(frozen=True, slots=True)
class _Split:
    """A sample as one dialect splits it."""

    dialect: Dialect
    records: list[Record]
    width: int
    score: float
    """From 0 to 1, how far the records are rows of one width. Lines above and below the table
    count less than faults inside it."""
    starts: bool
    """The first line is a header with rows under it."""
    headed: bool
    """And most lines are such rows."""


def choose(
    lines: list[str],
    whole: bool,
    number: int,
    name: str,
    delimiter: str | None,
    quote: str | None,
) -> tuple[Dialect, list[Record]]:
    """The dialect under which most of the sample is rows of one width, and the records it gives."""
    tried: list[_Split] = []
    widest = 0
    for dialect in _candidates("".join(lines), delimiter, quote):
        records = list(scan(lines, dialect, number))
        if not whole:  # a quote that is open where the sample ends may close below
            cut = [n for n, (_, _, fault) in enumerate(records) if fault == UNCLOSED]
            records = records[: max(cut[0], 1)] if cut else records
        split = _split(dialect, records)
        widest = max(widest, split.width)
        if split.width <= COLUMN_LIMIT:
            tried.append(split)
    if not tried:
        raise Refused(
            f"{name} has {widest:,} columns, over the limit of {COLUMN_LIMIT:,}: "
            "keep those about people."
        )
    if delimiter is not None:
        best_one = max(tried, key=lambda split: split.score)
        return best_one.dialect, best_one.records
    tables = [split for split in tried if split.score >= (0.2 if split.starts else 0.5)]
    if not tables:
        return _one_column(tried, lines, name)
    best: dict[str, _Split] = {}
    for split in tables:  # they come in the order of preference
        known = best.get(split.dialect.delimiter)
        if known is None or split.score > known.score:
            best[split.dialect.delimiter] = split
    # A table usually starts in the first line: that tells the commas in names from delimiters.
    pool = [split for split in best.values() if split.headed] or list(best.values())
    top = max(split.score for split in pool)
    close = [split for split in pool if split.score > top - 0.05]
    widest = max(split.width for split in close)
    close = [split for split in close if split.width * 2 > widest]
    if len(close) > 1:
        names = " or ".join(DELIMITERS[split.dialect.delimiter] for split in close)
        raise Unclear(f"{name} can be split by {names}: say which it is.", "delimiter")
    return close[0].dialect, close[0].records


def _candidates(text: str, delimiter: str | None, quote: str | None) -> Iterator[Dialect]:
    delimiters = [d for d in DELIMITERS if d in text] or [","]
    spaced = False
    if delimiter is not None:
        delimiters, spaced = [delimiter[0]], len(delimiter) == 2
    for d in delimiters:
        quotes = ['"', "'", ""] if quote is None else [quote]
        for q in quotes:
            if (
                quote is None
                and q == "'"
                and not re.search(rf"(?:^|[{re.escape(d)}] *)'", text, re.M)
            ):
                continue
            if quote is None and not q and '"' not in text:
                continue
            yield Dialect(d, q, "", spaced)
            if q and f"\\{q}" in text:
                yield Dialect(d, q, "\\", spaced)
            if q and not spaced and d != " " and f"{d} {q}" in text:
                yield Dialect(d, q, "", True)
                if f"\\{q}" in text:
                    yield Dialect(d, q, "\\", True)


def _split(dialect: Dialect, records: list[Record]) -> _Split:
    kept = [(cells, fault) for _, cells, fault in records if not is_blank(cells)]
    width = usual_width(records)
    fits = [not fault and len(cells) == width for cells, fault in kept]
    if width < 2 or not any(fits):
        return _Split(dialect, records, 1, 0.0, False, False)
    first, last = fits.index(True), len(fits) - fits[::-1].index(True)
    share = sum(fits) / len(fits)
    faults = sum(bool(fault) for _, fault in kept[first:last])
    even = sum(fits) / (last - first - faults)
    score = even * share**0.25 * (1 - faults / (last - first) / 2)
    if dialect.quote != '"':
        # Another quote, or none, only where no cell looks as if the usual one opened it.
        opened = any(cell.startswith('"') for cells, _ in kept for cell in cells)
        stray = sum('"' in "".join(cells) for cells, _ in kept)
        score = 0.0 if opened or (not dialect.quote and stray < 3) else score
    starts = first == 0 and last > 1 and is_header(kept[0][0])
    return _Split(dialect, records, width, score, starts, starts and share >= 0.6)


def _one_column(tried: list[_Split], lines: list[str], name: str) -> tuple[Dialect, list[Record]]:
    """A file of one column, if it is one: hardly a line may hold a delimiter."""
    dialect, records = tried[0].dialect, tried[0].records
    rows = [(cells, fault) for _, cells, fault in records if not is_blank(cells)]
    text = [line.strip() for line in lines if line.strip()]
    free = [not any(d in line for d in DELIMITERS) for line in text]
    single = sum(not fault and len(cells) == 1 for cells, fault in rows)
    even = len(text) > 1 and any(
        text[0].count(mark) >= 2 and all(line.count(mark) == text[0].count(mark) for line in text)
        for mark in " :^~#\x1f\x01"
    )
    quoted = '"' in text[0] and single == len(rows)
    mostly = single * 100 >= len(rows) * 95
    if mostly and not even and (quoted or (free[0] and sum(free) * 100 >= len(free) * 95)):
        return dialect, records
    raise Unclear(
        f"{name} has no even columns by comma, semicolon, tab or vertical bar: "
        "say which character stands between its cells.",
        "delimiter",
    )
