"""What tables are made of (see `schema.py`): the kinds of columns, each with what it means."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from tiesmap.store.roles import Role

# In the order of its characters, as SQLite has it, whatever language a server was set up in.
_TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


metadata = sa.MetaData()


def table(name: str, *parts: sa.schema.SchemaItem, **options: Any) -> sa.Table:
    """A table of the database, of columns and what holds of them."""
    return sa.Table(name, metadata, *parts, **options)


def text(name: str, *, free: bool = False, **options: Any) -> sa.Column[str]:
    """A text column; `free` where its text may name somebody else."""
    return sa.Column(name, _TEXT, nullable=False, default="", info={"free": free}, **options)


def json(name: str, *, free: bool, nullable: bool = False, **options: Any) -> sa.Column[Any]:
    return sa.Column(name, sa.JSON, nullable=nullable, info={"free": free}, **options)


def flag(name: str) -> sa.Column[bool]:
    return sa.Column(name, sa.Boolean(create_constraint=False), nullable=False, default=False)


def day(name: str, *, nullable: bool = True, seen: bool = False, **options: Any) -> sa.Column[Any]:
    """A day or moment; `seen` where it counts for how far the data reaches."""
    info = {"day": True, "seen": seen}
    return sa.Column(name, sa.Float, nullable=nullable, info=info, **options)


def row_id() -> sa.Column[int]:
    return sa.Column("id", sa.BigInteger().with_variant(sa.Integer, "sqlite"), primary_key=True,
                     autoincrement=False)  # fmt: skip


def key() -> sa.Column[bytes]:
    """The idempotency key of a row; never null."""
    return sa.Column("key", sa.LargeBinary, nullable=False, unique=True)


def person(name: str, role: Role = Role.HOLDS, **options: Any) -> sa.Column[int]:
    return sa.Column(name, sa.ForeignKey("people.id"), nullable=False, info={"role": role},
                     **options)  # fmt: skip


def number(name: str, role: Role, *, nullable: bool = False, **options: Any) -> sa.Column[Any]:
    """The id of a person who may be gone, therefore without a foreign key."""
    return sa.Column(name, sa.BigInteger, nullable=nullable, info={"role": role}, **options)


def of_import() -> sa.Column[int | None]:
    """The import that created the row; null for rows made by hand."""
    return sa.Column("import_id", sa.ForeignKey("imports.id"), nullable=True)


def owner() -> sa.Column[Any]:
    """The rep whose row it is: of those who stand in it, or else who brought it (see `owners`)."""
    return number("rep", Role.MADE_FOR, nullable=True)
