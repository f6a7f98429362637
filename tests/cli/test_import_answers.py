"""What a file leaves open, answered by the shell's options. Expected: by hand."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import tiesmap
from tests.places import DOCS
from tests.stored import get
from tiesmap.cli import main
from tiesmap.cli.answers import read_columns
from tiesmap.store.reading import days

DOC = DOCS / "columns.md"
FILES = {
    "odd.csv": "Wer;Wo;Mail an\nAnn Lee;Acme;ann@x.example\n",
    "colons.csv": "name:email:city\nAnn Lee:ann@x.example:Bern\nBob Ray:bob@x.example:Biel\n",
    "bare.csv": "Ann Lee,ann@x.example\nBob Ray,bob@x.example\n",
    "titled.csv": "Team,May,x\nname,email,city,phone\nAnn Lee,ann@x.example,Bern,1\n",
    "log.csv": "date,from,to\n03/05/2026,Ann Lee,Bob Ray\n",
    "empty.csv": "",
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, text in FILES.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def run(folder: Path, *words: str) -> Result:
    files = [str(folder / word) if word in FILES else word for word in words]
    database = str(folder / "ties.db")
    return CliRunner().invoke(main, ["import", "--db", database, "--rep", "Rita Rep", *files])


def people(folder: Path) -> set[tuple[str, str]]:
    workspace = tiesmap.open(folder / "ties.db", as_of=date(2026, 6, 30))
    found = {(person.name, person.email) for person in workspace.people.people() if not person.rep}
    workspace.store.close()
    return found


@pytest.mark.parametrize(
    ("file", "option"),
    [
        ("odd.csv", "--columns"),
        ("colons.csv", "--delimiter"),
        ("bare.csv", "--header-line"),
        ("titled.csv", "--header-line"),
    ],
)
def test_an_open_question_names_its_option(folder: Path, file: str, option: str) -> None:
    done = run(folder, file)
    assert (done.exit_code, done.stdout) == (1, "")
    assert done.stderr.count("\n") == 1
    assert done.stderr.startswith(f"tiesmap: {file}") and option in done.stderr
    assert not people(folder)


@pytest.mark.parametrize(
    "words",
    [
        ("odd.csv", "--columns", "Wer=name,Wo=company,Mail an=email"),
        ("colons.csv", "--delimiter", ":"),
        ("bare.csv", "--header-line", "0", "--columns", "column 1=name,column 2=email"),
        ("titled.csv", "--header-line", "2"),
    ],
)
def test_an_answer_loads_the_file(folder: Path, words: tuple[str, ...]) -> None:
    done = run(folder, *words)
    assert done.exit_code == 0, done.stderr
    assert ("Ann Lee", "ann@x.example") in people(folder)


def test_columns_are_kept_for_the_next_file_with_such_a_header(folder: Path) -> None:
    columns = ("--columns", "Wer=name,Mail an=email")
    assert run(folder, "odd.csv", *columns, "--dry-run").exit_code == 0
    assert run(folder, "odd.csv").exit_code == 1
    assert run(folder, "odd.csv", *columns).exit_code == 0
    (folder / "odd.csv").write_text("MAIL AN;wer;Wo\nbob@x.example;Bob Ray;Inn\n", "utf-8")
    assert run(folder, "odd.csv").exit_code == 0
    assert people(folder) == {("Ann Lee", "ann@x.example"), ("Bob Ray", "bob@x.example")}


def test_rows_are_of_the_kind_that_is_said(folder: Path) -> None:
    done = run(folder, "odd.csv", "--columns", "Wer=name,Wo=company", "--kind", "targets")
    assert "1 on the wanted list" in done.stdout
    assert people(folder) == set()


def test_open_dates_are_left_out_and_the_option_is_told(folder: Path) -> None:
    done = run(folder, "log.csv")
    assert done.exit_code == 0
    assert "--day-first or --month-first" in done.stderr
    done = run(folder, "log.csv", "--day-first")
    assert (done.exit_code, done.stderr) == (0, "")
    workspace = tiesmap.open(folder / "ties.db", as_of=date(2026, 6, 30))
    assert get(workspace.store, days.last_day) == date(2026, 5, 3)


def test_every_wrong_file_is_named(folder: Path) -> None:
    done = run(folder, "empty.csv", "odd.csv", "colons.csv")
    assert done.exit_code == 1 and done.stderr.count("\n") == 1
    told = [done.stderr.find(name) for name in ("empty.csv", "odd.csv", "colons.csv")]
    assert told == sorted(told) and told[0] > 0


@pytest.mark.parametrize("text", ["Wer", "Wer=", "=name", "a=name,b"])
def test_columns_that_lead_nowhere_are_wrong_usage(folder: Path, text: str) -> None:
    assert run(folder, "odd.csv", "--columns", text).exit_code == 2


def test_a_name_with_a_comma_stands_in_quotes() -> None:
    assert read_columns('"Name, full"=name, a=b=city') == {"Name, full": "name", "a=b": "city"}
    assert read_columns('"Name, full=name",Mail=email') == {"Name, full": "name", "Mail": "email"}


def test_every_option_that_answers_is_documented() -> None:
    told = set(re.findall(r"--[a-z-]+", DOC.read_text(encoding="utf-8")))
    params = [param for param in main.commands["import"].params if param.name != "files"]
    assert {option for param in params for option in (*param.opts, *param.secondary_opts)} <= told
