"""The same files again, with nothing written since: known as such, and recorded as any import."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
import sqlalchemy as sa

import tiesmap
from tests.guarded import ANN, BOB, MAIL, REP, TIE, Rows, dump, load, someone, table
from tiesmap.model.intake import ImportReport
from tiesmap.store import imports, repeats, schema
from tiesmap.store.store import Store
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


def state(workspace: Workspace, *but: str) -> dict[str, list[str]]:
    return dump(workspace, LOG, ("version", "at", "again", "undone", *but))


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


DAN = {"id": "d", "name": "Dan Roe", "email": "dan@y.example", "company": "Acme"}
EVE = {"id": "e", "name": "Eve Fox", "email": "eve@z.example", "comfort": "4"}
CHANGES: dict[str, tuple[Rows, bool]] = {
    "nothing before, then a field": ([ANN, BOB | {"city": "Thun"}, CID, DAN], True),
    "a field": ([ANN, BOB | {"city": "Thun"}, CID, DAN], True),
    "a rating": ([ANN, BOB, CID | {"comfort": "2"}, DAN], True),
    "somebody new": ([ANN, BOB, CID, DAN, EVE], True),
    "somebody new above": ([EVE, ANN, BOB, CID, DAN], True),
    "somebody gone": ([ANN, BOB, DAN], True),
    "another for one": ([ANN, BOB, CID, EVE], True),
    "a bad cell": ([ANN, BOB, CID, DAN | {"comfort": "9"}], True),
    "a note": ([ANN, BOB | {"company": "self-employed"}, CID, DAN], True),
    "a second row": ([ANN, BOB, CID, DAN, DAN | {"company": "Zeta"}], False),
    "a shared address": ([ANN, BOB, CID, DAN, EVE | {"email": str(BOB["email"])}], False),
    "a name alone": ([ANN, BOB, CID, DAN, {"name": "Eve Fox"}], False),
    "two of one name": ([ANN, BOB, CID, DAN, EVE, EVE | {"id": "f", "email": ""}], False),
    "a further column": ([ANN, BOB, CID, DAN | {"hobby": "chess"}], True),
    "an id of another": ([ANN, BOB, CID, EVE | {"id": "d"}], False),
}


@pytest.mark.parametrize("name", CHANGES)
def test_a_file_with_few_changes_leaves_what_all_its_rows_would(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    """Its other rows are not matched, and recorded all the same."""
    rows, short_way = CHANGES[name]
    files = [("people.csv", table(*rows))]
    settled: list[bool] = []
    really = imports.apply

    def apply(store: Store, brought: imports.Brought) -> ImportReport:
        settled.append(brought.matched.unchanged is not None)
        return really(store, brought)

    monkeypatch.setattr(imports, "apply", apply)
    found, ways = [], []
    for short in (True, False):
        (tmp_path / str(short)).mkdir()
        workspace = open_at(tmp_path / str(short))
        first = load(workspace, people=[ANN, BOB, CID, DAN])
        if not short:
            forget(workspace)
        if name.startswith("nothing"):  # the same file once more leaves it as it is
            load(workspace, people=[ANN, BOB, CID, DAN])
            if not short:
                forget(workspace)
        preview = workspace.files.preview_import(files, REP)
        report = workspace.files.import_files(files, REP)
        assert replace(report, id=None) == preview
        ways.append(settled[-1])
        states = [state(workspace, "id")]  # the long way leaves gaps between ties
        for number in (first, first + 1):
            workspace.data.undo_import(number)
            states.append(state(workspace, "id"))
        found.append((report, states))
        workspace.store.close()
    assert ways == [short_way, False]
    assert found[0][0] == found[1][0]
    for one, other in zip(found[0][1], found[1][1], strict=True):
        for each in other:
            assert one[each] == other[each], each
