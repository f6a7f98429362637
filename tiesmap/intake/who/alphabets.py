"""Names in other alphabets beside those in Latin letters: Юрий Чехов may be Yuri Chekhov.

There are as many ways to write such a name in Latin letters as there are languages (Tschechow,
Tchekhov, Čechov), so the two are never taken for one: this is for questions alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from anyascii import anyascii

from tiesmap.intake.who.names import words_of
from tiesmap.model.people import Person

_OTHER = re.compile("[\u0370-\u03ff\u0400-\u052f\u0531-\u058f\u10a0-\u10ff\u1f00-\u1fff]")
"""Letters of the alphabets that spell vowels, so that a name can be read out: Greek, Cyrillic,
Armenian, Georgian."""
_SOUNDS = tuple(
    (re.compile(letters), sound)
    for letters, sound in (
        ("ou|oy|w(?=[bcdfghklmnprstvz])", "u"),
        ("tsch|tch|cz|(?<!s)ch|kh|(?<=[aeiou])gh", "h"),
        ("shch|schtsch|sch|sh|zh|sz|sc", "s"),
        ("[tc]z|ts|z|c", "s"),
        ("ph|w|v|f|(?<=[ae])u(?=[aeioulgd])", "v"),
        ("x|ks|q|ck", "ks"),
        ("đ|dj|[yj]", "i"),
        ("mp", "b"),
        ("nt", "d"),
        ("(?<=[^s])h|g|k(?!s)", "k"),
    )
)
"""How the ways of writing a sound fall together, in this order."""


def in_latin(name: str) -> str:
    """A name in Latin letters, where it stands in another alphabet that can be read out."""
    if name.isascii() or not _OTHER.search(name):
        return name
    return anyascii(name).replace("'", "")


def alike_in_latin(people: Iterable[Person]) -> Iterator[tuple[Person, Person]]:
    """Pairs of a person written in another alphabet and the only one in Latin letters whose given
    and family name sound alike."""
    latin: dict[tuple[str, ...], list[Person]] = {}
    others: dict[tuple[str, ...], list[Person]] = {}
    everybody = [person for person in people if " " in person.name.strip()]
    if all(person.name.isascii() or not _OTHER.search(person.name) for person in everybody):
        return
    for person in everybody:
        plain = in_latin(person.name)
        if key := _heard(plain):
            (latin if plain is person.name else others).setdefault(key, []).append(person)
    for key, bearers in others.items():
        if len(bearers) == len(latin.get(key, ())) == 1:
            yield bearers[0], latin[key][0]


def _heard(name: str) -> tuple[str, ...]:
    """The given and the family name as they sound, roughly: by their consonants."""
    words = words_of(name)
    ends = dict.fromkeys((words[0], words[-1])) if len(words) > 1 else ()
    return tuple(sorted(map(_sound, ends)))


def _sound(word: str) -> str:
    for letters, sound in _SOUNDS:
        word = letters.sub(sound, word)
    first, rest = word[:1], re.sub("[eiou]|a(?!$)", "", word[1:])  # Ivanova is not Ivanov
    first = "e" if first in "aeiou" and first else first
    return re.sub(r"(.)\1+", r"\1", first + rest)
