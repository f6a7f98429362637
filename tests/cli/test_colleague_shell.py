"""What is open to colleagues, by shell: opened, looked at by a colleague, closed."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

import tiesmap
from tests.guarded import ANN, BOB, MAIL, REP, load
from tiesmap.cli import main

TOM = "Tom Other"


@pytest.fixture
def database(tmp_path: Path) -> str:
    """A file with two reps: one wrote to Ann, who is in a category."""
    found = str(tmp_path / "team.db")
    workspace = tiesmap.open(found)
    load(workspace, people=[ANN | {"category": "Banks"}, BOB | {"company": "Acme Two"}],
         interactions=[MAIL, MAIL | {"to": "bob@x.example"}])  # fmt: skip
    load(workspace, TOM, people=[{"name": "Zed Zorn"}])
    workspace.store.close()
    return found


def run(database: str, *words: str, rep: str = REP, code: int = 0) -> str:
    asked = ["colleague", *words, "--db", database, "--rep", rep, "--as-of", "2026-06-30"]
    done = CliRunner().invoke(main, asked, catch_exceptions=False)
    assert done.exit_code == code, done.output
    return done.output


def test_opened_seen_and_closed(database: str) -> None:
    assert "open to colleagues: nothing" in run(database, "open")
    assert "see nothing" in run(database, "shown")
    assert "No colleague shows" in run(database, "knows", "lee", rep=TOM)
    said = run(database, "open", "--category", "Banks", "--person", "Bob Ray")
    assert "open to colleagues: Banks, Bob Ray" in said and "they see 2 people" in said
    assert "Rita Rep knows Ann Lee a little  (Acme)" in run(database, "knows", "acme", rep=TOM)
    assert '"strength": "weak"' in run(database, "knows", "acme", "--json", rep=TOM)
    assert "private, whatever is open: Ann Lee" in run(database, "private", "Ann Lee")
    assert "No colleague shows" in run(database, "knows", "lee", rep=TOM)
    assert "they see 2 people" in run(database, "private", "Ann Lee", "--no-longer")
    assert "open to colleagues: Bob Ray" in run(database, "close", "--category", "Banks")
    assert "Bob Ray  Acme Two  weak" in run(database, "shown")
    assert "Nobody looked" in run(database, "looks")
    assert "your whole network" in run(database, "open", "--whole")
    assert "open to colleagues: nothing" in run(database, "close")
    assert "No colleague shows" in run(database, "knows", "ray", rep=TOM)


def test_a_category_that_nobody_is_in_is_told(database: str) -> None:
    assert "Nobody is in a category 'Hats'" in run(database, "open", "--category", "Hats", code=1)


def test_a_whole_ask(database: str) -> None:
    run(database, "open", "--whole")
    assert "No ask yet" in run(database, "asks", rep=TOM)
    why = ("--why", "a loan")
    assert "No colleague shows" in run(database, "ask", "Zed", *why, rep=TOM, code=1)
    assert "Say it more exactly" in run(database, "ask", "acme", *why, rep=TOM, code=1)
    said = run(database, "ask", "Bob Ray", "--of", REP, *why, rep=TOM)
    assert "ask 1: Rita Rep is asked for Bob Ray" in said
    listed = run(database, "asks")
    assert "from Tom Other, for Bob Ray: a loan" in listed and "to pass on: Bob Ray, a" in listed
    assert "in your own words" in run(database, "answer", "1", "edited", code=1)
    assert "does it themselves" in run(database, "answer", "1", "myself", "--on", "2026-07-03")
    assert "does it themselves, on 2026-07-03" in run(database, "asks", rep=TOM)
    assert "ask 1: met" in run(database, "came", "1", "met", rep=TOM)
    assert "; met on 2026-06-30" in run(database, "asks")
    run(database, "ask", "Ann Lee", *why, rep=TOM)
    run(database, "answer", "2", "no", "--reason", "not now")
    assert "your reason: not now" in run(database, "asks")
    assert "not now" not in run(database, "asks", "--json", rep=TOM)
