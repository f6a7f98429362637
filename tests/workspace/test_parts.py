"""The parts of a workspace: each built alone, each question and each write of few transactions."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import Engine, event

import tiesmap
from tests.alike import part_of_the_sample
from tests.workspace.calls import DAY, READS, WRITES, Call, Facts
from tiesmap.store import roles, schema
from tiesmap.store.operation import Operation
from tiesmap.workspace import Workspace, workspace
from tiesmap.workspace.cache import Cache
from tiesmap.workspace.part import Part
from tiesmap.workspace.ways.part import Ways

MOST = 3
"""Transactions of one question, and of one write."""
AT_SERVER = {
    *(f"team.{n}" for n in ("add", "end", "remove", "hand_over", "new_token", "revoke_token")),
    "showing.show",
}
"""What a file refuses: tests/team/test_members.py and test_coached.py try it."""


@pytest.fixture(scope="module")
def ws(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    """A part of the sample with several of everything: each call works it all out anew."""
    path = tmp_path_factory.mktemp("parts") / "sample.db"
    opened = tiesmap.open(path, as_of=DAY)
    opened.files.import_files(part_of_the_sample(people=401, interactions=1000), "Maren Holloway")
    opened.store.close()
    opened = tiesmap.open(path, rep="Maren Holloway", as_of=DAY)
    yield opened
    opened.store.close()


@contextmanager
def counted(engine: Engine) -> Iterator[list[int]]:
    """The transactions begun meanwhile, as the length of a list."""
    begun: list[int] = []

    def begin(_connection: object) -> None:
        begun.append(1)

    event.listen(engine, "begin", begin)
    try:
        yield begun
    finally:
        event.remove(engine, "begin", begin)


def transactions(ws: Workspace, calls: dict[str, Call]) -> dict[str, int]:
    """How many transactions each call begins where nothing is answered from memory."""
    found = {}
    for name, call in calls.items():
        made = call(Facts(ws))
        ws.cache.clear()
        with counted(ws.store.engine) as begun:
            made()
        found[name] = len(begun)
    return found


def test_a_question_is_few_transactions(ws: Workspace) -> None:
    found = transactions(ws, READS)
    assert {name: count for name, count in found.items() if count > MOST} == {}


def test_a_write_is_few_transactions_and_has_a_title(
    ws: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    titles: list[str] = []
    finish = Operation.finish

    def told(op: Operation) -> None:
        if op.kind == "hand" and op.entries:
            titles.append(op.what)
        finish(op)

    monkeypatch.setattr(Operation, "finish", told)
    found = transactions(ws, WRITES)
    # Erasing writes the file anew, and each backup, which asks by which signs people are known.
    found["data.erase"] -= 2 + len(ws.data.backups())
    # A ticked list is two writes: the asks of the second go along ties that the first has stored.
    found["onward.read_ticks"] -= MOST
    found["onward.tick"] -= MOST
    assert {name: count for name, count in found.items() if count > MOST} == {}
    # What the button Undo says is never blank, nor the name of a table.
    assert len(titles) > len(WRITES) / 2
    tables = {*schema.metadata.tables, *map(roles.what, schema.metadata.tables.values())}
    assert not {title for title in titles if not title.strip() or title in tables}
    assert not [title for title in titles if title != title.strip() or "nobody" in title]


def parts() -> dict[str, type[Part]]:
    """The parts by the name under which a workspace has them."""
    found = {}
    for name, one in vars(Workspace).items():
        kind = getattr(workspace, name.title().replace("_", ""), None)
        if hasattr(one, "func") and isinstance(kind, type) and issubclass(kind, Part):
            found[name] = kind
    return found


def test_each_method_of_each_part_is_counted() -> None:
    assert len(parts()) >= 8
    public = {f"{name}.{m}" for name, kind in parts().items() for m in vars(kind) if m[0] != "_"}
    assert public - AT_SERVER == {*READS, *WRITES} and not READS.keys() & WRITES.keys()


def test_nobody_inherits_far() -> None:
    for kind in (Workspace, Cache, *parts().values()):
        assert len(kind.__mro__) <= 3


def test_a_part_works_alone(ws: Workspace) -> None:
    for kind in parts().values():
        assert vars(kind(ws)) == {"place": ws}
    assert Ways(ws).overview() == ws.ways.overview()


def test_two_workspaces_of_the_same_question_are_equal(ws: Workspace, tmp_path: Path) -> None:
    assert replace(ws, listener=print) == ws == replace(ws, cache=Cache())
    assert replace(ws, rep=2) != ws
    other = tiesmap.open(tmp_path / "other.db", as_of=DAY)
    assert replace(other, rep=ws.rep) != ws
    other.store.close()
