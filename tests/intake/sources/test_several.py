"""Rows about several people, in columns with a number. Expected: by hand."""

from __future__ import annotations

from datetime import date

import pytest

from tiesmap.intake.answers import Answers
from tiesmap.intake.questions import Unrecognized
from tiesmap.intake.reader import Reader
from tiesmap.model.people import PersonRecord


def people_of(text: str, answers: Answers | None = None) -> tuple[PersonRecord, ...]:
    reader = Reader(as_of=date(2026, 11, 1), answers=answers or {})
    (checked,) = reader.read("list.csv", text.encode())
    return checked.people


def said(text: str) -> list[tuple[str, str, str, str]]:
    return [(one.name, one.email, one.phone, one.company) for one in people_of(text)]


@pytest.mark.parametrize(
    ("header", "company"),
    [
        ("Company;{0} 1;{0} 1 Email;{0} 1 Phone;{0} 2;{0} 2 Email;{0} 2 Phone", "Contact"),
        ("Business;{0} 1 name;{0} 1 email;{0} 1 phone;{0} 2 name;{0} 2 email;{0} 2 phone", "Owner"),
        ("Company;Name of {0} 1;{0} 1 Mail;{0} 1 Tel;Name of {0} 2;{0} 2 Mail;{0} 2 Tel", "Guest"),
        ("company;{0}_1_name;{0}_1_email;{0}_1_phone;{0}_2_name;{0}_2_email;{0}_2_phone", "player"),
        ("Company;{0};Email;Phone;{0} 2;Email 2;Phone 2", "Contact Name"),
        ("Company;Primary {0};Primary Email;Primary Phone;Secondary {0};Secondary Email;"
         "Secondary Phone", "Contact"),
        ("Firma;{0} 1;E-Mail 1;Telefon 1;{0} 2;E-Mail 2;Telefon 2", "Ansprechpartner"),
        ("Firma;1. {0};Mail 1. {0};Tel. 1. {0};2. {0};Mail 2. {0};Tel. 2. {0}", "Kontakt"),
        ("Société;{0} 1;E-mail 1;Téléphone 1;{0} 2;E-mail 2;Téléphone 2", "Interlocuteur"),
        ("Empresa;{0} 1;Correo 1;Teléfono 1;{0} 2;Correo 2;Teléfono 2", "Persona de contacto"),
        ("Azienda;{0} 1;E-mail 1;Telefono 1;{0} 2;E-mail 2;Telefono 2", "Referente"),
        ("Bedrijf;{0} 1;Mail 1;Telefoon 1;{0} 2;Mail 2;Telefoon 2", "Contactpersoon"),
        ("会社名;{0}1;メール1;電話1;{0}2;メール2;電話2", "担当者"),
    ],
)  # fmt: skip
def test_each_person_of_a_row_is_somebody_with_what_bears_the_number(
    header: str, company: str
) -> None:
    rows = (
        "Acme;Bo Ray;bo@acme.example;212 555 0101;Cy Lee;cy@acme.example;212 555 0102\n"
        "Bolt;Di Fox;di@bolt.example;212 555 0103;;;\n"
    )
    assert said(header.format(company) + "\n" + rows) == [
        ("Bo Ray", "bo@acme.example", "212 555 0101", "Acme"),
        ("Cy Lee", "cy@acme.example", "212 555 0102", "Acme"),
        ("Di Fox", "di@bolt.example", "212 555 0103", "Bolt"),
    ]


def test_names_alone_share_what_the_row_says_and_the_file_says_so() -> None:
    reader = Reader(as_of=date(2026, 11, 1))
    text = "Company,Player 1,Player 2,Player 3\nAcme,Bo Ray,Cy Lee,Di Fox\nBolt,Ed Orr,,\n"
    (checked,) = reader.read("list.csv", text.encode())
    assert [(one.line, one.name, one.company) for one in checked.people] == [
        (2, "Bo Ray", "Acme"), (2, "Cy Lee", "Acme"), (2, "Di Fox", "Acme"), (3, "Ed Orr", "Bolt"),
    ]  # fmt: skip
    assert checked.row_count == 2
    assert checked.notes == (
        "Several people stand in a row ('Player 1', 'Player 2', 'Player 3'): "
        "read as a row for each of them.",
    )


def test_an_address_without_a_number_is_an_offices_or_the_first_ones() -> None:
    text = (
        "Account ID,Company,Email,Contact 1,Contact 2\n"
        "7,Acme,info@acme.example,Bo Ray,Cy Lee\n8,Bolt,di@bolt.example,Di Fox,Ed Orr\n"
    )
    assert said(text) == [
        ("Bo Ray", "info@acme.example", "", "Acme"),
        ("Cy Lee", "info@acme.example", "", "Acme"),
        ("Di Fox", "di@bolt.example", "", "Bolt"),
        ("Ed Orr", "", "", "Bolt"),
    ]


def test_guests_beside_a_name_do_not_have_the_address_of_the_name() -> None:
    assert said("Name,Email,Guest 1,Guest 2\nJim Poe,jim@x.example,Bo Ray,Cy Lee\n") == [
        ("Jim Poe", "jim@x.example", "", ""), ("Bo Ray", "", "", ""), ("Cy Lee", "", "", ""),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "Name,Email,First Contact,Second Contact\nBo Ray,bo@x.example,2026-01-02,2026-05-05\n",
        "Name,Email,Contact 1,Contact 2\nBo Ray,bo@x.example,,\n",
        "Contact First,Contact Last,Contact Email,Contact Owner\nBo,Ray,bo@x.example,Rita Rep\n",
        "Name,Email,Phone 1,Phone 2\nBo Ray,bo@x.example,212 555 0101,212 555 0102\n",
        "Name 1,Name 2,Email\nBo Ray,,bo@x.example\n",
    ],
)
def test_numbers_alone_make_no_people(text: str) -> None:
    assert [one.name for one in people_of(text)] == ["Bo Ray"]


def test_whoever_maps_the_names_of_several_gets_a_row_for_each() -> None:
    text = "Haus,Gast 1,Gast 2\nAcme,Bo Ray,Cy Lee\n"
    both = {"Haus": "company", "Gast 1": "name", "Gast 2": "name"}
    assert [
        (one.name, one.company) for one in people_of(text, {"list.csv": {"mapping": both}})
    ] == [("Bo Ray", "Acme"), ("Cy Lee", "Acme")]
    (bo,) = people_of(text, {"list.csv": {"mapping": {"Haus": "company", "Gast 1": "name"}}})
    assert (bo.name, bo.extra) == ("Bo Ray", {"Gast 2": "Cy Lee"})


def test_columns_that_nothing_tells_are_asked_about_by_their_names_in_the_file() -> None:
    with pytest.raises(Unrecognized, match="'Contact 1' looks like e-mail addresses"):
        people_of("Company,Name,Contact 1,Contact 2\nBerg AG,Ada Berg,ada@b.example,030 5550101\n")


def test_a_captain_is_the_first_of_his_team_and_his_address_is_nobody_elses() -> None:
    text = "Team,Captain,Captain Email,Player 2,Player 3\nHawks,Al Poe,al@x.example,Bo Ray,Cy Lee\n"
    assert [one[:2] for one in said(text)] == [
        ("Al Poe", "al@x.example"), ("Bo Ray", ""), ("Cy Lee", ""),
    ]  # fmt: skip


def test_an_address_of_whom_nobody_says_is_given_to_one_alone() -> None:
    text = "Company,Billing Mail,Player 1,Player 2\nAcme,zed@x.example,Bo Ray,Cy Lee\n"
    assert [one[1] for one in said(text)][1:] == [""]


def test_an_owner_of_rows_is_none_of_the_people_in_them() -> None:
    text = "Company,Owner,Player 2,Player 3\nAcme,Rita Rep,Bo Ray,Cy Lee\n"
    assert [one[0] for one in said(text)] == ["Bo Ray", "Cy Lee"]
