"""The tables of what colleagues show and ask of each other; empty in the file of one rep."""

from __future__ import annotations

import sqlalchemy as sa

from tiesmap.store.columns import day, flag, number, person, row_id, text
from tiesmap.store.roles import Role

SAID = {"rights": True}
"""Of what a rep lets others see: no undo takes that back, only he by saying so."""


def openness_tables(metadata: sa.MetaData) -> tuple[sa.Table, sa.Table]:
    """What a rep opened, and what colleagues therefore see of his network."""
    opened = sa.Table(
        "opened",
        metadata,
        row_id(),
        person("rep", Role.REP, index=True),
        # One of `model.colleagues.Scope`.
        text("kind"),
        text("category", free=True),
        number("person", Role.ABOUT, nullable=True),
        info={"what": "what is open to colleagues"} | SAID,
    )
    known_ties = sa.Table(
        "known_ties",
        metadata,
        person("rep", Role.REP, primary_key=True),
        person("person", Role.ABOUT, primary_key=True, index=True),
        # Who it is, for a colleague who has no card of them.
        text("name", free=True),
        text("company", free=True),
        text("category", free=True),
        # Name and firm, for finding: Python folds (see `people.folded_name`).
        text("sought", free=True),
        text("strength"),
        # Whether others may see the row; without, it is the rep's alone.
        flag("open"),
        day("day", nullable=False),
        sqlite_with_rowid=False,
        info={"what": "ties open to colleagues"} | SAID,
    )
    return opened, known_ties
