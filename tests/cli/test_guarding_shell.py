"""Undo, backups, erasing and duplicates from the shell."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from tests.guarded import ANN, BOB, MAIL, someone, table
from tiesmap.cli import main
from tiesmap.workspace.opening import open_workspace


@pytest.fixture
def database(tmp_path: Path) -> str:
    return str(tmp_path / "ties.db")


def run(database: str, *words: str, answer: str = "") -> Result:
    return CliRunner().invoke(main, [words[0], "--db", database, *words[1:]], input=answer)


def load(database: str, folder: Path, **files: list[dict[str, str]]) -> Result:
    paths = []
    for name, rows in files.items():
        path = folder / f"{name}.csv"
        path.write_bytes(table(*rows))
        paths.append(str(path))
    result = run(database, "import", *paths, "--rep", "Rita Rep")
    assert result.exit_code == 0, result.stderr
    return result


def test_undo(database: str, tmp_path: Path) -> None:
    load(database, tmp_path, people=[ANN])
    load(database, tmp_path, people=[BOB], interactions=[MAIL])
    said = run(database, "undo").stdout
    assert said == "Import 2 is taken back: 1 person and 2 rows removed.\n"
    listed = json.loads(run(database, "undo", "--list", "--json").stdout)["imports"]
    assert [bool(entry["undone"]) for entry in listed] == [True, False]
    again = run(database, "undo", "2")
    assert again.exit_code == 1 and "taken back already" in again.stderr
    assert run(database, "undo", "1").exit_code == 0
    assert "no import to take back" in run(database, "undo").stderr


def test_who_is_twice_for_sure_is_said_right_after_the_import(
    database: str, tmp_path: Path
) -> None:
    page = "https://www.linkedin.com/in/"
    load(
        database,
        tmp_path,
        people=[{"name": "Bill Orr", "company": "Orr", "profile_url": page + "b"}],
    )
    path = tmp_path / "more.csv"
    path.write_text("name,email,company\nWilliam Orr,wo@orr.example,Orr Inc\n", encoding="utf-8")
    told = "On file twice for sure: 1 pair (tiesmap duplicates --join-sure makes one of each)."
    assert told not in run(database, "import", str(path), "--rep", "Rita Rep", "--dry-run").stderr
    assert told in run(database, "import", str(path), "--rep", "Rita Rep").stderr
    assert "1 were made part" in run(database, "duplicates", "--join-sure").stderr
    assert told not in run(database, "import", str(path), "--rep", "Rita Rep").stderr


def test_undo_of_what_was_done_last_by_hand(database: str, tmp_path: Path) -> None:
    load(database, tmp_path, people=[ANN], interactions=[MAIL])
    assert "Nothing was done by hand" in run(database, "undo", "--hand", "--list").stdout
    none = run(database, "undo", "--hand")
    assert none.exit_code == 1 and "nothing done by hand" in none.stderr
    workspace = open_workspace(database, "Rita Rep")
    ann = someone(workspace, "Ann Lee").id
    for rating in (2, 5):
        workspace.people.rate({ann: rating})
    assert "Done last by hand: the rating" in run(database, "undo", "--hand", "--list").stdout
    said = run(database, "undo", "--hand")
    assert said.stdout == "Undone: the rating of Ann Lee.\n" and said.exit_code == 0
    assert someone(open_workspace(database, "Rita Rep"), "Ann Lee").comfort == 2
    assert json.loads(run(database, "undo", "--hand", "--json").stdout) == {
        "undo": [{"what": "the rating of Ann Lee"}]
    }
    assert someone(open_workspace(database, "Rita Rep"), "Ann Lee").comfort is None
    assert run(database, "undo", "--hand", "1").exit_code == 2
    assert "Import 1 is taken back" in run(database, "undo").stdout, "an import is none of it"


@pytest.mark.parametrize("answer", ["n\n", ""])
def test_erasing_without_a_yes_changes_nothing(answer: str, database: str, tmp_path: Path) -> None:
    load(database, tmp_path, people=[ANN])
    said = run(database, "erase", "Ann Lee", answer=answer)
    assert said.exit_code == 1
    assert "Aborted" in said.stderr and "fault" not in said.stderr
    assert run(database, "export-person", "Ann Lee").exit_code == 0


def test_backup_and_restore(database: str, tmp_path: Path) -> None:
    assert "nothing to back up" in run(database, "backup").stdout
    load(database, tmp_path, people=[ANN])
    name = run(database, "backup").stdout.split()[0]
    load(database, tmp_path, people=[BOB])
    assert name in run(database, "restore", "--list").stdout
    assert run(database, "restore", name).exit_code == 0
    assert run(database, "export-person", "Bob Ray").exit_code == 1
    assert run(database, "restore").exit_code == 0  # back to before going back
    assert run(database, "export-person", "Bob Ray").exit_code == 0
    lost = run(database, "restore", "nothing")
    assert lost.exit_code == 1 and "no backup called nothing" in lost.stderr


def test_erase_asks_first(database: str, tmp_path: Path) -> None:
    load(database, tmp_path, people=[ANN, BOB])
    assert run(database, "erase", "Ann Lee", answer="n\n").exit_code == 1
    assert run(database, "export-person", "Ann Lee").exit_code == 0
    assert run(database, "erase", "Ann Lee", "bob@x.example", "--yes").exit_code == 0
    assert run(database, "export-person", "Ann Lee").exit_code == 1
    assert "2 people were erased" in load(database, tmp_path, people=[ANN, BOB]).stdout


def test_export_of_a_person(database: str, tmp_path: Path) -> None:
    load(database, tmp_path, people=[ANN, BOB])
    found = json.loads(run(database, "export-person", "Ann Lee").stdout)
    assert found["person"][0]["city"] == "Bern"
    out = tmp_path / "ann.csv"
    assert run(database, "export-person", "Ann Lee", "--csv", "--out", str(out)).exit_code == 0
    assert "person,1,city,Bern" in out.read_text("utf-8-sig").splitlines()


def test_duplicates(database: str, tmp_path: Path) -> None:
    twin = ANN | {"name": "Anne Lee", "email": "ann.lee@y.example", "phone": "0301234567"}
    load(database, tmp_path, people=[ANN | {"phone": "+49 30 1234567"}, twin, BOB])
    (pair,) = json.loads(run(database, "duplicates", "--json").stdout)["duplicates"]
    assert (pair["one"], pair["other"]) == ("Ann Lee", "Anne Lee")
    done = run(database, "duplicates", "--same", pair["one_id"], pair["other_id"])
    assert "Nobody seems to be on file twice" in done.stdout and "--unmerge 1" in done.stderr
    assert "Anne Lee" in run(database, "duplicates", "--unmerge", "1").stdout
    said = run(database, "duplicates", "--different", "Ann Lee", "Anne Lee").stdout
    assert "Nobody seems to be on file twice" in said
