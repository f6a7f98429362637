"""What PostgreSQL writes into its own log names nobody, and repeats nothing that was written."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
import sqlalchemy as sa

import tiesmap
from tests.guarded import load
from tests.postgres import Prepared, programs, served
from tests.team.closing import closed
from tiesmap.model.practice import Note
from tiesmap.store import opening
from tiesmap.workspace import Workspace

MARK = "mark-of-rita"
DAY = date(2026, 6, 30)


def _write(rita: Workspace) -> None:
    (ann,) = rita.people.find(f"ann@{MARK}.example")
    rita.week.record(Note(0, rita.rep_id, ann.id, DAY, MARK, MARK, MARK))


def _fail(address: str, statement: str) -> None:
    engine = sa.create_engine(address, poolclass=sa.NullPool)
    with pytest.raises(sa.exc.DBAPIError), engine.begin() as connection:
        connection.exec_driver_sql(statement)


def test_the_servers_own_log_names_nobody(tmp_path: Path) -> None:
    found, log = programs(), tmp_path / "log.txt"
    if found is None:
        pytest.skip("PostgreSQL's server is not installed")
    with served(found, log) as server:
        opening.open_engine(server.new("with_tables")).dispose()
        keeper, for_all = closed(Prepared(server), "logged")
        ann = {"name": f"Ann {MARK}", "email": f"ann@{MARK}.example", "notes": MARK}
        load(tiesmap.open(for_all, as_of=DAY), "Rita Rep", people=[ann])
        rita = tiesmap.open(for_all, "Rita Rep", as_of=DAY)
        _write(rita)
        # A key that is there already, and a row that may not be so: their values are left out.
        _fail(keeper, "insert into person_keys select * from person_keys")
        _fail(keeper, f"update people set name = null where id <> {rita.rep_id}")
        said = log.read_text("utf-8")
        assert "duplicate key value" in said and "violates not-null" in said
        assert MARK not in said
        # Whoever lets it log each statement gets the values, too, unless he says otherwise.
        rita.store.close()
        for setting, is_told in (("log_parameter_max_length = 0", False),
                                 ("log_parameter_max_length = -1", True)):  # fmt: skip
            server.run("alter role asks set log_min_duration_statement = 0",
                       f"alter role asks set {setting}")  # fmt: skip
            rita = tiesmap.open(for_all, "Rita Rep", as_of=DAY)
            _write(rita)
            rita.store.close()
            said = log.read_text("utf-8")
            assert "INSERT INTO notes" in said
            assert (MARK in said) == is_told
