"""Relations in address books (spouse, assistant ...) as kinds of ties."""

from __future__ import annotations

import re

from tiesmap.intake.wordfiles import read

_KIND: dict[str, str] = {
    word: kind for kind, words in read("names")["relations"].items() for word in words.split()
}


def kind_of_relation(label: str) -> str:
    """The kind of tie for a label such as `Spouse` or Apple's `_$!<Spouse>!$_`; else `other`."""
    return _KIND.get(re.sub(r"[^a-z]", "", label.casefold()), "other")
