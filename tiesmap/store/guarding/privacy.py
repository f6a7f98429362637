"""Removing erased people from the files themselves: the database, its log and its backups.

The database and every backup are rewritten, so that no free page or log holds the people any
longer. Until that is done a note in the database (ids only) says so, and the next opening
finishes the work.
"""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Sequence
from pathlib import Path

import sqlalchemy as sa

from tiesmap.store import opening, schema
from tiesmap.store.guarding import backups
from tiesmap.store.guarding.erasure import PENDING, blot_out, erase, pending, whom
from tiesmap.store.guarding.tombstones import copy_signs, read_signs
from tiesmap.store.operation import Operation
from tiesmap.store.people import labels
from tiesmap.store.rows import insert_new
from tiesmap.store.transactions import FAILURES, Unusable, sentence, transaction

__all__ = ["erase", "finish", "pending", "stand_alone", "without", "write_anew"]


def finish(engine: sa.Engine, patience: float = 10.0) -> int:
    """Rewrite the file and its backups without the erased people; returns how many backups.

    An older copy may hold an address of theirs that the present one lacks, so whatever any copy
    holds is removed from all. Raises Unusable where another window has the file open: nothing is
    lost, and the next opening tries again.
    """
    with transaction(engine) as connection:
        persons = pending(connection)
    if not persons:
        return 0
    rewritten = 0
    if engine.dialect.name == "sqlite" and engine.url.database not in (None, "", ":memory:"):
        database = Path(str(engine.url.database))
        engine.dispose()
        write_anew(database, patience)
        rewritten, more = _rewrite_backups(engine, database, persons)
        if more:
            with transaction(engine, writing=True) as connection:
                insert_new(connection, schema.erased, ("sign", "words"), sorted(more))
                blot_out(connection)
            engine.dispose()
            write_anew(database, patience)
            _rewrite_backups(engine, database, persons)
    with transaction(engine, writing=True) as connection:
        table = schema.settings
        connection.execute(table.delete().where(table.c.key == PENDING))
    return rewritten


def write_anew(database: Path, patience: float) -> None:
    """Rewrite the file and empty its log. Raises Unusable where another window has it open."""
    try:
        with contextlib.closing(
            sqlite3.connect(database, timeout=patience, isolation_level=None)
        ) as raw:
            raw.execute("pragma secure_delete = on")
            for statement in ("pragma wal_checkpoint(truncate)", "vacuum",
                              "pragma wal_checkpoint(truncate)"):  # fmt: skip
                row = raw.execute(statement).fetchone()
                if row and row[0]:
                    raise Unusable(
                        "The person is erased, but another window still reads the database: "
                        "close it and start tiesmap again, which clears the last traces."
                    )
    except FAILURES as error:
        raise Unusable(sentence(error, str(database))) from None


Found = set[tuple[bytes, int]]
"""Signs as they are kept: (hash, words of a name or 0)."""


def _rewrite_backups(
    engine: sa.Engine, database: Path, persons: Sequence[int]
) -> tuple[int, Found]:
    """Rewrite the backups; returns how many, and the further signs found in them."""
    folder = backups.folder_of(database)
    backups.sweep(database)
    count = 0
    found: Found = set()
    for backup in backups.listed(database):
        path = folder / backup.name
        part = path.with_name(path.name + ".part")
        backups.copy_of(path, part)
        found |= without(engine, part, persons)
        part.replace(path)
        count += 1
    return count, found


def without(engine: sa.Engine, part: Path, persons: Sequence[int]) -> Found:
    """Remove people from a copy of the database, found by their ids and their signs.

    All known signs are stored in the copy; signs that only the copy held are returned.
    """
    with transaction(engine) as connection:
        secret = _secret(connection)
        stored = {(row.sign, row.words) for row in connection.execute(sa.select(schema.erased))}
        signs = read_signs(connection)
    copy = opening.open_engine(part, 10.0, backup=False)
    found: Found = set()
    try:
        with transaction(copy, writing=True) as connection:
            if signs is not None:
                copy_signs(sorted(stored), secret, connection)
                gone = whom(connection, signs) | set(labels(connection, persons))
                if gone:
                    op = Operation(connection, "erase")
                    erase(op, sorted(gone))
                    op.finish()
                else:
                    blot_out(connection)
                kept = connection.execute(sa.select(schema.erased))
                found = {(row.sign, row.words) for row in kept} - stored
            table = schema.settings
            connection.execute(table.delete().where(table.c.key == PENDING))
    finally:
        copy.dispose()
    write_anew(part, 10.0)
    stand_alone(part)
    return found


def stand_alone(path: Path) -> None:
    """Turn a database into a single file, without a log beside it."""
    with contextlib.closing(sqlite3.connect(path, isolation_level=None)) as raw:
        raw.execute("pragma journal_mode = delete")


def _secret(connection: sa.Connection) -> str:
    table = schema.settings
    query = sa.select(table.c.value).where(table.c.key == "erasing_key")
    return str(connection.execute(query).scalar_one_or_none() or "")
