"""Names as they are said: not in capitals, without degrees behind them, the given name first.

`JULIE SNAVELY` is Julie Snavely, `Daniel Fultz, CPA` is Daniel Fultz, and `DUPONT Marie`, as lists
in French have it, is Marie Dupont. Initials (JP, AJ) stay, and so do scripts without capitals.
"""

from __future__ import annotations

import re

from tiesmap.model.companies import has_legal_form
from tiesmap.model.names import SMALL_WORDS

_DEGREE = re.compile(
    r"(?:[A-Z]\.?){0,2}(?:CPA|CFA|CFP|CIC|CRM|CPCU|CLU|ChFC|ARM|AAI|PMP|PHR|SHRM|SPHR|MBA|EMBA|MSc|"
    r"BSc|MPA|MPH|MD|DO|DDS|DVM|DMD|RN|PE|PhD|Ph\.D\.?|M\.?D\.?|M\.B\.A\.?|JD|J\.D\.?|Esq\.?|LL\.?M\.?|"
    r"LL\.?B\.?|CISSP|CSM|AIA|SIOR|CCIM|REALTOR|FACHE|RA|EA|CLCS|CISR|ACSR|SCP)"
    r"(?:[-/ ][A-Z]{2,5})?[®™]?"
)
"""What stands behind a name and is none."""
_CAPITAL = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_NUMBERS = frozenset(("II", "III", "IV"))
_LONG = 4
"""So many letters in capitals are a word; fewer may be initials, or letters for a firm."""


def spelled(name: str) -> str:
    """The name as it is said; a firm's as it stands."""
    odd = "," in name or name.isupper() or any(map(_is_loud, name.split()))
    if not odd or has_legal_form(name):
        return name
    return _in_order(_without_degrees(name))


def _without_degrees(name: str) -> str:
    said, *behind = (part.strip() for part in name.split(","))
    if not behind or " " not in said:
        return name  # `Berg, Ada`: another order, no degree
    kept = [part for part in behind if part and not _DEGREE.fullmatch(part)]
    return ", ".join([said, *kept]) if len(kept) < len(behind) else name


def _is_loud(word: str) -> bool:
    """Whether a word is in capitals, and long enough to be no initials."""
    bare = word.strip(",.()").removeprefix("Mc").removeprefix("Mac")
    return len(bare) >= _LONG and bare.isupper() and _CAPITAL.fullmatch(bare) is not None


def _in_order(name: str) -> str:
    words = name.replace(",", " , ").split()
    letters = [word for word in words if any(map(str.isalpha, word))]
    said = name.isupper() and all(len(word) > 2 for word in letters)  # ANN LEE
    if len(letters) < 2 or not (said or any(map(_is_loud, letters))):
        return name
    whole = all(_is_loud(word) or word.isupper() for word in letters)
    family = 0
    while family < len(words) and words[family] != "," and _is_family(words, family):
        family += 1
    plain = [_plain(word, whole) for word in words]
    if not whole and "," not in words and 0 < family < len(words):
        plain = [*plain[family:], *plain[:family]]
    return " ".join(plain).replace(" ,", ",")


def _is_family(words: list[str], at: int) -> bool:
    """Whether a word at the beginning is of a family name in capitals, small words of it too."""
    small = words[at].casefold() in SMALL_WORDS
    return _is_loud(words[at]) or (small and any(map(_is_loud, words[at + 1 : at + 3])))


def _plain(word: str, whole: bool) -> str:
    if word.isupper() and word.casefold() in SMALL_WORDS:
        return word.casefold()
    if _is_loud(word) or (whole and _is_short_word(word)):
        return "".join(_begun(part) for part in re.split(r"(['’-])", word))
    return word


def _is_short_word(word: str) -> bool:
    """Whether a short word in capitals is said as a word: Al and Lee, not JP, AJ or III."""
    if word in _NUMBERS or not word.isalpha() or len(word) < 2:
        return False
    return len(word) > 2 or (bool(set(word) & set("AEIOUY")) and word[1] not in "JC")


def _begun(part: str) -> str:
    for start in ("MC", "MAC"):
        if part.upper().startswith(start) and not part[: len(start)].isupper():
            return part[: len(start)] + part[len(start) :].capitalize()
    if part[:2] == "MC" and len(part) > 4:
        return "Mc" + part[2:].capitalize()
    return part.capitalize()
