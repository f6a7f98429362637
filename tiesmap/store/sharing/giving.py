"""Whom a colleague's file puts on a rep's file: those whom the rows name that are the rep's.

He knows them: the row says that he wrote to them, or that they are his client. It is done with the
import, and undone with it as far as no row of his is left that names them.
"""

from __future__ import annotations

import sqlalchemy as sa

from tiesmap.store import schema
from tiesmap.store.incoming.batch import Batch
from tiesmap.store.roles import Role, places, standing
from tiesmap.store.rows import LOOKUP, Row, chunks


def give_cards(batch: Batch) -> None:
    """Put on file whom the rows of an import name that are another rep's than who brings it."""
    cards = schema.on_file
    reps = sorted({rep for rep, _ in batch.given})
    query = sa.select(cards.c.rep, cards.c.person).where(cards.c.rep.in_(reps))
    there = {(rep, person) for rep, person in batch.connection.execute(query)} if reps else set()
    if new := sorted(batch.given - there):
        batch.connection.execute(
            cards.insert(),
            [{"rep": rep, "person": person, "import_id": batch.id} for rep, person in new],
        )
        batch.op.groups.add("people")  # they see more now, whether or not the rows are new


def take_cards_back(connection: sa.Connection, import_id: int) -> None:
    """Take from their files whom only rows of this import named, once those are gone.

    Where another import, or a hand, still says the same, the card is on file by that.
    """
    cards = schema.on_file
    query = sa.select(cards.c.rep, cards.c.person).where(cards.c.import_id == import_id)
    mine = {(rep, person) for rep, person in connection.execute(query)}
    named = _named()
    heirs: dict[tuple[int, int], int | None] = {}
    for part in chunks(sorted({person for _, person in mine}), LOOKUP):
        for row in connection.execute(sa.select(named).where(named.c.person.in_(part))):
            heirs[row.rep, row.person] = row.import_id
    for rep, person in sorted(mine):
        one = cards.c.rep == rep, cards.c.person == person
        if (rep, person) in heirs:
            heir = heirs[rep, person]
            connection.execute(cards.update().where(*one).values(import_id=heir))
        else:
            connection.execute(cards.delete().where(*one))
            shown = schema.known_ties
            connection.execute(shown.delete().where(shown.c.rep == rep, shown.c.person == person))


def give_cards_again(connection: sa.Connection) -> None:
    """Put on file whom imports of before named in rows of another rep than who brought them."""
    cards, imports, named = schema.on_file, schema.imports, _named()
    reps = sa.select(schema.people.c.id).where(schema.people.c.rep)
    query = (
        sa.select(named.c.rep, named.c.person, sa.func.min(named.c.import_id).label("import_id"))
        .join(imports, imports.c.id == named.c.import_id)
        .where(
            named.c.rep.in_(reps),
            named.c.rep != named.c.person,
            imports.c.rep.is_(None) | (imports.c.rep != named.c.rep),
            ~sa.exists().where(cards.c.rep == named.c.rep, cards.c.person == named.c.person),
        )
        .group_by(named.c.rep, named.c.person)
    )
    rows: list[Row] = [dict(row) for row in connection.execute(query).mappings()]
    if rows:
        connection.execute(cards.insert(), rows)


_NO_WORK = (schema.on_file, schema.known_ties, schema.looks, schema.interactions)
"""Where a rep stands with others, and does nothing with them; a mail is looked at by itself."""


def _named() -> sa.Subquery:
    """(rep, person, import_id): whom a row names that is a rep's, for each place in it."""
    sent, to = schema.interactions, schema.recipients
    of_rows = [
        sa.select(sent.c.rep, sent.c.sender.label("person"), sent.c.import_id),
        sa.select(sent.c.rep, to.c.person, sent.c.import_id).join(
            sent, sent.c.id == to.c.interaction
        ),
    ]
    for table, (mine,) in standing(schema.metadata, Role.REP):
        if table in _NO_WORK:
            continue
        of = table.c.import_id if "import_id" in table.c else sa.cast(sa.null(), sa.BigInteger)
        for name in places(table, Role.HOLDS, Role.ABOUT):
            query = sa.select(table.c[mine].label("rep"), table.c[name].label("person"), of)
            if table is schema.requests:  # what tiesmap only suggested is no work of his
                query = query.where(table.c.status != "suggested")
            of_rows.append(query)
    return sa.union_all(*of_rows).subquery()
