"""Names of firms: texts that name none, and whether two are spellings of one."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from tiesmap.model.folding import unaccented
from tiesmap.model.memo import memo
from tiesmap.model.names import accents
from tiesmap.model.wordfiles import COMPANIES, listed

_LEGAL = re.compile(
    r"\b(?:g?GmbH|mbH|AG|KG|KGaA|[Oo]HG|UG|GbR|eG|PartG(?:mbB)?|mbB|e\. ?[KV]\.|e\.?K|SE"
    r"|Ltd|Limited|LLC|LLP|Inc|Corp|Corporation|PLC|Pty|SA|SAS|S\.A\.S|S[AÀàa]RL|Sàrl"
    r"|S\.?[Aà]\.? ?[Rr]\.?[Ll]|S\.A|SpA|S\.p\.A|S\.?r\.?l|S\.?L|B\.?V|N\.?V|A/S|ApS|ASA|AB|Oyj?"
    r"|Sp\. ?z ?o\. ?o|s\.r\.o|a\.s|Kft|Zrt|d\.o\.o|OÜ|SIA|UAB|OOO|ООО|ЗАО|ОАО|ТОВ|A\.?Ş|Şti|Lt?da"
    r"|Unipessoal|SGPS|S/A|S\.?[AL]\.?U"
    r")(?!\w)|株式会社|有限会社|合同会社|有限公司|주식회사|[㈱㈲]|[(（][株有][)）]"
)
_AT_END = re.compile(
    r"(?:,?\s+(?:(?:GmbH|AG|UG|SE|Ltd\.?)\s*(?:&|und|u\.)\s*Co\.?\s*(?:KG|KGaA|[Oo]HG)"
    rf"|{_LEGAL.pattern})\.?|\s\(haftungsbeschränkt\))+$"
)


def has_legal_form(text: str) -> bool:
    """Whether a text is called as a firm is: it has a legal form in it, such as GmbH or Inc."""
    return _LEGAL.search(text) is not None


def without_legal_form(company: str) -> str:
    """A firm's name as one says it: `Acme` of `Acme, Inc.`, `Wulf` of `Wulf GmbH & Co. KG`."""
    short = _AT_END.sub("", company.strip())
    return short if sum(map(str.isalnum, short)) > 1 else company


_NONE = frozenset(listed(COMPANIES, "none"))
"""Not employers: who has one of these is no colleague of others who have it."""


@memo(2**15)
def words_of(text: str) -> tuple[str, ...]:
    """The words of a firm's name by which it is known: without legal form, accents and "and"."""
    found = re.findall(r"[^\W_]+", _LEGAL.sub(" ", text).replace(".", "").casefold())
    kept = (word for word in found if word not in ("and", "und", "et", "y", "co", "the"))
    return tuple(unaccented(word) or word for word in kept)


@memo(2**14)
def words_in_any_case(text: str) -> tuple[str, ...]:
    """The words of a firm's name without those that may be of a legal form, `group` among them: for
    a key or a mail domain, where case is lost, so that `ag` may be one."""
    return tuple(word for word in _all_words(text) if word not in _FORMS)


@memo(2**14)
def telling_words(text: str) -> tuple[str, ...]:
    """The words of a firm's name, whose case may be lost, that tell it from others."""
    return tuple(word for word in words_in_any_case(text) if word not in _SMALL)


@memo(2**14)
def _all_words(text: str) -> tuple[str, ...]:
    return tuple(unaccented(text.replace(".", "")).split())


_FORMS, _SMALL = (frozenset(listed(COMPANIES, name)) for name in ("forms", "small"))
_MILD = frozenset(("co", "company", "group", "gruppe", "groupe", "holding"))
"""Words that go with any legal form."""
_LONG = 4
"""So many letters tell a firm where it is called by a single word."""


def is_one_firm(one: str, other: str) -> bool:
    """Whether two names of a firm are the same, but for legal form, `&`, order and blanks. Acme Inc
    and Acme GmbH are two: the strictest of the three, for who bears both names is then one person.
    """
    mine, theirs = telling_words(one), telling_words(other)
    if not mine or not theirs or _differ_in_form(one, other):
        return False
    return sorted(mine) == sorted(theirs) or "".join(mine) == "".join(theirs)


def _differ_in_form(one: str, other: str) -> bool:
    mine, theirs = (_FORMS.intersection(_all_words(text)) - _MILD for text in (one, other))
    return bool(mine and theirs and not mine & theirs)


def is_near_firm(one: str, other: str) -> bool:
    """Whether one name of a firm is the beginning of the other, or an abbreviation: Miller Tree,
    Miller Tree Experts; Ohio Truck Ctr, Ohio Truck Center. For who has the whole name of a person
    in common."""
    few, many = sorted((telling_words(one), telling_words(other)), key=len)
    if not few or _differ_in_form(one, other):
        return False
    alike = len(few) == len(many) and _is_short(many[0], few[0])
    if not alike and not _is_short(few[0], many[0]):
        return False
    if len(few) == 1 and len(few[0]) < _LONG:
        return False
    left = list(many)
    for word in few:
        found = next((long for long in left if _is_short(word, long) or _is_short(long, word)), "")
        if not found:
            return False
        left.remove(found)
    return True


def _is_short(short: str, long: str) -> bool:
    """Whether a word stands for another: its beginning, or its letters with some left out."""
    if short == long:
        return True
    return 3 <= len(short) < len(long) and short[0] == long[0] and _in_order(short, long)


def _in_order(short: str, long: str) -> bool:
    """Whether a word has the letters of another, in their order."""
    letters = iter(long)
    return all(letter in letters for letter in short)


def may_be_one_firm(one: str, other: str) -> bool:
    """Whether two texts may name the same firm: the words of one are among the other's.

    Legal forms, "and", accents and punctuation do not count, nor does how the name is divided:
    `Tri-County Lines LLC` and `Tricounty Lines` are the same, so are `Rumpf Waste` and its
    `Services`, and `Baeckerei Toensing` is `Bäckerei Tönsing`. The loosest of the three, where
    more agrees already, such as a mail domain, or nothing is joined.
    """
    words = [words_of(text) for text in (one, other)]
    if not all(words):
        return False
    return "".join(words[0]) == "".join(words[1]) or bool(
        set(words[0]) <= set(words[1]) or set(words[1]) <= set(words[0])
    )


_KIND = re.compile("fabrik|fabriek|werke?|waren|betrieb|handel")
_DOTTED = re.compile(r"(?<![^\W_])([^\W_]++)\.")
"""A word with a dot behind it. A long word without one is looked at once, not at each letter."""


def is_shortened(one: str, other: str) -> bool:
    """Whether one name is the other with a word shortened: `TK Friesland`, `Tiefkühl Friesland`.

    They share a word of four letters or more. Of what else stands in the shorter one, the first
    word begins like the other's and has some of its letters in order: up to three, or what stands
    before a dot; the rest is how the other ends (`Ing.-Büro`, `Ingenieurbüro`). Or all of it is
    the other without what kind of firm it is (`Oldenkamp Wurst`, `Wurstfabrik Oldenkamp`).
    """
    for short, long in ((one, other), (other, one)):
        dotted = {word for text in _DOTTED.findall(short) for word in words_of(text)}
        said, full = words_of(short.replace(".", " ")), words_of(long)
        shared = {word for word in said if word in full and len(word) >= 4}
        rest = [word for word in said if word not in shared]
        whole = "".join(word for word in full if word not in shared)
        # No letter goes before the first: a shortened word begins as it does in full.
        if not shared or not rest or whole[:1] != rest[0][0]:
            continue
        text, end = "".join(rest), "".join(rest[1:])
        if whole.startswith(text) and _KIND.fullmatch(whole, len(text)):
            return True
        begins = whole[: len(whole) - len(end)] if whole.endswith(end) else ""
        if (len(rest[0]) <= 3 or rest[0] in dotted) and _in_order(rest[0], begins):
            return True
    return False


def spells_worse(text: str, stored: str) -> bool:
    """Whether a text is the name on file with its umlauts written out: Baeckerei for Bäckerei.

    Legal forms do not count.
    """
    mine, theirs = words_of(text), words_of(stored)
    return bool(mine) and mine == theirs and accents(text) < accents(stored)


def number_firms(names: Sequence[str]) -> list[int]:
    """A number for each name of a company, the same for spellings of one; -1 for what names none.

    Legal forms, punctuation and how a name is divided do not count. A name of two words or more
    with which only one longer name begins is that firm's short name: `Rumpf Waste` of `Rumpf Waste
    Services`; where several begin so, it is a firm of its own.
    """
    words = [words_of(name) if is_company(name) else () for name in names]
    longer: dict[tuple[str, ...], set[str]] = {}
    for said in set(words):
        for size in range(2, len(said)):
            longer.setdefault(said[:size], set()).add("".join(said))
    numbers: dict[str, int] = {}
    found = []
    for said in words:
        key = "".join(said)
        more = longer.get(said, ())
        # Where longer ones are of one chain (A B, A B C, A B C D), all are the longest one.
        longest = max(more, key=len, default=key)
        if more and all(longest.startswith(one) for one in more):
            key = longest
        found.append(numbers.setdefault(key, len(numbers)) if key else -1)
    return found


def without_own(company: str, name: str) -> str:
    """A firm's name without the family name of somebody who works there: `Stahl GmbH` of Sabine
    Stahl is called after her, and says nothing of steel. At the end of a longer name the word says
    what the firm is, whoever works there: First Savings Bank is one, for Bea Bank too."""
    low = company.casefold()
    longer = company.count(" ") > 1
    for word in name.split()[1:]:
        if word.casefold() in low and not (longer and low.endswith(word.casefold())):
            company = re.sub(rf"(?<!\w){re.escape(word)}(?!\w)", " ", company, flags=re.IGNORECASE)
    return company


@memo(2**14)
def is_company(text: str) -> bool:
    """Whether a text names a company; `Self-employed`, `n/a`, `-` and `NULL` do not."""
    said = unicodedata.normalize("NFC", text).casefold()
    words = " ".join(re.sub(r"[\W_]+", " ", re.sub(r"\(.*?\)", " ", said)).split())
    if said.strip() in _ERRORS or words.isdigit() or re.fullmatch("x{2,}", words):
        return False
    if _ON_ONES_OWN.match(words) and not has_legal_form(text):
        return False
    return bool(words) and words not in _NONE


_ERRORS = frozenset(listed(COMPANIES, "errors"))
"""What a spreadsheet writes where it could not work out a cell."""
_ON_ONES_OWN = re.compile(
    r"(?:freelance|freelancer|freelancing|freiberufliche?r?|selbstst?ändige?r?|self employed)\s\w+"
)
"""A profession that somebody has on his own: `Freelance Photographer`."""
