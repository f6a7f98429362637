"""The database that the dashboard opens in these tests, looked at as of 30 June 2026."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path

import pytest
import streamlit as st
from streamlit.components.v2 import manifest_scanner
from streamlit.testing.v1 import local_script_runner

import tiesmap
from tiesmap.workspace import Workspace


@pytest.fixture(scope="session", autouse=True)
def _look_once_for_installed_components() -> Iterator[None]:
    """Each run of an app looks through all installed packages, which are the same throughout."""
    found = cache(manifest_scanner.scan_component_manifests)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(manifest_scanner, "scan_component_manifests", found)
        yield


@pytest.fixture(scope="session", autouse=True)
def _wait_for_the_app_without_asking() -> Iterator[None]:
    """`AppTest` asks a thousand times a second whether a run is over, and so slows it down."""
    asks = local_script_runner.require_widgets_deltas

    def wait(runner: local_script_runner.LocalScriptRunner, timeout: float = 3) -> None:
        assert runner._script_thread is not None
        runner._script_thread.join(timeout)
        asks(runner, timeout)  # raises where it is not over

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(local_script_runner, "require_widgets_deltas", wait)
        yield


@pytest.fixture
def nobody(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Workspace]:
    """The dashboard's database, with nobody in it."""
    path = tmp_path / "ties.db"
    monkeypatch.setenv("TIESMAP_DB", str(path))
    monkeypatch.setenv("TIESMAP_AS_OF", "2026-06-30")
    monkeypatch.delenv("TIESMAP_REP", raising=False)
    opened = tiesmap.open(path, as_of=date(2026, 6, 30))
    yield opened
    opened.store.close()
    st.cache_resource.clear()


@pytest.fixture
def database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    path = tmp_path / "some.db"
    monkeypatch.setenv("TIESMAP_DB", str(path))
    monkeypatch.delenv("TIESMAP_AS_OF", raising=False)
    monkeypatch.delenv("TIESMAP_REP", raising=False)
    yield path
    st.cache_resource.clear()


@pytest.fixture
def sample(database: Path, sample_database: bytes, monkeypatch: pytest.MonkeyPatch) -> Workspace:
    monkeypatch.setenv("TIESMAP_AS_OF", "2026-06-30")
    database.write_bytes(sample_database)
    return tiesmap.open(database, as_of=date(2026, 6, 30))
