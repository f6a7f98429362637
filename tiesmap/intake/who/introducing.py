"""Mails that call themselves an introduction, by their subject. The subject itself is not kept."""

from __future__ import annotations

import re

from tiesmap.intake.wordfiles import either

_MAYBE = re.compile(either("mail", "may_introduce").encode(), re.IGNORECASE)
_BEGINS = re.compile(
    rf"(?:{either('mail', 'before_introduction')}[ -]+)*(?:{either('mail', 'introduces')}"
    rf"|{either('mail', 'introduction')}\s*(?:$|[:：/|–—-]))",
    re.IGNORECASE,
)
_HOLDS = re.compile(r"\w\s*<-?>\s*\w|\bintro(?:duction)?:|\bplease meet\b", re.IGNORECASE)
_ANSWER = re.compile(rf"\s*{either('mail', 'answers')}\s*(?:\[\d+\])?\s*[:：]", re.IGNORECASE)


def may_introduce(subject: bytes) -> bool:
    """Whether a subject, as it stands in the mail, is worth reading; hardly any is."""
    return _MAYBE.search(subject) is not None


def introduces(subject: str) -> bool:
    """Whether a subject calls its mail an introduction: `Introduction: Ann <> Bo`, `Intro`,
    `Vorstellung`. An answer to one is none."""
    said = subject.strip()
    return not _ANSWER.match(said) and bool(_BEGINS.match(said) or _HOLDS.search(said))
