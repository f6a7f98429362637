"""What a text cell holds: tidied as it is kept, and guarded where a spreadsheet could run it.

The guard is written by the exports and taken off by the reader, so both must follow one rule; and
what is typed is tidied as what is read, so that it comes back from a file as it was.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

# = + - @ also in full width, which some spreadsheets take for the same.
_RUNS = re.compile(r"'*[=+\-@\t\r\n\0＝＋－＠]")


def guard_cell(text: str) -> str:
    """`text` with a ' in front where a spreadsheet could run it.

    Also where it starts with such a ' already, so that `unguard_cell` gives back every text.
    """
    return "'" + text if _RUNS.match(text) else text


def unguard_cell(text: str) -> str:
    """The text that `guard_cell` was given; any other text unchanged."""
    return text[1:] if text.startswith("'") and _RUNS.match(text) else text


_UNSEEN = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u200b\u2060\ufeff\ud800-\udfff]")


def tidy_text(text: str) -> str:
    """A text as it is kept: composed (NFC), without control characters and padding."""
    if not (text.isascii() and text.isprintable()):
        text = unicodedata.normalize("NFC", _UNSEEN.sub("", text))
        for end in ("\r\n", "\r", "\u2028"):
            text = text.replace(end, "\n")
    return text.strip()


def tidy_line(text: str) -> str:
    """As `tidy_text`, on one line: runs of blanks become one."""
    if not (text.isascii() and text.isprintable()):
        text = unicodedata.normalize("NFC", _UNSEEN.sub("", text))
    return " ".join(text.split())


def fold(text: str) -> str:
    """A name or other text as it is compared, wherever it comes from.

    Case, width, blanks and characters without a shape (a soft hyphen) do not count; accents do.
    """
    if not text.isascii():
        text = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())
        text = "".join(c for c in text if unicodedata.category(c) != "Cf")
    return " ".join(text.casefold().split())


def known_word(text: str, known: Sequence[str]) -> str:
    """The word of a list that the text means, whatever its case and spelling; else the text."""
    bare = re.sub(r"[\W_]", "", text.casefold())
    return next((word for word in known if re.sub(r"[\W_]", "", word) == bare), text)
