"""Lines to records: `csv` splits them, and this module looks after what `csv` lets pass.

That is stray quotes, and quotes that swallow lines. A record whose quotes do not match is a fault
with its line; reading goes on below it.
"""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain, islice
from typing import TYPE_CHECKING

from tiesmap.intake.table.decoding import LINE_LIMIT
from tiesmap.intake.table.shapes import is_blank, is_prose

if TYPE_CHECKING:
    import _csv  # where the type of a csv.reader has its name

CELL_LIMIT = LINE_LIMIT  # characters; more is a quote that is not closed
ENOUGH = 2_000  # lines that are looked at to tell rows from the inside of a cell
LISTED = 1_000  # lines of one dropped region that get a problem each; the last names the range
BLOCK = 512  # lines

# csv's own limit, 131,072 characters, is below what an honest note can hold; it is one setting
# for the whole process.
csv.field_size_limit(CELL_LIMIT)


@dataclass(frozen=True, slots=True)
class Dialect:
    """How cells are separated. `quote` and `escape` are empty where there are none; `spaced`:
    blanks may stand between a delimiter and the cell (`a, "b"`)."""

    delimiter: str
    quote: str = '"'
    escape: str = ""
    spaced: bool = False


Record = tuple[int, list[str], str]
"""Line, cells, and what is wrong; where something is, the only cell is the line as it stands."""

_UNMATCHED = (
    "has quote marks that do not match, so it was not loaded: put the whole cell in quote marks "
    "and double those inside it"
)
_LETTERS = re.compile(r"(?<=[^\W\d_])\"(?=[^\W\d_])")
"""A quote mark between two letters, as in the Hebrew for limited: no cell begins or ends there."""
_STRAY = (
    "has a quote mark inside a cell, so it was not loaded: put the whole cell in quote marks and "
    "double those inside it"
)
UNCLOSED = "opens a quote that is never closed, so it was not loaded: close it or take the mark out"
ENDLESS = f"is longer than {LINE_LIMIT:,} characters, so it was not loaded: make it shorter"
SWALLOWED = "may belong to the quote that line {line} opens, so it was not loaded: mend that line"
_SWALLOWING = (
    "opens a quote that takes in whole rows below it, so it was not loaded: take the mark out"
)


class _Lines:
    """Physical lines, read a block at a time; those from the record in hand on stay in `kept`, so
    that they can be looked at again."""

    __slots__ = ("kept", "prepare", "source", "start", "top")

    def __init__(
        self, source: Iterable[str], number: int, prepare: Callable[[str], str] | None
    ) -> None:
        self.source = iter(source)
        self.prepare = prepare
        self.kept: list[str] = []
        self.top = number  # line number of kept[0]
        self.start = number  # line on which the record in hand starts

    def feed(self) -> Iterator[str]:
        """All lines, beginning with the current record."""
        return chain.from_iterable(self._blocks())

    def _blocks(self) -> Iterator[list[str]]:
        yield self.kept[self.start - self.top :]
        while block := self._more(BLOCK):
            yield block

    def _more(self, count: int) -> list[str]:
        block = list(islice(self.source, count))
        if self.prepare is not None:
            block = [self.prepare(line) for line in block]
        del self.kept[: self.start - self.top]
        self.top = self.start
        self.kept += block
        return block

    def held(self, end: int) -> list[str]:
        """The lines from the current record up to line `end`, exclusive."""
        return self.kept[self.start - self.top : end - self.top]

    def line(self, offset: int) -> str | None:
        """The line at an offset below the start of the current record; None after the last."""
        while self.start + offset - self.top >= len(self.kept):
            if not self._more(BLOCK):
                return None
        return self.kept[self.start + offset - self.top]


def csv_reader(lines: Iterable[str], dialect: Dialect) -> _csv.Reader:
    """Python's own reader of `lines` in this dialect; strict about quotes."""
    return csv.reader(
        lines,
        delimiter=dialect.delimiter,
        quotechar=dialect.quote or None,
        quoting=csv.QUOTE_MINIMAL if dialect.quote else csv.QUOTE_NONE,
        skipinitialspace=dialect.spaced,
        strict=True,
    )


@lru_cache(maxsize=64)
def _well_formed(dialect: Dialect) -> re.Pattern[str]:
    """A record in which quotes stand around whole cells and are doubled inside them."""
    d, q = re.escape(dialect.delimiter), re.escape(dialect.quote)
    blanks = " *+" if dialect.spaced else ""
    cell = rf"{blanks}(?:{q}(?:[^{q}]++|{q}{q})*+{q}|[^{d}{q}\r\n]*+)"
    return re.compile(rf"{cell}(?:{d}{cell})*+(?:\r\n|\r|\n)?")


# Stand-ins for what csv would take for an escape, a quote or a delimiter: code points that
# Unicode keeps out of text for such use.
_STAND_IN = re.compile("[\ufdd0-\ufdd2]")
_NOWHERE = "\ufdd3"


def _preparation(dialect: Dialect) -> Callable[[str], str] | None:
    """The change made to a line before csv reads it; None for no change."""
    if dialect.escape:
        codes = {"\\": "\ufdd0", dialect.quote: "\ufdd1", dialect.delimiter: "\ufdd2"}
        marks = re.escape("".join(codes))
        escaped = re.compile(rf"\\([{marks}])")
        return lambda line: escaped.sub(lambda m: codes[m[1]], line) if "\\" in line else line
    if dialect.quote == "'":
        # An apostrophe in or after a word ("men's", "kids' hats") closes nothing.
        apostrophe = re.compile(r"(?<=\w)'(?=[\w ])")
        return lambda line: apostrophe.sub("\ufdd1", line)
    return None


def _restored(cells: list[str], dialect: Dialect) -> list[str]:
    quote, delimiter = dialect.quote, dialect.delimiter
    return [
        cell.replace("\ufdd1", quote).replace("\ufdd0", "\\").replace("\ufdd2", delimiter)
        for cell in cells
    ]


# One automaton; its states must be seen together.
def scan(  # noqa: C901
    source: Iterable[str], dialect: Dialect, number: int = 1, width: int = 0
) -> Iterator[Record]:
    """Yields records from line `number` on; `width` is that of the table, 0 if unknown.

    A record whose quotes do not match gives one faulty record for each of its lines, and reading
    goes on below."""
    prepare = _preparation(dialect)
    lines = _Lines(source, number, prepare)
    quote = dialect.quote or _NOWHERE
    strange = '""' if dialect.quote == "'" else _NOWHERE
    well_formed = _well_formed(dialect) if dialect.quote else None
    while True:
        fault = ""
        before = start = lines.start
        reader = csv_reader(lines.feed(), dialect)
        try:
            for cells in reader:
                end = before + reader.line_num
                text = "".join(cells)
                if (quote in text or strange in text) and well_formed is not None:
                    raw = "".join(lines.held(end))
                    if strange in text or not (
                        well_formed.fullmatch(raw) or quote not in _LETTERS.sub("", raw)
                    ):
                        fault = _STRAY
                        break
                if end - start > 3 and _swallows(lines.held(end), dialect, width):
                    fault = _SWALLOWING
                    break
                if prepare is not None and _STAND_IN.search(text):
                    cells = _restored(cells, dialect)
                yield start, cells, ""
                lines.start = start = end
            else:
                return
        except csv.Error as error:
            end = before + reader.line_num
            endless = "limit" in str(error) or "unexpected end" in str(error)
            fault = UNCLOSED if endless else _UNMATCHED
        first = lines.line(0) or ""
        if len(first) > LINE_LIMIT:
            fault, bad = ENDLESS, 1
        else:
            bad = _count_bad(lines, end - start, fault, dialect, width)
        for offset, line in enumerate(lines.held(start + bad)):
            if not line.strip():
                continue
            if prepare is not None:
                line = _restored([line], dialect)[0]
            if offset < LISTED:
                yield start + offset, [line], fault
            elif offset == LISTED:
                last = start + bad - 1
                yield start + offset, [line], fault + f" (and so on, to line {last})"
            else:
                break
            fault = SWALLOWED.format(line=start)
        lines.start = start + bad


def _swallows(held: Sequence[str], dialect: Dialect, width: int) -> bool:
    """Whether the lines inside a record are all rows themselves: then two stray quotes made them
    one cell. A table pasted into a note would have to have this very width."""
    inner = held[1:-1]
    return (
        width >= 3
        and len(inner) >= 2
        and all(
            line.count(dialect.delimiter) == width - 1 and dialect.quote not in line
            for line in inner
        )
    )


def _count_bad(lines: _Lines, count: int, fault: str, dialect: Dialect, width: int) -> int:
    """How many lines a record costs whose quotes do not match, of the `count` that it takes.

    One, if the lines below it are rows. But they may be the inside of its quoted cell, and such a
    line can have the look of a row. They count as rows if most are of the table's width, down to
    the next line with a quote, and if a sound row starts with that one; or else if there are too
    many delimiters in the right number for prose. If not, all are bad, and so is that line: the
    cell may end there.
    """
    quote = dialect.quote
    first = lines.line(0) or ""
    delimiter = dialect.delimiter
    if not width or not quote:
        return 1
    if count == 1 and fault == _STRAY and f" {quote}" not in first:
        return 1  # as in 5" pipe: no cell was opened
    before, _, after = first.rpartition(quote)
    closes = after[:1] in (delimiter, "\r", "\n", "") and before[-1:] not in (delimiter, " ", "")
    if count == 1 and closes:
        return 1  # the last quote of the line is the end of a cell
    between = fitting = 0
    found, at = False, 1
    while (line := lines.line(at)) is not None and between < ENOUGH:
        if quote in line:
            found = True
            break
        at += 1
        between += 1
        if line.count(delimiter) == width - 1:
            fitting += dialect.spaced or not is_prose(line.split(delimiter))
    even = fitting * 10 >= between * 8
    if not between or (even and found and _starts_row(lines, at, dialect, width)):
        return 1
    needed = 6 if found else 4 if fault == UNCLOSED else 1
    if even and fitting * (width - 1) >= needed:
        return 1
    return at + found


def _starts_row(lines: _Lines, at: int, dialect: Dialect, width: int) -> bool:
    used: list[str] = []

    def following() -> Iterator[str]:
        while (line := lines.line(at + len(used))) is not None:
            used.append(line)
            yield line

    try:
        cells: list[str] = next(csv_reader(following(), dialect), [])
    except csv.Error:
        return False
    return len(cells) == width and _well_formed(dialect).fullmatch("".join(used)) is not None


def usual_width(records: Iterable[Record]) -> int:
    """The most frequent width of the rows; of equals, the first."""
    widths = Counter(len(cells) for _, cells, fault in records if not fault and not is_blank(cells))
    wide = [(count, width) for width, count in widths.items() if width > 1]
    return max(wide, key=lambda pair: pair[0])[1] if wide else 1
