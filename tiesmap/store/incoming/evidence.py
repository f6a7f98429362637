"""The evidence of an import (interactions, ties, introductions), and the wanted list.

A row whose key is stored already is not stored again.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from datetime import date
from typing import Any, TypeVar

import sqlalchemy as sa

from tiesmap.model.days import day_number
from tiesmap.model.evidence import InteractionRecord, IntroductionRecord, TieRecord, told_by
from tiesmap.model.ids import PersonId
from tiesmap.model.intake import Checked
from tiesmap.model.people import TargetRecord
from tiesmap.store import schema
from tiesmap.store.history.fingerprints import key_of
from tiesmap.store.incoming.batch import Batch, Count
from tiesmap.store.rows import insert_new
from tiesmap.store.targets import TARGET, target_key

R = TypeVar("R", TieRecord, IntroductionRecord)


_INTERACTION = ("key", "day", "channel", "sender", "recipients", "purpose", "notes", "import_id",
                "rep")  # fmt: skip


def store_interactions(batch: Batch, file: Checked, count: Count) -> None:
    """Store the new interactions, with everybody who took part in them."""
    seen: Counter[bytes] = Counter()
    who = batch.who(file.file)
    done = 0
    for part in batch.portions(file.interactions):
        rows: list[tuple[Any, ...]] = []
        to: list[list[PersonId]] = []
        for record in part:
            try:
                sender = who[record.sender]
                others = sorted({who[text] for text in record.to} - {sender})
            except KeyError:
                continue
            if not others:
                count.alone.append(record.line)
                continue
            rows.append(_interaction(batch, record, sender, others, seen))
            to.append(others)
        new = batch.insert(schema.interactions, _INTERACTION, rows)
        received = [(number, person) for k, number in new for person in to[k]]
        insert_new(batch.connection, schema.recipients, ("interaction", "person"), received)
        count.stored["interactions"] += len(new)
        done += len(part)
        batch.advance(len(part), f"{file.file}: {done:,} of {len(file.interactions):,} rows")


def _interaction(
    batch: Batch,
    record: InteractionRecord,
    sender: PersonId,
    others: list[PersonId],
    seen: Counter[bytes],
) -> tuple[Any, ...]:
    """Values in the order of `_INTERACTION`."""
    channel, purpose, notes = record.channel, record.purpose, record.notes
    said = told_by(channel, purpose, notes)
    key = _kth(seen, "interaction", record.date.isoformat(), sender, others, *said)
    day = day_number(record.date)
    rep = batch.whose([sender, *others])
    return (key, day, channel, sender, len(others), purpose, notes, batch.id, rep)


def _kth(seen: Counter[bytes], *parts: object) -> bytes:
    """The key of a row: its values, and k for the k-th identical row of a file.

    So the k-th identical row of one file matches the k-th identical row of any other.
    """
    key = key_of(*parts)
    before = seen[key]
    seen[key] += 1
    return key if before == 0 else key_of(key.hex(), before)


TIE = ("key", "person", "other", "contacts", "last_contact", "kind", "since", "strength",
        "import_id", "rep")  # fmt: skip


def store_ties(batch: Batch, file: Checked, count: Count) -> None:
    """Store the declared ties that are new."""

    def row(record: TieRecord, people: Sequence[PersonId], seen: Counter[bytes]) -> tuple[Any, ...]:
        values = (
            *people,
            record.contacts,
            day_of(record.last_contact),
            record.kind,
            day_of(record.since),
            record.strength,
        )
        return (_kth(seen, "tie", *values), *values, batch.id, batch.whose(people))

    count.stored["ties"] += _store_between(
        batch, file, count, schema.ties, TIE, file.ties, lambda r: (r.person, r.other), row
    )


_INTRODUCTION = ("key", "introducer", "person", "other", "day", "outcome", "import_id", "rep")


def store_introductions(batch: Batch, file: Checked, count: Count) -> None:
    """Store the past introductions that are new."""

    def row(
        record: IntroductionRecord, people: Sequence[PersonId], seen: Counter[bytes]
    ) -> tuple[Any, ...]:
        values = (*people, day_of(record.date), record.outcome)
        return (_kth(seen, "introduction", *values), *values, batch.id, batch.whose(people))

    count.stored["introductions"] += _store_between(
        batch,
        file,
        count,
        schema.introductions,
        _INTRODUCTION,
        file.introductions,
        lambda r: (r.introducer, r.person, r.other),
        row,
    )


def _store_between(
    batch: Batch,
    file: Checked,
    count: Count,
    table: sa.Table,
    names: Sequence[str],
    records: Sequence[R],
    named: Callable[[R], tuple[str, ...]],
    row: Callable[[R, Sequence[PersonId], Counter[bytes]], tuple[Any, ...]],
) -> int:
    """Store rows that each name two or three different people; returns how many were new."""
    seen: Counter[bytes] = Counter()
    who = batch.who(file.file)
    new = 0
    for part in batch.portions(records):
        rows = []
        for record in part:
            people = [who[text] for text in named(record) if text in who]
            if len(people) < len(named(record)):
                continue
            if len(set(people)) < len(people):
                count.alone.append(record.line)
                continue
            rows.append(row(record, people, seen))
        new += len(batch.insert(table, names, rows))
        batch.advance(len(part), f"{file.file}: {new:,} new")
    return new


EVIDENCE = (store_interactions, store_ties, store_introductions)
"""Each stores the rows of one kind (`model.evidence.KINDS`) of a file."""


def store_targets(batch: Batch, file: Checked, count: Count) -> None:
    """Add the lines of a file to the rep's wanted list."""
    batch.advance(len(file.targets), file.file)
    if batch.rep is None:
        count.without_rep += len(file.targets)
        return
    wanted: dict[bytes, TargetRecord] = {}
    for target in file.targets:
        wanted.setdefault(target_key(batch.rep, target), target)
    rows = [
        (key, batch.rep, *(getattr(target, name) for name in TARGET), batch.id)
        for key, target in wanted.items()
    ]
    names = ("key", "rep", *TARGET, "import_id")
    count.stored["targets"] += len(batch.insert(schema.targets, names, rows))


def day_of(moment: date | None) -> float | None:
    """The day number of a date; None where the date is unknown."""
    return None if moment is None else day_number(moment)
