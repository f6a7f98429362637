"""Lists that are of clients by their name, their numbers or their labels. Expected: by hand."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import Workbook

from tests import repfiles
from tiesmap.intake.reader import Reader
from tiesmap.intake.sources.stages import is_customer_number, names_clients
from tiesmap.model.intake import Checked
from tiesmap.workspace.opening import open_workspace

NUMBERED = (
    "Kd-Nr;Firma;Ansprechpartner;E-Mail\n"
    "10200;Acme;Ann Lee;ann@acme.example\n"
    "10203;Acme;Bo Ray;bo@acme.example\n"
    ";Zeta;Cy Fox;cy@zeta.example\n"
)
PLAIN = "Firma;Name;E-Mail\nAcme;Ann Lee;ann@acme.example\nAcme;Bo Ray;bo@acme.example\n"


def read(name: str, text: str | bytes, clients: bool | None = None) -> Checked:
    data = text.encode() if isinstance(text, str) else text
    answers = {} if clients is None else {name: {"clients": clients}}
    return Reader(as_of=repfiles.TODAY, answers=answers).read(name, data)[0]


def clients_of(checked: Checked) -> list[str]:
    return [one.name for one in checked.people if one.client]


@pytest.mark.parametrize(
    ("name", "text", "answer", "clients", "said"),
    [
        # Its name and its numbers say so: taken, whoever has a number, and told.
        ("Kundenliste 2026.csv", NUMBERED, None, 2, "Taken for your clients: 2 people"),
        ("Kundenliste 2026.csv", NUMBERED, False, 0, "Not taken for your clients"),
        # One of them: asked.
        ("Kundenliste 2026.csv", PLAIN, None, 0, "Are these your clients: 2 people?"),
        ("Klantenlijst.csv", PLAIN, True, 2, "Taken for your clients: 2 people"),
        ("Süd.csv", NUMBERED, None, 0, "Are these your clients: 2 people?"),
        ("Süd.csv", NUMBERED, True, 2, "Taken for your clients: 2 people"),
        # Neither, or the list's own word on it: nothing is said.
        ("Messe.csv", PLAIN, None, 0, ""),
        ("Interessenten.csv", PLAIN, None, 0, ""),
        ("Kunden.csv", NUMBERED.replace("E-Mail\n", "E-Mail;Status\n").replace(
            "ann@acme.example", "ann@acme.example;Kunde").replace(
            "bo@acme.example", "bo@acme.example;Interessent").replace(
            "cy@zeta.example", "cy@zeta.example;Lead"), None, 0, ""),
    ],
)  # fmt: skip
def test_a_list_of_clients_is_asked_about_or_told(
    name: str, text: str, answer: bool | None, clients: int, said: str
) -> None:
    checked = read(name, text, answer)
    assert len(clients_of(checked)) == clients
    told = [note for note in checked.notes if "your clients" in note]
    assert [note for note in told if said and said in note] == told
    assert bool(told) == bool(said)


OUTLOOK = "First Name,Last Name,Categories,E-mail Address,E-mail 2 Address,Business Phone\n"
GOOGLE = "First Name,Last Name,Labels,E-mail 1 - Value,Organization Name\n"
LABELS = ["Client", "Cliente", "Customer", "Klant", "Kunde", "Stammkunden", "Golf; Kunde"]
NONE = ["", "Hotels", "Ehemalige Kunden", "Potential customer", "Customer service", "Golf"]
NONE += ["Client dinner", "Client services", "Dîner clients", "Cena clientes", "Kunden Event"]


def labelled(header: str) -> str:
    said = enumerate((*LABELS, *NONE))
    return header + "".join(f"P{n},Moor,{one},p{n}@moor{n}.example,,\n" for n, one in said)


@pytest.mark.parametrize("header", [OUTLOOK, GOOGLE])
def test_who_is_labelled_a_client_in_an_address_book_is_asked_about(header: str) -> None:
    text = labelled(header)
    checked = read("contacts.csv", text)
    (note,) = (one for one in checked.notes if "your clients" in one)
    assert note.startswith("Are these your clients: 7 people? Nobody is marked so, but they are ")
    assert "labelled Client, Cliente, Customer" in note and clients_of(checked) == []
    yes = read("contacts.csv", text, True)
    assert clients_of(yes) == [f"P{n} Moor" for n in range(len(LABELS))]
    assert clients_of(read("contacts.csv", text, False)) == []
    # The word for clients is no kind of business.
    assert not any(one.category for one in yes.people)


def test_so_is_whom_a_card_labels_a_client() -> None:
    said = ["Clients", "Kunden,Golf", "Clientes", "Friends", "Client dinner"]
    cards = "".join(
        f"BEGIN:VCARD\r\nVERSION:3.0\r\nFN:P{n} Moor\r\nCATEGORIES:{one}\r\nEND:VCARD\r\n"
        for n, one in enumerate(said)
    )
    (note,) = (one for one in read("cards.vcf", cards).notes if "your clients" in one)
    assert note.startswith("Are these your clients: 3 people?") and "Clients, Kunden" in note
    assert clients_of(read("cards.vcf", cards, True)) == ["P0 Moor", "P1 Moor", "P2 Moor"]
    assert clients_of(read("cards.vcf", cards, False)) == []


def test_labels_without_clients_say_nothing() -> None:
    text = OUTLOOK + "Ann,Lee,Hotels; VIP,ann@lee.example,,\nBo,Ray,,bo@ray.example,,\n"
    assert not [one for one in read("contacts.csv", text).notes if "clients" in one]


@pytest.mark.parametrize(("sheet", "title"), [("Kunden Süd", ""), ("Blatt1", "Kundenliste Süd")])
def test_a_sheet_and_the_title_above_the_header_say_it_too(sheet: str, title: str) -> None:
    book = Workbook()
    table = book.active
    assert table is not None
    table.title = sheet
    for cells in ([title], [], *(line.split(";") for line in NUMBERED.splitlines())):
        table.append(cells)
    file = BytesIO()
    book.save(file)
    assert clients_of(read("Export.xlsx", file.getvalue())) == ["Ann Lee", "Bo Ray"]


def test_what_was_taken_can_be_taken_back(tmp_path: Path) -> None:
    database = tmp_path / "own.db"

    def bring(name: str, text: str, clients: bool | None = None) -> set[str]:
        answers = {} if clients is None else {name: {"clients": clients}}
        own = open_workspace(database, as_of=repfiles.TODAY)
        own.files.import_files([(name, text.encode())], "Rita Rep", answers=answers)
        return marked()

    def marked() -> set[str]:
        own = open_workspace(database, "Rita Rep", as_of=repfiles.TODAY)
        return {one.name for one in own.people.people() if one.client}

    assert bring("Messe.csv", PLAIN) == set()
    assert bring("Kundenliste.csv", NUMBERED) == {"Ann Lee", "Bo Ray"}
    open_workspace(database, "Rita Rep").data.undo_import()
    assert marked() == set()
    # Asked after the same file came in without an answer.
    assert bring("Kunden.csv", PLAIN) == set()
    assert bring("Kunden.csv", PLAIN, clients=True) == {"Ann Lee", "Bo Ray"}


CALLED = "Kundenliste 2026|Kunden|Kunden Süd|client list|CustomerList|my_clients_2026|Clientes|"
CALLED += "Liste clients|Klantenlijst|Lista clienti|Lista klientów|Bestandskundenliste|顧客リスト|"
CALLED += "고객 명단|Müşteri listesi|Kunderegister|Kundlista"
OTHERWISE = "Potential customers|ehemalige Kunden|Former clients|Customer service|contacts|people|"
OTHERWISE += "Interessenten|kein Kunde|Wunschkunden|Kundendienst|見込み顧客"


def test_what_a_list_of_clients_is_called() -> None:
    assert [name for name in CALLED.split("|") if not names_clients(name)] == []
    assert [name for name in OTHERWISE.split("|") if names_clients(name)] == []


def test_what_customers_numbers_are_called() -> None:
    numbers = "Kd-Nr|Kd.-Nr.|Kundennummer|Customer No.|N° client|Código de cliente|Klantnummer"
    assert [name for name in numbers.split("|") if not is_customer_number(name)] == []
    others = "ID|Kunde|Customer|Client|Nr|Telefonnummer|Kundenstatus"
    assert [name for name in others.split("|") if is_customer_number(name)] == []
