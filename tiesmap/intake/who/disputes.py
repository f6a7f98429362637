"""What is said of one person, and whether it contradicts what is said of another."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from tiesmap.model.addresses import mailbox_of
from tiesmap.model.intake import Key


@dataclass(slots=True)
class Said:
    """All keys stated for one person, of the kinds that identify people."""

    names: set[str] = field(default_factory=set)
    others: dict[str, set[str]] = field(default_factory=dict)
    """profile or email -> values."""

    def add(self, keys: Iterable[Key]) -> None:
        for kind, _, value in keys:
            if kind == "name":
                self.names.add(value)
            elif kind == "profile":
                self.others.setdefault(kind, set()).add(value)
            elif kind == "email":
                self.others.setdefault(kind, set()).add(mailbox_of(value))

    def contradicts(self, other: Said, alike: Callable[[str, str], bool]) -> bool:
        """Whether name, e-mail and profile all disagree, as far as both give them."""
        both = [kind for kind in self.others if kind in other.others]
        if any(self.others[kind] & other.others[kind] for kind in both):
            return False
        if self.names and other.names:
            return not any(alike(one, two) for one in self.names for two in other.names)
        return bool(both)


def alike(one: str, other: str) -> bool:
    """Whether two names may be the same person's: a common word, and no number that differs."""
    words, others = set(re.findall(r"\w+", one)), set(re.findall(r"\w+", other))
    numbers = {word for word in words ^ others if word.isdigit()}
    return bool(words & others) and not numbers
