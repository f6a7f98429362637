"""An empty database, as a store and as a workspace: a file, unless a module says `where` else."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

import tiesmap
from tiesmap.store.store import Store, open_store
from tiesmap.workspace import Workspace


@pytest.fixture
def where(tmp_path: Path) -> str:
    """The database's place. A module that tries a server too gives `database` instead."""
    return str(tmp_path / "ties.db")


@pytest.fixture
def store(where: str) -> Iterator[Store]:
    opened = open_store(where)
    yield opened
    opened.close()


@pytest.fixture
def workspace(where: str) -> Iterator[Workspace]:
    """Nobody's yet, and looked at as of 30 June 2026."""
    opened = tiesmap.open(where, as_of=date(2026, 6, 30))
    yield opened
    opened.store.close()
