"""The tables of what a team shares and keeps apart; empty in the file of one rep."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from tiesmap.store.columns import number, of_import, person
from tiesmap.store.roles import Role


def owner() -> sa.Column[Any]:
    """The rep whose row it is: of those who stand in it, or else who brought it (see `owners`)."""
    return number("rep", Role.MADE_FOR, nullable=True)


def sharing_tables(metadata: sa.MetaData) -> sa.Table:
    """Whom a rep has on file by hand, or by a row of his that a colleague's file brought: he sees
    those cards, as he sees those that his own files name."""
    return sa.Table(
        "on_file",
        metadata,
        person("rep", Role.REP, primary_key=True),
        person("person", Role.ABOUT, primary_key=True, index=True),
        of_import(),
        sqlite_with_rowid=False,
        info={"what": "cards"},
    )
