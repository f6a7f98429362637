"""Fields from files as a sentence says them: short, on one line."""

from __future__ import annotations

import unicodedata

from tiesmap.model.companies import without_legal_form

LONGEST = 80
"""Characters of one stored text that a sentence repeats; the fields themselves stay whole."""


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


def firm_said(company: str) -> str:
    """A firm as a letter calls it: nobody says the legal form."""
    return said(without_legal_form(company))


_TURNS = frozenset(("LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"))
