"""Delimited text: bytes in, rows of text with their line numbers out.

The one reader of CSV and its relatives. Cells come out as they are stored: no number, date or
"NA" is made of them, leading zeros stay. What cannot be read without guessing is refused in a
sentence (`Refused`), or asked about (`Unclear`: call again with the option it names). A row that
does not fit is a `Problem` with its line, and is not loaded: a row slid one column sideways would
be a wrong person, without a word.

`csv` of the standard library splits the rows; this module chooses its settings on evidence and
looks after what `csv` lets pass: stray quotes, quotes that swallow lines, and widths.
"""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import chain, count, islice, repeat, takewhile
from typing import TYPE_CHECKING

from tiesmap.model.problems import Problem, Refused, shorten

if TYPE_CHECKING:
    import _csv  # where the type of a csv.reader has its name

DELIMITERS = {",": "comma", ";": "semicolon", "\t": "tab", "|": "vertical bar"}
CELL_LIMIT = 10 * 2**20  # characters
COLUMN_LIMIT = 10_000
SAMPLE_LINES = 1_000
SAMPLE_SIZE = 2**19  # characters of the sample on which dialect and header are settled
ENOUGH = 2_000  # lines that are looked at to tell rows from the inside of a cell
LISTED = 1_000  # lines of one dropped region that get a problem each; the last names the range
CHUNK = 2**20  # bytes
BLOCK = 512  # lines

# csv's own limit, 131,072 characters, is below what an honest note can hold; it is one setting
# for the whole process.
csv.field_size_limit(CELL_LIMIT)

Row = tuple[int, tuple[str, ...]]
"""The physical line on which a row starts (the first of a file is 1), and its cells."""


class Unclear(Refused):
    """The file can be read once one question is answered.

    `option` is the keyword of `read_rows` that takes the answer: delimiter, quote, encoding or
    header_line.
    """

    def __init__(self, sentence: str, option: str) -> None:
        super().__init__(sentence)
        self.option = option


@dataclass(frozen=True, slots=True)
class Dialect:
    """How cells are told apart. `quote` and `escape` are empty where there are none; `spaced`:
    blanks may stand between a delimiter and the cell (`a, "b"`)."""

    delimiter: str
    quote: str = '"'
    escape: str = ""
    spaced: bool = False


@dataclass(frozen=True, slots=True)
class Rows:
    """One table: its header, the rows that fit it, and a problem for each that does not."""

    header: tuple[str, ...]
    rows: tuple[Row, ...]
    problems: tuple[Problem, ...]
    encoding: str
    delimiter: str
    quote: str = '"'
    header_line: int = 1
    """Physical line of the header row; 0 where the caller said that there is none."""
    notes: tuple[str, ...] = ()
    """Sentences about lines left out on purpose: those above the header, totals below the rows."""


@dataclass(frozen=True, slots=True)
class Table:
    """A file whose encoding, dialect and header are settled; `iterate` reads its rows."""

    data: bytes = field(repr=False)
    name: str
    encoding: str
    dialect: Dialect
    header: tuple[str, ...]
    header_line: int
    width: int
    """Cells in each row: more than names in the header where that ends in empty names."""
    usual_width: int
    """Cells in most rows: one more than `width` where rows end in a delimiter."""
    data_columns: tuple[int, ...] = ()
    """Columns that hold dates, numbers or addresses: where a second header is recognized."""
    has_preamble: bool = False
    """Whether anything stands above the header."""

    def iterate(self) -> Iterator[Row | Problem | str]:
        """Rows, problems, and notes as in `Rows.notes`, in the order of the file."""
        return _table_rows(self)


def read_rows(
    data: bytes,
    name: str,
    *,
    encoding: str | None = None,
    delimiter: str | None = None,
    quote: str | None = None,
    header_line: int | None = None,
) -> Rows:
    """The table in `data`, all of it; `name` is what the sentences call the file.

    An option left at None is settled from the file. `delimiter` is one character, or one followed
    by a blank; `quote` is one character, or "" for none; `header_line` is the physical line of
    the header row, or 0 where there is none (columns are then called "column 1" and so on).
    Raises `Unclear` where one answer is missing, `Refused` where the file is no table of text.
    """
    table = open_table(
        data,
        name,
        encoding=encoding,
        delimiter=delimiter,
        quote=quote,
        header_line=header_line,
    )
    rows: list[Row] = []
    others: list[Problem | str] = []
    keep = rows.append
    for item in table.iterate():
        if isinstance(item, tuple):
            keep(item)
        else:
            others.append(item)
    return Rows(
        header=table.header,
        rows=tuple(rows),
        problems=tuple(item for item in others if isinstance(item, Problem)),
        encoding=table.encoding,
        delimiter=table.dialect.delimiter,
        quote=table.dialect.quote,
        header_line=table.header_line,
        notes=tuple(item for item in others if isinstance(item, str)),
    )


def open_table(
    data: bytes,
    name: str,
    *,
    encoding: str | None = None,
    delimiter: str | None = None,
    quote: str | None = None,
    header_line: int | None = None,
) -> Table:
    """As `read_rows`, with the rows left to be read one at a time by `Table.iterate`."""
    encoding = find_encoding(data, name) if encoding is None else _given(data, name, encoding)
    sample, whole = _sample(data, encoding)
    if not any(line.strip() for line in sample):
        raise Refused(f"{name} is empty: it holds blank lines only.")
    skip = header_line - 1 if header_line else 0
    named = re.fullmatch(r"sep=(.)\s*", sample[0]) if not skip else None
    if named:  # a line by which spreadsheet programs are told the delimiter
        delimiter = delimiter or named[1]
        skip = 1
    if delimiter is not None and not (
        len(delimiter) == 1 or (len(delimiter) == 2 and delimiter[1] == " ")
    ):
        raise Refused(f"{name}: the delimiter must be one character, not '{delimiter}'.")
    if delimiter in ("\n", "\r", '"') or (quote is not None and len(quote) > 1):
        raise Refused(f"{name}: a quote mark or a line break cannot be the delimiter.")
    lines, whole = _sample(data, encoding, skip) if skip else (sample, whole)
    if not lines:
        raise Refused(f"{name} has no line {skip + 1}.")
    dialect, records = _choose(lines, whole, skip + 1, name, delimiter, quote)
    if header_line == 0:
        width = _usual_width(records)
        header, line, width = tuple(f"column {n + 1}" for n in range(width)), 0, width
        head = -1
    else:
        head = 0 if header_line else _find_header(records, dialect, name)
        header, line, width = _read_header(records, head, name)
    above = [cells for _, cells, _ in records[: max(head, 0)] if not _is_blank(cells)]
    return Table(
        data=data,
        name=name,
        encoding=encoding,
        dialect=dialect,
        header=header,
        header_line=line,
        width=width,
        usual_width=_usual_width(records[head + 1 :]),
        data_columns=_data_columns(records[head + 1 :], width),
        has_preamble=bool(above),
    )


# Encoding ----------------------------------------------------------------------------------------

_MAGIC = (
    (b"PK\x03\x04", "a workbook or a zip archive"),
    (b"PK\x05\x06", "an empty zip archive"),
    (b"\xd0\xcf\x11\xe0", "an old Excel or Outlook file"),
    (b"%PDF", "a PDF"),
    (b"\x1f\x8b", "a compressed file"),
    (b"SQLite format 3", "a database"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"!BDN", "an Outlook data file"),
)
_MARKUP = (
    (b"BEGIN:VCARD", "a vCard file"),
    (b"BEGIN:VCALENDAR", "a calendar"),
    (b"<!DOCTYPE", "a web page"),
    (b"<HTML", "a web page"),
    (b"<?XML", "an XML file"),
    (b"{\\RTF", "a text document"),
)
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# Alphabets that Windows-1252 does not have, for charset-normalizer to tell apart.
_FOREIGN = (
    "big5",
    "gb18030",
    "cp932",
    "euc_jp",
    "cp949",
    "cp1251",
    "koi8_r",
    "cp866",
    "cp1253",
    "cp1255",
    "cp1256",
)
_WIDER = {"big5": "big5hkscs", "euc_kr": "cp949", "gb2312": "gb18030", "shift_jis": "cp932"}
_LATIN = ("cp1252", "cp1250", "mac_roman", "cp850")
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_DAMAGED = re.compile("[\udc80-\udcff]")
_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]")


def find_encoding(data: bytes, name: str) -> str:
    """Name of the codec that reads `data`.

    In this order: a byte order mark, UTF-16 by where its zero bytes stand, UTF-8, a Western code
    page, and by charset-normalizer what is not Western. Raises `Refused` for what is no text.
    """
    if not data:
        raise Refused(f"{name} is empty.")
    _refuse_other_kinds(data, name)
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            if _decodes(data, encoding, name):
                return encoding
            raise Refused(f"{name} is damaged: it says it is {encoding} and is not. Export again.")
    if b"\0" in data:
        for encoding in ("utf-16-le", "utf-16-be"):
            if _looks_like_utf16(data[:CHUNK], encoding) and _decodes(data, encoding, name):
                return encoding
        raise Refused(f"{name} is not text: export it as CSV and choose that file.")
    if len(_CONTROL.findall(data[:CHUNK])) * 3 > len(data[:CHUNK]):
        raise Refused(f"{name} is not text: export it as CSV and choose that file.")
    if data.isascii() or _decodes(data, "utf-8", name):
        return "utf-8"
    if _is_damaged_utf8(data):
        return "utf-8"
    return _find_code_page(data, name)


def _looks_like_utf16(data: bytes, encoding: str) -> bool:
    """Whether the line ends have their zero byte beside them."""
    end = "\n" if b"\n" in data else "\r"
    wide = end.encode(encoding)
    aligned = sum(at.start() % 2 == 0 for at in re.finditer(re.escape(wide), data))
    return aligned * 10 > data.count(end.encode()) * 6


def _refuse_other_kinds(data: bytes, name: str) -> None:
    start = data[:64].lstrip(b"\xef\xbb\xbf \t\r\n").upper()
    kinds = [kind for magic, kind in _MAGIC if data.startswith(magic)]
    kinds += [kind for word, kind in _MARKUP if start.startswith(word)]
    if kinds:
        raise Refused(f"{name} is {kinds[0]}, not a table of text: export it as CSV.")


def _given(data: bytes, name: str, encoding: str) -> str:
    """The caller's encoding, held to the file."""
    if not data:
        raise Refused(f"{name} is empty.")
    try:
        codecs.lookup(encoding)
    except LookupError:
        raise Refused(f"{name}: there is no encoding called '{encoding}'.") from None
    if encoding.lower().replace("_", "-") == "utf-16":
        encoding = "utf-16-be" if data.startswith(codecs.BOM_UTF16_BE) else "utf-16-le"
    if not _decodes(data, encoding, name):
        raise Refused(f"{name} cannot be read as {encoding}: choose another encoding.")
    return encoding


def _pieces(data: bytes, encoding: str, errors: str = "strict") -> Iterator[str]:
    """The text in pieces, so that a large file is never held as text as well."""
    decoder = codecs.getincrementaldecoder(encoding)(errors)
    for start in range(0, len(data), CHUNK):
        yield decoder.decode(data[start : start + CHUNK])
    yield decoder.decode(b"", True)


def _decodes(data: bytes, encoding: str, name: str) -> bool:
    try:
        for piece in _pieces(data, encoding):
            if "\0" in piece:
                raise Refused(f"{name} is not text: export it as CSV and choose that file.")
    except UnicodeError:
        return False
    return True


def _is_damaged_utf8(data: bytes) -> bool:
    """Whether it is UTF-8 but for a few bytes: read as a code page, every name would be spoiled."""
    good = bad = 0
    for piece in _pieces(data, "utf-8", "surrogateescape"):
        if not piece.isascii():
            broken = len(_DAMAGED.findall(piece))
            bad += broken
            good += len(_BEYOND_ASCII.findall(piece)) - broken
    return good >= 10 * bad


def _find_code_page(data: bytes, name: str) -> str:
    sample = bytearray()
    for line in re.finditer(rb"[^\r\n]*[\x80-\xff][^\r\n]*", data):
        sample += line[0][:CHUNK] + b"\n"
        if len(sample) > 2**16:
            break
    high = sum(map(len, re.findall(rb"[\x80-\xff]+", sample)))
    in_words = sum(map(len, re.findall(rb"[\x80-\xff]{3,}", sample)))
    if in_words * 2 > high:  # whole words beyond ASCII: not a Latin alphabet
        found = _ask_charset_normalizer(bytes(sample))
        for encoding in filter(None, (found, _WIDER.get(found, ""))):
            if _decodes(data, encoding, name):
                return encoding
    scores = []
    for encoding in _LATIN:
        try:
            scores.append((_oddness(sample.decode(encoding)), encoding))
        except UnicodeError:
            continue
    # sorted() is stable in the score, so that Windows-1252 wins where nothing tells them apart
    for _, encoding in sorted(scores, key=lambda pair: pair[0]):
        if _decodes(data, encoding, name):
            return encoding
    return "latin-1"


def _ask_charset_normalizer(sample: bytes) -> str:
    # Imported here: it costs a tenth of a second, and few files need it.
    from charset_normalizer import from_bytes

    best = from_bytes(sample, cp_isolation=list(_FOREIGN)).best()
    return best.encoding if best else ""


def _oddness(text: str) -> int:
    """How many characters beyond ASCII stand where no such letter would: ³ or a capital inside a
    word shows the wrong code page."""
    odd = 0
    for match in re.finditer(r"[^\W\d_]([^\x00-\x7f])(?=([^\W\d_])?)", text):
        before, char, after = match[0][0], match[1], match[2]
        inside = after is not None and not char.isalpha() and char not in "’‘–\xad·"
        odd += inside or (char.isupper() and before.islower())
    return odd


def _text(data: bytes, encoding: str) -> Iterator[str]:
    """Physical lines, with their ends: LF, CR and CRLF, nothing else."""
    errors = "surrogateescape" if encoding == "utf-8" else "strict"
    lines = io.TextIOWrapper(io.BytesIO(data), encoding=encoding, errors=errors, newline="")
    first = lines.readline().removeprefix("\ufeff")
    return chain([first], lines) if first else iter(lines)


def _sample(data: bytes, encoding: str, skip: int = 0) -> tuple[list[str], bool]:
    """The first lines after `skip`, and whether these are all."""
    sample: list[str] = []
    size = 0
    for line in islice(_text(data, encoding), skip, None):
        if len(sample) >= SAMPLE_LINES or size >= SAMPLE_SIZE:
            return sample, False
        sample.append(line)
        size += len(line)
    return sample, True


# Records -----------------------------------------------------------------------------------------

Record = tuple[int, list[str], str]
"""Line, cells, and what is wrong; where something is, the only cell is the line as it stands."""

_UNMATCHED = (
    "has quote marks that do not match, so it was not loaded: put the whole cell in quote marks "
    "and double those inside it"
)
_STRAY = (
    "has a quote mark inside a cell, so it was not loaded: put the whole cell in quote marks and "
    "double those inside it"
)
_UNCLOSED = (
    "opens a quote that is never closed, so it was not loaded: close it or take the mark out"
)
_SWALLOWED = "may belong to the quote that line {line} opens, so it was not loaded: mend that line"
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
        """All lines from the record in hand on."""
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
        """The lines from the record in hand up to, not with, line `end`."""
        return self.kept[self.start - self.top : end - self.top]

    def line(self, offset: int) -> str | None:
        """The line so many below the start of the record in hand; None below the last."""
        while self.start + offset - self.top >= len(self.kept):
            if not self._more(BLOCK):
                return None
        return self.kept[self.start + offset - self.top]


def _reader(lines: Iterable[str], dialect: Dialect) -> _csv.Reader:
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


def _preparation(dialect: Dialect) -> Callable[[str], str] | None:
    """What is done to a line before csv sees it; None: nothing."""
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


def _scan(
    source: Iterable[str], dialect: Dialect, number: int = 1, width: int = 0
) -> Iterator[Record]:
    """Records from line `number` on. A record whose quotes do not match gives one faulty record
    for each line it costs; reading goes on below. `width` is that of the table, 0 if unknown."""
    prepare = _preparation(dialect)
    lines = _Lines(source, number, prepare)
    quote = dialect.quote or "\0"  # which no text holds
    strange = '""' if dialect.quote == "'" else "\0"
    well_formed = _well_formed(dialect) if dialect.quote else None
    while True:
        fault, too_long = "", False
        before = start = lines.start
        reader = _reader(lines.feed(), dialect)
        try:
            for cells in reader:
                end = before + reader.line_num
                text = "".join(cells)
                if (quote in text or strange in text) and well_formed is not None:
                    raw = "".join(lines.held(end))
                    if strange in text or not well_formed.fullmatch(raw):
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
            too_long = "limit" in str(error)
            fault = _UNCLOSED if too_long or "unexpected end" in str(error) else _UNMATCHED
            if too_long and end - start <= 1:
                raise _CellTooLong(start) from None
        bad = _count_bad(lines, end - start, fault, dialect, width)
        if too_long and width and bad > 1:
            raise _CellTooLong(start)
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
            fault = _SWALLOWED.format(line=start)
        lines.start = start + bad


class _CellTooLong(Exception):
    def __init__(self, line: int) -> None:
        super().__init__(line)
        self.line = line


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
            fitting += dialect.spaced or not _is_prose(line.split(delimiter))
    even = fitting * 10 >= between * 8
    if not between or (even and found and _starts_row(lines, at, dialect, width)):
        return 1
    needed = 6 if found else 4 if fault == _UNCLOSED else 1
    if even and fitting * (width - 1) >= needed:
        return 1
    return at + found


def _is_prose(cells: Sequence[str]) -> bool:
    """Whether a blank follows each delimiter, as in "Ann, Bob and Cy"."""
    return len(cells) > 1 and all(cell.startswith(" ") for cell in cells[1:])


def _starts_row(lines: _Lines, at: int, dialect: Dialect, width: int) -> bool:
    used: list[str] = []

    def following() -> Iterator[str]:
        while (line := lines.line(at + len(used))) is not None:
            used.append(line)
            yield line

    try:
        cells: list[str] = next(_reader(following(), dialect), [])
    except csv.Error:
        return False
    return len(cells) == width and _well_formed(dialect).fullmatch("".join(used)) is not None


# Dialect -----------------------------------------------------------------------------------------


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


def _choose(
    lines: list[str],
    whole: bool,
    number: int,
    name: str,
    delimiter: str | None,
    quote: str | None,
) -> tuple[Dialect, list[Record]]:
    """The dialect under which the most of the sample is rows of one width, and its records."""
    tried: list[_Split] = []
    for dialect in _candidates("".join(lines), delimiter, quote):
        try:
            records = list(_scan(lines, dialect, number))
        except _CellTooLong as error:
            raise Refused(_too_long(name, error.line)) from None
        if not whole:  # a quote that is open where the sample ends may close below
            cut = [n for n, (_, _, fault) in enumerate(records) if fault == _UNCLOSED]
            records = records[: max(cut[0], 1)] if cut else records
        widest = max(len(cells) for _, cells, _ in records)
        if widest > COLUMN_LIMIT and dialect.delimiter in (delimiter or DELIMITERS):
            raise Refused(
                f"{name} has {widest:,} columns, over the limit of {COLUMN_LIMIT:,}: "
                "keep those about people."
            )
        tried.append(_split(dialect, records))
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


def _is_blank(cells: Iterable[str]) -> bool:
    return not any(cell.strip() for cell in cells)


def _usual_width(records: Iterable[Record]) -> int:
    """The width that most rows have; of several, the one met first."""
    widths = Counter(
        len(cells) for _, cells, fault in records if not fault and not _is_blank(cells)
    )
    wide = [(count, width) for width, count in widths.items() if width > 1]
    return max(wide, key=lambda pair: pair[0])[1] if wide else 1


def _split(dialect: Dialect, records: list[Record]) -> _Split:
    kept = [(cells, fault) for _, cells, fault in records if not _is_blank(cells)]
    width = _usual_width(records)
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
    starts = first == 0 and last > 1 and _is_header(kept[0][0])
    return _Split(dialect, records, width, score, starts, starts and share >= 0.6)


def _one_column(tried: list[_Split], lines: list[str], name: str) -> tuple[Dialect, list[Record]]:
    """A file of one column, if it is one: hardly a line may hold a delimiter."""
    dialect, records = tried[0].dialect, tried[0].records
    rows = [(cells, fault) for _, cells, fault in records if not _is_blank(cells)]
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


# Header ------------------------------------------------------------------------------------------

_DATA = re.compile(
    r"""\S+@\S+\.\S+                                  # e-mail
    | (?:https?://|www\.)\S*                          # address of a page
    | \d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}(?:[ T].*)?      # date
    | \d{1,2}:\d\d(?::\d\d)?(?:\ ?[ap]m)?             # time
    """,
    re.VERBOSE | re.IGNORECASE,
)
_NUMBER = re.compile(r"[-+($€£]*\d[\d.,' ()/-]*[%€)]*")
_YEAR = re.compile(r"(?:19|20)\d\d")


def _is_number(cell: str) -> bool:
    return _NUMBER.fullmatch(cell) is not None and _YEAR.fullmatch(cell) is None


def _is_data(cell: str) -> bool:
    return _DATA.fullmatch(cell) is not None or _is_number(cell)


def _is_header(cells: Sequence[str]) -> bool:
    """Whether these can be names of columns: most of them filled, and none a date, an e-mail or
    the like."""
    names = [cell.strip() for cell in cells if cell.strip()]
    return (
        len(names) * 2 >= len(cells)
        and (len(names) > 1 or len(cells) < 3)
        and not any(_DATA.fullmatch(name) for name in names)
        and not any(name.count(sign) > 2 for name in names for sign in DELIMITERS)
        and sum(map(_is_number, names)) * 2 <= len(names)
    )


def _find_header(records: list[Record], dialect: Dialect, name: str) -> int:
    """Index of the header: the first full row of the table. Refused if a row above it could be
    the header with a delimiter too many or too few: all would slide."""
    width = _usual_width(records)
    for index, (line, cells, fault) in enumerate(records):
        filled = sum(bool(cell.strip()) for cell in cells)
        near = index + 1 < len(records) and not _is_blank(records[index + 1][1])
        if fault:
            if near or cells[0].count(dialect.delimiter) * 2 >= width > 1:
                raise Unclear(
                    f"{name}, line {line}: the quote marks do not match, so this cannot be read "
                    "as the header: mend the line, or say which line is the header.",
                    "header_line",
                )
            continue
        if not filled:
            continue
        if len(cells) == width or (len(cells) > width and _trimmed(cells) == width):
            if filled * 2 < width or (filled < 2 < width):
                continue  # a title over the table
            if _is_header(cells):
                return index
            raise Unclear(
                f"{name} has no header row: line {line} holds data. "
                "Add a row with the names of the columns.",
                "header_line",
            )
        if (filled > 1 or (near and width == 2)) and filled * 2 >= width:
            if len(cells) == width - 1 and _is_header(cells) and _ends_empty(records, cells):
                return index
            raise Unclear(
                f"{name}, line {line} has {_count(len(cells))} and the rows below have {width}: "
                "mend the header, or say which line is the header.",
                "header_line",
            )
        signs = {*DELIMITERS, " "} - {dialect.delimiter}
        other = any(len(cells[0].split(sign)) == width for sign in signs)
        if width > 2 and len(cells) == 1 and other and near:
            raise Unclear(
                f"{name}, line {line} is split by another sign than the rows below: "
                "mend the header, or say which line is the header.",
                "header_line",
            )
    raise Unclear(f"{name} has no row that could be a header: say which it is.", "header_line")


def _ends_empty(records: list[Record], header: Sequence[str]) -> bool:
    """Whether the rows are one cell wider than the header only because each ends in a delimiter.

    The header could also lack a delimiter, with a last column that is always empty: what stands
    in the rows must prove its names right.
    """
    names = tuple(cell.strip() for cell in header)
    wide = [cells for _, cells, fault in records if not fault and len(cells) == len(names) + 1]
    return not any(cells[-1].strip() for cells in wide) and any(
        _is_settled(cells, names) for cells in wide
    )


def _trimmed(cells: Sequence[str]) -> int:
    """The width without empty cells at the end."""
    width = len(cells)
    while width and not cells[width - 1].strip():
        width -= 1
    return width


def _read_header(records: list[Record], head: int, name: str) -> tuple[tuple[str, ...], int, int]:
    """Names of the columns, the header's line, and the width of rows."""
    line, cells, fault = records[head]
    if fault or _is_blank(cells):
        raise Refused(f"{name}, line {line} cannot be read as a header.")
    if _DAMAGED.search("".join(cells)):
        raise Refused(f"{name}, line {line}: the header holds bytes that are no text.")
    count = _trimmed(cells)
    names = tuple(cell.strip() or f"column {n + 1}" for n, cell in enumerate(cells[:count]))
    seen: dict[str, int] = {}
    for position, column in enumerate(names, 1):
        key = " ".join(column.split()).casefold()
        if key in seen:
            raise Refused(
                f"{name} has the column '{shorten(column)}' twice, as column {seen[key]} and "
                f"column {position}: rename one, or delete it."
            )
        seen[key] = position
    below = _usual_width(records[head + 1 :])
    return names, line, count if below == count else len(cells)


def _data_columns(records: list[Record], width: int) -> tuple[int, ...]:
    """Columns that hold dates, numbers or addresses almost throughout."""
    # Below a blank line a second table may stand.
    block = takewhile(lambda record: not _is_blank(record[1]), records)
    rows = [cells for _, cells, fault in block if not fault and len(cells) == width]
    if len(rows) > 2:
        del rows[0]  # which may be a second header itself
    found = []
    for column in range(width if rows else 0):
        values = [value for cells in rows if (value := cells[column].strip())]
        if len(values) >= 2 and sum(map(_is_data, values)) * 10 >= len(values) * 9:
            found.append(column)
    return tuple(found)


# Rows --------------------------------------------------------------------------------------------

_TOTAL = re.compile(
    r"(?:grand )?totals?\b|sub-?totals?\b|confidential\b|copyright\b|©|generated (?:by|on)\b"
    r"|exported (?:by|on|from)\b|end of (?:report|file)\b",
    re.IGNORECASE,
)
_REPEATED = "repeats the header row, so it was not loaded"
_SECOND = "belongs to a second table, so it was not loaded: save that table as a file of its own"


def _table_rows(table: Table) -> Iterator[Row | Problem | str]:
    """Rows and problems of a table; see `Table.iterate`."""
    name, width = table.name, table.width
    columns = len(table.header)
    source = islice(_text(table.data, table.encoding), max(table.header_line - 1, 0), None)
    number = max(table.header_line, 1)
    records = _scan(source, table.dialect, number, width)
    quote = table.dialect.quote
    if not quote or (quote.isascii() and quote.encode() not in table.data):
        # Nothing to look after: each line is a record.
        records = zip(count(number), _reader(source, table.dialect), repeat(""))
    damaged = table.encoding == "utf-8" and not _decodes(table.data, "utf-8", name)
    first_name = table.header[0].casefold()
    first = True  # no row was loaded so far
    gap = False  # a blank line stands above
    loose: list[tuple[int, str, bool]] = []  # lines of one cell, which may stand below the table
    faulty = 0  # line of a fault, until a row below it is sound
    second = 0  # rows of a second table

    def problem(line: int, value: str, message: str) -> Problem:
        return Problem(name, line, "", _DAMAGED.sub("\ufffd", value.rstrip("\r\n")), message)

    line = number
    if table.has_preamble:
        yield f"What stands above the header in line {table.header_line} was left out."
    try:
        if table.header_line:
            next(records)
        for line, cells, fault in records:
            if fault:
                yield from _flush(loose, table)
                yield problem(line, cells[0], fault)
                faulty = line
                continue
            if not cells or (not cells[0].strip() and _is_blank(cells)):
                gap = True
                continue
            if second:
                second += 1
                if second <= LISTED:
                    yield problem(line, _line(cells, table), _SECOND)
                continue
            if len(cells) == width:
                if loose:
                    yield from _flush(loose, table)
                if (
                    first_name in cells[0].casefold()
                    and width > 1
                    and _repeats(cells, table.header)
                ):
                    yield problem(line, _line(cells, table), _REPEATED)
                    second = 0 if first else 1
                    continue
                if (gap or first) and _is_second_header(cells, table):
                    message = "looks like another header row, so it was not loaded"
                    yield problem(line, _line(cells, table), message)
                    second = 0 if first else 1
                    first = gap = False
                    continue
                if faulty:
                    if not table.dialect.spaced and _is_prose(cells):
                        yield problem(line, _line(cells, table), _SWALLOWED.format(line=faulty))
                        continue
                    faulty = 0
                if damaged and _DAMAGED.search("".join(cells)):
                    yield problem(
                        line,
                        _line(cells, table),
                        "holds bytes that are no text, so it was not loaded: export the file again",
                    )
                    continue
                if width > columns:
                    if not _is_blank(cells[columns:]):
                        message = f"has more cells than the header has names ({columns})"
                        yield problem(line, _line(cells, table), message + ", so it was not loaded")
                        continue
                    del cells[columns:]
                elif width > 2 and not any(cells[1:]) and _TOTAL.match(cells[0]):
                    message = "looks like a line of totals, so it was not loaded"
                    yield problem(line, cells[0], message)
                    continue
                first = gap = False
                yield line, tuple(cells)
                continue
            if len(cells) == width + 1 == columns + 1 and (fixed := _mended(cells, table)):
                yield from _flush(loose, table)
                if fixed != cells[:-1]:
                    yield problem(line, _line(cells, table), _MENDED)
                first = gap = False
                yield line, tuple(fixed)
                continue
            if len(cells) == 1:
                loose.append((line, cells[0], gap))
                if len(loose) > LISTED:
                    yield from _flush(loose, table)
                continue
            yield from _flush(loose, table)
            yield problem(line, _line(cells, table), _misfit(len(cells), table))
            if _names_shared(cells, table.header) and not first:
                second = 1
            gap = False
    except _CellTooLong as error:
        raise Refused(_too_long(name, error.line)) from None
    except csv.Error:
        raise Refused(_too_long(name, line + 1)) from None
    except UnicodeError:
        raise Refused(f"{name} is damaged: it cannot be read as {table.encoding}.") from None
    if second > LISTED:
        last = f"and {second - 1:,} rows of a second table in all were not loaded"
        yield Problem(name, None, "", "", last)
    if loose and (loose[0][2] or all(_TOTAL.match(text.strip()) for _, text, _ in loose)):
        texts = "; ".join(f"'{shorten(text, 40)}'" for _, text, _ in loose[:5])
        yield f"Left out below the rows, from line {loose[0][0]}: {texts}."
    else:
        yield from _flush(loose, table)


# One cell too many ----------------------------------------------------------------------------

_MENDED = (
    "has one empty cell too many and was read by where its e-mail or web address stands: "
    "check that it is right"
)
_KINDS = (
    ("mail", re.compile(r"e-?mail|\bmail", re.I), re.compile(r"[^\s@]+@[^\s@]+\.[^\s@]+")),
    ("page", re.compile(r"url|web|profile|linkedin|home ?page", re.I), re.compile(r"https?://\S+")),
)
_ABOUT = re.compile(r"type|label|status|opt|date|count|consent", re.I)


@lru_cache(maxsize=4096)
def _kind_of_name(column: str) -> str:
    if _ABOUT.search(column):
        return ""
    return next((kind for kind, name, _ in _KINDS if name.search(column)), "")


def _kind_of_cell(cell: str) -> str:
    return next((kind for kind, _, value in _KINDS if value.fullmatch(cell.strip())), "")


def _is_sound(cells: Sequence[str], names: Sequence[str]) -> bool:
    """Whether each e-mail and web address stands in a column that is called so, and there is
    one; the column before must be of another kind, or the address could come from there."""
    found = False
    for position, cell in enumerate(cells):
        kind = _kind_of_cell(cell) if len(cell) > 5 else ""
        if kind:
            found = True
            before = names[position - 1] if position else ""
            if _kind_of_name(names[position]) != kind or _kind_of_name(before) == kind:
                return False
    return found


def _is_settled(cells: Sequence[str], names: Sequence[str]) -> bool:
    """Whether a row whose last cell is empty and too many is right without that cell: an address
    is in its place, and nothing that could have slid stands after it."""
    count = _trimmed(cells)
    return (
        0 < count < len(cells)
        and bool(_kind_of_cell(cells[count - 1]))
        and _is_sound(cells[:-1], names)
    )


def _mended(cells: list[str], table: Table) -> list[str] | None:
    """A row that is one cell too wide, and whose last cell is empty, without the cell that is too
    many; None where its addresses do not show which that is: most rows, which are not loaded.

    That cell is the last one only in a settled row. Otherwise, an empty cell just before an
    address, which stands too far to the right for its name, and after which nothing follows.
    """
    names = table.header
    if cells[-1].strip():
        return None
    if _is_settled(cells, names):
        return cells[:-1]
    last = _trimmed(cells) - 1
    if last < 1 or cells[last - 1].strip() or table.usual_width != table.width:
        return None
    shorter = cells[: last - 1] + cells[last:]
    return shorter if _is_settled([*shorter, ""], names) else None


def _flush(loose: list[tuple[int, str, bool]], table: Table) -> Iterator[Problem]:
    for line, text, _ in loose:
        yield Problem(table.name, line, "", _DAMAGED.sub("\ufffd", text), _misfit(1, table))
    loose.clear()


def _line(cells: Sequence[str], table: Table) -> str:
    """The row about as it stands in the file."""
    return table.dialect.delimiter.join(cells)


def _misfit(count: int, table: Table) -> str:
    sign = DELIMITERS.get(table.dialect.delimiter, f"'{table.dialect.delimiter}'")
    many = "many" if count > table.width else "few"
    return (
        f"has {_count(count)} where the header has {table.width:,}, so it was not loaded: "
        f"look for a {sign} too {many}"
    )


def _count(cells: int) -> str:
    return "1 cell" if cells == 1 else f"{cells:,} cells"


def _repeats(cells: Sequence[str], header: Sequence[str]) -> bool:
    named = [
        (cell.strip(), name) for cell, name in zip(cells, header, strict=False) if cell.strip()
    ]
    return len(named) * 2 > len(header) and all(
        cell.casefold() == name.casefold() for cell, name in named
    )


def _names_shared(cells: Sequence[str], header: Sequence[str]) -> bool:
    """Whether a row of another width is a header itself, by the names it shares with this one."""
    names = {column.casefold() for column in header}
    shared = sum(cell.strip().casefold() in names for cell in cells)
    return shared >= 3 and shared * 10 >= len(cells) * 6


def _is_second_header(cells: Sequence[str], table: Table) -> bool:
    return (
        len(table.data_columns) > 1
        and _is_header(cells)
        and all(
            cells[column].strip() and not _is_data(cells[column].strip())
            for column in table.data_columns
        )
    )


def _too_long(name: str, line: int) -> str:
    megabytes = CELL_LIMIT // 2**20
    return (
        f"{name}, line {line}: a cell is longer than {megabytes} MB, "
        "or a quote is opened there and not closed."
    )
