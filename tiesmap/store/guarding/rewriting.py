"""Removing erased people from the files themselves: the database, its log and its backups.

A file is rewritten whole, so that no free page or log holds the people any longer.
"""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Sequence
from pathlib import Path

import sqlalchemy as sa

from tiesmap.model.ids import PersonId
from tiesmap.store import opening, schema, transactions
from tiesmap.store.guarding import backups
from tiesmap.store.guarding.erasure import PENDING, blot_out, erase, whom
from tiesmap.store.guarding.tombstones import ERASING_KEY, copy_signs, read_signs
from tiesmap.store.operation import Operation
from tiesmap.store.people import labels
from tiesmap.store.rows import insert_new
from tiesmap.store.settings import read_setting
from tiesmap.store.transactions import FAILURES, Unusable, sentence, transaction


def write_anew(database: Path) -> None:
    """Rewrite the file and empty its log. Raises Unusable where another window has it open."""
    try:
        with contextlib.closing(
            sqlite3.connect(database, timeout=transactions.PATIENCE, isolation_level=None)
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


def clean_backups(
    engine: sa.Engine, database: Path, persons: Sequence[PersonId]
) -> tuple[int, bool]:
    """Rewrite the backups beside a file; how many, and whether one held signs new to the engine.

    An older copy may hold an address of theirs that the present one lacks, so whatever any copy
    holds is removed from all.
    """
    rewritten, more = _rewrite_backups(engine, database, persons)
    if more:
        with transaction(engine, writing=True) as connection:
            insert_new(connection, schema.erased, ("sign", "words"), sorted(more))
            blot_out(connection)
        _rewrite_backups(engine, database, persons)
    return rewritten, bool(more)


def _rewrite_backups(
    engine: sa.Engine, database: Path, persons: Sequence[PersonId]
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


def without(engine: sa.Engine, part: Path, persons: Sequence[PersonId]) -> Found:
    """Remove people from a copy of the database, found by their ids and their signs.

    All known signs are stored in the copy; signs that only the copy held are returned.
    """
    with transaction(engine) as connection:
        secret = str(read_setting(connection, ERASING_KEY) or "")
        stored = {(row.sign, row.words) for row in connection.execute(sa.select(schema.erased))}
        signs = read_signs(connection)
    found: Found = set()
    with opening.copy_opened(part, writing=True) as connection:
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
    write_anew(part)
    stand_alone(part)
    return found


def stand_alone(path: Path) -> None:
    """Turn a database into a single file, without a log beside it."""
    with contextlib.closing(sqlite3.connect(path, isolation_level=None)) as raw:
        raw.execute("pragma journal_mode = delete")
