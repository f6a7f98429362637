"""Names of functions and machines, beside names of people. Expected: by hand."""

from __future__ import annotations

from datetime import date

import pytest

from tiesmap.intake.formats.mail import read_mailbox
from tiesmap.intake.reader import Reader
from tiesmap.intake.who.nobody import is_family, is_function, is_place


@pytest.mark.parametrize(
    "name",
    ["Vertrieb Hansepack", "Scanner EG", "Einkauf Nordmilch GmbH",
     "Buchhaltung", "Sekretariat Werk 2", "Scanner", "Konferenzraum Elbe", "Vertrieb-Innendienst"],
)  # fmt: skip
def test_a_function_of_a_firm_is_no_person(name: str) -> None:
    assert is_function(name)


@pytest.mark.parametrize(
    "name",
    ["Peter Drucker", "Drucker Peter", "Rita Rep", "Vera Trieb", "Max Einkäufer", "Ina Scannell",
     "Anna Zentral", "Uwe Empfang", "Jan Meier Vertrieb", "Einkauf Frau Schulz"],
)  # fmt: skip
def test_a_person_is_no_function(name: str) -> None:
    assert not is_function(name)


def test_a_function_that_only_writes_is_left_out_of_a_mailbox() -> None:
    mail = (
        "From - Mon May  4 09:00:00 2026\nFrom: {}\nTo: Rita Rep <rita@x.example>\n"
        "Date: Mon, 4 May 2026 09:00:00 +0200\nMessage-ID: <{}@x.example>\nSubject: x\n\nx\n\n"
    )
    senders = (
        "Vertrieb Hansepack <vertrieb@x.example>",
        "Scanner EG <scanner@x.example>",
        "Ann Lee <ann@x.example>",
    )
    data = "".join(mail.format(one, at) for at, one in enumerate(senders)).encode()
    found = read_mailbox(data, "inbox.mbox")
    assert [one.sender for one in found.interactions] == ["Ann Lee <ann@x.example>"]


@pytest.mark.parametrize(
    ("name", "person"),
    [
        ("TBD", False), ("Vacant", False), ("to be hired", False), ("Boys School Office", False),
        ("Pizza Luce", False), ("ICE Tasha", False), ("Ann Office", True), ("Tbilisi Lee", True),
        ("Aunt Vickie", False), ("MawMaw", False), ("Dad Cell", False), ("Neighbor Gary", False),
        ("Babysitter Hailey", False), ("Coach Todd Soccer", False), ("AAA Roadside", False),
        ("Entergy Outage", False), ("Church Nursery", False), ("Do Not Answer", False),
        ("SPAM Warranty", False), ("Uber driver", False), ("Airbnb Destin host", False),
        ("Maintenance", False), ("Coach Taylor", True), ("Nana Kwame", True), ("Ann Sitter", True),
        ("Gary Neighbor", True), ("Roadside Ann", True), ("Accueil", False),
        ("Laboratoire Bio Plus", False), ("Empfang Berg AG", False), ("École Jules Ferry", False),
        ("SOS Médecins", False), ("La Poste", False), ("Banque", False), ("Rathaus", False),
        ("Digicode", False), ("Meine Nummer", False), ("Mon numéro", False), ("Home", False),
        ("Boss", False), ("Gynéco", False), ("Elettricista", False), ("Boekhouding", False),
        ("Plumber Joe's wife", False), ("Lisa's mom", False), ("Maman de Léo", False),
        ("Papa von Tim", False), ("Mum of Jake", False), ("Mamma di Luca", False),
        ("Plumber Joe", True), ("Nounou Sarah", True), ("Bruno Chauffagiste", True),
        ("Chantal de Techniques Plus", True), ("Frau von Berg", True), ("Mari de Boer", True),
        ("Papa Wemba", True), ("Elisabeth Bank", True), ("Jan Post", True), ("Mae West", True),
    ],
)  # fmt: skip
def test_who_is_open_or_private_and_what_is_an_office_is_nobody(name: str, person: bool) -> None:
    assert person is not (is_function(name) or is_place(name) or is_family(name))


NAMES = ("Mami", "Pizzeria Roma", "Voicemail", "Ann Lee")
LIST = "Name,Phone\n" + "".join(f"{name},0711 2233{at}\n" for at, name in enumerate(NAMES))
CARDS = "".join(
    f"BEGIN:VCARD\nVERSION:3.0\nFN:{name}\nTEL:0711 2233{at}\nEND:VCARD\n"
    for at, name in enumerate(NAMES)
)


@pytest.mark.parametrize(
    ("file", "text"), [("contacts.csv", LIST), ("all.vcf", CARDS)], ids=["list", "cards"]
)
def test_who_is_left_out_as_nobody_is_taken_in_by_name(file: str, text: str) -> None:
    def read(*take_in: str) -> tuple[list[str], set[str]]:
        reader = Reader(date(2026, 11, 1), answers={file: {"take_in": take_in}})
        (checked,) = reader.read(file, text.encode())
        return [one.name for one in checked.people], set(checked.held)

    assert read() == (["Ann Lee"], {"Mami", "Pizzeria Roma", "Voicemail"})
    assert read("Mami", "Voicemail") == (["Mami", "Voicemail", "Ann Lee"], {"Pizzeria Roma"})


def test_who_is_called_a_relative_and_said_to_be_a_rep_or_a_client_stays() -> None:
    data = b"name,rep,client\nMe,yes,\nMom,,yes\nDad,,\nBo Ray,,\n"
    (checked,) = Reader(as_of=date(2026, 6, 30)).read("people.csv", data)
    assert [one.name for one in checked.people] == ["Me", "Mom", "Bo Ray"]
    assert any("Dad" in note for note in checked.notes)
