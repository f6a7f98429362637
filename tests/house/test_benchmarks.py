"""The benchmarks: evidence.py gives the product's own answers, scale.py's checks hold, and the
invented database is what it says."""

from __future__ import annotations

import csv
import json
import shutil
from datetime import date, timedelta
from pathlib import Path

import networkx as nx
import numpy as np
import pandas as pd
import pytest
from click.testing import CliRunner

from benchmarks import evidence, invented, pages, scale, scoring, simple_rules
from benchmarks.scaling import race, routes, structure
from tests import stored
from tiesmap.cli import main as shell
from tiesmap.store.store import open_store

DAY = "2024-06-30"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An office of three groups, a year of mails, and questions about it."""
    path = tmp_path_factory.mktemp("office")
    random = np.random.default_rng(11)
    people = range(30)
    with (path / "people.csv").open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows([["id", "name"], *([f"p{k}", f"Person {k}"] for k in people)])
    mails = []
    for k in range(500):
        group = int(random.integers(0, 3))
        inside = random.permutation(10)[:4] + 10 * group
        sender, *to = inside[: 2 + int(random.integers(0, 3))].tolist()
        if random.random() < 0.1:
            to = [int(random.integers(0, 30))]
        if to == [sender]:
            continue
        sent = date(2023, 7, 1) + timedelta(days=int(k * 0.7))
        mails.append([sent.isoformat(), f"p{sender}", ";".join(f"p{t}" for t in to), "email"])
    with (path / "interactions.csv").open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows([["date", "from", "to", "channel"], *mails])
    asked = path / "questions"
    asked.mkdir()
    with (asked / "next_introductions.csv").open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows([["as_of", "rep"], [DAY, "p0"], [DAY, "p15"]])
    met = {(a, b) for _, a, to, _ in mails for b in to.split(";")}
    known = nx.Graph(met)
    far = [p for p in known if p != "p0" and nx.shortest_path_length(known, "p0", p) == 2][:5]
    assert far
    with (asked / "connectors.csv").open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows([["as_of", "rep", "target"], *([DAY, "p0", p] for p in far)])
    with (asked / "tie_strength.csv").open("w", newline="", encoding="utf-8") as file:
        pairs = [[DAY, a, b] for a, b in sorted(met)[:20]]
        csv.writer(file).writerows([["as_of", "person", "other"], *pairs])
    return path


@pytest.fixture(scope="module")
def predictions(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("predictions")
    assert evidence.main([str(folder), "--out", str(out)]) == 0
    return out


@pytest.fixture(scope="module")
def database(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("office database") / "office.db"
    files = [str(folder / "people.csv"), str(folder / "interactions.csv")]
    done = CliRunner().invoke(shell, ["import", *files, "--rep", "p0", "--db", str(path)])
    assert done.exit_code == 0, done.output
    return path


def shown(database: Path, *arguments: str) -> list[list[str]]:
    """The names of each path that the shell prints."""
    line = ["paths", *arguments, "--rep", "p0", "--as-of", DAY, "--db", str(database), "--json"]
    done = CliRunner().invoke(shell, line)
    assert done.exit_code == 0, done.output
    return [path["path"] for path in json.loads(done.stdout)["paths"]]


def name(key: str) -> str:
    return f"Person {key[1:]}"


def test_connectors_come_in_the_order_of_the_shell(database: Path, predictions: Path) -> None:
    told = scoring.rows(predictions / "connectors.csv")
    for target in {row["target"] for row in told}:
        mine = [name(row["connector"]) for row in told if row["target"] == target]
        paths = shown(database, "--to", name(target), "--top", "40")
        assert [path[1] for path in paths if len(path) == 3] == mine


def test_next_introductions_come_in_the_order_of_the_shell(
    database: Path, predictions: Path
) -> None:
    told = scoring.rows(predictions / "next_introductions.csv")
    mine = [name(row["person"]) for row in told if row["rep"] == "p0"]
    paths = shown(database, "--outward", "--reach", "near", "--top", "50")
    assert [path[-1] for path in paths] == mine


def test_answers_change_nothing(folder: Path, predictions: Path, tmp_path: Path) -> None:
    with_answers = tmp_path / "office"
    shutil.copytree(folder, with_answers)
    (with_answers / "answers").mkdir()
    (with_answers / "answers" / "connectors.csv").write_text("nonsense", encoding="utf-8")
    evidence.main([str(with_answers), "--out", str(tmp_path / "out")])
    for file in ("tie_strength.csv", "connectors.csv", "next_introductions.csv"):
        assert (tmp_path / "out" / file).read_text() == (predictions / file).read_text()


def test_scores_by_hand(tmp_path: Path) -> None:
    network, said = tmp_path / "network", tmp_path / "said"
    (network / "answers").mkdir(parents=True)
    said.mkdir()
    (network / "answers" / "connectors.csv").write_text(
        "as_of,rep,target,introducer\nd,a,z,b\nd,a,y,c\nd,e,x,f\n", encoding="utf-8"
    )
    # First; shared second and third place; not named.
    (said / "connectors.csv").write_text(
        "as_of,rep,target,connector,score\nd,a,z,b,2\nd,a,z,c,1\n"
        "d,a,y,b,3\nd,a,y,c,1\nd,a,y,d,1\nd,e,x,b,1\n",
        encoding="utf-8",
    )
    found = scoring.score(network, said)
    assert found["MRR"].mean() == pytest.approx((1 + (1 / 2 + 1 / 3) / 2 + 0) / 3)
    assert found["hit@1"].mean() == pytest.approx(1 / 3)
    low, high = scoring.interval(found["MRR"].draws())
    assert 0 <= low < found["MRR"].mean() < high <= 1


def test_the_area_under_the_curve_by_hand() -> None:
    named = np.array([True, False, True, False])
    strength = np.array([3.0, 2.0, 2.0, 1.0])
    # Four comparisons: 3>2, 3>1, 2=2 (half), 2>1.
    assert scoring.auc(named, strength, np.ones(4)) == pytest.approx(3.5 / 4)
    assert scoring.auc(named, strength, np.array([1.0, 1.0, 0.0, 1.0])) == 1.0


def test_simple_rules_answer_the_same_questions(folder: Path, tmp_path: Path) -> None:
    assert simple_rules.main([str(folder), "--out", str(tmp_path)]) == 0
    assert {path.name for path in tmp_path.iterdir()} == {
        "contacts", "decayed", "noisy-or", "mutual", "overlap"
    }  # fmt: skip
    told = scoring.rows(tmp_path / "contacts" / "connectors.csv")
    asked = scoring.rows(folder / "questions" / "connectors.csv")
    assert {row["target"] for row in told} == {row["target"] for row in asked}


def test_an_invented_network_is_the_same_every_time() -> None:
    one, other = invented.invent(600, 8), invented.invent(600, 8)
    assert (one.a == other.a).all() and (one.chance == other.chance).all()
    assert (one.a < one.b).all()
    assert np.count_nonzero(one.a == 0) == invented.REP_CONTACTS


def test_the_invented_database_holds_the_tables(tmp_path: Path) -> None:
    made = invented.tables(invented.invent(600, 6), 3000)
    invented.write_database(tmp_path / "made.db", made)
    store = open_store(tmp_path / "made.db")
    loaded = stored.evidence(store)
    store.close()
    pd.testing.assert_frame_equal(loaded.contacts, made.contacts, check_exact=False, rtol=1e-12)
    pd.testing.assert_frame_equal(loaded.people, made.people)


@pytest.mark.parametrize("name", ["overlap", "best_paths", "alternatives", "ties", "outward"])
def test_the_steps_agree_with_networkx(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(race, "REPEATS", 1)
    monkeypatch.setattr(routes, "TARGETS", 3)
    monkeypatch.setattr(routes, "extra", lambda *_: None)
    monkeypatch.setattr(structure, "extra", lambda *_: None)
    step = race.Step(name, 1000)
    scale.STEPS[name](invented.invent(1000, 6), step)
    assert step.agrees
    assert step.networkx_seconds is not None


def test_best_paths_and_alternatives_are_exact() -> None:
    assert routes.brute_force_agrees()


def test_the_benchmark_prints_the_steps_as_json(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    done = race.Step("overlap", 1000, 0.5, 0.4, 90.0, 2.0, 3, 4.0, True, missing=["igraph"])
    monkeypatch.setattr(scale, "run", lambda *_: done)
    assert scale.main(["--people", "1000", "--json", "--step", "overlap"]) == 0
    printed = capsys.readouterr()
    assert json.loads(printed.out) == {
        "steps": [
            {
                "step": "overlap",
                "people": 1000,
                "seconds": 0.5,
                "peak_mb": 90.0,
                "networkx_seconds": 2.0,
                "ratio": 4.0,
                "agrees": True,
            }
        ]
    }
    assert printed.err.strip() == (
        "igraph is not installed and was left out of the comparison: "
        'pip install ".[bench]" brings it.'
    )
    assert list(scale.STEPS) == [
        "overlap", "best_paths", "alternatives", "ties", "outward",
        "first_suggestion",
    ]  # fmt: skip


def test_a_slow_peer_is_run_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(race, "PATIENCE", 0.0)
    step, runs = race.Step("overlap", 1000), []
    race.pair(step, lambda: 1, lambda: None, lambda: runs.append(1))
    assert (len(runs), step.networkx_runs) == (1, 1)


def test_pages_are_looked_at_and_timed(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("TIESMAP_DB", "TIESMAP_AS_OF"):
        monkeypatch.setenv(name, "")  # set back afterwards
    asked = ["--page", "outward/map", "--page", "people"]
    assert pages.main(["--people", "600", *asked, "--json"]) == 0
    told = json.loads(capsys.readouterr().out)["pages"]
    assert [times["page"] for times in told] == ["outward/map", "people"]
    assert all(seconds > 0 for times in told for seconds in list(times.values())[1:])
