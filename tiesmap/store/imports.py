"""Imports: a batch of checked files is stored completely or not at all.

Each stored row names its import (`import_id`), and each value that an import replaced is recorded
in `changes`. A row whose idempotency key is stored already is not stored again.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime

from tiesmap.model.days import day_number
from tiesmap.model.ids import PersonId
from tiesmap.model.intake import ROWS, Checked, FileReport, ImportReport, Matched, Unchanged
from tiesmap.model.proposals import Learn
from tiesmap.store import meetings, repeats, schema
from tiesmap.store.guarding import backups
from tiesmap.store.guarding.tombstones import read_signs, without_erased
from tiesmap.store.incoming.batch import Batch, Count, KeysOf, Progress
from tiesmap.store.incoming.entries import store_entries
from tiesmap.store.incoming.evidence import EVIDENCE, store_targets
from tiesmap.store.incoming.people import stale, store_people
from tiesmap.store.incoming.ratings import store_relationships
from tiesmap.store.operation import Operation
from tiesmap.store.people import labels
from tiesmap.store.rows import Row, read_versions, take_ids
from tiesmap.store.rules import apply_proposals, apply_rules, read_rules
from tiesmap.store.sharing.giving import give_cards
from tiesmap.store.store import Store

__all__ = ["Brought", "KeysOf", "Progress", "apply", "preview", "repeat"]


@dataclass(frozen=True, slots=True)
class Brought:
    """A batch that was matched, as it is brought in."""

    matched: Matched
    keys: KeysOf
    now: datetime
    progress: Progress | None = None
    propose: Learn | None = None
    """What gives a category to those whom nothing else puts into one."""
    seen: Mapping[str, int] | None = None
    """The versions of the snapshot that it was matched with."""
    digest: str = ""
    """Of all that it depends on: by it the batch is known as a `repeat` if it comes again."""


def preview(store: Store, brought: Brought) -> ImportReport:
    """What `apply` would do: the same work, rolled back at the end."""
    with store.operation("import", keep=False) as op:
        report = _run(op, replace(brought, digest=""))
    return replace(report, id=None)


def apply(store: Store, brought: Brought) -> ImportReport:
    """Store the batch in one transaction; the same batch again changes nothing.

    A file fills and replaces the fields of a person (never with nothing, never what a hand set),
    only ever sets `do_not_ask` and `rep`, and leaves stored ratings and notes alone. A value that
    some row of the batch still states is kept, so the order of rows does not matter. Rows that
    name somebody whom `matched.who` does not lead to are left out: their problems are listed.
    """
    if store.path is not None:
        backups.take(store.path, "import", brought.now)
    with store.operation("import") as op:
        return _run(op, brought)


def repeat(
    store: Store,
    batch: str,
    checked: Sequence[Checked],
    now: datetime,
    propose: Learn | None = None,
) -> ImportReport | None:
    """What `apply` would do with a batch that is all on file; None, with nothing done, where it is
    not (any more). `checked` are its rows, for what they leave to tell."""
    if store.path is not None:
        backups.take(store.path, "import", now)
    with store.operation("import") as op:
        connection, imports = op.connection, schema.imports
        again = repeats.find(connection, batch)
        if again is None:
            return None
        number = take_ids(connection, imports, 1)
        op.import_id, op.at, op.by = number, day_number(now), again.rep
        told: Sequence[Checked | None] = checked or [None] * len(again.files)
        files = tuple(map(repeats.report_of, again.files, again.people, told))
        row = {"id": number, "at": op.at, "rep": again.rep, "files": list(map(_log, files))}
        connection.execute(imports.insert(), row)
        repeats.state_again(connection, again.first, again.rep, number)
        _categorize(op, propose, take_ids(connection, schema.people, 0))
        rep = "" if again.rep is None else labels(connection, [again.rep])[again.rep]
        return ImportReport(id=number, files=files, rep=rep)


def _run(op: Operation, brought: Brought) -> ImportReport:
    connection, keys = op.connection, brought.keys
    as_matched = brought.seen is not None and brought.seen == read_versions(connection)
    matched, erased = without_erased(brought.matched, read_signs(connection), keys)
    new = list(dict.fromkeys(match.ref for match in matched.people if match.ref < 0))
    first_new = take_ids(connection, schema.people, len(new))
    ids = {ref: PersonId(first_new + k) for k, ref in enumerate(new)}
    rep = None if matched.rep is None else ids.get(matched.rep, PersonId(matched.rep))
    number = take_ids(connection, schema.imports, 1)
    op.import_id, op.at, op.by = number, day_number(brought.now), rep
    connection.execute(
        schema.imports.insert(), {"id": number, "at": op.at, "rep": rep, "files": []}
    )
    counted = [(file, Count()) for file in matched.files]
    if counted:
        counted[0][1].erased = erased
    if matched.unchanged is not None:
        counted[0][1].same |= _state_unchanged(op, number, matched.unchanged, as_matched=as_matched)
    batch = Batch(
        op=op,
        matched=matched,
        keys=keys,
        progress=brought.progress or (lambda share, what: None),
        id=number,
        rep=rep,
        first_new=first_new,
        ids=ids,
        as_matched=as_matched,
        rows=len(matched.people) + sum(_size(file) for file in matched.files),
        counts={file.file: count for file, count in reversed(counted)},
    )
    store_people(batch)
    for file, count in counted:
        for store_rows in (store_relationships, *EVIDENCE, store_targets, store_entries):
            store_rows(batch, file, count)
        if said := meetings.call_off(op, file.called_off):
            count.called_off = said
    give_cards(batch)
    _categorize(op, brought.propose, first_new)
    report = ImportReport(
        id=number,
        files=tuple(_report(batch, file, count) for file, count in counted),
        changes=tuple(batch.changes),
        rep="" if rep is None else labels(connection, [rep])[rep],
    )
    values: Row = {"files": [_log(file) for file in report.files]}
    if brought.digest and not any(note for _, count in counted for note in count.notes):
        values["again"] = _known_by(op, brought.digest, counted, report)
    connection.execute(schema.imports.update().where(schema.imports.c.id == number).values(values))
    batch.progress(1.0, "done")
    return report


def _known_by(
    op: Operation, digest: str, counted: Sequence[tuple[Checked, Count]], report: ImportReport
) -> Row:
    """By what the import is known if its batch comes again, whole or with few changes."""
    people = [len(count.new | count.changed | count.same) for _, count in counted]
    plain = not any(file.notes or file.problems for file in report.files)
    kind = repeats.kind_of([file for file, _ in counted])
    return repeats.known_by(op, digest, people, kind, is_plain=plain)


def _state_unchanged(
    op: Operation, number: int, unchanged: Unchanged, *, as_matched: bool
) -> frozenset[PersonId]:
    """Record that an import states the unchanged rows too; returns whom they are about."""
    if not as_matched:
        raise stale()
    repeats.state_unchanged(op.connection, unchanged, number)
    return unchanged.people


def _size(file: Checked) -> int:
    return sum(len(getattr(file, kind)) for kind in ROWS)


def _report(batch: Batch, file: Checked, count: Count) -> FileReport:
    theirs = {batch.rep} if batch.rep is not None else set()
    first = count is batch.count(file.file)
    of_matching = tuple(p for p in batch.matched.problems if first and p.file == file.file)
    return FileReport(
        file=file.file,
        source=file.source,
        encoding=file.encoding,
        delimiter=file.delimiter,
        rows=file.row_count,
        people_new=len(count.new - theirs),
        people_changed=len(count.changed - count.new),
        people_same=len(count.same - count.changed - count.new),
        # Rows of what was done keep no further fields.
        extra_columns=file.extra_columns if file.people else (),
        notes=(*file.notes, *count.notes),
        held=file.held,
        firms=file.firms,
        problems=tuple(dict.fromkeys((*file.problems, *of_matching))),
        **{kind: count.stored[kind] for kind in ROWS},
    )


def _log(report: FileReport) -> Row:
    """The report as it is stored: counts, without any cell of the file."""
    row = asdict(report)
    row["problems"] = len(report.problems)
    del row["notes"], row["held"], row["firms"]
    return row


def _categorize(op: Operation, propose: Learn | None, first_new: int) -> None:
    """Give everybody without a category from hand or file one by rule, or else a proposed one."""
    rules = read_rules(op.connection)
    replaced = apply_rules(op, rules) if rules else []
    if propose is not None:
        replaced += apply_proposals(op, propose)
    op.write_down(schema.people, [one for one in replaced if one[0] < first_new])
