"""The tables of calls in the field: which there were, and what rep and coach each saw."""

from __future__ import annotations

import sqlalchemy as sa

from tiesmap.model.visits import POINTS
from tiesmap.store.columns import day, flag, number, person, row_id, table, text
from tiesmap.store.roles import Role

_GROUPS = {"groups": ("practice",)}

# A visit, and what was seen in it: at most one row of the rep and one of the coach.
visits = table(
    "visits",
    row_id(),
    person("rep", Role.REP, index=True),
    person("coach", index=True),
    person("person", index=True),
    # The coach may have no card of the client.
    text("client", free=True),
    day("day", nullable=False, seen=True),
    # Who has noted what he saw: once both have, each may see the other's.
    flag("rep_in"),
    flag("coach_in"),
    text("agreed", free=True),
    day("due"),
    info=_GROUPS,
)
seen = table(
    "seen",
    row_id(),
    sa.Column("visit", sa.ForeignKey("visits.id"), nullable=False),
    # Those of the visit once more, so that a row is known by itself for whose it is.
    number("rep", Role.REP),
    number("coach", Role.HOLDS),
    number("person", Role.HOLDS),
    flag("by_coach"),
    *(sa.Column(name, sa.Integer, nullable=False) for name in POINTS),
    text("ending"),
    text("words", free=True),
    sa.UniqueConstraint("visit", "by_coach"),
    info={"what": "what was seen"} | _GROUPS,
)

TABLES = visits, seen
