"""Labels of address books offered as categories. Expected: by hand."""

from __future__ import annotations

import pytest

from tiesmap.intake.categories import vocabulary
from tiesmap.intake.labels import offer_labels, split_labels
from tiesmap.intake.ownwords import learning
from tiesmap.model.people import CategoryRule, Person
from tiesmap.model.start import Label
from tiesmap.store.rules import category_by_rule


@pytest.mark.parametrize(
    ("cell", "labels"),
    [
        ("* myContacts ::: Hotels", ["myContacts", "Hotels"]),
        ("Hotels;Spas, Bäder|x", ["Hotels", "Spas", "Bäder", "x"]),
        ("Hotels", ["Hotels"]),
        (" ; * ", []),
    ],
)
def test_a_cell_of_labels(cell: str, labels: list[str]) -> None:
    assert split_labels(cell) == labels


@pytest.mark.parametrize(
    ("label", "is_one"),
    [
        ("Hotels", True),
        ("Zahnärzte Nord", True),
        ("VIP", False),
        ("myContacts", False),
        ("Friends", False),
        ("Imported on 4/5/24", False),
        ("Weihnachtskarte", False),
        ("Red Category", False),
        ("Catégorie rouge", False),
        ("Categoría morada", False),
        ("Rode categorie", False),
        ("Röd kategori", False),
        ("赤の分類", False),
        ("Grüne Kategorie", False),
        ("Kategorie A", True),
        ("2024", False),
        ("Red Cross", True),
    ],
)
def test_what_may_be_a_category(label: str, is_one: bool) -> None:
    assert vocabulary().is_category(label) is is_one


def people(*cells: str, column: str = "Group Membership") -> list[Person]:
    return [
        Person(number, f"P{number}", extra={column: cell, "City": "Hotels"})
        for number, cell in enumerate(cells, 1)
    ]


def test_labels_of_two_or_more_are_offered_most_first() -> None:
    known = people("Hotels ::: VIP", "Hotels", "Hotels ::: Banks", "Banks", "Once")
    assert offer_labels(known, vocabulary()) == (
        Label("Group Membership", "Hotels", (1, 2, 3)),
        Label("Group Membership", "Banks", (3, 4)),
    )
    decided = {"Group Membership: Hotels"}
    assert [one.label for one in offer_labels(known, vocabulary(), decided)] == ["Banks"]


def test_a_label_that_everybody_has_tells_nothing() -> None:
    known = people(*["Customers of ours ::: Hotels"] * 6, *["Customers of ours"] * 6)
    assert [one.label for one in offer_labels(known, vocabulary())] == ["Hotels"]


def test_other_columns_hold_no_labels() -> None:
    assert offer_labels(people("Hotels", "Hotels", column="Birthday"), vocabulary()) == ()


def test_a_rule_takes_a_label_of_its_column_alone() -> None:
    rules = [CategoryRule(("Groups: Hotels",), "Hotels", "label")]
    assert category_by_rule(rules, "", "", {"Groups": "VIP; Hotels"}) == "Hotels"
    assert category_by_rule(rules, "", "", {"Groups": "Hotels and more"}) == ""
    assert category_by_rule(rules, "", "", {"Tags": "Hotels"}) == ""
    assert category_by_rule(rules, "Hotels", "Hotels") == ""


@pytest.mark.parametrize(
    ("label", "category"),
    [("Hotels", "Hotels"), ("hotels", "Hotels"), ("Purchasing", "Purchasing"), ("Hotel", "Hotels"),
     ("VIP", ""), ("Hotels Berlin", ""), ("Hotels and banks", ""), ("Chess club", "")],
)  # fmt: skip
def test_a_label_that_our_words_know(label: str, category: str) -> None:
    assert vocabulary().of_label(label) == category


@pytest.mark.parametrize(
    ("company", "extra", "category"),
    [
        ("", {"Group Membership": "* My Contacts ::: Hotels ::: Clients"}, "Hotels"),
        ("Sparkasse Ulm", {"Labels": "Hotels"}, "Hotels"),
        ("Sparkasse Ulm", {"Labels": "VIP"}, "Banking"),
        ("Sparkasse Ulm", {"Labels": "Hotels; Purchasing"}, "Banking"),
        ("", {"Hobbies": "Hotels"}, ""),
    ],
)
def test_a_label_is_proposed_before_the_words_of_the_company(
    company: str, extra: dict[str, str], category: str
) -> None:
    assert learning(vocabulary())(())("", company, "", extra) == category
