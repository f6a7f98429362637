"""Relations in address books (spouse, assistant ...) as kinds of ties."""

from __future__ import annotations

import re

_KINDS = {
    "family": "spouse partner wife husband child daughter son parent mother father brother sister "
    "sibling relative domesticpartner kin sweetheart family",
    "friend": "friend muse crush",
    "colleague": "assistant manager boss colleague coworker employee agent",
    "client": "client customer",
    "supplier": "supplier vendor",
}
_KIND = {word: kind for kind, words in _KINDS.items() for word in words.split()}


def kind_of_relation(label: str) -> str:
    """The kind of tie for a label such as `Spouse` or Apple's `_$!<Spouse>!$_`; else `other`."""
    return _KIND.get(re.sub(r"[^a-z]", "", label.casefold()), "other")
