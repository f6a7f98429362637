"""A file of which few rows changed since it was brought in: only those are matched and stored."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from tiesmap.intake.who.joins import name_words
from tiesmap.model.ids import PersonId
from tiesmap.model.intake import MADE_UP, Checked, Matched, Unchanged
from tiesmap.store import repeats
from tiesmap.workspace.view import View

Rows = tuple[Checked, ...]


def split_unchanged(view: View, checked: Rows) -> tuple[Rows, Unchanged | None]:
    """The rows of a batch that have to be matched, and those that need not."""
    # Of a member of a team it is asked anew each time what he may bring in.
    if view.place.member is not None or len(checked) != 1:
        return checked, None
    found = repeats.split_unchanged(view.connection, checked[0])
    return (checked, None) if found is None else ((found[0],), found[1])


def with_unchanged(matched: Matched, unchanged: Unchanged) -> Matched | None:
    """The matched rows beside those that are unchanged; None where the two must be seen together.

    That is where they are about one person, an address is several people's, a row tells nobody by
    itself, or two new rows may be one person's by what a unchanged one says.
    """
    records = [match.record for match in matched.people]
    found = {PersonId(match.ref) for match in matched.people if match.ref > 0}
    others = unchanged.others | found
    if (
        matched.problems
        or matched.rep is None
        or matched.rep != unchanged.rep
        or matched.rep in others
        or not others.isdisjoint(unchanged.people)
        or len(others) > repeats.MOST
        or any(record.shared or MADE_UP in record.id for record in records)
        or _have_namesakes([record.name for record in records])
    ):
        return None
    return replace(matched, unchanged=replace(unchanged, others=others))


def _have_namesakes(names: Sequence[str]) -> bool:
    counts = Counter(words for name in names if (words := name_words(name)))
    return any(count > 1 for count in counts.values())
