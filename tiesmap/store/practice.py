"""The practice of a rep: notes, favors, details, promises ..., one entry each."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import sqlalchemy as sa

from tiesmap.model.cells import known_word, tidy_line, tidy_text
from tiesmap.model.days import day_number
from tiesmap.model.ids import PersonId
from tiesmap.model.practice import (
    CHOICES,
    LONG,
    WORDS,
    YEARS,
    Action,
    Detail,
    Entry,
    Practice,
    Satisfaction,
    Standard,
)
from tiesmap.store import schema
from tiesmap.store.entries import (
    DEFAULTS,
    FIELDS,
    TEXTS,
    close_gap,
    entry_of,
    first_row,
    free_key,
    name_of,
)
from tiesmap.store.nouns import row_of
from tiesmap.store.operation import Operation, refuse_missing
from tiesmap.store.transactions import Conflict


def read_practice(connection: sa.Connection, rep: PersonId, until: date | None = None) -> Practice:
    """All entries of a rep up to a day (None: all), each kind newest first.

    What was done after that day, such as a promise kept, is not shown.
    """
    found: dict[str, Any] = {}
    for name, table in schema.practice.items():
        query = _of_rep(table, rep)
        if until is not None:
            query = query.where(table.c.day < day_number(until) + 1)
        entries = (entry_of(name, row) for row in connection.execute(query).mappings())
        found[name] = tuple(_as_of(entry, until) for entry in entries)
    return Practice(**found)


def _as_of(entry: Entry, until: date | None) -> Entry:
    if until is None:
        return entry
    if isinstance(entry, Action) and entry.done_on is not None and entry.done_on > until:
        return replace(entry, done_on=None)
    if isinstance(entry, Detail) and entry.used_on is not None and entry.used_on > until:
        return replace(entry, used_on=None)
    return entry


def _of_rep(table: sa.Table, rep: PersonId) -> sa.Select[Any]:
    latest = (table.c.day.desc(), table.c.id.desc())
    return sa.select(table).where(table.c.rep == rep).order_by(*latest)


def read_entries(connection: sa.Connection, name: str, rep: PersonId) -> tuple[Entry, ...]:
    """The rep's entries of one kind, newest first."""
    query = _of_rep(schema.practice[name], rep)
    return tuple(entry_of(name, row) for row in connection.execute(query).mappings())


_ANOTHERS = "This entry is another rep's: choose that rep to change it."
_CHANGED = "This entry was changed since you opened this page: look at it again, then repeat."


def save_entry(
    op: Operation, entry: Entry, was: Entry | None = None, until: date | None = None
) -> Entry:
    """Store a new (id 0) or edited entry; returns it as stored.

    `was` is the entry before the edit as it was read, up to the day `until`.

    Raises ValueError where a value is not one of those allowed, and Conflict where the entry or
    its person is gone, the entry belongs to another rep, or it changed since it `was` read.
    """
    _refuse_wrong(entry)
    name = name_of(entry)
    table = schema.practice[name]
    row = row_of(entry, table)
    row |= {field: _tidy(name, field, row[field]) for field in TEXTS[name]}
    refuse_missing(op.connection, (entry.rep, entry.person))
    if entry.id == 0:
        number = op.take_id(table)
        op.add(table, row | {"id": number, "key": free_key(op.connection, name, row)})
    else:
        number = entry.id
        found = op.rows(table, table.c.id == number)
        if not found:
            raise Conflict("This entry was removed since you opened this page.")
        stored = found[0]
        if stored["rep"] != entry.rep:
            raise Conflict(_ANOTHERS)
        shown = _as_of(entry_of(name, stored), until)
        if was is not None and shown == was:
            # What the edit leaves alone stays, also what did not show yet on that day.
            alone = [
                field for field in FIELDS[name] if getattr(entry, field) == getattr(was, field)
            ]
            row |= {field: stored[field] for field in alone}
        if all(stored[field] == row[field] for field in FIELDS[name]):
            return entry_of(name, stored)
        if was is not None and shown != was:
            raise Conflict(_CHANGED)
        keys = {
            "key": free_key(op.connection, name, row, number),
            "first_key": stored["first_key"] or stored["key"],
        }
        op.change(table, stored, **row, **keys)
        close_gap(op, name, stored)
    return entry_of(name, row | {"id": number})


def remove_entry(
    op: Operation,
    name: str,
    number: int,
    was: Entry | None = None,
    until: date | None = None,
) -> bool:
    """Remove an entry; returns whether there was one.

    `was` is the entry as it was read, up to the day `until`: Conflict where it belongs to another
    rep or changed since.
    """
    table = schema.practice[name]
    found = op.rows(table, table.c.id == number)
    if not found:
        return False
    stored = found[0]
    if was is not None and stored["rep"] != was.rep:
        raise Conflict(_ANOTHERS)
    if was is not None and _as_of(entry_of(name, stored), until) != was:
        raise Conflict(_CHANGED)
    before = first_row(op.connection, name, stored)
    op.remove(table, stored)
    close_gap(op, name, stored)
    if stored["first_key"] is not None:
        close_gap(op, name, before)
    return True


def _tidy(name: str, field: str, text: str) -> str:
    """A text in the form in which a file would return it."""
    text = tidy_text(text) if field in LONG else tidy_line(text)
    return known_word(text, WORDS.get((name, field), ())) or DEFAULTS[name][field]


_CHOSEN = {
    ("notes", "read_back"): "a summary was read back (yes, corrected) or it was not (empty)",
    ("favors", "direction"): "a favor is given or taken",
    ("standards", "side"): "a standard is the rep's or the client's",
    ("plans", "kind"): "a plan is a promise, an action or beyond",
}


def _refuse_wrong(entry: Entry) -> None:
    """Raise ValueError where a field has a value that is not allowed."""
    name = name_of(entry)
    if entry.rep == entry.person:
        raise ValueError("an entry is about somebody else than the rep")
    if isinstance(entry, Detail | Standard | Action) and not tidy_text(entry.text):
        raise ValueError("an entry without words says nothing: fill in the text")
    if isinstance(entry, Satisfaction) and entry.mark not in range(1, 6):
        raise ValueError(f"a mark is 1 to 5, not {entry.mark}")
    for field in FIELDS[name]:
        value, allowed = getattr(entry, field), CHOICES.get((name, field))
        if allowed is not None and value not in allowed:
            raise ValueError(f"{_CHOSEN[name, field]}, not {value!r}")
        if isinstance(value, date) and not YEARS[0] <= value.year <= YEARS[1]:
            raise ValueError(f"{value} is a day that cannot be meant, not between {YEARS}")
