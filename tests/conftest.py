"""Settings that hold for all tests, and what makes a database of a test cheap.

A test opens a database of its own, most of them a new one, some a hundred. None has to outlive a
power cut, all begin empty in the same way, and all send the same statements. So nothing waits for
the disk, a new file is a copy of an empty database that was made once, and a statement is compiled
once a process. What a test tries stays real: the file, the tables, every statement that is sent.
"""

from __future__ import annotations

import contextlib
import gc
import importlib.util
import os
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, settings

import tiesmap
from tests.laws import TOLD
from tests.postgres import Prepared, prepared, programs
from tiesmap.store import opening

# The garbage collector comes by seldom: what is collected stays, and a test makes much and keeps
# little.
gc.set_threshold(200_000, 20, 100)
# A shared machine is slow at times: how long an example takes says nothing about the code.
settings.register_profile(
    "usual",
    deadline=None,
    max_examples=TOLD,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
settings.load_profile("usual")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Two processes begin with a half of the browser's files each: one after the other they take
    longer than all that the other processes do meanwhile."""
    processes = int(getattr(config, "workerinput", {}).get("workercount", 1))
    browser = [item for item in items if item.path.parent.name == "browser"]
    files = list(dict.fromkeys(item.path for item in browser))
    late = [item for item in browser if item.path in files[len(files) // 2 :]]
    if processes > 1 and len(browser) < len(items) // processes:
        others = [item for item in items if item not in set(late)]
        # Where the second process begins: each is given an even part of all, in order.
        second = len(items) // processes
        items[:] = [*others[:second], *late, *others[second:]]


def pytest_collection_finish() -> None:
    """What is loaded by now stays: the garbage collector passes over it from here on."""
    gc.collect()
    gc.freeze()


@pytest.fixture(scope="session", autouse=True)
def _never_wait_for_the_disk() -> Iterator[None]:
    """Neither where SQLAlchemy connects, nor where a backup is copied or a file written anew."""
    really_connect = sqlite3.connect

    def connect(*args: Any, **options: Any) -> sqlite3.Connection:
        raw = really_connect(*args, **options)
        with contextlib.suppress(sqlite3.DatabaseError):  # no database of SQLite's
            raw.execute("pragma synchronous = off")
        return raw

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sqlite3, "connect", connect)
        patch.setattr(sqlite3.dbapi2, "connect", connect)
        patch.setattr(os, "fsync", lambda _file: None)
        yield


@pytest.fixture(scope="session")
def _cheap_databases(
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Callable[..., sa.Engine]]:
    """For the whole session; what opened databases before."""
    really_open = opening.open_engine
    empty = tmp_path_factory.mktemp("empty") / "empty.db"
    first = really_open(empty)
    first.dispose()
    compiled: dict[Any, Any] = {}
    dialects = {first.dialect.name: first.dialect}

    def open_engine(database: str | Path, *args: Any, **options: Any) -> sa.Engine:
        is_file = "://" not in str(database) and str(database) not in ("", ":memory:")
        path = Path(database) if is_file else None
        if path is not None and path.parent.is_dir() and not path.exists():
            shutil.copyfile(empty, path)
            path.chmod(0o600)
        engine = really_open(database, *args, **options)
        # The cache of compiled statements asks for the very dialect that compiled them.
        engine.dialect = dialects.setdefault(engine.dialect.name, engine.dialect)
        engine.update_execution_options(compiled_cache=compiled)
        return engine

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(opening, "open_engine", open_engine)
        yield really_open


@pytest.fixture(autouse=True)
def _really_open(request: pytest.FixtureRequest, _cheap_databases: Callable[..., sa.Engine],
                 monkeypatch: pytest.MonkeyPatch) -> None:  # fmt: skip
    """A test marked `opening` tries how a database is made, so there it really is."""
    if request.node.get_closest_marker("opening"):
        monkeypatch.setattr(opening, "open_engine", _cheap_databases)


@pytest.fixture(scope="session")
def sample_database(
    tmp_path_factory: pytest.TempPathFactory, _cheap_databases: Callable[..., sa.Engine]
) -> bytes:
    """A database file with the sample network, imported once; write it where a test wants it."""
    path = tmp_path_factory.mktemp("sample") / "sample.db"
    workspace = tiesmap.open(path)
    workspace.files.import_files(tiesmap.sample_files())
    workspace.store.close()
    with contextlib.closing(sqlite3.connect(path)) as source:
        source.execute("vacuum into ?", (f"{path}.whole",))
    return Path(f"{path}.whole").read_bytes()


@pytest.fixture(scope="session")
def postgres() -> Iterator[Prepared]:
    """A PostgreSQL of this worker's own, where the server and the driver are installed."""
    folder = programs()
    if folder is None or importlib.util.find_spec("psycopg") is None:
        if os.environ.get("TIESMAP_POSTGRES") == "required":
            pytest.fail("PostgreSQL must be tried here, and its server or driver is missing.")
        pytest.skip("PostgreSQL's server (apt install postgresql) or driver is not installed")
    with prepared(folder) as found:
        yield found


@pytest.fixture
def team(postgres: Prepared, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """The address of an empty database at a server; its backups lie in the test's folder."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    return postgres.empty()


@pytest.fixture(params=["file", "server"])
def database(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """An empty database of each kind: a file of SQLite's, and one at a PostgreSQL server."""
    if request.param == "file":
        return str(tmp_path / "ties.db")
    address: str = request.getfixturevalue("team")
    return address
