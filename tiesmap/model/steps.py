"""The history of a request: dated steps, each with who took it, never removed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from tiesmap.model.groups import grouped


@dataclass(frozen=True, slots=True)
class Step:
    """One change of a request's status or of its outcome.

    An undone step stays in the history, marked as such.
    """

    request: str
    at: datetime
    from_status: str
    to_status: str
    by: str = ""
    note: str = ""
    undone: bool = False
    id: int = 0
    toward: str = ""
    """Of an ask made in a week that a trial drew: near or far, as its target stood."""


def taken_by_request(steps: Iterable[Step]) -> dict[str, list[Step]]:
    """request -> its steps, without those that were undone."""
    return grouped((step.request, step) for step in steps if not step.undone)
