"""What columns are called in other languages, and which column stands under which name.

The words are data (words.toml), so that a language or a program's own word is one line more.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path

from tiesmap.intake.sources.declaration import same_header

_FILE = Path(__file__).with_name("words.toml")


@lru_cache(maxsize=1)
def meanings() -> Mapping[str, tuple[str, ...]]:
    """A column's name, as `same_header` compares names -> the English names that it stands for,
    compared in the same way."""
    found: dict[str, tuple[str, ...]] = {}
    for _, word, means in _words():
        known = found.get(word, ())
        found[word] = (*known, *(name for name in means if name not in (*known, word)))
    return found


def positions(header: Sequence[str]) -> dict[str, list[int]]:
    """Under which names the columns of a header stand: their own, and those that they mean.

    A name that a column has itself is not lent to another one; of several columns that mean the
    same name the first stands under it.
    """
    places: dict[str, list[int]] = {}
    for at, name in enumerate(header):
        places.setdefault(same_header(name), []).append(at)
    places.pop("", None)
    known = meanings()
    for at, name in enumerate(header):
        for other in known.get(same_header(name), ()):
            places.setdefault(other, [at])
    for at, name in enumerate(header):
        bare = without_prefix(name)
        if bare != name:
            for other in (same_header(bare), *known.get(same_header(bare), ())):
                places.setdefault(other, [at])
    return places


_OF_PERSON = re.compile(
    r"\s*(?:person|personne|persona|pessoa|persoon|contact|kontakt|contacto|contatto|contato)"
    r"\s*[-:.]\s+(?=\S)",
    re.IGNORECASE,
)


def without_prefix(name: str) -> str:
    """A column's name without the word by which some programs say that it is the person's:
    `Person - Phone` is a phone."""
    return _FIRST.sub("", _OF_PERSON.sub("", name, count=1))


_FIRST = re.compile(r"(?<=[^\W\d_])\s?1$")
"""The first of several, as programs for cards write it: `Company1`."""


def marks_of(header: Sequence[str]) -> frozenset[str]:
    """The names by which a program is told: those of the columns themselves, and of each word of
    another language the first that it stands for."""
    own = frozenset(map(same_header, header))
    return own | {_foreign()[name] for name in own if name in _foreign()}


@lru_cache(maxsize=1)
def _words() -> tuple[tuple[str, str, tuple[str, ...]], ...]:
    """(language, word, what it means) of the file, in its order."""
    entries = tomllib.loads(_FILE.read_text(encoding="utf-8"))["word"]
    found = []
    for entry in entries:
        means = tuple(map(same_header, entry["means"]))
        # Each of the English names stands for the others too, where nothing else is called so.
        for language, some in entry.items():
            found += [(language, same_header(word), means) for word in some]
    return tuple(found)


@lru_cache(maxsize=1)
def _foreign() -> Mapping[str, str]:
    first: dict[str, str] = {}
    for language, word, means in _words():
        if language not in ("en", "means"):
            first.setdefault(word, means[0])
    return first
