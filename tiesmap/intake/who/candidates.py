"""Who the rep may be, by the files he brings: "is this you?"."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from tiesmap.intake.who.owners import is_called
from tiesmap.model.intake import Checked
from tiesmap.model.start import Candidate

MOST = 3
"""Candidates that are worth asking about."""
_PROFILE = 4.0
_ALONE = 2.0
_LISTED = 1.5
"""How much a sign weighs: his own profile, being in all of a mailbox, owning a list; being one of
several in a mailbox weighs 1 divided by the place. Our judgment."""


def find_candidates(files: Sequence[Checked]) -> tuple[Candidate, ...]:
    """The people whose files these may be, likeliest first, judged over all files of a batch.

    The same name in two files is one candidate; name and address come from whichever file has
    them.
    """
    weights: defaultdict[int, float] = defaultdict(float)
    found: list[tuple[str, str, str]] = []
    for file in files:
        for place, text in enumerate(file.owners):
            name, address = _parts(text)
            weight, why = _sign(file, place)
            known = next(
                (n for n, one in enumerate(found) if _is_one(one[:2], (name, address))), None
            )
            if known is None:
                weights[len(found)] += weight
                found.append((name, address, why))
                continue
            weights[known] += weight
            before = found[known]
            found[known] = (
                max(before[0], name, key=len),
                before[1] or address,
                before[2] if weights[known] - weight >= weight else why,
            )
    order = sorted(range(len(found)), key=lambda n: -weights[n])
    return tuple(Candidate(*found[n]) for n in order[:MOST])


def _parts(text: str) -> tuple[str, str]:
    """Name and e-mail address of a reference."""
    inside = re.search(r"<([^<>]+)>\s*$", text)
    address = inside[1] if inside else text if "@" in text else ""
    name = text[: inside.start()].strip(' "') if inside else "" if address else text
    return name, address.lower() if "@" in address else ""


def _is_one(one: tuple[str, str], other: tuple[str, str]) -> bool:
    if one[1] and other[1]:
        return one[1] == other[1]
    named = one[0] or one[1].partition("@")[0], other[0] or other[1].partition("@")[0]
    return all(named) and is_called(*(name.replace(".", " ").replace("_", " ") for name in named))


def _sign(file: Checked, place: int) -> tuple[float, str]:
    alone = len(file.owners) == 1
    if file.source == "linkedin_profile":
        return _PROFILE, f"it is the profile in {file.file}"
    if file.listed:
        return (_LISTED if alone else 1 / (1 + place)), f"the contacts in {file.file} are yours"
    if alone:
        return _ALONE, f"takes part in nearly all of {file.file}"
    return 1 / (1 + place), f"takes part in much of {file.file}"
