"""Handing a rep's clients over: who looks after them now, what is known of the ties to them, and,
where he agrees, his words about them."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date, datetime, timedelta

import sqlalchemy as sa

from tiesmap.model.colleagues import Scope
from tiesmap.model.days import date_of
from tiesmap.model.english import say_day
from tiesmap.model.groups import grouped
from tiesmap.model.ids import PersonId
from tiesmap.model.people import Person
from tiesmap.model.practice import Action
from tiesmap.store import members, practice, ratings, schema
from tiesmap.store.entries import free_key
from tiesmap.store.operation import Operation
from tiesmap.store.sharing.beside import client
from tiesmap.store.ties import add_tie

WORDS = ("details", "needs", "standards", "satisfaction", "plans")
"""What was written down of a client that goes over as it is. A conversation does not: it would be a
contact of somebody who was not there; its words do."""
INTRODUCE = timedelta(days=14)
"""Within which time whoever looks after somebody now should introduce himself."""


_PRIVATE = sa.exists().where(
    schema.opened.c.rep == schema.relationships.c.rep,
    schema.opened.c.person == schema.relationships.c.person,
    schema.opened.c.kind == str(Scope.PRIVATE),
)


def clients_of(
    connection: sa.Connection, now: datetime, own: PersonId | None = None
) -> dict[PersonId, dict[PersonId, set[PersonId]]]:
    """Rep -> his clients, each with the other members who look after that client too.

    Whom a rep keeps to himself is in nobody's, but for those of `own`.
    """
    inside = members.inside(connection, now) or frozenset()
    said = schema.relationships
    mine = sa.false() if own is None else said.c.rep == own
    query = sa.select(said.c.rep, said.c.person).where(
        sa.text(client("relationships")), sa.or_(mine, ~_PRIVATE)
    )
    rows = connection.execute(query.order_by(said.c.person)).all()
    who = grouped((row.person, row.rep) for row in rows if row.rep in inside)
    found: dict[PersonId, dict[PersonId, set[PersonId]]] = {}
    for row in rows:
        found.setdefault(row.rep, {})[row.person] = set(who.get(row.person, ())) - {row.rep}
    return found


def alone(clients: Mapping[PersonId, Collection[PersonId]]) -> tuple[PersonId, ...]:
    """Those of a rep's clients whom nobody else looks after."""
    return tuple(person for person, others in clients.items() if not others)


def hand_over(
    op: Operation, of: Person, to: PersonId, strength: Mapping[PersonId, float | None], day: date
) -> None:
    """Make these clients (id -> how strong the tie to them is, 1-5) those of another rep.

    He gets their cards, the bare tie of whoever had them, and something to do about each.
    """
    cards = schema.on_file
    mine = set(op.connection.execute(sa.select(cards.c.person).where(cards.c.rep == to)).scalars())
    op.by = to
    for person, strong in strength.items():
        if person not in mine:
            op.add(cards, {"rep": to, "person": person, "import_id": None})
        add_tie(op, of.id, person, "client", strong)
        text = f"introduce yourself: until {say_day(day, day)} {of.label} looked after them"
        practice.save_entry(op, Action(0, to, person, day, text=text, due=day + INTRODUCE))
    ratings.say(op, to, {person: {"client": True, "stage": "client"} for person in strength})


def let_go(op: Operation, rep: PersonId, clients: Collection[PersonId]) -> None:
    """Make these clients the rep's no more."""
    ratings.say(op, rep, {person: {"client": False, "stage": ""} for person in clients})


def hand_words(op: Operation, of: Person, to: PersonId, about: Collection[PersonId]) -> None:
    """Give another rep what a rep wrote down of these people; it stays with him too."""
    for name in WORDS:
        table = schema.practice[name]
        for row in op.rows(table, table.c.rep == of.id, table.c.person.in_(about)):
            own = row | {"rep": to, "id": op.take_id(table), "import_id": None, "first_key": None}
            op.add(table, own | {"key": free_key(op.connection, name, own)})
    said: dict[PersonId, list[str]] = {person: [] for person in about}
    whose = schema.relationships
    for rep in (to, of.id):
        for row in op.rows(whose, whose.c.rep == rep, whose.c.person.in_(about)):
            said[row["person"]] += [row["notes"]] if row["notes"] else []
    table = schema.practice["notes"]
    for row in op.rows(table, table.c.rep == of.id, table.c.person.in_(about)):
        parts = (row["discussed"], row["proposed"], row["next_purpose"])
        told = "; ".join(part for part in parts if part)
        said[row["person"]].append(f"{of.label}, {date_of(row['day']).isoformat()}: {told}")
    notes = {person: {"notes": "\n".join(texts)} for person, texts in said.items() if texts}
    ratings.say(op, to, notes)
