"""The tables of what there was before: what is kept so that an import, a merge, and what was done
by hand can be taken back."""

from __future__ import annotations

import sqlalchemy as sa

from tiesmap.store.columns import day, json, number, of_import, person, row_id, table, text
from tiesmap.store.roles import Role

# What was replaced, and what each file said of a person or said once more of a row.
changes = table(
    "changes",
    # Each value of a stored row that an import (or a hand: no import_id) replaced.
    sa.Column("id", sa.BigInteger().with_variant(sa.Integer, "sqlite"), primary_key=True),
    of_import(),
    day("at", nullable=False),
    text("table_name"),
    sa.Column("row_id", sa.BigInteger, nullable=False),
    text("field"),
    json("before", free=True, nullable=True),
    json("after", free=True, nullable=True),
    sa.Index("changes_of_a_row", "table_name", "row_id"),
)
person_rows = table(
    "person_rows",
    # What the rows of files said of a person, in their words; the same words once a person.
    person("person", Role.ABOUT, primary_key=True),
    sa.Column("key", sa.LargeBinary, primary_key=True),
    text("scope", free=True),
    text("file", free=True),
    sa.Column("line", sa.Integer, nullable=False),
    text("said"),
    sqlite_with_rowid=False,
)
person_stated = table(
    "person_stated",
    # Which imports hold such a row; many may.
    person("person", Role.ABOUT, primary_key=True),
    sa.Column("key", sa.LargeBinary, primary_key=True),
    sa.Column("import_id", sa.ForeignKey("imports.id"), primary_key=True),
    sqlite_with_rowid=False,
)
restated = table(
    "restated",
    # A later import that states a stored row (or, with a field, its value) once more.
    text("table_name", primary_key=True),
    sa.Column("row_id", sa.BigInteger, primary_key=True),
    text("field", primary_key=True),
    sa.Column("import_id", sa.ForeignKey("imports.id"), primary_key=True),
    sqlite_with_rowid=False,
)

# Merges, and what was last done by hand.
merges = table(
    "merges",
    row_id(),
    day("at", nullable=False),
    number("kept", Role.STANDS),
    number("gone", Role.STANDS),
    # Each row as it was and as it became, in the order of the work: undone from the end.
    text("log"),
)
operations = table(
    "operations",
    # What was last done by hand, so that it can be taken back; erasing empties it.
    row_id(),
    day("at", nullable=False),
    number("by", Role.STANDS, nullable=True),
    text("what", free=True),
    # As in merges.
    text("log"),
)

TABLES = changes, person_rows, person_stated, restated, merges, operations
