"""Two people made one, and taken apart again exactly.

Whatever stood for the one who goes stands for the one who stays; each row that changes is kept as
it was in the merge's log. Nothing is lost: the strictest flag wins, ratings and notes of both
stay, and a value that had to give way becomes a further field.
"""

from __future__ import annotations

import contextlib
import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

import sqlalchemy as sa

from tiesmap.model.days import moment_of
from tiesmap.model.guarding import Merge
from tiesmap.model.proposals import PROPOSED, REFUSED
from tiesmap.store import schema
from tiesmap.store.history.fingerprints import fold
from tiesmap.store.history.journal import by_hand, touch, write_down
from tiesmap.store.history.rekeying import new_first_key, new_key
from tiesmap.store.introductions import SET_ASIDE
from tiesmap.store.people import TEXTS, labels
from tiesmap.store.ratings import RELATION
from tiesmap.store.rows import Row, bump, take_ids
from tiesmap.store.transactions import Conflict

GROUPS = schema.GROUPS
_BYTES = "\0bytes"  # no column of a file is called so


class _Log:
    """Each row as it was and as it became; the changes are made as they are written down."""

    def __init__(self, connection: sa.Connection) -> None:
        self.connection = connection
        self.entries: list[tuple[str, Row | None, Row | None]] = []

    def change(self, table: sa.Table, row: Row, **values: Any) -> None:
        if all(row[name] == value for name, value in values.items()):
            return
        self.connection.execute(table.update().where(_is(table, row)).values(values))
        self.entries.append((table.name, row, row | values))

    def remove(self, table: sa.Table, row: Row) -> None:
        self.connection.execute(table.delete().where(_is(table, row)))
        self.entries.append((table.name, row, None))

    def add(self, table: sa.Table, row: Row) -> None:
        self.connection.execute(table.insert().values(row))
        self.entries.append((table.name, None, row))

    def move(self, table: sa.Table, row: Row, **values: Any) -> None:
        """Give a row another primary key; where that is taken, the row goes."""
        to = row | values
        taken = self.connection.execute(sa.select(sa.literal(1)).where(_is(table, to))).first()
        self.remove(table, row) if taken else self.change(table, row, **values)


def _is(table: sa.Table, row: Mapping[str, Any]) -> sa.ColumnElement[bool]:
    return sa.and_(*(column == row[column.name] for column in table.primary_key))


def _rows(connection: sa.Connection, table: sa.Table, *where: sa.ColumnElement[bool]) -> list[Row]:
    return [dict(row) for row in connection.execute(sa.select(table).where(*where)).mappings()]


def merge(
    connection: sa.Connection, kept: int, gone: int, at: float, number: int | None = None
) -> int:
    """Make `gone` part of `kept`; returns the number of the merge.

    Raises Conflict where one of them is not there (any more).
    """
    found = {row["id"]: row for row in _rows(connection, schema.people,
                                             schema.people.c.id.in_((kept, gone)))}  # fmt: skip
    if kept == gone or len(found) < 2:
        raise Conflict("These are not two people any more: load the page again.")
    log = _Log(connection)
    _merge_keys(log, kept, gone)
    _merge_relationships(log, kept, gone)
    _merge_category_ratings(log, kept, gone)
    _merge_evidence(log, kept, gone)
    _merge_targets(log, kept, gone)
    _merge_asks(log, kept, gone)
    _merge_entries(log, kept, gone)
    _merge_set_aside(log, kept, gone)
    _merge_provenance(log, kept, gone)
    _merge_person(log, found[kept], found[gone])
    log.remove(schema.people, found[gone])
    number = take_ids(connection, schema.merges, 1) if number is None else number
    connection.execute(
        schema.merges.insert().values(
            id=number, at=at, kept=kept, gone=gone, log=json.dumps(log.entries, default=_coded)
        )
    )
    touch(connection, [kept])
    bump(connection, *GROUPS)
    return number


def _merge_keys(log: _Log, kept: int, gone: int) -> None:
    table = schema.person_keys
    for row in _rows(log.connection, table, table.c.person == gone):
        log.move(table, row, person=kept)


def _merge_relationships(log: _Log, kept: int, gone: int) -> None:
    table = schema.relationships
    stands = sa.or_(table.c.rep == gone, table.c.person == gone)
    for row in _rows(log.connection, table, stands):
        rep = kept if row["rep"] == gone else row["rep"]
        person = kept if row["person"] == gone else row["person"]
        same = sa.and_(table.c.rep == rep, table.c.person == person, table.c.id != row["id"])
        other = _rows(log.connection, table, same)
        if rep == person:
            log.remove(table, row)
        elif other:
            log.remove(table, row)
            _adopt(log, table, other[0], row, RELATION)
        else:
            log.change(table, row, rep=rep, person=person)


def _adopt(
    log: _Log, table: sa.Table, row: Row, other: Row, names: Sequence[str], more: Row | None = None
) -> None:
    """Fill a row from another one, which goes; what a hand set wins, and both notes stay."""
    hand = by_hand(log.connection, table, [row["id"], other["id"]])
    mine, theirs = hand.get(row["id"], set()), hand.get(other["id"], set())
    values: Row = {}
    decided = []
    for name in names:
        one, two = row[name], other[name]
        if two in (None, "", False, {}) or one == two:
            continue
        if name == "notes" and one:
            values[name] = one if two in one else f"{one}\n{two}"
        elif one in (None, "", False) or (name in theirs and name not in mine):
            values[name] = two
        if name in theirs or one not in (None, "", False):
            # Who merges decides: no file changes it back.
            decided.append((row["id"], name, one, values.get(name, one)))
    values |= more or {}
    log.change(table, row, **values)
    _write_down(log, table, decided)


def _write_down(log: _Log, table: sa.Table, decided: Sequence[tuple[int, str, Any, Any]]) -> None:
    changes = schema.changes
    last = log.connection.execute(sa.select(sa.func.max(changes.c.id))).scalar_one() or 0
    write_down(log.connection, table, decided)
    for row in _rows(log.connection, changes, changes.c.id > last):
        log.entries.append((changes.name, None, row))


def _merge_category_ratings(log: _Log, kept: int, gone: int) -> None:
    table = schema.category_ratings
    rated = {row["category"] for row in _rows(log.connection, table, table.c.rep == kept)}
    for row in _rows(log.connection, table, table.c.rep == gone):
        if row["category"] in rated:
            log.remove(table, row)
        else:
            log.change(table, row, rep=kept)


def _merge_evidence(log: _Log, kept: int, gone: int) -> None:
    connection = log.connection
    become = {gone: kept}
    table, to = schema.interactions, schema.recipients
    received = sa.select(to.c.interaction).where(to.c.person == gone)
    stands = sa.or_(table.c.sender == gone, table.c.id.in_(received))
    for row in _rows(connection, table, stands):
        within = _rows(connection, to, to.c.interaction == row["id"])
        others = [one["person"] for one in within]
        sender = kept if row["sender"] == gone else row["sender"]
        new = sorted({kept if one == gone else one for one in others} - {sender})
        key = new_key(connection, table, row, others, become, new)
        for one in within:
            if one["person"] == gone and kept in new and kept not in others:
                log.change(to, one, person=kept)
            elif one["person"] == gone or one["person"] not in new:
                log.remove(to, one)
        if new:
            log.change(table, row, sender=sender, recipients=len(new), key=key)
        else:
            log.remove(table, row)
    for table, names in (
        (schema.ties, ("person", "other")),
        (schema.introductions, ("introducer", "person", "other")),
    ):
        for row in _rows(connection, table, sa.or_(*(table.c[name] == gone for name in names))):
            values = {name: become.get(row[name], row[name]) for name in names}
            if len(set(values.values())) < len(values):
                log.remove(table, row)
            else:
                key = new_key(connection, table, row, (), become, ())
                log.change(table, row, **values, key=key)


def _merge_targets(log: _Log, kept: int, gone: int) -> None:
    table = schema.targets
    for row in _rows(log.connection, table, table.c.rep == gone):
        key = new_key(log.connection, table, row, (), {gone: kept}, ())
        log.change(table, row, rep=kept, key=key)


def _merge_asks(log: _Log, kept: int, gone: int) -> None:
    connection = log.connection
    table = schema.requests
    names = ("rep_id", "connector_id", "target_id", "goal_id")
    for row in _rows(connection, table, sa.or_(*(table.c[name] == gone for name in names))):
        values = {name: kept if row[name] == gone else row[name] for name in names}
        log.change(table, row, **values, version=row["version"] + 1)
    limits = schema.ask_limits
    for row in _rows(connection, limits, limits.c.person == gone):
        own = _rows(connection, limits, limits.c.person == kept)
        if not own:
            log.move(limits, row, person=kept)
            continue
        log.remove(limits, row)
        asks = min(own[0]["asks_a_quarter"], row["asks_a_quarter"])
        days = max(own[0]["cool_down_days"], row["cool_down_days"])
        log.change(limits, own[0], asks_a_quarter=asks, cool_down_days=days)
    pairs = schema.no_go
    for row in _rows(connection, pairs, sa.or_(pairs.c.connector == gone, pairs.c.target == gone)):
        pair = {n: kept if row[n] == gone else row[n] for n in ("connector", "target")}
        if pair["connector"] == pair["target"]:
            log.remove(pairs, row)
        else:
            log.move(pairs, row, **pair)


def _merge_entries(log: _Log, kept: int, gone: int) -> None:
    """What was written down of one card is of the other; what one said of the other goes."""
    for table in schema.practice.values():
        for row in _rows(
            log.connection, table, sa.or_(table.c.rep == gone, table.c.person == gone)
        ):
            pair = {name: kept if row[name] == gone else row[name] for name in ("rep", "person")}
            if pair["rep"] == pair["person"]:
                log.remove(table, row)
            else:
                become = {gone: kept}
                keys = {
                    "key": new_key(log.connection, table, row, (), become, ()),
                    "first_key": new_first_key(log.connection, table, row, become),
                }
                log.change(table, row, **pair, **keys)


def _merge_set_aside(log: _Log, kept: int, gone: int) -> None:
    """Pairs of whom a rep said that there was no introduction; two reps' pairs become one list."""
    table = schema.settings
    own, theirs = f"{SET_ASIDE}:{kept}", f"{SET_ASIDE}:{gone}"
    rows = _rows(log.connection, table, table.c.key.startswith(f"{SET_ASIDE}:", autoescape=True))
    pairs: dict[str, set[tuple[int, ...]]] = {}
    for row in rows:
        key = own if row["key"] == theirs else row["key"]
        rep = int(key.rpartition(":")[2])
        found = (tuple(kept if who == gone else who for who in pair) for pair in row["value"])
        pairs.setdefault(key, set()).update(
            pair for pair in found if len({rep, *pair}) == 1 + len(pair)
        )
    for row in rows:
        key = own if row["key"] == theirs else row["key"]
        if key != row["key"] and any(other["key"] == own for other in rows):
            log.remove(table, row)
        else:
            log.change(table, row, key=key, value=sorted(map(list, pairs[key])))


def _merge_provenance(log: _Log, kept: int, gone: int) -> None:
    stated, rows = schema.person_stated, schema.person_rows
    for table in (stated, rows):
        for row in _rows(log.connection, table, table.c.person == gone):
            log.move(table, row, person=kept)
    imports = schema.imports
    for row in _rows(log.connection, imports, imports.c.rep == gone):
        log.change(imports, row, rep=kept)
    chosen = schema.settings
    for row in _rows(log.connection, chosen):
        name, _, rep = row["key"].rpartition(":")
        if name and rep == str(gone):
            log.move(chosen, row, key=f"{name}:{kept}")
    for row in _rows(log.connection, chosen, chosen.c.key == "chosen_rep"):
        if row["value"] == gone:
            log.change(chosen, row, value=kept)


def _merge_person(log: _Log, one: Row, two: Row) -> None:
    extra = two["extra"] | one["extra"]
    hand = by_hand(log.connection, schema.people, [one["id"], two["id"]])
    theirs = hand.get(two["id"], set()) - hand.get(one["id"], set())
    proposed = {row["id"] for row in (one, two) if row["category_by"] in (PROPOSED, REFUSED)}
    for name in TEXTS:
        if name == "category" and proposed:
            continue  # a proposal is nobody's word, to be kept beside another
        if one[name] and two[name] and one[name] != two[name]:
            other = one[name] if name in theirs else two[name]
            field = "other " + name.replace("_url", "")
            extra[field] = f"{extra[field]}; {other}" if field in extra else other
    values: Row = {"extra": extra} if extra != one["extra"] else {}
    if two["category"] and (not one["category"] or "category" in theirs):
        values["category_by"] = two["category_by"]
    elif two["category"] and one["id"] in proposed and two["id"] not in proposed:
        values |= {name: two[name] for name in ("category", "category_by")}
    name = one["name"] if one["name"] and not ("name" in theirs and two["name"]) else two["name"]
    email = (
        one["email"] if one["email"] and not ("email" in theirs and two["email"]) else two["email"]
    )
    values |= {"folded_name": fold(name), "folded_email": fold(email)}
    _adopt(log, schema.people, one, two, (*TEXTS, "rep", "do_not_ask"), values)


# Apart again -------------------------------------------------------------------------------------


def unmerge(connection: sa.Connection, number: int) -> None:
    """Take a merge apart; what happened to the two since stays with the one who stayed."""
    row = connection.execute(
        sa.select(schema.merges).where(schema.merges.c.id == number)
    ).mappings().first()  # fmt: skip
    if row is None:
        raise Conflict("This merge was taken apart already: load the page again.")
    with apart(connection, [number], again=lambda one: one != number):
        pass


@contextlib.contextmanager
def apart(
    connection: sa.Connection,
    numbers: Collection[int],
    again: Any = lambda number: True,
) -> Iterator[list[str]]:
    """The merges taken apart, with later ones that build on them; put together again at the end.

    Those stay apart for which `again` says no, and those of whom one is gone: they are named in
    the list that is given.
    """
    merges = schema.merges
    taken: list[Row] = []
    within: set[object] = set()
    for row in _rows(connection, merges):
        about = {row["kept"], row["gone"], *_touched(row["log"])}
        if row["id"] in numbers or within & about:
            within |= about
            taken.append(row)
    for row in reversed(taken):
        _reverse(connection, row)
    named: list[str] = []
    yield named
    for row in taken:
        if not again(row["id"]):
            continue
        label = labels(connection, (row["kept"], row["gone"]))
        if len(label) == 2:
            merge(connection, row["kept"], row["gone"], row["at"], row["id"])
        else:
            named += [f"{text} is no longer merged with another card." for text in label.values()]


def _reverse(connection: sa.Connection, row: Row) -> None:
    known = set(connection.execute(sa.select(schema.imports.c.id)).scalars())
    for name, before, after in reversed(_entries(row["log"])):
        table = schema.metadata.tables[name]
        if after is None:
            assert before is not None
            if before.get("import_id") in (None, *known) and not _rows(
                connection, table, _is(table, before)
            ):
                connection.execute(table.insert().values(before))
            continue
        stored = _rows(connection, table, _is(table, after))
        if before is None:
            connection.execute(table.delete().where(_is(table, after)))
        elif stored:
            now = stored[0]
            back = {n: v for n, v in before.items() if after[n] != v and now[n] == after[n]}
            if "version" in now:
                back["version"] = now["version"] + 1
            if back:
                connection.execute(table.update().where(_is(table, now)).values(back))
    connection.execute(schema.merges.delete().where(schema.merges.c.id == row["id"]))
    touch(connection, [row["kept"], row["gone"]])
    bump(connection, *GROUPS)


def _coded(value: Any) -> Any:
    if isinstance(value, bytes):
        return {_BYTES: value.hex()}
    raise TypeError(f"{type(value).__name__} cannot be kept")


def _entries(log: str) -> list[tuple[str, Row | None, Row | None]]:
    def decoded(pairs: dict[str, Any]) -> Any:
        return bytes.fromhex(pairs[_BYTES]) if pairs.keys() == {_BYTES} else pairs

    found: list[tuple[str, Row | None, Row | None]] = json.loads(log, object_hook=decoded)
    return found


def _touched(log: str) -> Iterator[object]:
    """What a merge changed: one that changes the same later builds on it.

    Rows by table and key; and whoever stands in a row that went, since it needs them to come back.
    """
    for name, before, after in _entries(log):
        if name == schema.changes.name:
            continue
        table = schema.metadata.tables[name]
        for row in (before, after):
            if row is not None:
                yield name, *(row[column.name] for column in table.primary_key)
        if before is not None and after is None:
            for key in table.foreign_keys:
                if key.column.table is schema.people:
                    yield before[key.parent.name]


def read_merges(connection: sa.Connection) -> tuple[Merge, ...]:
    """All merges, the latest first."""
    rows = _rows(connection, schema.merges)
    label = labels(connection, {row["kept"] for row in rows})
    return tuple(
        Merge(
            id=row["id"],
            at=moment_of(row["at"]),
            kept=row["kept"],
            kept_label=label.get(row["kept"], ""),
            gone_label=_label_of(row),
        )
        for row in reversed(rows)
    )


def gone_rows(row: Mapping[str, Any]) -> list[Row]:
    """The people as they were before a merge."""
    return [
        before
        for name, before, _ in _entries(row["log"])
        if name == schema.people.name and before is not None
    ]


def _label_of(row: Row) -> str:
    for person in gone_rows(row):
        if person["id"] == row["gone"]:
            return person["name"] or person["email"] or f"person {row['gone']}"
    return f"person {row['gone']}"


def merges_about(connection: sa.Connection, persons: Collection[int], import_id: int) -> list[int]:
    """The merges of these people, or of rows that this import brought."""
    return [
        row["id"]
        for row in _rows(connection, schema.merges)
        if {row["kept"], row["gone"]} & set(persons)
        or any(
            one is not None and one.get("import_id") == import_id
            for _, before, after in _entries(row["log"])
            for one in (before, after)
        )
    ]


# Decisions ---------------------------------------------------------------------------------------


def decide(connection: sa.Connection, one: int, other: int, verdict: str, at: float) -> None:
    """Remember that two people are different, or (later) that nobody knows yet."""
    if verdict not in ("different", "later"):
        raise ValueError(f"a verdict is different or later, not {verdict!r}")
    table = schema.decisions
    pair = {"one": min(one, other), "other": max(one, other)}
    connection.execute(table.delete().where(_is(table, pair)))
    connection.execute(table.insert().values(pair | {"verdict": verdict, "at": at}))
    bump(connection, "people")


def decided(connection: sa.Connection) -> dict[tuple[int, int], str]:
    """What was said of pairs of people: different or later."""
    rows = connection.execute(sa.select(schema.decisions))
    return {(row.one, row.other): row.verdict for row in rows}
