"""Databases at a server that an older, a newer, or two tiesmaps at once have made."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
import sqlalchemy as sa

import tiesmap
from tests.guarded import ANN, BOB, load, someone
from tests.postgres import Prepared
from tests.stored import get
from tiesmap.store import migrations, opening, schema
from tiesmap.store.settings import read_of_rep
from tiesmap.store.store import Unusable, open_store

OLDER = (
    "alter table people drop column category_by",
    "alter table requests drop column letter",
    "drop index one_key_of_notes",
    "drop table decisions, rep_settings, migrations, on_file",
    "alter table interactions drop column rep",
    "delete from counters where name in ('practice', 'id:operations')",
    "update counters set value = 1 where name = 'schema'",
    "insert into settings (key, value) values ('pace:3', '{\"items\": 7}')",
    "update people set folded_name = 'as it was before'",
)


@pytest.fixture
def fresh(postgres: Prepared) -> Iterator[str]:
    """The address of a database with our tables, which a test may take apart."""
    yield postgres.new("older")
    postgres.server.drop("older")


def _shape(url: str) -> dict[str, Any]:
    """Columns and indexes of each table."""
    engine = sa.create_engine(url, poolclass=sa.NullPool)
    with engine.connect() as connection:
        known = sa.inspect(connection)
        return {
            name: (
                sorted((c["name"], str(c["type"]), c["nullable"]) for c in known.get_columns(name)),
                sorted(str(index["name"]) for index in known.get_indexes(name)),
            )
            for name in schema.metadata.tables
        }


def test_an_older_database_is_brought_up_to_date(fresh: str, postgres: Prepared, team: str) -> None:
    workspace = tiesmap.open(fresh)
    load(workspace, people=[ANN, BOB])
    rita = someone(workspace, "Rita Rep").id
    workspace.store.close()
    assert rita == 3
    postgres.server.run(*OLDER, database="older")
    store = open_store(fresh)
    store.close()
    assert _shape(fresh) == _shape(team)
    with store.reading() as connection:
        table = schema.people
        said = connection.execute(sa.select(table.c.folded_name, table.c.category_by)).all()
    assert sorted(map(tuple, said)) == [("ann lee", ""), ("bob ray", ""), ("rita rep", "")]
    assert get(store, read_of_rep, 3, "pace") == {"items": 7}
    steps = postgres.server.run("select name from migrations order by 1", database="older")
    assert [name for (name,) in steps] == sorted(migrations.STEPS)
    # What it did is done: a second opening changes nothing.
    before = postgres.server.run("select * from counters order by 1", database="older")
    open_store(fresh).close()
    assert postgres.server.run("select * from counters order by 1", database="older") == before
    store.close()


def test_a_step_that_fails_leaves_the_older_database(
    fresh: str, postgres: Prepared, monkeypatch: pytest.MonkeyPatch
) -> None:
    postgres.server.run(*OLDER[:-2], database="older")

    def fails(_: object) -> None:
        raise OSError("cut off")

    with monkeypatch.context() as patch:
        patch.setitem(opening.migrations.STEPS, "one form of names", fails)
        with pytest.raises(OSError, match="cut off"):
            open_store(fresh)
    names = postgres.server.run("select tablename from pg_tables", database="older")
    assert ("decisions",) not in names, "tables that were added went again"
    open_store(fresh).close()


def test_a_newer_database_is_left_alone(fresh: str, postgres: Prepared) -> None:
    postgres.server.run("update counters set value = 99 where name = 'schema'", database="older")
    with pytest.raises(Unusable, match="written by a newer tiesmap"):
        open_store(fresh)


def test_two_who_make_the_tables_at_once_make_them_once(postgres: Prepared) -> None:
    postgres.server.drop("bare_one")
    url = postgres.server.new("bare_one")
    together = Barrier(3)

    def make(_: int) -> None:
        together.wait(20)
        opening.open_engine(url).dispose()

    with ThreadPoolExecutor(3) as crew:
        list(crew.map(make, range(3)))
    assert len(postgres.server.run("select * from migrations", database="bare_one")) == len(
        migrations.STEPS
    )
    postgres.server.drop("bare_one")
