"""vCards that we wrote: what stands in them beside what every address book writes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from tiesmap.model.people import CARD_FORMER, CARD_MARKS, PersonRecord


def as_we_wrote(record: PersonRecord, said: Callable[[str], Sequence[str]]) -> PersonRecord:
    """The person as he was on file when we wrote the card; `said` gives the lines of a property.

    For a person without a name we wrote the address as the name: it is not read as a name again.
    CATEGORIES holds the category.
    """
    marks = {name: True for name, mark in CARD_MARKS.items() if said(mark)}
    extra = {name: text for name, text in record.extra.items() if name != "Categories"}
    return replace(
        record,
        name="" if record.name == record.email else record.name,
        category=next(iter(said("CATEGORIES")), ""),
        former=tuple(said(CARD_FORMER)),
        extra=extra,
        rep=marks.get("rep"),
        do_not_ask=marks.get("do_not_ask"),
        client=marks.get("client"),
    )
