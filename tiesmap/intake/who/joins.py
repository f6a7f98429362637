"""Joining by name and firm where the two are written otherwise: `Lattimer, Renee` of Brandt Heating
is Renee Lattimer of Brandt Heating & Cooling Co.

A name in full and a firm tell who somebody is only where the two are unique and nothing speaks
against it: two profiles, two addresses at work or at home, or two ids of one list are two people,
and so are two given names. What joins is told, and taken back with the import.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import combinations

from tiesmap.intake.who.keys import is_given
from tiesmap.intake.who.names import words_of
from tiesmap.intake.who.stated import Stated
from tiesmap.intake.who.stored import Stored
from tiesmap.model.companies import is_near_firm, is_one_firm, telling_words
from tiesmap.model.domains import firm_of
from tiesmap.model.english import say_first
from tiesmap.model.firms import works_there
from tiesmap.model.folding import unaccented
from tiesmap.model.intake import Key, Note

SHOWN = 30
"""So many of those who were joined are named."""


def name_words(name: str) -> tuple[str, ...]:
    """The words of a full name, sorted, without titles and degrees; empty for any other name."""
    words = words_of(name)
    # In full: a given and a family name, as `is_full` has it.
    if len([word for word in words if len(word) > 1]) < 2:
        return ()
    return tuple(sorted(words))


Fits = Callable[[Stated, Stated], bool]
Row = tuple[int, str, tuple[Key, ...]]
"""Who (negative: somebody new), the name in a row, and the keys in it."""
DomainsOf = Callable[[Iterable[Key]], set[str]]
"""The domains that the people of all firms in these keys write from."""


def all_apart(rows: Iterable[Sequence[Key]]) -> bool:
    """Whether every row has an id of the same list, or every row a profile.

    Then no two rows are one person by their names, whatever else they say."""
    marks = {keys[0][:2] if keys and is_given(keys[0]) else None for keys in rows}
    return len(marks) == 1 and None not in marks


class Joins:
    """Groups of those who bear one name, and who of them is one person."""

    def __init__(self, known: Stored, domains_of: DomainsOf) -> None:
        self._known = known
        self._domains_of = domains_of

    def find(self, rows: Sequence[Row]) -> Iterator[list[Stated]]:
        """Yields groups that are one person each, with somebody new and at most one on file."""
        # As a rule, in a file that comes again, nobody is new.
        if all(who > 0 for who, _, _ in rows):
            return
        known = self._known.index.by_name
        named = [name_words(name) for _, name, _ in rows]
        borne = Counter(named)
        # Nearly every name is the only one of its kind: where nobody is on file, it is left here.
        groups: dict[tuple[str, ...], dict[int, Stated]] = {
            words: {}
            for (who, _, _), words in zip(rows, named, strict=True)
            if who < 0 and words and (known or borne[words] > 1)
        }
        for (who, _, keys), words in zip(rows, named, strict=True):
            if (bearers := groups.get(words)) is not None:
                bearers.setdefault(who, Stated(who)).keys.update(keys)
        wanted = {word for words in groups for word in words}
        for name, people in known.items():
            if wanted.isdisjoint(unaccented(name).split()):
                continue
            if (group := groups.get(name_words(name))) is not None:
                for who in people:
                    group.setdefault(who, Stated(who)).keys.update(self._known.keys(who))
        for _, group in sorted(groups.items()):
            if len(group) > 1:
                self._add_phones(group)
                yield from self.parts([group[who] for who in sorted(group, reverse=True)])

    def _add_phones(self, group: dict[int, Stated]) -> None:
        """Say of those on file that they have a number which a new one has."""
        for one in [bearer for bearer in group.values() if bearer.ref < 0]:
            for number in one.said("phone"):
                who = self._known.index.by_phone.get(number)
                if who is not None and who in group:
                    group[who].keys.add(Key("phone", "", number))

    def parts(self, group: Sequence[Stated]) -> list[list[Stated]]:
        """The bearers of a name, divided into groups of two or more that are one person each."""
        sure = _connected(group)
        found = [part for part in sure if _may_be_one(part)]
        # What is only likely counts where nobody else has the name.
        if len(sure) > 1 and _may_be_one(group) and _is_whole(group, self._is_near):
            return [list(group)]
        return found

    def _is_near(self, one: Stated, other: Stated) -> bool:
        if _any(is_one_firm, one, other) or _any(is_near_firm, one, other):
            return True
        mine, theirs = one.said("email"), other.said("email")
        if any(works_there(c, a) for c in one.said("name_company") for a in theirs):
            return True
        if any(works_there(c, a) for c in other.said("name_company") for a in mine):
            return True
        domains = [{firm for a in some if (firm := firm_of(a))} for some in (mine, theirs)]
        return not (
            domains[0].isdisjoint(self._domains_of(other.keys))
            and domains[1].isdisjoint(self._domains_of(one.keys))
        )


def _doors(one: Stated) -> set[tuple[str, ...]]:
    """What two have in common who surely are one: a number, or the words of a firm."""
    doors: set[tuple[str, ...]] = {("phone", number) for number in one.said("phone")}
    for words in (telling_words(company) for company in one.said("name_company")):
        if words:
            doors |= {("words", *sorted(words)), ("letters", "".join(words))}
    return doors


def _connected(group: Sequence[Stated]) -> list[list[Stated]]:
    """The bearers in parts that surely are one; only who has something in common is compared."""
    parts: dict[int, list[int]] = {}
    part_of: list[int] = []
    behind: defaultdict[tuple[str, ...], list[int]] = defaultdict(list)
    for at, one in enumerate(group):
        near: set[int] = set()
        doors = _doors(one)
        for other in (other for door in doors for other in behind[door]):
            if len(near) == len(parts):
                break
            if part_of[other] not in near and _is_sure(one, group[other]):
                near.add(part_of[other])
        part_of.append(at)
        # Numbers of parts go up, as the parts came: this keeps their order.
        parts[at] = [at, *(other for number in sorted(near) for other in parts.pop(number))]
        for other in parts[at]:
            part_of[other] = at
        for door in doors:
            behind[door].append(at)
    return [[group[at] for at in part] for part in parts.values()]


def _is_sure(one: Stated, other: Stated) -> bool:
    return one.shares_phone(other) or _any(is_one_firm, one, other)


def _is_whole(group: Sequence[Stated], fits: Fits) -> bool:
    """Whether all hang together: ends with the first part, and looks at no other."""
    left, reached = list(group[1:]), list(group[:1])
    while left and reached:
        one = reached.pop()
        near = [fits(one, other) for other in left]
        reached += [other for other, is_near in zip(left, near, strict=True) if is_near]
        left = [other for other, is_near in zip(left, near, strict=True) if not is_near]
    return not left


def _any(fits: Callable[[str, str], bool], one: Stated, other: Stated) -> bool:
    theirs = other.said("name_company")
    return bool(theirs) and any(fits(a, b) for a in one.said("name_company") for b in theirs)


def _may_be_one(part: Sequence[Stated]) -> bool:
    """Whether several are one person whom it is worth to join: at most one of them is on file."""
    if len(part) < 2 or sum(one.ref > 0 for one in part) > 1:
        return False
    # Who has no mark contradicts nobody.
    return not any(a.contradicts(b) for a, b in combinations(filter(Stated.marks, part), 2))


def told(name: str, *marks: str) -> str:
    """The words for somebody who was recognized by name and firm: both spellings."""
    return f"{name} ({', '.join(dict.fromkeys(filter(None, marks)))})"


def tell(joined: Sequence[str]) -> Note:
    """The sentence for the report about all who were recognized by name and firm."""
    many = len(joined) > 1
    return Note(
        f"Taken for one person with somebody known, for the name is the only one and the firm, its "
        f"domain or the phone agrees: {f'{len(joined)} people: ' if many else ''}"
        f"{say_first(joined, SHOWN)}. If {'one of them is' if many else 'they are'} two, "
        "take the import back",
        " (tiesmap undo)",
        " and write the right address into your list.",
    )
