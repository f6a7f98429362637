"""Nobody who is marked "do not ask" is asked as somebody else. Expected: by hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import permutations
from pathlib import Path

import pytest

import tiesmap
from tests.guarded import REP, load
from tiesmap.workspace import Workspace

PAGE = "https://www.linkedin.com/in/pm"
PATTY = {"name": "Patricia Orr", "company": "Scioto Freight", "profile_url": PAGE}
SAID = {"name": "Patty Orr", "company": "SCIOTO FREIGHT INC", "email": "p@scioto.example",
        "do_not_ask": "yes"}  # fmt: skip
OTHER = {"name": "Pat Orr", "company": "Nord Hotels"}


@pytest.fixture
def seat(tmp_path: Path) -> Workspace:
    seat = tiesmap.open(tmp_path / "ties.db", as_of=date(2026, 6, 30))
    load(seat, people=[{"name": REP, "email": "rep@us.example", "rep": "yes"}, OTHER])
    return seat


def marked(seat: Workspace) -> set[str]:
    return {person.name for person in seat.people.people() if person.do_not_ask}


@pytest.mark.parametrize("order", list(permutations([0, 1])))
@pytest.mark.parametrize("together", [True, False])
def test_a_mark_holds_for_the_likely_twin(
    seat: Workspace, order: tuple[int, int], together: bool
) -> None:
    rows = [(PATTY, SAID)[k] for k in order]
    for part in [rows] if together else [[one] for one in rows]:
        load(seat, people=part)
    assert marked(seat) == {"Patricia Orr", "Patty Orr"}


def test_it_is_told_and_taken_back_with_the_import(seat: Workspace) -> None:
    load(seat, people=[PATTY])
    data = b"name,company,do_not_ask\nPatty Orr,Scioto Freight Inc,yes\n"
    report = seat.files.import_files([("people.csv", data)], REP)
    (note,) = [note for note in report.files[0].notes if "look like somebody" in note]
    assert "Patricia Orr" in note
    seat.data.undo_import(report.id)
    assert marked(seat) == set()


def test_who_was_said_to_be_somebody_else_is_not_marked(seat: Workspace) -> None:
    load(seat, people=[PATTY])
    load(seat, people=[SAID | {"do_not_ask": ""}])
    one, other = sorted(
        p.id for p in seat.people.people() if p.name in ("Patricia Orr", "Patty Orr")
    )
    seat.data.decide(one, other, "different")
    load(seat, people=[SAID])
    assert marked(seat) == {"Patty Orr"}


def test_a_mark_by_hand_holds_too(seat: Workspace) -> None:
    load(seat, people=[PATTY, SAID | {"do_not_ask": ""}])
    (patty,) = seat.people.find("Patty Orr")
    seat.people.set_do_not_ask([patty.id], True)
    assert marked(seat) == {"Patricia Orr", "Patty Orr"}
    seat.people.set_do_not_ask([one.id for one in seat.people.people()], False)
    (patty,) = seat.people.find("Patty Orr")
    seat.people.save_person(replace(patty, do_not_ask=True))
    assert marked(seat) == {"Patricia Orr", "Patty Orr"}


def test_a_mark_holds_for_the_same_name_without_a_firm(seat: Workspace) -> None:
    load(seat, people=[{"name": "Patty Orr", "profile_url": PAGE}])
    load(seat, people=[SAID])
    assert [p.do_not_ask for p in seat.people.people() if p.name == "Patty Orr"] == [True, True]


def test_the_firm_that_the_file_says_counts(seat: Workspace) -> None:
    load(
        seat, people=[PATTY, {"name": "Patty Orr", "company": "p.example", "email": SAID["email"]}]
    )
    load(seat, people=[SAID])
    assert marked(seat) == {"Patricia Orr", "Patty Orr"}


def test_the_mark_stays_where_the_two_are_joined(seat: Workspace) -> None:
    load(seat, people=[PATTY, SAID])
    assert seat.data.merge_sure(seat.data.suggestions()) == 1
    (one,) = (person for person in seat.people.people() if person.do_not_ask)
    assert one.name in ("Patricia Orr", "Patty Orr")
