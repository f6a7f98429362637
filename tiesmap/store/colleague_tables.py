"""The tables of what colleagues show and ask of each other; one rep has nobody to show it to."""

from __future__ import annotations

import sqlalchemy as sa

from tiesmap.store.columns import day, flag, number, person, row_id, table, text
from tiesmap.store.roles import Role

SAID = {"rights": True}
"""Of what a rep lets others see: no undo takes that back, only he by saying so."""

# What a rep opened, and what colleagues therefore see of his network.
opened = table(
    "opened",
    row_id(),
    person("rep", Role.REP, index=True),
    # One of `model.colleagues.Scope`.
    text("kind"),
    text("category", free=True),
    number("person", Role.ABOUT, nullable=True),
    info={"what": "what is open to colleagues"} | SAID,
)
known_ties = table(
    "known_ties",
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

# What reps ask each other for, and why one of them would rather not.
colleague_asks = table(
    "colleague_asks",
    row_id(),
    person("rep", Role.REP, index=True),
    person("colleague", Role.HOLDS, index=True),
    number("person", Role.HOLDS),
    # Who asks may have no card of them.
    text("name", free=True),
    text("company", free=True),
    text("why", free=True),
    # What may be passed on: as the one wrote it, and as the other did who knows the person.
    text("note", free=True),
    text("edited", free=True),
    text("answer"),
    day("asked_on", nullable=False),
    day("answered_on"),
    # When the colleague means to do it himself.
    day("do_on"),
    text("came"),
    day("came_on"),
    # Whether the colleague has read what came of it.
    flag("told"),
    # Whether it asks for no introduction, but for a word: whether the person may be asked.
    flag("word"),
    info={"what": "an ask to a colleague"},
)
refusals = table(
    "refusals",
    sa.Column("ask", sa.ForeignKey("colleague_asks.id"), primary_key=True, autoincrement=False),
    # Of the ask once more, so that a row is known by itself for whose it is.
    number("colleague", Role.REP),
    number("rep", Role.HOLDS),
    number("person", Role.HOLDS),
    text("reason", free=True),
    info={"what": "a reason of your own"},
)

# Who decides who may ask a connector, and for whom he is asked whether one may.
approvers = table(
    "approvers",
    person("person", primary_key=True),
    person("approver", index=True),
    # Whether an admin said so: then it is not for every rep whose client she is to change.
    flag("by_admin"),
    info={"what": "who may ask a connector"},
)
asked_for = table(
    "asked_for",
    sa.Column("ask", sa.ForeignKey("colleague_asks.id"), primary_key=True, autoincrement=False),
    # Of the ask once more, so that a row is known by itself for whose it is.
    number("rep", Role.REP),
    number("colleague", Role.HOLDS),
    number("person", Role.HOLDS),
    # Whom the one who asks wants to meet; in words alone where it is a firm or a trade.
    number("target", Role.HOLDS, nullable=True),
    text("name", free=True),
    # Whether the approver is told; else he is where he has the target on file himself.
    flag("named"),
    info={"what": "for whom a word is asked"},
)

# Who looked at what is somebody else's, one row a day; whose it is sees it.
looks = table(
    "looks",
    number("rep", Role.REP, primary_key=True, autoincrement=False),
    number("who", Role.HOLDS, primary_key=True, autoincrement=False),
    # One of `model.colleagues.Looked`.
    text("kind", primary_key=True),
    day("day", primary_key=True, nullable=False),
    sqlite_with_rowid=False,
    info=SAID,
)

TABLES = opened, known_ties, colleague_asks, refusals, approvers, asked_for, looks
