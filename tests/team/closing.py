"""A database closed for its reps: two of them, each of whom marked whatever he could write."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

import pytest

import tiesmap
from tests.guarded import load
from tests.postgres import Prepared
from tests.team.marked import Marked, mark
from tiesmap.store import schema
from tiesmap.store.sharing.preparing import prepare
from tiesmap.store.store import Store, open_store

ALMA, BEN = "mark-of-alma", "mark-of-ben"


@dataclass(frozen=True)
class Two:
    """A closed database with two reps, each of whom marked whatever he could write."""

    app: Store
    keeper: Store
    alma: int
    ben: int
    postgres: Prepared


def closed(postgres: Prepared, name: str) -> tuple[str, str]:
    """The addresses of a database that is made ready: its keeper's, and that for everybody."""
    server = postgres.server
    url = postgres.new(name)
    server.run(
        "do $$ begin create role asks login; exception when duplicate_object then end $$",
        "do $$ begin create role keeper login; exception when duplicate_object then end $$",
    )
    server.run(*(f"alter table {table} owner to keeper" for table in schema.metadata.tables),
               f'alter database "{name}" owner to keeper',
               "alter schema public owner to keeper", database=name)  # fmt: skip
    keeper = server.url(name, "keeper")
    store = open_store(keeper)
    prepare(store.engine, "asks")
    store.close()
    assert url != keeper
    return keeper, server.url(name, "asks")


@pytest.fixture(scope="module")
def two(postgres: Prepared) -> Iterator[Two]:
    keeper, app = closed(postgres, "two")
    seat = tiesmap.open(app, as_of=date(2026, 6, 30))
    files = {}
    for name, word in (("Alma Rep", ALMA), ("Ben Rep", BEN)):
        own = [{"name": f"{word} {k}", "email": f"{k}@{word}.example"} for k in range(4)]
        mail = {"date": "2026-03-01", "from": name, "to": own[0]["email"], "notes": word}
        met = {"date": "2026-03-02", "channel": "meeting", "from": own[1]["email"],
               "to": f"{name}; {own[2]['email']}"}  # fmt: skip
        files[word] = load(seat, name, people=own, interactions=[mail, met])
    reps = {person.name: person.id for person in seat.people.reps()}
    owner = open_store(keeper)
    for name, word in (("Alma Rep", ALMA), ("Ben Rep", BEN)):
        mine = replace(seat, rep=reps[name])
        people = [p.id for p in mine.people.people() if p.name.startswith(word)]
        with owner.writing() as connection:
            mark(connection, Marked(reps[name], word, tuple(people), files[word]))
    seat.store.close()
    store = open_store(app)
    yield Two(store, owner, reps["Alma Rep"], reps["Ben Rep"], postgres)
    store.close()
    owner.close()
    postgres.server.drop("two")


@pytest.fixture
def own_role(two: Two) -> Iterator[Store]:
    """The database, as a member with a role of his own at the server opens it."""
    run = two.postgres.server.run
    run("drop role if exists bens_own", "create role bens_own login in role asks")
    add = "insert into members (id, email, person, role, db_role, token) values "
    run(f"{add} (1, 'ben@x.example', {two.ben}, 'rep', 'bens_own', '')",
        f"{add} (2, 'adam@x.example', {two.alma}, 'admin', '', '')", database="two")  # fmt: skip
    store = open_store(two.postgres.server.url("two", "bens_own"))
    yield store
    store.close()
    run("delete from members", database="two")
