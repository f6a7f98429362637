"""Names as one says them: not in capitals, without titles and degrees, the given name first.

`JULIE SNAVELY` is Julie Snavely, `Daniel Fultz, CPA` is Daniel Fultz, and `DUPONT Marie`, as lists
in French have it, is Marie Dupont. Initials (JP, AJ) stay, and so do scripts without capitals and
whatever holds signs that no name has.
"""

from __future__ import annotations

import re
import unicodedata
from itertools import dropwhile, takewhile

from tiesmap.model.companies import has_legal_form
from tiesmap.model.memo import memo
from tiesmap.model.names import SMALL_WORDS, TITLES, is_behind, is_degree
from tiesmap.model.wordfiles import NAMES, listed

_AS_SAID = re.compile(r"(?:[A-Z][a-z'.-]*[a-z.]|[A-Z])(?: (?:[A-Z][a-z'.-]*[a-z.]|[a-z]+)){0,4}")
_OF_NAMES = str.maketrans("", "", " .,'’-®™\"“”„«»")
"""Takes away what stands in names beside letters."""
_CAPITAL = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_INITIAL = re.compile(r"[^\W\d_]\.?|(?:[^\W\d_]\.-?){2,}")
_IN_TITLES = str.maketrans("żªº", "zao")
"""Signs in titles alone: Polish inż., Portuguese Engª."""
_NUMBERS = frozenset(("II", "III", "IV"))
_NO_GIVEN = frozenset(("jr", "sr", "ii", "iii", "iv", "city"))
_NOBLE = frozenset(listed(NAMES, "noble"))
"""Words of nobility, which are part of the family name."""
_NAMELESS = frozenset(("the", "team", "sir", "lady"))
"""Words that no given name follows: a letter begins with the whole name."""
_ROLES = frozenset(listed(NAMES, "functions"))
"""Words of functions: NASA Liaison is nobody's family and given name."""
_LONG = 4
"""So many letters in capitals are a word; fewer may be initials, or letters for a firm."""


@memo(2**14)
def spoken(name: str) -> str:
    """A full name as one says it: "DANIEL FULTZ, CPA" is Daniel Fultz, "Berg, Dr. Ada" Ada Berg.

    One rule for titles, whatever file a name comes from: they are no part of it. Dr. Meyer, of whom
    no given name is known, stays as he is; letters greet with the title (`addressed`).
    """
    words = _titled(name).split(" ")
    titles = sum(1 for _ in takewhile(_is_title_before, words))
    return " ".join(words[titles:]) if titles and len(words) - titles > 1 else " ".join(words)


def _titled(name: str) -> str:
    """A full name as one says it, with the titles before it."""
    said = spelled(name)
    if "," not in said:
        return said  # nearly every name; in large files this is asked of everybody
    family, _, given = (part.strip() for part in said.partition(","))
    if _is_given(given) and _is_family_alone(family.split()) and not _is_odd(name):
        return f"{given} {family}"
    return said


def spelled(name: str, *, turn: bool = True) -> str:
    """A name as one says it, what stands around a comma in its order; a firm's as it is written.

    A family name in capitals at the beginning goes behind the given name only with `turn`: where
    columns say which is which, THORSTEN Behrens has his given name in capitals.
    """
    if _is_as_said(name) or _is_odd(name):
        return name
    return _in_order(_without_degrees(name), turn)


def begins_with_family(name: str) -> bool:
    """Whether only the beginning of a name is in capitals, as a family name's: DUPONT Marie."""
    if _is_as_said(name) or _is_odd(name):
        return False
    return spelled(name) != spelled(name, turn=False)


def given_name(name: str) -> str:
    """The given name, without titles and what goes with the family name; "" where none is plain.

    Detlef of Dr. Detlef Dühring, Hans-Jürgen of Hans-Jürgen Freiherr von Bülow.
    """
    words = _titled(name).split()
    while words and _is_title(words[0]):
        del words[0]
    if not words or not all(_is_latin(word) for word in words):
        return ""
    first, *others = words
    of_family = any(word.casefold() in SMALL_WORDS | _NOBLE for word in others)
    if not (len(others) in (1, 2) or (others and of_family)):
        return ""
    plain = len(first) > 1 and first[0].isupper() and not first.isupper() and "." not in first
    return first if plain and first.casefold() not in _NAMELESS | _NOBLE else ""


def addressed(name: str, *, by_first_name: bool = True) -> str:
    """What follows the greeting of a letter: the given name where it is plain (or the whole name,
    with no title but Dr. and Prof.), else the whole name.

    An initial is no given name: W. ter Horst is greeted without a name, Dr. W. ter Horst as Dr. ter
    Horst.
    """
    if (given := given_name(name)) and by_first_name:
        return given
    words = _titled(name).split()
    titles = list(takewhile(lambda word: _is_title(word) and not _is_initial(word), words))
    rest = words[len(titles) :]
    family = list(dropwhile(_is_initial, rest))
    if 0 < len(family) < len(rest) and all(map(_is_latin, rest)):
        return " ".join([*titles, *family]) if titles else ""
    if given:
        titles = [word for word in titles if word.casefold().startswith(("dr", "prof"))]
    return " ".join([*titles, *rest])


def titles_before(name: str) -> str:
    """Dr. and Prof. before a name, as a letter says them: Prof. Dr. of Prof. Dr. med. Ada Berg."""
    before = takewhile(_is_title, _titled(name).split())
    return " ".join(word for word in before if word.casefold().startswith(("dr", "prof")))


def family_name(name: str) -> str:
    """The family name as it follows Mr: van der Berg of Anna van der Berg; the whole name where it
    is not plain which it is, "" in scripts where it stands first."""
    words = spoken(name).split()
    if not words or not all(map(_is_latin, words)):
        return ""
    rest = [word for word in words[1:] if not _is_initial(word)]
    small = next((at for at, word in enumerate(rest) if word.casefold() in SMALL_WORDS), -1)
    if small >= 0:
        return " ".join(rest[small:])
    return rest[0] if len(rest) == 1 else " ".join(words)


def _is_initial(word: str) -> bool:
    return _INITIAL.fullmatch(word) is not None


def _is_title(word: str) -> bool:
    """Whether a word before a name is a title, also one of several parts: Dipl.-Ing., Dr.med."""
    if word.casefold() in ("dent.", "vet.", "univ."):  # Dr. med. dent.
        return True
    low = word.casefold().strip(".,").translate(_IN_TITLES)
    return low.replace(".", "") in TITLES or all(part in TITLES for part in re.split(r"[.-]+", low))


def _is_title_before(word: str) -> bool:
    """Whether a word is a title and surely no initial and no name: Dr, Prof., Mag., Engº."""
    low = word.casefold()
    sure = not {*".ªº"}.isdisjoint(low) or low in (
        "dr",
        "drs",
        "dra",
        "prof",
        "professor",
        "dott",
        "mgr",
    )
    return sure and len(low.strip(".")) > 1 and _is_title(word)


def _is_latin(word: str) -> bool:
    return all("LATIN" in unicodedata.name(letter, "") or letter in "-'’." for letter in word)


def _is_as_said(name: str) -> bool:
    """Whether a name stands as one says it: nearly every name does, which is told at once."""
    return name.isascii() and _AS_SAID.fullmatch(name) is not None


def _is_odd(name: str) -> bool:
    """Whether a text holds what no person's name has."""
    letters = name.translate(_OF_NAMES)
    return not (letters.isalpha() or not letters) or has_legal_form(name)


def _is_given(text: str) -> bool:
    """Whether what stands behind a comma is a given name: `City of` and `Jr.` are none."""
    words = text.split()
    return 0 < len(words) < 3 and all(
        word[0].isupper() and word.strip(".,").casefold() not in _NO_GIVEN for word in words
    )


def _is_family_alone(words: list[str]) -> bool:
    """Whether words before a comma are a family name alone: Von Stein, and not Ada Berg."""
    return len(words) == 1 or (1 < len(words) < 4 and words[0].casefold() in SMALL_WORDS)


def _without_degrees(name: str) -> str:
    said, *behind = (part.strip() for part in name.split(","))
    kept = [part for part in behind if part and not is_behind(said, part)]
    shorter = len(kept) < len(behind) and (" " in said or kept)  # `Le, Do`: another order
    named = ", ".join([said, *kept]) if shorter else name
    words = named.split()
    last = len(words)
    while last > 2 and "," not in named and is_degree(words[last - 1]):
        last -= 1
    return named if last == len(words) else " ".join(words[:last])


def _is_loud(word: str) -> bool:
    """Whether a word is in capitals, and long enough to be no initials."""
    bare = word.strip(",.()").removeprefix("Mc").removeprefix("Mac")
    return len(bare) >= _LONG and bare.isupper() and _CAPITAL.fullmatch(bare) is not None


def _in_order(name: str, turn: bool) -> str:
    words = name.replace(",", " , ").split()
    letters = [word for word in words if any(map(str.isalpha, word))]
    said = name.isupper() and all(len(word) > 2 for word in letters)  # ANN LEE
    if len(letters) < 2 or not (said or any(map(_is_loud, letters))):
        return name
    whole = all(_is_loud(word) or word.isupper() for word in letters)
    family = 0
    while family < len(words) and words[family] != "," and _is_family(words, family):
        family += 1
    if any(word.casefold() in _ROLES for word in words[family:]):
        return name
    plain = [_plain(word, whole) for word in words]
    turned = turn and not whole and "," not in words and 0 < family < len(words)
    if turned and words[family] not in SMALL_WORDS:  # SANDER van Dyk is in order
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
