"""Clearing the last traces of erased people: files, backups, and the pages of a server.

The rows went in the transaction that erased them. Until their traces are cleared too, a note in
the database (ids only) says so, and the next opening finishes the work.
"""

from __future__ import annotations

from pathlib import Path

import sqlalchemy as sa

from tiesmap.store import schema
from tiesmap.store.guarding import away
from tiesmap.store.guarding.erasure import PENDING, erase, pending
from tiesmap.store.guarding.rewriting import clean_backups, write_anew
from tiesmap.store.reading import kept
from tiesmap.store.transactions import transaction

__all__ = ["erase", "finish", "pending"]


def finish(engine: sa.Engine) -> int:
    """Rewrite the file and its backups without the erased people; returns how many backups.

    At a server the backups of this user, and the tables. Raises Unusable where another window
    has the file, or a table, open: nothing is lost, and the next opening tries again.
    """
    with transaction(engine) as connection:
        persons = pending(connection)
    if not persons:
        return 0
    rewritten = 0
    if engine.dialect.name == "postgresql":
        rewritten = away.finish(engine, persons)
    elif engine.dialect.name == "sqlite" and engine.url.database not in (None, "", ":memory:"):
        database = Path(str(engine.url.database))
        engine.dispose()
        kept.forget(database)
        write_anew(database)
        rewritten, more = clean_backups(engine, database, persons)
        if more:
            engine.dispose()
            write_anew(database)
    with transaction(engine, writing=True) as connection:
        table = schema.settings
        connection.execute(table.delete().where(table.c.key == PENDING))
    return rewritten
