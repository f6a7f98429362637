"""Bytes to text: the encoding of a file, and its lines.

Evidence settles the encoding, in a fixed order; bytes that are no text are refused in a sentence.
"""

from __future__ import annotations

import codecs
import io
import re
from collections.abc import Iterator, Sequence
from itertools import chain, islice

from tiesmap.intake.questions import Unclear
from tiesmap.intake.table.codepages import Reading, escaped_encoding, open_readings, readings
from tiesmap.model.problems import Refused, shorten

SAMPLE_LINES = 1_000
SAMPLE_SIZE = 2**19  # characters of the sample on which dialect and header are settled
CHUNK = 2**20  # bytes
LINE_LIMIT = 2**22
"""Characters of a line that are read; no row of a table is as long."""

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
    (b"<HEAD", "a web page"),
    (b"<TABLE", "a web page"),
    (b"[{", "a JSON file"),
    (b'{"', "a JSON file"),
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
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]+")
_DAMAGED = re.compile("[\0\udc80-\udcff]")
_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]")


def find_encoding(data: bytes, name: str, *, table: bool = True) -> str:
    """Name of the codec that reads `data`.

    In this order: a byte order mark, UTF-32 and UTF-16 by where zero bytes stand, escape sequences,
    UTF-8, and the code page in which the letters make names (`codepages`). Raises `Refused` for
    what is no text, and, where a `table` is meant, for text of other kinds and, `Unclear`, where
    two code pages are about as likely.
    """
    if not data:
        raise Refused(f"{name} is empty.")
    if table:
        _refuse_other_kinds(data, name)
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            if decodes(data, encoding):
                return encoding
            raise Refused(f"{name} is damaged: it says it is {encoding} and is not. Export again.")
    holes = b"\0" in data
    for _, encoding in _MARKS[1:] if holes else ():
        if _looks_like(data[:CHUNK], encoding) and decodes(data, encoding):
            return encoding
    start = data[:CHUNK].rstrip(b"\0")  # a crash may leave a text with zeros behind it
    odd = _CONTROL.findall(start)
    if len(b"".join(odd)) * 3 >= len(start) or (holes and len(odd) * _RARE > len(start)):
        raise Refused(f"{name} is not text: export it as CSV and choose that file.")
    if data.isascii():
        return escaped_encoding(data) or "utf-8"
    if decodes(data, "utf-8") or _is_nearly_utf8(data):
        return "utf-8"
    return _find_code_page(data, name, ask=table)


_RARE = 20
"""Bytes to each run of bytes that are no text, in a text with zeros; no text has as few."""


def _looks_like(data: bytes, encoding: str) -> bool:
    """Whether the line ends have their zero bytes beside them."""
    end = "\n" if b"\n" in data else "\r"
    wide = end.encode(encoding)
    aligned = sum(at.start() % len(wide) == 0 for at in re.finditer(re.escape(wide), data))
    return aligned * 10 > data.count(end.encode()) * 6


def _refuse_other_kinds(data: bytes, name: str) -> None:
    start = data[:64].lstrip(b"\xef\xbb\xbf \t\r\n").upper()
    kinds = [kind for magic, kind in _MAGIC if data.startswith(magic)]
    kinds += [kind for word, kind in _MARKUP if start.startswith(word)]
    if kinds:
        raise Refused(f"{name} is {kinds[0]}, not a table of text: export it as CSV.")


def given_encoding(data: bytes, name: str, encoding: str) -> str:
    """Name of the codec that the caller names, if it reads `data`; Refused if it does not."""
    if not data:
        raise Refused(f"{name} is empty.")
    try:
        codecs.lookup(encoding)
    except LookupError:
        raise Refused(f"{name}: there is no encoding called '{encoding}'.") from None
    if encoding.lower().replace("_", "-") == "utf-16":
        encoding = "utf-16-be" if data.startswith(codecs.BOM_UTF16_BE) else "utf-16-le"
    if not decodes(data, encoding):
        raise Refused(f"{name} cannot be read as {encoding}: choose another encoding.")
    return encoding


def _pieces(data: bytes, encoding: str, errors: str = "strict") -> Iterator[str]:
    """The text in pieces, so that a large file is never held as text as well."""
    decoder = codecs.getincrementaldecoder(encoding)(errors)
    for start in range(0, len(data), CHUNK):
        yield decoder.decode(data[start : start + CHUNK])
    yield decoder.decode(b"", True)


def decodes(data: bytes, encoding: str) -> bool:
    """Whether the codec reads all of it."""
    try:
        for _ in _pieces(data, encoding):
            pass
    except UnicodeError:
        return False
    return True


def _is_nearly_utf8(data: bytes) -> bool:
    """Whether it is UTF-8 apart from a few bytes; as a code page every name would be garbled."""
    good = bad = 0
    for piece in _pieces(data, "utf-8", "surrogateescape"):
        if not piece.isascii():
            broken = len(_DAMAGED.findall(piece))
            bad += broken
            good += len(_BEYOND_ASCII.findall(piece)) - broken
    return good >= 10 * bad


def _find_code_page(data: bytes, name: str, *, ask: bool) -> str:
    sample = bytearray()
    for line in re.finditer(rb"[^\r\n]*[\x80-\xff][^\r\n]*", data):
        sample += line[0][:CHUNK] + b"\n"
        if len(sample) > 2**15:
            break
    found = [one for one in readings(bytes(sample)) if decodes(data, one.encoding)]
    if not found:
        return "latin-1"
    likely = open_readings(found)
    if ask and len(likely) > 1:
        choices = {one.encoding: excerpt(one, likely) for one in likely}
        raise Unclear(
            f"{name} does not say how its letters are encoded, and it can be read in "
            f"{len(likely)} ways: "
            + "; ".join(f"{text} ({encoding})" for encoding, text in choices.items())
            + ". Which is right?",
            "encoding",
            choices,
        )
    return found[0].encoding


def excerpt(reading: Reading, others: Sequence[Reading]) -> str:
    """The first words that this reading and the others disagree on."""
    words: list[str] = []
    split = [one.text.split("\n") for one in others]
    for at, line in enumerate(reading.text.split("\n")):
        if len({lines[at] if at < len(lines) else "" for lines in split}) < 2:
            continue
        cells = [cell.strip(" \"'") for cell in re.split(r"[,;\t|\r]", line)]
        words += [cell for cell in cells if not cell.isascii() and cell not in words]
        if len(words) >= EXCERPT:
            break
    return ", ".join(shorten(word, 40) for word in words[:EXCERPT])


EXCERPT = 3  # names of each reading that are shown


def is_damaged(text: str) -> bool:
    """Whether a text from `text_lines` contains zeros, or bytes that are not UTF-8."""
    return _DAMAGED.search(text) is not None


def legible(text: str) -> str:
    """The text with a replacement character for each byte that is not text."""
    return _DAMAGED.sub("\ufffd", text)


def text_lines(data: bytes, encoding: str) -> Iterator[str]:
    """Physical lines, with their ends: LF, CR and CRLF, nothing else; of each what is within
    `LINE_LIMIT`."""
    errors = "surrogateescape" if encoding == "utf-8" else "strict"
    lines = io.TextIOWrapper(io.BytesIO(data), encoding=encoding, errors=errors, newline="")
    first = lines.readline().removeprefix("\ufeff")
    whole = chain([first], lines) if first else lines
    return (line if len(line) <= LINE_LIMIT else line[:LINE_LIMIT] + "\n" for line in whole)


def first_lines(data: bytes, encoding: str, skip: int = 0) -> tuple[list[str], bool]:
    """The first lines after `skip`, and whether these are all."""
    sample: list[str] = []
    size = 0
    for line in islice(text_lines(data, encoding), skip, None):
        if len(sample) >= SAMPLE_LINES or size >= SAMPLE_SIZE:
            return sample, False
        sample.append(line)
        size += len(line)
    return sample, True
