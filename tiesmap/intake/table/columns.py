"""The columns of a table as values: the text of a field in each row, and its meaning.

A column is read as a whole, since the meaning of a date may depend on the others (see `dates`).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from operator import itemgetter
from typing import Any

from tiesmap.intake.sources.declaration import Source
from tiesmap.intake.sources.practice import ENTRY_DATES, ENTRY_READERS
from tiesmap.intake.sources.stages import read_stage
from tiesmap.intake.table.clients import read_client
from tiesmap.intake.table.dates import read_dates
from tiesmap.intake.table.values import (
    clean_line,
    clean_text,
    is_nothing,
    read_count,
    read_email,
    read_form,
    read_list,
    read_phone,
    read_profile,
    read_rating,
    read_strength,
    read_yes_no,
    words,
)
from tiesmap.intake.who.names import join_name
from tiesmap.intake.who.nobody import read_owner
from tiesmap.model.cells import guard_cell
from tiesmap.model.evidence import CHANNELS, INTRODUCTION_OUTCOMES, TIE_KINDS
from tiesmap.model.people import STAGES
from tiesmap.model.practice import WORDS as ENTRY_WORDS

WORDS: dict[tuple[str, str], tuple[str, ...]] = {
    ("people", "stage"): STAGES,
    ("relationships", "stage"): STAGES,
    ("interactions", "channel"): CHANNELS,
    ("ties", "kind"): TIE_KINDS,
    ("introductions", "outcome"): INTRODUCTION_OUTCOMES,
    **ENTRY_WORDS,
}
DATES = {"date", "last_contact", "since", "signed_on", "connected_on", *ENTRY_DATES}
_READERS: dict[str, Callable[[str], Any]] = {
    "email": read_email,
    "profile_url": read_profile,
    "phone": read_phone,
    "to": read_list,
    "former": read_list,
    "salutation": read_form,
    "rep": clean_line,
    "owner": read_owner,
    "do_not_ask": read_yes_no,
    "client": read_client,
    "comfort": read_rating,
    "strength": read_strength,
    "contacts": read_count,
    "purpose": clean_text,
    "notes": clean_text,
    "why": clean_text,
}
"""How a field is read; names, words and references not listed here are single lines."""


_WITHOUT_WORDS = {
    "email", "phone", "profile_url", "comfort", "contacts", "salutation", "title", "category",
    "city",
}  # fmt: skip
"""Fields in which a word such as "n/a" says that there is nothing."""


def read_texts(
    source: Source, name: str, at: tuple[int, ...], cells: list[tuple[str, ...]]
) -> list[str]:
    """The text of a field in every row."""
    column = source.columns[name]
    if column.make is not None:
        make = column.make
        said = ([clean_line(row[i]) if i >= 0 else "" for i in at] for row in cells)
        texts = [guard_cell(make(parts)) for parts in said]
    elif len(at) == 1:
        texts = list(map(itemgetter(at[0]), cells))
    elif column.take == "first":
        places = (first_filled(source, name, row, at) for row in cells)
        texts = [row[i].strip() if i >= 0 else "" for row, i in zip(cells, places, strict=True)]
    else:
        # As one cell, since the reader of the field takes off a guard once more.
        pieces = ((clean_line(row[i]) for i in at) for row in cells)
        join = join_name if name == "name" else _in_a_row
        texts = [guard_cell(join(tuple(parts))) for parts in pieces]
    reword = source.reword.get(name)
    return [reword(text) for text in texts] if reword else texts


def _in_a_row(parts: Sequence[str]) -> str:
    return " ".join(filter(None, parts))


def first_filled(source: Source, name: str, row: Sequence[str], at: Sequence[int]) -> int:
    """The index of the first of several columns that is not empty; -1 where all are."""
    reword = source.reword.get(name, str)
    return next((i for i in at if row[i].strip() and reword(row[i])), -1)


def read_column(
    source: Source, name: str, texts: Sequence[str], day_first: bool | None
) -> list[Any]:
    """The value of a field in each row; Bad where a text means nothing for that field."""
    kind = source.kind
    if name in DATES or name in _WITHOUT_WORDS:
        texts = ["" if is_nothing(text) else text for text in texts]
    if name in DATES:
        moments = read_dates(texts, day_first, month_first=source.month_first)
        if (kind, name) == ("interactions", "date"):
            return list(moments)
        return [m.date() if isinstance(m, datetime) else m for m in moments]
    reader = _reader(kind, name)
    read: dict[str, Any] = {text: reader(text) for text in set(texts)}
    return list(map(read.__getitem__, texts))


def is_long(kind: str, name: str) -> bool:
    """Whether a field holds texts or several values, and not one line."""
    return _reader(kind, name) in (clean_text, read_list)


def _reader(kind: str, name: str) -> Callable[[str], Any]:
    if (kind, name) == ("people", "rep"):
        return read_yes_no
    if (kind, name) in ENTRY_READERS:
        return ENTRY_READERS[kind, name]
    if name == "stage":
        return lambda text: read_stage(clean_line(text))
    if known := WORDS.get((kind, name)):
        return words(known)
    return _READERS.get(name, clean_line)
