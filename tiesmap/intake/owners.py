"""Whose own file a mailbox, a calendar or an export is, and who in it is the rep.

An owner is never taken for the rep by being frequent alone: a stored rep must be called the same.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from tiesmap.intake.keys import normalize_name, normalize_profile
from tiesmap.model.evidence import InteractionRecord

MOST = 3  # candidates that are worth naming


def find_owners(records: Sequence[InteractionRecord], share: float = 1.0) -> tuple[str, ...]:
    """References of those who take part in at least this share of all interactions, the most
    frequent first; none where it could be anybody."""
    counts: Counter[str] = Counter()
    texts: dict[str, Counter[str]] = {}
    for record in records:
        for text in dict.fromkeys((record.sender, *record.to)):
            key = identity(text)
            counts[key] += 1
            texts.setdefault(key, Counter())[text] += 1
    needed = share * len(records)
    found = [key for key, count in counts.most_common(MOST + 1) if count >= needed]
    if len(found) > MOST:
        return ()
    return tuple(texts[key].most_common(1)[0][0] for key in found)


def identity(text: str) -> str:
    """What tells a reference `Name <address>` from others: the address, else the name."""
    if inside := re.search(r"<([^<>]+)>\s*$", text):
        return normalize_profile(inside[1]) or inside[1].casefold()
    return normalize_name(text)


def is_called(one: str, other: str) -> bool:
    """Whether two names can be one person's own: all words of one are in the other."""
    words, others = (set(re.findall(r"\w+", normalize_name(name))) for name in (one, other))
    small, large = sorted((words, others), key=len)
    return bool(small) and small <= large
