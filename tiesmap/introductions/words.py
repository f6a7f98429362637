"""How a rep's drafts are worded, as he chose and typed it."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

from tiesmap.introductions.languages import ENGLISH, Language, language, names
from tiesmap.introductions.templates import KINDS, TONES, check_template, default_template, render
from tiesmap.model.ids import PersonId
from tiesmap.model.problems import Problem


@dataclass(frozen=True, slots=True)
class Words:
    """How a rep's drafts are worded: tone and language, his own templates by kind, what he typed.

    `given` are facts of `TYPED`: what he offers and what others gain are kept with the words, the
    others come from his resume. `came_through` says who introduced each of his contacts to him, by
    the contact's id; `others` are the rep's other letters of now, whose sentences are not used
    again; `at_home` are the categories (folded) in which he knows more than a few, and `many` the
    one or two, as they are written, in which he knows most. These four are not kept here. `code` is
    the language's, "" until he chose one.
    """

    tone: str = "plain"
    own: Mapping[str, str] = field(default_factory=dict)
    given: Mapping[str, str] = field(default_factory=dict)
    came_through: Mapping[PersonId, str] = field(default_factory=dict)
    others: str = ""
    at_home: Collection[str] = ()
    many: tuple[str, ...] = ()
    code: str = ""

    @property
    def language(self) -> Language:
        """The language of the letters: English until he chose one."""
        return language(self.code or ENGLISH)

    def template(self, kind: str) -> str:
        """The template to use: his own, or that of the tone where his own is empty or broken.

        Raises KeyError for a kind that is none of `KINDS`.
        """
        default = default_template(kind, self.tone if self.tone in TONES else "plain", self.code)
        own = self.own.get(kind, "")
        return own if own.strip() and not check_template(kind, own) else default

    def write(self, kind: str, facts: Mapping[str, str]) -> str:
        """The letter of a kind with these facts in it."""
        return self.language.begun(render(self.template(kind), facts))

    def to_store(self) -> dict[str, Any]:
        """As it is stored; `from_store` gives back the same."""
        typed = {name: self.given[name] for name in ("gain", "offer") if self.given.get(name)}
        return {"tone": self.tone, "own": dict(self.own), "given": typed, "code": self.code}

    @classmethod
    def from_store(cls, stored: object) -> tuple[Words, tuple[Problem, ...]]:
        """The stored words, and what is wrong with them; what cannot be read is the default."""
        if not isinstance(stored, dict) or not all(
            isinstance(stored.get(name, {}), dict) for name in ("own", "given")
        ):
            message = "cannot be read: the default texts are used until you save yours again"
            return cls(), (Problem("your templates", None, "", "", message),)
        tone = stored.get("tone", "plain")
        own = {
            kind: _PITCH.sub(r"{% if pitch %}{{ pitch }}\1{% endif %}", text)
            for kind, text in stored.get("own", {}).items()
            if kind in KINDS and isinstance(text, str)
        }
        problems = [
            problem
            for kind, text in own.items()
            if text.strip()
            for problem in check_template(kind, text)
        ]
        given = {
            name: text
            for name, text in stored.get("given", {}).items()
            if name in ("gain", "offer") and isinstance(text, str)
        }
        code = stored.get("code", "")
        code = code if code in names() else ""
        return cls(tone if tone in TONES else "plain", own, given, code=code), tuple(problems)


_PITCH = re.compile(r"\{\{ pitch \}\} ?: \{\{ gain \}\}\.( ?)")
"""How templates said it that were stored while `pitch` was but the words before the gain."""
PLAIN = Words()
