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
def workspace(tmp_path: Path) -> Workspace:
    workspace = tiesmap.open(tmp_path / "ties.db", as_of=date(2026, 6, 30))
    load(workspace, people=[{"name": REP, "email": "rep@us.example", "rep": "yes"}, OTHER])
    return workspace


def marked(workspace: Workspace) -> set[str]:
    return {person.name for person in workspace.people.people() if person.do_not_ask}


@pytest.mark.parametrize("order", list(permutations([0, 1])))
@pytest.mark.parametrize("together", [True, False])
def test_a_mark_holds_for_the_likely_twin(
    workspace: Workspace, order: tuple[int, int], together: bool
) -> None:
    rows = [(PATTY, SAID)[k] for k in order]
    for part in [rows] if together else [[one] for one in rows]:
        load(workspace, people=part)
    assert marked(workspace) == {"Patricia Orr", "Patty Orr"}


def test_it_is_told_and_taken_back_with_the_import(workspace: Workspace) -> None:
    load(workspace, people=[PATTY])
    data = b"name,company,do_not_ask\nPatty Orr,Scioto Freight Inc,yes\n"
    report = workspace.files.import_files([("people.csv", data)], REP)
    (note,) = [note for note in report.files[0].notes if "look like somebody" in note]
    assert "Patricia Orr" in note
    workspace.data.undo_import(report.id)
    assert marked(workspace) == set()


def test_who_was_said_to_be_somebody_else_is_not_marked(workspace: Workspace) -> None:
    load(workspace, people=[PATTY])
    load(workspace, people=[SAID | {"do_not_ask": ""}])
    one, other = sorted(
        p.id for p in workspace.people.people() if p.name in ("Patricia Orr", "Patty Orr")
    )
    workspace.duplicates.decide(one, other, "different")
    load(workspace, people=[SAID])
    assert marked(workspace) == {"Patty Orr"}


def test_a_mark_by_hand_holds_too(workspace: Workspace) -> None:
    load(workspace, people=[PATTY, SAID | {"do_not_ask": ""}])
    (patty,) = workspace.people.find("Patty Orr")
    workspace.people.set_do_not_ask([patty.id], True)
    assert marked(workspace) == {"Patricia Orr", "Patty Orr"}
    workspace.people.set_do_not_ask([one.id for one in workspace.people.people()], False)
    (patty,) = workspace.people.find("Patty Orr")
    workspace.people.save_person(replace(patty, do_not_ask=True))
    assert marked(workspace) == {"Patricia Orr", "Patty Orr"}


def test_a_mark_holds_for_the_same_name_without_a_firm(workspace: Workspace) -> None:
    load(workspace, people=[{"name": "Patty Orr", "profile_url": PAGE}])
    load(workspace, people=[SAID])
    assert [p.do_not_ask for p in workspace.people.people() if p.name == "Patty Orr"] == [
        True,
        True,
    ]


def test_the_firm_that_the_file_says_counts(workspace: Workspace) -> None:
    load(
        workspace,
        people=[PATTY, {"name": "Patty Orr", "company": "p.example", "email": SAID["email"]}],
    )
    load(workspace, people=[SAID])
    assert marked(workspace) == {"Patricia Orr", "Patty Orr"}


def test_the_mark_stays_where_the_two_are_joined(workspace: Workspace) -> None:
    load(workspace, people=[PATTY, SAID])
    assert workspace.duplicates.merge_sure(workspace.duplicates.suggestions()) == 1
    (one,) = (person for person in workspace.people.people() if person.do_not_ask)
    assert one.name in ("Patricia Orr", "Patty Orr")
