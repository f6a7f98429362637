"""What tells people of one name apart, wherever one of them is named."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from tiesmap.model.english import one_line
from tiesmap.model.ids import PersonId
from tiesmap.model.people import Person


def tell_apart(
    people: Sequence[Person], since: Mapping[PersonId, int] | None = None
) -> dict[PersonId, str]:
    """Each of some people of one name as he is named beside the others: `Thomas Müller (Müller
    Treuhand AG)`.

    The firm, else the title, else the e-mail address, else the year `since` which the rep knows
    him: the first that he has and none of the others; where nothing does, all that he has of these.
    """
    known = since or {}
    marks = {
        one.id: (
            one.company,
            one.title,
            one.email if one.name else "",
            f"known since {known[one.id]}" if one.id in known else "",
        )
        for one in people
    }
    counts = [Counter(said[at].casefold() for said in marks.values()) for at in range(4)]
    found = {}
    for one in people:
        said = [text for text in marks[one.id] if text]
        own = [t for t, n in zip(marks[one.id], counts, strict=True) if t and n[t.casefold()] == 1]
        mark = own[0] if own else ", ".join(said)
        found[one.id] = f"{one.label} ({one_line(mark, 60)})" if mark else one.label
    return found
