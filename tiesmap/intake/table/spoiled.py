"""Text that a program has spoiled on its way, as it was meant."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Sequence
from email.errors import HeaderParseError
from email.header import decode_header

_ENTITY = re.compile(r"&#?\w+;")
_TWICE = re.compile("[ÂÃÄÅÆÐÑØà-ï][\x80-\xbfŒœŠšŸŽžƒˆ˜–—‘’‚“”„†‡•…‰‹›€™]")
"""How the two bytes of a letter in UTF-8 look where they were read as two letters."""


def mended(text: str) -> str:
    """The text as it was meant, without HTML entities, encoded words of mail heads, and letters
    read in the wrong encoding: J&uuml;rgen, =?utf-8?q?J=C3=BCrgen?= and JÃ¼rgen are Jürgen."""
    for _ in range(3):  # some programs escape what is escaped already
        if "&" not in text or not _ENTITY.search(text):
            break
        text = html.unescape(text)
    text = decode_words(text)
    if not text.isascii() and _TWICE.search(text):
        for encoding in ("cp1252", "latin-1"):
            try:
                return text.encode(encoding).decode("utf-8")
            except UnicodeError:
                continue
    return text


def decode_words(text: str) -> str:
    """A text without the encoding in which mails carry it: =?utf-8?q?J=C3=B6rg?= is Jörg."""
    if "=?" not in text:
        return text
    try:
        parts: Iterable[tuple[bytes | str, str | None]] = decode_header(text)
        return "".join(
            part if isinstance(part, str) else part.decode(charset or "ascii", "replace")
            for part, charset in parts
        )
    except (HeaderParseError, LookupError, ValueError):
        return text


_CHARSET = re.compile(rb"charset=[\"' ]*([\w.:-]+)", re.IGNORECASE)
_GARBLED = re.compile(r"[\u0080-\u00ff]{3,}")


def decode_odd(raw: bytes, types: Sequence[bytes]) -> str:
    """The text of a header in the character set of its message, or as Western Windows has it; names
    that make no sense so are left out, as no name is better than a wrong one."""
    for said in filter(None, map(_CHARSET.search, types)):
        try:
            return raw.decode(said[1].decode("ascii"))
        except (LookupError, UnicodeError):
            continue
    return _GARBLED.sub("", raw.decode("cp1252", "replace"))
