"""Fields from files as a sentence says them: short, on one line, a category after "in"."""

from __future__ import annotations

import re
import unicodedata

LONGEST = 80
"""Characters of one stored text that a sentence repeats; the fields themselves stay whole."""


_FIELDS = {
    "automotive": "the automotive trade",
    "dental": "dentistry",
    "legal": "the legal field",
    "medical": "medicine",
}
"""Categories that are no nouns, as one says them after "in"."""


def field_of(category: str) -> str:
    """A category as one says it after "in": "Real estate" is "real estate", "IT" stays."""
    text = said(category).replace(" & ", " and ")
    if text.casefold() in _FIELDS:
        return _FIELDS[text.casefold()]
    first, _, rest = text.partition(" ")
    if len(first) > 1 and first[0].isupper() and first[1:].islower():
        return " ".join(part for part in (first.lower(), rest) if part)
    return text


def reason_said(reason: str) -> str:
    """A reason as a sentence says it: what is only proposed is probable."""
    return _PROPOSED.sub(r"is probably in \1", reason)


_PROPOSED = re.compile(r"\bis in ([^()]+?) \(proposed\)")


def said(text: str, limit: int = LONGEST) -> str:
    """A stored text as a part of a sentence: on one line, cut to `limit` characters.

    Characters that steer the terminal or turn the writing direction of what follows are left out:
    a name must not change how the rest of a note reads.
    """
    kept = "".join(
        " " if unicodedata.category(letter) == "Cc" else letter
        for letter in text
        if unicodedata.bidirectional(letter) not in _TURNS
    )
    line = " ".join(kept.split())
    return line if len(line) <= limit else line[: limit - 1].rstrip() + "…"


_TURNS = frozenset(("LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"))
