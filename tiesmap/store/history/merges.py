"""Merging two people into one, and reversing that exactly.

Every row that named the person who goes then names the one who stays; the merge's log keeps each
changed row as it was. Nothing is lost: the strictest flag wins, ratings and notes of both stay,
and a value that had to give way becomes a further field.
"""

from __future__ import annotations

import contextlib
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

import sqlalchemy as sa

from tiesmap.model.days import moment_of
from tiesmap.model.folding import fold
from tiesmap.model.guarding import Merge
from tiesmap.model.ids import PersonId
from tiesmap.model.proposals import PROPOSED, REFUSED
from tiesmap.store import schema
from tiesmap.store.history.back import put_back
from tiesmap.store.history.journal import by_hand
from tiesmap.store.history.rekeying import new_first_key, new_key
from tiesmap.store.history.rowlog import entries_of, log_text, touched_by
from tiesmap.store.history.seats import (
    NAMING,
    hand_on,
    merge_seats,
    part_openness,
    renamed,
    show_anew,
)
from tiesmap.store.introductions import SET_ASIDE
from tiesmap.store.operation import Operation
from tiesmap.store.owners import hand_over
from tiesmap.store.people import TEXTS, beside, labels
from tiesmap.store.ratings import RELATION
from tiesmap.store.roles import HOLDING, places, standing
from tiesmap.store.rows import Row
from tiesmap.store.transactions import Conflict

NO_PAIR = "These are not two people any more: load the page again."


def merge(
    op: Operation,
    kept: PersonId,
    gone: PersonId,
    at: float | None = None,
    number: int | None = None,
) -> int:
    """Merge the person `gone` into `kept`; returns the id of the merge.

    Raises Conflict where one of them is not on file (any more).
    """
    people = schema.people
    log = op.part("merge")
    found = {row["id"]: row for row in op.rows(people, people.c.id.in_((kept, gone)))}
    if kept == gone or len(found) < 2:
        raise Conflict(NO_PAIR)
    _merge_relationships(log, kept, gone)
    _merge_category_ratings(log, kept, gone)
    _merge_evidence(log, kept, gone)
    _merge_keyed(log, kept, gone)
    _merge_asks(log, kept, gone)
    merge_seats(log, kept, gone)
    _merge_settings(log, kept, gone)
    for table in HANDED_ON:
        hand_on(log, table, kept, gone)
    hand_over(log, kept, gone)
    show_anew(log, kept, gone)
    _merge_person(log, found[kept], found[gone])
    log.remove(people, found[gone])
    done = {"id": number or op.take_id(schema.merges), "at": op.at if at is None else at}
    op.add(schema.merges, done | {"kept": kept, "gone": gone, "log": log_text(log.entries)})
    return int(done["id"])


def kept_for(connection: sa.Connection) -> dict[PersonId, PersonId]:
    """Who was made part of whom, by the id of the one who is gone."""
    merged = schema.merges
    rows = connection.execute(sa.select(merged.c.gone, merged.c.kept))
    return {row.gone: row.kept for row in rows}


def _merge_relationships(log: Operation, kept: PersonId, gone: PersonId) -> None:
    table = schema.relationships
    for row, pair in renamed(log, table, kept, gone):
        same = [table.c[name] == person for name, person in pair.items()]
        if other := log.rows(table, *same, table.c.id != row["id"]):
            log.remove(table, row)
            _adopt(log, table, other[0], row, RELATION)
        else:
            log.change(table, row, **pair)


def _adopt(
    log: Operation,
    table: sa.Table,
    row: Row,
    other: Row,
    names: Sequence[str],
    more: Row | None = None,
) -> None:
    """Fill the gaps of a row from one that is removed; edits by hand win, and both notes stay."""
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
        if name in theirs or (more is None and one not in (None, "", False)):
            # Who merges decides: no file changes it back; what people have beside it, none says.
            decided.append((row["id"], name, one, values.get(name, one)))
    values |= more or {}
    log.change(table, row, **values)
    log.write_down(table, decided, hand=True)


def _merge_category_ratings(log: Operation, kept: PersonId, gone: PersonId) -> None:
    table = schema.category_ratings
    rated = {row["category"] for row in log.rows(table, table.c.rep == kept)}
    for row in log.rows(table, table.c.rep == gone):
        if row["category"] in rated:
            log.remove(table, row)
        else:
            log.change(table, row, rep=kept)


def _merge_evidence(log: Operation, kept: PersonId, gone: PersonId) -> None:
    connection = log.connection
    become = {gone: kept}
    table, to = schema.interactions, schema.recipients
    received = sa.select(to.c.interaction).where(to.c.person == gone)
    stands = sa.or_(table.c.sender == gone, table.c.id.in_(received))
    for row in log.rows(table, stands):
        within = log.rows(to, to.c.interaction == row["id"])
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


KEYED = tuple(
    table
    for table in schema.metadata.tables.values()
    if {"id", "key"} <= set(table.c.keys()) and table is not schema.interactions
)
"""Tables whose rows have a key made of the people whom they name, and of their values."""


HANDED_ON = tuple(
    table
    for table, _ in standing(schema.metadata, *NAMING)
    if table not in KEYED
    and table not in (
        schema.relationships, schema.category_ratings, schema.interactions, schema.recipients,
        schema.requests, schema.ask_limits, schema.members, schema.rep_settings, schema.known_ties,
    )
)  # fmt: skip
"""All other tables whose rows name somebody; what rests on another row goes before it."""


def _merge_keyed(log: Operation, kept: PersonId, gone: PersonId) -> None:
    """Hand the rows of one person over to the other; what one said about the other is removed."""
    become = {gone: kept}
    for table in KEYED:
        for row, values in renamed(log, table, kept, gone):
            keys: Row = {"key": new_key(log.connection, table, row, (), become, ())}
            if "first_key" in row:
                keys["first_key"] = new_first_key(log.connection, table, row, become)
            log.change(table, row, **values, **keys)


def _merge_asks(log: Operation, kept: PersonId, gone: PersonId) -> None:
    table = schema.requests
    names = places(table, *HOLDING)
    for row in log.rows(table, sa.or_(*(table.c[name] == gone for name in names))):
        values = {name: kept if row[name] == gone else row[name] for name in names}
        log.change(table, row, **values, version=row["version"] + 1)
    limits = schema.ask_limits
    for row in log.rows(limits, limits.c.person == gone):
        own = log.rows(limits, limits.c.person == kept)
        if not own:
            log.move(limits, row, person=kept)
            continue
        log.remove(limits, row)
        asks = min(own[0]["asks_a_quarter"], row["asks_a_quarter"])
        days = max(own[0]["cool_down_days"], row["cool_down_days"])
        log.change(limits, own[0], asks_a_quarter=asks, cool_down_days=days)


def _merge_settings(log: Operation, kept: PersonId, gone: PersonId) -> None:
    """Hand a rep's own settings over, where the other has none.

    Lists of pairs marked "no introduction" are joined.
    """
    table = schema.rep_settings
    own = table.c.rep == kept
    for row in log.rows(table, table.c.rep == gone, table.c.name != SET_ASIDE):
        log.move(table, row, rep=kept)
    pairs: dict[PersonId, set[tuple[PersonId, ...]]] = {}
    rows = log.rows(table, table.c.name == SET_ASIDE)
    for row in rows:
        rep = kept if row["rep"] == gone else row["rep"]
        found = (tuple(kept if who == gone else who for who in pair) for pair in row["value"])
        pairs.setdefault(rep, set()).update(
            pair for pair in found if len({rep, *pair}) == 1 + len(pair)
        )
    both = bool(log.rows(table, own, table.c.name == SET_ASIDE))
    for row in rows:
        rep = kept if row["rep"] == gone else row["rep"]
        if row["rep"] == gone and both:
            log.remove(table, row)
        else:
            log.change(table, row, rep=rep, value=sorted(map(list, pairs[rep])))
    chosen = schema.settings
    for row in log.rows(chosen, chosen.c.key == "chosen_rep"):
        if row["value"] == gone:
            log.change(chosen, row, value=kept)


def _merge_person(log: Operation, one: Row, two: Row) -> None:
    extra = two["extra"] | one["extra"]
    hand = by_hand(log.connection, schema.people, [one["id"], two["id"]])
    theirs = hand.get(two["id"], set()) - hand.get(one["id"], set())
    proposed = {row["id"] for row in (one, two) if row["category_by"] in (PROPOSED, REFUSED)}
    for name in TEXTS:
        if name == "category" and proposed:
            continue  # a proposal is nobody's word, to be kept beside another
        if one[name] and two[name] and one[name] != two[name]:
            other = one[name] if name in theirs else two[name]
            field = beside(name)
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


def unmerge(op: Operation, number: int) -> None:
    """Reverse a merge; whatever happened since stays with the person who was kept."""
    if not op.rows(schema.merges, schema.merges.c.id == number):
        raise Conflict("This merge was taken apart already: load the page again.")
    with apart(op, [number], again=lambda one: one != number):
        pass


@contextlib.contextmanager
def apart(
    op: Operation, numbers: Collection[int], again: Any = lambda number: True
) -> Iterator[list[str]]:
    """A context in which these merges, and later ones built on them, are reversed, then made again.

    A pair stays apart where `again` says no or one of the two is gone; the list given here
    names those pairs at the end.
    """
    taken: list[Row] = []
    within: set[object] = set()
    for row in op.rows(schema.merges):
        about = {row["kept"], row["gone"], *touched_by(row["log"])}
        if row["id"] in numbers or within & about:
            within |= about
            taken.append(row)
    for row in reversed(taken):
        put_back(op, row["log"])
        op.remove(schema.merges, row)
        part_openness(op, row["kept"], row["gone"])
    named: list[str] = []
    yield named
    for row in taken:
        if not again(row["id"]):
            continue
        label = labels(op.connection, (row["kept"], row["gone"]))
        if len(label) == 2:
            merge(op, row["kept"], row["gone"], row["at"], row["id"])
        else:
            named += [f"{text} is no longer merged with another card." for text in label.values()]


def read_merges(connection: sa.Connection) -> tuple[Merge, ...]:
    """All merges, newest first."""
    rows = _merges(connection)
    label = labels(connection, {row["kept"] for row in rows})
    return tuple(
        Merge(
            id=row["id"],
            at=moment_of(row["at"]),
            kept_label=label.get(row["kept"], ""),
            gone_label=_label_of(row),
        )
        for row in reversed(rows)
    )


def _merges(connection: sa.Connection) -> list[Row]:
    return [dict(row) for row in connection.execute(sa.select(schema.merges)).mappings()]


def gone_rows(row: Mapping[str, Any]) -> list[Row]:
    """The people's rows as they were before a merge."""
    return [
        before
        for name, before, _ in entries_of(row["log"])
        if name == schema.people.name and before is not None
    ]


def _label_of(row: Row) -> str:
    for person in gone_rows(row):
        if person["id"] == row["gone"]:
            return person["name"] or person["email"] or f"person {row['gone']}"
    return f"person {row['gone']}"


def merges_about(
    connection: sa.Connection, persons: Collection[PersonId], import_id: int
) -> list[int]:
    """The merges of these people, or of rows from this import."""
    return [
        row["id"]
        for row in _merges(connection)
        if {row["kept"], row["gone"]} & set(persons)
        or any(
            one is not None and one.get("import_id") == import_id
            for _, before, after in entries_of(row["log"])
            for one in (before, after)
        )
    ]


# Decisions ---------------------------------------------------------------------------------------


def decide(op: Operation, one: PersonId, other: PersonId, verdict: str) -> None:
    """Record that two people are different, or that the question is put off ("later")."""
    if verdict not in ("different", "later"):
        raise ValueError(f"a verdict is different or later, not {verdict!r}")
    pair = {"one": min(one, other), "other": max(one, other)}
    op.put(schema.decisions, pair | {"verdict": verdict, "at": op.at})


def different(connection: sa.Connection) -> set[tuple[PersonId, PersonId]]:
    """The pairs of people, the lower id first, of whom somebody said that they are two."""
    return {pair for pair, verdict in decided(connection).items() if verdict == "different"}


def decided(connection: sa.Connection) -> dict[tuple[PersonId, PersonId], str]:
    """The answers given for pairs of people: different, or later."""
    rows = connection.execute(sa.select(schema.decisions))
    return {(row.one, row.other): row.verdict for row in rows}
