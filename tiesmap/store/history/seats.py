"""Merging two people where one of them has a seat in the team, or stands in what it shares."""

from __future__ import annotations

import sqlalchemy as sa

from tiesmap.model.colleagues import Scope
from tiesmap.model.ids import PersonId
from tiesmap.store import schema
from tiesmap.store.operation import Operation
from tiesmap.store.roles import HOLDING, places
from tiesmap.store.rows import Row
from tiesmap.store.transactions import Conflict


def merge_team(log: Operation, kept: PersonId, gone: PersonId) -> None:
    """Hand over what the two have in the team. Raises Conflict where both have a seat."""
    merge_seats(log, kept, gone)
    merge_visits(log, kept, gone)
    merge_between_reps(log, kept, gone)
    merge_openness(log, kept, gone)


def merge_seats(log: Operation, kept: PersonId, gone: PersonId) -> None:
    """Hand the seat over. Raises Conflict where both have one: each holds somebody's words."""
    members, coaching = schema.members, schema.coaching
    rows = log.rows(members, members.c.person.in_((kept, gone)))
    if len({row["person"] for row in rows}) > 1:
        raise Conflict("Both are members of the team, so their cards stay apart.")
    for row in rows:
        log.change(members, row, person=kept)
    for row, pair in _where_stands(log, coaching, kept, gone):
        if len(set(pair.values())) == 1:
            log.remove(coaching, row)
        else:
            log.move(coaching, row, **pair)


def merge_visits(log: Operation, kept: PersonId, gone: PersonId) -> None:
    """Hand the visits over; one in which two of the three are now one person is removed."""
    for table in (schema.seen, schema.visits):  # what rests on a visit goes before it
        for row, three in _where_stands(log, table, kept, gone):
            if len(set(three.values())) < len(three):
                log.remove(table, row)
            else:
                log.change(table, row, **three)


def merge_between_reps(log: Operation, kept: PersonId, gone: PersonId) -> None:
    """Hand asks between reps over, and looks; where two of those in it are now one person the row
    is removed."""
    for row, two in _where_stands(log, schema.looks, kept, gone):
        if len(set(two.values())) < len(two):
            log.remove(schema.looks, row)
        else:
            log.move(schema.looks, row, **two)
    for table in (schema.refusals, schema.colleague_asks):  # what rests on an ask goes before it
        for row, three in _where_stands(log, table, kept, gone):
            if len(set(three.values())) < len(three):
                log.remove(table, row)
            else:
                log.change(table, row, **three)


def merge_openness(log: Operation, kept: PersonId, gone: PersonId) -> None:
    """Hand over what is open to colleagues: what stays private of one stays so of both."""
    become = {gone: kept}
    for table in (schema.opened, schema.known_ties):
        for row in log.rows(table, sa.or_(table.c.rep == gone, table.c.person == gone)):
            pair = {name: become.get(row[name], row[name]) for name in ("rep", "person")}
            if pair["rep"] == pair["person"]:
                log.remove(table, row)
            elif table is schema.opened:
                log.change(table, row, **pair)
            else:
                log.move(table, row, **pair)
    ties, private = schema.known_ties, schema.opened
    for row in log.rows(private, private.c.person == kept, private.c.kind == str(Scope.PRIVATE)):
        for tie in log.rows(ties, ties.c.rep == row["rep"], ties.c.person == kept):
            log.remove(ties, tie)


def _where_stands(
    log: Operation, table: sa.Table, kept: PersonId, gone: PersonId
) -> list[tuple[Row, dict[str, PersonId]]]:
    """The rows in which the person stands, each with who stands in it afterwards."""
    names = places(table, *HOLDING)
    stands = sa.or_(*(table.c[name] == gone for name in names))
    return [
        (row, {name: kept if row[name] == gone else row[name] for name in names})
        for row in log.rows(table, stands)
    ]
