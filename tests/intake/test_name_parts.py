"""First and last name in two columns, under whatever words. Expected: what the header says."""

from __future__ import annotations

from datetime import date

import pytest

from tiesmap.intake.reader import Reader
from tiesmap.intake.sources.mapping import choices, source_of, suggest_mapping
from tiesmap.intake.sources.stages import stage_of
from tiesmap.intake.sources.words import name_parts

READER = Reader(as_of=date(2026, 11, 1))
PAIRS = [
    ("Contact First", "Contact Last"),
    ("First", "Last"),
    ("Contact First Name", "Contact Last Name"),
    ("Primary Contact First", "Primary Contact Last"),
    ("Customer First Name", "Customer Last Name"),
    ("First Name (Client)", "Last Name (Client)"),
    ("contact_first", "contact_last"),
    ("Given", "Family"),
    ("Kontakt Vorname", "Kontakt Nachname"),
    ("Vorname Ansprechpartner", "Nachname Ansprechpartner"),
    ("Vorname", "Nachname"),
    ("Prénom du contact", "Nom du contact"),
    ("Prénom client", "Nom client"),
    ("Prénom", "Nom"),
    ("Nombre del contacto", "Apellidos del contacto"),
]


@pytest.mark.parametrize(("first", "last"), PAIRS)
@pytest.mark.parametrize("turned", [False, True])
def test_first_and_last_name_are_the_name(first: str, last: str, turned: bool) -> None:
    columns = [(first, "Steve"), (last, "Ortega"), ("E-Mail 1", "so@freight.example")]
    columns = columns[::-1] if turned else columns
    data = "\n".join(",".join(cells) for cells in zip(*columns, strict=True)) + "\n"
    (found,) = READER.read("crm.csv", data.encode())
    (person,) = found.people
    assert (person.name, person.email) == ("Steve Ortega", "so@freight.example")


@pytest.mark.parametrize(
    "header",
    [
        ("First Contact", "Last Contact", "Name"),
        ("Contact First", "Last Contact", "Email"),
        ("First Order", "Last Order", "Name"),
        ("First Name", "Last Name"),  # its own name needs no help
    ],
)
def test_days_are_no_names(header: tuple[str, ...]) -> None:
    assert name_parts(header) == {}


def test_what_a_sales_list_says_besides() -> None:
    data = (
        b"Acct Owner,Account,Contact First,Contact Last,E-Mail 1,Mobile,Status,Last Touch\n"
        b"Rita Rep,Freight Inc,Steve,Ortega,so@freight.example,(216) 555-3486,Customer,11/21/2025\n"
    )
    (found,) = READER.read("crm.csv", data)
    (person,) = found.people
    assert (person.owner, person.stage, person.last_contact) == (
        "Rita Rep", "client", date(2025, 11, 21),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("said", "stage"),
    [
        ("Customer", "client"), ("Client", "client"), ("Prospect", "prospect"),
        ("Referral Partner", "partner"), ("Former customer", "past_client"), ("Lead", "lead"),
        ("Past Client", "past_client"), ("Active", ""), ("Lost", ""), ("Married", ""),
    ],
)  # fmt: skip
def test_a_status_says_the_stage_or_nothing(said: str, stage: str) -> None:
    assert stage_of(said) == stage


def test_the_mapping_knows_first_and_last_name() -> None:
    header = ("Nach", "Vor", "Haus")
    assert {"first_name", "last_name"} <= set(choices("people"))
    assert "first_name" not in choices("targets")
    source = source_of({"Nach": "last_name", "Vor": "first_name", "Haus": "company"}, header)
    assert source.columns["name"].parts == (("Vor",), ("Nach",))
    both = source_of({"Nach": "last_name", "Vor": "first_name", "Haus": "name"}, header)
    make = both.columns["name"].make
    assert make is not None
    assert make(["Ada Berg", "Ada", "Berg"]) == make(["", "Ada", "Berg"]) == "Ada Berg"
    found = suggest_mapping(("Acme First", "Contact First", "Contact Last", "Full Name"))
    assert found == {"Contact First": "first_name", "Contact Last": "last_name"}
