"""The entries of an import (notes, favors, details ...): each is stored at most once."""

from __future__ import annotations

from collections import Counter

import sqlalchemy as sa

from tiesmap.model.days import day_number
from tiesmap.model.intake import Checked
from tiesmap.store import schema
from tiesmap.store.entries import DAYS, FIELDS, entry_key, kth_key
from tiesmap.store.history.provenance import keep_restated_fields
from tiesmap.store.incoming.batch import Batch, Count
from tiesmap.store.rows import LOOKUP, Row, chunks


def store_entries(batch: Batch, file: Checked, count: Count) -> None:
    """Store the new entries. One that was edited by hand since is recognized by its first key."""
    seen: Counter[bytes] = Counter()
    who = batch.who(file.file)
    for part in batch.portions(file.entries):
        by_kind: dict[str, list[tuple[bytes, Row]]] = {}
        for record in part:
            rep = who.get(record.rep) if record.rep else batch.rep
            person = who.get(record.person)
            if rep is None:
                count.without_rep += not record.rep
                continue
            if person is None:
                continue
            if rep == person:
                count.alone.append(record.line)
                continue
            batch.give(rep, person)
            said = {
                name: day_number(value) if name in DAYS[record.kind] and value else value
                for name, value in record.said.items()
            }
            row = {"rep": rep, "person": person, "day": day_number(record.date), **said}
            base = entry_key(record.kind, row)
            by_kind.setdefault(record.kind, []).append((kth_key(base, seen[base]), row))
            seen[base] += 1
        for kind, rows in by_kind.items():
            count.stored["entries"] += _store(batch, kind, rows)
        batch.advance(len(part), f"{file.file}: {count.stored['entries']:,} new")


def _store(batch: Batch, kind: str, rows: list[tuple[bytes, Row]]) -> int:
    table = schema.practice[kind]
    edited: dict[bytes, tuple[int, int | None]] = {}
    for part in chunks([key for key, _ in rows], LOOKUP):
        query = sa.select(table.c.first_key, table.c.id, table.c.import_id)
        for row in batch.connection.execute(query.where(table.c.first_key.in_(part))):
            edited[row.first_key] = (row.id, row.import_id)
    again = [number for number, brought in edited.values() if brought not in (None, batch.id)]
    keep_restated_fields(batch.connection, table, [(number, "") for number in again], batch.id)
    values = [
        (key, *(row[name] for name in FIELDS[kind]), batch.id)
        for key, row in rows
        if key not in edited
    ]
    new = batch.insert(table, ("key", *FIELDS[kind], "import_id"), values)
    return len(new)
