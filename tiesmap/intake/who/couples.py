"""Two people in one name: `Tom & Jana Moor` are Tom Moor and Jana Moor.

Who they are must be plain from the words; a name such as `The Moors` or `Hr. und Fr. Moor` tells
only that there are several: it stays one entry, and the report asks for a row for each.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from tiesmap.intake.who.names import clean_name, is_salutation
from tiesmap.intake.wordfiles import words
from tiesmap.model.addresses import is_shared_name
from tiesmap.model.companies import has_legal_form
from tiesmap.model.domains import firm_of
from tiesmap.model.firms import works_there
from tiesmap.model.folding import fold, unaccented
from tiesmap.model.intake import Checked
from tiesmap.model.names import SMALL_WORDS, TITLES
from tiesmap.model.people import PersonRecord
from tiesmap.model.problems import shorten
from tiesmap.model.spoken import spelled

_JOINT = re.compile(r"\s*[&+/;]\s*|\s+(?:und|and|et|en|y|e)\s+", re.IGNORECASE)
_OF_ONE = re.compile(r"\s(?:y|e)\s", re.IGNORECASE)
"""What may stand within one family name, too: José Ortega y Gasset."""
_FAMILY = re.compile(
    r"(?:the|die|los|fam\.?|familie|family|famille|familia|famiglia|família|gezin)\s+\S+"
    r"|(?:the\s+)?\S+\s+family|(?:the|die)\s+\S+\s+(?:family|familie)",
    re.IGNORECASE,
)
_HINTS = frozenset(words("names", "of_several"))
_TRADE = frozenset(words("firms", "after_people"))
"""Words of firms that are called after two or more people."""
_WORD = re.compile(r"[^\W\d_][^\W\d_'\u2019.-]*(?:[-'\u2019.][^\W\d_]*)*")


def with_couples(checked: Checked) -> Checked:
    """The file with a row for each of two people in a name, and with sentences about it.

    The id of the row goes to the first of the two; everything else holds for both. A row with a
    profile (which is one person's) or with a relation (which goes by the name) stays as it is.
    """
    found: list[PersonRecord] = []
    two: list[tuple[str, str]] = []
    unclear: list[str] = []
    related = {tie.person for tie in checked.ties}
    for one in checked.people:
        found.append(one)
        name = one.name
        if not name or not _may_be_several(name) or _is_firm(one):
            continue
        tied = not related.isdisjoint((one.id, one.email, one.name))
        names = None if one.profile_url or tied else two_of(name)
        if names is None:
            if is_several(name):
                unclear.append(name)
            continue
        two.append(names := (spelled(names[0]), spelled(names[1])))
        found[-1] = replace(one, name=names[0])
        found.append(replace(one, name=names[1], id="", former=()))
    notes = []
    if two:
        shown = "; ".join(f"{a} and {b}" for a, b in two[:5])
        notes.append(
            f"Two people in one name ({len(two):,}), each of whom is somebody of their own now: "
            f"{shown}."
        )
    if unclear:
        notes.append(
            f"Names of two people in one row ({len(unclear):,}), such as "
            f"'{shorten(unclear[0], 40)}': who is meant cannot be told, so each row is one entry; "
            "write a row for each of the two."
        )
    if not notes:
        return checked
    return replace(checked, people=tuple(found), notes=(*checked.notes, *notes))


def _may_be_several(name: str) -> bool:
    """A first look, since it is asked of everybody."""
    if not _HINTS.isdisjoint(name.lower().split()):
        return True
    return not name.replace(" ", "").isalpha() and _JOINT.search(name) is not None


def two_of(name: str) -> tuple[str, str] | None:
    """The names of the two people in a name; None where it is not plain who they are.

    >>> two_of("Tom & Jana Moor")
    ('Tom Moor', 'Jana Moor')
    """
    family, comma, given = name.partition(",")
    if comma:  # Moor, Tom & Jana
        parts = _parts(given)
        if len(parts) != 2 or any(len(_told(part)) != 1 for part in parts) or not _words(family):
            return None
        return f"{parts[0]} {family.strip()}", f"{parts[1]} {family.strip()}"
    parts = _parts(name)
    if len(parts) != 2 or not all(map(_told, parts)):
        return None
    few, many = (_told(part) for part in parts)
    if len(few) == 1 < len(many) and (of := _family_of(many)):
        return f"{parts[0]} {' '.join(of)}", parts[1]
    whole = 1 < len(few) < 4 and 1 < len(many) < 4
    return (parts[0], parts[1]) if whole and not _OF_ONE.search(name) else None


def is_several(name: str) -> bool:
    """Whether a name is of more than one: `The Moors`, `Mr. and Mrs. Moor`, `Tom, Jana & Kim`."""
    if _FAMILY.fullmatch(name):
        return True
    parts = [part for part in re.split(_JOINT, name) if part.strip(" .,")]
    if len(parts) < 2 or not all(map(_words, parts)):
        return False
    if is_salutation(parts[0]):
        return True
    of_one = _OF_ONE.search(name) and len(_words(parts[0])) > 1 == len(_words(parts[1]))
    return sum(len(_words(part)) for part in parts) > 2 and not of_one


def _parts(text: str) -> list[str]:
    """What stands on both sides of the `and`, without Mr. and Frau; empty for what is no name."""
    found = [clean_name(part) for part in re.split(_JOINT, text.strip())]
    found = [_unsaluted(part) for part in found]
    return found if all(_words(part) and part[0].upper() == part[0] for part in found) else []


def _unsaluted(name: str) -> str:
    first, _, rest = name.partition(" ")
    return rest if is_salutation(first) and unaccented(first) not in ("dr", "prof") else name


def _words(text: str) -> list[str]:
    """The words of a name; none where something else stands among them."""
    words = text.replace(",", " ").split()
    return words if all(map(_WORD.fullmatch, words)) else []


def _told(name: str) -> list[str]:
    """The words of a name without its titles."""
    return [word for word in _words(name) if unaccented(word) not in TITLES]


def _family_of(words: Sequence[str]) -> list[str]:
    """The family name: the last word and the small ones before it (van den Berg). Empty where
    another word stands between: Ana García López, Jana Maria Moor."""
    at = len(words) - 1
    while at > 1 and words[at - 1].casefold() in SMALL_WORDS:
        at -= 1
    return list(words[at:]) if at == 1 else []


def _is_firm(row: PersonRecord) -> bool:
    """Whether a name with an `and` in it is that of a firm, by its words or by its address."""
    words = unaccented(row.name).split()
    if has_legal_form(row.name) or not _TRADE.isdisjoint(words):
        return True
    if row.company and fold(row.company) == fold(row.name):
        return True
    mails: Iterable[str] = filter(None, (row.email, *row.emails))
    return any(
        is_shared_name(mail)
        or (works_there(row.name, mail) and firm_of(mail).partition(".")[0] != words[-1])
        for mail in mails
    )
