"""What is stated of somebody, in rows or on file, and whether two can be one by it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from tiesmap.intake.who.keys import is_given, mark_of
from tiesmap.intake.who.names import is_same_name, may_be_one
from tiesmap.model.addresses import is_shared_name, mailbox_of
from tiesmap.model.intake import Key
from tiesmap.model.names import generation_of


@dataclass(slots=True)
class Stated:
    """Somebody, and all keys that are stated of them."""

    ref: int
    """The id (> 0) of a stored person, or a negative number for somebody new."""
    keys: set[Key] = field(default_factory=set)

    def said(self, kind: str) -> list[str]:
        """The values of all keys of a kind; for name_company, the companies."""
        if kind == "name_company":
            return [company for k, company, _ in self.keys if k == kind]
        return [value for k, scope, value in self.keys if k == kind and not scope]

    @property
    def names(self) -> set[str]:
        """All names."""
        return {value for kind, _, value in self.keys if kind == "name"}

    @property
    def given(self) -> set[Key]:
        """Ids and profiles."""
        return set(filter(is_given, self.keys))

    def marks(self) -> dict[tuple[str, str], set[str]]:
        """(kind, scope) -> the values that only one person has: ids, profiles, mailboxes."""
        found: dict[tuple[str, str], set[str]] = {}
        for key in self.keys:
            if key.kind == "email" and not is_shared_name(key.value):
                # Also one that others have: who has it writes from it.
                found.setdefault(mark_of(key), set()).add(mailbox_of(key.value))
            elif is_given(key):
                found.setdefault(mark_of(key), set()).add(key.value)
            elif key.kind == "name" and (generation := generation_of(key.value)):
                found.setdefault(("generation", ""), set()).add(generation)
        return found

    def shares_phone(self, other: Stated) -> bool:
        """Whether the two have a phone number in common."""
        return not set(self.said("phone")).isdisjoint(other.said("phone"))

    def has_same_name(self, other: Stated) -> bool:
        """Whether a name of one is a name of the other."""
        mine, theirs = self.names, other.names
        return bool(mine & theirs) or any(is_same_name(a, b) for a in mine for b in theirs)

    def contradicts(self, other: Stated) -> bool:
        """Whether a mark of one kind tells the two apart."""
        mine, theirs = self.marks(), other.marks()
        if self.shares_phone(other):
            # Who has one number may well have two mailboxes.
            mine = {mark: values for mark, values in mine.items() if mark[0] != "email"}
        return any(mine[kind].isdisjoint(theirs[kind]) for kind in mine.keys() & theirs.keys())

    def disagrees(self, other: Stated, alike: Callable[[str, str], bool]) -> bool:
        """Whether name, e-mail and profile all disagree, as far as both give them."""
        both = [
            (mine, theirs)
            for kind in ("profile", "email")
            if (mine := self._of(kind)) and (theirs := other._of(kind))
        ]
        if any(mine & theirs for mine, theirs in both):
            return False
        if self.names and other.names:
            return not any(alike(one, two) for one in self.names for two in other.names)
        return bool(both)

    def _of(self, kind: str) -> set[str]:
        values = {value for k, _, value in self.keys if k == kind}
        return set(map(mailbox_of, values)) if kind == "email" else values

    def may_share(self, other: Stated, address: str) -> bool:
        """Whether two who have an address may be one person, who would then have it alone."""
        if self.has_same_name(other):
            return True
        office = is_shared_name(address)
        mine, theirs = self.given, other.given
        if {key[:2] for key in mine} & {key[:2] for key in theirs} and not mine & theirs:
            # Two ids of one list, or two profiles: two people, unless the address is all that is
            # said of one of them.
            return not office and not (self.names and other.names)
        return all(
            may_be_one(one, two, renamed=not office) for one in self.names for two in other.names
        )


def alike(one: str, other: str) -> bool:
    """Whether two names may be the same person's: a common word, and no number that differs."""
    words, others = set(re.findall(r"\w+", one)), set(re.findall(r"\w+", other))
    numbers = {word for word in words ^ others if word.isdigit()}
    return bool(words & others) and not numbers
