"""Opening a database: a SQLite file by default, any other by its SQLAlchemy URL."""

from __future__ import annotations

import contextlib
import json
import os
import sqlite3
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy import event
from sqlalchemy.exc import ArgumentError, NoSuchModuleError

from tiesmap.store import migrations, postgresql, schema, transactions
from tiesmap.store.guarding import backups
from tiesmap.store.rows import counter
from tiesmap.store.sharing import preparing
from tiesmap.store.transactions import (
    FAILURES,
    Unusable,
    place,
    sentence,
    transaction,
    without_password,
)


def open_engine(database: str | Path, *, backup: bool = True) -> sa.Engine:
    """An engine for the database; a new one is created with empty tables.

    `database` is a path or an SQLAlchemy URL; without `backup` no copy is made before a database of
    an older tiesmap is brought up to date. Raises `Unusable`; a file that is not ours, or newer
    than we are, stays as it is.
    """
    try:
        url = sa.make_url(str(database)) if "://" in str(database) else None
    except (ArgumentError, ValueError):
        raise Unusable(
            f"'{without_password(database)}' is not an address of a database: give a file name, "
            "or an address such as postgresql://localhost/tiesmap."
        ) from None
    if url is None:
        url = sa.URL.create("sqlite", database=str(database))
    ready = False
    if url.get_backend_name() == "sqlite" and url.database not in (None, "", ":memory:"):
        path = Path(str(url.database)).expanduser().absolute()
        url = url.set(database=str(path))
        ready = _check_file(path)
    engine = _engine(postgresql.address(url))
    try:
        if not ready:
            _create(engine)
            _bring_up_to_date(engine, backup)
        if engine.dialect.name == "postgresql":
            with transaction(engine) as connection:
                preparing.refuse_open(connection)
    except BaseException:
        engine.dispose()
        raise
    return engine


@contextlib.contextmanager
def copy_opened(part: Path, *, writing: bool = False) -> Iterator[sa.Connection]:
    """A transaction on a copy of a database that nobody else knows of."""
    copy = open_engine(part, backup=False)
    try:
        with transaction(copy, writing=writing) as connection:
            yield connection
    finally:
        copy.dispose()


def _engine(url: sa.URL) -> sa.Engine:
    """An engine whose transactions are questions or the only writer's; nothing is opened yet."""
    more = postgresql.options() if url.drivername == postgresql.DRIVER else {}
    try:
        # No value of a row in the text of an error: it may end in a log.
        engine = sa.create_engine(url, json_deserializer=_from_json, hide_parameters=True, **more)
    except (NoSuchModuleError, ModuleNotFoundError):
        if url.drivername == postgresql.DRIVER:
            raise Unusable(
                "PostgreSQL needs its driver, which is not installed: pip install 'tiesmap[team]'."
            ) from None
        raise Unusable(
            f"No driver is installed for databases of the kind '{url.drivername}'."
        ) from None
    if engine.dialect.name == "sqlite":
        _listen(engine)
    elif url.drivername == postgresql.DRIVER:
        postgresql.listen(engine)
    return engine


def _check_file(path: Path) -> bool:
    """Whether all our tables of today are in it: they come, and are changed, with this number.

    Refuses what is not ours before anything is written to it; makes a new file private.
    """
    try:
        if path.is_dir():
            raise Unusable(f"{path} is a folder: name a file in it.")
        if not path.exists():
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            with contextlib.suppress(FileExistsError):
                # WAL and shared memory files take over the rights of this one.
                os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
            return False
        if not path.is_file():
            raise Unusable(f"{path} is not a file: name another one.")
        size = path.stat().st_size
    except OSError as error:
        raise Unusable(
            f"{path} cannot be opened or made ({error.strerror or error}): choose another place."
        ) from None
    if not size:
        return False
    # Through SQLite alone: a file that this process has open already, and that is opened and
    # closed past SQLite, loses all its locks (POSIX), and another process takes away its log.
    try:
        with contextlib.closing(sqlite3.connect(path, timeout=transactions.PATIENCE)) as raw:
            mark, version, tables = raw.execute(
                "select application_id, user_version, (select count(*) from sqlite_master) "
                "from pragma_application_id, pragma_user_version"
            ).fetchone()
    except FAILURES as error:
        raise Unusable(sentence(error, str(path))) from None
    if tables and mark != schema.MARK:
        raise Unusable(
            f"{path} belongs to another program, not to tiesmap: name another file. "
            "It was left as it is."
        )
    _check_version(version, str(path))
    return bool(tables) and version == schema.VERSION


def _check_version(version: int, name: str) -> None:
    if version > schema.VERSION:
        raise Unusable(
            f"{name} was written by a newer tiesmap (version {version}, this one knows "
            f"{schema.VERSION}): update tiesmap, or name another database. It was left as it is."
        )


def _from_json(text: str | bytes) -> Any:
    """A parsed JSON text, with a shortcut for empty objects: most people have no further fields."""
    return {} if text in ("{}", b"{}") else json.loads(text)


def _listen(engine: sa.Engine) -> None:
    @event.listens_for(engine, "connect")
    def prepare(raw: sqlite3.Connection, _record: object) -> None:
        raw.isolation_level = None  # the driver must not begin transactions by itself
        cursor = raw.cursor()
        for pragma in (
            f"busy_timeout = {round(transactions.PATIENCE * 1000)}",
            "foreign_keys = ON",
            "journal_mode = WAL",
            "secure_delete = ON",
            "cache_size = -16384",
        ):
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()

    @event.listens_for(engine, "begin")
    def begin(connection: sa.Connection) -> None:
        # A writer asks for the lock at once: one that finds out later would have to start again.
        writing = connection.get_execution_options().get("writing", False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")


def _create(engine: sa.Engine) -> None:
    """Create all tables in an empty database, all or nothing."""
    with transaction(engine) as connection:
        if sa.inspect(connection).has_table("counters"):
            version = connection.execute(counter("schema")).scalar_one_or_none()
            _check_version(version or 0, place(engine))
            return
    with transaction(engine, writing=True) as connection:
        if sa.inspect(connection).has_table("counters"):
            return  # another window was faster
        if engine.dialect.name == "postgresql":
            postgresql.refuse_others(connection)
        schema.metadata.create_all(connection)
        start = {"schema": schema.VERSION} | dict.fromkeys(schema.GROUPS, 0)
        start |= dict.fromkeys((f"id:{table.name}" for table in schema.NUMBERED), 0)
        connection.execute(
            schema.counters.insert(),
            [{"name": name, "value": value} for name, value in start.items()],
        )
        migrations.record(connection, list(migrations.STEPS))
        if engine.dialect.name == "sqlite":
            connection.exec_driver_sql(f"PRAGMA application_id = {schema.MARK}")
            connection.exec_driver_sql(f"PRAGMA user_version = {schema.VERSION}")


def _bring_up_to_date(engine: sa.Engine, backup: bool) -> None:
    """Bring the database of an older version up to date, after making a copy."""
    with transaction(engine) as connection:
        if (connection.execute(counter("schema")).scalar_one_or_none() or 0) == schema.VERSION:
            return
    sqlite = engine.dialect.name == "sqlite"
    if backup and sqlite and engine.url.database not in (None, "", ":memory:"):
        backups.take(Path(str(engine.url.database)), "update", datetime.now())
    with transaction(engine, writing=True) as connection:
        preparing.refuse_unless_keeper(connection, "Bringing an older database up to date")
        migrations.migrate(connection)
        if not sqlite:
            preparing.prepare_again(connection)
        counters = schema.counters
        connection.execute(
            counters.update().where(counters.c.name == "schema").values(value=schema.VERSION)
        )
        if sqlite:
            connection.exec_driver_sql(f"PRAGMA user_version = {schema.VERSION}")
