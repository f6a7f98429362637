"""The handlers of what AppTest cannot click, and the words that stand in cells and choices."""

from __future__ import annotations

from pathlib import Path

import pytest

import tiesmap
from tiesmap.dashboard import names
from tiesmap.dashboard.people import comfort
from tiesmap.dashboard.setup import rating, rules
from tiesmap.dashboard.setup.cards import Rated
from tiesmap.dashboard.shared import tables, words
from tiesmap.model.people import CategoryRule, Person


def test_edited_ratings_are_read_by_row_and_checked() -> None:
    edited = {0: {"Your rating": 5}, 2: {"Your rating": None}, 1: {"Your rating": 9}, 7: {}}
    assert comfort.changes(["Hotels", "Banking", "Legal"], edited) == {"Hotels": 5, "Legal": None}


def test_rules_are_read_from_rows() -> None:
    rows = [
        {"Words": "hotel; inn ;", "In": "company", "Category": " Hotels "},
        {"Words": "", "In": None, "Category": None},
        {"Words": "bank", "In": None, "Category": ""},
    ]
    assert rules.read_rules(rows) == ([CategoryRule(("hotel", "inn"), "Hotels", "company")], 1)


def test_labels_tell_everybody_apart() -> None:
    people = [
        Person(1, "Ann", company="Acme"),
        Person(2, "Ann", company="Acme"),
        Person(3, "Ann", email="ann@x.example"),
        Person(4, "Ann", email="ann@x.example"),
        Person(5, "Bob", company="Acme"),
    ]
    for short in (False, True):
        found = words.labels(people, short=short)
        assert len(set(found.values())) == len(people)
    assert words.labels(people, short=True)[5] == "Bob"


@pytest.mark.parametrize(
    ("chance", "text"),
    [
        (1.0, "1.00"),
        (0.1655, "0.17"),
        (0.0871, "0.087"),
        (0.00017, "0.00017"),
        (0.00009, "under 0.0001"),
        (0.0, "0"),
    ],
)
def test_a_chance_is_shown_with_two_digits(chance: float, text: str) -> None:
    assert words.chance(chance) == text


def test_columns_without_anything_are_left_out() -> None:
    rows = [{"Name": "", "Company": "", "Times": 0}, {"Name": "", "Company": None, "Times": 1}]
    assert tables.filled(rows, keep=("Name",)) == [
        {"Name": "", "Times": 0},
        {"Name": "", "Times": 1},
    ]


def test_columns_of_a_table_of_names_without_anything_are_left_out(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    shown: list[dict[str, object]] = []
    monkeypatch.setattr(names, "_shown", lambda data, key: shown.append(data))
    names.table(["Who", "Known", "Only way", "By"], [[(1, "Ann"), 0, [], ""]], "t", "A table")
    assert shown[0]["heads"] == ["Who", "Known"]


def test_what_is_said_on_a_card_counts_for_whom_the_person_was_joined_with(tmp_path: Path) -> None:
    workspace = tiesmap.open(tmp_path / "a.db")
    people = b"id,name,rep\n1,Rita Rep,yes\n2,Ann Able,\n3,A. Able,\n4,Bo Bell,\n5,Cy Cox,\n"
    workspace.files.import_files([("people.csv", people)])
    workspace = tiesmap.open(tmp_path / "a.db", rep="Rita Rep")
    ann, twin, bo, cy = (
        workspace.people.find(name)[0].id for name in ("Ann Able", "A. Able", "Bo Bell", "Cy Cox")
    )
    workspace.duplicates.merge(ann, twin)
    workspace.data.erase([cy])
    said = [Rated(twin, 4), Rated(cy, 2), Rated(bo, 3, client=True)]
    rating.keep(workspace, said)
    found = workspace.people.everybody()
    assert (found[ann].comfort, found[bo].comfort, found[bo].client) == (4, 3, True)
