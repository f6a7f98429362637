"""Names: which of two says less, and what beside a name is none."""

from __future__ import annotations

import re
from collections.abc import Iterable

from tiesmap.model.folding import unaccented
from tiesmap.model.wordfiles import NAMES, listed

SMALL_WORDS = frozenset(listed(NAMES, "small"))
"""Words before a family name, which are written small as a rule."""
TITLES = frozenset(listed(NAMES, "titles"))
"""Words beside a name that are none: titles, degrees and how one addresses somebody."""

_WITHOUT_BLANKS = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff]")


def in_one(name: str) -> str:
    """A name as it is written without blanks: 林田恵美 for 林田 恵美; in any other
    script it stays as it is."""
    if name.isascii() or not _WITHOUT_BLANKS.search(name):
        return name
    return "".join(name.split())


def says_less(name: str, stored: str) -> bool:
    """Whether a name is no better than the one on file: a part of it, a single word in place of a
    full name, an initial in place of a word of it, or the same words written back to front, with
    a degree, in capitals or with its umlauts written out."""
    mine, theirs = _words(name), _words(stored)
    if _untitled(mine) == _untitled(theirs) and accents(name) != accents(stored):
        return accents(name) < accents(stored)  # Guenter, where Günter is on file
    if sorted(mine) == sorted(theirs):
        odd, before = _oddness(name), _oddness(stored)
        # Von Stein or von Stein: the file that comes last is no better.
        return odd > before or (odd == before and _small(name) == _small(stored))
    return set(mine) < set(theirs) or len(mine) == 1 < len(theirs) or _shortened(mine, theirs)


def _shortened(mine: list[str], theirs: list[str]) -> bool:
    """Whether one is the other with initials: J. Moor for Jana Moor, Ada B for Ada Berg."""
    if len(mine) != len(theirs) or mine == theirs:
        return False
    return all(
        one == other or (len(one) == 1 and other.startswith(one))
        for one, other in zip(mine, theirs, strict=True)
    )


def accents(text: str) -> int:
    """How many letters of a text are no plain ones: 1 in Günter, none in Guenter."""
    return sum(letter.isalpha() and not letter.isascii() for letter in text)


def untitled(words: list[str]) -> list[str]:
    """The words of a name that are no title; `dent` of Dr. med. dent. is one behind another."""
    return [
        word
        for at, word in enumerate(words)
        if word not in TITLES and not (word in _OF_TITLES and words[at - 1 : at] == ["med"])
    ]


_OF_TITLES = frozenset(("dent", "vet", "univ"))
_GENERATIONS = {"senior": "sr", "sen": "sr", "junior": "jr", "jun": "jr"}
_GENERATIONS |= {word: word for word in ("sr", "jr", "ii", "iii", "iv")}


def generation_of(name: str) -> str:
    """sr, jr, ii, iii or iv, where a name ends with it: two of one name are then two people."""
    words = unaccented(name).split()
    # Sr. Moor is a gentleman, Anna Senior a family name.
    return _GENERATIONS.get(words[-1], "") if len(words) > 2 else ""


def are_generations(one: str, other: str) -> bool:
    """Whether two names say themselves that they are father and son."""
    mine, theirs = generation_of(one), generation_of(other)
    return bool(mine and theirs) and mine != theirs


def say_other(name: str, others: Iterable[str]) -> list[str]:
    """The other names of somebody, in words: `formerly Sara Offner`; `also Bob Moor` where the
    family name is the same."""
    told: dict[str, list[str]] = {}
    mine = _words(name)
    for other in dict.fromkeys(others):
        family = [word for word in untitled(_words(other)) if word not in _GENERATIONS]
        before = not family or family[-1] not in mine
        told.setdefault("formerly" if before else "also", []).append(other)
    return [f"{word} {', '.join(names)}" for word, names in sorted(told.items())]


def _untitled(words: list[str]) -> list[str]:
    return sorted(untitled(words))


def _small(name: str) -> list[str]:
    return [low if (low := word.casefold()) in SMALL_WORDS else word for word in name.split()]


def _words(name: str) -> list[str]:
    first, *others = name.split(",")
    kept = [part for part in others if not is_behind(first, part)]
    return unaccented(" ".join((first, *kept))).split()


def _oddness(name: str) -> int:
    """0 for a name as it is said, more for what is odd in how it is written."""
    loud = any(len(word) > 3 and word.isupper() for word in re.findall(r"[^\W\d_]+", name))
    return loud + ("," in name)


def is_degree(text: str) -> bool:
    """Whether a text is a degree or a license, and no part of a name such as Jr. and III."""
    first, *others = re.split(r"[-/ ]+", text.strip("®™ ").replace(".", ""))
    known = first.upper() in _DEGREES and (len(first) > 2 or first.isupper())
    return known and all(one.isupper() for one in others)


def is_behind(name: str, text: str) -> bool:
    """Whether what stands behind a name and a comma is a degree, also one that is in no list:
    CPM of `Janet Zimmer, CPM`."""
    words = name.split()
    whole = len(words) > 1 and not name.isupper() and words[0].casefold() not in SMALL_WORDS
    return is_degree(text) or (whole and _LETTERS_BEHIND.fullmatch(text.strip()) is not None)


_LETTERS_BEHIND = re.compile(r"(?!III\b)[A-Z]{3,5}(?:[-\u00ae ]+[A-Z]{2,5})*\u00ae?")
_DEGREES = frozenset(listed(NAMES, "degrees"))
"""What stands behind a name and is none, without its stops."""
