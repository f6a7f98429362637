"""A PostgreSQL of the tests' own: a cluster in a scratch folder, reached through a socket in it.

The server refuses to run as root, so there it runs as `nobody`. Nothing listens on the network,
nothing waits for the disk, and with the folder everything is gone.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import psycopg
import sqlalchemy as sa

from tests.waiting import until
from tiesmap.store import opening, schema

_TABLES = [table for table in reversed(schema.metadata.sorted_tables)
           if table.name not in ("counters", "migrations")]  # fmt: skip
_EMPTIED = "; ".join(
    [
        "create procedure pg_temp.emptied() language plpgsql as $$ begin "
        "set local lock_timeout = '20s'",
        "perform pg_terminate_backend(pid) from pg_stat_activity "
        "where datname = current_database() and pid <> pg_backend_pid()",
        *(f"delete from {table.name}" for table in _TABLES),
        *(
            f"alter sequence {table.name}_id_seq restart"
            for table in _TABLES
            if table.autoincrement_column is not None
        ),
        "update counters set value = 0 where name <> 'schema'",
        "end $$",
    ]
)
"""Leaves nothing in a database but its tables, and no window open that a test before forgot; a
procedure, as that is planned once."""
WORDS = "secret-of-the-test"
"""The password of the role `guarded`, the only one that needs a password."""
_QUICK = (
    "fsync=off", "full_page_writes=off", "synchronous_commit=off", "autovacuum=off",
    "wal_level=minimal", "max_wal_senders=0", "shared_buffers=64MB", "max_connections=80",
    "listen_addresses=", "max_wal_size=2GB",
)  # fmt: skip
_RIGHTS = "local all guarded scram-sha-256\nlocal all all trust\n"


def programs() -> Path | None:
    """The folder with initdb and postgres; None where PostgreSQL's server is not installed."""
    debian = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda p: float(p.parent.name))
    found = shutil.which("initdb")
    for folder in (*reversed(debian), *([Path(found).resolve().parent] if found else [])):
        if (folder / "initdb").exists() and (folder / "postgres").exists():
            return folder
    return None


@dataclass(frozen=True)
class Server:
    """A running server; each database is a copy of one that was made once."""

    folder: Path

    def url(self, name: str, user: str = "tiesmap", password: str = "") -> str:
        """The address of a database."""
        who = f"{user}:{password}" if password else user
        return f"postgresql+psycopg://{who}@/{name}?host={self.folder}"

    def run(self, *statements: str, database: str = "postgres") -> list[Any]:
        """Run statements as the superuser; the rows of the last one, if it gives any."""
        engine = sa.create_engine(self.url(database), isolation_level="AUTOCOMMIT",
                                  poolclass=sa.NullPool)  # fmt: skip
        rows: list[Any] = []
        with engine.connect() as connection:
            for statement in statements:
                done = connection.exec_driver_sql(statement)
                rows = list(done.all()) if done.returns_rows else []
        return rows

    def new(self, name: str, template: str = "template0") -> str:
        """The address of a new database."""
        self.run(f'create database "{name}" template "{template}" strategy file_copy')
        return self.url(name)

    def drop(self, name: str) -> None:
        """Remove a database, whoever is connected to it."""
        self.run(f'drop database if exists "{name}" with (force)')


@dataclass(frozen=True)
class Prepared:
    """A server with a database that has our tables, emptied for each test."""

    server: Server
    at_hand: str = "at_hand"

    def new(self, name: str) -> str:
        """The address of one more database with our tables; for a test that needs several."""
        self.server.drop(name)
        return self.server.new(name, "with_tables")

    def empty(self) -> str:
        """The address of the database, as if it had just been made."""
        with contextlib.suppress(psycopg.OperationalError):
            self._emptier.execute("select 1")
        if self._emptier.closed:  # by a test that ends all connections
            del self.__dict__["_emptier"]
        self._emptier.execute("call pg_temp.emptied()")
        return self.server.url(self.at_hand)

    @cached_property
    def _emptier(self) -> Any:
        """A connection that stays: this is done before each test."""
        engine = sa.create_engine(self.server.url(self.at_hand))
        raw = engine.raw_connection().driver_connection
        assert raw is not None
        raw.autocommit = True
        raw.execute(_EMPTIED)
        return raw


@contextlib.contextmanager
def prepared(folder_of_programs: Path) -> Iterator[Prepared]:
    """A server whose databases need not be made table by table."""
    with served(folder_of_programs) as server:
        opening.open_engine(server.new("with_tables")).dispose()
        server.new("at_hand", "with_tables")
        yield Prepared(server)


@contextlib.contextmanager
def served(folder_of_programs: Path, log: Path = Path(os.devnull)) -> Iterator[Server]:
    """A server, until the end of the block; what it says goes into `log`, so much as it says by
    itself where one is named."""
    folder = Path(tempfile.mkdtemp(prefix="tiesmap-pg-"))
    who: dict[str, Any] = {}
    if os.getuid() == 0:
        shutil.chown(folder, "nobody", "nogroup")
        who = {"user": "nobody", "group": "nogroup", "extra_groups": []}
    data = folder / "data"
    try:
        subprocess.run(
            [folder_of_programs / "initdb", "--no-sync", "--auth=trust", "--username=tiesmap",
             "--encoding=UTF8", "--locale=C.UTF-8", "--pgdata", data],
            check=True, capture_output=True, timeout=60, cwd=folder, **who,
        )  # fmt: skip
        (data / "pg_hba.conf").write_text(_RIGHTS)
        quiet = ["log_min_messages=fatal"] if log == Path(os.devnull) else []
        settings = [word for one in (*_QUICK, *quiet) for word in ("-c", one)]
        with log.open("wb") as out:
            server = subprocess.Popen(
                [folder_of_programs / "postgres", "-D", data, "-k", folder, *settings],
                stdout=out, stderr=out, cwd=folder, **who,
            )  # fmt: skip
        try:
            until(lambda: _is_up(Server(folder)) or server.poll() is not None, 60)
            Server(folder).run("select 1")
            yield Server(folder)
        finally:
            server.send_signal(signal.SIGQUIT)  # nothing in it is needed any more
            try:
                server.wait(20)
            except subprocess.TimeoutExpired:
                server.kill()
                server.wait()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _is_up(server: Server) -> bool:
    try:
        server.run("select 1")
    except sa.exc.OperationalError:
        return False
    return True
