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
_NO_WORD = re.compile(r"[^\w]+|_")
_WRITTEN_OUT = re.compile(r"([aou])e")


def unaccented(text: str) -> str:
    """The words in lower case, without accents and punctuation: Müller gives `muller`.

    An umlaut written as two letters is treated alike: Mueller gives `muller` too.
    """
    if text.isascii():  # nearly every name: the same, sooner
        words = text.lower()
        if not words.replace(" ", "").isalnum():
            words = _NO_WORD.sub(" ", words)
        # No `e` that is taken away makes room for another.
        words = " ".join(words.split()).replace("ae", "a").replace("oe", "o")
        return words.replace("ue", "u")
    folded = unicodedata.normalize("NFKD", text.casefold().translate(_LETTERS))
    bare = "".join(c for c in folded if not unicodedata.combining(c))
    words = " ".join(_NO_WORD.sub(" ", bare).split())
    return _WRITTEN_OUT.sub(r"\1", words)


def says_less(name: str, stored: str) -> bool:
    """Whether a name is no better than the one on file: a part of it, a single word in place of a
    full name, or the same words written back to front, with a degree or in capitals."""
    mine, theirs = _words(name), _words(stored)
    if sorted(mine) == sorted(theirs):
        return _oddness(name) > _oddness(stored)
    return set(mine) < set(theirs) or len(mine) == 1 < len(theirs)


def _words(name: str) -> list[str]:
    first, *others = name.split(",")
    kept = [part for part in others if not _DEGREE.fullmatch(part.strip())]
    return unaccented(" ".join((first, *kept))).split()


def _oddness(name: str) -> int:
    """0 for a name as it is said, more for what is odd in how it is written."""
    loud = any(len(word) > 3 and word.isupper() for word in re.findall(r"[^\W\d_]+", name))
    return loud + ("," in name)


_DEGREE = re.compile(r"[A-Z][A-Za-z.]{0,3}[A-Z.]")
"""What stands behind a name and is none: CPA, Ph.D., MBA."""
