"""Shared e-mail addresses: who of several people with one address is the same person."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import combinations

from tiesmap.intake.who.keys import Key
from tiesmap.intake.who.names import is_same_name, may_be_one
from tiesmap.model.addresses import is_shared_name


@dataclass(slots=True)
class Sharer:
    """One claimant of an address: rows joined already, or a stored person."""

    number: int
    """The place of the first row; of a stored person, the id (> 0) ..."""
    stored: bool
    """... which this tells."""
    names: set[str] = field(default_factory=set)
    marks: set[tuple[str, str, str]] = field(default_factory=set)
    """Ids and profiles."""

    def add(self, keys: Iterable[Key]) -> None:
        """Take in what the keys of a row or a person say."""
        for kind, scope, value in keys:
            if kind == "name" and "@" not in value:
                self.names.add(value)
            elif (kind == "id" and "\n" not in value) or kind == "profile":
                self.marks.add((kind, scope, value))

    @property
    def order(self) -> tuple[object, ...]:
        """The sort key: whoever states most comes first, whatever the order of files and rows."""
        most = max((len(name.split()) for name in self.names), default=0)
        return (not self.stored, -most, sorted(self.names), sorted(self.marks))

    def has_same_name(self, other: Sharer) -> bool:
        """Whether a name of one is a name of the other."""
        return bool(self.names & other.names) or any(
            is_same_name(one, two) for one in self.names for two in other.names
        )

    def fits(self, other: Sharer, address: str) -> bool:
        """Whether the two may be the same person, who would then have the address alone."""
        if self.has_same_name(other):
            return True
        office = is_shared_name(address)
        kinds = {mark[:2] for mark in self.marks} & {mark[:2] for mark in other.marks}
        if kinds and not (self.marks & other.marks):
            # Two ids of one list, or two profiles: two people, unless the address is all that is
            # said of one of them.
            return not office and not (self.names and other.names)
        return all(
            may_be_one(one, two, renamed=not office) for one in self.names for two in other.names
        )


def groups_of(sharers: Sequence[Sharer], address: str) -> tuple[list[list[Sharer]], list[Sharer]]:
    """The groups that are one person each, and the claimants that would fit several groups."""
    groups: list[list[Sharer]] = []
    open_ones: list[Sharer] = []
    for one in sorted(sharers, key=lambda sharer: sharer.order):
        same = [group for group in groups if any(one.has_same_name(other) for other in group)]
        fitting = same if len(same) == 1 else [
            group for group in groups if all(one.fits(other, address) for other in group)
        ]  # fmt: skip
        if one.stored:
            fitting = [g for g in fitting if not any(other.stored for other in g)]
        if len(fitting) == 1:
            fitting[0].append(one)
        elif not fitting or one.stored or one.marks:
            groups.append([one])
        else:
            open_ones.append(one)
    return groups, open_ones


def is_shared(groups: Sequence[Sequence[Sharer]], address: str) -> bool:
    """Whether the groups are different people, not just cards that were not joined yet."""
    return any(
        not one.fits(other, address)
        for mine, theirs in combinations(groups, 2)
        for one in mine
        for other in theirs
    )
