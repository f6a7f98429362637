"""What columns are called in other languages, and which column stands under which name.

The words are data (columns.toml), so that a language or a program's own word is one line more.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache

from tiesmap.intake.questions import Unclear
from tiesmap.intake.table.decoding import find_encoding
from tiesmap.intake.wordfiles import read, words
from tiesmap.model.folding import letters_of, without_accents
from tiesmap.model.memo import memo
from tiesmap.model.problems import Refused

_HEADER_BYTES, _HEADER_LINES = 2**13, 10
"""Within which a header stands."""


@lru_cache(maxsize=1)
def meanings() -> Mapping[str, tuple[str, ...]]:
    """A column's name in any language -> the English names that it stands for; all of them in the
    form in which `letters_of` compares."""
    found: dict[str, tuple[str, ...]] = {}
    for _, word, means in _words():
        known = found.get(word, ())
        found[word] = (*known, *(name for name in means if name not in (*known, word)))
    return found


def encoding_by_words(name: str, data: bytes) -> str:
    """Of the encodings in which a file could be read, the one in which its header has most words
    that programs use; empty where that is not needed or does not tell."""
    if data[:_HEADER_BYTES].isascii():
        return ""
    try:
        find_encoding(data, name)
    except Unclear as unclear:
        known = meanings()
        counts = {}
        for encoding in unclear.choices:
            top = data[:_HEADER_BYTES].decode(encoding, "replace").splitlines()[:_HEADER_LINES]
            cells = (letters_of(cell) for line in top for cell in re.split("[,;\t|]", line))
            counts[encoding] = sum(cell in known for cell in cells)
        best = max(counts.values(), default=0)
        chosen = [encoding for encoding, count in counts.items() if count == best]
        return chosen[0] if best and len(chosen) == 1 else ""
    except Refused:
        pass
    return ""


def positions(header: Sequence[str]) -> Mapping[str, list[int]]:
    """Name -> column numbers, for each column by its own name and by the names that it means.

    A name that a column has itself is not lent to another one; several columns may mean the same.
    """
    return _positions(tuple(header))


@memo(64)
def _positions(header: tuple[str, ...]) -> dict[str, list[int]]:
    # Asked several times of each file, and files of one program have one header.
    places: dict[str, list[int]] = {}
    called = [*map(_called, header)]
    for at, word in enumerate(called):
        places.setdefault(word, []).append(at)
    places.pop("", None)
    own = frozenset(places)
    known = meanings()
    parts = name_parts(header)
    for at, part in parts.items():
        places.setdefault(part, [at])
    for at, word in enumerate(called):
        if at in parts:
            continue
        for other in known.get(word, ()):
            if other not in own and other not in parts.values():
                places.setdefault(other, []).append(at)
    for at, name in enumerate(header):
        bare = plainer(name)
        if bare != name and at not in parts:
            for other in (letters_of(bare), *known.get(letters_of(bare), ())):
                places.setdefault(other, [at])
    return places


def _called(name: str) -> str:
    """What a column is called, with a # as number: `Acct #` holds no firms, `Phone #` phones."""
    word = letters_of(name)
    if (
        not word
        or "#" not in name
        or any("phone" in one for one in (word, *meanings().get(word, ())))
    ):
        return word
    return f"{word}number"


_WHOSE = words("columns", "whose")


def name_parts(header: Sequence[str]) -> dict[int, str]:
    """Place of a column -> `firstname`, `middlename` or `lastname`, where a header says first and
    last name beside another word, as `Contact First`, `Contact Last` do; empty for any other."""
    called: dict[str, int] = {}
    found: dict[int, str] = {}
    usual = True
    for at, name in enumerate(header):
        word = letters_of(name)
        part = _part_in(word)
        if part and called.setdefault(part, at) == at:
            found[at] = part
            usual = usual and (word == part or word in _foreign())
    return found if {"firstname", "lastname"} <= called.keys() and not usual else {}


_PARTS = {
    "firstname": "firstname", "middlename": "middlename", "lastname": "lastname",
    "givenname": "firstname", "familyname": "lastname",
}  # fmt: skip
_SHORT = {"first": "firstname", "last": "lastname", "given": "firstname", "family": "lastname"}


def _part_in(word: str, before: bool = True) -> str:
    """The part of a name that a column is called, whatever word says whose name it is.

    `before` tells that no such word stood behind: `Contact Last` is a name, `Last Contact` a day.
    """
    if word in _SHORT:
        return _SHORT[word] if before else ""
    if word in _PARTS:
        return _PARTS[word]
    means = meanings().get(word, ())
    for part in ("firstname", "middlename", "lastname"):
        if part in means:
            return part
    for whose in _WHOSE:
        rest, before_rest = word, before
        if word.startswith(whose):
            rest = word.removeprefix(whose)
        elif word.endswith(whose):
            rest, before_rest = word.removesuffix(whose), False
        if rest not in ("", word) and (found := _part_in(rest, before_rest)):
            return found
    return ""


_OF_PERSON = re.compile(
    r"\s*(?:person|personne|persona|pessoa|persoon|contact|kontakt|contacto|contatto|contato)"
    r"(?:\s*[-:.]\s+|[:.])(?=\S)",
    re.IGNORECASE,
)
_OF_FIRM = re.compile(
    r"\s*(?:account|company|organi[sz]ation)(?:\s*[-:.]\s+|[:.])"
    r"((?:account |company )?name|industry)\s*",
    re.IGNORECASE,
)
"""What a program says of the firm beside its people: its name and its trade are the person's."""


def without_prefix(name: str) -> str:
    """A column's name without the word by which some programs say that it is the person's:
    `Person - Phone` is a phone, `Account: Industry` an industry."""
    if firm := _OF_FIRM.fullmatch(name):
        return "Company Name" if firm[1].casefold() == "name" else firm[1]
    return _FIRST.sub("", _OF_PERSON.sub("", name, count=1))


SAID = ("referredby", "contactsource", "knows")
"""Columns of names of others, read by `who.hearsay`: by whom, from where, whom one knows."""


def signing_days(header: Sequence[str]) -> list[int]:
    """Places of the columns that say on which day somebody signed, or since when he is a client."""
    places = positions(header)
    return [at for name in ("signingday", "clientsince") for at in places.get(name, ())]


@memo(2**10)
def is_remark(name: str) -> bool:
    """Whether a column is of what somebody noted: `Comments`, `Internal Notes`, `Next Step`."""
    said = name.casefold().strip(" .:*()")
    last, whole = re.split(r"[\W_]+", said)[-1], re.sub(r"[\s_-]+", "", said)
    return not {last, whole}.isdisjoint(words("columns", "remarks"))


def plainer(name: str) -> str:
    """A column's name without what says only whose or which it is: `Person - Phone` and
    `Tel. Zentrale` are phones, so is `Telefon/Phone`, `Praxis / Firma` is a company, `Letzter
    Kontakt am` a last contact; the name itself where that leads to no word that is known."""
    bare = without_prefix(name)
    known = meanings()
    if bare != name or letters_of(name) in known:
        return bare
    if (found := _WHICH.fullmatch(name)) and letters_of(found[1]) in known:
        means = known[letters_of(found[1])] or (letters_of(found[1]),)
        if ("lastcontact" in means) if found[2] else (means[0] != "name"):
            return found[1]
    parts = [part for part in re.split(r"\s*/\s*", name.strip()) if part]
    if not 1 < len(parts) < 4 or any(part.endswith("-") for part in parts):
        return name
    words = [*map(letters_of, parts)]
    if set.intersection(*({one, *known.get(one, ())} for one in words)):
        return next((part for part in parts if letters_of(part) in known), parts[0])
    told = {known[one][0]: part for part in parts if known.get(one := letters_of(part))}
    meant, part = next(iter(told.items()), ("", name))
    return part if len(told) == 1 and meant in _EITHER else name


_WHICH = re.compile(
    r"(.{2,}?)[\s(,\-]+(?:gesch(?:\.|äftl\.|äftlich)?|dienstl(?:\.|ich)|büro|zentrale|direkt|prof\.|"
    r"professionnel(?:le)?|bureau|uff\.|ufficio|(am|vom|on|le|il|op|dnia))\)?",
    re.IGNORECASE,
)
"""What stands behind a column's name: of work, or the word before a day."""
_EITHER = ("company", "organization", "email", "jobtitle")
"""What one cell can hold though its column names two things: not a street with its town."""
_FIRST = re.compile(r"(?<=[^\W\d_])\s?1$")
"""The first of several, as programs for cards write it: `Company1`."""


def marks_of(header: Sequence[str]) -> frozenset[str]:
    """The names by which a program is recognized: each column's own, and for a word of another
    language the first English name that it stands for."""
    own = frozenset(map(_called, header))
    named = {"firstname", "lastname"} if name_parts(header) else set()
    bare = (name for name in header if without_prefix(name) == name)
    said = own | {letters_of(plainer(name)) for name in bare}
    return own | named | {_foreign()[name] for name in said if name in _foreign()}


@lru_cache(maxsize=1)
def _words() -> tuple[tuple[str, str, tuple[str, ...]], ...]:
    """(language, word, what it means) of the file, in its order."""
    found = []
    for entry in read("columns")["word"]:
        means = tuple(map(letters_of, entry["means"]))
        # Each of the English names stands for the others too, where nothing else is called so.
        for language, some in entry.items():
            for word in map(letters_of, some):
                # Programs write SOCIETE, too.
                forms = dict.fromkeys((word, without_accents(word)))
                found += [(language, form, means) for form in forms]
    return tuple(found)


@lru_cache(maxsize=1)
def _foreign() -> Mapping[str, str]:
    first: dict[str, str] = {}
    for language, word, means in _words():
        if language not in ("en", "means"):
            first.setdefault(word, means[0])
    return first
