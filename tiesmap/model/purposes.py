"""Purposes that say nothing, such as "touching base"."""

from __future__ import annotations

import re

# What people write when they have no purpose; words that may stand around it; names after it.
_FILLER_WORDS = """
    a again am an and are brief briefly call calling email for friendly general i im is it just
    like little mail me meeting month my note now of only or our purpose quick quickly reason short
    simply so some soon the then this to today us want wanted wanting was we week would you
    your
"""
_FILLER = frozenset(_FILLER_WORDS.split())
_NOTHING = re.compile(
    r"\b(?:touch(?:ing)?(?: a)? base|check(?:ing)?(?: back)? (?:in|up)|catch(?:ing)? up|"
    r"follow(?:ing)? up|circl(?:e|ing) back|reach(?:ing)? out|(?:re)?connect(?:ing)?|"
    r"network(?:ing)?|chat(?:ting)?|talk(?:ing)?|intro(?:duction)?|"
    r"(?:(?:stay|keep|get|be)(?:ing)?|getting)(?: back)? in touch|pick(?:ing)? your brains?|"
    r"see(?:ing)? how (?:youre|you|things|everything|its|it)(?: (?:is|are|all))*"
    r"(?: (?:doing|going))?|"
    r"how are you(?: doing)?|say(?:ing)? (?:hi|hello)(?: to \w+){0,1}|hi|hello|"
    r"nothing|none|no|na|n a|tbd|todo|x)\b"
)
_WITH_WHOM = re.compile(
    r"~ (?:with(?: (?!about\b|on\b|to\b|regarding\b|because\b|and\b)\w+){1,3}"
    r"|on (?:you|him|her|them|things)\b)"
)


def is_empty_purpose(text: str) -> bool:
    """Whether a purpose says nothing, such as "just touching base" or "checking in with Anna"."""
    words = re.findall(r"[^\W_]+", text.casefold().replace("'", "").replace("’", ""))
    rest = _WITH_WHOM.sub("~", _NOTHING.sub("~", " ".join(words)))
    return all(word == "~" or word in _FILLER for word in rest.split())
