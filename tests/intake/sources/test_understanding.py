"""Headers in other languages, and those that are understood only in part. Expected: by hand."""

from __future__ import annotations

from datetime import date

import pytest

from tiesmap.intake.questions import HalfUnderstood
from tiesmap.intake.reader import Reader
from tiesmap.intake.sources.catalog import identify
from tiesmap.intake.sources.mapping import suggest_mapping
from tiesmap.intake.sources.understanding import looks_like, looks_like_names
from tiesmap.intake.sources.words import meanings
from tiesmap.model.folding import letters_of
from tiesmap.model.people import PersonRecord

READER = Reader(as_of=date(2026, 11, 1))


def people_of(text: str) -> tuple[PersonRecord, ...]:
    (checked,) = READER.read("list.csv", text.encode())
    return checked.people


@pytest.mark.parametrize(
    "header",
    [
        "Naam;E-mail;Bedrijf;Telefoon;Functie",
        "Name;Mail;Firma;Tel;Funktion",
        "Nom complet;Courriel;Société;Tél.;Fonction",
        "Nombre completo;Correo;Empresa;Teléfono;Puesto",
        "Nome e cognome;Indirizzo e-mail;Azienda;Telefono;Ruolo",
        "Nome completo;Endereço de email;Empresa;Telefone;Cargo",
        "Namn;E-postadress;Företag;Telefon;Befattning",
        "Navn;E-mailadresse;Virksomhed;Tlf.;Stilling",
        "Nimi;Sähköposti;Yritys;Puhelin;Tehtävänimike",
        "Imię i nazwisko;Adres e-mail;Nazwa firmy;Telefon;Stanowisko",
        "Celé jméno;E-mailová adresa;Společnost;Telefon;Pozice",
        "Név;E-mail cím;Cég;Telefonszám;Beosztás",
        "Ad Soyad;E-posta;Şirket;Telefon;Unvan",
        "ФИО;Электронная почта;Компания;Телефон;Должность",
        "Ονοματεπώνυμο;Ηλεκτρονικό ταχυδρομείο;Εταιρεία;Τηλέφωνο;Θέση",
        "氏名;メールアドレス;会社名;電話番号;役職",
        "姓名;电子邮件;公司;电话;职务",
        "이름;이메일;회사;전화번호;직책",
        "שם;אימייל;חברה;טלפון;תפקיד",
        "ชื่อ-นามสกุล;อีเมล;บริษัท;โทรศัพท์;ตำแหน่ง",
    ],
)
def test_a_plain_list_is_read_in_its_language(header: str) -> None:
    (ada,) = people_of(f"{header}\nAda Berg;ada@berg.example;Berg;+49 1512 345;CEO\n")
    assert (ada.name, ada.email, ada.company) == ("Ada Berg", "ada@berg.example", "Berg")
    assert (ada.phone, ada.title) == ("+49 1512 345", "CEO")


FIRMS = ("Berg & Sons Ltd", "Northwind Traders Inc.", "Contoso GmbH", "St. Mary Hospital")
BARE = ("Blue Door Bakery", "Northside Dental", "Hale Roofing", "St. Mary Hospital")
SPEAKERS = ("Ada Miles", "Tom Hale", "Eva Ruf", "Joan Fry")


@pytest.mark.parametrize(
    ("header", "firms"),
    [
        *((header, FIRMS) for header in (
            "Customer;Contact;Email", "Customer Name;Contact Name;Email",
            "Account;Primary Contact;Email",
            "Kunde;Ansprechpartner;E-Mail", "Kundenname;Kontaktperson;Mail",
            "Debitor;Ansprechpartner/in;Mail", "Client;Contact;Courriel",
            "Nom du client;Interlocuteur;E-mail", "Cliente;Referente;Email",
            "Nombre del cliente;Contacto;Correo", "Klant;Contactpersoon;E-mail",
            "Klient;Osoba kontaktowa;E-mail", "Kund;Kontaktperson;E-post",
            "Asiakas;Yhteyshenkilö;Sähköposti", "Zákazník;Kontaktní osoba;E-mail",
            "顧客名;担当者名;メールアドレス", "客户名称;联系人;邮箱", "거래처명;담당자;이메일",
        )),
        *((header, BARE) for header in (
            "Customer Name;Contact Name;Email", "Client Name;Contact Person;Email",
            "Kundenname;Ansprechpartner;E-Mail",
        )),
    ],
)  # fmt: skip
def test_who_speaks_for_a_customer_is_the_person(header: str, firms: tuple[str, ...]) -> None:
    rows = (f"{firm};{name};{name[:3]}@x{at}.example\n"
            for at, (firm, name) in enumerate(zip(firms, SPEAKERS, strict=True)))  # fmt: skip
    found = people_of(f"{header}\n{''.join(rows)}")
    assert [(one.name, one.company) for one in found] == list(zip(SPEAKERS, firms, strict=True))


def test_a_customer_who_speaks_for_himself_is_the_person() -> None:
    rows = "".join(f"{name};{name};{name[:3]}@home.example\n" for name in SPEAKERS)
    found = people_of(f"Customer Name;Contact Name;Email\n{rows}")
    assert [(one.name, one.company) for one in found] == [(name, "") for name in SPEAKERS]


@pytest.mark.parametrize(
    ("header", "source"),
    [
        (
            "Prénom;Nom;Société;Téléphone (bureau);Tél. mobile;"
            "Adresse de messagerie;Recommandé par",
            "outlook",
        ),
        (
            "Nombre;Apellidos;Compañía;Teléfono del trabajo;Teléfono móvil;"
            "Dirección de correo electrónico;Recomendado por",
            "outlook",
        ),
        (
            "Voornaam;Achternaam;Bedrijf;Telefoon op werk;Mobiele telefoon;"
            "E-mailadres;Verwezen door",
            "outlook",
        ),
        ("名;姓;会社名;会社電話;携帯電話;電子メール アドレス;紹介者", "outlook"),
        (
            "Prénom;Nom de famille;Organisation;Tél. bureau;Tél. mobile;"
            "Première adresse électronique;Notes",
            "thunderbird",
        ),
    ],
)
def test_address_books_speak_the_language_of_their_program(header: str, source: str) -> None:
    assert identify(tuple(header.split(";")), "list.csv").name == source
    row = "Ada;Berg;Berg;+49 431 1;+49 151 2;ada@berg.example;Li Otto"
    (ada,) = people_of(f"{header}\n{row}\n")
    assert (ada.email, ada.company) == ("ada@berg.example", "Berg")
    assert ada.phone in ("+49 431 1", "+49 151 2")
    assert set(ada.name.split()) == {"Ada", "Berg"}


def test_a_column_whose_name_and_values_agree_is_taken() -> None:
    rows = "Ada Berg;ada@berg.example;;0431 1234\nLi Otto;;li@otto.example;0431 9999\n"
    ada, li = people_of(f"name;Mail Büro;Mail daheim;Tel Büro\n{rows}")
    assert (ada.email, li.email) == ("ada@berg.example", "li@otto.example")
    assert (ada.phone, li.phone) == ("0431 1234", "0431 9999")


@pytest.mark.parametrize(
    ("text", "column", "field"),
    [
        ("name;Kontakt\nAda Berg;ada@berg.example\nLi Otto;\n", "Kontakt", "email"),
        ("email;Wen\nada@berg.example;Ada Berg\nli@otto.example;Li Otto\n", "Wen", "name"),
        ("name;email;Wo\nAda Berg;a@b.example;Berg GmbH\nLi Otto;;Otto KG\n", "Wo", "company"),
        ("name;email;Ruf\nAda Berg;a@b.example;+49 431 1234\n", "Ruf", "phone"),
    ],
)
def test_what_only_its_values_show_is_asked(text: str, column: str, field: str) -> None:
    with pytest.raises(HalfUnderstood, match=f"only in part: the column '{column}'") as asked:
        READER.read("list.csv", text.encode())
    assert asked.value.columns[column] == field
    (question,) = READER.questions("list.csv", text.encode())
    assert (question.option, question.needed) == ("mapping", True)


def test_what_a_rep_keeps_for_himself_is_not_asked_about() -> None:
    text = "name;email;Seit;Kundennummer;Farbe\nAda Berg;a@b.example;2024-05-02;1234567;Rot\n"
    (ada,) = people_of(text)
    assert dict(ada.extra) == {"Seit": "2024-05-02", "Kundennummer": "1234567", "Farbe": "Rot"}


def test_columns_beside_an_address_are_no_address() -> None:
    text = "name;E-Mail Opt Out;Email Status\nAda Berg;1;valid\n"
    (ada,) = people_of(text)
    assert ada.email == ""


def test_values_alone_are_told_apart() -> None:
    assert looks_like(["ada@berg.example", "li@otto.example"]) == "email"
    assert looks_like(["+49 431 1234", "(0431) 99 88"]) == "phone"
    assert looks_like(["2024-05-02", "2024-06-01"]) == ""
    assert looks_like(["10001", "10002"]) == ""
    assert looks_like_names(["Ada Berg", "Jean-Luc Picard", "王伟", "O'Neil"])
    assert not looks_like_names(["Active", "Active", "Active", "Closed"])
    assert not looks_like_names(["Berg GmbH", "Otto KG"])


def test_a_suggestion_does_not_say_a_name_twice() -> None:
    header = ("Display Name", "First Name", "Last Name", "Primary Email")
    assert suggest_mapping(header) == {
        "First Name": "first_name",
        "Last Name": "last_name",
        "Primary Email": "email",
    }


def test_every_word_means_something_that_a_declaration_knows() -> None:
    from tiesmap.intake.sources.declared import SOURCES

    known = {letters_of(n) for s in SOURCES for c in s.columns.values() for n in c.names}
    known |= {letters_of(name) for source in SOURCES for name in source.marks}
    strange = {name for means in meanings().values() for name in means} - known
    # Second addresses are declared apart; how one addresses somebody and who referred him, for all
    # files.
    apart = {
        "displayname",
        "referredby",
        "contactsource",
        "signingday",
        "secondlastname",
        "knows",
        "email2",
        "alldayevent",
        "showtimeas",
    }
    assert strange <= apart | {"formofaddress", "degreeofhonor", "gender"}, strange


def test_two_columns_of_one_name_are_both_taken_where_a_person_has_several() -> None:
    (ada,) = people_of("Name,Phone,Phone,Email\nAda Berg,+49 1,+49 2,ada@berg.example\n")
    assert ada.phone == "+49 1"
    assert "+49 2" in (*ada.extra.values(), *ada.phones)


@pytest.mark.parametrize(
    ("row", "loaded"),
    [
        ("Li,Otto,li@otto.example,Otto,x", True),
        ("Li,,Otto,li@otto.example,Otto", False),  # a cell too many has pushed the others on
        ("Li,Otto,li@otto.example,,Otto", False),  # which of both is the company is not told
    ],
)
def test_a_cell_beyond_the_last_name_costs_itself_where_the_row_has_not_slid(
    row: str, loaded: bool
) -> None:
    text = f"First Name,Last Name,Email,Company,\nAda,Berg,ada@berg.example,Berg,\n{row}\n,,,,\n"
    (found,) = READER.read("list.csv", text.encode())
    assert [person.name for person in found.people] == ["Ada Berg", *(["Li Otto"] * loaded)]
    assert [problem.line for problem in found.problems] == [3]


@pytest.mark.parametrize(
    ("column", "marks", "comfort"),
    [
        ("how well do I know them (1-5)", ["4", "", "1"], 4),
        ("Wie gut kenne ich sie (1-5)", ["5", "2", "?"], 5),
        ("Confiança", ["5", "2", "3"], 5),
        ("À-vontade (1 a 5)", ["5", "2", "3"], 5),
        ("Vertrouwen", ["5", "2", "3"], 5),
        ("Comfort", ["3", "3", "3"], 3),
        ("Comfort (1-6)", ["3", "6", "1"], None),
        ("Class", ["3", "2", "1"], None),
    ],
)
def test_marks_of_how_well_somebody_is_known_are_the_comfort(
    column: str, marks: list[str], comfort: int | None
) -> None:
    names = ("Ada Berg", "Bo Ray", "Cy Fox")
    rows = [
        f"{name},{n}@x.example,{m}" for n, (name, m) in enumerate(zip(names, marks, strict=True))
    ]
    ada, *_ = people_of("\n".join([f"Full Name,Email,{column}", *rows]))
    assert ada.comfort == comfort
    header = ("Name", "Company", column, "Number", "Remarks")
    cells = [
        (name, "X", mark, "07700 900123", "nice") for name, mark in zip(names, marks, strict=True)
    ]
    said = {"Name": "name", "Company": "company", "Number": "phone", "Remarks": "notes"}
    assert suggest_mapping(header, cells) == said | ({column: "comfort"} if comfort else {})


_POLICIES = (
    "{number},{firm},Contact,Contact Email,LOB,Acct Status\n"
    "PRP-4108,Gulf Bend Trucking LLC,Curtis Ellison,c@gulfbend.example,WC,Active\n"
    "PRP-4108,GULF BEND TRUCKING LLC,Curtis Ellison,c@gulfbend.example,GL,Active\n"
    "PRP-4120,Hebert & Sons Roofing,Kenji Quarles,k@hebert.example,GL,Lost\n"
    "PRP-4125,T&L Transport,Jo Bell,jo@tl.example,,Prospect\n"
)


@pytest.mark.parametrize("number", ["Acct #", "Account #", "Customer #", "Cust #", "Client #"])
@pytest.mark.parametrize("firm", ["Insured", "Named Insured", "Client", "Customer", "Kunde"])
def test_a_number_is_no_firm_and_who_is_insured_or_client_beside_a_contact_is(
    number: str, firm: str
) -> None:
    text = _POLICIES.format(number=number, firm=firm)
    (found,) = Reader(as_of=date(2026, 11, 1)).read("policies.csv", text.encode())
    firms = {one.name: one.company.casefold() for one in found.people}
    assert firms == {
        "Curtis Ellison": "gulf bend trucking llc",
        "Kenji Quarles": "hebert & sons roofing",
        "Jo Bell": "t&l transport",
    }
    assert not found.problems
    assert found.people[0].extra[number] == "PRP-4108"


def test_an_insured_without_a_contact_is_the_person_and_a_phone_with_a_sign_is_one() -> None:
    text = (
        "Insured,Email,Phone #,Policy #\nAda Berg,ada@b.example,612-555-0101,WC-1\n"
        "Bo Hart,bo@h.example,612-555-0102,WC-2\n"
    )
    (found,) = Reader(as_of=date(2026, 11, 1)).read("policies.csv", text.encode())
    assert [(one.name, one.phone) for one in found.people] == [
        ("Ada Berg", "612-555-0101"),
        ("Bo Hart", "612-555-0102"),
    ]


def test_a_column_named_in_two_languages_is_what_both_say() -> None:
    (ada,) = people_of(
        "Name;Firma/Company;Telefon/Phone;E-Mail\nAda Berg;Berg AG;030 55501;a@x.example\n"
    )
    assert (ada.company, ada.phone) == ("Berg AG", "030 55501")


def test_an_assistants_phone_is_not_asked_about() -> None:
    (ada,) = people_of(
        "Name;Email;Assistant;Assistant Phone\nAda Berg;a@x.example;Sue Poe;030 55501\n"
    )
    assert (ada.phone, ada.extra["Assistant Phone"]) == ("", "030 55501")
