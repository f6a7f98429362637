"""What happened besides contacts: introductions, notes in words, changes of title or company."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import numpy as np
import sqlalchemy as sa

from tiesmap.model.days import date_of, day_number
from tiesmap.model.employers import FORMER_EMPLOYERS, read_former
from tiesmap.model.ids import PersonId
from tiesmap.model.tact import Made
from tiesmap.store.schema import (
    changes,
    imports,
    interactions,
    introductions,
    people,
    person_stated,
    recipients,
)
from tiesmap.store.sharing.sight import at_most


def read_made(connection: sa.Connection, end: float) -> list[Made]:
    """Every introduction of the rep by somebody else up to a day number, in row order."""
    reps = set(connection.execute(sa.select(people.c.id).where(people.c.rep)).scalars())
    query = sa.select(introductions).order_by(introductions.c.id)
    if np.isfinite(end):
        query = query.where(sa.or_(introductions.c.day.is_(None), introductions.c.day <= end))
    found = []
    for row in connection.execute(query):
        day = None if row.day is None else date_of(row.day)
        for rep, other in ((row.person, row.other), (row.other, row.person)):
            if rep in reps and row.introducer not in (rep, other):
                found.append(Made(row.introducer, rep, other, day, row.outcome))
    return found


def read_noted(
    connection: sa.Connection, rep: PersonId, end: float, stems: Sequence[str]
) -> list[tuple[PersonId, date, str]]:
    """Notes on contacts of the rep with one other person that contain one of the word stems.

    Each is (the other person, day, text). Contacts with several people are left out: nobody can
    say who of them said it.
    """
    told, to = interactions, recipients
    holds = sa.or_(*(told.c.notes.ilike(f"%{stem}%") for stem in stems))
    found: set[tuple[float, int, PersonId, PersonId, str]] = set()
    # Each by its own index: asked for both at once, the database looks through every note.
    for mine in (told.c.sender == rep, to.c.person == rep):
        query = (
            sa.select(told.c.day, told.c.id, told.c.sender, to.c.person, told.c.notes)
            .join(to, to.c.interaction == told.c.id)
            .where(mine, told.c.notes != "", told.c.recipients == 1, holds)
            .where(*at_most(connection, told), *at_most(connection, to))
        )
        if np.isfinite(end):
            query = query.where(told.c.day <= end)
        found.update(connection.execute(query))
    return [
        (person if sender == rep else sender, date_of(day), notes)
        for day, _, sender, person, notes in sorted(found)
    ]


_EARLIER = imports.alias("earlier")
_KNOWN_BEFORE = sa.or_(
    sa.exists().where(people.c.id == changes.c.row_id, people.c.import_id.is_(None)),
    *(
        sa.exists().where(
            one == changes.c.row_id,
            by == _EARLIER.c.id,
            _EARLIER.c.rep == imports.c.rep,
            _EARLIER.c.id < imports.c.id,
        )
        for one, by in (
            (person_stated.c.person, person_stated.c.import_id),
            (people.c.id, people.c.import_id),
        )
    ),
)
"""That the rep of an import had the person on file before, by hand or by a file of his."""


def read_role_changes(
    connection: sa.Connection, since: float
) -> list[tuple[PersonId, date, str, str]]:
    """Titles and companies that standing imports replaced since a day number.

    That a rep's first file about somebody differs from a colleague's is no news of that person.
    Each is (person, day, field, old value), in the order of the imports.
    """
    replaced = _replaced(connection, ("title", "company"), changes.c.at >= since, _KNOWN_BEFORE)
    return [(row.row_id, date_of(row.at), row.field, str(row.before or "")) for row in replaced]


def read_former_companies(connection: sa.Connection, end: float) -> list[tuple[int, float, str]]:
    """Companies that standing imports replaced up to a day: person, day number, old value."""
    replaced = _replaced(connection, ("company",), changes.c.at <= end)
    return [(row.row_id, float(row.at), str(row.before)) for row in replaced if row.before]


def _replaced(
    connection: sa.Connection, names: Sequence[str], *when: sa.ColumnElement[bool]
) -> sa.CursorResult[Any]:
    """What standing imports replaced in these fields of people, in the order of the imports."""
    query = (
        sa.select(changes.c.row_id, changes.c.at, changes.c.field, changes.c.before)
        .join(imports, imports.c.id == changes.c.import_id)
        .where(
            changes.c.table_name == people.name,
            changes.c.field.in_(names),
            *when,
            imports.c.undone.is_(None),
        )
        .order_by(changes.c.id)
    )
    return connection.execute(query)


def read_told_employers(connection: sa.Connection) -> list[tuple[int, float, str]]:
    """Firms that reps say they were at before: rep, day number of the end of that year, firm."""
    query = sa.select(people.c.id, people.c.extra).where(people.c.rep).order_by(people.c.id)
    return [
        (row.id, day_number(date(one.until, 12, 31)), one.company)
        for row in connection.execute(query)
        for one in read_former(str(dict(row.extra or {}).get(FORMER_EMPLOYERS, "")))
    ]
