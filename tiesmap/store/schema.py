"""The tables of the database.

Dates and times are day numbers (see `model/days.py`); ids are given out by `rows.take_ids` and
never used twice.
"""

from __future__ import annotations

from dataclasses import fields
from datetime import date
from typing import Any, get_type_hints

import sqlalchemy as sa

from tiesmap.model.practice import FILES, Entry

VERSION = 3
"""Of the schema. A database with a higher one was written by a newer tiesmap."""
MARK = 0x74696573
"""SQLite's application_id of our files ("ties"), so that no other program's file is touched."""
GROUPS = ("evidence", "people", "comfort", "requests", "practice")
"""Groups of tables whose changes are counted."""


def _text(name: str, **options: Any) -> sa.Column[str]:
    return sa.Column(name, sa.Text, nullable=False, default="", **options)


def _flag(name: str) -> sa.Column[bool]:
    return sa.Column(name, sa.Boolean(create_constraint=False), nullable=False, default=False)


def _id() -> sa.Column[int]:
    return sa.Column("id", sa.BigInteger().with_variant(sa.Integer, "sqlite"), primary_key=True,
                     autoincrement=False)  # fmt: skip


def _key() -> sa.Column[bytes]:
    """By which a row of a file is known again; null never."""
    return sa.Column("key", sa.LargeBinary, nullable=False, unique=True)


def _person(name: str, **options: Any) -> sa.Column[int]:
    return sa.Column(name, sa.ForeignKey("people.id"), nullable=False, **options)


def _import() -> sa.Column[int | None]:
    """The import that made the row; null where it was made by hand."""
    return sa.Column("import_id", sa.ForeignKey("imports.id"), nullable=True)


metadata = sa.MetaData()

settings = sa.Table(
    "settings",
    metadata,
    sa.Column("key", sa.Text, primary_key=True),
    sa.Column("value", sa.JSON, nullable=False),
)

counters = sa.Table(
    "counters",
    metadata,
    # A group of tables and how often it changed; or "id:" + table and the last id given out.
    sa.Column("name", sa.Text, primary_key=True),
    sa.Column("value", sa.BigInteger, nullable=False),
)

imports = sa.Table(
    "imports",
    metadata,
    _id(),
    sa.Column("at", sa.Float, nullable=False),
    sa.Column("rep", sa.BigInteger, nullable=True),
    sa.Column("files", sa.JSON, nullable=False),
    # When it was taken back; null: it stands.
    sa.Column("undone", sa.Float, nullable=True),
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
    _text("title"),
    _text("category"),
    _text("category_by"),
    _text("city"),
    _flag("rep"),
    _flag("do_not_ask"),
    sa.Column("extra", sa.JSON, nullable=False, default=dict),
    # For finding: SQLite and PostgreSQL differ on lower('É'), so Python folds.
    _text("folded_name", index=True),
    _text("folded_email", index=True),
    # Goes up with each change of the person or of what a rep says of them.
    sa.Column("version", sa.Integer, nullable=False, default=1),
    _import(),
)

person_keys = sa.Table(
    "person_keys",
    metadata,
    # id, profile, email, name_company (the scope is then the company) or name.
    sa.Column("kind", sa.Text, primary_key=True),
    sa.Column("scope", sa.Text, primary_key=True),
    sa.Column("value", sa.Text, primary_key=True),
    sa.Column("person", sa.ForeignKey("people.id"), primary_key=True, index=True),
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
    _person("rep"),
    _person("person", index=True),
    sa.Column("client", sa.Boolean(create_constraint=False), nullable=True),
    sa.Column("comfort", sa.Integer, nullable=True),
    _text("stage"),
    sa.Column("signed_on", sa.Float, nullable=True),
    _text("bucket"),
    _text("notes"),
    _import(),
    sa.UniqueConstraint("rep", "person"),
)

category_ratings = sa.Table(
    "category_ratings",
    metadata,
    _id(),
    _person("rep"),
    _text("category"),
    sa.Column("comfort", sa.Integer, nullable=True),
    _import(),
    sa.UniqueConstraint("rep", "category"),
)

interactions = sa.Table(
    "interactions",
    metadata,
    _id(),
    _key(),
    sa.Column("day", sa.Float, nullable=False, index=True),
    _text("channel"),
    _person("sender", index=True),
    sa.Column("recipients", sa.Integer, nullable=False),
    _text("purpose"),
    _text("notes"),
    _import(),
)

recipients = sa.Table(
    "recipients",
    metadata,
    sa.Column("interaction", sa.ForeignKey("interactions.id"), primary_key=True),
    sa.Column("person", sa.ForeignKey("people.id"), primary_key=True, index=True),
    sqlite_with_rowid=False,
)

ties = sa.Table(
    "ties",
    metadata,
    _id(),
    _key(),
    _person("person", index=True),
    _person("other", index=True),
    sa.Column("contacts", sa.Float, nullable=True),
    sa.Column("last_contact", sa.Float, nullable=True),
    _text("kind"),
    sa.Column("since", sa.Float, nullable=True),
    sa.Column("strength", sa.Float, nullable=True),
    _import(),
)

introductions = sa.Table(
    "introductions",
    metadata,
    _id(),
    _key(),
    sa.Column("day", sa.Float, nullable=True),
    _person("introducer", index=True),
    _person("person", index=True),
    _person("other", index=True),
    _text("outcome"),
    _import(),
)

targets = sa.Table(
    "targets",
    metadata,
    _id(),
    _key(),
    _person("rep", index=True),
    _text("name"),
    _text("company"),
    _text("category"),
    _text("profile_url"),
    _text("why"),
    _import(),
)

requests = sa.Table(
    "requests",
    metadata,
    _id(),
    sa.Column("request", sa.Text, nullable=False, unique=True),
    _text("status"),
    _text("rep"),
    # No foreign keys: a request holds its own words, also after a person is gone.
    sa.Column("rep_id", sa.BigInteger, nullable=False, index=True),
    _text("connector"),
    sa.Column("connector_id", sa.BigInteger, nullable=False),
    _text("target"),
    sa.Column("target_id", sa.BigInteger, nullable=True),
    _text("goal"),
    sa.Column("goal_id", sa.BigInteger, nullable=True),
    sa.Column("path", sa.JSON, nullable=False),
    sa.Column("chance", sa.Float, nullable=False),
    sa.Column("reasons", sa.JSON, nullable=False),
    _text("connector_company"),
    _text("connector_email"),
    sa.Column("tie_strength", sa.Float, nullable=False),
    sa.Column("last_contact", sa.Float, nullable=True),
    _text("target_company"),
    _text("target_title"),
    _text("target_category"),
    _text("target_email"),
    _text("purpose"),
    _text("note_to_forward"),
    sa.Column("asked_on", sa.Float, nullable=True),
    sa.Column("follow_up_on", sa.Float, nullable=True),
    _text("outcome"),
    sa.Column("version", sa.Integer, nullable=False, default=1),
)

request_steps = sa.Table(
    "request_steps",
    metadata,
    # What happened to a request, in the order of the ids; nothing is ever taken out.
    sa.Column("id", sa.BigInteger().with_variant(sa.Integer, "sqlite"), primary_key=True),
    sa.Column("request", sa.Text, nullable=False, index=True),
    sa.Column("at", sa.Float, nullable=False),
    _text("from_status"),
    _text("to_status"),
    _text("by"),
    _text("note"),
    _flag("undone"),
)


def _entries(name: str, noun: type[Entry]) -> sa.Table:
    """The table of a noun of the practice: one column a field, as the noun declares them."""
    columns: list[sa.Column[Any]] = []
    kinds = get_type_hints(noun)
    for item in fields(noun):
        kind = kinds[item.name]
        if item.name == "id":
            columns.append(_id())
        elif item.name in ("rep", "person"):
            columns.append(_person(item.name, index=True))
        elif kind is str:
            columns.append(_text(item.name))
        elif kind is int:
            columns.append(sa.Column(item.name, sa.Integer, nullable=False))
        elif kind in (date, date | None):
            columns.append(sa.Column(item.name, sa.Float, nullable=kind is not date))
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
    )


practice = {name: _entries(name, noun) for name, noun in FILES.items()}
"""The tables of the practice, by the name of their file."""
favors = practice["favors"]

ask_limits = sa.Table(
    "ask_limits",
    metadata,
    sa.Column("person", sa.ForeignKey("people.id"), primary_key=True),
    sa.Column("asks_a_quarter", sa.Integer, nullable=False),
    sa.Column("cool_down_days", sa.Integer, nullable=False),
)

no_go = sa.Table(
    "no_go",
    metadata,
    # The connector would rather not introduce anybody to the target.
    sa.Column("connector", sa.ForeignKey("people.id"), primary_key=True),
    sa.Column("target", sa.ForeignKey("people.id"), primary_key=True, index=True),
)

rules = sa.Table(
    "rules",
    metadata,
    sa.Column("position", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("words", sa.JSON, nullable=False),
    _text("category"),
    _text("field"),
)

changes = sa.Table(
    "changes",
    metadata,
    # Each value of a stored row that an import (or a hand: no import_id) replaced.
    sa.Column("id", sa.BigInteger().with_variant(sa.Integer, "sqlite"), primary_key=True),
    _import(),
    sa.Column("at", sa.Float, nullable=False),
    _text("table_name"),
    sa.Column("row_id", sa.BigInteger, nullable=False),
    _text("field"),
    sa.Column("before", sa.JSON, nullable=True),
    sa.Column("after", sa.JSON, nullable=True),
    sa.Index("changes_of_a_row", "table_name", "row_id"),
)

person_rows = sa.Table(
    "person_rows",
    metadata,
    # What the rows of files said of a person, in their words; the same words once a person.
    sa.Column("person", sa.ForeignKey("people.id"), primary_key=True),
    sa.Column("key", sa.LargeBinary, primary_key=True),
    _text("scope"),
    _text("file"),
    sa.Column("line", sa.Integer, nullable=False),
    _text("said"),
    sqlite_with_rowid=False,
)

person_stated = sa.Table(
    "person_stated",
    metadata,
    # Which imports hold such a row; many may.
    sa.Column("person", sa.ForeignKey("people.id"), primary_key=True),
    sa.Column("key", sa.LargeBinary, primary_key=True),
    sa.Column("import_id", sa.ForeignKey("imports.id"), primary_key=True),
    sqlite_with_rowid=False,
)

restated = sa.Table(
    "restated",
    metadata,
    # A later import that states a stored row (or, with a field, its value) once more.
    sa.Column("table_name", sa.Text, primary_key=True),
    sa.Column("row_id", sa.BigInteger, primary_key=True),
    sa.Column("field", sa.Text, primary_key=True),
    sa.Column("import_id", sa.ForeignKey("imports.id"), primary_key=True),
    sqlite_with_rowid=False,
)

merges = sa.Table(
    "merges",
    metadata,
    _id(),
    sa.Column("at", sa.Float, nullable=False),
    sa.Column("kept", sa.BigInteger, nullable=False),
    sa.Column("gone", sa.BigInteger, nullable=False),
    # Each row as it was and as it became, in the order of the work: read backwards it undoes it.
    _text("log"),
)

decisions = sa.Table(
    "decisions",
    metadata,
    # Two people (one < other) of whom somebody said that they are different, or: later.
    sa.Column("one", sa.BigInteger, primary_key=True, autoincrement=False),
    sa.Column("other", sa.BigInteger, primary_key=True, autoincrement=False),
    _text("verdict"),
    sa.Column("at", sa.Float, nullable=False),
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
            requests, imports, merges, *practice.values())  # fmt: skip
