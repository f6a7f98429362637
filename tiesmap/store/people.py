"""People: reading, finding and editing them by hand, within a given transaction."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace

import sqlalchemy as sa

from tiesmap.model.addresses import mailbox_of
from tiesmap.model.days import date_of
from tiesmap.model.english import say_some
from tiesmap.model.folding import fold, unaccented
from tiesmap.model.ids import PersonId
from tiesmap.model.intake import Key
from tiesmap.model.names import in_one
from tiesmap.model.people import Person
from tiesmap.model.proposals import PROPOSED, REFUSED
from tiesmap.model.spoken import spoken
from tiesmap.store.keys import keep_keys, public_ids, refuse_taken
from tiesmap.store.operation import Operation, plain
from tiesmap.store.ratings import RELATION, say
from tiesmap.store.rows import LOOKUP, Row, chunks
from tiesmap.store.schema import people, person_keys, relationships
from tiesmap.store.sharing.sight import at_most
from tiesmap.store.transactions import Conflict

TEXTS = (
    "name", "email", "profile_url", "phone", "company", "title", "category", "city", "salutation",
    "academic_title",
)  # fmt: skip
FIELDS = (*TEXTS, "rep", "do_not_ask", "extra")
"""What a person is."""
_STATED = people.c.category_by != PROPOSED
"""Of whom a hand, a file or a rule said the category."""
_STORED = ("id", *FIELDS, "category_by", "version")


def beside(name: str) -> str:
    """The further field that holds what a merge left of a text of the other card."""
    return "other " + name.replace("_url", "")


def read(
    connection: sa.Connection, rep: PersonId | None, *where: sa.ColumnElement[bool]
) -> tuple[Person, ...]:
    """The matching people by id, with what `rep` says about each (None: nothing)."""
    query = _ALONE if rep is None else _WITH_SAID
    query = query.where(*(where or at_most(connection, people)))
    # Neither one fetch nor one mapping a row: this is how everybody is read, however many they are.
    rows = connection.execute(query, {} if rep is None else {"said_by": rep}).yield_per(LOOKUP)
    if rep is None:
        return tuple(Person(**dict(zip(_STORED, row, strict=True))) for row in rows)
    names = (*_STORED, *RELATION)
    return tuple(_person(dict(zip(names, row, strict=True))) for row in rows)


_ALONE = sa.select(*(people.c[name] for name in _STORED)).order_by(people.c.id)
_WITH_SAID = _ALONE.add_columns(*(relationships.c[name] for name in RELATION)).select_from(
    people.outerjoin(
        relationships,
        sa.and_(
            relationships.c.person == people.c.id,
            relationships.c.rep == sa.bindparam("said_by"),
        ),
    )
)


def count(connection: sa.Connection) -> int:
    """How many people are on file."""
    number: int = connection.execute(sa.select(sa.func.count(people.c.id))).scalar_one()
    return number


def read_again(
    connection: sa.Connection, rep: PersonId | None, known: Mapping[PersonId, Person]
) -> dict[PersonId, Person]:
    """Everybody by id, as `read`; of those `known` from before, only changed people are read.

    Any change of a person, or of what somebody says about them, increments their version.
    """
    if not known:
        return {person.id: person for person in read(connection, rep)}
    stored = connection.execute(
        sa.select(people.c.id, people.c.version)
        .where(*at_most(connection, people))
        .order_by(people.c.id)
    ).all()
    versions = {row.id: row.version for row in stored}
    same = {number: person for number, person in known.items()
            if versions.get(number) == person.version}  # fmt: skip
    other = [number for number in versions if number not in same]
    if len(other) > len(same):
        return {person.id: person for person in read(connection, rep)}
    for part in chunks(other, LOOKUP):
        same |= {person.id: person for person in read(connection, rep, people.c.id.in_(part))}
    return same


def proposed(connection: sa.Connection) -> list[PersonId]:
    """The ids of those whose category nobody stated, in ascending order."""
    fits = people.c.category_by == PROPOSED, people.c.category != "", *at_most(connection, people)
    query = sa.select(people.c.id).where(*fits).order_by(people.c.id)
    return list(connection.execute(query).scalars())


def spellings(connection: sa.Connection) -> dict[str, str]:
    """Each category that somebody stated, folded -> as it was written first."""
    first = sa.func.min(people.c.id)
    query = sa.select(people.c.category).where(people.c.category != "", _STATED)
    found: dict[str, str] = {}
    for category in connection.execute(query.group_by(people.c.category).order_by(first)).scalars():
        found.setdefault(fold(category), category)
    return found


def as_written(connection: sa.Connection, category: str, persons: Collection[PersonId]) -> str:
    """A category spelled as others have it: "Real Estate" is no second one beside "Real estate".

    Where nobody but `persons` has it, the new spelling is taken."""
    first = spellings(connection).get(fold(category), category)
    query = sa.select(people.c.id).where(people.c.category == first, _STATED)
    others = first != category and set(connection.execute(query).scalars()) - set(persons)
    return first if others else category


def _person(row: Row) -> Person:
    signed = row["signed_on"]
    row["client"] = bool(row["client"])
    row["signed_on"] = None if signed is None else date_of(signed)
    for name in ("stage", "bucket", "notes"):
        row[name] = row[name] or ""
    return Person(**row)


def find(connection: sa.Connection, text: str) -> tuple[Person, ...]:
    """Everybody whom the text names.

    By the id in our files, else by another id, or any address or name they have or had; where
    that finds nobody, by the name without accents."""
    wanted = fold(text)
    if not wanted:
        return ()
    for person, public in public_ids(connection).items():
        if public == text.strip():
            return read(connection, None, people.c.id == person)
    ids = sa.and_(person_keys.c.kind == "id", person_keys.c.value.in_({text.strip(), wanted}))
    known = sa.select(person_keys.c.person).where(
        sa.or_(
            ids,
            sa.and_(person_keys.c.kind.in_(("name", "email")), person_keys.c.value == wanted),
        )
    )
    found = read(
        connection,
        None,
        sa.or_(
            people.c.folded_name == wanted,
            people.c.folded_email == wanted,
            people.c.id.in_(known),
        ),
    )
    return found or _find_nearly(connection, wanted)


def _find_nearly(connection: sa.Connection, wanted: str) -> tuple[Person, ...]:
    """Everybody with an address of the same mailbox, or the same name apart from accents."""
    kind, form = ("email", mailbox_of) if "@" in wanted else ("name", _plain)
    form_of_wanted = form(wanted)
    query = sa.select(person_keys.c.value, person_keys.c.person).where(person_keys.c.kind == kind)
    found = {person for value, person in connection.execute(query) if form(value) == form_of_wanted}
    return read(connection, None, people.c.id.in_(sorted(found)[:LOOKUP])) if found else ()


def _plain(name: str) -> str:
    return in_one(unaccented(name))


def say_people(connection: sa.Connection, persons: Iterable[PersonId]) -> str:
    """People by name for a sentence: "Ann Lee", "Ann Lee and 2 others"; "nobody" where none is."""
    found = labels(connection, dict.fromkeys(persons))
    return say_some([found.get(one, f"person {one}") for one in dict.fromkeys(persons)]) or "nobody"


def labels(connection: sa.Connection, persons: Iterable[PersonId]) -> dict[PersonId, str]:
    """person -> the name shown on the screen."""
    found: dict[PersonId, str] = {}
    for part in chunks(persons, LOOKUP):
        query = sa.select(people.c.id, people.c.name, people.c.email).where(people.c.id.in_(part))
        for person, name, email in connection.execute(query):
            found[person] = spoken(name) or email or f"person {person}"
    return found


def save(op: Operation, person: Person, rep: PersonId | None, keys: Iterable[Key]) -> Person:
    """Store a new (id 0) or edited person, and what the rep says about them."""
    keys = tuple(keys)
    if person.id == 0:
        before = replace(Person(id=PersonId(op.take_id(people)), name=""), version=1)
    else:
        found = read(op.connection, rep, people.c.id == person.id)
        if not found:
            raise Conflict(f"{person.label} was removed since you opened this page.")
        before = found[0]
        if before.version != person.version:
            raise _changed(person)
    refuse_taken(op.connection, keys, before.id)
    named = {
        name: plain(getattr(person, name))
        for name in FIELDS
        if getattr(person, name) != getattr(before, name)
    }
    said = {
        name: getattr(person, name)
        for name in RELATION
        if rep is not None and getattr(person, name) != getattr(before, name)
    }
    if "category" in named:
        named["category_by"] = "hand" if named["category"] else REFUSED
    if person.id == 0:
        row: Row = {name: plain(getattr(person, name)) for name in FIELDS}
        row |= {"id": before.id, "category_by": "hand" if person.category else "", "version": 1}
        op.add(people, row | _folded(person.name, person.email))
    elif named or said:
        _claim(op, person)
        named |= _folded(named.get("name", before.name), named.get("email", before.email))
        (stored,) = op.rows(people, people.c.id == person.id)
        op.change(people, stored, **named)
    if said and rep is not None:
        say(op, rep, {before.id: said})
    keep_keys(op, before.id, keys)
    return read(op.connection, rep, people.c.id == before.id)[0]


def _changed(person: Person) -> Conflict:
    return Conflict(
        f"Somebody changed {person.label} since you opened this page. Nothing was lost: load the "
        "page again and repeat your change."
    )


def _folded(name: str, email: str) -> Row:
    return {"folded_name": fold(name), "folded_email": fold(email)}


def _claim(op: Operation, person: Person) -> None:
    """Increment the version if it is still the one that was read (optimistic lock)."""
    done = op.connection.execute(
        people.update()
        .where(people.c.id == person.id, people.c.version == person.version)
        .values(version=person.version + 1)
    )
    if done.rowcount != 1:
        raise _changed(person)
    op.counted.add(person.id)


def set_by_hand(op: Operation, persons: Iterable[PersonId], values: Row) -> int:
    """Set the same fields of many people; returns how many changed."""
    return sum(
        len(op.change_all(people, op.rows(people, people.c.id.in_(part)), values))
        for part in chunks(dict.fromkeys(persons), LOOKUP)
    )
