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
from tiesmap.store.guarding import away, backups
from tiesmap.store.store import Unusable
from tiesmap.workspace import Workspace

CANARY = {
    "name": "Quillon Marplethwaite", "email": "quillon@marple.example", "company": "Acme",
    "notes": "Quillon Marplethwaite plays chess", "phone": "+41 44 123 45 67",
}  # fmt: skip
TOLD = MAIL | {"date": "2026-03-02", "notes": "spoke of Quillon Marplethwaite"}


@pytest.fixture
def seat(team: str) -> Iterator[Workspace]:
    opened = tiesmap.open(team, as_of=date(2026, 6, 30))
    load(opened, people=[ANN, BOB, CANARY], interactions=[MAIL, TOLD], ties=[TIE])
    yield replace(opened, rep=someone(opened, REP).id)
    opened.store.close()


def test_going_back_is_exact_but_for_marks_and_counters(seat: Workspace) -> None:
    before = whole(seat)
    assert seat.data.back_up() is not None
    load(seat, people=[{"name": "Cy Fox", "email": "cy@x.example"}])
    seat.people.set_do_not_ask([someone(seat, "Ann Lee").id], True)
    with seat.store.reading() as connection:
        newest = connection.scalar(sa.text("select max(version) from people"))
    assert seat.data.restore() == 1
    assert [backup.why for backup in seat.data.backups()] == ["restore", "hand"]
    after = whole(seat)
    ann = someone(seat, "Ann Lee")
    assert ann.do_not_ask and ann.version > newest, "no open page can write over it"
    for name, rows in after.items():
        if name not in ("people", "counters"):
            assert rows == before[name], name
    assert [row[1] for row in after["people"]] == [row[1] for row in before["people"]]
    # New rows get numbers that nobody had.
    load(seat, people=[{"name": "Di Gray", "email": "di@x.example"}])
    assert someone(seat, "Di Gray").id > 5


def test_nobody_else_sees_a_half_restored_state(seat: Workspace, team: str) -> None:
    seat.data.back_up()
    load(seat, people=[{"name": "Cy Fox", "email": "cy@x.example"}])
    other = tiesmap.open(team)
    with other.view() as view:
        count = len(view.people)
        seat.data.restore()
        rows = view.connection.execute(sa.text("select count(*) from people")).scalar_one()
        assert rows == count
    with other.view() as view:
        assert len(view.people) == count - 1
    other.store.close()


def test_a_restore_that_fails_changes_nothing(
    seat: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    seat.data.back_up()
    load(seat, people=[{"name": "Cy Fox", "email": "cy@x.example"}])
    before = whole(seat)

    def fails(*_: object) -> None:
        raise Unusable("the disk is full")

    monkeypatch.setattr("tiesmap.store.copying._compare", fails)
    with pytest.raises(Unusable, match="the disk is full"):
        seat.data.restore(seat.data.backups()[-1].name)
    assert whole(seat) == before


def test_an_empty_database_and_a_strange_file_are_refused(team: str, tmp_path: Path) -> None:
    seat = tiesmap.open(team)
    assert seat.data.back_up() is None
    with pytest.raises(Unusable, match="no backup of"):
        seat.data.restore()
    strange = tmp_path / "x.db"
    strange.write_bytes(b"nonsense")
    with pytest.raises(Unusable, match="is damaged"):
        seat.data.restore(str(strange))
    seat.store.close()


def _traces(folder: Path, word: str) -> list[str]:
    """The files below a folder that hold a word."""
    return [
        str(path.relative_to(folder))
        for path in sorted(folder.rglob("*"))
        if path.is_file() and word.encode() in path.read_bytes()
    ]


def test_who_is_erased_is_gone_from_tables_backups_and_pages(
    seat: Workspace, postgres: Prepared, tmp_path: Path
) -> None:
    seat.data.back_up()
    postgres.server.run("checkpoint")
    tables = postgres.server.folder / "data" / "base"
    assert _traces(tables, "Marplethwaite") and _traces(tmp_path, "Marplethwaite")
    report = seat.data.erase([someone(seat, CANARY["name"]).id])
    assert (report.people, report.backups) == (1, 1)
    assert "up to whoever runs it" in report.notes[0]
    # The server writes its pages, and lets go of the old ones, at a checkpoint.
    postgres.server.run("checkpoint")
    assert _traces(tables, "Marplethwaite") == []
    assert _traces(tmp_path, "Marplethwaite") == []
    assert "spoke of [erased]" in str(whole(seat)["interactions"])
    # Neither a file nor a backup kept elsewhere brings anybody back.
    load(seat, people=[CANARY])
    seat.data.restore()
    assert not seat.people.find(CANARY["name"])


def test_a_backup_on_another_machine_is_cleared_at_the_next_start(
    seat: Workspace, team: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "another"))
    seat.data.back_up()
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "mine"))
    seat.data.erase([someone(seat, CANARY["name"]).id])
    assert _traces(tmp_path / "another", "Marplethwaite")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "another"))
    tiesmap.open(team).store.close()
    assert _traces(tmp_path / "another", "Marplethwaite") == []


def test_erasing_waits_for_nobody_for_ever(
    seat: Workspace, team: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Somebody reads on: the rows are gone at once, the pages at the next start."""
    monkeypatch.setattr(away, "PATIENCE", 0.3)
    other = tiesmap.open(team)
    with other.view() as view:
        assert view.people
        with pytest.raises(Unusable, match=r"is erased, but the last traces .* the next start"):
            seat.data.erase([someone(seat, CANARY["name"]).id])
        assert not seat.people.find(CANARY["name"])
    other.store.close()
    assert _pending(seat)
    tiesmap.open(team).store.close()
    assert not _pending(seat)


def _pending(seat: Workspace) -> bool:
    return any(row[0] == "erasing" for row in whole(seat)["settings"])


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
