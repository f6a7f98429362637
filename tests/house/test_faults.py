"""A short run of what `make torture` does at length."""

from __future__ import annotations

import os
import random
from pathlib import Path

import pytest

torture = pytest.importorskip("benchmarks.torture", reason="needs fork and resource limits")
pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")


@pytest.fixture(autouse=True)
def _few_people(monkeypatch: pytest.MonkeyPatch) -> None:
    """With fewer an act takes the same steps: the moments at which it is killed are drawn from how
    long it lasts, the limits and the damaged places from how large the file is."""
    monkeypatch.setattr(torture, "PEOPLE", 200)


def test_places_that_no_database_can_be_kept_in(tmp_path: Path) -> None:
    assert torture.unusable(tmp_path) == []


def test_damaged_databases(tmp_path: Path) -> None:
    assert torture.damaged(tmp_path, 20, random.Random(2)) == []


def test_no_room_left(tmp_path: Path) -> None:
    assert torture.full(tmp_path, 10, random.Random(3)) == []


def test_killed_at_any_moment(tmp_path: Path) -> None:
    assert torture.killed(tmp_path, 12, random.Random(4)) == []
