"""Shared e-mail addresses: who of several people with one address is the same person."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations

from tiesmap.intake.who.names import has_and, is_persons, may_be_one, words_of
from tiesmap.intake.who.nobody import is_nobody
from tiesmap.intake.who.stated import Stated
from tiesmap.model.firms import works_there
from tiesmap.model.folding import unaccented
from tiesmap.model.memo import memo

FAMILY = 4
"""So many write from a private address; from one with more names a program writes for others."""


@memo(2**14)
def is_ones_name(name: str, address: str) -> bool:
    """Whether a name shown with an address is one person's in full: no firm, no function, no two
    people."""
    words = words_of(name)
    return (
        1 < len(words) <= FAMILY
        and len(words[0]) > 1
        and is_persons(name)
        and not has_and(name)
        and not is_nobody(name, address)
        and not {"via", "at", "team"} & set(words)
    )


def are_two(one: str, other: str, address: str) -> bool:
    """Whether two names shown with one address clearly belong to two people, such as a couple.

    The given names must differ, and neither may be an initial of the other or short for it; if
    only the family name changed, it is one person. The address may be called like neither name: at
    s.ivanov@ Sergey and Sergei Ivanov are two spellings of one. Where the family names differ too,
    neither name may be that of the firm.
    """
    if not (is_ones_name(one, address) and is_ones_name(other, address)) or may_be_one(one, other):
        return False
    mine, theirs = words_of(one), words_of(other)
    local = unaccented(address.partition("@")[0]).replace(" ", "")
    if any(words[0] in local or words[0][0] + words[-1] in local for words in (mine, theirs)):
        return False
    return mine[-1] == theirs[-1] or not (works_there(one, address) or works_there(other, address))


def groups_of(sharers: Iterable[Stated], address: str) -> tuple[list[list[Stated]], list[Stated]]:
    """(groups that are one person each, claimants who would fit several groups)."""
    groups: list[list[Stated]] = []
    open_ones: list[Stated] = []
    for one in sorted(sharers, key=_order):
        same = [group for group in groups if any(one.has_same_name(other) for other in group)]
        fitting = same if len(same) == 1 else [
            group for group in groups if all(one.may_share(other, address) for other in group)
        ]  # fmt: skip
        if one.ref > 0:
            fitting = [g for g in fitting if not any(other.ref > 0 for other in g)]
        if len(fitting) == 1:
            fitting[0].append(one)
        elif not fitting or one.ref > 0 or one.given:
            groups.append([one])
        else:
            open_ones.append(one)
    return groups, open_ones


def _order(one: Stated) -> tuple[object, ...]:
    """The sort key: whoever states most comes first, whatever the order of files and rows."""
    most = max((len(name.split()) for name in one.names), default=0)
    return (one.ref < 0, -most, sorted(one.names), sorted(one.given))


def is_shared(groups: Sequence[Sequence[Stated]], address: str) -> bool:
    """Whether the groups are different people, not just cards that were not joined yet."""
    return any(
        not one.may_share(other, address)
        for mine, theirs in combinations(groups, 2)
        for one in mine
        for other in theirs
    )


def people_at(names: Mapping[str, int], address: str) -> dict[str, str]:
    """Name shown with a private address -> the name of the person meant, where several people write
    from it; empty where one does. A name that fits several of them is left out."""
    full = sorted(
        (name for name in names if is_ones_name(name, address)),
        key=lambda name: (-names[name], name),
    )
    people: list[list[str]] = []
    for name in full:
        fitting = [one for one in people if not any(are_two(name, o, address) for o in one)]
        if fitting:
            fitting[0].append(name)
        elif len(people) == FAMILY:
            return {}  # a program's, maybe with thousands of names: no more of them are compared
        else:
            people.append([name])
    if len(people) < 2:
        return {}
    called = {name: one[0] for one in people for name in one}
    for name in names.keys() - called.keys():
        fitting = [one for one in people if name and may_be_one(name, one[0], renamed=False)]
        if len(fitting) == 1 and not has_and(name):
            called[name] = fitting[0][0]
    return called
