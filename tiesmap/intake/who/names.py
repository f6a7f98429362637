"""Comparing names: may two names belong to the same person?

Only used for two people who have something else in common, such as an e-mail address.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from rapidfuzz.distance import JaroWinkler

from tiesmap.intake.table.spoiled import mended
from tiesmap.intake.wordfiles import either, words
from tiesmap.model.cells import tidy_line
from tiesmap.model.companies import has_legal_form
from tiesmap.model.folding import unaccented
from tiesmap.model.memo import memo
from tiesmap.model.names import (
    TITLES,
    are_generations,
    generation_of,
    is_behind,
    is_degree,
    untitled,
)
from tiesmap.model.salutations import read_salutation
from tiesmap.model.spoken import spelled

NEAR = 0.92
"""From this Jaro-Winkler similarity on two words are one, mistyped."""

_HOW = r"(?<!\w)" + either("names", "spoken_to")
_SALUTATION = re.compile(_HOW + r"\s+(?=\S+\s+\S)", re.IGNORECASE)
_BOTH = re.compile(rf"(?:{_HOW}|\bm\.?)\s*(?:[&+/]|\b(?:und|and|et|en|y|e)\b)\s*", re.IGNORECASE)
"""Two are spoken to: Mr. and Mrs. Moor."""
_SALUTATIONS = frozenset(words("names", "salutations"))
"""The words with which the pattern begins; with none of them it need not be tried."""
_OUTSIDE = re.compile(
    r"\s*[\[(<]\s*(?:extern(?:al|e|o)?|ext\.?|guest|gast)\s*[\])>]", re.IGNORECASE
)
_PRONOUN = either("names", "pronouns")
_PRONOUNS = re.compile(
    rf"\s*[(\[]\s*(?:{_PRONOUN}(?:\s*[/|,·]\s*{_PRONOUN})+|any pronouns)\s*[)\]]"
    rf"|\s+{_PRONOUN}(?:/{_PRONOUN})+$",
    re.IGNORECASE,
)
"""How somebody is spoken of: `(she/her)`, `(er/ihm)`."""
_BORN = re.compile(
    r"[\s,]*[(\[,\s]\s*" + either("names", "born") + r"\s+([^()\[\]]{2,60}?)\s*[)\]]?\s*$",
    re.IGNORECASE,
)
_NOTHING = frozenset(("n/a", "#n/a", "#ref!", "#name?", "#value!", "-", "--", "(none)"))


def _groups() -> dict[str, frozenset[int]]:
    found: dict[str, set[int]] = {}
    for number, group in enumerate(words("names", "alike")):
        for word in group.split():
            # As `words_of` has it: Joe is jo, Michael is michal.
            found.setdefault(unaccented(word), set()).add(number)
    return {word: frozenset(numbers) for word, numbers in found.items()}


_NICKNAMES = _groups()
"""A given name, long or short -> the numbers of the groups of those that stand for one another."""


_SIGNS = re.compile("[\u2190-\u2bff\U0001f000-\U0001faff\ufe0f\u200d]")
"""Arrows, stars, ticks and pictures, which no name has."""
_ADDRESS = re.compile(r"[^\s@]+@[^\s@]+\.[^\s@]{2,}")
_BRACKETED = re.compile(r"(.*\S)\s*\(([^()]+)\)")
_MASTER = re.compile(r"[MB]\.\s?(?:A|Eng|Ed)\.")
_PLAIN = re.compile(r"[^\W\d_]+(?: [^\W\d_]+)*")
"""Words of letters: the usual name, in which there is nothing to clean."""


def clean_name(text: str) -> str:
    """A name without what does not belong to it.

    That is: HTML signs, a lone `-` for a first name, a mail server's internal path, words for
    "nothing", Mr. and Frau, `[External]`, pronouns."""
    bare = text.replace(" ", "")
    if bare.isalpha() and bare.isascii() and _SALUTATIONS.isdisjoint(text.lower().split(" ")):
        return " ".join(text.split())
    text = tidy_line(mended(text))
    if text.lower().startswith(("/o=", "/cn=")) or text.casefold() in _NOTHING:
        return ""
    if "@" in text and _ADDRESS.fullmatch(text):
        return ""
    text = _OUTSIDE.sub("", text)
    if not text.isascii() or " | " in text:
        first = text.partition(" | ")[0]
        text = " ".join(_SIGNS.sub(" ", first if " " in first else text).split()) or text
    if not _BOTH.match(text):
        text = _SALUTATION.sub("", text, count=1)
    if "/" in text or "(" in text or "[" in text:
        text = " ".join(_PRONOUNS.sub("", text).split()) or text
        text = _without_degree(text)
    if _PLAIN.fullmatch(text):
        return text
    words = text.split(" ")
    if all(len(end) > 1 and set(end) <= _DIVIDING for end in (words[0], words[-1])):
        return ""  # --- NORTH ---: a line between rows
    while len(words) > 1 and not any(map(str.isalnum, words[0])):
        del words[0]
    while len(words) > 1 and not any(map(str.isalnum, words[-1])):
        del words[-1]
    if any(map(str.isalnum, words[0])):
        return " ".join(words)
    return "" if set(text) <= set("-–—._*?/ ") else text


_DIVIDING = frozenset("-–—_*=~#")


def _without_degree(name: str) -> str:
    """A name without a degree in brackets behind it: `Holger Rapp (M.Sc.)`."""
    found = _BRACKETED.fullmatch(name)
    if found is None:
        return name
    inside = unaccented(found[2]).split()
    titles = bool(inside) and all(word in TITLES for word in inside)
    return found[1] if titles or is_degree(found[2]) or _MASTER.fullmatch(found[2]) else name


def is_salutation(text: str) -> bool:
    """Whether a text only says how somebody is spoken to: Frau, Mme, Mr., Dr."""
    words = unaccented(text).split()
    return bool(words) and all(word in _SALUTATIONS or word in TITLES for word in words)


_JOINING = frozenset(("&", "+", "/", "und", "and", "et", "y", "e", "en"))


def salutation_in(name: str) -> str:
    """Mr or Ms, where a name is written with it: `Herr Dr. Max Muster`; else ""."""
    words = name.lower().replace(".", " ").split()
    if _SALUTATIONS.isdisjoint(words) or not _JOINING.isdisjoint(words):
        return ""  # Herr und Frau Moor are two
    found = _SALUTATION.search(name)
    return read_salutation(found[0])[0] if found else ""


def split_born(name: str) -> tuple[str, str]:
    """(name, earlier name): `Sara Lowrie (née Offner)` was once Sara Offner; else ""."""
    found = _BORN.search(name)
    if found is None or not name[: found.start()].strip():
        return name, ""
    now = name[: found.start()].strip(" ,")
    return now, before(found[1], now)


def before(former: str, name: str) -> str:
    """An earlier name in full: a family name alone gets the given name of today."""
    given = name.rpartition(" ")[0]
    return f"{given} {former}" if given and " " not in former.strip() else former


def turned(name: str) -> str:
    """A name in the order in which it is said: `Berg, Dr. Ada` is Dr. Ada Berg.

    What stands behind the comma may be no given name: a title, a degree, a legal form.
    """
    whole, _, last = (part.strip() for part in name.rpartition(","))
    if "," in whole and _is_after(last):
        return f"{turned(whole)}{',' if is_degree(last) else ''} {last}"
    family, _, given = (part.strip() for part in name.partition(","))
    words = unaccented(given).split()
    if not family or not words or "," in given or not is_written_back(name):
        return name
    first, _, last = given.rpartition(" ")
    if first and generation_of(f"x {given}"):
        return f"{first} {family} {last}"  # PRUITT, DWAYNE JR.
    return f"{given} {family}"


def _is_after(text: str) -> bool:
    """Whether a text stands behind a whole name: Jr., III, a degree."""
    return is_degree(text) or bool(generation_of(f"x y {text}"))


def is_written_back(name: str) -> bool:
    """Whether a name has the family name first and a comma behind it."""
    family, comma, given = name.partition(",")
    if not comma:
        return False  # nearly every name
    if "," in given and _is_after(given.rpartition(",")[2]):
        given = given.rpartition(",")[0]
    words = unaccented(given).split()
    if not words or "," in given or not 0 < len(unaccented(family).split()) < 5:
        return False
    if len(words) > 4 or any(map(str.isdigit, name)) or _SUFFIX.search(given):
        return False
    degree = given.strip().replace(".", "")
    if degree.isupper() and len(degree) < 6 and not family.isupper():
        return False
    return not all(word in TITLES for word in words)


_SUFFIX = re.compile(rf"\b{either('names', 'suffixes')}\b")


_FOR = re.compile(rf"^.{{2,60}}?\s{either('names', 'on_behalf')}\s(?=\S)", re.IGNORECASE)
"""Who writes in somebody's name: the mail is that one's."""


@memo(2**14)
def shown_name(text: str) -> str:
    """The name in what a mail program shows: `Hart, Bo (Berg AG, Einkauf)` is Bo Hart."""
    text = _FOR.sub("", clean_name(text), count=1)
    bare = re.sub(r"\s*(?:\([^()]*\)|\[[^\[\]]*\])\s*$", "", text)
    first = re.split(r"\s+(?:\||-|\u2013|\u2014|/|\u00b7)\s+", bare, maxsplit=1)[0]
    if " " in first.strip():
        bare = first.strip()
    return spelled(turned(bare)) if bare else text


_AT_FIRM = re.compile(
    r"(\S+\s+[^@(\[,]*[^@(\[,\s])(?:\s+(@)\s*|\s+([(\[])|(,)\s+)([^\W\d_][^@,;()\[\]]*)[)\]]?"
)


def split_firm(text: str) -> tuple[str, str, str]:
    """A full name, the sign behind it (@, a bracket or a comma) and what follows, which may be the
    firm: `Jane Roe @ Acme`, `Jane Roe (Acme)`, `Jane Roe, Acme`; the text alone for any other."""
    found = _AT_FIRM.fullmatch(text.strip())
    if found is None:
        return text, "", ""
    name, *signs, firm = found.groups()
    return name, next(filter(None, signs)), firm.strip()


def is_persons(name: str) -> bool:
    """Whether a name is a person's in full, not a firm's or a department's."""
    return len(words_of(name)) > 1 and not has_legal_form(name) and not any(map(str.isdigit, name))


_AND = re.compile(
    r"\b[^\W\d_]{2,}\s*(?:&|\+|\bund\b|\band\b|\bet\b|\by\b|\be\b|\ben\b)\s*[^\W\d_]{2,}", re.I
)


def has_and(name: str) -> bool:
    """Whether a name has two words joined as for two people: `Jana & Jonas`."""
    return _AND.search(name) is not None


def join_name(parts: Sequence[str]) -> str:
    """Given, further and family names joined to one name, in the order usual in their script."""
    said = [part for part in parts if part]
    if len(said) > 1 and _script(said[-1]) in ("CJK", "HIRAGANA", "KATAKANA", "HANGUL"):
        said = [said[-1], *said[:-1]]
    return " ".join(" ".join(said).split())


_BESIDE = re.compile(
    r"\(.*?\)|\[.*?\]|(?<=[^\W\d_] )(?:\"[^\"]+\"|[“„][^“”]+[“”]|«[^»]+»|'[^']+'(?!\w))"
)
"""What is said in brackets, and how somebody is called, in quotes: Robert "Bob" Hart."""


@memo(2**14)
def words_of(name: str) -> tuple[str, ...]:
    """The words of a name, given name first, without titles: `Berg, Dr. Ada` is ada, berg.

    Umlauts written out are as those that are not: mueller is muller.
    """
    family, comma, given = name.partition(",")
    if comma and len(family.split()) > 1 and is_behind(family, given):
        name = family
    elif comma and len(unaccented(given).split()) and len(unaccented(family).split()) < 4:
        rest = [word for word in unaccented(given).split() if word not in TITLES]
        if rest:
            name = f"{given} {family}"
    if _BESIDE.search(name):
        name = _BESIDE.sub(" ", name)
    said = unaccented(name).split()
    return tuple(said if TITLES.isdisjoint(said) else _untitled(said))


def _untitled(words: list[str]) -> list[str]:
    return untitled(words) or words


def is_same_name(one: str, other: str) -> bool:
    """Whether two names are the same, whatever the order, accents and titles."""
    mine, theirs = words_of(one), words_of(other)
    if sorted(mine) == sorted(theirs):
        return not are_generations(one, other)
    # A script without blanks between the names: 山田 太郎.
    return not (one.isascii() or other.isascii()) and "".join(mine) == "".join(theirs)


def is_short_for(one: str, other: str) -> bool:
    """Whether two given names stand for one another: Bob and Robert, T and Test.

    Names alike are not enough: Jan and Jana, Martin and Marvin share a roof and an address.
    """
    if one == other or (min(len(one), len(other)) == 1 and one[:1] == other[:1]):
        return True
    return bool(short_groups(one) & short_groups(other))


def short_groups(given: str) -> frozenset[int]:
    """The numbers of the groups of given names that a name stands in: Bob and Robert share one."""
    return _NICKNAMES.get(given, frozenset())


def may_be_one(one: str, other: str, *, renamed: bool = True) -> bool:
    """Whether two names can be those of one person who is known by something else.

    A part of a name, initials, short forms and a family name mistyped are the same person's; so
    is, with `renamed`, the same given name with another family name (she married). Two given names
    are two people, also with one family name.
    """
    mine, theirs = words_of(one), words_of(other)
    if are_generations(one, other):
        return False
    if not mine or not theirs or is_same_name(one, other):
        return True
    if _script(one) != _script(other):
        return True  # Taro Yamada and 山田太郎: nothing in them can disagree
    if any(word.isdigit() for word in set(mine) ^ set(theirs)):
        return False
    few, many = sorted((mine, theirs), key=len)
    if set(few) <= set(many) or _fits_in(few, many):
        return True
    whole = len(few) > 1 and min(len(mine[0]), len(theirs[0])) > 1
    return renamed and whole and is_short_for(mine[0], theirs[0])


def _fits_in(few: Sequence[str], many: Sequence[str]) -> bool:
    """Whether each word of one name matches a different word of the other, at least one in full."""
    left = list(many)
    whole = False
    for place, word in enumerate(few):
        like = is_short_for if place == 0 else _is_typed_for
        found = next((other for other in left if other == word), None)
        found = found or next((other for other in left if like(word, other)), None)
        if found is None:
            return False
        whole = whole or len(word) > 1 < len(found)
        left.remove(found)
    return whole


def _is_typed_for(one: str, other: str) -> bool:
    return is_short_for(one, other) or (
        one[0] == other[0] and JaroWinkler.similarity(one, other) >= NEAR
    )


def _script(text: str) -> str:
    """The script of the first letter."""
    for sign in text:
        if sign.isalpha():
            if sign.isascii():
                return "LATIN"
            return unicodedata.name(sign, "?").partition(" ")[0]
    return ""


def is_full(name: str) -> bool:
    """Whether a name has a given and a family name; a single word could be anybody's."""
    return len(re.findall(r"\w{2,}", name)) > 1
