"""Merging two people where one of them has a seat in the team, or stands in what it shares."""

from __future__ import annotations

from collections.abc import Iterator

import sqlalchemy as sa

from tiesmap.model.colleagues import Scope
from tiesmap.model.ids import PersonId
from tiesmap.store import schema
from tiesmap.store.operation import Operation
from tiesmap.store.roles import HOLDING, Role, places
from tiesmap.store.rows import Row
from tiesmap.store.transactions import Conflict

NAMING = (*HOLDING, Role.ABOUT)
"""The roles of those who become the other one in a row."""


def merge_seats(log: Operation, kept: PersonId, gone: PersonId) -> None:
    """Hand the seat over. Raises Conflict where both have one: each holds somebody's words."""
    members = schema.members
    rows = log.rows(members, members.c.person.in_((kept, gone)))
    if len({row["person"] for row in rows}) > 1:
        raise Conflict("Both are members of the team, so their cards stay apart.")
    for row in rows:
        log.change(members, row, person=kept)


def renamed(
    log: Operation, table: sa.Table, kept: PersonId, gone: PersonId
) -> Iterator[tuple[Row, Row]]:
    """Yields the rows of a table that name one person, each with its people as they become; one in
    which two of them are now one is removed."""
    names = places(table, *NAMING)
    for row in log.rows(table, sa.or_(*(table.c[name] == gone for name in names))):
        those = {name: kept if row[name] == gone else row[name] for name in names}
        if len(set(those.values())) < len(those):
            log.remove(table, row)
        else:
            yield row, those


def hand_on(log: Operation, table: sa.Table, kept: PersonId, gone: PersonId) -> None:
    """Hand the rows of a table over that name one person."""
    for row, those in renamed(log, table, kept, gone):
        keyed = any(table.c[name].primary_key and row[name] != those[name] for name in those)
        (log.move if keyed else log.change)(table, row, **those)


def part_openness(op: Operation, kept: PersonId, gone: PersonId) -> None:
    """Once two people are apart again: for whom the one is private, the other is so too."""
    table = schema.opened
    private = {
        person: {row["rep"] for row in op.rows(table, table.c.person == person,
                                               table.c.kind == str(Scope.PRIVATE))}
        for person in (kept, gone)
    }  # fmt: skip
    for rep in sorted(private[kept] - private[gone] - {gone}):
        op.add(table, {"id": op.take_id(table), "rep": rep, "kind": str(Scope.PRIVATE),
                       "category": "", "person": gone})  # fmt: skip
    show_anew(op, kept, gone)


def show_anew(op: Operation, *persons: PersonId) -> None:
    """Show nothing of these people, nor as these, until each rep's own tiesmap works it out.

    In no log: what was open once would be open again with it, whoever closed it since.
    """
    ties = schema.known_ties
    about = ties.c.rep.in_(persons), ties.c.person.in_(persons), ties.c.rep == ties.c.person
    op.connection.execute(ties.delete().where(sa.or_(*about)))
