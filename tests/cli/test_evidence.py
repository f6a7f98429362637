"""`benchmarks/evidence.py` answers the questions of a network folder as the shell does."""

from __future__ import annotations

import csv
import json
import sys
from itertools import groupby
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from click.testing import CliRunner

from tests.places import ROOT
from tiesmap.cli import main as tiesmap

SCRIPT = ROOT / "benchmarks" / "evidence.py"
PEOPLE = 24
MOMENTS = ("2024-03-01T09:30:00", "2024-03-01", "2024-05-20T18:00:05")


def write(path: Path, header: str, rows: list[str]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join([header, *rows]) + "\n", encoding="utf-8")


def make_folder(folder: Path) -> Path:
    """Four circles of six who write among themselves, and some who write across; 7 months."""
    random = np.random.default_rng(4)
    write(folder / "people.csv", "id,name", [f"{k},Person {k}" for k in range(PEOPLE)])
    rows = []
    for _ in range(420):
        sender = int(random.integers(PEOPLE))
        circle = [k for k in range(PEOPLE) if k % 4 == sender % 4 and k != sender]
        if random.random() < 0.12:
            circle = [k for k in range(PEOPLE) if k != sender]
        number = int(random.choice([1, 1, 1, 2, 3]))
        to = ";".join(str(k) for k in random.choice(circle, size=number, replace=False))
        minute = int(random.integers(200 * 24 * 60))
        moment = np.datetime64("2024-01-01T00:00") + minute
        rows.append(f"{moment}:00,{sender},{to},{random.choice(['email', 'meeting', 'call'])}")
    write(folder / "interactions.csv", "date,from,to,channel", sorted(rows))
    reps = range(0, PEOPLE, 5)
    questions = folder / "questions"
    write(
        questions / "next_introductions.csv",
        "as_of,rep",
        [f"{moment},{rep}" for moment in MOMENTS for rep in reps],
    )
    write(
        questions / "connectors.csv",
        "as_of,rep,target",
        [
            f"{moment},{rep},{target}"
            for moment in MOMENTS
            for rep in reps
            for target in range(1, PEOPLE, 3)
            if target != rep
        ],
    )
    pairs = [f"{moment},{k},{(k * 7 + 1) % PEOPLE}" for moment in ("", *MOMENTS) for k in (2, 3, 4)]
    write(questions / "tie_strength.csv", "as_of,person,other", pairs)
    return folder


def run_script(folder: Path, out: Path) -> None:
    """In this process, as `python benchmarks/evidence.py FOLDER --out OUT` would."""
    sys.path.insert(0, str(SCRIPT.parent))
    try:
        import evidence

        assert evidence.main([str(folder), "--out", str(out)]) == 0
    finally:
        sys.path.remove(str(SCRIPT.parent))


def read(path: Path) -> list[dict[str, str]]:
    with path.open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def answered(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path, str]:
    """A network folder, its predictions, and a database into which the shell imported it."""
    base = tmp_path_factory.mktemp("evidence")
    folder = make_folder(base / "network")
    run_script(folder, base / "predictions")
    database = str(base / "shell.db")
    files = [str(folder / name) for name in ("people.csv", "interactions.csv")]
    # Nobody of the network: who is a rep is no target of the other reps.
    result = CliRunner().invoke(tiesmap, ["import", *files, "--rep", "Rita Rep", "--db", database])
    assert result.exit_code == 0, result.output
    return folder, base / "predictions", database


def ask(database: str, rep: str, as_of: str, *options: str) -> list[dict[str, Any]]:
    where = ("--rep", f"Person {rep}", "--as-of", as_of, "--top", "10000", "--db", database)
    result = CliRunner().invoke(tiesmap, ["paths", *options, *where, "--json"])
    assert result.exit_code == 0, result.output
    found: list[dict[str, Any]] = json.loads(result.stdout)["paths"]
    return found


def test_whom_to_meet_next_is_what_outward_near_says(answered: tuple[Path, Path, str]) -> None:
    _, predictions, database = answered
    rows = read(predictions / "next_introductions.csv")
    asked = [(as_of, rep) for as_of in MOMENTS for rep in ("0", "5", "10")]
    compared = 0
    for as_of, rep in asked:
        said = [row["person"] for row in rows if (row["as_of"], row["rep"]) == (as_of, rep)]
        found = ask(database, rep, as_of, "--outward", "--reach", "near")
        assert [path["goal_id"] for path in found][:50] == said
        compared += len(said)
    assert compared > 50
    assert {row["as_of"] for row in rows} == set(MOMENTS)


def test_whom_to_ask_is_what_the_paths_of_two_hops_say(answered: tuple[Path, Path, str]) -> None:
    _, predictions, database = answered
    rows = read(predictions / "connectors.csv")
    compared = 0
    for (as_of, rep, target), group in groupby(
        rows, key=lambda row: (row["as_of"], row["rep"], row["target"])
    ):
        said = [row["connector"] for row in group]
        if len(said) < 3 or compared > 60:
            continue
        found = ask(database, rep, as_of, "--to", f"Person {target}")
        direct = [path for path in found if path["hops"] == 2]
        assert [path["connector_id"] for path in direct] == said
        compared += len(said)
    assert compared > 30


def test_every_question_is_answered_in_the_order_of_the_scores(
    answered: tuple[Path, Path, str],
) -> None:
    folder, predictions, _ = answered
    asked = read(folder / "questions" / "tie_strength.csv")
    strengths = read(predictions / "tie_strength.csv")
    columns = ("as_of", "person", "other")
    assert sorted([row[c] for c in columns] for row in strengths) == sorted(
        [row[c] for c in columns] for row in asked
    )
    assert all(0 <= float(row["strength"]) < 1 for row in strengths)
    assert any(float(row["strength"]) > 0 for row in strengths)
    for name, key in (
        ("connectors", ("as_of", "rep", "target")),
        ("next_introductions", ("as_of", "rep")),
    ):
        rows = read(predictions / f"{name}.csv")
        for _, group in groupby(rows, key=lambda row, key=key: [row[k] for k in key]):
            scores = [float(row["score"]) for row in group]
            assert scores == sorted(scores, reverse=True)
            assert len(scores) <= 50 or name == "connectors"


def test_nothing_later_than_the_question_is_looked_at(
    answered: tuple[Path, Path, str], tmp_path: Path
) -> None:
    """Without the mails after the last question the answers are the same, and so for the first."""
    folder, predictions, _ = answered
    short = make_folder(tmp_path / "short")
    rows = (short / "interactions.csv").read_text("utf-8").splitlines()
    upto = [row for row in rows[1:] if row[:19] <= MOMENTS[-1]]
    assert len(upto) < len(rows) - 20
    write(short / "interactions.csv", rows[0], upto)
    run_script(short, tmp_path / "out")
    for name in ("connectors.csv", "next_introductions.csv"):
        assert read(tmp_path / "out" / name) == read(predictions / name)
    dated = [row for row in read(predictions / "tie_strength.csv") if row["as_of"]]
    assert [row for row in read(tmp_path / "out" / "tie_strength.csv") if row["as_of"]] == dated
    assert read(folder / "questions" / "connectors.csv")


def test_the_answers_folder_is_never_opened(tmp_path: Path) -> None:
    folder = make_folder(tmp_path / "network")
    (folder / "answers").mkdir()
    (folder / "answers" / "connectors.csv").write_bytes(b"\xff\x00 not a table")
    run_script(folder, tmp_path / "out")
    assert len(list((tmp_path / "out").iterdir())) == 3
    assert "answers" not in SCRIPT.read_text("utf-8").split('"""', 2)[2]


def test_a_folder_without_people_is_said_to_be_none(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    sys.path.insert(0, str(SCRIPT.parent))
    try:
        import evidence

        assert evidence.main([str(tmp_path), "--out", str(tmp_path / "out")]) == 1
    finally:
        sys.path.remove(str(SCRIPT.parent))
    assert "people.csv" in capsys.readouterr().err
