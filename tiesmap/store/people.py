"""People and what a rep says of them: queries and edits by hand, each within a transaction."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import lru_cache
from hashlib import blake2b
from typing import Any

import pandas as pd
import sqlalchemy as sa

from tiesmap.model.days import date_of, day_number, moment_of
from tiesmap.model.intake import OWN_SCOPE, KnownPeople
from tiesmap.model.people import CategoryRule, Person, TargetRecord
from tiesmap.store.schema import (
    Conflict,
    bump,
    category_ratings,
    chunks,
    insert_new,
    interactions,
    people,
    person_keys,
    recipients,
    relationships,
    rules,
    take_ids,
    targets,
    ties,
    write_down,
)

Key = tuple[str, str, str]
"""(kind, scope, value) by which a person is known again.

Kinds: `id` (scope = where the id comes from), `profile`, `email`, `name_company` (scope = the
company) and `name`; values are normalized by the caller. Many people may share a `name`, every
other key belongs to one person.
"""

STRONG = ("id", "profile", "email")
"""The kinds of key that tell people apart by themselves."""

TEXTS = ("name", "email", "profile_url", "phone", "company", "title", "category", "city")
FIELDS = (*TEXTS, "rep", "do_not_ask", "extra")
"""What a person is."""
RELATION = ("client", "comfort", "stage", "signed_on", "bucket", "notes")
"""What a rep says of a person."""
TARGET = ("name", "company", "category", "profile_url", "why")

Row = dict[str, Any]
Replaced = tuple[int, str, Any, Any]
"""(row, field, before, after)"""


# Queries -----------------------------------------------------------------------------------------


def fold(text: str) -> str:
    """Text as it is compared when somebody is looked up: case, width and spaces do not count."""
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())


def read(
    connection: sa.Connection, rep: int | None, *where: sa.ColumnElement[bool]
) -> tuple[Person, ...]:
    """The people that fit, by id, with what `rep` says of each."""
    mine = sa.and_(relationships.c.person == people.c.id, relationships.c.rep == rep)
    query = (
        sa.select(
            *(people.c[name] for name in ("id", *FIELDS, "category_by", "version")),
            *(relationships.c[name] for name in RELATION),
        )
        .select_from(people.outerjoin(relationships, mine))
        .where(*where)
        .order_by(people.c.id)
    )
    return tuple(_person(dict(row)) for row in connection.execute(query).mappings())


def _person(row: Row) -> Person:
    signed = row["signed_on"]
    return Person(
        **row
        | {
            "client": bool(row["client"]),
            "signed_on": None if signed is None else date_of(signed),
            "stage": row["stage"] or "",
            "bucket": row["bucket"] or "",
            "notes": row["notes"] or "",
        }
    )


def find(connection: sa.Connection, text: str) -> tuple[Person, ...]:
    """Everybody whom the text names: by the id in our files, else by another, e-mail or name."""
    wanted = fold(text)
    if not wanted:
        return ()
    ours = {public: person for person, public in public_ids(connection).items()}
    if text.strip() in ours:
        return read(connection, None, people.c.id == ours[text.strip()])
    known = sa.select(person_keys.c.person).where(
        person_keys.c.kind == "id", person_keys.c.value.in_({text.strip(), wanted})
    )
    return read(
        connection,
        None,
        sa.or_(
            people.c.folded_name == wanted,
            people.c.folded_email == wanted,
            people.c.id.in_(known),
        ),
    )


def public_ids(connection: sa.Connection) -> dict[int, str]:
    """By which id each person is known in our own files, those that go in and those that go out.

    The id that a file of ours gave; for everybody else `t` and the number in this database.
    """
    given = sa.select(person_keys.c.person, person_keys.c.value).where(
        person_keys.c.kind == "id",
        person_keys.c.scope == OWN_SCOPE,
        ~person_keys.c.value.contains("\n"),
    )
    found = {person: f"t{person}" for (person,) in connection.execute(sa.select(people.c.id))}
    return found | dict(
        reversed([(row.person, row.value) for row in connection.execute(given.order_by("value"))])
    )


def known_people(connection: sa.Connection) -> KnownPeople:
    """By which keys each stored person is known."""
    by_id: dict[tuple[str, str], int] = {}
    by_profile: dict[str, int] = {}
    by_email: dict[str, int] = {}
    by_name_company: dict[tuple[str, str], int] = {}
    by_name: dict[str, list[int]] = {}
    query = sa.select(
        person_keys.c.kind, person_keys.c.scope, person_keys.c.value, person_keys.c.person
    ).order_by(person_keys.c.person)
    for kind, scope, value, person in connection.execute(query):
        if kind == "id":
            by_id[scope, value] = person
        elif kind == "profile":
            by_profile[value] = person
        elif kind == "email":
            by_email[value] = person
        elif kind == "name_company":
            by_name_company[value, scope] = person
        elif kind == "name":
            by_name.setdefault(value, []).append(person)
    for person, public in public_ids(connection).items():
        by_id.setdefault((OWN_SCOPE, public), person)
    labels = sa.select(people.c.id, people.c.name, people.c.email).order_by(people.c.id)
    return KnownPeople(
        by_id=by_id,
        by_profile=by_profile,
        by_email=by_email,
        by_name_company=by_name_company,
        by_name={name: tuple(ids) for name, ids in by_name.items()},
        names={
            person: name or email or f"person {person}"
            for person, name, email in connection.execute(labels)
        },
    )


def contacts_of(connection: sa.Connection, person: int, limit: int) -> pd.DataFrame:
    """The last interactions of a person, newest first.

    Columns: interaction, date (datetime64), other (everybody else in it, joined by "; "), wrote
    (the person was the sender), channel, purpose, notes.
    """
    received = sa.select(recipients.c.interaction).where(recipients.c.person == person)
    latest = (
        sa.select(interactions)
        .where(sa.or_(interactions.c.sender == person, interactions.c.id.in_(received)))
        .order_by(interactions.c.day.desc(), interactions.c.id.desc())
        .limit(limit)
    )
    rows = connection.execute(latest).mappings().all()
    within: dict[int, list[int]] = {row["id"]: [row["sender"]] for row in rows}
    for part in chunks(within, 500):
        for interaction, other in connection.execute(
            sa.select(recipients.c.interaction, recipients.c.person)
            .where(recipients.c.interaction.in_(part))
            .order_by(recipients.c.interaction, recipients.c.person)
        ):
            within[interaction].append(other)
    label = labels(connection, {other for others in within.values() for other in others})
    return pd.DataFrame(
        {
            "interaction": pd.Series([row["id"] for row in rows], dtype="int64"),
            "date": pd.Series([moment_of(row["day"]) for row in rows], dtype="datetime64[us]"),
            "other": pd.Series(
                [
                    "; ".join(label[other] for other in within[row["id"]] if other != person)
                    for row in rows
                ],
                dtype="str",
            ),
            "wrote": pd.Series([row["sender"] == person for row in rows], dtype="bool"),
        }
        | {
            name: pd.Series([row[name] for row in rows], dtype="str")
            for name in ("channel", "purpose", "notes")
        }
    )


def labels(connection: sa.Connection, persons: Iterable[int]) -> dict[int, str]:
    """What each person is called on the screen."""
    found: dict[int, str] = {}
    for part in chunks(persons, 500):
        query = sa.select(people.c.id, people.c.name, people.c.email).where(people.c.id.in_(part))
        for person, name, email in connection.execute(query):
            found[person] = name or email or f"person {person}"
    return found


# Edits -------------------------------------------------------------------------------------------


def save(connection: sa.Connection, person: Person, rep: int | None, keys: Iterable[Key]) -> Person:
    """Store a new (id 0) or edited person, and what the rep says of them."""
    keys = tuple(keys)
    if person.id == 0:
        before = replace(Person(id=take_ids(connection, people, 1), name=""), version=1)
    else:
        found = read(connection, rep, people.c.id == person.id)
        if not found:
            raise Conflict(f"{person.label} was removed since you opened this page.")
        before = found[0]
        if before.version != person.version:
            raise _changed(person)
    _refuse_taken(connection, keys, before.id)
    named = {
        name: getattr(person, name)
        for name in FIELDS
        if getattr(person, name) != getattr(before, name)
    }
    said = {
        name: getattr(person, name)
        for name in RELATION
        if rep is not None and getattr(person, name) != getattr(before, name)
    }
    if "extra" in named:
        named["extra"] = dict(named["extra"])
    if person.id == 0:
        row = {"id": before.id, "category_by": "hand" if person.category else ""}
        connection.execute(
            people.insert(), row | {name: getattr(person, name) for name in FIELDS}
            | {"extra": dict(person.extra)} | _folded(person.name, person.email)
        )  # fmt: skip
        _journal(connection, people, before.id, named, before)
        bump(connection, "evidence", "people")
    elif named:
        _update(connection, before, named)
        bump(connection, "people")
    if said and rep is not None:
        _say(connection, rep, {before.id: said})
        bump(connection, "comfort")
    if person.id != 0 and (named or said):
        _next_version(connection, person)
    add_keys(connection, ((before.id, key) for key in keys), None)
    return read(connection, rep, people.c.id == before.id)[0]


def add_keys(
    connection: sa.Connection, keys: Iterable[tuple[int, Key]], import_id: int | None
) -> None:
    """Keep the keys of people; an empty one, and one that is taken, is left out."""
    rows = [(*key, person, import_id) for person, key in keys if key[2]]
    insert_new(connection, person_keys, ("kind", "scope", "value", "person", "import_id"), rows)


def has_older_owner(
    connection: sa.Connection, keys: Sequence[tuple[int, Key]], first_new: int
) -> bool:
    """Whether an id, profile or e-mail of people just made leads to somebody made before them.

    That is so where two windows bring in the same person at the same time.
    """
    strong = {(key, person) for person, key in keys if key[2] and key[0] in STRONG}
    for part in chunks({person for _, person in strong}, 500):
        query = sa.select(person_keys).where(person_keys.c.person.in_(part))
        for row in connection.execute(query):
            strong.discard(((row.kind, row.scope, row.value), row.person))
    return any(
        connection.execute(
            sa.select(person_keys.c.person).where(
                person_keys.c.kind == kind,
                person_keys.c.scope == scope,
                person_keys.c.value == value,
                person_keys.c.person < first_new,
            )
        ).first()
        for (kind, scope, value), _ in strong
    )


def _refuse_taken(connection: sa.Connection, keys: Sequence[Key], person: int) -> None:
    """A second card of somebody who is known by the same address would split their ties."""
    for kind, scope, value in keys:
        if kind not in ("email", "profile") or not value:
            continue
        other = connection.execute(
            sa.select(people.c.id, people.c.name, people.c.email)
            .join(person_keys, person_keys.c.person == people.c.id)
            .where(
                person_keys.c.kind == kind,
                person_keys.c.scope == scope,
                person_keys.c.value == value,
                person_keys.c.person != person,
            )
        ).first()
        if other is not None:
            what = "e-mail address" if kind == "email" else "profile"
            raise Conflict(
                f"This {what} belongs to {other.name or other.email} already: change that person "
                "instead."
            )


def _changed(person: Person) -> Conflict:
    return Conflict(
        f"Somebody changed {person.label} since you opened this page. Nothing was lost: load the "
        "page again and repeat your change."
    )


def _folded(name: str, email: str) -> Row:
    return {"folded_name": fold(name), "folded_email": fold(email)}


def _journal(
    connection: sa.Connection, table: sa.Table, row: int, values: Row, before: Person
) -> None:
    """Write down what a hand set, so that an import leaves it alone later."""
    write_down(
        connection,
        table,
        [(row, name, _plain(getattr(before, name)), _plain(v)) for name, v in values.items()],
    )


def _plain(value: Any) -> Any:
    """A value as JSON holds it."""
    if isinstance(value, date):
        return day_number(value)
    return dict(value) if isinstance(value, Mapping) else value


def _update(connection: sa.Connection, before: Person, values: Row) -> None:
    _journal(connection, people, before.id, values, before)
    row = dict(values)
    if "category" in row:
        row["category_by"] = "hand" if row["category"] else ""
    row |= _folded(row.get("name", before.name), row.get("email", before.email))
    connection.execute(people.update().where(people.c.id == before.id).values(row))


def _next_version(connection: sa.Connection, person: Person) -> None:
    done = connection.execute(
        people.update()
        .where(people.c.id == person.id, people.c.version == person.version)
        .values(version=person.version + 1)
    )
    if done.rowcount != 1:
        raise _changed(person)


def touch(connection: sa.Connection, persons: Iterable[int]) -> None:
    """Count one more change of each person, so that an open page notices."""
    for part in chunks(persons, 500):
        connection.execute(
            people.update().where(people.c.id.in_(part)).values(version=people.c.version + 1)
        )


def _say(connection: sa.Connection, rep: int, said: Mapping[int, Row]) -> list[int]:
    """Set by hand what the rep says of people; returns those of whom it is new."""
    changed = []
    for part in chunks(said.items(), 500):
        stored = {
            row["person"]: dict(row)
            for row in connection.execute(
                sa.select(relationships).where(
                    relationships.c.rep == rep,
                    relationships.c.person.in_([person for person, _ in part]),
                )
            ).mappings()
        }
        made, notes = [], []
        for person, values in part:
            plain = {name: _plain(value) for name, value in values.items()}
            row = stored.get(person)
            if row is None:
                if not any(plain.values()):
                    continue
                row = no_relationship(take_ids(connection, relationships, 1), rep, person)
                made.append(row | plain)
            else:
                plain = {name: value for name, value in plain.items() if value != row[name]}
                if not plain:
                    continue
                connection.execute(
                    relationships.update().where(relationships.c.id == row["id"]).values(plain)
                )
            notes += [(row["id"], name, row[name], value) for name, value in plain.items()]
            changed.append(person)
        if made:
            connection.execute(relationships.insert(), made)
        write_down(connection, relationships, notes)
    return changed


def no_relationship(row: int, rep: int, person: int) -> Row:
    empty = {"client": None, "comfort": None, "stage": "", "signed_on": None, "bucket": "",
             "notes": "", "import_id": None}  # fmt: skip
    return {"id": row, "rep": rep, "person": person} | empty


def rate(connection: sa.Connection, rep: int, ratings: Mapping[int, int | None]) -> int:
    """Set or take away (None) the rep's comfort with people; returns how many changed."""
    for comfort in ratings.values():
        _check_comfort(comfort)
    changed = _say(
        connection, rep, {person: {"comfort": comfort} for person, comfort in ratings.items()}
    )
    if changed:
        touch(connection, changed)
        bump(connection, "comfort")
    return len(changed)


def _check_comfort(comfort: int | None) -> None:
    if comfort is not None and comfort not in (1, 2, 3, 4, 5):
        raise ValueError(f"comfort is 1 to 5 or None, not {comfort!r}")


def rate_categories(connection: sa.Connection, rep: int, ratings: Mapping[str, int | None]) -> int:
    """Set or take away (None) the rep's comfort with whole categories."""
    stored = {
        row.category: row
        for row in connection.execute(
            sa.select(category_ratings).where(category_ratings.c.rep == rep)
        )
    }
    changed = 0
    for category, comfort in ratings.items():
        _check_comfort(comfort)
        row = stored.get(category)
        if (row.comfort if row else None) == comfort:
            continue
        changed += 1
        which = category_ratings.c.id == (row.id if row else None)
        if row is not None:  # taken away it stays, empty, so that no import brings it back
            connection.execute(category_ratings.update().where(which).values(comfort=comfort))
        else:
            number = take_ids(connection, category_ratings, 1)
            values = {"id": number, "rep": rep, "category": category, "comfort": comfort}
            connection.execute(category_ratings.insert(), values)
    if changed:
        bump(connection, "comfort")
    return changed


def category_comforts(connection: sa.Connection, rep: int) -> dict[str, int]:
    """The rep's own ratings of whole categories."""
    query = (
        sa.select(category_ratings.c.category, category_ratings.c.comfort)
        .where(category_ratings.c.rep == rep, category_ratings.c.comfort.is_not(None))
        .order_by(category_ratings.c.category)
    )
    return {row.category: row.comfort for row in connection.execute(query)}


def set_by_hand(connection: sa.Connection, persons: Iterable[int], values: Row) -> int:
    """Set the same fields of many people; returns how many changed."""
    changed = 0
    for part in chunks(dict.fromkeys(persons), 500):
        query = sa.select(people.c.id, *(people.c[name] for name in values)).where(
            people.c.id.in_(part)
        )
        notes = []
        touched = []
        for row in connection.execute(query).mappings():
            new = [name for name in values if row[name] != values[name]]
            notes += [(row["id"], name, row[name], values[name]) for name in new]
            if new:
                touched.append(row["id"])
        if touched:
            connection.execute(
                people.update()
                .where(people.c.id.in_(touched))
                .values(values | {"version": people.c.version + 1})
            )
            write_down(connection, people, notes)
        changed += len(touched)
    if changed:
        bump(connection, "people")
    return changed


# Categories by rule ------------------------------------------------------------------------------


def category_by_rule(rules: Sequence[CategoryRule], company: str, title: str) -> str:
    """The category of the first rule that fits, or "".

    A word fits whole words, whatever their case ("hotel" not "hotels"); with * at its end all
    words that begin with it ("hotel*").
    """
    said = {"company": fold(company), "title": fold(title)}
    for rule in rules:
        texts = said.values() if rule.field == "any" else (said.get(rule.field, ""),)
        if any(_pattern(word).search(text) for word in rule.words for text in texts if fold(word)):
            return rule.category
    return ""


@lru_cache(1024)
def _pattern(word: str) -> re.Pattern[str]:
    folded = fold(word)
    end = "" if folded.endswith("*") else r"(?!\w)"
    return re.compile(rf"(?<!\w){re.escape(folded.rstrip('*'))}{end}")


def read_rules(connection: sa.Connection) -> tuple[CategoryRule, ...]:
    return tuple(
        CategoryRule(words=tuple(row.words), category=row.category, field=row.field)
        for row in connection.execute(sa.select(rules).order_by(rules.c.position))
    )


def save_rules(connection: sa.Connection, new: Sequence[CategoryRule]) -> int:
    """Store the rules and set the categories that they give; returns how many people changed."""
    connection.execute(rules.delete())
    if new:
        connection.execute(
            rules.insert(),
            [
                {"position": k, "words": list(r.words), "category": r.category, "field": r.field}
                for k, r in enumerate(new)
            ],
        )
    replaced = apply_rules(connection, new)
    if replaced:
        bump(connection, "people")
    return len({person for person, *_ in replaced})


def apply_rules(connection: sa.Connection, new: Sequence[CategoryRule]) -> list[Replaced]:
    """Set by rule the category of everybody who has none from a hand or a file."""
    query = sa.select(
        people.c.id, people.c.company, people.c.title, people.c.category, people.c.category_by
    ).where(people.c.category_by.in_(("", "rule")))
    values: list[Row] = []
    replaced: list[Replaced] = []
    for person, company, title, category, by in connection.execute(query):
        fitting = category_by_rule(new, company, title)
        if fitting != category:
            row = {"person": person, "new": fitting, "by": "rule" if fitting else ""}
            values.append(row)
            replaced.append((person, "category", category, fitting))
            replaced.append((person, "category_by", by, row["by"]))
    if values:
        connection.execute(
            people.update()
            .where(people.c.id == sa.bindparam("person"))
            .values(
                category=sa.bindparam("new"),
                category_by=sa.bindparam("by"),
                version=people.c.version + 1,
            ),
            values,
        )
    return replaced


# Ties by hand ------------------------------------------------------------------------------------


def key_of(*parts: object) -> bytes:
    """A key of a row: the same values give the same 16 bytes, in every unicode form."""
    text = "\x1f".join(["" if part is None else str(part) for part in parts])
    if not text.isascii():
        text = unicodedata.normalize("NFC", text)
    return blake2b(text.encode(), digest_size=16).digest()


def add_tie(
    connection: sa.Connection, person: int, other: int, kind: str, strength: float | None
) -> None:
    """Declare by hand that two people know each other; declared again, its strength changes."""
    if person == other:
        raise ValueError("a tie has two people")
    key = key_of("hand", *sorted((person, other)), kind)
    stored = connection.execute(
        sa.select(ties.c.id, ties.c.strength).where(ties.c.key == key)
    ).first()
    if stored is not None and stored.strength == strength:
        return
    if stored is not None:
        connection.execute(ties.update().where(ties.c.id == stored.id).values(strength=strength))
    else:
        connection.execute(
            ties.insert(),
            {
                "id": take_ids(connection, ties, 1),
                "key": key,
                "person": person,
                "other": other,
                "kind": kind,
                "strength": strength,
            },
        )
    bump(connection, "evidence")


def remove_tie(connection: sa.Connection, person: int, other: int) -> int:
    """Take back what was declared by hand between two people; returns how many ties went."""
    both = sa.or_(
        sa.and_(ties.c.person == person, ties.c.other == other),
        sa.and_(ties.c.person == other, ties.c.other == person),
    )
    gone = connection.execute(ties.delete().where(both, ties.c.import_id.is_(None))).rowcount
    if gone:
        bump(connection, "evidence")
    return gone


def declared_ties(connection: sa.Connection, person: int) -> pd.DataFrame:
    """The declared ties of a person: other (an id), kind, strength, since, by_hand."""
    query = (
        sa.select(ties)
        .where(sa.or_(ties.c.person == person, ties.c.other == person))
        .order_by(ties.c.id)
    )
    rows = connection.execute(query).mappings().all()
    others = [row["other"] if row["person"] == person else row["person"] for row in rows]
    return pd.DataFrame(
        {
            "other": pd.Series(others, dtype="int64"),
            "kind": pd.Series([row["kind"] for row in rows], dtype="str"),
            "strength": pd.Series([row["strength"] for row in rows], dtype="float64"),
            "since": pd.Series([row["since"] for row in rows], dtype="float64"),
            "by_hand": pd.Series([row["import_id"] is None for row in rows], dtype="bool"),
        }
    )


# The wanted list ---------------------------------------------------------------------------------


def target_key(rep: int, target: TargetRecord) -> bytes:
    """Two lines of the list that want the same are one."""
    wanted = (target.name, target.company, target.category, target.profile_url)
    return key_of("target", rep, *(fold(text) for text in wanted))


def read_targets(connection: sa.Connection, rep: int) -> tuple[TargetRecord, ...]:
    """The rep's wanted list; `line` counts from 1."""
    query = sa.select(targets).where(targets.c.rep == rep).order_by(targets.c.id)
    return tuple(
        TargetRecord(line=line, **{name: row[name] for name in TARGET})
        for line, row in enumerate(connection.execute(query).mappings(), start=1)
    )


def save_target(connection: sa.Connection, rep: int, target: TargetRecord) -> None:
    """Put somebody, a company or a category on the wanted list, or change the why of it."""
    key = target_key(rep, target)
    changed = connection.execute(
        targets.update().where(targets.c.key == key, targets.c.why != target.why)
        .values(why=target.why)
    ).rowcount  # fmt: skip
    known = connection.execute(sa.select(targets.c.id).where(targets.c.key == key)).first()
    if known is None:
        connection.execute(
            targets.insert(),
            {"id": take_ids(connection, targets, 1), "key": key, "rep": rep}
            | {name: getattr(target, name) for name in TARGET},
        )
    if changed or known is None:
        bump(connection, "comfort")


def remove_target(connection: sa.Connection, rep: int, target: TargetRecord) -> None:
    gone = connection.execute(
        targets.delete().where(targets.c.key == target_key(rep, target))
    ).rowcount
    if gone:
        bump(connection, "comfort")
