"""Text cells: tidied before storing, and guarded where a spreadsheet could run them as a formula.

Exports add the guard and the reader removes it, so both follow one rule. Typed text is tidied
like imported text, so that it survives a round trip through a file.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from tiesmap.model.folding import letters_of

LINE_LIMIT = 2_000
"""Characters of what is one line: a name, an address, a position."""

# = + - @ also in full width, which some spreadsheets take for the same.
_RUNS = re.compile(r"'*[=+\-@\t\r\n\0＝＋－＠]")


def guard_cell(text: str) -> str:
    """The text, with a ' in front where a spreadsheet could run it as a formula.

    A text that starts with such a ' gets another, so that `unguard_cell` restores every text.
    """
    return "'" + text if _RUNS.match(text) else text


def unguard_cell(text: str) -> str:
    """The text that `guard_cell` was given; any other text unchanged."""
    return text[1:] if text.startswith("'") and _RUNS.match(text) else text


_UNSEEN = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u200b\u2060\ufeff\ud800-\udfff]")


_TURNS = re.compile("[\u00ad\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
"""What turns the letters behind it round, or shows nothing: no part of a name."""


def tidy_text(text: str) -> str:
    """A text in its stored form: composed (NFC), without control characters and outer blanks."""
    if not (text.isascii() and text.isprintable()):
        text = unicodedata.normalize("NFC", _UNSEEN.sub("", text))
        for end in ("\r\n", "\r", "\u2028"):
            text = text.replace(end, "\n")
    return text.strip()


def tidy_line(text: str) -> str:
    """Like `tidy_text`, on one line: each run of blanks becomes one blank; marks of direction and
    soft hyphens go."""
    if not (text.isascii() and text.isprintable()):
        text = unicodedata.normalize("NFC", _TURNS.sub("", _UNSEEN.sub("", text)))
    elif "  " not in text:
        return text.strip()
    return " ".join(text.split())


def known_word(text: str, known: Sequence[str]) -> str:
    """The word of the list that equals the text apart from case and spelling; else the text."""
    said = letters_of(text)
    return next((word for word in known if letters_of(word) == said), text)
