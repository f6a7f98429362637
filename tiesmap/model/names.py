"""Names reduced to plain letters, for searching on any keyboard."""

from __future__ import annotations

import re
import unicodedata

_LETTERS = str.maketrans(
    {
        "ß": "ss", "ø": "o", "ł": "l", "æ": "a", "œ": "o", "đ": "d", "ð": "d", "þ": "th",
        "ı": "i", "ħ": "h", "ŧ": "t", "ŋ": "n",
    }
)  # fmt: skip
_WRITTEN_OUT = re.compile(r"([aou])e")


def unaccented(text: str) -> str:
    """The words in lower case, without accents and punctuation: Müller gives `muller`.

    An umlaut written as two letters is treated alike: Mueller gives `muller` too.
    """
    folded = unicodedata.normalize("NFKD", text.casefold().translate(_LETTERS))
    bare = "".join(c for c in folded if not unicodedata.combining(c))
    words = " ".join(re.sub(r"[^\w]+|_", " ", bare).split())
    return _WRITTEN_OUT.sub(r"\1", words)
