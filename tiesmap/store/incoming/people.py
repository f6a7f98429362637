"""The people of an import: who is new, and which fields of the others are filled or replaced."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping, Sequence
from operator import attrgetter, itemgetter
from typing import Any

import sqlalchemy as sa

from tiesmap.model.companies import spells_worse
from tiesmap.model.folding import fold
from tiesmap.model.ids import PersonId
from tiesmap.model.intake import PersonMatch
from tiesmap.model.names import says_less
from tiesmap.model.people import PersonRecord
from tiesmap.model.proposals import PROPOSED
from tiesmap.store import schema
from tiesmap.store.history.journal import Replaced, by_hand
from tiesmap.store.history.provenance import keep_rows
from tiesmap.store.incoming.acquaintances import store_acquaintances
from tiesmap.store.incoming.batch import Batch, ByPerson
from tiesmap.store.keys import add_keys, has_older_owner, keys_of_people
from tiesmap.store.people import FIELDS, TEXTS, beside
from tiesmap.store.rows import Row, insert_new, rows_in, update_rows
from tiesmap.store.transactions import Conflict

_COLUMNS = tuple(column.name for column in schema.people.columns)
_texts = attrgetter(*TEXTS)
_WRITTEN = (*FIELDS, "category_by", "folded_name", "folded_email")


def store_people(batch: Batch) -> None:
    """Store everybody whom the batch names, with what its rows say about them."""
    # Reps go first: all that they say of others hangs on them.
    by_person: dict[PersonId, list[PersonMatch]] = {} if batch.rep is None else {batch.rep: []}
    ids = batch.ids
    for match in sorted(batch.matched.people, key=lambda match: not match.record.rep):
        who = PersonId(match.ref) if match.ref > 0 else ids[match.ref]
        by_person.setdefault(who, []).append(match)
    for part in batch.portions(by_person.items()):
        _store_fields(batch, dict(part))
        keep_rows(batch.connection, dict(part), batch.id)
        _store_keys(batch, dict(part))
        store_acquaintances(batch, dict(part))
        rows = sum(len(matches) for _, matches in part)
        batch.advance(rows, f"people: {batch.done + rows:,} of {len(batch.matched.people):,}")


def _store_fields(batch: Batch, by_person: ByPerson) -> None:
    """Add who is new, and fill and replace the fields of the others."""
    connection = batch.connection
    table = schema.people
    old = [person for person in by_person if person < batch.first_new]
    stored = {row["id"]: row for row in rows_in(connection, sa.select(table), table.c.id, old)}
    if set(old) - stored.keys():
        raise stale()
    hand = by_hand(connection, table, old)
    had = _had_before(batch, by_person, stored)
    made, others = _most_people(batch, by_person, stored)
    updated: list[Row] = []
    replaced: list[Replaced] = []
    for person, matches in others.items():
        before = stored.get(person)
        row = _empty_person(batch, person) if before is None else before
        protected = _protected(row, hand.get(person, set()))
        values, files, kept = _merged(row, matches, protected, had.get(person, {}))
        if person == batch.rep and not row["rep"]:
            values["rep"] = True
        if values.get("category"):
            values["category_by"] = "file"
        after = row | values
        after |= {"folded_name": fold(after["name"]), "folded_email": fold(after["email"])}
        _count(batch, person, matches, files)
        for file, name in kept:
            batch.count(file).kept.append(f"{after['name'] or after['email']}: {name}")
        if before is None:
            made.append(after)
        elif values:
            if before["name"] and fold(before["name"]) != fold(after["name"]):
                batch.count(max(files)).renamed.append(f"{before['name']}: {after['name']}")
            updated.append(after)
            replaced += [(person, name, before[name], value) for name, value in values.items()]
            batch.show(after, [(n, before[n], v) for n, v in values.items()])
    if made:
        for one in made:
            one["extra"] = json.dumps(one["extra"]) if one["extra"] else "{}"
        insert_new(connection, table, _COLUMNS, [*map(itemgetter(*_COLUMNS), made)], spare=False)
        batch.op.groups |= {"evidence", "people"}
    if updated:
        update_rows(connection, table, updated, _WRITTEN)
        batch.op.persons.update(row["id"] for row in updated)
        batch.op.groups.add("people")
    batch.op.write_down(table, replaced)


_KEY_OF = {"name": "name", "email": "email", "profile_url": "profile"}
"""A field -> the kind of key that its text is."""


def _had_before(
    batch: Batch, by_person: ByPerson, stored: Mapping[PersonId, Row]
) -> dict[PersonId, dict[str, set[str]]]:
    """person -> field -> texts of these rows that the person had before, or has beside another.

    They replace nothing: an older list, or a mail from a second address, says nothing new.
    """
    said: dict[PersonId, dict[str, set[str]]] = {}
    for person, row in stored.items():
        for match in by_person[person]:
            for name in _KEY_OF:
                text = getattr(match.record, name)
                if text and text != row[name]:
                    said.setdefault(person, {}).setdefault(name, set()).add(text)
    table = schema.person_keys
    known: dict[PersonId, set[tuple[str, str]]] = {}
    for key in rows_in(batch.connection, sa.select(table), table.c.person, sorted(said)):
        known.setdefault(key["person"], set()).add((key["kind"], key["value"]))

    def key_of_text(name: str, text: str) -> tuple[str, str]:
        said: dict[str, Any] = {name: text}
        keys = batch.keys(PersonRecord(0, **said), "")
        return next(((k, v) for k, _, v in keys if k == _KEY_OF[name]), ("", ""))

    found: dict[PersonId, dict[str, set[str]]] = {}
    for person, fields in said.items():
        for name, texts in fields.items():
            now = key_of_text(name, stored[person][name])
            found.setdefault(person, {})[name] = {
                text for text in texts if now != key_of_text(name, text) in known.get(person, ())
            }
    return found


def _protected(row: Row, hand: Collection[str]) -> set[str]:
    """The fields of each person that were set by hand, so that no file changes them."""
    # That a person is a rep, or is not to be asked, a file may always add; and a category that a
    # hand took away leaves the field to files and rules.
    protected = set(hand) - {"category", "rep", "do_not_ask"}
    return protected | {"category"} if row["category_by"] == "hand" else protected


def _count(
    batch: Batch, person: PersonId, matches: Sequence[PersonMatch], changing: Collection[str]
) -> None:
    """Count the person once for each file that names them; files in `changing` change a field."""
    for match in matches:
        count = batch.count(match.file)
        if person >= batch.first_new:
            # New to the file that names the person first, known to the files after it.
            (count.new if match.file == matches[0].file else count.same).add(person)
        else:
            (count.changed if match.file in changing else count.same).add(person)


def _store_keys(batch: Batch, by_person: ByPerson) -> None:
    """Store the keys by which the files name people."""
    keys = [
        (person, key)
        for person, matches in by_person.items()
        for match in matches
        for key in batch.keys(match.record, match.scope)
    ]
    old = [person for person in by_person if person < batch.first_new]
    add_keys(batch.connection, keys, batch.id, keys_of_people(batch.connection, old))
    if batch.as_matched:
        return
    of_new = [one for one in keys if one[0] >= batch.first_new]
    if has_older_owner(batch.connection, of_new, batch.first_new):
        raise stale()


def stale() -> Conflict:
    """What is raised where somebody wrote between the matching of a batch and its import."""
    return Conflict(
        "Somebody changed the people of these files in between, so nothing was imported: import "
        "them again."
    )


def _empty_person(batch: Batch, person: PersonId) -> Row:
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


def _most_people(
    batch: Batch, by_person: ByPerson, stored: Mapping[PersonId, Row]
) -> tuple[list[Row], dict[PersonId, Sequence[PersonMatch]]]:
    """Count those who are new in one row, and those of whom all is stored: nearly everybody in any
    file. Returns the rows of the new ones, and whoever is left."""
    made: list[Row] = []
    others: dict[PersonId, Sequence[PersonMatch]] = {}
    for person, matches in by_person.items():
        before = stored.get(person)
        if before is None and len(matches) == 1:
            made.append(_new_person(batch, person, matches[0].record))
        elif before is None or not _says_nothing_new(batch, before, matches):
            others[person] = matches
            continue
        _count(batch, person, matches, ())
    return made, others


def _new_person(batch: Batch, person: PersonId, record: PersonRecord) -> Row:
    """Somebody new of whom there is one row, as `_merged` would have it."""
    row: Row = dict(zip(TEXTS, _texts(record), strict=True))
    row["id"] = person
    row["category_by"] = "file" if record.category else ""
    row["rep"] = bool(record.rep) or person == batch.rep
    row["do_not_ask"] = bool(record.do_not_ask)
    row["extra"] = {n: text for n, text in record.extra.items() if text} if record.extra else {}
    row["folded_name"] = fold(record.name)
    row["folded_email"] = fold(record.email)
    row["version"] = 1
    row["import_id"] = batch.id
    return row


def _says_nothing_new(batch: Batch, row: Row, matches: Sequence[PersonMatch]) -> bool:
    """Whether all that the rows about somebody say is stored: so it is when a file comes again."""
    if row["id"] == batch.rep and not row["rep"]:
        return False
    stored = tuple(map(row.__getitem__, TEXTS))
    for match in matches:
        record = match.record
        texts = _texts(record)
        if any(text and text != old for text, old in zip(texts, stored, strict=True)):
            return False
        if (
            (record.category and row["category_by"] == PROPOSED)
            or (record.rep and not row["rep"])
            or (record.do_not_ask and not row["do_not_ask"])
            or not record.extra.items() <= row["extra"].items()
        ):
            return False
    return True


def _merged(
    row: Row,
    matches: Sequence[PersonMatch],
    protected: Collection[str],
    had: Mapping[str, Collection[str]],
) -> tuple[Row, set[str], list[tuple[str, str]]]:
    """The fields that the rows about one person change.

    Returns the new values, the files they are from, and (file, field) pairs that were left
    unchanged because they had been set by hand.
    """
    values: Row = {}
    files: set[str] = set()
    kept: list[tuple[str, str]] = []
    for name in TEXTS:
        other = f"; {row['extra'].get(beside(name), '')}; "
        said = [
            (match.file, text)
            for match in matches
            if (text := getattr(match.record, name))
            and not (row[name] and text in had.get(name, ()))
            and f"; {text}; " not in other
        ]
        # What was only proposed is nobody's word: a file that says it makes it known.
        known = row[name] if name != "category" or row["category_by"] != PROPOSED else ""
        if name == "name":
            best = _best_name(row[name], [text for _, text in said])
            said = [(file, text) for file, text in said if text == best]
        if name == "company":
            every = [known, *(text for _, text in said)]
            said = [one for one in said if not any(spells_worse(one[1], text) for text in every)]
        if not said or known in [text for _, text in said]:
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
    extra, file = _merged_extra(row["extra"], matches)
    if file and "extra" not in protected:
        values["extra"] = extra
        files.add(file)
    return values, files, kept


def _best_name(stored: str, said: Sequence[str]) -> str:
    """The last of the names that is not less than the one before: a part of it, or in capitals."""
    best = stored
    for name in said:
        if not best or not says_less(name, best):
            best = name
    return best


def _merged_extra(
    stored: Mapping[str, str], matches: Sequence[PersonMatch]
) -> tuple[dict[str, str], str]:
    """The further fields with these rows added, and the last file that changed one ("" if none)."""
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
