"""The tables of the database, and the role of each column for a person.

Dates and times are day numbers (see `model/days.py`); ids come from `rows.take_ids` and are never
reused. What is undone, erased, merged and exported follows from the roles that columns have here
(see `roles.py`).
"""

from __future__ import annotations

import sqlalchemy as sa

from tiesmap.model import evidence
from tiesmap.model.practice import FILES
from tiesmap.store import colleague_tables, columns, history_tables, member_tables, visit_tables
from tiesmap.store.columns import (
    day,
    flag,
    json,
    key,
    number,
    of_import,
    owner,
    person,
    row_id,
    table,
    text,
)
from tiesmap.store.entry_tables import entry_table
from tiesmap.store.roles import Role

VERSION = 20
"""Of the schema (see `migrations.py`). A database with a higher one is of a newer tiesmap."""
MARK = 0x74696573
"""SQLite's application_id of our files ("ties"), so that no other program's file is touched."""
REWRITTEN = "rewritten"
"""Counts what may change or remove any row: merges, undos, erasing, going back to a backup."""
GROUPS = ("evidence", "people", "comfort", "requests", "practice", REWRITTEN)
"""Groups of tables whose changes are counted; to the last one no table belongs."""
metadata = columns.metadata

settings = table(
    "settings",
    text("key", primary_key=True),
    json("value", free=True),
)

rep_settings = table(
    "rep_settings",
    # What each rep set for himself alone: his pace, the words of his drafts, his resume.
    person("rep", Role.REP, primary_key=True),
    text("name", primary_key=True),
    json("value", free=True),
    sqlite_with_rowid=False,
    info={"what": "settings"},
)

migrations = table(
    "migrations",
    # Which steps of `migrations.py` the file has behind it.
    text("name", primary_key=True),
    day("at", nullable=False),
)

counters = table(
    "counters",
    # A group of tables and how often it changed; or "id:" + table and the last id given out.
    text("name", primary_key=True),
    sa.Column("value", sa.BigInteger, nullable=False),
)

imports = table(
    "imports",
    row_id(),
    day("at", nullable=False),
    number("rep", Role.MADE_FOR, nullable=True),
    json("files", free=True),
    # By what it is known if it comes again with nothing written since; see `repeats.py`.
    json("again", free=False, nullable=True),
    # When it was taken back; null: it stands.
    day("undone"),
)

people = table(
    "people",
    row_id(),
    text("name"),
    text("email"),
    text("profile_url"),
    text("phone"),
    text("company"),
    text("title", free=True),
    text("category", free=True),
    text("category_by"),
    text("city", free=True),
    text("salutation"),
    text("academic_title", free=True),
    flag("rep"),
    flag("do_not_ask"),
    json("extra", free=True, default=dict),
    # For finding: SQLite and PostgreSQL differ on lower('É'), so Python folds.
    text("folded_name"),
    text("folded_email"),
    # Goes up with each change of the person or of what a rep says of them.
    sa.Column("version", sa.Integer, nullable=False, default=1),
    of_import(),
    info={"groups": ("people",), "changes_person": "id", "filled": True},
)

person_keys = table(
    "person_keys",
    # id, profile, email, name_company (the scope is then the company) or name.
    text("kind"),
    text("scope"),
    text("value"),
    person("person", Role.ABOUT),
    of_import(),
    # In the order of the people, in which files bring them: the words stand here and in one index.
    sa.PrimaryKeyConstraint("person", "kind", "scope", "value"),
    sqlite_with_rowid=False,
)
is_ones_own = person_keys.c.kind != sa.literal_column("'name'")
"""Of a key: many people may have one name, any other key is one person's. SQLite looks into the
index only for a question that says so in these very words."""
sa.Index(
    "one_person_a_key",
    person_keys.c.kind,
    person_keys.c.scope,
    person_keys.c.value,
    unique=True,
    sqlite_where=is_ones_own,
    postgresql_where=is_ones_own,
)

relationships = table(
    "relationships",
    row_id(),
    person("rep", Role.REP),
    person("person", index=True),
    sa.Column("client", sa.Boolean(create_constraint=False), nullable=True),
    sa.Column("comfort", sa.Integer, nullable=True),
    text("stage", free=True),
    day("signed_on"),
    text("bucket", free=True),
    text("notes", free=True),
    of_import(),
    sa.UniqueConstraint("rep", "person"),
    info={"what": "ratings", "groups": ("comfort",), "changes_person": "person", "filled": True},
)

category_ratings = table(
    "category_ratings",
    row_id(),
    person("rep", Role.REP),
    text("category", free=True),
    sa.Column("comfort", sa.Integer, nullable=True),
    of_import(),
    sa.UniqueConstraint("rep", "category"),
    info={"what": "ratings", "groups": ("comfort",)},
)

interactions = table(
    "interactions",
    row_id(),
    key(),
    day("day", nullable=False, seen=True, index=True),
    text("channel", free=True),
    person("sender", index=True),
    sa.Column("recipients", sa.Integer, nullable=False),
    text("purpose", free=True),
    text("notes", free=True),
    of_import(),
    owner(),
    info={"groups": ("evidence",)},
)

recipients = table(
    "recipients",
    sa.Column("interaction", sa.ForeignKey("interactions.id"), primary_key=True),
    person("person", primary_key=True, index=True),
    sqlite_with_rowid=False,
    info={"what": "interactions", "groups": ("evidence",)},
)

ties = table(
    "ties",
    row_id(),
    key(),
    person("person", index=True),
    person("other", index=True),
    sa.Column("contacts", sa.Float, nullable=True),
    day("last_contact", seen=True),
    text("kind", free=True),
    day("since"),
    sa.Column("strength", sa.Float, nullable=True),
    of_import(),
    owner(),
    info={"what": "declared ties", "groups": ("evidence",)},
)

introductions = table(
    "introductions",
    row_id(),
    key(),
    day("day", seen=True),
    person("introducer", index=True),
    person("person", index=True),
    person("other", index=True),
    text("outcome", free=True),
    of_import(),
    owner(),
    info={"groups": ("evidence",)},
)

targets = table(
    "targets",
    row_id(),
    key(),
    person("rep", Role.REP, index=True),
    text("name", free=True),
    text("company", free=True),
    text("category", free=True),
    text("profile_url", free=True),
    text("why", free=True),
    of_import(),
    info={"what": "a wanted list", "groups": ("comfort",)},
)

requests = table(
    "requests",
    row_id(),
    text("request", unique=True),
    text("status"),
    text("rep", free=True),
    # No foreign keys: a request holds its own words, also after a person is gone.
    number("rep_id", Role.REP, index=True),
    text("connector", free=True),
    number("connector_id", Role.HOLDS),
    text("target", free=True),
    number("target_id", Role.HOLDS, nullable=True),
    text("goal", free=True),
    number("goal_id", Role.HOLDS, nullable=True),
    json("path", free=True),
    sa.Column("chance", sa.Float, nullable=False),
    json("reasons", free=True),
    text("connector_company", free=True),
    text("connector_email", free=True),
    sa.Column("tie_strength", sa.Float, nullable=False),
    day("last_contact"),
    text("target_company", free=True),
    text("target_title", free=True),
    text("target_category", free=True),
    text("target_email", free=True),
    text("purpose", free=True),
    text("note_to_forward", free=True),
    text("letter", free=True),
    day("asked_on", seen=True),
    day("follow_up_on"),
    text("outcome", free=True),
    sa.Column("version", sa.Integer, nullable=False, default=1),
    info={"what": "asks", "groups": ("requests",)},
)

request_steps = table(
    "request_steps",
    # What happened to a request, in the order of the ids; nothing is ever taken out.
    sa.Column("id", sa.BigInteger().with_variant(sa.Integer, "sqlite"), primary_key=True),
    text("request", index=True),
    day("at", nullable=False),
    text("from_status"),
    text("to_status"),
    text("by", free=True),
    text("note", free=True),
    flag("undone"),
    # In a trial: whether the target stood near or far (in a next circle) when it was asked.
    text("toward"),
    info={"groups": ("requests",)},
)

practice = {name: entry_table(name, noun) for name, noun in FILES.items()}
"""The tables of the practice, by the name of their file."""
favors = practice["favors"]
members, coaching, shown = member_tables.TABLES
opened, known_ties, colleague_asks, refusals, approvers, asked_for, looks = colleague_tables.TABLES
visits, seen = visit_tables.TABLES
changes, person_rows, person_stated, restated, merges, operations = history_tables.TABLES

on_file = table(
    "on_file",
    # Whom a rep has on file by hand, or by a row of his that a colleague's file brought: he sees
    # those cards, as he sees those that his own files name.
    person("rep", Role.REP, primary_key=True),
    person("person", Role.ABOUT, primary_key=True, index=True),
    of_import(),
    sqlite_with_rowid=False,
    info={"what": "cards"},
)

ask_limits = table(
    "ask_limits",
    person("person", primary_key=True),
    sa.Column("asks_a_quarter", sa.Integer, nullable=False),
    sa.Column("cool_down_days", sa.Integer, nullable=False),
    info={"what": "limits", "groups": ("requests",)},
)

no_go = table(
    "no_go",
    # The connector would rather not introduce anybody to the target.
    person("connector", primary_key=True),
    person("target", primary_key=True, index=True),
    info={"what": "limits", "groups": ("requests",)},
)

rules = table(
    "rules",
    sa.Column("position", sa.Integer, primary_key=True, autoincrement=False),
    json("words", free=True),
    text("category", free=True),
    text("field"),
)

decisions = table(
    "decisions",
    # Two people (one < other) of whom somebody said that they are different, or: later.
    number("one", Role.STANDS, primary_key=True, autoincrement=False),
    number("other", Role.STANDS, primary_key=True, autoincrement=False),
    text("verdict"),
    day("at", nullable=False),
    info={"groups": ("people",)},
)

erased = table(
    "erased",
    # A keyed hash of each sign of somebody erased, so that no file brings them back.
    sa.Column("sign", sa.LargeBinary, primary_key=True),
    # How many words a name has; 0 for every other sign.
    sa.Column("words", sa.Integer, nullable=False),
)

BETWEEN = {metadata.tables[name]: kind for name, kind in evidence.BETWEEN.items()}
"""The tables of evidence of which a row ties all whom it names."""
EVIDENCE = (interactions, *BETWEEN, targets, *practice.values())
"""The tables of which a row is one line of a file, known again by its key."""
NUMBERED = tuple(
    table for table in metadata.tables.values() if "id" in table.c and not table.c.id.autoincrement
)


def of_the_two(table: sa.Table, one: int, other: int) -> sa.ColumnElement[bool]:
    """Whether a row of evidence is between these two, whichever of them it names first."""
    person, second = table.c.person, table.c.other
    as_said = sa.and_(person == one, second == other)
    return sa.or_(as_said, sa.and_(person == other, second == one))
