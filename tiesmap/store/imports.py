"""Imports: a batch of checked files goes into the store wholly or not at all.

Each stored row knows its import (`import_id`), and each value that an import replaced is written
down in `changes`. A row that is stored already, known by its key, is never stored again.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from datetime import date, datetime
from typing import Any, TypeVar

import sqlalchemy as sa

from tiesmap.model.days import date_of, day_number
from tiesmap.model.evidence import InteractionRecord, IntroductionRecord, TieRecord
from tiesmap.model.intake import Checked, FileReport, ImportReport, Matched, PersonMatch
from tiesmap.model.people import PersonRecord, RelationshipRecord, TargetRecord
from tiesmap.store import people as persons
from tiesmap.store import schema
from tiesmap.store.people import RELATION, TEXTS, Key, Replaced, Row, fold, key_of
from tiesmap.store.schema import (
    bump,
    by_hand,
    chunks,
    insert_new,
    insert_unseen,
    take_ids,
    write_down,
)
from tiesmap.store.store import Store

KeysOf = Callable[[PersonRecord, str], Iterable[Key]]
"""(record, scope of its file) -> the normalized keys by which the person is known again."""
Progress = Callable[[float, str], None]
"""(share done from 0 to 1, what is being done); raising in it takes the whole import back."""

_PORTION = 5_000  # rows that are prepared and stored at once
_LOOKUP = 500  # values in one "in (...)"
_SHOWN = 200  # changes that a report lists
_KEPT_RATINGS = ("comfort", "notes")  # once stored, no file changes them

R = TypeVar("R", TieRecord, IntroductionRecord)


def preview(
    store: Store,
    matched: Matched,
    keys: KeysOf,
    now: datetime,
    progress: Progress | None = None,
) -> ImportReport:
    """What `apply` would do: the same work, taken back at the end."""
    with store.writing(keep=False) as connection:
        report = _run(connection, matched, keys, now, progress)
    return replace(report, id=None)


def apply(
    store: Store,
    matched: Matched,
    keys: KeysOf,
    now: datetime,
    progress: Progress | None = None,
) -> ImportReport:
    """Store the batch in one transaction; the same batch again changes nothing.

    A file fills and replaces the fields of a person (never with nothing, never what a hand set),
    only ever sets `do_not_ask` and `rep`, and leaves stored ratings and notes alone. A value that
    some row of the batch still states is kept, so the order of rows does not matter. Rows that
    name somebody whom `matched.who` does not lead to are left out: their problems are listed.
    """
    with store.writing() as connection:
        return _run(connection, matched, keys, now, progress)


@dataclass(slots=True)
class _Count:
    """What one file did so far."""

    new: set[int] = field(default_factory=set)
    changed: set[int] = field(default_factory=set)
    same: set[int] = field(default_factory=set)
    ties: int = 0
    interactions: int = 0
    introductions: int = 0
    targets: int = 0
    relationships: int = 0
    kept: list[str] = field(default_factory=list)
    """Whose field was left as a hand had set it."""
    alone: list[int] = field(default_factory=list)
    """Lines that name one person on both sides."""

    @property
    def notes(self) -> Iterator[str]:
        if self.kept:
            yield (
                "Left as you typed it yourself, though the file says otherwise: "
                + _listed(self.kept)
            )
        if self.alone:
            yield (
                "Rows that name the same person on both sides tie nobody and were left out: line "
                + _listed(list(map(str, sorted(self.alone))))
            )


@dataclass(slots=True)
class _Batch:
    """An import at work: what is known of it while its rows go in."""

    connection: sa.Connection
    matched: Matched
    keys: KeysOf
    progress: Progress
    id: int
    at: float
    rep: int | None
    first_new: int
    """People from this id on were made by this import."""
    ids: Mapping[int, int]
    """The person for each negative ref."""
    rows: int
    counts: dict[str, _Count]
    """By the name of a file; the first of two that share a name."""
    done: int = 0
    changes: list[tuple[str, str, str, str]] = field(default_factory=list)
    bumped: set[str] = field(default_factory=set)

    def person(self, ref: int) -> int:
        return ref if ref > 0 else self.ids[ref]

    def who(self, file: str) -> dict[str, int]:
        """The person whom each text of a file means; a row with any other text is left out."""
        return {
            text: self.person(ref) for (name, text), ref in self.matched.who.items() if name == file
        }

    def count(self, file: str) -> _Count:
        return self.counts.setdefault(file, _Count())

    def advance(self, rows: int, what: str) -> None:
        self.done += rows
        self.progress(min(1.0, self.done / max(1, self.rows)), what)

    def write_down(self, table: sa.Table, replaced: Sequence[Replaced]) -> None:
        write_down(self.connection, table, replaced, import_id=self.id, at=self.at)


def _run(
    connection: sa.Connection,
    matched: Matched,
    keys: KeysOf,
    now: datetime,
    progress: Progress | None,
) -> ImportReport:
    new = list(dict.fromkeys(match.ref for match in matched.people if match.ref < 0))
    first_new = take_ids(connection, schema.people, len(new))
    ids = {ref: first_new + k for k, ref in enumerate(new)}
    rep = matched.rep if matched.rep is None or matched.rep > 0 else ids[matched.rep]
    number = take_ids(connection, schema.imports, 1)
    at = day_number(now)
    connection.execute(schema.imports.insert(), {"id": number, "at": at, "rep": rep, "files": []})
    counted = [(file, _Count()) for file in matched.files]
    batch = _Batch(
        connection=connection,
        matched=matched,
        keys=keys,
        progress=progress or (lambda share, what: None),
        id=number,
        at=at,
        rep=rep,
        first_new=first_new,
        ids=ids,
        rows=len(matched.people) + sum(_size(file) for file in matched.files),
        counts={file.file: count for file, count in reversed(counted)},
    )
    _store_people(batch)
    for file, count in counted:
        _store_relationships(batch, file, count)
        _store_interactions(batch, file, count)
        _store_ties(batch, file, count)
        _store_introductions(batch, file, count)
        _store_targets(batch, file, count)
    _apply_rules(batch)
    bump(connection, *sorted(batch.bumped))
    report = ImportReport(
        id=number,
        files=tuple(_report(batch, file, count) for file, count in counted),
        changes=tuple(batch.changes),
    )
    connection.execute(
        schema.imports.update()
        .where(schema.imports.c.id == number)
        .values(files=[_log(file) for file in report.files])
    )
    batch.progress(1.0, "done")
    return report


def _size(file: Checked) -> int:
    return (
        len(file.relationships)
        + len(file.interactions)
        + len(file.ties)
        + len(file.introductions)
        + len(file.targets)
    )


def _report(batch: _Batch, file: Checked, count: _Count) -> FileReport:
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
        ties=count.ties,
        interactions=count.interactions,
        introductions=count.introductions,
        targets=count.targets,
        relationships=count.relationships,
        extra_columns=file.extra_columns,
        notes=(*file.notes, *count.notes),
        problems=tuple(dict.fromkeys((*file.problems, *of_matching))),
    )


def _log(report: FileReport) -> Row:
    """The report as it is kept: counts, without cells of the file."""
    row = asdict(report)
    row["problems"] = len(report.problems)
    del row["notes"]
    return row


# People ------------------------------------------------------------------------------------------


def _store_people(batch: _Batch) -> None:
    # The rep goes first: all that the rep says of others hangs on them.
    by_person: dict[int, list[PersonMatch]] = {} if batch.rep is None else {batch.rep: []}
    for match in batch.matched.people:
        by_person.setdefault(batch.person(match.ref), []).append(match)
    for part in chunks(by_person.items(), _PORTION):
        _store_some_people(batch, dict(part))
        rows = sum(len(matches) for _, matches in part)
        batch.advance(rows, f"people: {batch.done + rows:,} of {len(batch.matched.people):,}")


def _store_some_people(batch: _Batch, by_person: Mapping[int, Sequence[PersonMatch]]) -> None:
    connection = batch.connection
    table = schema.people
    old = [person for person in by_person if person < batch.first_new]
    stored = {
        row["id"]: dict(row) for row in _rows_in(connection, sa.select(table), table.c.id, old)
    }
    if set(old) - stored.keys():
        raise _stale()
    hand = by_hand(connection, table, old)
    made: list[Row] = []
    updated: list[Row] = []
    replaced: list[Replaced] = []
    keys: list[tuple[int, Key]] = []
    for person, matches in by_person.items():
        before = stored.get(person)
        row = _empty_person(batch, person) if before is None else before
        protected = hand.get(person, set()) - {"category", "rep", "do_not_ask"}
        if row["category_by"] == "hand":
            protected.add("category")
        values, files, kept = _fold(row, matches, protected)
        if person == batch.rep and not row["rep"]:
            values["rep"] = True
        if values.get("category"):
            values["category_by"] = "file"
        after = row | values
        after["folded_name"] = fold(after["name"])
        after["folded_email"] = fold(after["email"])
        for match in matches:
            keys += [(person, key) for key in batch.keys(match.record, match.scope)]
            count = batch.count(match.file)
            if before is None:
                # New to the file that names the person first, known to the files after it.
                (count.new if match.file == matches[0].file else count.same).add(person)
            else:
                (count.changed if match.file in files else count.same).add(person)
        for file, name in kept:
            batch.count(file).kept.append(f"{after['name'] or after['email']}: {name}")
        if before is None:
            made.append(after)
        elif values:
            updated.append(after)
            replaced += [(person, name, before[name], value) for name, value in values.items()]
            _show(batch, after, [(n, before[n], v) for n, v in values.items()])
    if made:
        connection.execute(table.insert(), made)
        batch.bumped |= {"evidence", "people"}
    if updated:
        _update_rows(connection, table, updated, (*persons.FIELDS, "category_by", "folded_name",
                                                  "folded_email"))  # fmt: skip
        persons.touch(connection, [row["id"] for row in updated])
        batch.bumped.add("people")
    batch.write_down(table, replaced)
    persons.add_keys(connection, keys, batch.id)
    if persons.has_older_owner(
        connection, [one for one in keys if one[0] >= batch.first_new], batch.first_new
    ):
        raise _stale()
    _link(batch, by_person)
    if batch.rep is not None:
        _store_said(
            batch,
            [
                (match.file, batch.rep, person, _said(match.record))
                for person, matches in by_person.items()
                for match in matches
            ],
        )


def _stale() -> schema.Conflict:
    return schema.Conflict(
        "Somebody changed the people of these files in between, so nothing was imported: import "
        "them again."
    )


def _empty_person(batch: _Batch, person: int) -> Row:
    texts: Row = dict.fromkeys(TEXTS, "")
    return texts | {
        "id": person,
        "category_by": "",
        "rep": False,
        "do_not_ask": False,
        "extra": {},
        "version": 1,
        "import_id": batch.id,
    }


def _fold(
    row: Row, matches: Sequence[PersonMatch], protected: Collection[str]
) -> tuple[Row, set[str], list[tuple[str, str]]]:
    """The fields that the rows about one person change.

    Returns the new values, the files that they are from, and (file, field) of what was left as a
    hand had set it.
    """
    values: Row = {}
    files: set[str] = set()
    kept: list[tuple[str, str]] = []
    for name in TEXTS:
        said = [(match.file, text) for match in matches if (text := getattr(match.record, name))]
        if not said or any(text == row[name] for _, text in said):
            continue
        if name in protected:
            kept.append((said[-1][0], name))
            continue
        file, values[name] = said[-1]
        files.add(file)
    for name in ("rep", "do_not_ask"):
        yes = [match.file for match in matches if getattr(match.record, name)]
        if yes and not row[name]:
            values[name] = True
            files.add(yes[-1])
    extra, file = _fold_extra(row["extra"], matches)
    if file and "extra" not in protected:
        values["extra"] = extra
        files.add(file)
    return values, files, kept


def _fold_extra(
    stored: Mapping[str, str], matches: Sequence[PersonMatch]
) -> tuple[dict[str, str], str]:
    """The extra fields after the rows, and the last file that changed one ("" if none did)."""
    said: dict[str, list[tuple[str, str]]] = {}
    for match in matches:
        for name, text in match.record.extra.items():
            if text:
                said.setdefault(name, []).append((match.file, text))
    extra = dict(stored)
    changed = ""
    for name, texts in said.items():
        if not any(text == stored.get(name) for _, text in texts):
            changed, extra[name] = texts[-1]
    return extra, changed


def _listed(words: Sequence[str], most: int = 5) -> str:
    rest = len(words) - most
    return "; ".join(words[:most]) + (f"; and {rest:,} more." if rest > 0 else ".")


def _show(batch: _Batch, row: Row, fields: Iterable[tuple[str, Any, Any]]) -> None:
    for name, before, after in fields:
        if len(batch.changes) < _SHOWN and name != "category_by":
            label = row["name"] or row["email"] or f"person {row['id']}"
            batch.changes.append((label, name, _words(name, before), _words(name, after)))


def _words(name: str, value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if name == "signed_on":
        return date_of(value).isoformat()
    if isinstance(value, Mapping):
        return "; ".join(f"{key}: {text}" for key, text in value.items())
    return str(value)


def _link(batch: _Batch, by_person: Mapping[int, Sequence[PersonMatch]]) -> None:
    """The tie that `connected_on` (LinkedIn) declares between the rep and a person, once."""
    if batch.rep is None:
        return
    rows = []
    files = []
    for person, matches in by_person.items():
        linked = [m for m in matches if m.record.connected_on is not None]
        if not linked or person == batch.rep:
            continue
        first = min(linked, key=lambda m: m.record.connected_on or date.max)
        files.append(first.file)
        key = key_of("linked", batch.rep, person)
        since = _day(first.record.connected_on)
        rows.append((key, batch.rep, person, None, None, "linkedin", since, None, batch.id))
    for k, _ in _insert(batch, schema.ties, _TIE, rows):
        batch.count(files[k]).ties += 1


# What a rep says ---------------------------------------------------------------------------------


def _said(record: PersonRecord | RelationshipRecord) -> Row:
    """What a row says of the pair of rep and person; no kind of row has all of it."""
    return {name: getattr(record, name, None) for name in RELATION}


def _store_relationships(batch: _Batch, file: Checked, count: _Count) -> None:
    said: list[tuple[str, int, int, Row]] = []
    ratings: dict[tuple[int, str], int] = {}
    who = batch.who(file.file)
    for record in file.relationships:
        rep = who.get(record.rep) if record.rep else batch.rep
        if rep is None:
            continue
        if record.person:
            person = who.get(record.person)
            if person is not None:
                said.append((file.file, rep, person, _said(record)))
        elif record.category and record.comfort is not None:
            ratings[rep, record.category] = record.comfort
    for part in chunks(said, _PORTION):
        _store_said(batch, part)
    _store_category_ratings(batch, count, ratings)
    batch.advance(len(file.relationships), file.file)


def _store_said(batch: _Batch, said: Sequence[tuple[str, int, int, Row]]) -> None:
    """Fill in what reps say of people: (file, rep, person, values)."""
    connection = batch.connection
    table = schema.relationships
    wanted: dict[tuple[int, int], list[tuple[str, Row]]] = {}
    for file, rep, person, values in said:
        if rep != person and any(values.values()):
            wanted.setdefault((rep, person), []).append((file, values))
    if not wanted:
        return
    query = sa.select(table).where(table.c.rep.in_({rep for rep, _ in wanted}))
    stored = {
        (row["rep"], row["person"]): dict(row)
        for row in _rows_in(connection, query, table.c.person, [p for _, p in wanted])
    }
    hand = by_hand(connection, table, [row["id"] for row in stored.values()])
    first = take_ids(connection, table, sum(pair not in stored for pair in wanted))
    made: list[Row] = []
    updated: list[Row] = []
    replaced: list[Replaced] = []
    shown: list[tuple[int, str, Any, Any]] = []
    for pair, rows in wanted.items():
        before = stored.get(pair)
        if before is None:
            row = persons.no_relationship(first + len(made), *pair) | {"import_id": batch.id}
        else:
            row = before
        values = _fold_said(row, rows, hand.get(row["id"], set()))
        if not values:
            continue
        batch.count(rows[-1][0]).relationships += 1
        if before is None:
            made.append(row | values)
        else:
            updated.append(row | values)
            replaced += [(row["id"], name, row[name], value) for name, value in values.items()]
            shown += [(pair[1], name, row[name], value) for name, value in values.items()]
    if made:
        connection.execute(table.insert(), made)
    if updated:
        _update_rows(connection, table, updated, RELATION)
        label = persons.labels(connection, {person for person, *_ in shown})
        for person, name, old, new in shown:
            _show(batch, {"id": person, "name": label[person]}, [(name, old, new)])
    batch.write_down(table, replaced)
    changed = made + updated
    if changed:
        old_people = {row["person"] for row in changed if row["person"] < batch.first_new}
        persons.touch(connection, old_people)
        batch.bumped.add("comfort")


def _fold_said(row: Row, rows: Sequence[tuple[str, Row]], protected: Collection[str]) -> Row:
    values: Row = {}
    for name in RELATION:
        said = [_number(v) for _, one in rows if (v := one[name]) not in (None, "")]
        if not said or name in protected or any(value == row[name] for value in said):
            continue
        if name in _KEPT_RATINGS and row[name] not in (None, ""):
            continue
        values[name] = said[-1]
    return values


def _number(value: Any) -> Any:
    return day_number(value) if isinstance(value, date) else value


def _store_category_ratings(
    batch: _Batch, count: _Count, ratings: Mapping[tuple[int, str], int]
) -> None:
    table = schema.category_ratings
    if not ratings:
        return
    query = sa.select(table.c.rep, table.c.category)
    stored = {(row.rep, row.category) for row in batch.connection.execute(query)}
    new = [(pair, comfort) for pair, comfort in ratings.items() if pair not in stored]
    if not new:
        return
    first = take_ids(batch.connection, table, len(new))
    batch.connection.execute(
        table.insert(),
        [
            {"id": first + k, "rep": rep, "category": category, "comfort": comfort,
             "import_id": batch.id}
            for k, ((rep, category), comfort) in enumerate(new)
        ],
    )  # fmt: skip
    count.relationships += len(new)
    batch.bumped.add("comfort")


# Evidence ----------------------------------------------------------------------------------------


_INTERACTION = ("key", "day", "channel", "sender", "recipients", "purpose", "notes", "import_id")


def _store_interactions(batch: _Batch, file: Checked, count: _Count) -> None:
    seen: Counter[bytes] = Counter()
    who = batch.who(file.file)
    done = 0
    for part in chunks(file.interactions, _PORTION):
        rows: list[tuple[Any, ...]] = []
        to: list[list[int]] = []
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
        new = _insert(batch, schema.interactions, _INTERACTION, rows)
        received = [(number, person) for k, number in new for person in to[k]]
        insert_new(batch.connection, schema.recipients, ("interaction", "person"), received)
        count.interactions += len(new)
        done += len(part)
        batch.advance(len(part), f"{file.file}: {done:,} of {len(file.interactions):,} rows")


def _interaction(
    batch: _Batch,
    record: InteractionRecord,
    sender: int,
    others: list[int],
    seen: Counter[bytes],
) -> tuple[Any, ...]:
    """Values in the order of `_INTERACTION`."""
    said = (record.channel, record.purpose, record.notes)
    key = _kth(seen, "interaction", record.date.isoformat(), sender, others, *said)
    day = day_number(record.date)
    channel, purpose, notes = said
    return (key, day, channel, sender, len(others), purpose, notes, batch.id)


def _kth(seen: Counter[bytes], *parts: object) -> bytes:
    """The key of a row: its values, and for the k-th such row of the file also k.

    So the k-th identical row of one file is the k-th identical row of any other.
    """
    key = key_of(*parts)
    before = seen[key]
    seen[key] += 1
    return key if before == 0 else key_of(key.hex(), before)


_TIE = ("key", "person", "other", "contacts", "last_contact", "kind", "since", "strength",
        "import_id")  # fmt: skip


def _store_ties(batch: _Batch, file: Checked, count: _Count) -> None:
    def row(record: TieRecord, people: Sequence[int], seen: Counter[bytes]) -> tuple[Any, ...]:
        values = (
            *people,
            record.contacts,
            _day(record.last_contact),
            record.kind,
            _day(record.since),
            record.strength,
        )
        return (_kth(seen, "tie", *values), *values, batch.id)

    count.ties += _store_between(
        batch, file, count, schema.ties, _TIE, file.ties, lambda r: (r.person, r.other), row
    )


_INTRODUCTION = ("key", "introducer", "person", "other", "day", "outcome", "import_id")


def _store_introductions(batch: _Batch, file: Checked, count: _Count) -> None:
    def row(
        record: IntroductionRecord, people: Sequence[int], seen: Counter[bytes]
    ) -> tuple[Any, ...]:
        values = (*people, _day(record.date), record.outcome)
        return (_kth(seen, "introduction", *values), *values, batch.id)

    count.introductions += _store_between(
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
    batch: _Batch,
    file: Checked,
    count: _Count,
    table: sa.Table,
    names: Sequence[str],
    records: Sequence[R],
    named: Callable[[R], tuple[str, ...]],
    row: Callable[[R, Sequence[int], Counter[bytes]], tuple[Any, ...]],
) -> int:
    """Store rows that each name some different people; returns how many were new."""
    seen: Counter[bytes] = Counter()
    who = batch.who(file.file)
    new = 0
    for part in chunks(records, _PORTION):
        rows = []
        for record in part:
            people = [who[text] for text in named(record) if text in who]
            if len(people) < len(named(record)):
                continue
            if len(set(people)) < len(people):
                count.alone.append(record.line)
                continue
            rows.append(row(record, people, seen))
        new += len(_insert(batch, table, names, rows))
        batch.advance(len(part), f"{file.file}: {new:,} new")
    return new


def _store_targets(batch: _Batch, file: Checked, count: _Count) -> None:
    if batch.rep is None or not file.targets:
        return
    wanted: dict[bytes, TargetRecord] = {}
    for target in file.targets:
        wanted.setdefault(persons.target_key(batch.rep, target), target)
    rows = [
        (key, batch.rep, *(getattr(target, name) for name in persons.TARGET), batch.id)
        for key, target in wanted.items()
    ]
    names = ("key", "rep", *persons.TARGET, "import_id")
    new = len(_insert(batch, schema.targets, names, rows, group="comfort"))
    count.targets += new
    batch.advance(len(file.targets), file.file)


def _apply_rules(batch: _Batch) -> None:
    """Categories by rule, for everybody to whom neither hand nor file gave one."""
    rules = persons.read_rules(batch.connection)
    if not rules:
        return
    replaced = persons.apply_rules(batch.connection, rules)
    batch.write_down(schema.people, [one for one in replaced if one[0] < batch.first_new])
    if replaced:
        batch.bumped.add("people")


# Rows --------------------------------------------------------------------------------------------


def _day(moment: date | None) -> float | None:
    return None if moment is None else day_number(moment)


def _insert(
    batch: _Batch,
    table: sa.Table,
    names: Sequence[str],
    rows: Sequence[tuple[Any, ...]],
    *,
    group: str = "evidence",
) -> list[tuple[int, int]]:
    new = insert_unseen(batch.connection, table, names, rows)
    if new:
        batch.bumped.add(group)
    return new


def _rows_in(
    connection: sa.Connection,
    query: sa.Select[Any],
    column: sa.ColumnElement[Any],
    values: Iterable[Any],
) -> Iterable[sa.RowMapping]:
    for part in chunks(values, _LOOKUP):
        yield from connection.execute(query.where(column.in_(part))).mappings()


def _update_rows(
    connection: sa.Connection, table: sa.Table, rows: Sequence[Row], names: Sequence[str]
) -> None:
    connection.execute(
        table.update()
        .where(table.c.id == sa.bindparam("row_id"))
        .values({name: sa.bindparam(f"new_{name}") for name in names}),
        [{"row_id": row["id"]} | {f"new_{name}": row[name] for name in names} for row in rows],
    )
