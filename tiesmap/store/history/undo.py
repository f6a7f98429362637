"""Taking back an import: what it brought goes, what it replaced comes back.

What others rest on stays. A row or a value that another import states too passes to that import;
what a hand set since, and whoever later work hangs on, is kept and named.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import sqlalchemy as sa

from tiesmap.model.days import moment_of
from tiesmap.model.guarding import ImportEntry, UndoReport
from tiesmap.model.intake import OWN_SCOPE
from tiesmap.model.people import PersonRecord
from tiesmap.store import schema
from tiesmap.store.entries import close_gap, entry_key
from tiesmap.store.history.fingerprints import fold
from tiesmap.store.history.journal import by_hand, touch
from tiesmap.store.history.provenance import Said, forget, restated_by, said_of
from tiesmap.store.incoming.batch import KeysOf
from tiesmap.store.people import TEXTS, labels
from tiesmap.store.ratings import RELATION
from tiesmap.store.rows import LOOKUP, Row, bump, chunks, rows_in
from tiesmap.store.transactions import Conflict

PRACTICE = tuple(schema.practice.values())
EVIDENCE = (schema.interactions, schema.ties, schema.introductions, schema.targets, *PRACTICE)
HOLDS = (
    (schema.recipients, ("person",), "interactions"),
    (schema.interactions, ("sender",), "interactions"),
    (schema.ties, ("person", "other"), "declared ties"),
    (schema.introductions, ("introducer", "person", "other"), "introductions"),
    (schema.relationships, ("rep", "person"), "ratings"),
    (schema.category_ratings, ("rep",), "ratings"),
    (schema.targets, ("rep",), "a wanted list"),
    *((table, ("rep", "person"), name) for name, table in schema.practice.items()),
    (schema.ask_limits, ("person",), "limits"),
    (schema.no_go, ("connector", "target"), "limits"),
    (schema.requests, ("rep_id", "connector_id", "target_id", "goal_id"), "requests"),
)
"""Where a person may stand, and what that is called."""
_HAND = "changed by hand"
NAMED = 50
"""How many of those that stay a report names."""


@dataclass(slots=True)
class _Work:
    """An undo at work."""

    connection: sa.Connection
    id: int
    keys: KeysOf
    people: int = 0
    rows: int = 0
    fields: int = 0
    kept: dict[int, list[str]] = field(default_factory=dict)
    """person -> what of them stays, and why."""
    sentences: list[str] = field(default_factory=list)
    touched: set[int] = field(default_factory=set)

    def keep(self, person: int, why: str) -> None:
        reasons = self.kept.setdefault(person, [])
        if why not in reasons:
            reasons.append(why)


def read_imports(connection: sa.Connection) -> tuple[ImportEntry, ...]:
    """All imports, the latest first."""
    query = sa.select(schema.imports).order_by(schema.imports.c.id.desc())
    return tuple(_entry(dict(row)) for row in connection.execute(query).mappings())


def _entry(row: Row) -> ImportEntry:
    files = row["files"]
    return ImportEntry(
        id=row["id"],
        at=moment_of(row["at"]),
        files=tuple(str(file.get("file", "")) for file in files),
        people_new=sum(file.get("people_new", 0) for file in files),
        people_changed=sum(file.get("people_changed", 0) for file in files),
        rows=sum(file.get("rows", 0) for file in files),
        undone=None if row["undone"] is None else moment_of(row["undone"]),
    )


def last_standing(connection: sa.Connection) -> int | None:
    """The latest import that was not taken back."""
    query = sa.select(sa.func.max(schema.imports.c.id)).where(schema.imports.c.undone.is_(None))
    number: int | None = connection.execute(query).scalar_one()
    return number


def people_of(connection: sa.Connection, import_id: int) -> set[int]:
    """Everybody whom an import made, told of or changed."""
    people = schema.people
    queries = (
        sa.select(people.c.id).where(people.c.import_id == import_id),
        sa.select(schema.person_stated.c.person).where(
            schema.person_stated.c.import_id == import_id
        ),
        sa.select(schema.changes.c.row_id).where(
            schema.changes.c.import_id == import_id, schema.changes.c.table_name == people.name
        ),
    )
    return {person for query in queries for person in connection.execute(query).scalars()}


def undo(connection: sa.Connection, import_id: int, keys: KeysOf, at: float) -> UndoReport:
    """Take back one import, all or nothing. Merges of its people must be taken apart before.

    `keys` gives the keys of a row, as for the import itself. Raises Conflict where there is no
    such import or it was taken back before.
    """
    found = connection.execute(
        sa.select(schema.imports.c.undone).where(schema.imports.c.id == import_id)
    ).first()
    if found is None:
        raise Conflict(f"There is no import {import_id}: choose one of the list.")
    if found.undone is not None:
        raise Conflict(f"Import {import_id} was taken back already.")
    connection.execute(
        schema.imports.update().where(schema.imports.c.id == import_id).values(undone=at)
    )
    work = _Work(connection, import_id, keys)
    for table in EVIDENCE:
        _remove_evidence(work, table)
    _settle_said(work, schema.relationships, RELATION)
    _settle_said(work, schema.category_ratings, ("comfort",))
    _take_back_changes(work, schema.relationships)
    _take_back_changes(work, schema.category_ratings)
    touched = people_of(connection, import_id)
    forget(connection, import_id)
    _settle_people(work, touched)
    touch(connection, work.touched)
    bump(connection, *schema.GROUPS)
    return UndoReport(import_id, work.people, work.rows, work.fields, _told(work))


def _told(work: _Work) -> tuple[str, ...]:
    label = labels(work.connection, work.kept)
    told = [
        f"{label.get(person, f'person {person}')} stays: {', '.join(why)}."
        for person, why in list(work.kept.items())[:NAMED]
    ]
    if len(work.kept) > NAMED:
        told.append(f"{len(work.kept) - NAMED:,} more people stay for such reasons.")
    return (*work.sentences, *told)


# Evidence ----------------------------------------------------------------------------------------


def _remove_evidence(work: _Work, table: sa.Table) -> None:
    """Remove the rows of the import, but for those that another import or a hand holds."""
    connection = work.connection
    made = set(
        connection.execute(sa.select(table.c.id).where(table.c.import_id == work.id)).scalars()
    )
    if not made:
        return
    others = restated_by(connection, table, work.id)
    passed = {row: others[row, ""] for row in made if (row, "") in others}
    hand = set(by_hand(connection, table, sorted(made - passed.keys())))
    _pass_on(connection, table, passed | dict.fromkeys(hand))
    _no_longer_again(connection, table, passed)
    if hand:
        work.sentences.append(f"{len(hand):,} lines of {table.name} stay: {_HAND}.")
    gone = sorted(made - passed.keys() - hand)
    if table is schema.interactions:
        _delete(connection, schema.recipients, schema.recipients.c.interaction, gone)
    entries = rows_in(connection, sa.select(table), table.c.id, gone) if table in PRACTICE else ()
    equals: dict[bytes, list[Row]] = {}
    for row in entries:
        equals.setdefault(entry_key(table.name, row), []).append(dict(row))
    _delete(connection, table, table.c.id, gone)
    for rows in equals.values():
        close_gap(connection, table.name, rows[0], len(rows))
    work.rows += len(gone)


def _pass_on(connection: sa.Connection, table: sa.Table, heirs: Mapping[int, int | None]) -> None:
    """Rows now belong to another import, or (None) to a hand."""
    if heirs:
        connection.execute(
            table.update()
            .where(table.c.id == sa.bindparam("row"))
            .values(import_id=sa.bindparam("heir")),
            [{"row": row, "heir": heir} for row, heir in heirs.items()],
        )


def _no_longer_again(
    connection: sa.Connection, table: sa.Table, heirs: Mapping[int, int], name: str = ""
) -> None:
    """What an import holds itself now, it does not state again."""
    again = schema.restated
    if heirs:
        connection.execute(
            again.delete().where(
                again.c.table_name == table.name,
                again.c.row_id == sa.bindparam("row"),
                again.c.field == name,
                again.c.import_id == sa.bindparam("heir"),
            ),
            [{"row": row, "heir": heir} for row, heir in heirs.items()],
        )


def _delete(
    connection: sa.Connection,
    table: sa.Table,
    column: sa.Column[Any],
    values: Iterable[int],
) -> None:
    for part in chunks(values, LOOKUP):
        connection.execute(table.delete().where(column.in_(part)))


# What reps say -----------------------------------------------------------------------------------


def _settle_said(work: _Work, table: sa.Table, names: Sequence[str]) -> None:
    """Rows that the import made: only what hands or other imports say stays of them."""
    connection = work.connection
    rows = [
        dict(row)
        for row in connection.execute(
            sa.select(table).where(table.c.import_id == work.id)
        ).mappings()
    ]
    if not rows:
        return
    others = restated_by(connection, table, work.id)
    later = _later_changes(connection, table, [row["id"] for row in rows], work.id)
    gone = []
    work.touched.update(row["person"] for row in rows if "person" in row)
    for row in rows:
        heirs: set[int | None] = set()
        values: Row = {}
        for name in names:
            if (row["id"], name) in later:
                heirs.add(later[row["id"], name])
            elif (row["id"], name) in others:
                heirs.add(others[row["id"], name])
            else:
                values[name] = None if table.c[name].nullable else ""
        if not heirs:
            gone.append(row["id"])
            continue
        if None in heirs:
            work.keep(row.get("person", row["rep"]), "rated or noted by hand")
        heir = min((one for one in heirs if one is not None), default=None)
        connection.execute(
            table.update().where(table.c.id == row["id"]).values(values | {"import_id": heir})
        )
        work.fields += sum(row[name] not in (None, "") for name in values)
    _forget_changes(connection, table, gone)
    again = schema.restated
    for part in chunks(gone, LOOKUP):
        connection.execute(
            again.delete().where(again.c.table_name == table.name, again.c.row_id.in_(part))
        )
    _delete(connection, table, table.c.id, gone)
    work.rows += len(gone)


def _later_changes(
    connection: sa.Connection, table: sa.Table, rows: Sequence[int], import_id: int
) -> dict[tuple[int, str], int | None]:
    """(row, field) -> who changed it last: another import, or (None) a hand."""
    changes = schema.changes
    found: dict[tuple[int, str], int | None] = {}
    query = (
        sa.select(changes.c.row_id, changes.c.field, changes.c.import_id)
        .where(changes.c.table_name == table.name)
        .order_by(changes.c.id)
    )
    for row in rows_in(connection, query, changes.c.row_id, rows):
        if row["import_id"] != import_id:
            found[row["row_id"], row["field"]] = row["import_id"]
    return found


def _forget_changes(connection: sa.Connection, table: sa.Table, rows: Sequence[int]) -> None:
    changes = schema.changes
    for part in chunks(rows, LOOKUP):
        connection.execute(
            changes.delete().where(changes.c.table_name == table.name, changes.c.row_id.in_(part))
        )


# Values that were replaced -----------------------------------------------------------------------


def _take_back_changes(
    work: _Work, table: sa.Table, stated: Mapping[tuple[int, str], list[tuple[int, Any]]] = {}
) -> None:
    """Put back what the import replaced in rows that it did not make.

    `stated`: (row, field) -> (import, value) of what later imports state.
    """
    connection = work.connection
    changes = schema.changes
    query = sa.select(changes).where(changes.c.table_name == table.name)
    mine = [
        dict(row)
        for row in connection.execute(query.where(changes.c.import_id == work.id)).mappings()
    ]
    if not mine:
        return
    rows = {row["row_id"] for row in mine}
    ordered = query.order_by(changes.c.id)
    history: dict[tuple[int, str], list[Row]] = {}
    for one in rows_in(connection, ordered, changes.c.row_id, sorted(rows)):
        history.setdefault((one["row_id"], one["field"]), []).append(dict(one))
    stored = {
        row["id"]: dict(row)
        for row in rows_in(connection, sa.select(table), table.c.id, sorted(rows))
    }
    others = restated_by(connection, table, work.id)
    back: dict[int, Row] = {}
    gone: list[int] = []
    passed: dict[int, int] = {}
    for change in mine:
        row, name = change["row_id"], change["field"]
        if row not in stored:
            gone.append(change["id"])
            continue
        current = stored[row][name]
        after = [one for one in history[row, name] if one["id"] > change["id"]]
        heir = others.get((row, name)) or next(
            (number for number, value in stated.get((row, name), ()) if value == change["after"]),
            None,
        )
        if isinstance(current, dict):
            _take_back_extra(connection, change, after, current, back.setdefault(row, {}))
        elif after:
            # Somebody changed it since: that stays, and rests on what was there before.
            before = {"before": change["before"]}
            connection.execute(
                changes.update().where(changes.c.id == after[0]["id"]).values(before)
            )
            after[0]["before"] = change["before"]
            if after[-1]["import_id"] is None:
                _keep_field(work, table, stored[row], name)
        elif current != change["after"]:
            _keep_field(work, table, stored[row], name)
        elif heir is not None and change["before"] != change["after"]:
            passed[change["id"]] = heir
            _no_longer_again(connection, table, {row: heir}, name)
            continue
        elif name == "rep" and _is_needed_as_rep(connection, row):
            work.keep(row, "ratings, wishes or requests are theirs")
        else:
            back.setdefault(row, {})[name] = change["before"]
        gone.append(change["id"])
    _pass_on(connection, changes, passed)
    _delete(connection, changes, changes.c.id, gone)
    for row, values in back.items():
        _put_back(work, table, stored[row], values)


def _take_back_extra(
    connection: sa.Connection, change: Row, after: Sequence[Row], current: Row, back: Row
) -> None:
    """Further fields stand in one value: only those that the import changed come back."""
    was, became = change["before"] or {}, change["after"] or {}
    own = [name for name in became if was.get(name) != became[name]]

    def without(values: Mapping[str, Any]) -> Row:
        kept = dict(values)
        for name in own:
            if kept.get(name) == became[name]:
                kept.pop(name)
                if name in was:
                    kept[name] = was[name]
        return kept

    back["extra"] = without(back.get("extra", current))
    for one in after:
        one["before"], one["after"] = without(one["before"] or {}), without(one["after"] or {})
        connection.execute(
            schema.changes.update()
            .where(schema.changes.c.id == one["id"])
            .values(before=one["before"], after=one["after"])
        )


def _keep_field(work: _Work, table: sa.Table, row: Row, name: str) -> None:
    person = row["id"] if table is schema.people else row.get("person") or row["rep"]
    if name != "category_by":
        work.keep(person, f"{name} was changed since")


def _put_back(work: _Work, table: sa.Table, row: Row, values: Row) -> None:
    if table is schema.people:
        values = values | {
            "folded_name": fold((row | values)["name"]),
            "folded_email": fold((row | values)["email"]),
        }
        work.touched.add(row["id"])
    elif table is schema.relationships:
        work.touched.add(row["person"])
    work.connection.execute(table.update().where(table.c.id == row["id"]).values(values))
    work.fields += len(values.keys() - {"folded_name", "folded_email", "category_by"})


def _is_needed_as_rep(connection: sa.Connection, person: int) -> bool:
    columns = (
        schema.relationships.c.rep,
        schema.category_ratings.c.rep,
        schema.targets.c.rep,
        *(table.c.rep for table in schema.practice.values()),
        schema.requests.c.rep_id,
    )
    queries = [sa.select(column).where(column == person).limit(1) for column in columns]
    # An import made in their name needs them too; the one being taken back is closed already.
    mine = schema.imports.c.rep == person
    queries.append(sa.select(schema.imports.c.rep).where(mine, schema.imports.c.undone.is_(None)))
    return any(connection.execute(query).first() for query in queries)


# People ------------------------------------------------------------------------------------------


def _settle_people(work: _Work, touched: Collection[int]) -> None:
    """Remove whom the import made and nobody needs; put the fields of the others back."""
    connection = work.connection
    people = schema.people
    persons = sorted(touched)
    said = said_of(connection, persons, work.id)
    stated: dict[tuple[int, str], list[tuple[int, Any]]] = {}
    for person, rows in said.items():
        for _, number, _, record in rows:
            if number is None:
                continue
            for name in (*TEXTS, "rep", "do_not_ask"):
                value = getattr(record, name)
                if value:
                    stated.setdefault((person, name), []).append((number, value))
                    if name == "category":
                        stated.setdefault((person, "category_by"), []).append((number, "file"))
    _take_back_changes(work, people, stated)
    made = list(
        connection.execute(sa.select(people.c.id).where(people.c.import_id == work.id)).scalars()
    )
    hand = by_hand(connection, people, made)
    held = _held(connection, made, work.id)
    heirs: dict[int, int | None] = {}
    for person in made:
        later = min((number for number, *_ in said.get(person, ())), default=None)
        why = held.get(person, {})
        if person not in hand and later is None and not why:
            continue
        numbers = [number for number in (later, *why.values()) if number is not None]
        heirs[person] = min(numbers, default=None)
        if person in hand:
            work.keep(person, _HAND)
        for what in why:
            work.keep(person, f"in {what} that remain")
        if later is not None and not (person in hand or why):
            _strip(work, person, said[person])
    _pass_on(connection, people, heirs)
    _settle_keys(work, said, set(made) - heirs.keys(), heirs)
    gone = [person for person in made if person not in heirs]
    _forget_changes(connection, people, gone)
    _drop_suggested(work, set(gone))
    _delete(connection, people, people.c.id, gone)
    work.people += len(gone)


def _held(
    connection: sa.Connection, made: Sequence[int], import_id: int
) -> dict[int, dict[str, int | None]]:
    """Where those people still stand -> what it is called -> the import it is of (None: a hand)."""
    wanted = set(made)
    found: dict[int, dict[str, int | None]] = {}
    for table, columns, what in HOLDS:
        for name in columns:
            for person, number in _holders(connection, table, table.c[name], made):
                if person in wanted:
                    found.setdefault(person, {}).setdefault(what, number)
    standing = sa.select(schema.imports.c.rep, schema.imports.c.id).where(
        schema.imports.c.id != import_id,
        schema.imports.c.undone.is_(None),
        schema.imports.c.rep.is_not(None),
    )
    for person, number in connection.execute(standing):
        if person in wanted:
            found.setdefault(person, {}).setdefault("imports made for them", number)
    return found


def _holders(
    connection: sa.Connection, table: sa.Table, column: sa.Column[Any], made: Sequence[int]
) -> Iterable[Any]:
    """(person, the first import of the rows) for everybody, or of a few just for those."""
    source: sa.FromClause = table
    of: sa.ColumnElement[Any] = sa.null()
    if table is schema.recipients:
        source = table.join(schema.interactions, schema.interactions.c.id == table.c.interaction)
        of = sa.func.min(schema.interactions.c.import_id)
    elif "import_id" in table.c:
        of = sa.func.min(table.c.import_id)
    query = sa.select(column, of).select_from(source).group_by(column)
    if table is schema.requests:
        # What tiesmap only suggested goes with its people.
        query = query.where(table.c.status != "suggested")
    if len(made) > 20 * LOOKUP:
        return connection.execute(query)
    return (
        row
        for part in chunks(made, LOOKUP)
        for row in connection.execute(query.where(column.in_(part)))
    )


def _drop_suggested(work: _Work, gone: Collection[int]) -> None:
    """Suggested requests about people who are gone go too."""
    requests = schema.requests
    names = ("rep_id", "connector_id", "target_id", "goal_id")
    query = sa.select(requests.c.id, *(requests.c[name] for name in names)).where(
        requests.c.status == "suggested"
    )
    dropped = [row[0] for row in work.connection.execute(query) if set(row[1:]) & set(gone)]
    if dropped:
        _delete(work.connection, requests, requests.c.id, dropped)
        bump(work.connection, "requests")
        work.sentences.append(f"{len(dropped):,} suggested requests about these people went too.")


def _strip(work: _Work, person: int, said: Sequence[Said]) -> None:
    """Of somebody who stays only because other imports tell of them: just what those say."""
    people = schema.people
    query = sa.select(people).where(people.c.id == person)
    row = dict(work.connection.execute(query).mappings().one())
    records = [record for *_, record in said]
    later = _later_changes(work.connection, people, [person], work.id)
    values: Row = {}
    for name in TEXTS:
        given = [text for record in records if (text := getattr(record, name))]
        if row[name] and row[name] not in given and (person, name) not in later:
            values[name] = given[-1] if given else ""
    if values.get("category") == "":
        values["category_by"] = ""
    for name in ("rep", "do_not_ask"):
        if row[name] and not any(getattr(record, name) for record in records):
            needed = name == "rep" and _is_needed_as_rep(work.connection, person)
            if (person, name) not in later and not needed:
                values[name] = False
    extra = {
        name: text
        for name, text in row["extra"].items()
        if any(name in record.extra for record in records) or (person, "extra") in later
    }
    if extra != row["extra"]:
        values["extra"] = extra
    if values:
        _put_back(work, people, row, values)


def _settle_keys(
    work: _Work,
    said: Mapping[int, Sequence[Said]],
    gone: Collection[int],
    heirs: Mapping[int, int | None],
) -> None:
    """Keys that the import brought stay where the person is still known by them."""
    connection = work.connection
    table, people = schema.person_keys, schema.people
    _delete(connection, table, table.c.person, gone)
    brought: dict[int, list[tuple[str, str, str]]] = {}
    for row in connection.execute(sa.select(table).where(table.c.import_id == work.id)):
        brought.setdefault(row.person, []).append((row.kind, row.scope, row.value))
    names = ("name", "email", "profile_url", "company")
    query = sa.select(people.c.id, *(people.c[name] for name in names))
    stored = {row["id"]: row for row in rows_in(connection, query, people.c.id, sorted(brought))}
    leaving: list[Row] = []
    passing: list[Row] = []
    for person, keys in brought.items():
        still: dict[tuple[str, str, str], int | None] = {}
        now = PersonRecord(0, **{name: stored[person][name] for name in names})
        for key in work.keys(now, OWN_SCOPE):
            still[key] = heirs.get(person)
        for number, _, scope, record in reversed(said.get(person, ())):
            still |= dict.fromkeys(work.keys(record, scope), number)
        whole = person in heirs and person not in said
        for key in keys:
            one: Row = dict(zip(("key_kind", "key_scope", "key_value"), key, strict=True))
            if key in still or whole:
                passing.append(one | {"who": person, "heir": still.get(key, heirs.get(person))})
            else:
                leaving.append(one | {"who": person})
    which = (
        (table.c.kind == sa.bindparam("key_kind"))
        & (table.c.scope == sa.bindparam("key_scope"))
        & (table.c.value == sa.bindparam("key_value"))
        & (table.c.person == sa.bindparam("who"))
    )
    if leaving:
        connection.execute(table.delete().where(which), leaving)
    if passing:
        connection.execute(
            table.update().where(which).values(import_id=sa.bindparam("heir")), passing
        )
