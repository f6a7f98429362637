"""Databases that an older tiesmap wrote open, and hold what they held."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
import sqlalchemy as sa

import tiesmap
from tests.guarded import dump
from tests.stored import get
from tiesmap.model.practice import Pace
from tiesmap.store import migrations, opening, schema
from tiesmap.store.history.rowlog import entries_of
from tiesmap.store.introductions import SET_ASIDE
from tiesmap.store.pace import PACE, read_pace
from tiesmap.store.settings import read_of_rep
from tiesmap.store.store import Store

FROZEN = Path(__file__).parent.parent / "cases" / "databases"
NEW = ("settings", "rep_settings", "migrations", "counters", "merges")
NEW_COLUMNS = ("version", "letter", "again", "toward", "salutation", "academic_title")
ANEW = ("reasons",)
"""Columns whose values are stored in another form now."""


def thaw(folder: Path, name: str = "version_3", *more: str) -> Path:
    """A file as that version wrote it, and what else is done to it."""
    path = folder / "ties.db"
    with closing(sqlite3.connect(path)) as raw:
        raw.executescript((FROZEN / f"{name}.sql").read_text(encoding="utf-8"))
        for statement in more:
            raw.execute(statement)
        raw.commit()
    return path


@pytest.mark.parametrize("name", sorted(path.stem for path in FROZEN.glob("*.sql")))
def test_an_older_database_holds_what_it_held(tmp_path: Path, name: str) -> None:
    path = thaw(tmp_path, name)
    before = dump(path, NEW, (*NEW_COLUMNS, *ANEW))
    workspace = tiesmap.open(path, as_of=date(2026, 6, 30))
    after = dump(workspace, NEW, (*NEW_COLUMNS, *ANEW))
    for table in ("interactions", "ties", "introductions"):
        # Whose each row is was not said before: here there is one rep.
        assert all(row.endswith(", 'rep': 1}") for row in after[table])
        after[table] = [row.replace(", 'rep': 1}", "}") for row in after[table]]
    assert {table: rows for table, rows in after.items() if table in before} == before
    assert [backup.why for backup in workspace.data.backups()] == ["update"]
    workspace.store.close()
    again = tiesmap.open(path)
    assert len(again.data.backups()) == 1, "it is brought up to date once"
    again.store.close()


def pace(store: Store, rep: int) -> Pace:
    return read_pace(get(store, read_of_rep, rep, PACE))


def test_what_a_rep_set_for_himself_is_his(tmp_path: Path) -> None:
    workspace = tiesmap.open(thaw(tmp_path), as_of=date(2026, 6, 30))
    store = workspace.store
    rita, bob, bobby = 1, 3, 4
    assert pace(store, rita).items == 7 and pace(store, bob).items == 4
    assert get(store, read_of_rep, rita, SET_ASIDE) == [[2, 5]]
    assert get(store, read_of_rep, rita, "resume")["references"] == [
        {"name": "Ann Lee", "text": "she listens"}
    ]
    with store.reading() as connection:
        keys = connection.execute(sa.select(schema.settings.c.key)).scalars()
        assert not [key for key in keys if ":" in key]
    # A merge of before is taken apart as it was made: the pace is the other card's again.
    workspace.duplicates.unmerge(1)
    assert pace(store, bobby).items == 4 and pace(store, bob) == Pace()
    workspace = replace(workspace, rep=rita)
    assert [note.discussed for note in workspace.week.practice().notes] == ["talked long"]
    workspace.data.undo_import()
    store.close()


def columns_of(path: Path, table: str) -> Sequence[tuple[object, ...]]:
    with closing(sqlite3.connect(path)) as raw:
        return raw.execute(f"pragma table_info({table})").fetchall()


def test_an_added_column_has_its_default_in_every_row(tmp_path: Path) -> None:
    """A column that the file has not yet, as when a version adds one."""
    path = thaw(
        tmp_path, "version_3",
        "alter table people drop column title",
        "alter table people drop column extra",
        "alter table people drop column do_not_ask",
        "alter table relationships drop column bucket",
    )  # fmt: skip
    workspace = tiesmap.open(path, rep="Rita Rep", as_of=date(2026, 6, 30))
    people = workspace.people.people()
    assert len(people) == 4
    assert {(p.title, p.bucket, p.do_not_ask, len(p.extra)) for p in people} == {("", "", False, 0)}
    workspace.people.save_person(replace(people[1], title="Buyer"))
    workspace.store.close()
    (title,) = [row for row in columns_of(path, "people") if row[1] == "title"]
    assert title[3] == 1, "the file itself refuses nothing there"


def test_a_column_that_was_added_without_its_default_is_filled(tmp_path: Path) -> None:
    """As tiesmap did before it had numbered migrations."""
    path = thaw(
        tmp_path, "version_3",
        "alter table people drop column title",
        "alter table people add column title text",
    )  # fmt: skip
    workspace = tiesmap.open(path, as_of=date(2026, 6, 30))
    assert {person.title for person in workspace.people.people()} == {""}
    workspace.store.close()


def test_a_step_is_done_once_and_written_down(tmp_path: Path) -> None:
    engine = opening.open_engine(thaw(tmp_path))
    with engine.begin() as connection:
        names = set(connection.execute(sa.select(schema.migrations.c.name)).scalars())
        assert names == set(migrations.STEPS)
        connection.execute(schema.settings.insert().values(key="pace:1", value={}))
        migrations.migrate(connection)
        query = sa.select(schema.settings.c.value).where(schema.settings.c.key == "pace:1")
        assert connection.execute(query).scalar_one() == {}, "the step is behind it"
    engine.dispose()


def test_a_new_database_has_all_steps_behind_it(tmp_path: Path) -> None:
    engine = opening.open_engine(tmp_path / "new.db")
    with engine.connect() as connection:
        names = set(connection.execute(sa.select(schema.migrations.c.name)).scalars())
    assert names == set(migrations.STEPS)
    engine.dispose()


def test_names_of_before_are_found_as_files_name_them(tmp_path: Path) -> None:
    path = thaw(
        tmp_path, "version_3",
        "update people set name = 'Jo M\u00fcl\u00adler' where id = 2",
        "update people set folded_name = 'jo m\u00fcl\u00adler' where id = 2",
    )  # fmt: skip
    workspace = tiesmap.open(path, as_of=date(2026, 6, 30))
    assert [person.id for person in workspace.people.find("Jo M\u00fcller")] == [2]
    workspace.store.close()


def test_the_keys_of_people_stand_as_in_a_new_database(tmp_path: Path) -> None:
    """In the order of the people, with one index for the keys that are somebody's alone."""
    query = "select sql from sqlite_master where tbl_name = 'person_keys' order by name"
    said = []
    for path in (thaw(tmp_path), tmp_path / "new.db"):
        opening.open_engine(path).dispose()
        with closing(sqlite3.connect(path)) as raw:
            said.append([" ".join(sql.split()) for (sql,) in raw.execute(query)])
            plan = raw.execute(
                "explain query plan select person from person_keys "
                "where kind = ? and scope = ? and value = ? and kind != 'name'", ("id", "", "7"),
            ).fetchone()  # fmt: skip
            assert "one_person_a_key" in plan[3], "a key is not looked for among all"
    assert said[0] == said[1]


def test_a_new_group_of_tables_comes_with_a_new_version() -> None:
    """Or the databases of before have no counter for it, and no page opens."""
    groups = ("evidence", "people", "comfort", "requests", "practice", "rewritten")
    assert (20, groups) == (schema.VERSION, schema.GROUPS)


def test_a_counter_that_came_later_is_added(tmp_path: Path) -> None:
    path = thaw(tmp_path, "version_3", "delete from counters where name = 'practice'")
    with tiesmap.open(path).view() as view:
        assert set(view.versions) == set(schema.GROUPS)


def test_reasons_told_apart_by_their_words_get_their_kinds(tmp_path: Path) -> None:
    """What was read out of the sentences of an ask, each as it was said before."""
    said = [
        "is at Hotel Club, which knows its members", "is in Bank, and may know others there",
        "is in Bank (proposed), which deals with Food", "is in Bank", "works at Acme, which pays",
        "your comfort 4.0 of 5", "your comfort 2.5 of 5 (inferred)",
        "Tom\u00e1s Ray looks after Ann's firm: ask Tom\u00e1s first",
        "Al Ray, Bo and Cy look after Dee: ask them first", "Ann Lee named Dee Fox",
    ]  # fmt: skip
    path = thaw(tmp_path)
    row = {"id": 2, "reasons": ["is in Bank", "your comfort 5.0 of 5"], "version": 1}
    log = json.dumps([["requests", row, {"id": 2, "version": 2}]])
    with closing(sqlite3.connect(path)) as raw:
        raw.execute("update requests set reasons = ? where id = 1", (json.dumps(said),))
        raw.execute("update requests set target = 'Dee Fox', target_id = 5 where id = 1")
        raw.execute(
            "insert into request_steps values (2, 'rwh2hv4me45', 20635, 'asked', 'asked', "
            "'Rita Rep', 'named; was somebody at Acme', 0)"
        )
        raw.execute("update merges set log = ?", (log,))
        raw.commit()
    workspace = tiesmap.open(path, rep="Rita Rep", as_of=date(2026, 6, 30))
    named, *others = workspace.asks.requests()
    assert list(named.reasons) == said
    kinds = "members peers deals in_trade told comfort comfort first first named"
    assert [str(one.kind) for one in named.why] == kinds.split()
    assert [one.facts for one in named.why][-3:] == [
        ("Ann's firm", "Tom\u00e1s Ray"), ("Dee", "Al Ray", "Bo", "Cy"),
        ("Ann Lee", "Dee Fox", "Acme", ""),
    ]  # fmt: skip
    assert [one.proposed for one in named.why] == [False, False, True, *[False] * 7]
    assert workspace.asks.undo_step(named).target == "somebody at Acme"
    assert others[1].reasons == ("is in Bank", "your comfort 4.0 of 5")
    with workspace.store.reading() as connection:
        (log,) = connection.execute(sa.select(schema.merges.c.log)).scalars()
    assert entries_of(log) == [["requests", row | {"reasons": [
        {"in_trade": ["Bank"]}, {"comfort": ["5.0 of 5"]}
    ]}, {"id": 2, "version": 2}]]  # fmt: skip
    workspace.store.close()
