"""Names: reduced to plain letters for searching, and as one says them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache

_LETTERS = str.maketrans(
    {
        "ß": "ss", "ø": "o", "ł": "l", "æ": "a", "œ": "o", "đ": "d", "ð": "d", "þ": "th",
        "ı": "i", "ħ": "h", "ŧ": "t", "ŋ": "n",
    }
)  # fmt: skip
_SMALL = """
    von van der den de del della di da dos das du la le los ter ten zu zum zur af av
"""
SMALL_WORDS = frozenset(_SMALL.split())
"""Words before a family name, which are written small as a rule."""
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
        odd, before = _oddness(name), _oddness(stored)
        # Von Stein or von Stein: the file that comes last is no better.
        return odd > before or (odd == before and _small(name) == _small(stored))
    return set(mine) < set(theirs) or len(mine) == 1 < len(theirs)


def _small(name: str) -> list[str]:
    return [low if (low := word.casefold()) in SMALL_WORDS else word for word in name.split()]


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


@lru_cache(maxsize=2**14)
def spoken(name: str) -> str:
    """A full name as one says it: "DANIEL FULTZ, CPA" is Daniel Fultz, "Berg, Ada" is Ada Berg.

    Whatever is no plain case of this stays as it is written: a single word, a firm's name, short
    words in capitals such as `TJ` and `IT`.
    """
    if name.isascii() and _AS_SAID.fullmatch(name):
        return name  # nearly every name
    if not all(letter.isalpha() or letter in _OF_NAMES for letter in name):
        return name
    first, *behind = (part.strip() for part in name.split(","))
    behind = [part for part in behind if not _is_degree(part)]
    words = first.split()
    while len(words) > 2 and _is_degree(words[-1]):
        words.pop()
    if len(behind) == 1 and _is_given(behind[0]) and _is_family(words):
        words, behind = [*behind[0].split(), *words], []
    if len(words) > 1 and any(len(word) > 3 and word.isupper() for word in words):
        words = [_lowered(word, at) for at, word in enumerate(words)]
    return ", ".join((" ".join(words), *behind)) if words else name


def _is_degree(text: str) -> bool:
    """Whether a text is a degree or a license, and no part of a name such as Jr. and III."""
    words = text.split()
    return bool(words) and all(word.strip(".").upper() in _DEGREES for word in words)


def _is_given(text: str) -> bool:
    """Whether what stands behind the comma is a given name: `City of` and `LLC` are none."""
    words = text.split()
    return 0 < len(words) < 3 and all(
        word[0].isupper() and word.strip(".").casefold() not in _NO_GIVEN for word in words
    )


def _is_family(words: Sequence[str]) -> bool:
    """Whether words before a comma are a family name alone: Von Stein, and not Ada Berg."""
    return len(words) == 1 or (1 < len(words) < 4 and words[0].casefold() in _PARTICLES)


def _lowered(word: str, at: int) -> str:
    """A word in capitals as a name has it; initials and numbers of a line stay."""
    initials = at == 0 and len(word) < 3 and not re.match(r"[AEIOU][^J]|[^AEIOU][AEIOU]", word)
    if not word.isupper() or word in _NUMBERED or initials or "." in word:
        return word
    lower = re.sub(r"[^\W\d_]+", lambda part: part[0].capitalize(), word)
    return re.sub(r"^Mc([a-z])", lambda part: f"Mc{part[1].upper()}", lower)


_AS_SAID = re.compile(r"(?:[A-Z][a-z'.-]*[a-z.]|[A-Z])(?: (?:[A-Z][a-z'.-]*[a-z.]|[a-z]+)){0,4}")
_OF_NAMES = frozenset(" .,'’-")
"""What stands in names beside letters."""
_DEGREES = frozenset(
    (
        "CPA", "MBA", "PHD", "PH.D", "MD", "M.D", "DDS", "DVM", "JD", "ESQ", "CFA", "CFP", "CPCU",
        "CIC", "CLU", "CHFC", "PMP", "PE", "MSC", "BSC", "RN", "LLM", "MSW", "SPHR", "SHRM-CP",
        "SHRM-SCP", "CMA", "CEBS", "ARM", "CRIS",
    )
)  # fmt: skip
_PARTICLES = frozenset(
    (
        "de", "del", "della", "di", "da", "dos", "du", "la", "le", "mac", "st", "van", "von", "der",
        "den", "ter", "al", "el", "ben",
    )
)  # fmt: skip
_NUMBERED = frozenset(("II", "III", "IV"))
_NO_GIVEN = frozenset(
    (
        "inc", "llc", "ltd", "llp", "gmbh", "ag", "kg", "plc", "corp", "co", "sa", "bv", "jr", "sr",
        "ii", "iii", "iv", "city",
    )
)  # fmt: skip
