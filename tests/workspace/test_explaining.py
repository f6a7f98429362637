"""What stands behind the numbers, for the rep's own network."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

import tiesmap
from tests.places import APP, turn_to
from tiesmap.workspace import Workspace


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory, sample_database: bytes) -> Path:
    path = tmp_path_factory.mktemp("explaining") / "sample.db"
    path.write_bytes(sample_database)
    return path


@pytest.fixture
def workspace(database: Path) -> Workspace:
    return tiesmap.open(database, as_of=date(2026, 6, 30))


def test_the_pictures_begin_with_everything_and_end_with_nothing(workspace: Workspace) -> None:
    found = workspace.ways.pictures()
    assert found is not None
    assert len(found.overlap) == 5 and all(0 <= value <= 1 for value in found.overlap)
    for shares in (found.weak_first, found.strong_first):
        assert len(shares) == 21
        assert list(shares) == sorted(shares, reverse=True)
        assert shares[-1] == pytest.approx(1 / found.people)
    assert found.weak_first[0] == found.strong_first[0] <= 1


def test_with_few_ties_there_are_no_pictures(tmp_path: Path) -> None:
    small = tiesmap.open(tmp_path / "small.db")
    people = "id,name,rep\n1,Ada,yes\n2,Ben,\n3,Cleo,\n"
    ties = "person,other\n1,2\n2,3\n1,3\n"
    small.files.import_files([("people.csv", people.encode()), ("ties.csv", ties.encode())])
    assert tiesmap.open(tmp_path / "small.db").ways.pictures() is None


def test_likelihoods_are_said_of_those_one_introduction_away(workspace: Workspace) -> None:
    found = workspace.ways.outward("near", 40)
    goals = tuple(suggestion.path.goal for suggestion in found)
    likely = workspace.ways.likelihoods(goals)
    one_away = {person for person, stands in workspace.ways.standings().items() if stands.ring == 2}
    assert set(likely) == set(goals) & one_away
    assert all(words.startswith(("about one in ", "fewer than one")) for words in likely.values())
    assert workspace.ways.likelihoods((workspace.rep_id,)) == {}


def test_the_page_shows_both_pictures(database: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TIESMAP_DB", str(database))
    monkeypatch.setenv("TIESMAP_AS_OF", "2026-06-30")
    at = turn_to(AppTest.from_file(str(APP), default_timeout=60), "setup/how")
    assert not at.exception
    text = "\n".join(element.value for element in at.get("markdown"))
    assert "two mail networks" in text and "Something went wrong" not in text
    assert [element.value for element in at.get("subheader")][:2] == [
        "Do strong ties share a circle?",
        "What holds it together?",
    ]
    assert len(at.get("arrow_vega_lite_chart") or at.get("vega_lite_chart")) == 2
