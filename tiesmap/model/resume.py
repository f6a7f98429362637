"""The rep's marketing resume: one page about what clients gain from him, and who says so."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from datetime import date
from typing import Any

from tiesmap.model.problems import Problem


@dataclass(frozen=True, slots=True)
class Reference:
    """A person who speaks for the rep. Shown only with consent and the day it was given."""

    name: str
    title: str = ""
    company: str = ""
    words: str = ""
    """What this person says, word for word."""
    consent_on: date | None = None
    """The day on which the person agreed to be named with these words."""


@dataclass(frozen=True, slots=True)
class Headings:
    """What stands above the parts of the page, in the language of the rep's letters."""

    expertise: str
    like: str
    others: str


ENGLISH = Headings(
    "What I am known for", "What it is like to do business with me", "What others say"
)


@dataclass(frozen=True, slots=True)
class Resume:
    """One page about the rep in his own words. Empty fields are left out."""

    name: str = ""
    title: str = ""
    company: str = ""
    headline: str = ""
    """One sentence: whom he helps, and with what."""
    expertise: tuple[str, ...] = ()
    """What he is known for, a line each."""
    like: tuple[str, ...] = ()
    """What it is like to do business with him, a line each."""
    references: tuple[Reference, ...] = ()
    email: str = ""
    phone: str = ""
    link: str = ""
    """Where the resume, or a profile, can be read."""

    @property
    def shown_references(self) -> tuple[Reference, ...]:
        """The references whose people have agreed to be named."""
        return tuple(r for r in self.references if r.consent_on is not None and r.name.strip())

    def to_store(self) -> dict[str, Any]:
        """As it is stored; `from_store` gives back the same."""
        stored = asdict(self)
        for reference in stored["references"]:
            day = reference["consent_on"]
            reference["consent_on"] = "" if day is None else day.isoformat()
        return stored

    @classmethod
    def from_store(cls, stored: object) -> tuple[Resume, tuple[Problem, ...]]:
        """The stored resume, and sentences about unreadable parts."""
        if not isinstance(stored, Mapping):
            return cls(), (_problem("", "cannot be read: write it again"),)
        given: dict[str, Any] = {}
        problems: list[Problem] = []
        for name in (f.name for f in fields(cls) if f.name in stored):
            value = stored[name]
            if name == "references" and isinstance(value, list | tuple):
                read = [_reference(part) for part in value]
                given[name] = tuple(reference for reference, _ in read if reference)
                problems += [problem for _, problem in read if problem]
            elif name in ("expertise", "like") and _is_texts(value):
                given[name] = tuple(value)
            elif name not in ("expertise", "like", "references") and isinstance(value, str):
                given[name] = value
            else:
                problems.append(_problem(name, "cannot be read: write it again"))
        return cls(**given), tuple(problems)


def _reference(stored: object) -> tuple[Reference | None, Problem | None]:
    """One stored reference, or what is wrong with it; without a readable day it has no consent."""
    unreadable = _problem("references", "holds one that cannot be read: write it again")
    if not isinstance(stored, Mapping):
        return None, unreadable
    texts = {f.name: stored.get(f.name, "") for f in fields(Reference) if f.name != "consent_on"}
    if not _is_texts(list(texts.values())):
        return None, unreadable
    day = stored.get("consent_on", "")
    if not day:
        return Reference(**texts), None
    try:
        return Reference(**texts, consent_on=date.fromisoformat(day)), None
    except (TypeError, ValueError):
        what = "has no readable day of consent, so it is not shown: set the day again"
        return Reference(**texts), Problem("your resume", None, "references", texts["name"], what)


def _is_texts(value: object) -> bool:
    return isinstance(value, list | tuple) and all(isinstance(part, str) for part in value)


def _problem(column: str, message: str) -> Problem:
    return Problem("your resume", None, column, "", message)
