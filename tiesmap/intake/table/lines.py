"""The rows of a table, and a problem for each line that is not a row.

A row that does not fit is not loaded: shifted by one column it would silently become a wrong
person.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import count, islice, repeat

from tiesmap.intake.table.decoding import LINE_LIMIT, decodes, is_damaged, legible, text_lines
from tiesmap.intake.table.headers import (
    is_same,
    is_second_header,
    repeated_columns,
    repeats_header,
    shares_names,
)
from tiesmap.intake.table.records import (
    LISTED,
    SWALLOWED,
    Dialect,
    Record,
    csv_reader,
    scan,
)
from tiesmap.intake.table.shapes import (
    DELIMITERS,
    is_anchored,
    is_blank,
    is_prose,
    is_proven,
    stands_in_place,
    trimmed,
    until_address,
    without_surplus,
)
from tiesmap.intake.wordfiles import either
from tiesmap.model.english import say_count
from tiesmap.model.problems import SHOWN, Problem, Refused, shorten

TEXT_LIMIT = 100_000
"""Characters of a cell, whatever it holds."""

Row = tuple[int, tuple[str, ...]]
"""The physical line on which a row starts (the first of a file is 1), and its cells."""

_TOTAL = re.compile(either("cells", "below"), re.IGNORECASE)
_SUM = re.compile(either("cells", "sum"), re.IGNORECASE)
_FIGURE = re.compile(r"[\d.,' ]*\d[\d.,' ]*(?:[€$£]|%|[A-Z]{3})?")
_GROUP = "stands alone above the header that comes again, as the title of a group: not loaded"
_REPEATED = "repeats the header row, so it was not loaded"
_ANOTHER = "looks like another header row, so it was not loaded"
_SECOND = "belongs to a second table, so it was not loaded: save that table as a file of its own"
_DAMAGED = "holds bytes that are no text, so it was not loaded: export the file again"
LONG = f"is longer than {TEXT_LIMIT:,} characters: only the rest was read"
_ENDLESS = f"stands in a line over {LINE_LIMIT:,} characters long: only what is before it was read"
TOTAL = "looks like a line of totals, so it was not loaded"
_SURPLUS = "stands under no name, so it was left out of the row"
_MENDED = (
    "has an empty cell too many and was read by where its e-mail or web address stands: "
    "check that it is right"
)

_SHORT = (
    "has {cells} where the header has {width:,}, so only what stands up to its address was loaded: "
    "mend the line and import it again"
)


@dataclass(frozen=True, slots=True)
class Table:
    """A file whose encoding, dialect and header are known; `iterate` reads its rows."""

    data: bytes = field(repr=False)
    name: str
    encoding: str
    dialect: Dialect
    header: tuple[str, ...]
    header_line: int
    """Its physical line; 0 where the caller said that there is no header."""
    start: int
    """Physical line from which the file is read: the header's, or that of the first row."""
    width: int
    """Cells in each row: more than names in the header where that ends in empty names."""
    usual_width: int
    """Cells in most rows: one more than `width` where rows end in a delimiter."""
    data_columns: tuple[int, ...] = ()
    """Columns that hold dates, numbers or addresses: where a second header is recognized."""
    has_preamble: bool = False
    """Whether anything stands above the header."""
    title: str = ""
    """What the sheet is called, and what stands above the header, a line each."""
    notes: tuple[str, ...] = ()
    """What is to be said of the file as a whole."""

    def iterate(self) -> Iterator[Row | Problem | str]:
        """Yields rows, problems and notes (see `reading.Rows`) in the order of the file."""
        yield from self.notes
        if self.has_preamble:
            yield f"What stands above the header in line {self.header_line} was left out."
        judge = _Judge(self)
        line = self.start
        try:
            records = self._records()
            if self.header_line:
                next(records)
            for line, cells, fault in records:
                kept = judge.keep(line, cells, fault)
                rows = judge.settled(line, kept)
                if judge.told:
                    yield from judge.told
                    judge.told.clear()
                yield from rows
        except UnicodeError:
            raise Refused(
                f"{self.name} is damaged: it cannot be read as {self.encoding}."
            ) from None
        yield from judge.close()

    def refused(self, rows: Sequence[Row]) -> Iterator[Problem]:
        """Yields the problem that says why the rows of a second table are not read."""
        judge = _Judge(self)
        for line, cells in rows[:LISTED]:
            judge._tell_row(line, cells, _SECOND if judge.told else _ANOTHER)
        yield from judge.told
        if len(rows) > LISTED:
            last = f"and {len(rows) - 1:,} rows of a second table in all were not loaded"
            yield Problem(self.name, None, "", "", last)

    def _records(self) -> Iterator[Record]:
        """The records from `start` on, the header's first."""
        source = islice(text_lines(self.data, self.encoding), self.start - 1, None)
        quote = self.dialect.quote
        if not quote or (quote.isascii() and quote.encode() not in self.data):
            # Nothing to look after: each line is a record.
            return zip(count(self.start), csv_reader(source, self.dialect), repeat(""))
        return scan(source, self.dialect, self.start, self.width)


class _Judge:
    """Decides for one record after the other whether it is a row of the table."""

    def __init__(self, table: Table) -> None:
        self.table = table
        self.told: list[Problem] = []
        """Problems found since the caller took the last ones."""
        self._first_name = table.header[0].casefold()[:3]
        self._damaged = b"\0" in table.data or (
            table.encoding == "utf-8" and not decodes(table.data, "utf-8")
        )
        self._repeated = repeated_columns(table.header)
        self._differ: Counter[int] = Counter()  # rows in which such a column says something else
        self._first = True  # no row was loaded so far
        self._gap = False  # a blank line stands above
        self._loose: list[tuple[int, str, bool]] = []
        """Lines of one cell (line, text, below a blank line), which may stand below the table."""
        self._faulty = 0  # line of a fault, until a row below it is sound
        self._second = 0  # rows of a second table
        self._again = False  # the last record is the header once more, with rows that go on
        self._alone: tuple[Row, ...] = ()  # the last row, where only its first cell is filled

    def keep(self, line: int, cells: list[str], fault: str) -> list[str] | None:
        """The cells of a record that is loaded; of any other that is not blank, `told` says why."""
        self._again = False
        if fault:
            self._drop_loose()
            self._tell(line, cells[0], fault)
            self._faulty = line
            return None
        if not cells or (not cells[0].strip() and is_blank(cells)):
            self._gap = True
            return None
        if max(map(len, cells)) > TEXT_LIMIT:
            cells = self._cut(line, cells)
        if self._second:
            self._second += 1
            if self._second <= LISTED:
                self._tell_row(line, cells, _SECOND)
            return None
        kept, note = self._by_width(line, cells)
        if not kept:
            return None
        if self._damaged and is_damaged("".join(kept)):
            self._tell_row(line, cells, _DAMAGED)
            return None
        if note:
            self._tell_row(line, cells, note)
        self._first = self._gap = False
        return self._once(kept)

    def _by_width(self, line: int, cells: list[str]) -> tuple[list[str] | None, str]:
        """The cells of a record that may be a row, by how many it has, and what is said of it; one
        rule after the other, in the order in which they count."""
        table = self.table
        if len(cells) == table.width:
            self._drop_loose()
            return self._fitting(line, cells), ""
        if kept := self._in_place(cells):
            self._drop_loose()
            if surplus := "".join(cells[len(kept) :]).strip():
                self._tell(line, surplus, _SURPLUS)
                return kept, ""
            usual = len(cells) == table.usual_width or is_proven(cells, table.header)
            return kept, "" if usual else _MENDED
        if kept := self._mended(cells):
            self._drop_loose()
            return kept, "" if kept == cells[:-1] else _MENDED
        if kept := self._short(cells):
            self._drop_loose()
            few = say_count(len(cells), "cell")
            return kept, _SHORT.format(cells=few, width=len(table.header))
        if len(cells) == 1:
            self._loose.append((line, cells[0], self._gap))
            if len(self._loose) > LISTED:
                self._drop_loose()
            return None, ""
        self._drop_loose()
        self._tell_row(line, cells, _misfit(len(cells), table))
        if shares_names(cells, table.header) and not self._first:
            self._second = 1
        self._gap = False
        return None, ""

    def _once(self, cells: list[str]) -> list[str]:
        """The cells, with what two columns of one name say in the first of them."""
        for again, at in self._repeated.items():
            if not cells[at].strip():
                cells[at], cells[again] = cells[again], ""
            elif cells[again].strip() in ("", cells[at].strip()):
                cells[again] = ""
            else:
                self._differ[again] += 1
        return cells

    def _cut(self, line: int, cells: list[str]) -> list[str]:
        """The cells without those that are too long, and an empty one for each behind the end of
        what is read of a line."""
        message = LONG
        if sum(map(len, cells)) + len(cells) > LINE_LIMIT:
            message = _ENDLESS
            cells = [*cells, *[""] * (self.table.width - len(cells))]
        for at, cell in enumerate(cells):
            if len(cell) > TEXT_LIMIT:
                name = self.table.header[at] if at < len(self.table.header) else ""
                self.told.append(
                    Problem(self.table.name, line, name, legible(cell[:SHOWN]), message)
                )
        return [cell if len(cell) <= TEXT_LIMIT else "" for cell in cells]

    def settled(self, line: int, kept: list[str] | None) -> tuple[Row, ...]:
        """The rows that are sure by now: one with a single cell waits for what is below it, as it
        may be the title of a group."""
        before, self._alone = self._alone, ()
        if before and self._again:
            self._tell_row(*before[0], _GROUP)
            before = ()
        if not kept:
            return before
        row = line, tuple(kept)
        if self.table.width > 2 and not any(kept[1:]):
            self._alone = (row,)
            return before
        return (*before, row)

    def close(self) -> Iterator[Row | Problem | str]:
        """The row that waits, and the remaining problems, once all records are judged."""
        yield from self._alone
        for again, at in self._repeated.items():
            one, other = (shorten(self.table.header[n], 40) for n in (at, again))
            yield (
                f"Of the columns '{one}' and '{other}' the first that is filled counts; where they "
                f"differ ({self._differ[again]:,}), the other is kept under its name."
            )
        if self._second > LISTED:
            last = f"and {self._second - 1:,} rows of a second table in all were not loaded"
            yield Problem(self.table.name, None, "", "", last)
        loose = self._loose
        if loose and (loose[0][2] or all(_TOTAL.match(text.strip()) for _, text, _ in loose)):
            texts = "; ".join(f"'{shorten(text, 40)}'" for _, text, _ in loose[:5])
            yield f"Left out below the rows, from line {loose[0][0]}: {texts}."
        else:
            self._drop_loose()
            yield from self.told

    def _fitting(self, line: int, cells: list[str]) -> list[str] | None:
        """A record of the right width, unless something shows that it is no row."""
        table = self.table
        columns = len(table.header)
        if (
            self._first_name in cells[0].casefold()
            and table.width > 1
            and repeats_header(cells, table.header)
        ):
            self._tell_row(line, cells, _REPEATED)
            self._again = is_same(cells, table.header)
            self._second = 0 if self._first or self._again else 1
            return None
        if (self._gap or self._first) and is_second_header(cells, table.data_columns):
            self._tell_row(line, cells, _ANOTHER)
            self._second = 0 if self._first else 1
            self._first = self._gap = False
            return None
        if self._faulty:
            if not table.dialect.spaced and is_prose(cells):
                self._tell_row(line, cells, SWALLOWED.format(line=self._faulty))
                return None
            self._faulty = 0
        if table.width > columns:
            if not is_blank(cells[columns:]):
                message = f"has more cells than the header has names ({columns})"
                if not is_anchored(cells[:columns], table.header):
                    self._tell_row(line, cells, message + ", so it was not loaded")
                    return None
                surplus = table.dialect.delimiter.join(cells[columns:]).strip()
                self._tell(line, surplus, _SURPLUS)
            return cells[:columns]
        if table.width > 2 and ((not any(cells[1:]) and _TOTAL.match(cells[0])) or _is_sum(cells)):
            self._tell(line, cells[0], TOTAL)
            return None
        return cells

    def _in_place(self, cells: list[str]) -> list[str] | None:
        """What stands under the names of a row that goes on behind the last of them: with empty
        cells, or one that is filled."""
        columns = len(self.table.header)
        if len(cells) <= self.table.width or trimmed(cells) > columns + 1:
            return None
        return cells[:columns] if stands_in_place(cells, self.table.header) else None

    def _mended(self, cells: list[str]) -> list[str] | None:
        """A row with one cell too many, without it, where its addresses show which that is."""
        table = self.table
        if not len(cells) == table.width + 1 == len(table.header) + 1:
            return None
        return without_surplus(cells, table.header, inside=table.usual_width == table.width)

    def _short(self, cells: list[str]) -> list[str] | None:
        """A row with too few cells, or one or two too many, up to its address."""
        table = self.table
        if table.width != len(table.header) or not 1 < len(cells) <= table.width + 2:
            return None
        return until_address(cells, table.header)

    def _tell(self, line: int, text: str, message: str) -> None:
        self.told.append(Problem(self.table.name, line, "", legible(text.rstrip("\r\n")), message))

    def _tell_row(self, line: int, cells: Sequence[str], message: str) -> None:
        """A problem that shows the row roughly as it is in the file."""
        self._tell(line, self.table.dialect.delimiter.join(cells), message)

    def _drop_loose(self) -> None:
        for line, text, _ in self._loose:
            self._tell(line, text, _misfit(1, self.table))
        self._loose.clear()


def _is_sum(cells: Sequence[str]) -> bool:
    """Whether only figures and words for sums stand in a row: `Count,2`, `Subtotal,,Count,2`."""
    words = figures = 0
    for cell in filter(None, map(str.strip, cells)):
        if _FIGURE.fullmatch(cell):
            figures += 1
        elif _SUM.fullmatch(cell):
            words += 1
        else:
            return False  # nearly every row, at its first cell
    return words > 0 < figures


def _misfit(cells: int, table: Table) -> str:
    sign = DELIMITERS.get(table.dialect.delimiter, f"'{table.dialect.delimiter}'")
    many = "many" if cells > table.width else "few"
    return (
        f"has {say_count(cells, 'cell')} where the header has {table.width:,}, so it was not "
        f"loaded: look for a {sign} too {many}"
    )
