"""A file is read once for all that a page asks of it, and anew where something about it changed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import tiesmap
from tiesmap.intake import reader
from tiesmap.workspace import Workspace

FILE = ("list.csv", b"name,email,comfort\nAnn Lee,ann@acme.example,4\nBo Ray,bo@bay.example,3\n")


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    opened = tiesmap.open(tmp_path / "ties.db")
    yield opened
    opened.store.close()


@pytest.fixture
def readings(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    done: list[str] = []
    check = reader.check

    def counted(rows: Any, source: Any, file: str, **options: Any) -> Any:
        done.append(file)
        return check(rows, source, file, **options)

    monkeypatch.setattr(reader, "check", counted)
    return done


def test_a_file_is_read_once_until_it_is_in(workspace: Workspace, readings: list[str]) -> None:
    workspace.start.candidates([FILE])
    workspace.files.import_questions([FILE])
    preview = workspace.files.preview_import([FILE], "Rita Rep")
    report = workspace.files.import_files([FILE], "Rita Rep")
    assert readings == ["list.csv"]
    assert report.files == preview.files
    assert [file.people_new for file in report.files] == [2]


def test_other_bytes_and_another_answer_are_read_anew(
    workspace: Workspace, readings: list[str]
) -> None:
    workspace.files.preview_import([FILE], "Rita Rep")
    workspace.files.preview_import([FILE], "Rita Rep", {"list.csv": {"encoding": "cp1252"}})
    workspace.files.preview_import([(FILE[0], FILE[1].replace(b"Bo", b"Mo"))], "Rita Rep")
    assert len(readings) == 3


def test_nothing_of_a_file_is_kept_after_somebody_was_erased(workspace: Workspace) -> None:
    workspace.files.import_files([FILE], "Rita Rep")
    workspace.files.preview_import([FILE], "Rita Rep")
    before = workspace.cache.sizes()["networks"][0]
    workspace.data.erase([workspace.people.find("Ann Lee")[0].id])
    assert before == 1 and workspace.cache.sizes()["networks"][0] == 0
