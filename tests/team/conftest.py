"""Where several reps of a test work: a file, and a server that keeps them apart."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.postgres import Prepared
from tests.team.closing import closed
from tests.team.closing import own_role as own_role
from tests.team.closing import two as two


@pytest.fixture(params=["file", "server"], scope="module")
def shared(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> str | Path:
    """An empty database for the reps of a module's tests."""
    if request.param == "file":
        return tmp_path_factory.mktemp("shared") / "team.db"
    prepared: Prepared = request.getfixturevalue("postgres")
    return closed(prepared, request.module.__name__.rpartition("test_")[2])[1]
