"""Whom to rate first. Expected: by hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from tiesmap.model.people import Person
from tiesmap.nurture.first import Acquaintance, rate_first

AS_OF = date(2026, 10, 30)
KNOWN = {
    1: Acquaintance(0.2, 3, date(2026, 10, 1)),
    2: Acquaintance(0.6, 20, date(2026, 9, 1)),
    3: Acquaintance(0.6, 20, date(2026, 10, 20)),
    4: Acquaintance(0.09, 0, None, date(2020, 1, 1), "manager"),
    5: Acquaintance(0.09, 0, None, date(2015, 1, 1), "top"),
    6: Acquaintance(0.09, 0, None, date(2025, 1, 1), "manager"),
    7: Acquaintance(0.05, 0, None),
    9: Acquaintance(0.01, 0, date(2026, 10, 1)),
}
PEOPLE = [Person(number, f"P{number}") for number in KNOWN] + [Person(8, "Stranger")]


def order(people: list[Person], **said: object) -> list[int]:
    return [card.person for card in rate_first(people, KNOWN, AS_OF, **said)]  # type: ignore[arg-type]


def test_clients_then_strong_then_late_then_senior_then_new() -> None:
    people = [replace(p, client=p.id == 1) for p in PEOPLE]
    assert order(people) == [1, 3, 2, 5, 6, 4, 7, 9]


def test_introducers_and_the_strongest_ties_go_before_clients_without_any_contact() -> None:
    """4 and 5 are clients on a list alone, 7 brought the rep somebody, 6 is linked to him."""
    people = [replace(p, client=p.id in (1, 4, 5)) for p in PEOPLE]
    assert order(people, introducers={7}) == [1, 3, 2, 7, 5, 4, 6, 9]
    # A list may say when the last contact was, and not how many there were.
    late = {**KNOWN, 4: replace(KNOWN[4], last=date(2026, 1, 2))}
    cards = rate_first(people, late, AS_OF, introducers={7})
    assert [card.person for card in cards] == [1, 4, 3, 2, 7, 5, 6, 9]
    # Of ties with contact that are many, ten are the strongest.
    many = {n: Acquaintance(1 / n, 1, date(2026, 10, 1)) for n in range(10, 30)}
    told = [Person(n, f"Q{n}") for n in many] + [Person(5, "P5", client=True)]
    cards = rate_first(told, {**many, 5: KNOWN[5]}, AS_OF)
    assert [card.person for card in cards] == [*range(10, 20), 5, *range(20, 30)]


def test_who_is_rated_skipped_marked_or_a_rep_is_left_out() -> None:
    marks = {1: {"comfort": 3}, 2: {"do_not_ask": True}, 3: {"rep": True}}
    people = [replace(p, **marks.get(p.id, {})) for p in PEOPLE]
    assert order(people, passed={4}) == [5, 6, 7, 9]
    assert order(PEOPLE, most=2) == [3, 2]


def test_each_card_says_why() -> None:
    people = [replace(p, stage="client" if p.id == 1 else "") for p in PEOPLE]
    why = {card.person: card.why for card in rate_first(people, KNOWN, AS_OF)}
    assert why[1] == "your client, 3 contacts, the last 29 days ago"
    assert why[4] == "linked since 2020"
    assert why[7] == "on your list"
    # A table's day of the last contact, and no contact beside it.
    assert why[9] == "last in touch 29 days ago"
