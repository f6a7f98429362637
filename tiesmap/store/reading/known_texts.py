"""All texts by which somebody may be looked for, of everybody at once."""

from __future__ import annotations

import json

import sqlalchemy as sa

from tiesmap.model.folding import fold
from tiesmap.model.groups import grouped
from tiesmap.model.ids import PersonId
from tiesmap.store.schema import person_keys, person_rows

_KINDS = ("email", "name", "profile")


def known_texts(connection: sa.Connection) -> dict[PersonId, list[str]]:
    """person -> every address, profile and name of theirs, those of before too."""
    query = sa.select(person_keys.c.person, person_keys.c.value).where(
        person_keys.c.kind.in_(_KINDS)
    )
    return grouped((row.person, row.value) for row in connection.execute(query))


def further_phones(connection: sa.Connection) -> dict[PersonId, list[str]]:
    """person -> the phone numbers that files say besides the one on show."""
    rows = sa.select(person_rows.c.person, person_rows.c.said).where(
        person_rows.c.said.like('%"phones"%')
    )
    found: dict[PersonId, list[str]] = {}
    for person, said in connection.execute(rows):
        # A further column of a file can be called so too.
        found.setdefault(person, []).extend(json.loads(said).get("phones", ()))
    return found


def said_to_work_at(connection: sa.Connection, company: str) -> dict[PersonId, str]:
    """person -> the file that says they work at a company, in any case, whatever they do now."""
    wanted = fold(company)
    rows = sa.select(person_rows.c.person, person_rows.c.file, person_rows.c.said).where(
        # A first sieve: SQLite's lower() leaves letters beyond ASCII as they are.
        sa.func.lower(person_rows.c.said).like(
            "%" + "".join(c if c.isascii() and c.isalnum() else "%" for c in company.lower()) + "%"
        )
    )
    found: dict[PersonId, str] = {}
    for person, file, said in connection.execute(rows):
        if fold(json.loads(said).get("company") or "") == wanted:
            found.setdefault(person, file)
    return found
