"""Backups of a database at a server, and what is cleared there after somebody was erased.

Such a backup is a SQLite file of ours in the data folder of whoever makes it, read in one
transaction. So going back, and taking erased people out, work as they do beside a file: no program
of the server's and no further right is needed.
"""

from __future__ import annotations

import contextlib
import os
import re
import sqlite3
from collections.abc import Sequence
from datetime import datetime
from hashlib import blake2b
from pathlib import Path

import sqlalchemy as sa
from platformdirs import user_data_path
from sqlalchemy.exc import DBAPIError

from tiesmap.model.guarding import Backup
from tiesmap.model.ids import PersonId
from tiesmap.store import copying, members, opening, schema, transactions
from tiesmap.store.guarding import backups, restoring
from tiesmap.store.guarding.rewriting import clean_backups, stand_alone, without
from tiesmap.store.sharing.preparing import refuse_unless_keeper
from tiesmap.store.transactions import FAILURES, Unusable, place, sentence, transaction


def home(engine: sa.Engine) -> Path:
    """The file beside which the backups would lie, were the database one."""
    url = engine.url
    where = (url.host, url.port, url.query.get("host"), url.query.get("port"), url.database)
    sign = blake2b(repr(where).encode(), digest_size=4).hexdigest()
    name = re.sub(r"[^\w-]", "_", str(url.database))
    return user_data_path("tiesmap") / f"{name}-{sign}.db"


def take(engine: sa.Engine, why: str, now: datetime) -> Backup | None:
    """Copy the database into a file; None where it is empty. Raises Unusable."""
    folder = backups.folder_of(home(engine))
    try:
        with transaction(engine) as live:
            refuse_unless_keeper(live, "A backup")
            if copying.is_empty(live):
                return None
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            path = backups.free_name(folder, why, now)
            part = path.with_name(path.name + ".part")
            backups.drop(part)
            _copy(live, part)
    except OSError as error:
        raise backups.no_room(folder, error) from None
    return backups.keep(part, path, why, now)


def _copy(live: sa.Connection, part: Path) -> None:
    """Copy all rows into a private file without a log beside it."""
    try:
        with opening.copy_opened(part, writing=True) as to:
            copying.copy_all(live, to)
        stand_alone(part)
        with part.open("rb+") as file:
            os.fsync(file.fileno())
    except BaseException:
        backups.drop(part)
        raise


def restore(engine: sa.Engine, name: str | None, now: datetime) -> tuple[str, int]:
    """Replace all rows by those of a backup; returns (its name, how many flags were carried over).

    As `restoring.restore`, in one transaction of the only writer: whoever looks meanwhile sees
    the old state or the new. Raises Unusable, and then nothing has changed.
    """
    database = home(engine)
    chosen = backups.find(database, name)
    part = backups.part_of(database)
    try:
        backups.copy_of(chosen, part)
        with transaction(engine, writing=True) as live:
            refuse_unless_keeper(live, "Going back to a backup")
            take(engine, "restore", now)
            without(engine, part, [])
            flags = restoring.carry_over(engine, part)
            with opening.copy_opened(part) as old:
                # Whoever was let in, or out, since then stays so.
                let_in = members.rows_now(live)
                copying.copy_all(old, live)
                on_file = live.execute(sa.select(schema.people.c.id)).scalars()
                members.keep_rows(live, let_in, set(on_file))
    finally:
        backups.drop(part)
    return chosen.name, flags


def finish(engine: sa.Engine, persons: Sequence[PersonId]) -> int:
    """Take erased people out of the backups, and their old rows from the server's tables.

    Returns how many backups. Raises Unusable where a table is in use for too long.
    """
    rewritten, _ = clean_backups(engine, home(engine), persons)
    # Of an engine of its own: these statements want no transaction.
    alone = sa.create_engine(engine.url, isolation_level="AUTOCOMMIT", poolclass=sa.NullPool)
    try:
        with alone.connect() as connection:
            connection.exec_driver_sql(
                f"SET lock_timeout = '{round(transactions.PATIENCE * 1000)}ms'"
            )
            for table in schema.metadata.sorted_tables:
                if table is schema.counters:
                    continue  # everybody looks at it all the time, and it names nobody
                # FULL writes the table anew: else what is gone stays legible in its pages.
                connection.exec_driver_sql(f"VACUUM (FULL) {table.name}")
    except DBAPIError as error:
        raise Unusable(
            "The person is erased, but the last traces are not cleared yet; the next start of "
            f"tiesmap does. {sentence(error, place(engine))}"
        ) from None
    return rewritten


def catch_up(engine: sa.Engine) -> None:
    """Take those out of this user's backups whom somebody erased from another machine."""
    database = home(engine)
    folder = backups.folder_of(database)
    backups.sweep(database)
    copies = backups.listed(database)
    if not copies:
        return
    with transaction(engine) as connection:
        count = sa.select(sa.func.count()).select_from(schema.erased)
        signs = connection.execute(count).scalar_one()
    if any(_signs_in(folder / copy.name) < signs for copy in copies):
        clean_backups(engine, database, [])


def _signs_in(path: Path) -> int:
    try:
        with contextlib.closing(sqlite3.connect(path)) as raw:
            (count,) = raw.execute("select count(*) from erased").fetchone()
    except FAILURES:
        return 0
    return int(count)
