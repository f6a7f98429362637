"""Bytes to text: the encoding of a file, and its lines.

Evidence settles the encoding, in a fixed order; bytes that are no text are refused in a sentence.
"""

from __future__ import annotations

import codecs
import io
import re
from collections.abc import Iterator
from itertools import chain, islice

from tiesmap.model.problems import Refused

SAMPLE_LINES = 1_000
SAMPLE_SIZE = 2**19  # characters of the sample on which dialect and header are settled
CHUNK = 2**20  # bytes

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


def find_encoding(data: bytes, name: str, *, table: bool = True) -> str:
    """Name of the codec that reads `data`.

    In this order: a byte order mark, UTF-16 by where its zero bytes stand, UTF-8, a Western code
    page, and by charset-normalizer what is not Western. Raises `Refused` for what is no text, and,
    where a `table` is meant, for text of other kinds.
    """
    if not data:
        raise Refused(f"{name} is empty.")
    if table:
        _refuse_other_kinds(data, name)
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            if decodes(data, encoding, name):
                return encoding
            raise Refused(f"{name} is damaged: it says it is {encoding} and is not. Export again.")
    if b"\0" in data:
        for encoding in ("utf-16-le", "utf-16-be"):
            if _looks_like_utf16(data[:CHUNK], encoding) and decodes(data, encoding, name):
                return encoding
        raise Refused(f"{name} is not text: export it as CSV and choose that file.")
    if len(_CONTROL.findall(data[:CHUNK])) * 3 > len(data[:CHUNK]):
        raise Refused(f"{name} is not text: export it as CSV and choose that file.")
    if data.isascii() or decodes(data, "utf-8", name):
        return "utf-8"
    if _is_nearly_utf8(data):
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
    if not decodes(data, encoding, name):
        raise Refused(f"{name} cannot be read as {encoding}: choose another encoding.")
    return encoding


def _pieces(data: bytes, encoding: str, errors: str = "strict") -> Iterator[str]:
    """The text in pieces, so that a large file is never held as text as well."""
    decoder = codecs.getincrementaldecoder(encoding)(errors)
    for start in range(0, len(data), CHUNK):
        yield decoder.decode(data[start : start + CHUNK])
    yield decoder.decode(b"", True)


def decodes(data: bytes, encoding: str, name: str) -> bool:
    """Whether the codec reads all of it; Refused where it finds zeros, which no text holds."""
    try:
        for piece in _pieces(data, encoding):
            if "\0" in piece:
                raise Refused(f"{name} is not text: export it as CSV and choose that file.")
    except UnicodeError:
        return False
    return True


def _is_nearly_utf8(data: bytes) -> bool:
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
            if decodes(data, encoding, name):
                return encoding
    scores = []
    for encoding in _LATIN:
        try:
            scores.append((_oddness(sample.decode(encoding)), encoding))
        except UnicodeError:
            continue
    # sorted() is stable in the score, so that Windows-1252 wins where nothing tells them apart
    for _, encoding in sorted(scores, key=lambda pair: pair[0]):
        if decodes(data, encoding, name):
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


def is_damaged(text: str) -> bool:
    """Whether bytes that are no UTF-8 stand in a text of `text_lines`."""
    return _DAMAGED.search(text) is not None


def legible(text: str) -> str:
    """The text with a sign in place of each byte that is none."""
    return _DAMAGED.sub("\ufffd", text)


def text_lines(data: bytes, encoding: str) -> Iterator[str]:
    """Physical lines, with their ends: LF, CR and CRLF, nothing else."""
    errors = "surrogateescape" if encoding == "utf-8" else "strict"
    lines = io.TextIOWrapper(io.BytesIO(data), encoding=encoding, errors=errors, newline="")
    first = lines.readline().removeprefix("\ufeff")
    return chain([first], lines) if first else iter(lines)


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
