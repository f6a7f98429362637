"""Two who write at the same time, and one who is killed in the middle, at a server."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from threading import Barrier

import pytest
import sqlalchemy as sa

import tiesmap
from tests.alike import part_of_the_sample, whole
from tests.guarded import ANN, BOB, MAIL, REP, TIE, load, someone
from tests.postgres import WORDS, Prepared
from tests.stored import get, one_person
from tiesmap.model.people import Person
from tiesmap.store import people, schema, transactions
from tiesmap.store.rows import take_ids
from tiesmap.store.store import Conflict, Store, Unusable, open_store
from tiesmap.workspace import Workspace

EDITS = 220


@pytest.fixture
def workspace(team: str) -> Iterator[Workspace]:
    opened = tiesmap.open(team, as_of=date(2026, 6, 30))
    load(opened, people=[ANN, BOB], interactions=[MAIL], ties=[TIE])
    yield replace(opened, rep=someone(opened, REP).id)
    opened.store.close()


def _edit(store: Store, person: int, what: str) -> int:
    """Add a word to a title, as often as needed until nobody was faster; how often not."""
    faster = 0
    while True:
        before = one_person(store, person)
        assert before is not None
        try:
            with store.operation("hand") as op:
                people.save(op, replace(before, title=f"{before.title} {what}".strip()), None, ())
            return faster
        except Conflict:
            faster += 1


def test_of_many_edits_at_once_none_is_lost(
    workspace: Workspace, team: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(transactions, "PATIENCE", 60.0)
    person = someone(workspace, "Ann Lee").id
    stores = [open_store(team) for _ in range(4)]
    words = [f"w{k}" for k in range(EDITS)]
    with ThreadPoolExecutor(4) as crew:
        jobs = [crew.submit(_edit, stores[k % 4], person, word) for k, word in enumerate(words)]
        faster = sum(job.result(120) for job in jobs)
    found = one_person(workspace.store, person)
    assert found is not None
    assert sorted(found.title.split()) == sorted(words)
    assert faster > 0, "they met"
    for store in stores:
        store.close()


def test_an_id_is_never_given_twice(workspace: Workspace) -> None:
    def take(_: int) -> list[int]:
        with workspace.store.writing() as connection:
            first = take_ids(connection, schema.ties, 3)
        return [first, first + 1, first + 2]

    with ThreadPoolExecutor(4) as crew:
        given = [number for ids in crew.map(take, range(40)) for number in ids]
    assert len(set(given)) == len(given) == 120


def test_two_who_add_the_same_address_get_one_card_and_a_sentence(
    workspace: Workspace, team: str
) -> None:
    workspaces = [replace(tiesmap.open(team), rep=workspace.rep) for _ in range(2)]
    together = Barrier(2)

    def add(one: Workspace) -> str:
        together.wait(20)
        try:
            one.people.save_person(Person(id=0, name="Cy Fox", email="cy@x.example"))
        except Conflict as error:
            return str(error)
        return ""

    with ThreadPoolExecutor(2) as crew:
        said = sorted(crew.map(add, workspaces))
    assert said[0] == ""
    assert said[1].startswith("This e-mail address belongs to Cy Fox already")
    assert len(workspace.people.find("Cy Fox")) == 1
    for one in workspaces:
        one.store.close()


def test_two_who_import_the_same_people_at_once_make_them_once(team: str) -> None:
    files = [("people.csv", dict(part_of_the_sample(12, 20))["people.csv"])]
    workspaces = [tiesmap.open(team) for _ in range(2)]
    together = Barrier(2)

    def bring(one: Workspace) -> str:
        together.wait(20)
        try:
            one.files.import_files(files)
        except Conflict as error:
            return str(error)
        return ""

    with ThreadPoolExecutor(2) as crew:
        said = sorted(crew.map(bring, workspaces))
    assert len(workspaces[0].people.people()) == 12
    assert said == ["", ""] or said[1].startswith("Somebody changed the people of these files")
    for one in workspaces:
        one.store.close()


def test_who_looks_sees_one_state_while_another_writes(workspace: Workspace, team: str) -> None:
    other = tiesmap.open(team)
    with workspace.view() as view:
        before = len(view.people)
        load(other, people=[{"name": "Cy Fox", "email": "cy@x.example"}])
        count = sa.select(sa.func.count()).select_from(schema.people)
        assert view.connection.execute(count).scalar_one() == before
    with workspace.view() as view:
        assert len(view.people) == before + 1
    other.store.close()


def test_who_waits_too_long_is_told_so(
    workspace: Workspace, team: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(transactions, "PATIENCE", 0.2)
    hasty = open_store(team)
    with (
        workspace.store.writing(),
        pytest.raises(Unusable, match="being written to by another") as said,
        hasty.operation("hand"),
    ):
        pass
    assert "postgresql+psycopg://tiesmap@/at_hand" in str(said.value)
    hasty.close()


_KILLED = """
import sys, tiesmap
from tests.alike import part_of_the_sample

def told(share, doing):
    print(f"{share:.3f}", flush=True)

tiesmap.open(sys.argv[1]).files.import_files(
    part_of_the_sample(60, 500), "Maren Holloway", progress=told
)
print("done", flush=True)
"""


@pytest.mark.parametrize("share", [0.3, 0.95])
def test_a_killed_import_leaves_nothing(workspace: Workspace, team: str, share: float) -> None:
    before = whole(workspace)
    process = subprocess.Popen(
        [sys.executable, "-c", _KILLED, team], stdout=subprocess.PIPE, text=True, env=os.environ
    )
    assert process.stdout is not None
    for line in process.stdout:
        assert line != "done\n", "it was killed before its end"
        if float(line) >= share:
            process.send_signal(signal.SIGKILL)
            break
    process.wait(20)
    process.stdout.close()
    # Whoever comes next need not wait for the dead: the server lets go of his lock.
    started = time.monotonic()
    _edit(workspace.store, someone(workspace, "Bob Ray").id, "edited")
    assert time.monotonic() - started < 8
    after = whole(workspace)
    for name in ("people", "interactions", "imports", "person_keys", "ties", "relationships"):
        assert len(after[name]) == len(before[name]), name


def test_a_lost_connection_is_a_sentence_and_nothing_is_half_done(
    workspace: Workspace, postgres: Prepared
) -> None:
    ann = someone(workspace, "Ann Lee")
    with (
        pytest.raises(Unusable, match="was cut off; nothing is half done"),
        workspace.store.operation("hand") as op,
    ):
        people.save(op, replace(ann, city="Rome"), None, ())
        postgres.server.run(
            "select pg_terminate_backend(pid) from pg_stat_activity where datname = 'at_hand'"
        )
        op.rows(schema.people)
    found = get(workspace.store, people.find, "Ann Lee")[0]
    assert found.city == "Bern", "and the next question finds a connection"


WRONG = {
    "password": ("postgresql://guarded:{wrong}@/at_hand?host={folder}", "does not let you in"),
    "in the query": (
        "postgresql://guarded@/at_hand?host={folder}&password={wrong}",
        "does not let you in",
    ),
    "port": ("postgresql://guarded:{wrong}@127.0.0.1:port/at_hand", "is not an address"),
    "nobody there": ("postgresql://guarded:{wrong}@127.0.0.1:1/at_hand", "does not answer"),
    "no such database": ("postgresql://tiesmap:{wrong}@/nowhere?host={folder}", "does not exist"),
    "no rights": ("postgresql://guarded:{right}@/bare?host={folder}", "does not allow this"),
    "others": ("postgresql://tiesmap:{wrong}@/others?host={folder}", "of another program"),
}


@pytest.mark.parametrize("case", WRONG)
def test_what_is_wrong_is_said_without_the_password(
    case: str, postgres: Prepared, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(transactions, "PATIENCE", 2.0)
    address, sentence = WRONG[case]
    server = postgres.server
    server.run(
        "drop role if exists guarded",
        f"create role guarded login password '{WORDS}'",
    )
    for name in ("bare", "others"):
        server.drop(name)
        server.new(name) if case in ("no rights", "others") else None
    if case == "others":
        server.run("create table people (id int)", database="others")
    full = address.format(folder=server.folder, wrong="wr0ng-words", right=WORDS)
    with pytest.raises(Unusable, match=sentence) as said:
        open_store(full)
    assert "wr0ng" not in str(said.value) and WORDS not in str(said.value)
    for name in ("bare", "others"):
        server.drop(name)


def test_a_file_loads_nothing_of_the_server(tmp_path_factory: pytest.TempPathFactory) -> None:
    path = tmp_path_factory.mktemp("file") / "a.db"
    code = (
        "import sys, tiesmap; tiesmap.open(sys.argv[1]).people.people();"
        "print([name for name in sys.modules if name.startswith('psycopg')])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, path], capture_output=True, text=True, timeout=60, check=True
    )
    assert done.stdout.strip() == "[]"
