"""Opening a store: a new one, one that cannot be used, one that is locked or full. Real files."""

from __future__ import annotations

import os
import sqlite3
import stat
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from tests.stored import add, get, one_person, put
from tiesmap.store import people, schema, transactions
from tiesmap.store.store import Unusable, open_store


@pytest.mark.opening
def test_new_database_is_private_and_its_folder_made(tmp_path):
    path = tmp_path / "a" / "b" / "ties.db"
    store = open_store(path)
    add(store, "Ann")
    for file in path.parent.iterdir():
        assert stat.S_IMODE(file.stat().st_mode) == 0o600, file
    with store.reading() as connection:
        pragmas = {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar()
            for name in ("foreign_keys", "journal_mode", "secure_delete")
        }
    assert pragmas == {"foreign_keys": 1, "journal_mode": "wal", "secure_delete": 1}
    store.close()
    again = open_store(str(path))
    assert [person.name for person in get(again, people.read, None)] == ["Ann"]
    again.close()


def test_each_opening_of_a_file_is_one_of_its_own(tmp_path):
    one, two = open_store(tmp_path / "x.db"), open_store(f"sqlite:///{tmp_path / 'x.db'}")
    assert one == one and one != two and one.url == two.url
    assert {one: 1, two: 2}[one] == 1 and one.opening != two.opening


def _other_program(path: Path) -> None:
    with closing(sqlite3.connect(path)) as raw:
        raw.execute("create table bookmarks (url text)")
        raw.execute("insert into bookmarks values ('x')")
        raw.commit()


def _newer(path: Path) -> None:
    open_store(path).close()
    with closing(sqlite3.connect(path)) as raw:
        raw.execute("PRAGMA user_version = 99")
        raw.commit()
        raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _damaged(path: Path) -> None:
    open_store(path).close()
    data = path.read_bytes()
    path.write_bytes(data[:200] + b"\xff" * (len(data) - 200))


UNUSABLE = {
    "folder": (lambda path: path.mkdir(), "is a folder"),
    "text": (lambda path: path.write_text("id,name\n1,Ann\n"), "is not a tiesmap database"),
    "cut off": (lambda path: path.write_bytes(b"SQLite fo"), "is not a tiesmap database"),
    "other program": (_other_program, "belongs to another program"),
    "newer": (_newer, "newer tiesmap"),
    "damaged": (_damaged, "damaged"),
    "pipe": (lambda path: os.mkfifo(path), "is not a file"),
}


@pytest.mark.parametrize(("make", "words"), UNUSABLE.values(), ids=UNUSABLE.keys())
def test_unusable_place_is_told_and_left_as_it_is(tmp_path, monkeypatch, make, words):
    monkeypatch.setattr(transactions, "PATIENCE", 0.1)
    path = tmp_path / "ties.db"
    make(path)
    before = path.read_bytes() if path.is_file() else sorted(tmp_path.iterdir())
    with pytest.raises(Unusable, match=words) as told:
        open_store(path)
    assert "\n" not in str(told.value) and str(told.value).endswith(".")
    assert before == (path.read_bytes() if path.is_file() else sorted(tmp_path.iterdir()))


@pytest.mark.parametrize("address", ["nonsense://x", "postgresql+nodriver://h/d", "://"])
def test_unusable_address(address):
    with pytest.raises(Unusable):
        open_store(address)


def test_folder_that_cannot_be_made(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(Unusable, match="choose another place"):
        open_store(tmp_path / "file" / "ties.db")


def test_locked_database_is_told_and_works_afterwards(tmp_path, monkeypatch):
    path = tmp_path / "ties.db"
    monkeypatch.setattr(transactions, "PATIENCE", 0.05)
    store = open_store(path)
    ann = add(store, "Ann")
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(Unusable, match="another program"):
            put(store, people.save, replace(ann, city="Bern"), None, ())
        assert one_person(store, ann.id) == ann  # reading goes on
        other.execute("ROLLBACK")
    assert put(store, people.save, replace(ann, city="Bern"), None, ()).city == "Bern"


def test_full_disk_keeps_nothing_of_the_transaction(store):
    add(store, "Ann")
    with pytest.raises(Unusable, match="no room left"), store.writing() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar()
        connection.exec_driver_sql(f"PRAGMA max_page_count = {pages + 1}")
        for k in range(100):
            connection.execute(schema.settings.insert(), {"key": f"k{k}", "value": "x" * 5000})
    with store.reading() as connection:
        assert connection.execute(schema.settings.select()).all() == []
    assert [person.name for person in get(store, people.read, None)] == ["Ann"]
