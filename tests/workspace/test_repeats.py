"""The same files again, with nothing written since: known as such, and recorded as any import."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
import sqlalchemy as sa

import tiesmap
from tests.guarded import ANN, BOB, MAIL, REP, TIE, Rows, dump, load, someone, table
from tiesmap.store import imports, repeats, schema
from tiesmap.workspace import Workspace

CID = {"name": "Cid Moe", "email": "cid@x.example", "category": "Bank", "client": "yes"}
TO_BOB = {"date": "2026-03-02", "from": "ann@x.example", "to": "bob@x.example"}
BATCHES: dict[str, dict[str, Rows]] = {
    "people": {"people": [ANN, BOB, CID]},
    "with contacts": {"people": [ANN, BOB | {"rep": ""}], "interactions": [TO_BOB], "ties": [TIE]},
    "a bad cell": {"people": [ANN, BOB | {"comfort": "9"}]},
    "a note": {"people": [ANN, BOB | {"company": "self-employed"}]},
    "rows twice": {"people": [ANN, ANN, BOB | {"company": "Zeta"}, BOB]},
}
LOG = ("counters",)


def open_at(path: Path) -> Workspace:
    return tiesmap.open(path / "ties.db")


@pytest.fixture
def taken(monkeypatch: pytest.MonkeyPatch) -> list[bool]:
    """Of each import whether it was taken for a repeat."""
    found: list[bool] = []
    really: Callable[..., object] = imports.repeat

    def repeat(*args: object) -> object:
        report = really(*args)
        found.append(report is not None)
        return report

    monkeypatch.setattr(imports, "repeat", repeat)
    return found


def forget(workspace: Workspace) -> None:
    """Take away by what the imports are known again."""
    with workspace.store.writing() as connection:
        connection.execute(schema.imports.update().values(again=sa.null()))


def state(workspace: Workspace) -> dict[str, list[str]]:
    return dump(workspace, LOG, ("version", "at", "again", "undone"))


@pytest.mark.parametrize("name", BATCHES)
@pytest.mark.parametrize("before", [{}, {"people": [BOB | {"stage": "lead", "comfort": "2"}]}])
def test_a_repeat_leaves_what_the_rows_would(
    tmp_path: Path, taken: list[bool], name: str, before: dict[str, Rows]
) -> None:
    files = [(f"{one}.csv", table(*rows)) for one, rows in BATCHES[name].items()]
    states, reports = [], []
    for short in (True, False):
        (tmp_path / str(short)).mkdir()
        workspace = open_at(tmp_path / str(short))
        if before:
            load(workspace, **before)
        first = load(workspace, **BATCHES[name])
        if not short:
            forget(workspace)
        reports.append(workspace.files.import_files(files, REP))
        twice = state(workspace)
        workspace.data.undo_import(first)
        once = state(workspace)
        workspace.data.undo_import(first + 1)
        states.append((twice, once, state(workspace)))
        workspace.store.close()
    assert taken == [True], "the second was to go the long way"
    for short_way, long_way in zip(*states, strict=True):
        for name in long_way:
            assert short_way[name] == long_way[name], name
    assert reports[0] == reports[1]


def test_what_was_written_since_ends_it(tmp_path: Path, taken: list[bool]) -> None:
    workspace = open_at(tmp_path)
    load(workspace, people=[ANN, BOB])
    workspace.people.save_person(replace(someone(workspace, "Ann Lee"), city="Thun"))
    for _ in range(2):  # what a hand set is told each time
        load(workspace, people=[ANN, BOB])
        assert taken == []


@pytest.mark.parametrize(
    "other",
    [
        lambda w: load(w, "Other Rep", people=[ANN]),
        lambda w: load(w, people=[ANN | {"city": "Thun"}]),
        lambda w: load(w, ties=[TIE]),
        lambda w: w.files.import_files([("other.csv", table(ANN))], REP),
        lambda w: w.files.import_files([("people.csv", table(ANN))], REP, None, DAY_FIRST),
        lambda w: w.data.undo_import(1) and load(w, people=[ANN]),
    ],
)
def test_anything_else_is_none(
    tmp_path: Path, taken: list[bool], other: Callable[[Workspace], object]
) -> None:
    workspace = open_at(tmp_path)
    load(workspace, people=[ANN])
    other(workspace)
    assert taken == []


DAY_FIRST = {"people.csv": {"day_first": True}}


def test_whoever_is_known_by_reference_alone_is_matched_each_time(
    tmp_path: Path, taken: list[bool]
) -> None:
    workspace = open_at(tmp_path)
    for _ in range(2):
        load(workspace, interactions=[MAIL])
    assert taken == []


def test_somebody_faster_in_between(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    workspace, other = open_at(tmp_path), open_at(tmp_path)
    first = load(workspace, people=[ANN])
    really = repeats.find

    def find(connection: sa.Connection, batch: str) -> repeats.Repeat | None:
        found = really(connection, batch)
        monkeypatch.setattr(repeats, "find", really)
        other.data.undo_import(first)
        return found

    monkeypatch.setattr(repeats, "find", find)
    load(workspace, people=[ANN])
    assert someone(workspace, "Ann Lee").email == ANN["email"]
