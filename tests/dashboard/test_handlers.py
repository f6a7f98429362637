"""The handlers of what AppTest cannot click, and the words that stand in cells and choices."""

from __future__ import annotations

import pytest

from tiesmap.dashboard.people import comfort
from tiesmap.dashboard.setup import rules
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
