"""The tables of the database, and the role of each column for a person.

Dates and times are day numbers (see `model/days.py`); ids come from `rows.take_ids` and are never
reused. What is undone, erased, merged and exported follows from the roles that columns have here
(see `roles.py`).
"""

from __future__ import annotations

from dataclasses import fields
from datetime import date
from typing import Any, get_type_hints

import sqlalchemy as sa

from tiesmap.model.practice import FILES, Entry
from tiesmap.store.roles import Role

VERSION = 6
"""Of the schema (see `migrations.py`). A database with a higher one is of a newer tiesmap."""
MARK = 0x74696573
"""SQLite's application_id of our files ("ties"), so that no other program's file is touched."""
GROUPS = ("evidence", "people", "comfort", "requests", "practice")
"""Groups of tables whose changes are counted."""


def _text(name: str, *, free: bool = False, **options: Any) -> sa.Column[str]:
    """A text column; `free` where its text may name somebody else."""
    return sa.Column(name, sa.Text, nullable=False, default="", info={"free": free}, **options)


def _json(name: str, *, free: bool, nullable: bool = False, **options: Any) -> sa.Column[Any]:
    return sa.Column(name, sa.JSON, nullable=nullable, info={"free": free}, **options)


def _flag(name: str) -> sa.Column[bool]:
    return sa.Column(name, sa.Boolean(create_constraint=False), nullable=False, default=False)


def _day(name: str, *, nullable: bool = True, seen: bool = False, **options: Any) -> sa.Column[Any]:
    """A day or moment; `seen` where it counts for how far the data reaches."""
    info = {"day": True, "seen": seen}
    return sa.Column(name, sa.Float, nullable=nullable, info=info, **options)


def _id() -> sa.Column[int]:
    return sa.Column("id", sa.BigInteger().with_variant(sa.Integer, "sqlite"), primary_key=True,
                     autoincrement=False)  # fmt: skip


def _key() -> sa.Column[bytes]:
    """The idempotency key of a row; never null."""
    return sa.Column("key", sa.LargeBinary, nullable=False, unique=True)


def _person(name: str, role: Role = Role.HOLDS, **options: Any) -> sa.Column[int]:
    return sa.Column(name, sa.ForeignKey("people.id"), nullable=False, info={"role": role},
                     **options)  # fmt: skip


def _number(name: str, role: Role, *, nullable: bool = False, **options: Any) -> sa.Column[Any]:
    """The id of a person who may be gone, therefore without a foreign key."""
    return sa.Column(name, sa.BigInteger, nullable=nullable, info={"role": role}, **options)


def _import() -> sa.Column[int | None]:
    """The import that created the row; null for rows made by hand."""
    return sa.Column("import_id", sa.ForeignKey("imports.id"), nullable=True)


metadata = sa.MetaData()

settings = sa.Table(
    "settings",
    metadata,
    _text("key", primary_key=True),
    _json("value", free=True),
)

rep_settings = sa.Table(
    "rep_settings",
    metadata,
    # What each rep set for himself alone: his pace, the words of his drafts, his resume.
    _person("rep", Role.REP, primary_key=True),
    _text("name", primary_key=True),
    _json("value", free=True),
    sqlite_with_rowid=False,
    info={"what": "settings"},
)

migrations = sa.Table(
    "migrations",
    metadata,
    # Which steps of `migrations.py` the file has behind it.
    _text("name", primary_key=True),
    _day("at", nullable=False),
)

counters = sa.Table(
    "counters",
    metadata,
    # A group of tables and how often it changed; or "id:" + table and the last id given out.
    _text("name", primary_key=True),
    sa.Column("value", sa.BigInteger, nullable=False),
)

imports = sa.Table(
    "imports",
    metadata,
    _id(),
    _day("at", nullable=False),
    _number("rep", Role.MADE_FOR, nullable=True),
    _json("files", free=True),
    # When it was taken back; null: it stands.
    _day("undone"),
)

people = sa.Table(
    "people",
    metadata,
    _id(),
    _text("name"),
    _text("email"),
    _text("profile_url"),
    _text("phone"),
    _text("company"),
    _text("title", free=True),
    _text("category", free=True),
    _text("category_by"),
    _text("city", free=True),
    _flag("rep"),
    _flag("do_not_ask"),
    _json("extra", free=True, default=dict),
    # For finding: SQLite and PostgreSQL differ on lower('É'), so Python folds.
    _text("folded_name", index=True),
    _text("folded_email", index=True),
    # Goes up with each change of the person or of what a rep says of them.
    sa.Column("version", sa.Integer, nullable=False, default=1),
    _import(),
    info={"groups": ("people",), "changes_person": "id", "filled": True},
)

person_keys = sa.Table(
    "person_keys",
    metadata,
    # id, profile, email, name_company (the scope is then the company) or name.
    _text("kind", primary_key=True),
    _text("scope", primary_key=True),
    _text("value", primary_key=True),
    _person("person", Role.ABOUT, primary_key=True, index=True),
    _import(),
    sqlite_with_rowid=False,
)
sa.Index(
    "one_person_a_key",
    person_keys.c.kind,
    person_keys.c.scope,
    person_keys.c.value,
    unique=True,
    # Many people may have one name.
    sqlite_where=person_keys.c.kind != "name",
    postgresql_where=person_keys.c.kind != "name",
)

relationships = sa.Table(
    "relationships",
    metadata,
    _id(),
    _person("rep", Role.REP),
    _person("person", index=True),
    sa.Column("client", sa.Boolean(create_constraint=False), nullable=True),
    sa.Column("comfort", sa.Integer, nullable=True),
    _text("stage", free=True),
    _day("signed_on"),
    _text("bucket", free=True),
    _text("notes", free=True),
    _import(),
    sa.UniqueConstraint("rep", "person"),
    info={"what": "ratings", "groups": ("comfort",), "changes_person": "person", "filled": True},
)

category_ratings = sa.Table(
    "category_ratings",
    metadata,
    _id(),
    _person("rep", Role.REP),
    _text("category", free=True),
    sa.Column("comfort", sa.Integer, nullable=True),
    _import(),
    sa.UniqueConstraint("rep", "category"),
    info={"what": "ratings", "groups": ("comfort",)},
)

interactions = sa.Table(
    "interactions",
    metadata,
    _id(),
    _key(),
    _day("day", nullable=False, seen=True, index=True),
    _text("channel", free=True),
    _person("sender", index=True),
    sa.Column("recipients", sa.Integer, nullable=False),
    _text("purpose", free=True),
    _text("notes", free=True),
    _import(),
    info={"groups": ("evidence",)},
)

recipients = sa.Table(
    "recipients",
    metadata,
    sa.Column("interaction", sa.ForeignKey("interactions.id"), primary_key=True),
    _person("person", primary_key=True, index=True),
    sqlite_with_rowid=False,
    info={"what": "interactions", "groups": ("evidence",)},
)

ties = sa.Table(
    "ties",
    metadata,
    _id(),
    _key(),
    _person("person", index=True),
    _person("other", index=True),
    sa.Column("contacts", sa.Float, nullable=True),
    _day("last_contact", seen=True),
    _text("kind", free=True),
    _day("since"),
    sa.Column("strength", sa.Float, nullable=True),
    _import(),
    info={"what": "declared ties", "groups": ("evidence",)},
)

introductions = sa.Table(
    "introductions",
    metadata,
    _id(),
    _key(),
    _day("day", seen=True),
    _person("introducer", index=True),
    _person("person", index=True),
    _person("other", index=True),
    _text("outcome", free=True),
    _import(),
    info={"groups": ("evidence",)},
)

targets = sa.Table(
    "targets",
    metadata,
    _id(),
    _key(),
    _person("rep", Role.REP, index=True),
    _text("name", free=True),
    _text("company", free=True),
    _text("category", free=True),
    _text("profile_url", free=True),
    _text("why", free=True),
    _import(),
    info={"what": "a wanted list", "groups": ("comfort",)},
)

requests = sa.Table(
    "requests",
    metadata,
    _id(),
    _text("request", unique=True),
    _text("status"),
    _text("rep", free=True),
    # No foreign keys: a request holds its own words, also after a person is gone.
    _number("rep_id", Role.REP, index=True),
    _text("connector", free=True),
    _number("connector_id", Role.HOLDS),
    _text("target", free=True),
    _number("target_id", Role.HOLDS, nullable=True),
    _text("goal", free=True),
    _number("goal_id", Role.HOLDS, nullable=True),
    _json("path", free=True),
    sa.Column("chance", sa.Float, nullable=False),
    _json("reasons", free=True),
    _text("connector_company", free=True),
    _text("connector_email", free=True),
    sa.Column("tie_strength", sa.Float, nullable=False),
    _day("last_contact"),
    _text("target_company", free=True),
    _text("target_title", free=True),
    _text("target_category", free=True),
    _text("target_email", free=True),
    _text("purpose", free=True),
    _text("note_to_forward", free=True),
    _text("letter", free=True),
    _day("asked_on", seen=True),
    _day("follow_up_on"),
    _text("outcome", free=True),
    sa.Column("version", sa.Integer, nullable=False, default=1),
    info={"groups": ("requests",)},
)

request_steps = sa.Table(
    "request_steps",
    metadata,
    # What happened to a request, in the order of the ids; nothing is ever taken out.
    sa.Column("id", sa.BigInteger().with_variant(sa.Integer, "sqlite"), primary_key=True),
    _text("request", index=True),
    _day("at", nullable=False),
    _text("from_status"),
    _text("to_status"),
    _text("by", free=True),
    _text("note", free=True),
    _flag("undone"),
    info={"groups": ("requests",)},
)


TOUCHED = {"favors": ("requests",), "notes": ("evidence",)}
"""What else changes with an entry: favors weigh on asks, a note is a contact."""


def _entries(name: str, noun: type[Entry]) -> sa.Table:
    """The table of one kind of practice entry, with a column for each of its fields."""
    columns: list[sa.Column[Any]] = []
    kinds = get_type_hints(noun)
    for item in fields(noun):
        kind = kinds[item.name]
        if item.name == "id":
            columns.append(_id())
        elif item.name in ("rep", "person"):
            role = Role.REP if item.name == "rep" else Role.HOLDS
            columns.append(_person(item.name, role, index=True))
        elif kind is str:
            columns.append(_text(item.name, free=True))
        elif kind is int:
            columns.append(sa.Column(item.name, sa.Integer, nullable=False))
        elif kind in (date, date | None):
            seen = item.name == "day"
            columns.append(_day(item.name, nullable=kind is not date, seen=seen))
        else:
            raise TypeError(f"{noun.__name__}.{item.name}: no column is made for {kind}")
    return sa.Table(
        name,
        metadata,
        *columns,
        # By its values a row of a file is known again, also after a hand changed them: the first
        # key is the one it had before.
        sa.Column("key", sa.LargeBinary, nullable=True),
        sa.Column("first_key", sa.LargeBinary, nullable=True),
        _import(),
        sa.Index(f"one_key_of_{name}", "key", unique=True),
        sa.Index(f"first_key_of_{name}", "first_key"),
        info={"groups": ("practice", *TOUCHED.get(name, ()))},
    )


practice = {name: _entries(name, noun) for name, noun in FILES.items()}
"""The tables of the practice, by the name of their file."""
favors = practice["favors"]

ask_limits = sa.Table(
    "ask_limits",
    metadata,
    _person("person", primary_key=True),
    sa.Column("asks_a_quarter", sa.Integer, nullable=False),
    sa.Column("cool_down_days", sa.Integer, nullable=False),
    info={"what": "limits", "groups": ("requests",)},
)

no_go = sa.Table(
    "no_go",
    metadata,
    # The connector would rather not introduce anybody to the target.
    _person("connector", primary_key=True),
    _person("target", primary_key=True, index=True),
    info={"what": "limits", "groups": ("requests",)},
)

rules = sa.Table(
    "rules",
    metadata,
    sa.Column("position", sa.Integer, primary_key=True, autoincrement=False),
    _json("words", free=True),
    _text("category", free=True),
    _text("field"),
)

changes = sa.Table(
    "changes",
    metadata,
    # Each value of a stored row that an import (or a hand: no import_id) replaced.
    sa.Column("id", sa.BigInteger().with_variant(sa.Integer, "sqlite"), primary_key=True),
    _import(),
    _day("at", nullable=False),
    _text("table_name"),
    sa.Column("row_id", sa.BigInteger, nullable=False),
    _text("field"),
    _json("before", free=True, nullable=True),
    _json("after", free=True, nullable=True),
    sa.Index("changes_of_a_row", "table_name", "row_id"),
)

person_rows = sa.Table(
    "person_rows",
    metadata,
    # What the rows of files said of a person, in their words; the same words once a person.
    _person("person", Role.ABOUT, primary_key=True),
    sa.Column("key", sa.LargeBinary, primary_key=True),
    _text("scope", free=True),
    _text("file", free=True),
    sa.Column("line", sa.Integer, nullable=False),
    _text("said"),
    sqlite_with_rowid=False,
)

person_stated = sa.Table(
    "person_stated",
    metadata,
    # Which imports hold such a row; many may.
    _person("person", Role.ABOUT, primary_key=True),
    sa.Column("key", sa.LargeBinary, primary_key=True),
    sa.Column("import_id", sa.ForeignKey("imports.id"), primary_key=True),
    sqlite_with_rowid=False,
)

restated = sa.Table(
    "restated",
    metadata,
    # A later import that states a stored row (or, with a field, its value) once more.
    _text("table_name", primary_key=True),
    sa.Column("row_id", sa.BigInteger, primary_key=True),
    _text("field", primary_key=True),
    sa.Column("import_id", sa.ForeignKey("imports.id"), primary_key=True),
    sqlite_with_rowid=False,
)

merges = sa.Table(
    "merges",
    metadata,
    _id(),
    _day("at", nullable=False),
    _number("kept", Role.STANDS),
    _number("gone", Role.STANDS),
    # Each row as it was and as it became, in the order of the work: read backwards it undoes it.
    _text("log"),
)

operations = sa.Table(
    "operations",
    metadata,
    # What was last done by hand, so that it can be taken back; erasing empties it.
    _id(),
    _day("at", nullable=False),
    _number("by", Role.STANDS, nullable=True),
    _text("what", free=True),
    # As in merges.
    _text("log"),
)

decisions = sa.Table(
    "decisions",
    metadata,
    # Two people (one < other) of whom somebody said that they are different, or: later.
    _number("one", Role.STANDS, primary_key=True, autoincrement=False),
    _number("other", Role.STANDS, primary_key=True, autoincrement=False),
    _text("verdict"),
    _day("at", nullable=False),
    info={"groups": ("people",)},
)

erased = sa.Table(
    "erased",
    metadata,
    # A keyed hash of each sign of somebody erased, so that no file brings them back.
    sa.Column("sign", sa.LargeBinary, primary_key=True),
    # How many words a name has; 0 for every other sign.
    sa.Column("words", sa.Integer, nullable=False),
)

NUMBERED = (people, relationships, category_ratings, interactions, ties, introductions, targets,
            requests, imports, merges, operations, *practice.values())  # fmt: skip
