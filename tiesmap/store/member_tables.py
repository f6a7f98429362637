"""The tables of who may use a team's database; empty in the file of one rep."""

from __future__ import annotations

import sqlalchemy as sa

from tiesmap.store.columns import day, person, row_id, table, text
from tiesmap.store.roles import Role

RIGHTS = {"rights": True, "shared": "the door must know who may enter, and as what"}
"""Of a table that says who may do what: nobody takes that back by an undo, only by saying so."""

# Who is a member, and who coaches whom.
members = table(
    "members",
    row_id(),
    # Of its own, not that of the card: everybody may edit a card.
    text("email", unique=True),
    person("person", Role.REP, index=True),
    text("role"),
    # From this moment on he may not enter; null: for good.
    day("active_until"),
    text("db_role"),
    # A hash of the token that lets the shell in; empty: there is none.
    text("token"),
    info=RIGHTS,
)
coaching = table(
    "coaching",
    person("coach", Role.REP, primary_key=True),
    person("rep", Role.HOLDS, primary_key=True, index=True),
    sqlite_with_rowid=False,
    info={"what": "members"} | RIGHTS,
)

# What a rep shows a coach of his, as it was then: a note, or an account's name alone.
shown = table(
    "shown",
    row_id(),
    person("rep", Role.REP, index=True),
    person("coach", index=True),
    person("person", index=True),
    # The coach may have no card of the account.
    text("account", free=True),
    day("day", nullable=False),
    # Null: the name alone. Its words stand here too, as they were: not what is added later.
    sa.Column("note", sa.BigInteger, nullable=True),
    text("words", free=True),
    info={"what": "what a coach is shown"},
)

TABLES = members, coaching, shown
