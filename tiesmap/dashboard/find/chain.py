"""A referral path in words: on one line, and with the tie between each two as a small drawing."""

from __future__ import annotations

from collections.abc import Mapping

from tiesmap.dashboard.names import Part, TieDrawn
from tiesmap.dashboard.shared import words
from tiesmap.model.ids import PersonId
from tiesmap.model.paths import Hop, ReferralPath
from tiesmap.model.people import Person


def drawn(path: ReferralPath) -> list[Part]:
    """The path from the rep on, each name a link, with the class of each tie."""
    parts: list[Part] = ["You"]
    for k, hop in enumerate(path.hops, start=1):
        parts += [_tie(hop), (path.people[k], path.names[k])]
    return parts


def _tie(hop: Hop) -> TieDrawn:
    called = hop.tie_class
    said = f"{called}, bridging" if hop.bridging else called
    kind = "bridging" if hop.bridging else hop.tie_class
    return TieDrawn(kind, f"{said}, strength {hop.strength:.2f}")


def parts(path: ReferralPath, people: Mapping[PersonId, Person]) -> list[str | tuple[int, str]]:
    """A path as one line: whom to ask, for whom (and what he is), on the way to whom."""
    found: list[str | tuple[int, str]] = []
    for k, name in enumerate(path.names[1:], start=1):
        found += [*([" → "] if found else []), (path.people[k], name)]
        who = people.get(path.people[k])
        if k == 2 and who and (place := words.place(who)):
            found.append(f" ({place})")
    return found


def in_a_line(path: ReferralPath, people: Mapping[PersonId, Person]) -> str:
    """The same as text."""
    return "".join(part if isinstance(part, str) else part[1] for part in parts(path, people))
