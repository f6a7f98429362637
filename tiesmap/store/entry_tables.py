"""The table of a kind of practice entry, made of the fields that the entry has."""

from __future__ import annotations

from dataclasses import fields
from datetime import date
from typing import Any, get_type_hints

import sqlalchemy as sa

from tiesmap.model.practice import Entry
from tiesmap.store import columns
from tiesmap.store.roles import Role

TOUCHED = {"favors": ("requests",), "notes": ("evidence",), "losses": ("comfort",)}
"""What else changes with an entry: favors weigh on asks, a note is a contact, and a client who left
is looked after by nobody."""


def entry_table(name: str, noun: type[Entry]) -> sa.Table:
    """The table of one kind of practice entry, with a column for each of its fields."""
    found: list[sa.Column[Any]] = []
    kinds = get_type_hints(noun)
    for item in fields(noun):
        kind = kinds[item.name]
        if item.name == "id":
            found.append(columns.row_id())
        elif item.name in ("rep", "person"):
            role = Role.REP if item.name == "rep" else Role.HOLDS
            found.append(columns.person(item.name, role, index=True))
        elif kind is str:
            found.append(columns.text(item.name, free=True))
        elif kind is int:
            found.append(sa.Column(item.name, sa.Integer, nullable=False))
        elif kind in (date, date | None):
            seen = item.name == "day"
            found.append(columns.day(item.name, nullable=kind is not date, seen=seen))
        else:
            raise TypeError(f"{noun.__name__}.{item.name}: no column is made for {kind}")
    return columns.table(
        name,
        *found,
        # By its values a row of a file is known again, also after a hand changed them: the first
        # key is the one it had before.
        sa.Column("key", sa.LargeBinary, nullable=True),
        sa.Column("first_key", sa.LargeBinary, nullable=True),
        columns.of_import(),
        sa.Index(f"one_key_of_{name}", "key", unique=True),
        sa.Index(f"first_key_of_{name}", "first_key"),
        info={"groups": ("practice", *TOUCHED.get(name, ()))},
    )
