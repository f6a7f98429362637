"""The steps of a request's life, as they are kept: dated, by whom, and never taken away."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Step:
    """One change of a request's status, or (where both are outcomes or empty) of its outcome.

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
