"""How somebody is addressed, as files say it: Mr or Ms, and the academic title before the name.

Never guessed from a first name: where no file and no hand says it, nor a title in a woman's form
(Inhaberin), a letter takes the neutral form.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import StrEnum

from tiesmap.model.folding import unaccented
from tiesmap.model.wordfiles import NAMES, listed


class Salutation(StrEnum):
    """Mr or Ms, whatever language says it."""

    MR = "Mr"
    MS = "Ms"


def _by_word(mr: str, ms: str) -> dict[str, str]:
    lists = {Salutation.MR: mr, Salutation.MS: ms}
    return {word: form.value for form, name in lists.items() for word in listed(NAMES, name)}


_FORM_OF, _SEX_OF = _by_word("mr", "ms"), _by_word("man", "woman")
"""Words of address, and what a column on men and women says, without accents and stops."""
_ACADEMIC = frozenset(listed(NAMES, "academic"))
_BEHIND = frozenset(listed(NAMES, "behind"))
"""Words of a title that stand behind another: Dr. med. dent."""
_SAID = frozenset(("dr", "prof", "professor", "professorin"))
"""Titles that a letter says beside the name."""


def read_salutation(text: str) -> tuple[str, str]:
    """The form of address and the academic title that a text says, such as `Sehr geehrte Frau Dr.
    Weber` or `Prof.`; "" for each that it does not say, and for `Herr/Frau`, which says neither."""
    forms: set[str] = set()
    titles: list[str] = []
    for word in _words(text):
        plain = _plain(word)
        if plain in _FORM_OF:
            forms.add(_FORM_OF[plain])
        elif is_academic(word) or (titles and _is_behind(word)):
            titles.append(word)
    return (forms.pop() if len(forms) == 1 else ""), " ".join(titles)


def is_academic(word: str) -> bool:
    """Whether a word is an academic title: Dr., Prof., Dipl.-Ing., Dr.med."""
    first, *others = _parts(word) or [""]
    return first in _ACADEMIC and all(one in _ACADEMIC | _BEHIND for one in others)


def read_sexes(texts: Sequence[str]) -> list[str]:
    """The forms of address that a column on men and women gives; "" where a cell says neither.

    Beside an H the M is a woman's, as in Spanish (hombre, mujer).
    """
    plain = [_plain(text) for text in texts]
    found = dict(_SEX_OF)
    if "h" in plain and "f" not in plain:
        found["m"] = Salutation.MS.value
    return [found.get(word, "") for word in plain]


def academic_said(academic_title: str) -> str:
    """What a letter says of an academic title: Prof. Dr. of Prof. Dr.med."""
    firsts = (re.match(r"\w+\.?", word) for word in academic_title.split())
    return " ".join(one[0] for one in firsts if one and _plain(one[0]) in _SAID)


def says_nothing_else(text: str) -> bool:
    """Whether a text is a form of address or an academic title and no more, so that it is no
    position: `Frau Dr.`; Professor written out is what somebody does."""
    words = _words(text)
    known = (_plain(one) in _FORM_OF or is_academic(one) or _is_behind(one) for one in words)
    return all(known) and not all(_plain(word).startswith("professor") for word in words)


def _words(text: str) -> list[str]:
    return re.findall(r"[^\s,;/()]+", text)


def _is_behind(word: str) -> bool:
    parts = _parts(word)
    return bool(parts) and word[0].islower() and all(part in _BEHIND for part in parts)


def _plain(word: str) -> str:
    return unaccented(word).replace(" ", "")


def _parts(word: str) -> list[str]:
    return unaccented(word).split()


def form_of(salutation: str, title: str) -> str:
    """Mr or Ms as a file says it; else Ms where the title is a woman's in German, as Inhaberin,
    Schreinermeisterin and Leiterin are. The other form of a title says nothing."""
    return salutation or (Salutation.MS.value if _OF_A_WOMAN.search(title) else "")


_OF_A_WOMAN = re.compile(
    r"(?:meister|inhaber|leiter|führer|berater|direktor|präsident|assistent|ingenieur|architekt"
    r"|sachbearbeiter|mitarbeiter|einkäufer|verkäufer|vertreter|referent|gründer|unternehmer"
    r"|rechtsanwält|ärzt|lehrer|sekretär|techniker|planer|händler|prokurist|partner"
    r"|handwerker|betreuer|entwickler|koordinator|chef|wirt|schreiner|maler|buchhalter)in\b",
    re.IGNORECASE,
)
