"""A word before a busy connector: somebody in the team decides who may ask her."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from tiesmap.model.ids import PersonId

TO_ASK = "to ask them for an introduction"
TO_MEET = "to be introduced to them by a colleague"
"""What one wants a word for: all that the approver reads of the ask but who, and whom."""


class Given(StrEnum):
    """Whether the word was given."""

    NOT_ASKED = "not asked"
    WAITS = "waits"
    YES = "yes"
    NO = "no"


@dataclass(frozen=True, slots=True)
class Gate:
    """What stands before an ask of a connector."""

    approver: PersonId
    name: str
    """The approver's."""
    connector: str
    given: Given

    @property
    def is_open(self) -> bool:
        """Whether the connector may be asked."""
        return self.given is Given.YES

    @property
    def sentence(self) -> str:
        """As a sentence without its full stop."""
        first = self.name.split()[0] if self.name.split() else self.name
        return {
            Given.NOT_ASKED: f"{self.name} decides who may ask {self.connector}",
            Given.WAITS: f"waits for {first}'s word",
            Given.YES: f"{self.name} said yes: {self.connector} may be asked",
            Given.NO: f"{self.name} said: not now",
        }[self.given]
