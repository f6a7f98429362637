"""The guided start by shell, as a new user would go through it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from tests import repfiles
from tiesmap.cli import main


@pytest.fixture
def database(tmp_path: Path) -> str:
    path = str(tmp_path / "ties.db")
    (tmp_path / "contacts.vcf").write_bytes(repfiles.vcards(120))
    done = run(path, "import", str(tmp_path / "contacts.vcf"), "--rep", repfiles.REP)
    assert done.exit_code == 0
    return path


def run(database: str, *words: str) -> Result:
    return CliRunner().invoke(main, ["--db", database, *words])


def test_the_start_says_what_comes_first(database: str) -> None:
    told = run(database, "start")
    assert told.exit_code == 0
    assert "Next: rate the people below" in told.stdout
    assert "The first asks:" in told.stdout
    (found,) = json.loads(run(database, "start", "--json").stdout)["start"]
    assert (found["step"], len(found["rate"]), len(found["asks"])) == ("rate", 30, 5)


def test_the_gain_is_kept_and_the_asks_go_on_the_list(database: str) -> None:
    run(database, "start", "--gain", "A pension they understand", "--plan")
    (found,) = json.loads(run(database, "start", "--json").stdout)["start"]
    assert found["gain"] == "A pension they understand"
    requests = json.loads(run(database, "requests", "--json").stdout)["requests"]
    assert sum(request["status"] == "planned" for request in requests) == 5


def test_the_language_of_the_letters_is_kept(database: str) -> None:
    assert "Your letters are in English (not chosen yet: --letters-in en)" in (
        run(database, "start").stdout
    )
    run(database, "start", "--letters-in", "fr", "--plan")
    (found,) = json.loads(run(database, "start", "--json").stdout)["start"]
    assert (found["letters_in"], found["letters_in_proposed"]) == ("fr", "en")
    requests = json.loads(run(database, "requests", "--json").stdout)["requests"]
    assert all(one["note_to_forward"].startswith("Bonjour") for one in requests)
    wrong = run(database, "start", "--letters-in", "xx")
    assert wrong.exit_code == 1 and "There are no letters in 'xx'; there are en (English)" in (
        wrong.stderr
    )


def test_categories_are_decided_for_many_at_once(database: str) -> None:
    rows = json.loads(run(database, "categories", "--json").stdout)["categories"]
    first, second = (row["category"] for row in rows[:2])
    done = run(database, "categories", "--rename", first, "Mine", "--reject", second)
    assert done.exit_code == 0
    assert f"decided for {sum(row['people'] for row in rows[:2])} people" in done.stderr
    assert f"\n  {first}:" not in done.stdout
    run(database, "categories", "--accept-all")
    assert json.loads(run(database, "categories", "--json").stdout)["categories"] == []
    wrong = run(database, "categories", "--accept", "Nothing such")
    assert wrong.exit_code == 1
    assert "No category 'Nothing such' is proposed" in wrong.stderr


def test_labels_are_taken_or_declined(database: str) -> None:
    assert "Categories: Hotels" in run(database, "categories").stdout
    taken = run(
        database, "categories", "--take", "Categories: Hotels", "--decline", "Categories: Dental"
    )
    assert taken.exit_code == 0
    assert "Categories: Hotels" not in taken.stdout
    assert "Categories: Dental" not in taken.stdout
    assert "is offered" in run(database, "categories", "--take", "Categories: VIP").stderr
