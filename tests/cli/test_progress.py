"""Progress on stderr: nothing for quick works, some lines for long ones."""

from __future__ import annotations

import pytest

from tiesmap.cli import progress
from tiesmap.cli.progress import Progress


def test_a_quick_work_says_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    bar = Progress("a.csv")
    bar.move(0.5, "people")
    bar.end()
    assert capsys.readouterr().err == ""


def test_a_long_work_says_a_line_each_tenth(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(progress, "PATIENCE", 0.0)
    bar = Progress("a.csv")
    bar.move(0.0, "reading a.csv")
    for step in range(1, 1_001):
        bar.move(step / 1_000, "people")
    bar.end()
    lines = capsys.readouterr().err.splitlines()
    assert lines[0].startswith("a.csv: reading a.csv, ")
    assert [line.split(",")[0] for line in lines[1:]] == [
        f"a.csv: {tenth}0%" if tenth else "a.csv: 0%" for tenth in range(11)
    ]


def test_a_work_that_says_nothing_is_watched(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    bar = Progress("a.csv")
    bar.move(0.0, "reading a.csv")
    monkeypatch.setattr(progress, "PATIENCE", 0.0)
    bar._over.wait(2 * progress._BEAT)
    bar.end()
    assert capsys.readouterr().err.startswith("a.csv: reading a.csv, ")
