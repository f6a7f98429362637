"""Entries of the practice are known again when their file comes once more, whatever happened."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

import tiesmap
from tests.guarded import ANN, BOB, REP, dump, favors, load, someone
from tests.laws import examples
from tiesmap.model.tact import Favor
from tiesmap.workspace import Workspace

DAY = date(2026, 5, 4)
FAVOR = {"person": "ann@x.example", "date": "2026-05-04", "direction": "given", "kind": "gift"}
NOTE = {"person": "bob@x.example", "date": "2026-05-04", "discussed": "roofs"}
LOGS = ("imports", "counters", "restated", "person_stated", "person_rows")


@pytest.fixture
def workspace(workspace: Workspace) -> Workspace:
    load(workspace, people=[ANN, BOB, {"name": "Cy Dow", "email": "cy@x.example"}])
    return replace(workspace, rep=someone(workspace, REP).id)


def said(workspace: Workspace) -> list[str]:
    return sorted(note.discussed for note in workspace.week.practice().notes)


def kinds(workspace: Workspace) -> list[str]:
    return sorted(favor.kind for favor in favors(workspace))


# Equal entries -----------------------------------------------------------------------------------


@pytest.mark.parametrize("which", [0, 1, 2])
def test_one_of_equal_entries_is_edited(workspace: Workspace, which: int) -> None:
    load(workspace, favors=[FAVOR] * 3)
    workspace.week.record(replace(favors(workspace)[which], kind="visit"))
    load(workspace, favors=[FAVOR] * 3)
    assert kinds(workspace) == ["gift", "gift", "visit"]
    workspace.files.import_files([("favors.csv", workspace.week.entries_csv("favors"))])
    assert kinds(workspace) == ["gift", "gift", "visit"]


def test_an_edited_one_of_equal_entries_is_removed(workspace: Workspace) -> None:
    load(workspace, favors=[FAVOR] * 2)
    edited = workspace.week.record(replace(favors(workspace)[-1], kind="visit"))
    workspace.week.remove_entry(edited)
    workspace.files.import_files([("favors.csv", workspace.week.entries_csv("favors"))])
    assert kinds(workspace) == ["gift"]


def test_every_equal_entry_is_edited_and_one_put_back(workspace: Workspace) -> None:
    load(workspace, favors=[FAVOR] * 2)
    for favor in favors(workspace):
        workspace.week.record(replace(favor, kind="visit"))
    load(workspace, favors=[FAVOR] * 2)
    assert kinds(workspace) == ["visit", "visit"]
    workspace.week.record(replace(favors(workspace)[0], kind="gift"))
    load(workspace, favors=[FAVOR] * 2)
    assert kinds(workspace) == ["gift", "visit"]


steps = st.lists(st.tuples(st.sampled_from(["add", "gift", "visit", "remove"]), st.integers(0, 9)))


@given(st.integers(0, 3), steps)
@examples(40)
def test_what_goes_out_is_known_after_any_work(rows: int, work: list[tuple[str, int]]) -> None:
    with TemporaryDirectory() as folder:
        workspace = tiesmap.open(Path(folder) / "ties.db", as_of=date(2026, 6, 30))
        load(workspace, people=[ANN], favors=[FAVOR] * rows)
        workspace = replace(workspace, rep=someone(workspace, REP).id)
        ann = someone(workspace, "Ann Lee").id
        for step, which in work:
            given = favors(workspace)
            if step == "add":
                workspace.week.record(Favor(0, 0, ann, DAY, "given", "gift"))
            elif given:
                favor = given[which % len(given)]
                if step == "remove":
                    workspace.week.remove_entry(favor)
                else:
                    workspace.week.record(replace(favor, kind=step))
        before = dump(workspace, LOGS)
        workspace.files.import_files([("favors.csv", workspace.week.entries_csv("favors"))])
        assert dump(workspace, LOGS) == before
        workspace.store.close()


# Merged, erased, taken back ----------------------------------------------------------------------


def test_an_edited_entry_is_known_after_a_merge(workspace: Workspace) -> None:
    load(workspace, notes=[NOTE])
    workspace.week.record(replace(workspace.week.practice().notes[0], discussed="roofs and beams"))
    before = dump(workspace)
    number = workspace.duplicates.merge(
        someone(workspace, "Cy Dow").id, someone(workspace, "Bob Ray").id
    )
    load(workspace, notes=[NOTE])
    assert said(workspace) == ["roofs and beams"]
    workspace.duplicates.unmerge(number)
    load(workspace, notes=[NOTE])
    assert said(workspace) == ["roofs and beams"]
    assert dump(workspace, LOGS)["notes"] == before["notes"]


def test_equal_entries_of_two_cards_are_both_known_after_a_merge(workspace: Workspace) -> None:
    rows = [NOTE, NOTE, NOTE | {"person": "cy@x.example"}]
    load(workspace, notes=rows)
    cy, bob = someone(workspace, "Cy Dow").id, someone(workspace, "Bob Ray").id
    mine = next(note for note in workspace.week.practice().notes if note.person == bob)
    theirs = next(note for note in workspace.week.practice().notes if note.person == cy)
    for note in (mine, theirs):
        workspace.week.record(replace(note, discussed=f"beams {note.person}"))
    workspace.duplicates.merge(cy, bob)
    load(workspace, notes=rows)
    assert said(workspace) == sorted([f"beams {bob}", f"beams {cy}", "roofs"])


@pytest.mark.parametrize("text", ["met Ann Lee, offered a roof", "offered a roof"])
def test_an_edited_entry_is_known_after_somebody_it_names_is_erased(
    workspace: Workspace, text: str
) -> None:
    rows = [NOTE | {"discussed": "met Ann Lee"}, NOTE | {"discussed": "met Ann Lee", "next_on": ""}]
    load(workspace, notes=rows)
    workspace.week.record(replace(workspace.week.practice().notes[0], discussed=text))
    workspace.data.erase([someone(workspace, "Ann Lee").id])
    load(workspace, notes=rows)
    assert said(workspace) == sorted([text.replace("Ann Lee", "[erased]"), "met [erased]"])


@pytest.mark.parametrize("by_hand", [1, 2, 3])
def test_equal_entries_by_hand_are_known_after_an_import_is_taken_back(
    workspace: Workspace, by_hand: int
) -> None:
    number = load(workspace, favors=[FAVOR] * 2)
    ann = someone(workspace, "Ann Lee").id
    for _ in range(by_hand):
        workspace.week.record(Favor(0, 0, ann, DAY, "given", "gift"))
    workspace.data.undo_import(number)
    workspace.files.import_files([("favors.csv", workspace.week.entries_csv("favors"))])
    assert len(favors(workspace)) == by_hand


def test_an_entry_that_a_hand_moved_to_another_day_is_known(workspace: Workspace) -> None:
    load(workspace, notes=[NOTE] * 2)
    moved = workspace.week.record(
        replace(workspace.week.practice().notes[-1], day=DAY + timedelta(1))
    )
    workspace.week.record(replace(moved, discussed="beams"))
    load(workspace, notes=[NOTE] * 2)
    assert said(workspace) == ["beams", "roofs"]
