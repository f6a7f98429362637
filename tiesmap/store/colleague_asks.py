"""Asks from rep to rep: both see them; why one was refused, he alone who refused it."""

from __future__ import annotations

from datetime import date

import sqlalchemy as sa

from tiesmap.model.colleague_asks import Answer, Came, ColleagueAsk
from tiesmap.model.days import day_number
from tiesmap.model.ids import PersonId
from tiesmap.store.nouns import noun_of, row_of
from tiesmap.store.operation import Operation, plain
from tiesmap.store.rows import Row
from tiesmap.store.schema import asked_for, colleague_asks, people, refusals
from tiesmap.store.transactions import Conflict


def read(connection: sa.Connection, of: PersonId) -> tuple[ColleagueAsk, ...]:
    """The asks of and to somebody, newest first."""
    table = colleague_asks
    where = sa.or_(table.c.rep == of, table.c.colleague == of)
    known = sa.exists().where(people.c.id == asked_for.c.target)
    reads = sa.or_(asked_for.c.rep == of, asked_for.c.named, known)
    told = asked_for.c.target, asked_for.c.name.label("target_name")
    query = (
        sa.select(table, *told)
        .join_from(table, asked_for, sa.and_(asked_for.c.ask == table.c.id, reads), isouter=True)
        .where(where)
        .order_by(table.c.id.desc())
    )
    return tuple(_ask(dict(row)) for row in connection.execute(query).mappings())


def _ask(row: Row) -> ColleagueAsk:
    return noun_of(ColleagueAsk, row, target_name=row.get("target_name") or "")


def reasons(connection: sa.Connection, of: PersonId) -> dict[int, str]:
    """ask -> why somebody refused it, for himself."""
    query = sa.select(refusals.c.ask, refusals.c.reason).where(refusals.c.colleague == of)
    return {row.ask: row.reason for row in connection.execute(query)}


def ask(op: Operation, new: ColleagueAsk, *, named: bool = False) -> int:
    """Store a new ask; returns its id. `named`: the approver is told for whom it is."""
    row = row_of(new, colleague_asks) | {"id": op.take_id(colleague_asks)}
    number = int(op.add(colleague_asks, row)["id"])
    if new.target_name:
        whose = {name: row[name] for name in ("rep", "colleague", "person")}
        whom = {"target": new.target, "name": new.target_name, "named": named}
        op.add(asked_for, {"ask": number} | whose | whom)
    return number


def take_back(op: Operation, before: ColleagueAsk) -> None:
    """Remove an ask of which nothing was said yet. Raises Conflict where something was."""
    row = _stored(op, before)
    op.clear(asked_for, asked_for.c.ask == row["id"])
    op.remove(colleague_asks, row)


def answer(
    op: Operation, before: ColleagueAsk, said: Answer, on: date, *, edited: str = "",
    do_on: date | None = None, reason: str = "",
) -> None:  # fmt: skip
    """Store what the colleague says. Raises Conflict where he said it already, or it is gone."""
    row = _stored(op, before)
    op.change(
        colleague_asks, row, answer=str(said), answered_on=day_number(on), edited=edited,
        do_on=plain(do_on),
    )  # fmt: skip
    if said is Answer.NO and reason:
        whose = {name: row[name] for name in ("colleague", "rep", "person")}
        op.add(refusals, {"ask": row["id"], "reason": reason} | whose)


def came(op: Operation, before: ColleagueAsk, what: Came, on: date, *, told: bool) -> None:
    """Store what it led to. Raises Conflict where somebody was faster."""
    row = _stored(op, before)
    op.change(colleague_asks, row, came=str(what), came_on=day_number(on), told=told)


def read_thanks(op: Operation, before: ColleagueAsk) -> None:
    """Store that the colleague has read what came of it."""
    op.change(colleague_asks, _stored(op, before), told=True)


def _stored(op: Operation, before: ColleagueAsk) -> Row:
    found = op.rows(colleague_asks, colleague_asks.c.id == before.id)
    if not found or _ask(found[0]) != before:
        raise Conflict("The other changed it meanwhile: load the page again.")
    return found[0]
