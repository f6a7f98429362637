"""What a rep opened to his colleagues, and the bare ties that they therefore see.

A colleague reads `known_ties` alone: what stands there was worked out by the rep's own process, and
holds no day, count or word of his contacts.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date

import sqlalchemy as sa

from tiesmap.model.colleagues import WORDS, Openness, OpenTie, Scope
from tiesmap.model.days import date_of, day_number
from tiesmap.model.folding import fold, unaccented
from tiesmap.model.groups import grouped
from tiesmap.model.ids import PersonId
from tiesmap.store.nouns import noun_of, row_of
from tiesmap.store.operation import Operation
from tiesmap.store.rows import Row
from tiesmap.store.schema import known_ties, opened, people

_MARKED = sa.exists().where(people.c.id == known_ties.c.person, people.c.do_not_ask)
"""Whoever is marked "do not ask" is shown no more, whoever marked the card. At a server a policy
says so of the cards that the asker does not see."""


def read(connection: sa.Connection, rep: PersonId) -> Openness:
    """What a rep opened; of anybody else than himself a server shows nothing."""
    rows = connection.execute(sa.select(opened).where(opened.c.rep == rep))
    said = grouped((row.kind, row) for row in rows)

    def named(kind: Scope) -> frozenset[PersonId]:
        found = (row.person for row in said.get(kind, ()))
        return frozenset(PersonId(person) for person in found if person is not None)

    return Openness(
        whole=Scope.ALL in said,
        categories=frozenset(row.category for row in said.get(Scope.CATEGORY, ())),
        people=named(Scope.PERSON),
        private=named(Scope.PRIVATE),
    )


def save(op: Operation, rep: PersonId, said: Openness) -> None:
    """Put this in place of what the rep opened before; until it is worked out nothing is shown."""
    show(op, rep, (), None)
    if read(op.connection, rep).private != said.private:
        op.groups.add("comfort")  # whose client somebody is rests on it too
    op.clear(opened, opened.c.rep == rep)
    every: list[tuple[Scope, str, PersonId | None]] = []
    if said.whole:
        every.append((Scope.ALL, "", None))
    every += [(Scope.CATEGORY, name, None) for name in sorted(said.categories)]
    every += [(Scope.PERSON, "", one) for one in sorted(said.people)]
    every += [(Scope.PRIVATE, "", one) for one in sorted(said.private)]
    for kind, category, person in every:
        op.add(
            opened,
            {"id": op.take_id(opened), "rep": rep, "kind": str(kind), "category": category,
             "person": person},
        )  # fmt: skip


def show(op: Operation, rep: PersonId, ties: Iterable[OpenTie], on: date | None) -> None:
    """Put these in place of what colleagues see of the rep, and the day on which that was."""
    op.connection.execute(known_ties.delete().where(known_ties.c.rep == rep))
    rows: list[Row] = [
        row_of(tie, known_ties)
        | {"rep": rep, "open": True, "sought": sought(f"{tie.name} {tie.company}")}
        for tie in ties
    ]
    if on is not None:  # in a row about himself, which nobody is shown
        words = dict.fromkeys(("name", "company", "category", "sought", "strength"), "")
        rows.append({"rep": rep, "person": rep, "open": False, "day": day_number(on)} | words)
    if rows:
        op.connection.execute(known_ties.insert(), rows)


def shown(connection: sa.Connection, rep: PersonId) -> tuple[OpenTie, ...]:
    """What colleagues see of a rep."""
    return _read(connection, known_ties.c.rep == rep, ~_MARKED)


def pairs_shown(
    connection: sa.Connection, persons: Collection[PersonId]
) -> frozenset[tuple[PersonId, PersonId]]:
    """(rep, person) of these people, where the rep lets it be seen that he knows them."""
    query = sa.select(known_ties.c.rep, known_ties.c.person).where(
        known_ties.c.person.in_(sorted(persons)), known_ties.c.open, ~_MARKED
    )
    return frozenset((row.rep, row.person) for row in connection.execute(query))


def worked_out(connection: sa.Connection, rep: PersonId) -> date | None:
    """The day on which it was worked out last what colleagues see of a rep; None: never."""
    himself = known_ties.c.rep == rep, known_ties.c.person == rep
    found = connection.execute(sa.select(known_ties.c.day).where(*himself)).scalar()
    return None if found is None else date_of(found)


def of_others(
    connection: sa.Connection, rep: PersonId, *where: sa.ColumnElement[bool]
) -> tuple[OpenTie, ...]:
    """What colleagues of a rep let him see, the strongest first."""
    return _read(connection, known_ties.c.rep != rep, known_ties.c.open, ~_MARKED, *where)


def sought(text: str) -> str:
    """A text as names and firms are looked through for it, without capitals and accents."""
    return unaccented(fold(text))


def named(text: str) -> sa.ColumnElement[bool]:
    """Whose name or firm a text is a part of, in the form of `sought`."""
    return known_ties.c.sought.contains(text, autoescape=True)


def _read(connection: sa.Connection, *where: sa.ColumnElement[bool]) -> tuple[OpenTie, ...]:
    query = sa.select(known_ties).where(*where)
    found = [
        noun_of(OpenTie, row)
        for row in connection.execute(query).mappings()
        if row["strength"] in WORDS
    ]
    return tuple(sorted(found, key=lambda one: (WORDS.index(one.strength), one.name, one.rep)))
