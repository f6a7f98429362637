"""Who may be on file twice: pairs worked by hand, and who is left alone."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tiesmap.intake.who.duplicates import LARGEST_BLOCK, suggest
from tiesmap.model.people import Person

CROWD = [
    Person(1_000 + k, f"{first} {last}", email=f"{first}.{last}@host{k}.example".lower(),
           company=f"Firm {k % 7}", city=("Bern", "Basel", "Zug")[k % 3])
    for k, (first, last) in enumerate(
        (first, last)
        for first in ("Maria", "Anna", "Peter", "Hans", "Eva", "Paul")
        for last in ("Meier", "Huber", "Frei", "Keller", "Weber", "Graf")
    )
]  # fmt: skip


@pytest.mark.parametrize(
    ("one", "other", "reason"),
    [
        (Person(1, "Ada Byron", phone="030 1234567"), Person(2, "A. Byron", phone="+49301234567"),
         "phone agrees"),
        (Person(1, "Ada Byron"), Person(2, "Byron, Ada"), "same name"),
        (Person(1, "Ada Byron", company="Acme", city="Bern"),
         Person(2, "Byron Ada", company="ACME", city="Bern"), "same name"),
        (Person(1, "Ada Byron", extra={"Birthday": "1970-03-05", "Street": "Ring 5"}),
         Person(2, "Ade Byron", extra={"Birthday": "1970-03-05", "Street": "Ring 5"}),
         "birthday and street agree"),
        (Person(1, "Ada Byron", email="ada.byron@a.example", company="Acme"),
         Person(2, "Ada Byron", email="ada.byron@b.example", company="Beta"),
         "the same mail name at two addresses"),
        (Person(1, "Robert Smith", email="rs@acme.example", company="Acme"),
         Person(2, "Bob Smith", email="bob@web.example", company="Acme"), "spelled alike"),
        (Person(1, "Jörg Müller", email="jm@a.example", company="Acme"),
         Person(2, "Joerg Mueller", email="jmue@b.example", company="Acme"), "same name"),
        (Person(1, "Sara Offner", extra={"Street": "Ring 5"}, city="Bern", company="Acme"),
         Person(2, "Sara Lowrie", extra={"Street": "Ring 5"}, city="Bern", company="Acme"),
         "street agree"),
        (Person(1, "Zoë Śmigły-Łęcka", company="Acme"), Person(2, "Zoe Smigly Lecka",
                                                               company="Acme"), "same name"),
    ],
)  # fmt: skip
def test_a_pair_is_suggested_with_its_reason(one: Person, other: Person, reason: str) -> None:
    (found,) = suggest([*CROWD, one, other])
    assert (found.one, found.other) == (1, 2)
    assert any(reason in said for said in found.reasons), found.reasons


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (Person(1, "Ada Byron", company="Acme"), Person(2, "Tom Byron", company="Acme")),
        (Person(1, "Ada Byron", email="info@a.example"), Person(2, "Tom Lee",
                                                                email="info@b.example")),
        (Person(1, ""), Person(2, "")),
    ],
)  # fmt: skip
def test_too_little_is_no_suggestion(one: Person, other: Person) -> None:
    assert suggest([*CROWD, one, other]) == ()


def test_a_switchboard_is_no_person() -> None:
    staff = [
        Person(
            k, f"{chr(64 + k % 26)}{chr(97 + k // 26)}x Y{chr(97 + k % 26)}z", phone="0301234567"
        )
        for k in range(1, LARGEST_BLOCK + 20)
    ]
    assert suggest(staff) == ()


words = st.sampled_from(["", "Ann Lee", "Anne Lee", "Bob Ray", "Acme", "Bern", "a@x.example"])
people = st.lists(
    st.builds(Person, st.just(0), words, email=words, company=words, city=words, phone=words),
    max_size=8,
)


@given(people)
def test_each_pair_once_the_surest_first(drawn: list[Person]) -> None:
    stored = [Person(k, p.name, p.email, company=p.company, city=p.city, phone=p.phone)
              for k, p in enumerate(drawn, start=1)]  # fmt: skip
    found = suggest(stored, 0.0)
    pairs = [(pair.one, pair.other) for pair in found]
    assert len(set(pairs)) == len(pairs)
    assert set(pairs) <= set(combinations(range(1, len(stored) + 1), 2))
    assert [pair.score for pair in found] == sorted((p.score for p in found), reverse=True)
    assert suggest(list(reversed(stored)), 0.0) == found
    assert all(0 <= pair.score <= 1 for pair in found)
