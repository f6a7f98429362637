"""Entries of the practice are known again when their file comes once more, whatever happened."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import tiesmap
from tests.guarded import ANN, BOB, REP, dump, load, someone
from tiesmap.model.tact import Favor
from tiesmap.workspace import Workspace

DAY = date(2026, 5, 4)
FAVOR = {"person": "ann@x.example", "date": "2026-05-04", "direction": "given", "kind": "gift"}
NOTE = {"person": "bob@x.example", "date": "2026-05-04", "discussed": "roofs"}
LOGS = ("imports", "counters", "restated", "person_stated", "person_rows")


@pytest.fixture
def seat(tmp_path: Path) -> Iterator[Workspace]:
    opened = tiesmap.open(tmp_path / "ties.db", as_of=date(2026, 6, 30))
    load(opened, people=[ANN, BOB, {"name": "Cy Dow", "email": "cy@x.example"}])
    yield replace(opened, rep=someone(opened, REP).id)
    opened.store.close()


def said(seat: Workspace) -> list[str]:
    return sorted(note.discussed for note in seat.week.practice().notes)


def kinds(seat: Workspace) -> list[str]:
    return sorted(favor.kind for favor in seat.asks.favors())


# Equal entries -----------------------------------------------------------------------------------


@pytest.mark.parametrize("which", [0, 1, 2])
def test_one_of_equal_entries_is_edited(seat: Workspace, which: int) -> None:
    load(seat, favors=[FAVOR] * 3)
    seat.week.record(replace(seat.asks.favors()[which], kind="visit"))
    load(seat, favors=[FAVOR] * 3)
    assert kinds(seat) == ["gift", "gift", "visit"]
    seat.files.import_files([("favors.csv", seat.week.entries_csv("favors"))])
    assert kinds(seat) == ["gift", "gift", "visit"]


def test_an_edited_one_of_equal_entries_is_removed(seat: Workspace) -> None:
    load(seat, favors=[FAVOR] * 2)
    edited = seat.week.record(replace(seat.asks.favors()[-1], kind="visit"))
    seat.week.remove_entry(edited)
    seat.files.import_files([("favors.csv", seat.week.entries_csv("favors"))])
    assert kinds(seat) == ["gift"]


def test_every_equal_entry_is_edited_and_one_put_back(seat: Workspace) -> None:
    load(seat, favors=[FAVOR] * 2)
    for favor in seat.asks.favors():
        seat.week.record(replace(favor, kind="visit"))
    load(seat, favors=[FAVOR] * 2)
    assert kinds(seat) == ["visit", "visit"]
    seat.week.record(replace(seat.asks.favors()[0], kind="gift"))
    load(seat, favors=[FAVOR] * 2)
    assert kinds(seat) == ["gift", "visit"]


steps = st.lists(st.tuples(st.sampled_from(["add", "gift", "visit", "remove"]), st.integers(0, 9)))


@given(st.integers(0, 3), steps)
@settings(deadline=None, max_examples=40)
def test_what_goes_out_is_known_after_any_work(rows: int, work: list[tuple[str, int]]) -> None:
    with TemporaryDirectory() as folder:
        seat = tiesmap.open(Path(folder) / "ties.db", as_of=date(2026, 6, 30))
        load(seat, people=[ANN], favors=[FAVOR] * rows)
        seat = replace(seat, rep=someone(seat, REP).id)
        ann = someone(seat, "Ann Lee").id
        for step, which in work:
            favors = seat.asks.favors()
            if step == "add":
                seat.week.record(Favor(0, 0, ann, DAY, "given", "gift"))
            elif favors:
                favor = favors[which % len(favors)]
                if step == "remove":
                    seat.week.remove_entry(favor)
                else:
                    seat.week.record(replace(favor, kind=step))
        before = dump(seat, LOGS)
        seat.files.import_files([("favors.csv", seat.week.entries_csv("favors"))])
        assert dump(seat, LOGS) == before
        seat.store.close()


# Merged, erased, taken back ----------------------------------------------------------------------


def test_an_edited_entry_is_known_after_a_merge(seat: Workspace) -> None:
    load(seat, notes=[NOTE])
    seat.week.record(replace(seat.week.practice().notes[0], discussed="roofs and beams"))
    before = dump(seat)
    number = seat.data.merge(someone(seat, "Cy Dow").id, someone(seat, "Bob Ray").id)
    load(seat, notes=[NOTE])
    assert said(seat) == ["roofs and beams"]
    seat.data.unmerge(number)
    load(seat, notes=[NOTE])
    assert said(seat) == ["roofs and beams"]
    assert dump(seat, LOGS)["notes"] == before["notes"]


def test_equal_entries_of_two_cards_are_both_known_after_a_merge(seat: Workspace) -> None:
    rows = [NOTE, NOTE, NOTE | {"person": "cy@x.example"}]
    load(seat, notes=rows)
    cy, bob = someone(seat, "Cy Dow").id, someone(seat, "Bob Ray").id
    mine = next(note for note in seat.week.practice().notes if note.person == bob)
    theirs = next(note for note in seat.week.practice().notes if note.person == cy)
    for note in (mine, theirs):
        seat.week.record(replace(note, discussed=f"beams {note.person}"))
    seat.data.merge(cy, bob)
    load(seat, notes=rows)
    assert said(seat) == sorted([f"beams {bob}", f"beams {cy}", "roofs"])


@pytest.mark.parametrize("text", ["met Ann Lee, offered a roof", "offered a roof"])
def test_an_edited_entry_is_known_after_somebody_it_names_is_erased(
    seat: Workspace, text: str
) -> None:
    rows = [NOTE | {"discussed": "met Ann Lee"}, NOTE | {"discussed": "met Ann Lee", "next_on": ""}]
    load(seat, notes=rows)
    seat.week.record(replace(seat.week.practice().notes[0], discussed=text))
    seat.data.erase([someone(seat, "Ann Lee").id])
    load(seat, notes=rows)
    assert said(seat) == sorted([text.replace("Ann Lee", "[erased]"), "met [erased]"])


@pytest.mark.parametrize("by_hand", [1, 2, 3])
def test_equal_entries_by_hand_are_known_after_an_import_is_taken_back(
    seat: Workspace, by_hand: int
) -> None:
    number = load(seat, favors=[FAVOR] * 2)
    ann = someone(seat, "Ann Lee").id
    for _ in range(by_hand):
        seat.week.record(Favor(0, 0, ann, DAY, "given", "gift"))
    seat.data.undo_import(number)
    seat.files.import_files([("favors.csv", seat.week.entries_csv("favors"))])
    assert len(seat.asks.favors()) == by_hand


def test_an_entry_that_a_hand_moved_to_another_day_is_known(seat: Workspace) -> None:
    load(seat, notes=[NOTE] * 2)
    moved = seat.week.record(replace(seat.week.practice().notes[-1], day=DAY + timedelta(1)))
    seat.week.record(replace(moved, discussed="beams"))
    load(seat, notes=[NOTE] * 2)
    assert said(seat) == ["beams", "roofs"]
