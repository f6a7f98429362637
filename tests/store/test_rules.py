"""Rules that give people their categories."""

from __future__ import annotations

import pytest

from tests.stored import add, get, one_person, put
from tiesmap.model.people import CategoryRule
from tiesmap.store import people, rules
from tiesmap.store.rules import category_by_rule

RULES = (
    CategoryRule(("hotel*", "inn"), "Hotels"),
    CategoryRule(("chief financial officer", "cfo"), "Finance", "title"),
    CategoryRule(("bank",), "Banks", "company"),
)


@pytest.mark.parametrize(
    ("company", "title", "category"),
    [
        ("Grand HOTELS AG", "", "Hotels"),
        ("", "Hotelier", "Hotels"),
        ("Inner Circle", "", ""),
        ("The Inn", "CFO", "Hotels"),
        ("CFO Services", "", ""),
        ("Acme", "Chief  Financial Officer", "Finance"),
        ("Bank of X", "", "Banks"),
        ("Acme", "Bank clerk", ""),
        ("Banking Ltd", "", ""),
        ("", "", ""),
    ],
)
def test_rules_look_at_whole_words(company, title, category):
    assert category_by_rule(RULES, company, title) == category


def test_rules_leave_hand_and_file_alone(store):
    inn = add(store, "A", company="Sun Inn")
    hand = add(store, "B", company="Sun Inn", category="Mine")
    assert put(store, rules.save_rules, RULES) == 1
    assert get(store, rules.read_rules) == RULES
    by = {p.id: (p.category, p.category_by) for p in get(store, people.read, None)}
    assert by == {inn.id: ("Hotels", "rule"), hand.id: ("Mine", "hand")}
    # A rule that goes takes its categories with it.
    assert put(store, rules.save_rules, RULES[1:]) == 1
    assert one_person(store, inn.id).category_by == "" == one_person(store, inn.id).category
