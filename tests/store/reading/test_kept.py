"""The contacts kept in a file beside the database: the same as read anew, or not used at all."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import fields, replace
from datetime import date, timedelta
from pathlib import Path
from zipfile import ZipFile

import numpy as np
import pandas as pd
import pytest

import tiesmap
from tests.guarded import REP, load, someone
from tests.store.reading.test_reading_again import CHANGES, LATER, MAILS, PEOPLE, tables
from tests.stored import evidence
from tiesmap.store.reading import kept
from tiesmap.store.store import open_store
from tiesmap.workspace import Workspace

DAY = date(2026, 6, 30)


@pytest.fixture
def database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A database whose contacts were read once, and so are kept."""
    monkeypatch.setattr(kept, "LEAST", 1)
    path = tmp_path / "ties.db"
    workspace = tiesmap.open(path, as_of=DAY)
    load(workspace, people=PEOPLE, interactions=[*MAILS[:2], LATER])
    tables(workspace, DAY)
    workspace.store.close()
    assert kept.place(path).exists()
    return path


@pytest.fixture
def workspace(database: Path) -> Iterator[Workspace]:
    """The same, opened anew."""
    opened = tiesmap.open(database, as_of=DAY)
    yield replace(opened, rep=someone(opened, REP).id)
    opened.store.close()


def is_used(workspace: Workspace) -> bool:
    """Whether the file fits what is stored now."""
    assert workspace.store.path is not None
    with workspace.store.reading() as connection:
        return kept.read(connection, workspace.store.path) is not None


def assert_as_read_anew(workspace: Workspace, as_of: date) -> None:
    found = tables(workspace, as_of)
    anew = open_store(workspace.store.path or "")
    for name in (field.name for field in fields(found)):
        pd.testing.assert_frame_equal(getattr(found, name), getattr(evidence(anew, as_of), name))
    anew.close()


@pytest.mark.parametrize("as_of", [DAY, DAY + timedelta(days=1), date(2027, 1, 1)])
@pytest.mark.parametrize("what", ["nothing", "mails imported", "taken back", "merged", "erased"])
def test_what_is_kept_is_as_read_anew(workspace: Workspace, what: str, as_of: date) -> None:
    assert is_used(workspace)
    CHANGES[what](workspace)
    assert_as_read_anew(workspace, as_of)


def spoil(change: Callable[[bytearray], object]) -> Callable[[Path], object]:
    def act(path: Path) -> None:
        data = bytearray(path.read_bytes())
        change(data)
        path.write_bytes(data)

    return act


def array_at(data: bytearray) -> int:
    """A byte in the middle of the days of contact."""
    return data.index(b"NUMPY", data.index(b"day.npy")) + 140


def other_form(path: Path) -> None:
    with np.load(path) as file:
        arrays = {name: file[name] for name in file.files}
    arrays["about"] = arrays["about"] + np.array([1, 0, 0])
    with path.open("wb") as out:
        np.savez(out, **arrays)


@pytest.mark.parametrize(
    "change",
    [
        spoil(lambda data: data.__delitem__(slice(len(data) // 2, None))),
        spoil(lambda data: data.clear()),
        spoil(lambda data: data.__setitem__(array_at(data), data[array_at(data)] ^ 255)),
        lambda path: path.write_text("no such thing"),
        lambda path: np.save(path.open("wb"), np.arange(3)),
        other_form,
        lambda path: (path.unlink(), path.mkdir()),
    ],
    ids=["half", "empty", "a byte", "text", "an array", "another form", "a folder"],
)
def test_what_is_odd_is_passed_over(database: Path, change: Callable[[Path], object]) -> None:
    change(kept.place(database))
    workspace = tiesmap.open(database, as_of=DAY)
    assert not is_used(workspace)
    assert_as_read_anew(workspace, DAY)
    assert is_used(workspace) or kept.place(database).is_dir()
    workspace.store.close()


def test_another_database_in_the_same_place_is_told_from_it(database: Path, tmp_path: Path) -> None:
    other = tiesmap.open(tmp_path / "other.db", as_of=DAY)
    load(other, people=PEOPLE, interactions=MAILS[:3])
    other.store.close()
    (tmp_path / "other.db").replace(database)
    workspace = tiesmap.open(database, as_of=DAY)
    assert not is_used(workspace)
    assert_as_read_anew(workspace, DAY)
    workspace.store.close()


def test_it_holds_numbers_alone_and_is_private(database: Path) -> None:
    path = kept.place(database)
    assert path.stat().st_mode & 0o077 == 0
    with np.load(path, allow_pickle=False) as file:
        assert {file[name].dtype.kind for name in file.files} <= {"i", "f", "u"}
    with ZipFile(path) as archive:
        every = b"".join(archive.read(name) for name in archive.namelist())
    assert not [word for word in (b"Ann", b"example", b"Acme", b"Baker") if word in every]


def test_erasing_removes_it(workspace: Workspace, database: Path) -> None:
    left = database.with_name(f"{database.name}.contacts.1234.part")
    left.write_bytes(b"of a writer that was killed")
    CHANGES["erased"](workspace)
    assert not kept.place(database).exists() and not left.exists()


def test_few_contacts_are_not_kept(tmp_path: Path) -> None:
    workspace = tiesmap.open(tmp_path / "ties.db", as_of=DAY)
    load(workspace, people=PEOPLE, interactions=MAILS)
    tables(workspace, DAY)
    workspace.store.close()
    assert not kept.place(tmp_path / "ties.db").exists()


def test_where_it_cannot_be_kept_all_works_as_before(
    database: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> int:
        raise OSError("no room")

    kept.forget(database)
    monkeypatch.setattr(kept.os, "open", full)
    workspace = tiesmap.open(database, as_of=DAY)
    assert_as_read_anew(workspace, DAY)
    assert not kept.place(database).exists()
    workspace.store.close()
