"""Two people on file who are one, as sure as it can be said without asking: name, firm or contact.

The same full name, or a short form of the given name (Bill, William), with one mailbox, one phone
number or one firm; and no profile, and no address at one firm, that tells the two apart.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping

from tiesmap.intake.who.employers import firm_of
from tiesmap.intake.who.firms import works_there
from tiesmap.intake.who.keys import normalize_profile
from tiesmap.intake.who.names import is_short_for, words_of
from tiesmap.intake.who.namesakes import near_firm, same_firm
from tiesmap.model.addresses import is_shared_name, mailbox_of
from tiesmap.model.people import Person

_DIGITS = 7
"""So many digits make a phone number."""


def are_one(one: Person, other: Person) -> bool:
    """Whether two people are one for sure."""
    return (
        _are_called_alike(one.name, other.name)
        and not are_apart(one, other)
        and (_share_contact(one, other) or _share_firm(one, other))
    )


def looks_like(one: Person, other: Person) -> bool:
    """Whether a mark of one should hold for the other: surely one person, or of the same full name
    where one of the two has no firm on file."""
    if are_one(one, other):
        return True
    same = sorted(words_of(one.name)) == sorted(words_of(other.name))
    open_ = not one.company or not other.company
    return open_ and same and len(words_of(one.name)) > 1 and not are_apart(one, other)


def are_apart(one: Person, other: Person) -> bool:
    """Whether a profile, or an address at one firm, tells two people apart."""
    mine, theirs = normalize_profile(one.profile_url), normalize_profile(other.profile_url)
    if mine and theirs and mine != theirs:
        return True
    if not one.email or not other.email or mailbox_of(one.email) == mailbox_of(other.email):
        return False
    firm = firm_of(one.email)
    return bool(firm) and firm == firm_of(other.email)


def families(people: Iterable[Person]) -> Mapping[str, list[Person]]:
    """Each word of a name but the given name -> those who bear it."""
    found: dict[str, list[Person]] = {}
    for person in people:
        for word in dict.fromkeys(words_of(person.name)[1:]):
            found.setdefault(word, []).append(person)
    return found


def looking_like(
    wanted: Iterable[Person],
    people: Collection[Person],
    different: Collection[tuple[int, int]] = (),
) -> Iterator[tuple[Person, Person]]:
    """Pairs of one who is wanted and one who looks like them; `different` are the pairs (the
    lower id first) of whom somebody said that they are two."""
    some = list(wanted)
    if not some:
        return
    words = {word for person in some for word in words_of(person.name)[1:]}
    near = families(p for p in people if not words.isdisjoint(words_of(p.name)))
    for one in some:
        beside = {p.id: p for word in words_of(one.name)[1:] for p in near.get(word, ())}
        for other in beside.values():
            pair = (min(one.id, other.id), max(one.id, other.id))
            if one.id != other.id and pair not in different and looks_like(one, other):
                yield one, other


def _are_called_alike(one: str, other: str) -> bool:
    mine, theirs = words_of(one), words_of(other)
    if min(len(mine), len(theirs)) < 2 or min(map(len, (*mine[:1], *theirs[:1]))) < 2:
        return False
    if sorted(mine) == sorted(theirs):
        return True
    return is_short_for(mine[0], theirs[0]) and mine[1:] == theirs[1:]


def _share_contact(one: Person, other: Person) -> bool:
    if one.email and other.email and mailbox_of(one.email) == mailbox_of(other.email):
        return not is_shared_name(mailbox_of(one.email))
    mine, theirs = (re.sub(r"\D", "", person.phone)[-9:] for person in (one, other))
    return len(mine) >= _DIGITS and mine == theirs


def _share_firm(one: Person, other: Person) -> bool:
    firms = (one.company, other.company)
    if all(firms) and (same_firm(*firms) or near_firm(*firms)):
        return True
    return works_there(one.company, other.email) or works_there(other.company, one.email)
