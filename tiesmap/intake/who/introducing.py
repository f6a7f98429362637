"""Mails that call themselves an introduction, by their subject. The subject itself is not kept."""

from __future__ import annotations

import re

_MAYBE = re.compile(rb"intro|vorst|bekannt|mise en|<>|<->|=\?|kennism|present", re.IGNORECASE)
_BEFORE = r"(?:(?:quick|short|brief|warm|virtual|e-?mail|kurze|virtuelle)[ -]+)*"
_BEGINS = re.compile(
    rf"{_BEFORE}(?:intro(?:s|duction|ducing)?\b(?! to\b(?! you))"
    r"|vorstellung(?:smail)?\s*(?:$|[:/|–—-])"
    r"|darf ich (?:\w+ ){0,3}vorstellen|bekannt ?machung\b|mise en (?:relation|contact)\b"
    r"|je vous présente\b|présentations\b|kennismaking\b|presentación:)",
    re.IGNORECASE,
)
_HOLDS = re.compile(r"\w\s*<-?>\s*\w|\bintro(?:duction)?:|\bplease meet\b", re.IGNORECASE)
_ANSWER = re.compile(
    r"\s*(?:re|aw|antw?|sv|vs|odp|rv|res|tr|fwd?|wg|enc)\s*(?:\[\d+\])?\s*:", re.IGNORECASE
)


def may_introduce(subject: bytes) -> bool:
    """Whether a subject, as it stands in the mail, is worth reading; hardly any is."""
    return _MAYBE.search(subject) is not None


def introduces(subject: str) -> bool:
    """Whether a subject calls its mail an introduction: `Introduction: Ann <> Bo`, `Intro`,
    `Vorstellung`. An answer to one is none."""
    said = subject.strip()
    return not _ANSWER.match(said) and bool(_BEGINS.match(said) or _HOLDS.search(said))
