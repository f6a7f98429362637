"""Recognizing the code page of a text by the letters that names and companies would have in it.

Every code page makes letters of any bytes; the right one makes names. A reading is weighed by how
often its letters stand in names of one language, and beside which others (letters.json, counted
from lists of names); signs and capitals inside a word, and two scripts in one, weigh against it.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from math import log

from tiesmap.intake.table.typography import fitting_signs
from tiesmap.intake.wordfiles import FOLDER, read
from tiesmap.model.memo import memo

CODE_PAGES: Mapping[str, float] = {"cp1252": 0.0} | read("codepages")["pages"]
"""The code pages of spreadsheets and address books, with the logarithm of how much rarer than the
first each of them is."""
_RARE: Mapping[str, float] = read("codepages")["languages"]
OPEN = 3.0
"""Readings that are nearer than this (in natural logarithms, 20 to 1) are about as likely."""
SAMPLE = 6_000
"""Characters beyond ASCII that are weighed: far more than it takes."""

_ASCII_LETTER = -3.3
_UNKNOWN = -9.0
_FOREIGN = -3.0
_WESTERN = frozenset(("German", "French", "Italian", "Spanish", "Portuguese", "Dutch"))
"""Languages that stand in one list, since one code page has the letters of all of them."""
_STRANGE = {
    "capital": -5.0, "script": -7.0, "sign": -7.0, "sign inside": -11.0, "lower": -0.7,
    "drawing": -13.0,
}  # fmt: skip
_KNOWN_SIGNS = "\u00a0’‘“”„–—…·«»°№&´`®™©€£§"
_MANY = {"Japanese": 2_965, "Chinese": 3_755, "Taiwanese": 5_401, "Korean": 2_350}
"""How many characters of a script with many are in common use."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A text decoded with a code page; `score` is the natural logarithm of its likelihood."""

    encoding: str
    text: str
    score: float


@dataclass(frozen=True, slots=True)
class _Letters:
    """The letters of a language in names, as logarithms of their shares."""

    name: str
    share: Mapping[str, float]
    before: Mapping[str, str] = field(default_factory=dict)
    after: Mapping[str, str] = field(default_factory=dict)
    floor: float = _UNKNOWN


def readings(sample: bytes) -> list[Reading]:
    """The possible readings of a file's lines, likeliest first.

    Where several code pages give the same text, it is there once, under the commonest of them."""
    found: dict[str, Reading] = {}
    for encoding, rarity in CODE_PAGES.items():
        try:
            plain = sample.decode(encoding)
        except UnicodeError:
            continue
        text = unicodedata.normalize("NFC", plain)
        if any("\x80" <= sign <= "\x9f" for sign in text):
            continue
        if text in found:
            continue
        # A mark behind a letter makes one sign of two: the letter is weighed as in other readings.
        score = _weigh(text) + _ASCII_LETTER * (len(plain) - len(text))
        found[text] = Reading(encoding, text, score + rarity)
    return sorted(found.values(), key=lambda reading: -reading.score)


def open_readings(found: list[Reading]) -> list[Reading]:
    """The readings that are about as likely as the first one, including it."""
    return [one for one in found if found[0].score - one.score < OPEN][:4]


def _weigh(text: str) -> float:
    """How likely a text is as names in the language that fits best."""
    counts, fixed = _features(text)
    return fixed + max(_score(language, counts) for language in _languages())


def _features(text: str) -> tuple[list[tuple[str, str, str]], float]:
    """Each letter beyond ASCII with its neighbors, and what is the same in any language."""
    letters: list[tuple[str, str, str]] = []
    fixed = 0.0
    fitting = fitting_signs(text)
    for at, sign in enumerate(text):
        before = text[at - 1] if at else " "
        after = text[at + 1] if at + 1 < len(text) else " "
        if sign.isascii():
            fixed += _ASCII_LETTER if sign.isalpha() else 0.0
            continue
        if sign.isalpha() or unicodedata.category(sign)[0] == "M":
            letters.append((_small(sign), _small(before), _small(after)))
            fixed += _strangeness(sign, before, after)
        elif at in fitting:
            fixed += fitting[at]
        elif "\u2500" <= sign <= "\u25ff":
            fixed += _STRANGE["drawing"]
        elif _is_inside(before, after):
            fixed += _STRANGE["sign" if sign in "’‘·\u00a0–´" else "sign inside"]
        elif sign in "©®§¦¬±¶µ¤" and after.islower():
            fixed += _STRANGE["sign inside"]  # ©árka is Šárka
        else:
            fixed += _STRANGE["sign"] * (0.7 if sign in _KNOWN_SIGNS else 1.4)
        if len(letters) >= SAMPLE:
            break
    return letters, fixed


def _strangeness(sign: str, before: str, after: str) -> float:
    """The evidence against a letter in its place."""
    odd = 0.0
    starts = not before.isalpha()
    if sign.isupper() and before.isalpha() and (before.islower() or after.islower()):
        odd += _STRANGE["capital"]
    elif sign.islower() and starts:
        odd += _STRANGE["capital"] if after.isalpha() and after.isupper() else _STRANGE["lower"]
    elif sign.islower() and before.isupper() and after.isupper():
        odd += _STRANGE["capital"]
    if after.isupper() and sign.islower():
        odd += _STRANGE["capital"]
    for beside in (before, after):
        if beside.isalpha() and _script(beside) != _script(sign):
            odd += _STRANGE["script"]
    return odd


def _is_inside(before: str, after: str) -> bool:
    """Whether what is between these two letters is part of a word."""
    return all(beside.isalpha() or not beside.isascii() for beside in (before, after))


def _score(language: _Letters, letters: list[tuple[str, str, str]]) -> float:
    total = _RARE.get(language.name, 0.0)
    for sign, before, after in letters:
        share = language.share.get(sign)
        if share is None:
            here = language.floor if _script(sign) == "many" else _UNKNOWN
            total += _neighboring(sign, before, after) if language.name in _WESTERN else here
            continue
        total += share
        if language.before:
            total += 0.5 if before in language.before.get(sign, "") else -0.8
            total += 0.5 if after in language.after.get(sign, "") else -0.8
    return total


@memo(2**14)
def _neighboring(sign: str, before: str, after: str) -> float:
    """What a letter weighs that a Western language does not have: a name of another one of them,
    as in a list of Swiss people."""
    found = [
        language.share[sign]
        + (0.5 if before in language.before.get(sign, "") else -0.8)
        + (0.5 if after in language.after.get(sign, "") else -0.8)
        for language in _languages()
        if sign in language.share and language.name in _WESTERN
    ]
    return max(_UNKNOWN, max(found, default=_UNKNOWN) + _FOREIGN)


def _small(sign: str) -> str:
    return sign if sign == "İ" else sign.lower()[:1]


@lru_cache(maxsize=2**14)
def _script(sign: str) -> str:
    """A word for the script of a letter."""
    code = ord(sign)
    if code < 0x250 or 0x1E00 <= code < 0x1F00 or 0x300 <= code < 0x370:
        return "latin"
    if 0x3040 <= code < 0xA000 or 0xAC00 <= code < 0xD7B0 or 0xF900 <= code < 0xFB00:
        return "many"
    if code >= 0xFF00:
        return "many"
    return unicodedata.name(sign, "?").split()[0]


@lru_cache(maxsize=1)
def _languages() -> tuple[_Letters, ...]:
    told = json.loads((FOLDER / "letters.json").read_text(encoding="utf-8"))["languages"]
    found = []
    for name, said in told.items():
        total = sum(said["counts"])
        many = _MANY.get(name, 0)
        known = 0.6 if many else 0.97
        share = {
            sign: log(known * count / total)
            for sign, count in zip(said["letters"], said["counts"], strict=True)
        }
        common = _common(name) if many else ()
        for sign in common:
            share.setdefault(sign, log(0.35 / many))
        found.append(
            _Letters(
                name,
                share,
                said.get("before", {}),
                said.get("after", {}),
                log(0.05 / 10_000) if many else _UNKNOWN,
            )
        )
    return tuple(found)


def _common(name: str) -> set[str]:
    """The characters in common use of a script with many, by where its standard has them."""
    first, last, encoding = {
        "Japanese": (0xB0, 0xCF, "euc_jp"),
        "Chinese": (0xB0, 0xD7, "gb2312"),
        "Taiwanese": (0xA4, 0xC6, "big5"),
        "Korean": (0xB0, 0xC8, "euc_kr"),
    }[name]
    second = [*range(0x40, 0x7F), *range(0xA1, 0xFF)] if name == "Taiwanese" else range(0xA1, 0xFF)
    pairs = (bytes((one, two)) for one in range(first, last + 1) for two in second)
    found = {pair.decode(encoding, "ignore") for pair in pairs}
    if name == "Japanese":
        found |= {chr(code) for code in (*range(0x3041, 0x3097), *range(0x30A1, 0x30FD))} | {"々"}
    return {sign for sign in found if len(sign) == 1}


# Text in which every byte is ASCII, and yet none of it may be what it seems -----------------------

_ESCAPES = re.compile(rb"\x1b(?:\$[@ABC]|\$\([A-D]|\([BIJ]|\$\)C|\.[AF])")
_HZ = re.compile(rb"~\{(?:[!-}][!-~])+~\}")
_SEVEN = re.compile(r"\+(?!-)([A-Za-z0-9+/]*)")


def escaped_encoding(data: bytes) -> str:
    """The encoding of a text that switches alphabets by escape sequences, or utf-7; empty for
    text that is what it seems."""
    start = data[: 2**20]
    candidates: tuple[str, ...] = ()
    if _ESCAPES.search(start):
        candidates = ("iso2022_kr",) if b"\x1b$)C" in start else ()
        candidates += ("iso2022_jp", "iso2022_jp_2", "iso2022_jp_ext", "iso2022_kr")
    elif _HZ.search(start):
        candidates = ("hz",)
    elif _may_be_utf7(start):
        candidates = ("utf_7",)
    for encoding in candidates:
        try:
            text = data.decode(encoding)
        except UnicodeError:
            continue
        if not text.isascii() and "\x1b" not in text:
            return encoding
    return ""


def _may_be_utf7(start: bytes) -> bool:
    """Whether every + begins letters in base 64, as it does in a mailbox of the nineties: in any
    other text one stands before a number."""
    if b"+" not in start or not start.isascii():
        return False
    letters = 0
    for found in _SEVEN.finditer(start.decode("ascii")):
        try:
            said = f"+{found[1]}-".encode().decode("utf_7")
        except UnicodeError:
            return False
        if not said or not all(c.isalpha() or c in "’–—" or unicodedata.combining(c) for c in said):
            return False
        if len({_script(c) for c in said if c.isalpha()}) > 1:
            return False
        letters += not said.isascii()
    return letters > 0
