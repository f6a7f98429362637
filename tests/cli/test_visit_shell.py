"""Calls in the field, by shell: begun, noted by both, agreed, removed; and marks that are none."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

import tiesmap
from tests.guarded import ANN, REP, load
from tiesmap.cli import main


@pytest.fixture
def database(tmp_path: Path) -> str:
    """A file with a rep, and one client."""
    found = str(tmp_path / "visits.db")
    load(tiesmap.open(found), REP, people=[ANN])
    return found


def run(database: str, *words: str, code: int = 0) -> str:
    done = CliRunner().invoke(main, ["visit", *words, "--db", database], catch_exceptions=False)
    assert done.exit_code == code, done.output
    return done.output


def test_a_whole_visit(database: str) -> None:
    assert "No visit yet" in run(database, "list")
    assert "visit 1" in run(
        database, "begin", "Ann Lee", "--with", "Cora Coach", "--on", "2026-06-30"
    )
    said = ("--ended", "left open", "--marks")
    assert "the other is next" in run(database, "note", "1", "--as", "rep", *said, "1,2,3,4,5")
    assert "Ann Lee, with Cora Coach\n      waits for the coach" in run(database, "list")
    assert "both are in" in run(database, "note", "1", "--as", "coach", *said, "1 2 3 5 3")
    run(database, "agree", "1", "Ask about the yard", "--until", "2026-07-14")
    listed = run(database, "list")
    assert "the same on 3 of 5, near on 4" in listed
    assert "agreed: Ask about the yard, until 2026-07-14" in listed
    run(database, "forget", "1")
    assert "No visit yet" in run(database, "list")


@pytest.mark.parametrize("marks", ["1,2,3.5,4,5,5", "1,2,x,3,4,5", "1,2,3,4", "1,2,3,4,-5"])
def test_marks_that_are_none_are_not_passed_over(database: str, marks: str) -> None:
    run(database, "begin", "Ann Lee", "--with", "Cora Coach")
    said = run(database, "note", "1", "--as", "rep", "--ended", "left open", "--marks", marks,
               code=1)  # fmt: skip
    assert "Give 5 marks, each 1 to 5." in said
