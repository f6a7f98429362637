"""The shell: what it writes, where, and with which exit code."""

from __future__ import annotations

import csv
import io
import json
import socket
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from click.testing import CliRunner, Result

import tiesmap
from tiesmap.cli import main
from tiesmap.exporting.spreadsheets import PATH_COLUMNS, TIE_COLUMNS
from tiesmap.model.requests import COLUMNS
from tiesmap.workspace.week.part import WEEK_COLUMNS

DAY = "2026-03-31"
PEOPLE = """id,name,email,company,title,category,rep,do_not_ask
1,Rita Rep,rita@firm.example,Firm,Broker,,yes,
2,Cora Client,cora@bank.example,Bank,Owner,Banking,,
3,Theo Target,theo@hotel.example,Hotel,Buyer,Hotels,,
4,Nora Never,nora@hotel.example,Hotel,Buyer,Hotels,,yes
5,Gil Goal,gil@inn.example,Inn,Owner,Inns,,
"""
INTERACTIONS = """date,from,to,channel
2026-03-01,1,2,meeting
2026-03-10,2,1,email
2026-03-11,2,1;3,email
2026-03-12,2,4,email
2026-03-13,3,5,email
"""


@pytest.fixture
def database(tmp_path: Path) -> str:
    (tmp_path / "people.csv").write_text(PEOPLE, encoding="utf-8")
    (tmp_path / "interactions.csv").write_text(INTERACTIONS, encoding="utf-8")
    return str(tmp_path / "some.db")


def run(database: str, *words: str) -> Result:
    return CliRunner().invoke(main, [words[0], "--db", database, *words[1:]])


def load(database: str) -> Result:
    folder = Path(database).parent
    files = [str(folder / name) for name in ("people.csv", "interactions.csv")]
    return run(database, "import", *files, "--rep", "Rita Rep")


def rows(result: Result) -> list[dict[str, Any]]:
    return next(iter(json.loads(result.stdout).values()))


def test_import_counts_all_but_the_rep(database: str) -> None:
    folder = Path(database).parent
    done = run(
        database, "import", str(folder / "people.csv"), str(folder / "interactions.csv"),
        "--rep", "Rita Rep", "--json",
    )  # fmt: skip
    assert done.exit_code == 0, done.output
    people, interactions = rows(done)
    assert (people["source"], people["rows"], people["people_new"]) == ("people", 5, 4)
    assert interactions["interactions"] == 5
    assert people["problems"] == []


def test_import_twice_changes_nothing(database: str) -> None:
    load(database)
    first = run(database, "ties", "--json", "--as-of", DAY).stdout
    again = load(database)
    assert "nothing new" in again.stdout
    assert run(database, "ties", "--json", "--as-of", DAY).stdout == first


@pytest.mark.parametrize("day", ["0001-01-01", "1899-12-31", "2101-01-01", "9999-12-31T23:59"])
def test_a_day_that_cannot_be_meant_is_refused(database: str, day: str) -> None:
    load(database)
    for words in (("week",), ("ties",), ("paths", "--outward")):
        done = run(database, *words, "--as-of", day)
        assert done.exit_code == 2 and "from 1900 to 2100" in done.output


@pytest.mark.parametrize("day", ["1900-01-01", "2100-12-31"])
def test_the_first_and_the_last_day_that_can_be_meant(database: str, day: str) -> None:
    load(database)
    for words in (("week",), ("ties",), ("paths", "--outward"), ("plan",), ("requests",)):
        done = run(database, *words, "--as-of", day)
        assert done.exit_code in (0, 1) and "a fault of tiesmap" not in done.output, done.output


def test_the_week_goes_into_a_workbook(database: str, tmp_path: Path) -> None:
    # One mail to two is no ground for an ask: Cora and Theo meet.
    met = f"{INTERACTIONS}2026-03-14,2,3,meeting\n"
    (tmp_path / "interactions.csv").write_text(met, encoding="utf-8")
    load(database)
    out = tmp_path / "week.XLSX"
    assert run(database, "week", "--out", str(out), "--as-of", DAY).exit_code == 0
    items = rows(run(database, "week", "--json", "--as-of", DAY))
    header, *lines = openpyxl.load_workbook(out).active.values
    assert header == WEEK_COLUMNS and items
    assert [line[0] for line in lines] == [item["person"] for item in items]
    assert lines[0][5].date().isoformat() == items[0]["due"]


def test_dry_run_stores_nothing(database: str) -> None:
    folder = Path(database).parent
    done = run(database, "import", str(folder / "people.csv"), "--rep", "Rita Rep", "--dry-run")
    assert done.exit_code == 0 and "Nothing is stored yet" in done.stdout
    assert tiesmap.open(database).people.people() == ()


def test_bad_rows_are_listed_and_the_good_ones_load(database: str, tmp_path: Path) -> None:
    load(database)
    spoiled = tmp_path / "interactions.csv"
    spoiled.write_text(INTERACTIONS + "2026-13-01,1,2,email\n2026-03-20,2,3,email\n")
    done = run(database, "import", str(spoiled))
    assert done.exit_code == 0
    assert "interactions.csv, line 7, column date: '2026-13-01'" in done.stdout
    assert "1 interactions" in done.stdout


def test_one_refused_file_refuses_the_batch(database: str, tmp_path: Path) -> None:
    (tmp_path / "letter.csv").write_text("Dear Sir or Madam,\nall the best\n", encoding="utf-8")
    people = str(Path(database).parent / "people.csv")
    done = run(database, "import", people, str(tmp_path / "letter.csv"))
    assert done.exit_code == 1
    assert done.stderr.startswith("tiesmap: letter.csv") and done.stderr.count("\n") == 1
    assert tiesmap.open(database).people.people() == ()


def test_paths_go_through_nobody_marked(database: str) -> None:
    load(database)
    found = rows(run(database, "paths", "--outward", "--json", "--as-of", DAY))
    assert [row["goal"] for row in found][:1] == ["Theo Target"]
    assert "Nora Never" not in json.dumps(found)
    assert found[0]["connector_id"] == "2" and found[0]["goal_id"] == "3"
    assert set(found[0]) == set(PATH_COLUMNS)


def test_a_path_to_somebody_two_introductions_away(database: str) -> None:
    load(database)
    (path,) = rows(run(database, "paths", "--to", "Gil Goal", "--json", "--as-of", DAY))
    assert path["path"] == ["Rita Rep", "Cora Client", "Theo Target", "Gil Goal"]
    assert 0 < path["chance"] < 1


def test_no_path_is_an_answer_in_words(database: str) -> None:
    load(database)
    done = run(database, "paths", "--to", "Cora Client", "--as-of", DAY)
    assert done.exit_code == 0 and "You know Cora Client already" in done.stderr


def test_ties_have_their_columns(database: str, tmp_path: Path) -> None:
    load(database)
    out = tmp_path / "ties.csv"
    assert run(database, "ties", "--out", str(out), "--as-of", DAY).exit_code == 0
    found = list(csv.DictReader(io.StringIO(out.read_text(encoding="utf-8-sig"))))
    assert tuple(found[0]) == TIE_COLUMNS
    assert (found[0]["person"], found[0]["other"]) == ("Rita Rep", "Cora Client")
    # One meeting, one mail to her alone, one mail to her and Theo: three contacts.
    assert found[0]["contacts"] == "3"
    assert "met once" in found[0]["reasons"]


def test_requests_are_stored_and_the_same_the_second_time(database: str, tmp_path: Path) -> None:
    load(database)
    out = [tmp_path / "one.csv", tmp_path / "two.csv"]
    for path in out:
        assert run(database, "requests", "--out", str(path), "--as-of", DAY).exit_code == 0
    assert out[0].read_bytes() == out[1].read_bytes()
    (first, *_) = csv.DictReader(io.StringIO(out[0].read_text(encoding="utf-8-sig")))
    assert tuple(first) == COLUMNS
    assert (first["connector"], first["target"]) == ("Cora Client", "Theo Target")
    assert first["purpose"] and first["note_to_forward"]


@pytest.mark.parametrize(
    ("only", "new"), [(["asked"], 0), (["planned", "met"], 0), (["asked", "suggested"], 1)]
)
def test_who_looks_for_what_was_asked_gets_nothing_suggested(
    database: str, only: list[str], new: int
) -> None:
    load(database)
    words = [word for status in only for word in ("--status", status)]
    done = run(database, "requests", *words, "--as-of", DAY)
    assert done.exit_code == 0 and f"{new} new, {new} in the list" in done.stderr


def test_an_exported_list_reads_back_with_what_was_changed(database: str) -> None:
    load(database)
    run(database, "requests", "--as-of", DAY)
    workspace = tiesmap.open(database, rep="Rita Rep")
    stored = workspace.asks.requests()
    exported = workspace.reports.requests_file(stored, ".csv")
    assert workspace.asks.read_requests("asks.csv", exported) == (0, ())
    edited = exported.replace(b"suggested", b"planned", 1)
    assert workspace.asks.read_requests("asks.csv", edited) == (1, ())
    assert [r.status for r in workspace.asks.requests()].count("planned") == 1


@pytest.mark.parametrize(
    ("written", "read"), [("15.04.2026", "2026-04-15"), ("4/15/2026", "2026-04-15")]
)
def test_a_list_that_a_spreadsheet_has_saved_reads_back(
    database: str, written: str, read: str
) -> None:
    load(database)
    run(database, "requests", "--as-of", DAY)
    workspace = tiesmap.open(database, rep="Rita Rep")
    (first, *_) = workspace.asks.requests()
    exported = workspace.reports.requests_file([first], ".csv").replace(
        str(first.follow_up_on).encode(), written.encode()
    )
    assert workspace.asks.read_requests("asks.csv", exported) == (1, ())
    assert str(workspace.asks.requests()[0].follow_up_on) == read


def test_a_date_that_cannot_be_read_leaves_the_rest_of_its_row(database: str) -> None:
    load(database)
    run(database, "requests", "--as-of", DAY)
    workspace = tiesmap.open(database, rep="Rita Rep")
    (first, *_) = workspace.asks.requests()
    exported = workspace.reports.requests_file([first], ".csv")
    exported = exported.replace(str(first.follow_up_on).encode(), b"soon")
    exported = exported.replace(b"suggested", b"planned")
    changed, (problem,) = workspace.asks.read_requests("asks.csv", exported)
    assert changed == 1 and problem.column == "follow_up_on" and problem.value == "soon"
    (again, *_) = workspace.asks.requests()
    assert (again.status, again.follow_up_on) == ("planned", first.follow_up_on)


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("paths",), 2),
        (("paths", "--outward", "--wanted"), 2),
        (("paths", "--reach", "sideways", "--outward"), 2),
        (("ties", "--as-of", "tomorrow"), 2),
        (("import", "missing.csv"), 1),
        (("ties", "--rep", "Nobody Atall"), 1),
        (("paths", "--to", "Nobody Atall"), 1),
    ],
)
def test_exit_codes(database: str, words: tuple[str, ...], code: int) -> None:
    load(database)
    done = run(database, *words)
    assert done.exit_code == code
    assert "Traceback" not in done.output and done.stderr


def test_a_name_that_fits_two_lists_both(database: str, tmp_path: Path) -> None:
    twins = tmp_path / "twins.csv"
    twins.write_text("id,name,company\n8,Al Twin,Left\n9,Al Twin,Right\n", encoding="utf-8")
    load(database)
    run(database, "import", str(twins))
    done = run(database, "paths", "--to", "Al Twin")
    assert done.exit_code == 1
    assert "Left" in done.stderr and "Right" in done.stderr


def test_an_unusable_database_is_a_sentence(tmp_path: Path) -> None:
    spoiled = tmp_path / "some.db"
    spoiled.write_bytes(b"this is no database at all" * 100)
    done = run(str(spoiled), "ties")
    assert done.exit_code == 1 and done.stderr.count("\n") == 1
    assert spoiled.read_bytes() == b"this is no database at all" * 100


def test_a_port_in_use_is_said_before_anything_opens():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        done = CliRunner().invoke(main, ["demo", "--port", str(taken.getsockname()[1])])
    assert done.exit_code == 1
    assert "in use" in done.output and "choose another" in done.output
    assert "is open at" not in done.output
