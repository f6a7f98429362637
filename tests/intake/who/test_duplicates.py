"""Who may be on file twice: pairs worked by hand, and who is left alone."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations
from unittest.mock import patch

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tiesmap.intake.who import duplicates
from tiesmap.intake.who.duplicates import LARGEST_BLOCK, suggest
from tiesmap.intake.who.lookalikes import likely_pairs
from tiesmap.model.ids import PersonId
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
    ("one", "other", "reasons"),
    [
        # Robert is Bob, and the firm is written in two ways: that is why the pair is sure.
        (Person(1, "Robert Smith", email="rs@acme.example", company="Acme GmbH"),
         Person(2, "Bob Smith", email="bob@web.example", company="Acme", title="CEO"),
         {"part of the name agrees", "one firm by name or domain"}),
        (Person(1, "Robert Smith", email="rs@acme.example", company="Acme GmbH", title="CEO"),
         Person(2, "Bob Smith", email="bob@web.example", company="Acme", title="CEO"),
         {"title agrees", "one firm by name or domain"}),
        # Two addresses say nothing where one is private, whatever else differs.
        (Person(1, "Carsten Oetjen", email="c.oetjen@nordmilch.example", phone="030 1234567"),
         Person(2, "Carsten Oetjen", email="coetjen70@gmail.com", phone="040 7654321"),
         {"same name", "phone differs"}),
    ],
)  # fmt: skip
def test_a_pair_says_what_it_was_chosen_for(one: Person, other: Person, reasons: set[str]) -> None:
    (found,) = suggest([*CROWD, one, other])
    assert reasons <= set(found.reasons), found.reasons
    assert not any("e-mail" in said for said in found.reasons), found.reasons


@pytest.mark.parametrize(
    ("name", "latin"),
    [
        # As passports, the Library of Congress, German and French papers write them.
        ("Юрий Чехов", "Yuri Chekhov"), ("Юрий Чехов", "Juri Tschechow"),
        ("Юрий Чехов", "Iouri Tchekhov"), ("Юрий Павлович Чехов", "Yury Chekhov"),
        ("Наталья Жукова", "Natalja Schukowa"), ("Сергей Иванов", "Sergej Iwanow"),
        ("Ольга Шевченко", "Olha Shevchenko"), ("Ђорђе Јовановић", "Djordje Jovanović"),
        ("Γιώργος Παπαδόπουλος", "Giorgos Papadopoulos"), ("Αντώνης Μπακάλης", "Antonis Bakalis"),
        ("Ελένη Νταλάρα", "Eleni Dalara"),
    ],
)  # fmt: skip
def test_a_name_in_another_alphabet_is_asked_about_and_never_sure(name: str, latin: str) -> None:
    one, other = Person(1, name, company="Acme"), Person(2, latin, email="x@web.example")
    (found,) = suggest([*CROWD, one, other])
    assert (found.one, found.other, found.sure) == (1, 2, False)
    assert "the same name in another alphabet" in found.reasons
    # Two of whom each may be meant are not asked about for the name alone.
    assert not likely_pairs([*CROWD, one, other, replace(other, id=3, email="y@web.example")])


@pytest.mark.parametrize(
    ("name", "latin"),
    [
        ("Александра Иванова", "Alexander Ivanov"),
        ("Иван Петров", "Ivan Sokolov"),
        ("Иван Петров", "Maria Petrov"),
        ("Иван", "Ivan"),
    ],
)
def test_other_names_in_another_alphabet_are_not_asked_about(name: str, latin: str) -> None:
    assert not likely_pairs([*CROWD, Person(1, name), Person(2, latin)])


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
    with patch.object(duplicates, "SURE_FROM", 0.0):
        found = suggest(stored)
        assert suggest(list(reversed(stored))) == found
    pairs = [(pair.one, pair.other) for pair in found]
    assert len(set(pairs)) == len(pairs)
    assert set(pairs) <= set(combinations(range(1, len(stored) + 1), 2))
    order = [(pair.sure, pair.score) for pair in found]
    assert order == sorted(order, reverse=True)
    assert all(0 <= pair.score <= 1 for pair in found)


def test_an_initial_that_fits_one_alone_at_the_firm_is_likely() -> None:
    short = Person(1, "C. Oetjen", company="Nordmilch Husum")
    carsten = Person(2, "Carsten Oetjen", company="Nordmilch Husum eG")
    elsewhere = Person(3, "Clara Oetjen", company="Elbe Folien")
    assert likely_pairs([short, carsten, elsewhere]).keys() == {(1, 2)}
    assert not likely_pairs([short, carsten, replace(elsewhere, company="Nordmilch Husum")])


@pytest.mark.parametrize("column", ["Opmerking", "Next Step", "next_step", "Internal Notes"])
def test_a_remark_is_no_evidence(column: str) -> None:
    koen = Person(1, "Koen van den Berg", company="Kaas BV", extra={column: "offerte sturen"})
    wouter = replace(koen, id=2, name="Wouter van den Berg")
    others = [Person(at, f"Ada{at} Berg{at}", company=f"Firma{at}") for at in range(3, 60)]
    found = suggest([koen, wouter, *others])
    assert not [pair for pair in found if {pair.one, pair.other} == {1, 2}]


def test_sure_pairs_come_first_and_say_why() -> None:
    people = [
        Person(1, "Ada Berg", "ada@acme.example", company="acme.example"),
        Person(2, "Ada Berg", company="Acme Foods GmbH"),
    ]
    (pair,) = suggest(people)
    assert pair.sure and "differ" not in " ".join(pair.reasons)
    assert "one firm by name or domain" in pair.reasons


WORK = Person(1, "Daniela Weber", "d.weber@volksbank.example", company="Volksbank Ulm")
HOME = Person(2, "Daniela Weber", "daniela.weber@web.de")


@pytest.mark.parametrize(
    ("people", "asked"),
    [
        ([WORK, HOME], True),
        ([WORK, replace(HOME, name="Weber, Daniela")], True),
        # A third of the name, a firm on both, two addresses of work, two of home: no question.
        ([WORK, HOME, replace(HOME, id=PersonId(3), email="dani@gmx.de")], False),
        ([WORK, replace(HOME, company="Weber Moden")], False),
        ([WORK, replace(HOME, email="daniela.weber@acme.example")], False),
        ([replace(WORK, email="d.weber@gmx.de", company=""), HOME], False),
    ],
)
def test_a_private_address_beside_one_at_work_is_asked_about(
    people: list[Person], asked: bool
) -> None:
    """Many have a Daniela and many a Weber on file, so that the name alone is not rare."""
    names = ["Daniela Moor", "Eva Weber"] * 30
    crowd = [Person(PersonId(10 + k), name, company=f"Firm {k}") for k, name in enumerate(names)]
    found = {(pair.one, pair.other): pair for pair in suggest([*people, *crowd])}
    assert ((1, 2) in found) == asked
    if asked:
        assert not found[1, 2].sure
        assert found[1, 2].reasons[-1].endswith("one address is a private one")


def test_groups_in_which_many_are_say_nothing_and_another_profile_speaks_against_it() -> None:
    group = {"Labels": "* myContacts", "Contact Owner": "Priya", "Do Not Contact": "0"}
    crowd = [Person(n, name=f"Ann Lee{n}", extra=group) for n in range(3, 60)]
    page = "https://www.linkedin.com/in/"
    two = [
        Person(1, name="Bo Dee", profile_url=page + "bo1", email="bo.dee@a.example", extra=group),
        Person(2, name="Bo Dee", profile_url=page + "bo2", email="bo.dee@b.example", extra=group),
    ]
    assert not [pair for pair in suggest([*two, *crowd]) if pair.one == 1]
