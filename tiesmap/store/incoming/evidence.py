"""The evidence of an import (interactions, ties, introductions), and the wanted list.

A row whose key is stored already is not stored again.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import Any

from tiesmap.model.days import day_number
from tiesmap.model.evidence import BETWEEN, InteractionRecord, told_by
from tiesmap.model.ids import PersonId
from tiesmap.model.intake import Checked
from tiesmap.model.people import TargetRecord
from tiesmap.store import schema
from tiesmap.store.history.fingerprints import key_of
from tiesmap.store.incoming.batch import Batch, Count
from tiesmap.store.operation import plain
from tiesmap.store.rows import insert_new
from tiesmap.store.targets import TARGET, target_key

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
_INTRODUCTION = ("key", "introducer", "person", "other", "day", "outcome", "import_id", "rep")


def _store_between(kind: str, noun: str, columns: tuple[str, ...]) -> Callable[..., None]:
    """What stores the rows of a kind that each name two or three different people."""
    table, people = schema.metadata.tables[kind], BETWEEN[kind].people
    said = ["date" if name == "day" else name for name in columns[1 + len(people) : -2]]

    def store(batch: Batch, file: Checked, count: Count) -> None:
        seen: Counter[bytes] = Counter()
        who = batch.who(file.file)
        new = 0
        for part in batch.portions(getattr(file, kind)):
            rows: list[tuple[Any, ...]] = []
            for record in part:
                named = [getattr(record, name) for name in people]
                found = [who[text] for text in named if text in who]
                if len(found) < len(named):
                    continue
                if len(set(found)) < len(found):
                    count.alone.append(record.line)
                    continue
                values = (*found, *(plain(getattr(record, name)) for name in said))
                key = _kth(seen, noun, *values)
                rows.append((key, *values, batch.id, batch.whose(found)))
            new += len(batch.insert(table, columns, rows))
            batch.advance(len(part), f"{file.file}: {new:,} new")
        count.stored[kind] += new

    return store


EVIDENCE = (
    store_interactions,
    _store_between("ties", "tie", TIE),
    _store_between("introductions", "introduction", _INTRODUCTION),
)
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
