"""Every command of the shell, once, as one journey: at a server it says what it says on a file."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from tests.alike import part_of_the_sample
from tests.guarded import ANN, BOB, table
from tiesmap.cli import main

REP = "Maren Holloway"
DAY = "2026-06-30"
NOT_ON_A_DATABASE = {"demo", "coach"}
"""The sample has a file of its own; and a server knows no coach before somebody is a member, where
a file shows the counts of all (test_coached.py)."""
# Words in capitals are filled in: files of the test, and the first request that was suggested.
JOURNEY = """
import PEOPLE INTERACTIONS TIES NOTES --rep REP --dry-run
import PEOPLE INTERACTIONS TIES NOTES --rep REP
import PEOPLE INTERACTIONS --rep REP
watch FOLDER --once --take
start --gain GAIN --plan
categories
ties
paths --outward --top 5
paths --to p040
circles
evidence
plan --asks 3 --keep
requests --top 3 --json
asks --connector p027
outcome REQUEST asked
outcome REQUEST agreed
outcome REQUEST accepted
outcome REQUEST introduced
onward REQUEST
mention SECOND
tie p027 p031 --strength 2
undo --hand
chain
ticklist --connector p027
visit begin p041 --with p040
visit note 1 --as rep --marks 4,3,5,2,4 --ended OPEN
visit note 1 --as coach --marks 4,4,3,2,5 --ended OPEN
visit agree 1 GAIN --until 2026-08-01
visit list
colleague open --whole
week
member list
benchmarks asked=4 documented=80
trial start --from 2026-07-06 --weeks 4
trial join
trial stop
showing list
practice --kind notes
people
find hotel
introductions
interactions
relationships
targets
my-data --out OUT
duplicates --same p044 p045
duplicates --unmerge 1
export-person p041
undo 2
undo --list
backup
erase p046 --yes
restore --list
restore
people --json
"""
MOMENT = re.compile(r"\d{4}-\d\d-\d\d[ T]\d\d[:-]\d\d([:-]\d\d)?(\.\d+)?")


def _words(line: str, given: dict[str, str]) -> list[str]:
    return [given.get(word, word) for word in line.split()]


def _journey(folder: Path) -> dict[str, str]:
    """line -> what it said; each must end with exit code 0."""
    folder.mkdir()
    (folder / "watched").mkdir()
    (folder / "watched" / "more.csv").write_bytes(table(ANN, BOB))
    given = {
        "REP": REP,
        "GAIN": "a broker who answers",
        "OPEN": "left open",
        "OUT": str(folder / "mine.zip"),
    }
    given["FOLDER"] = str(folder / "watched")
    for name, data in part_of_the_sample(people=50, interactions=120):
        (folder / name).write_bytes(data)
        given[name.removesuffix(".csv").upper()] = str(folder / name)
    said = {}
    for number, line in enumerate(JOURNEY.strip().splitlines()):
        words = _words(line, given)
        workspace = [] if words[0] in ("watch", "import") else ["--rep", REP]
        done = CliRunner().invoke(main, [*words, *workspace, "--as-of", DAY])
        assert done.exit_code == 0, f"{line}: {done.output}"
        if line.startswith("requests"):
            # Those for a named person: an open ask has nobody yet to mention a name to.
            rows = json.loads(done.stdout)["requests"]
            found = [row["request"] for row in rows if row["target_id"]]
            given["REQUEST"], given["SECOND"] = found[:2]
        said[f"{number}. {line}"] = MOMENT.sub("WHEN", done.stdout.replace(str(folder), ""))
    return said


def test_every_command_says_the_same_at_a_server(
    team: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TIESMAP_DB", str(tmp_path / "ties.db"))
    on_file = _journey(tmp_path / "one")
    monkeypatch.setenv("TIESMAP_DB", team)
    at_server = _journey(tmp_path / "two")
    for line, words in on_file.items():
        if "backup" not in line and "restore" not in line and "erase" not in line:
            assert at_server[line] == words, line
    run = {line.split()[0] for line in JOURNEY.strip().splitlines()}
    missing = set(main.commands) - run - NOT_ON_A_DATABASE - {"move", "prepare"}
    assert not missing, "a new command belongs into the journey above"


def test_a_file_moves_to_a_server_and_back(
    team: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mine, back = tmp_path / "mine.db", tmp_path / "back.db"
    people = tmp_path / "people.csv"
    people.write_bytes(table(ANN, BOB))

    def run(*words: str, code: int = 0) -> str:
        done = CliRunner().invoke(main, list(words))
        assert done.exit_code == code, done.output
        return done.output

    run("import", str(people), "--rep", REP, "--db", str(mine))
    there = run("move", "--db", str(mine), "--to", team)
    assert re.search(r"^ +3 +people$", there, re.MULTILINE)
    assert "read again on both sides and found equal" in there
    assert "Ann Lee" in run("people", "--db", team)
    assert run("people", "--db", team) == run("people", "--db", str(mine)), "it stays, too"
    again = run("move", "--db", str(mine), "--to", team, code=1)
    assert "holds something already, so nothing was moved" in again
    # What is done there goes on from where the file was, and comes back with it.
    before = run("ties", "--db", team, "--rep", REP)
    run("tie", "Ann Lee", "Bob Ray", "--strength", "3", "--db", team, "--rep", REP)
    run("move", "--db", team, "--to", str(back))
    assert run("people", "--db", str(back)) == run("people", "--db", team)
    assert run("ties", "--db", str(back), "--rep", REP) == run("ties", "--db", team, "--rep", REP)
    run("undo", "--hand", "--db", str(back), "--rep", REP)
    assert run("ties", "--db", str(back), "--rep", REP) == before
    # Nothing is made where there is nothing to move.
    nothing = tmp_path / "no.db"
    assert "There is no database" in run("move", "--db", str(nothing), "--to", team, code=1)
    assert not nothing.exists()


def test_a_move_that_fails_leaves_nothing(
    team: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mine = tmp_path / "mine.db"
    people = tmp_path / "people.csv"
    people.write_bytes(table(ANN, BOB))
    CliRunner().invoke(main, ["import", str(people), "--rep", REP, "--db", str(mine)])

    def fails(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr("tiesmap.store.copying._compare", fails)
        for to in (team, str(tmp_path / "new.db")):
            done = CliRunner().invoke(main, ["move", "--db", str(mine), "--to", to])
            assert done.exit_code == 1 and "No space left" in done.output
    assert not (tmp_path / "new.db").exists()
    done = CliRunner().invoke(main, ["move", "--db", str(mine), "--to", team])
    assert done.exit_code == 0, "it is still empty"
