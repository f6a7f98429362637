"""In which order the words of a name are said. Expected: by hand."""

from __future__ import annotations

import pytest

from tiesmap.intake.who.orders import as_in_address, as_known
from tiesmap.model.ids import PersonId
from tiesmap.model.intake import Matched, PersonMatch
from tiesmap.model.people import Person, PersonRecord


@pytest.mark.parametrize(
    ("name", "address", "said"),
    [
        ("Aubert Yves", "yves.aubert@x.example", "Yves Aubert"),
        ("Aubert Yves", "y.aubert@x.example", "Yves Aubert"),
        ("Galli, Chiara", "c.galli@x.example", "Chiara Galli"),
        ("von Arx Regula", "regula.von-arx@x.example", "Regula von Arx"),
        ("Käser Jürg", "juerg.kaeser@x.example", "Jürg Käser"),
        ("Yves Aubert", "yves.aubert@x.example", "Yves Aubert"),
        ("Aubert Yves", "info@x.example", "Aubert Yves"),
        ("Aubert Yves", "hans.meier@x.example", "Aubert Yves"),
        ("Martin Thomas", "m.thomas@x.example", "Martin Thomas"),
        ("Yves", "yves.aubert@x.example", "Yves"),
    ],
)
def test_an_address_shows_which_is_the_given_name(name: str, address: str, said: str) -> None:
    assert as_in_address(name, address) == said


@pytest.mark.parametrize(
    ("source", "said"), [("contacts", "Yves Aubert"), ("salesforce", "Aubert Yves")]
)
def test_a_table_does_not_turn_a_known_name_round(source: str, said: str) -> None:
    match = PersonMatch(1, PersonRecord(4, name="Aubert Yves"), "list.csv", source, source)
    batch = Matched((), (match,), {}, None, ())
    stored = {PersonId(1): Person(PersonId(1), "Yves Aubert")}
    (found,) = as_known(batch, stored).people
    assert found.record.name == said


def test_a_file_that_knows_the_parts_settles_a_name_of_the_same_batch() -> None:
    said = [("contacts", "Aubert Yves"), ("linkedin_connections", "Yves Aubert")]
    batch = tuple(
        PersonMatch(-1, PersonRecord(2, name=name), f"{source}.csv", source, source)
        for source, name in said
    )
    found = as_known(Matched((), batch, {}, None, ()), {}).people
    assert [one.record.name for one in found] == ["Yves Aubert", "Yves Aubert"]


@pytest.mark.parametrize(
    ("rows", "on_file", "spelled"),
    [
        (["HOSTELERÍA", "Hostelería", "hostelería", "Hostelería"], {}, "Hostelería"),
        (["HOSTELERÍA", "HOSTELERÍA", "Hostelería"], {}, "Hostelería"),
        (["HOSTELERÍA", "HOSTELERÍA"], {}, "HOSTELERÍA"),
        (["It", "IT", "IT"], {}, "IT"),
        (["Real estate", "Real Estate"], {}, "Real estate"),
        (["Real estate", "Real estate"], {"real estate": "Real Estate"}, "Real Estate"),
    ],
)
def test_a_category_is_spelled_as_most_rows_have_it(
    rows: list[str], on_file: dict[str, str], spelled: str
) -> None:
    batch = tuple(
        PersonMatch(-1 - at, PersonRecord(at, name=f"P {at}", category=said), "l.csv", "l", "l")
        for at, said in enumerate(rows)
    )
    found = as_known(Matched((), batch, {}, None, ()), {}, on_file).people
    assert {one.record.category for one in found} == {spelled}


@pytest.mark.parametrize(
    ("said", "stored", "kept"),
    [
        ("41782804596", "078 280 45 96", "078 280 45 96"),
        ("078 280 45 96", "+41 78 280 45 96", "+41 78 280 45 96"),
        ("+41 78 280 45 96", "078 280 45 96", "+41 78 280 45 96"),
        ("078 280 45 97", "078 280 45 96", "078 280 45 97"),
        ("078 280 45 96", "", "078 280 45 96"),
    ],
)
def test_a_number_written_otherwise_is_no_news(said: str, stored: str, kept: str) -> None:
    match = PersonMatch(1, PersonRecord(4, name="Ada Berg", phone=said), "l.csv", "vcard", "vcard")
    person = Person(PersonId(1), "Ada Berg", phone=stored)
    (found,) = as_known(Matched((), (match,), {}, None, ()), {PersonId(1): person}).people
    assert found.record.phone == kept
