"""Everybody in the rows of a batch, and who of them is on file already."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import cached_property

from tiesmap.intake.who.employers import homes_of
from tiesmap.intake.who.stored import Stored
from tiesmap.model.english import say_first
from tiesmap.model.intake import MADE_UP, Checked, Key
from tiesmap.model.people import PersonRecord
from tiesmap.model.problems import Problem


@dataclass(frozen=True, slots=True)
class PersonRow:
    """A row about a person, and who that is."""

    ref: int
    """A stored person (> 0), or a negative number for a new one."""
    checked: Checked
    record: PersonRecord
    keys: tuple[Key, ...]

    @property
    def label(self) -> str:
        """The person in words, as `label_of` has it."""
        return label_of(self.record)


@dataclass(frozen=True)
class FirmDomains:
    """The domains that the people of a firm write from, in a batch and on file."""

    known: Stored
    said: Sequence[tuple[str, str]]
    """Company and address, of each row of the batch."""

    @cached_property
    def _by_firm(self) -> Mapping[str, Set[str]]:
        # Made when it is first asked for: many files never do.
        found = self.known.homes()
        for company, domains in homes_of(self.said).items():
            found.setdefault(company, set()).update(domains)
        return found

    def of(self, keys: Iterable[Key]) -> set[str]:
        """The domains that the people of all firms in these keys write from."""
        firms = [company for kind, company, _ in keys if kind == "name_company"]
        return {domain for company in firms for domain in self._by_firm.get(company, ())}


@dataclass(frozen=True)
class People:
    """The rows about people of a batch, each with who that is, and what is told of how they were
    joined."""

    files: Sequence[Checked]
    known: Stored
    domains: FirmDomains
    rows: tuple[PersonRow, ...]
    """Those that are somebody's: a row that could be several people's is a problem instead."""
    next_ref: int
    """The highest of the negative numbers that are nobody's yet."""
    disputed: frozenset[tuple[str, str]]
    """Ids that stand for two different people."""
    joined: tuple[tuple[Checked, str], ...]
    """What is told of those who were known by name and firm, and in which file."""
    problems: tuple[Problem, ...]


def label_of(who: PersonRecord) -> str:
    """A person in words: name, and in brackets firm, address and id."""
    number = f"id {who.id}" if who.id and MADE_UP not in who.id else ""
    about = ", ".join(filter(None, (who.company, who.email, number)))
    return (who.name or who.email) + (f" ({about})" if about else "")


def fits(labels: Iterable[str], what: str) -> str:
    """The end of the sentence for a row that could be any of several people."""
    shown = sorted(labels)
    return (
        f"fits {len(shown)} people, {say_first(shown, 5)}: say which one {what} means by an e-mail "
        "address or an id"
    )
