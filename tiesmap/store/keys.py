"""Keys by which a person is recognized, and the ids by which our own files name people."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

import sqlalchemy as sa

from tiesmap.model.addresses import mailbox_of
from tiesmap.model.ids import PersonId
from tiesmap.model.intake import MADE_UP, OWN_SCOPE, STRONG, Key, KnownPeople
from tiesmap.store.operation import Operation
from tiesmap.store.rows import LOOKUP, chunks, insert_new, within
from tiesmap.store.schema import is_ones_own, people, person_keys
from tiesmap.store.sharing.apart import as_whole
from tiesmap.store.sharing.sight import at_most
from tiesmap.store.transactions import Conflict


def public_ids(connection: sa.Connection) -> dict[PersonId, str]:
    """person -> the id used for them in our own files, both imported and exported.

    It is the id that a file of ours gave; for everybody else `t` and the number in this database.
    No two people have the same id.
    """
    given = _given_ids(connection)
    return _numbers(connection, given) | {
        person: value for value, person in reversed(given.items())
    }


def _given_ids(connection: sa.Connection) -> dict[str, PersonId]:
    """The ids that files of ours gave, in their order, each with its person."""
    query = sa.select(person_keys.c.value, person_keys.c.person).where(
        person_keys.c.kind == "id",
        person_keys.c.scope == OWN_SCOPE,
        ~person_keys.c.value.contains(MADE_UP),  # made up for a row without any key
    )
    return {row.value: row.person for row in connection.execute(query.order_by("value"))}


def _numbers(connection: sa.Connection, given: Mapping[str, PersonId]) -> dict[PersonId, str]:
    """Ids for people to whom no file gave one, never equal to an id from a file."""
    numbers = {}
    for person in connection.execute(sa.select(people.c.id).order_by(people.c.id)).scalars():
        number = f"t{person}"
        while number in given:
            number = "t" + number
        numbers[person] = number
    return numbers


def known_people(connection: sa.Connection) -> KnownPeople:
    """The keys of every stored person."""
    by_id: dict[tuple[str, str], PersonId] = {}
    by_profile: dict[str, PersonId] = {}
    by_email: dict[str, PersonId] = {}
    by_shared: dict[str, dict[str, PersonId]] = {}
    by_name_company: dict[tuple[str, str], PersonId] = {}
    by_name: dict[str, list[PersonId]] = {}
    query = sa.select(
        person_keys.c.kind, person_keys.c.scope, person_keys.c.value, person_keys.c.person
    ).where(*at_most(connection, person_keys))
    for kind, scope, value, person in connection.execute(query.order_by(person_keys.c.person)):
        if kind == "id":
            by_id[scope, value] = person
        elif kind == "profile":
            by_profile[value] = person
        elif kind == "email" and scope:
            by_shared.setdefault(mailbox_of(value), {})[scope] = person
        elif kind == "email":
            by_email.setdefault(mailbox_of(value), person)
        elif kind == "name_company":
            by_name_company[value, scope] = person
        elif kind == "name":
            by_name.setdefault(value, []).append(person)
    numbers = _numbers(connection, _given_ids(connection))
    namesakes = {person for ids in by_name.values() if len(ids) > 1 for person in ids}
    columns = (people.c[name] for name in ("id", "name", "email", "company", "rep"))
    labels = connection.execute(sa.select(*columns).order_by(people.c.id)).all()
    return KnownPeople(
        by_id=by_id,
        by_profile=by_profile,
        by_email=by_email,
        by_shared=by_shared,
        by_name_company=by_name_company,
        by_name={name: tuple(ids) for name, ids in by_name.items()},
        names={person: name or email or f"person {person}" for person, name, email, *_ in labels},
        firms={person: firm for person, _, _, firm, _ in labels if person in namesakes and firm},
        reps=frozenset(person for person, *_, rep in labels if rep),
        by_number={number: person for person, number in numbers.items()},
    )


def add_keys(
    connection: sa.Connection,
    keys: Iterable[tuple[int, Key]],
    import_id: int | None,
    known: Collection[tuple[Any, ...]] = (),
) -> None:
    """Store keys of people; empty ones, `known` ones, and those of somebody else, are left out."""
    rows = [(*key, person, import_id) for person, key in keys if key.value]
    if known:
        rows = [row for row in rows if row[:4] not in known]
    # Of those of one key the first counts.
    insert_new(connection, person_keys, ("kind", "scope", "value", "person", "import_id"), rows)


def keys_of_people(connection: sa.Connection, persons: Sequence[PersonId]) -> set[tuple[Any, ...]]:
    """The stored keys of people: (kind, scope, value, person)."""
    columns = [person_keys.c[name] for name in ("kind", "scope", "value", "person")]
    found: set[tuple[Any, ...]] = set()
    for part in chunks(persons, LOOKUP):
        query = sa.select(*columns).where(within(person_keys.c.person, part))
        found.update(map(tuple, connection.execute(query).all()))
    return found


def keep_keys(op: Operation, person: PersonId, keys: Iterable[Key]) -> None:
    """Store the keys of somebody entered by hand; those of somebody else are left out."""
    for key in keys:
        by = is_ones_own if key.kind != "name" else person_keys.c.person == person
        with as_whole(op.connection):
            taken = bool(key.value) and bool(op.rows(person_keys, *_is(key), by))
        if key.value and not taken:
            op.add(person_keys, {**key._asdict(), "person": person})


def has_older_owner(
    connection: sa.Connection, keys: Sequence[tuple[int, Key]], first_new: int
) -> bool:
    """Whether an id, profile or e-mail of people just created belongs to somebody created before.

    This happens where two windows add the same person at the same time.
    """
    strong = {(key, person) for person, key in keys if key.value and key.kind in STRONG}
    made = {person for _, person in strong}
    # Counted so that the person is looked up, not the kind, which half of the table has.
    is_strong = sa.case((person_keys.c.kind.in_(STRONG), 1), else_=0)
    count = sa.select(sa.func.coalesce(sa.func.sum(is_strong), 0))
    theirs = (
        connection.execute(count.where(within(person_keys.c.person, part))).scalar_one()
        for part in chunks(sorted(made), LOOKUP)
    )
    if sum(theirs) == len(strong):
        return False  # all of them are their own
    for part in chunks(made, LOOKUP):
        query = sa.select(person_keys).where(within(person_keys.c.person, part))
        for row in connection.execute(query):
            strong.discard(((row.kind, row.scope, row.value), row.person))
    return any(
        connection.execute(
            sa.select(person_keys.c.person).where(
                *_is(key), is_ones_own, person_keys.c.person < first_new
            )
        ).first()
        for key, _ in strong
    )


def refuse_taken(connection: sa.Connection, keys: Iterable[Key], person: PersonId) -> None:
    """Raise Conflict where an address among the keys belongs to another person.

    A second card of somebody who is known by the same address would split their ties.
    """
    for key in keys:
        if key.kind not in ("email", "profile") or not key.value:
            continue
        taken = sa.select(person_keys.c.person).where(
            *_is(key), is_ones_own, person_keys.c.person != person
        )
        card = sa.select(people.c.name, people.c.email).where(people.c.id.in_(taken))
        other = connection.execute(card).first()
        what = "e-mail address" if key.kind == "email" else "profile"
        if other is None:
            with as_whole(connection):
                hidden = connection.execute(taken).first()
            if hidden is not None:
                raise Conflict(
                    f"A colleague has somebody with this {what} on file: import a file that names "
                    "the person, and the card is on yours too."
                )
        if other is not None:
            raise Conflict(
                f"This {what} belongs to {other.name or other.email} already: change that person "
                "instead."
            )


def _is(key: Key) -> list[sa.ColumnElement[bool]]:
    """Whether a row has this key, whosever it is."""
    columns = (person_keys.c.kind, person_keys.c.scope, person_keys.c.value)
    return [column == said for column, said in zip(columns, key, strict=True)]
