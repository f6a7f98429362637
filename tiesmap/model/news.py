"""News for the week and the brief: meetings that came about, good moments, changed roles."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from tiesmap.model.ids import PersonId
from tiesmap.model.requests import IntroRequest
from tiesmap.model.tact import First, Moment


@dataclass(frozen=True, slots=True)
class Met:
    """An introduction that led to a meeting, and the day of it."""

    request: IntroRequest
    day: date


@dataclass(frozen=True, slots=True)
class RoleChange:
    """A person whose title or company changed between two imports; unknown values are empty."""

    person: PersonId
    day: date
    """Of the import that told of it."""
    title: str
    company: str
    was_title: str
    was_company: str


@dataclass(frozen=True, slots=True)
class News:
    """What is new to a rep."""

    met: tuple[Met, ...] = ()
    moments: tuple[Moment, ...] = ()
    """Good moments to ask those who may be asked now, the latest first."""
    first: Mapping[PersonId, First] = field(default_factory=dict)
    """Whom the rep does not ask yet, and what comes first."""
    circles: tuple[str, ...] = ()
    """The categories that he wants to open next, the surest first."""
    changes: tuple[RoleChange, ...] = ()
