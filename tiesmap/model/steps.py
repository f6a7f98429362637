"""The history of a request: dated steps, each with who took it, never removed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


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
