"""Backups, erasing and moving, where the database is at a server."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
import sqlalchemy as sa

import tiesmap
from tests.alike import whole
from tests.guarded import ANN, BOB, MAIL, REP, TIE, load, someone
from tests.postgres import Prepared
from tiesmap.store import transactions
from tiesmap.store.guarding import away, backups
from tiesmap.store.store import Unusable
from tiesmap.workspace import Workspace

CANARY = {
    "name": "Quillon Marplethwaite", "email": "quillon@marple.example", "company": "Acme",
    "notes": "Quillon Marplethwaite plays chess", "phone": "+41 44 123 45 67",
}  # fmt: skip
TOLD = MAIL | {"date": "2026-03-02", "notes": "spoke of Quillon Marplethwaite"}


@pytest.fixture
def workspace(team: str) -> Iterator[Workspace]:
    opened = tiesmap.open(team, as_of=date(2026, 6, 30))
    load(opened, people=[ANN, BOB, CANARY], interactions=[MAIL, TOLD], ties=[TIE])
    yield replace(opened, rep=someone(opened, REP).id)
    opened.store.close()


def test_going_back_is_exact_but_for_marks_and_counters(workspace: Workspace) -> None:
    before = whole(workspace)
    assert workspace.data.back_up() is not None
    load(workspace, people=[{"name": "Cy Fox", "email": "cy@x.example"}])
    workspace.people.set_do_not_ask([someone(workspace, "Ann Lee").id], True)
    with workspace.store.reading() as connection:
        newest = connection.scalar(sa.text("select max(version) from people"))
    assert workspace.data.restore() == 1
    assert [backup.why for backup in workspace.data.backups()] == ["restore", "hand"]
    after = whole(workspace)
    ann = someone(workspace, "Ann Lee")
    assert ann.do_not_ask and ann.version > newest, "no open page can write over it"
    for name, rows in after.items():
        if name not in ("people", "counters"):
            assert rows == before[name], name
    assert [row[1] for row in after["people"]] == [row[1] for row in before["people"]]
    # New rows get numbers that nobody had.
    load(workspace, people=[{"name": "Di Gray", "email": "di@x.example"}])
    assert someone(workspace, "Di Gray").id > 5


def test_nobody_else_sees_a_half_restored_state(workspace: Workspace, team: str) -> None:
    workspace.data.back_up()
    load(workspace, people=[{"name": "Cy Fox", "email": "cy@x.example"}])
    other = tiesmap.open(team)
    with other.view() as view:
        count = len(view.people)
        workspace.data.restore()
        rows = view.connection.execute(sa.text("select count(*) from people")).scalar_one()
        assert rows == count
    with other.view() as view:
        assert len(view.people) == count - 1
    other.store.close()


def test_a_restore_that_fails_changes_nothing(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    workspace.data.back_up()
    load(workspace, people=[{"name": "Cy Fox", "email": "cy@x.example"}])
    before = whole(workspace)

    def fails(*_: object) -> None:
        raise Unusable("the disk is full")

    monkeypatch.setattr("tiesmap.store.copying._compare", fails)
    with pytest.raises(Unusable, match="the disk is full"):
        workspace.data.restore(workspace.data.backups()[-1].name)
    assert whole(workspace) == before


def test_an_empty_database_and_a_strange_file_are_refused(team: str, tmp_path: Path) -> None:
    workspace = tiesmap.open(team)
    assert workspace.data.back_up() is None
    with pytest.raises(Unusable, match="no backup of"):
        workspace.data.restore()
    strange = tmp_path / "x.db"
    strange.write_bytes(b"nonsense")
    with pytest.raises(Unusable, match="is damaged"):
        workspace.data.restore(str(strange))
    workspace.store.close()


def _traces(folder: Path, word: str) -> list[str]:
    """The files below a folder that hold a word."""
    return [
        str(path.relative_to(folder))
        for path in sorted(folder.rglob("*"))
        if path.is_file() and word.encode() in path.read_bytes()
    ]


def test_who_is_erased_is_gone_from_tables_backups_and_pages(
    workspace: Workspace, postgres: Prepared, tmp_path: Path
) -> None:
    workspace.data.back_up()
    postgres.server.run("checkpoint")
    tables = postgres.server.folder / "data" / "base"
    assert _traces(tables, "Marplethwaite") and _traces(tmp_path, "Marplethwaite")
    report = workspace.data.erase([someone(workspace, CANARY["name"]).id])
    assert (report.people, report.backups) == (1, 1)
    assert "up to whoever runs it" in report.notes[0]
    # The server writes its pages, and lets go of the old ones, at a checkpoint.
    postgres.server.run("checkpoint")
    assert _traces(tables, "Marplethwaite") == []
    assert _traces(tmp_path, "Marplethwaite") == []
    assert "spoke of [erased]" in str(whole(workspace)["interactions"])
    # Neither a file nor a backup kept elsewhere brings anybody back.
    load(workspace, people=[CANARY])
    workspace.data.restore()
    assert not workspace.people.find(CANARY["name"])


def test_a_backup_on_another_machine_is_cleared_at_the_next_start(
    workspace: Workspace, team: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "another"))
    workspace.data.back_up()
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "mine"))
    workspace.data.erase([someone(workspace, CANARY["name"]).id])
    assert _traces(tmp_path / "another", "Marplethwaite")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "another"))
    tiesmap.open(team).store.close()
    assert _traces(tmp_path / "another", "Marplethwaite") == []


def test_erasing_waits_for_nobody_for_ever(
    workspace: Workspace, team: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Somebody reads on: the rows are gone at once, the pages at the next start."""
    monkeypatch.setattr(transactions, "PATIENCE", 0.3)
    other = tiesmap.open(team)
    with other.view() as view:
        assert view.people
        with pytest.raises(Unusable, match=r"is erased, but the last traces .* the next start"):
            workspace.data.erase([someone(workspace, CANARY["name"]).id])
        assert not workspace.people.find(CANARY["name"])
    other.store.close()
    assert _pending(workspace)
    tiesmap.open(team).store.close()
    assert not _pending(workspace)


def _pending(workspace: Workspace) -> bool:
    return any(row[0] == "erasing" for row in whole(workspace)["settings"])


def test_each_database_has_a_folder_of_its_own(postgres: Prepared) -> None:
    folder = postgres.server.folder
    homes = {
        away.home(sa.create_engine(url))
        for url in (
            f"postgresql+psycopg://a:one@/x?host={folder}",
            f"postgresql+psycopg://b:two@/x?host={folder}",
            f"postgresql+psycopg://a@/y?host={folder}",
            "postgresql+psycopg://a@db.example/x",
        )
    }
    assert len(homes) == 3, "whoever asks: it is one database"
    assert all(backups.folder_of(home).name.endswith(".backups") for home in homes)
