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


def named(data: str) -> list[str]:
    """The names of the people in a list."""
    (found,) = READER.read("list.csv", data.encode())
    return [person.name for person in found.people]


@pytest.mark.parametrize(
    ("first", "last", "name"),
    [
        ("THORSTEN", "Behrens", "Thorsten Behrens"),
        ("SANDER", "van 't Hof", "Sander van 't Hof"),
        ("THORSTEN", "Oetjen (she/her)", "Thorsten Oetjen"),
        ("Marie", "DUPONT", "Marie Dupont"),
        ("", "DUPONT Marie", "Marie Dupont"),  # all of it in one cell
    ],
)
def test_columns_say_which_name_is_the_given_one(first: str, last: str, name: str) -> None:
    assert named(f"Vorname,Nachname,Firma\n{first},{last},Acme\n") == [name]


def test_capitals_in_one_column_are_a_family_name_where_that_is_the_habit() -> None:
    french = ["DUPONT Marie", "DE LA TOUR Anne", "Jean Petit"]
    assert named("\n".join(["name", *french]) + "\n") == [
        "Marie Dupont", "Anne de la Tour", "Jean Petit",
    ]  # fmt: skip
    mixed = ["THORSTEN Behrens", "Anna Meier", "Bo Hart"]
    assert named("\n".join(["name", *mixed]) + "\n") == [
        "Thorsten Behrens", "Anna Meier", "Bo Hart",
    ]  # fmt: skip


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


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("Maier, Doris", "Doris Maier"),
        ("von Stein, Ada", "Ada von Stein"),
        ("Holger Rapp (M.Sc.)", "Holger Rapp"),
        ("Holger Rapp (B.A.)", "Holger Rapp"),
        ("Holger Rapp (Dipl.-Ing.)", "Holger Rapp"),
        # What is no given name behind the comma, and no degree in brackets.
        ("Ada Berg, Einkauf", "Ada Berg, Einkauf"),
        ("Ada Berg (Holger)", "Ada Berg (Holger)"),
    ],
)
def test_one_name_written_back_among_others_is_turned_and_loses_its_degree(
    written: str, name: str
) -> None:
    others = "".join(f"Ann Lee{chr(97 + n)};+49 711 100{n}\n" for n in range(5))
    data = f'Name;Telefon\n"{written}";+49 711 999\n{others}'
    (found,) = Reader(as_of=date(2026, 11, 28)).read("list.csv", data.encode())
    assert found.people[0].name == name


def test_a_degree_in_the_column_of_the_family_name_is_none_of_it() -> None:
    data = (
        "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"
        "Holger,Rapp (M.Sc.),https://www.linkedin.com/in/rapp,,Acme,CFO,12 Apr 2025\n"
    )
    (found,) = Reader(as_of=date(2026, 11, 28)).read("Connections.csv", data.encode())
    assert found.people[0].name == "Holger Rapp"


@pytest.mark.parametrize(
    ("header", "row", "name"),
    [
        ("Nombre;Primer apellido;Segundo apellido;Correo", "Ana;García;López", "Ana García López"),
        ("Nombre(s);Apellido paterno;Apellido materno;Correo", "Ana;Paz;Gil", "Ana Paz Gil"),
        ("Apellido 1;Apellido 2;Nombre;Correo", "Paz;Gil;Ana", "Ana Paz Gil"),
        ("Nombre(s);A. Paterno;A. Materno;Correo", "Ana;Paz;Gil", "Ana Paz Gil"),
        ("Nom du dirigeant;Prénom du dirigeant;E-mail", "Petit;Marie", "Marie Petit"),
        ("Voorletters;Tussenvoegsel;Achternaam;E-mail", "J.P.;van der;Berg", "J.P. van der Berg"),
        ("Voorletters;Voornaam;Achternaam;E-mail", "J.P.;Jan;Berg", "Jan Berg"),
        ("Nome;Nome do meio;Sobrenome;E-mail", "Ana;Maria;Silva", "Ana Maria Silva"),
        ("First;MI;Last;Email", "Ana;M;Silva", "Ana M Silva"),
        ("Voornaam;TV;Achternaam;E-mail", "Jan;van der;Berg", "Jan van der Berg"),
        ("Achternaam;Tussenv.;Voornaam;E-mail", "Berg;van der;Jan", "Jan van der Berg"),
        ("Prénom;Particule;Nom;E-mail", "Yves;de la;Tour", "Yves de la Tour"),
        ("Vorname;Namensvorsatz;Nachname;E-Mail", "Jan;von;Berg", "Jan von Berg"),
        ("First Name;Last Name;Suffix;Email", "Bo;Ray;Jr.", "Bo Ray Jr."),
        ("First Name;Last Name;Suffix;Email", "Bo;Ray;MBA", "Bo Ray"),
        ("Full Name;Title;Suffix;Email", "Bo Ray III;CEO;III", "Bo Ray III"),
    ],
)
def test_parts_of_a_name_in_columns_of_their_own_are_joined(
    header: str, row: str, name: str
) -> None:
    (found,) = READER.read("list.csv", f"{header}\n{row};a@x.example\n".encode())
    assert [one.name for one in found.people] == [name]


def test_father_and_son_in_a_list_are_two() -> None:
    text = "First Name,Last Name,Suffix,Company\nJohn,Pohl,Sr.,Pohl Inc\nJohn,Pohl,Jr.,Pohl Inc\n"
    (found,) = READER.read("list.csv", text.encode())
    assert [one.name for one in found.people] == ["John Pohl Sr.", "John Pohl Jr."]
