"""Mr, Ms and academic titles, as exports have them. Expected: by hand."""

from __future__ import annotations

import pytest

from tests import repfiles
from tiesmap.intake.reader import Reader
from tiesmap.model.people import PersonRecord
from tiesmap.model.salutations import read_salutation, says_nothing_else
from tiesmap.model.spoken import family_name


def read(text: str, name: str = "list.csv") -> tuple[PersonRecord, ...]:
    return Reader(as_of=repfiles.TODAY).read(name, text.encode())[0].people


def said(text: str, name: str = "list.csv") -> list[tuple[str, str, str]]:
    return [(one.salutation, one.academic_title, one.title) for one in read(text, name)]


@pytest.mark.parametrize(
    ("text", "form", "title"),
    [
        ("Herr", "Mr", ""),
        ("Herrn", "Mr", ""),
        ("Frau Dr.", "Ms", "Dr."),
        ("Sehr geehrte Frau Prof. Dr. Weber", "Ms", "Prof. Dr."),
        ("Prof. Dr. med. dent.", "", "Prof. Dr. med. dent."),
        ("Mrs.", "Ms", ""),
        ("M.", "Mr", ""),
        ("Mme", "Ms", ""),
        ("Sra.", "Ms", ""),
        ("Dhr.", "Mr", ""),
        ("mevrouw", "Ms", ""),
        ("Sig.ra", "Ms", ""),
        # Neither is said: two at once, a firm, somebody's first name, neither man nor woman.
        ("Herr/Frau", "", ""),
        ("Herr und Frau", "", ""),
        ("Firma", "", ""),
        ("Liebe Andrea", "", ""),
        ("Divers", "", ""),
    ],
)
def test_what_a_text_says(text: str, form: str, title: str) -> None:
    assert read_salutation(text) == (form, title)


@pytest.mark.parametrize(
    ("header", "row", "expected"),
    [
        ("Anrede;Titel;Vorname;Nachname;Position", "Frau;Dr.;Eva;Weber;Leiterin Einkauf",
         ("Ms", "Dr.", "Leiterin Einkauf")),
        # A title that is none of these is the position; Professor is what somebody does.
        ("Anrede;Titel;Vorname;Nachname", "Herr;Prokurist;Max;Muster", ("Mr", "", "Prokurist")),
        ("Titel;Vorname;Nachname", "Herr;Max;Muster", ("Mr", "", "")),
        ("Titel;Vorname;Nachname", "Professor;Max;Muster", ("", "", "Professor")),
        ("Salutation,First Name,Last Name,Title", "Ms.,Eva,Weber,Buyer", ("Ms", "", "Buyer")),
        ("Civilité;Prénom;Nom;Fonction", "Mme;Eva;Weber;Gérante", ("Ms", "", "Gérante")),
        ("Tratamiento;Nombre;Apellidos;Cargo", "Sr.;Max;Moor;Jefe", ("Mr", "", "Jefe")),
        ("Aanhef;Voornaam;Achternaam;Functie", "Mevr.;Eva;Weber;CEO", ("Ms", "", "CEO")),
        ("Geschlecht;Vorname;Nachname;Funktion", "w;Eva;Weber;Chefin", ("Ms", "", "Chefin")),
        ("Gender,First Name,Last Name,Job Title", "d,Eva,Weber,CEO", ("", "", "CEO")),
        ("Ansprechpartner;Position", "Herr Dr. Max Muster;Chef", ("Mr", "", "Chef")),
        ("Ansprechpartner;Position", "Herr und Frau Muster;Chef", ("", "", "Chef")),
        # By the first name alone nobody knows.
        ("Ansprechpartner;Position", "Andrea Muster;Chefin", ("", "", "Chefin")),
    ],
)  # fmt: skip
def test_columns_of_exports(header: str, row: str, expected: tuple[str, str, str]) -> None:
    sign = ";" if ";" in header else ","
    text = f"{header}{sign}Firma{sign}E-Mail\n{row}{sign}Acme{sign}a@acme.example\n"
    assert said(text) == [expected]


def test_beside_an_h_the_m_is_a_woman() -> None:
    text = "Sexo;Nombre;Apellidos;Email\nH;Max;Moor;m@x.example\nM;Eva;Weber;e@x.example\n"
    assert [one[0] for one in said(text)] == ["Mr", "Ms"]


def test_what_a_column_says_beside_it_stays_and_a_bad_cell_of_ours_is_told() -> None:
    (one,) = read("Anrede;Name;Firma;E-Mail\nHerr und Frau;Jo Moor;Acme;j@x.example\n")
    assert (one.salutation, one.extra) == ("", {"Anrede": "Herr und Frau"})
    text = "id,name,salutation,rep,do_not_ask,client,signed_on\np1,Jo Moor,Hey,,,,\n"
    checked = Reader(as_of=repfiles.TODAY).read("people.csv", text.encode())[0]
    assert [one.salutation for one in checked.people] == [""]
    assert "no form of address" in checked.problems[0].message


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ("N:Weber;Eva;;Frau Dr.;\nFN:Eva Weber", ("Ms", "Dr.")),
        ("N:Weber;Eva;;;\nFN:Eva Weber\nGENDER:F", ("Ms", "")),
        ("N:Muster;Max;;;\nFN:Herr Max Muster", ("Mr", "")),
        ("N:Weber;Eva;;;\nFN:Eva Weber\nGENDER:O;other", ("", "")),
    ],
)
def test_cards(lines: str, expected: tuple[str, str]) -> None:
    card = f"BEGIN:VCARD\nVERSION:4.0\n{lines}\nEMAIL:e@x.example\nEND:VCARD\n"
    assert [one[:2] for one in said(card, "cards.vcf")] == [expected]


def test_a_position_is_no_form_of_address() -> None:
    assert says_nothing_else("Frau Dr.")
    assert not any(map(says_nothing_else, ("Leiter Einkauf", "Dr. Oetker Buyer", "")))


@pytest.mark.parametrize(
    ("name", "family"),
    [
        ("Eva Weber", "Weber"),
        ("Dr. Anna van der Berg", "van der Berg"),
        ("Hans-Jürgen Freiherr von Bülow", "von Bülow"),
        ("Eva M. Weber", "Weber"),
        # Which of the two is the family name is not plain.
        ("María García López", "María García López"),
        ("山田 太郎", ""),
    ],
)
def test_the_family_name(name: str, family: str) -> None:
    assert family_name(name) == family
