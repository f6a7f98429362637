"""A list of accounts in a CRM's own words: firms under Acct, clients by since when. By hand."""

from __future__ import annotations

from datetime import date

import pytest

from tiesmap.intake.questions import HalfUnderstood
from tiesmap.intake.reader import Reader
from tiesmap.intake.sources.mapping import suggest_mapping
from tiesmap.intake.table.clients import read_client
from tiesmap.intake.table.values import Bad
from tiesmap.intake.who.listed import are_initials_of

READER = Reader(as_of=date(2026, 11, 1))


SINCE = (
    "2018", "03/2019", "Mar 2019", "Mar '19", "11/1/2020", "since 2018", "yes", "x", "Customer",
    "2020-11-01", "seit 2018", "43406",
)  # fmt: skip
NOT_NOW = (
    "prospect",
    "lost",
    "lost 2021",
    "former",
    "Former (2015)",
    "no",
    "ehem. Kunde",
    "not yet",
)


@pytest.mark.parametrize(
    ("cell", "client"),
    [
        *((cell, True) for cell in SINCE),
        *((cell, False) for cell in NOT_NOW),
        *((cell, None) for cell in ("", "N/A", "-")),
    ],
)  # fmt: skip
def test_a_day_a_month_or_a_year_says_yes(cell: str, client: bool | None) -> None:
    assert read_client(cell) is client


def test_any_other_cell_costs_the_cell() -> None:
    assert isinstance(read_client("ask Denise"), Bad)


@pytest.mark.parametrize("firm", ["Acct", "Acct Name", "Account", "Cust"])
@pytest.mark.parametrize("since", ["Cust Since", "Customer Since", "Client since", "Kunde seit"])
def test_the_heads_of_an_account_list_are_known(firm: str, since: str) -> None:
    header = f"{firm},Primary Contact,Cell,Contact Email,{since}"
    text = (
        f"{header}\nBerg Hall,Ada Berg,612-555-0101,ada@b.example,2018\n"
        "Hart Hall,Bo Hart,612-555-0102,bo@h.example,prospect\n"
        "Cy Hall,Cy Dent,612-555-0103,cy@c.example,see file\n"
    )
    (found,) = READER.read("list.csv", text.encode())
    assert [one.company for one in found.people] == ["Berg Hall", "Hart Hall", "Cy Hall"]
    assert [one.client for one in found.people] == [True, False, None]
    assert [one.extra[since] for one in found.people] == ["2018", "prospect", "see file"]
    suggested = suggest_mapping(header.split(","))
    assert (suggested[firm], suggested[since]) == ("company", "client")


def test_a_column_mapped_to_client_is_read_so_and_a_bad_cell_is_listed() -> None:
    mapping = {"Wer": "name", "Mail": "email", "Dabei": "client"}
    text = "Wer,Mail,Dabei\nAda,a@b.example,2018\nBo,b@h.example,lost\nCy,c@c.example,see file\n"
    reader = Reader(date(2026, 11, 1), answers={"a.csv": {"mapping": mapping}})
    (found,) = reader.read("a.csv", text.encode())
    assert [one.client for one in found.people] == [True, False, None]
    assert [(one.line, one.column) for one in found.problems] == [(4, "Dabei")]


def test_a_column_called_as_the_mail_domains_of_its_rows_is_asked_about() -> None:
    rows = (
        "Berg Tool & Die,Ada Moor,612-555-0101,ada@bergtool.example\n"
        "St. Olaf Church,Bo Hart,612-555-0102,bo@stolaf.example\n"
        "Cedar Lake Mgmt,Cy Dent,612-555-0103,cy@cedarlakemgmt.example\n"
        "Cedar Lake Mgmt,Di Eck,612-555-0104,di@gmail.com\n"
    )
    head = ",Full Name,Phone,Email\n"
    with pytest.raises(HalfUnderstood, match="'Where' looks like companies") as asked:
        READER.read("list.csv", f"Where{head}{rows}".encode())
    assert asked.value.columns["Where"] == "company"
    towns = rows.replace("Berg Tool & Die", "Berg").replace("St. Olaf Church", "Kiel")
    towns = towns.replace("Cedar Lake Mgmt", "Ulm")
    (found,) = READER.read("list.csv", f"Where{head}{towns}".encode())
    assert found.people[0].extra["Where"] == "Berg"


def test_a_list_whose_names_are_under_an_unknown_head_is_asked_about() -> None:
    text = "Firm,Who,Mobile,E-mail,Client since\nBerg,Ada Moor,612-555-0101,a@b.example,2018\n"
    with pytest.raises(HalfUnderstood, match="'Who' looks like names") as asked:
        READER.read("list.csv", text.encode())
    assert asked.value.columns["Who"] == "name"


def test_the_initials_of_the_rep_are_the_rep() -> None:
    assert are_initials_of("MO", "Marcus Oyelaran")
    assert are_initials_of("M.O.", "Marcus T. Oyelaran")
    assert not are_initials_of("DK", "Marcus Oyelaran")
    assert not are_initials_of("Mo", "Marcus Oyelaran")
    assert not are_initials_of("M", "Marcus")


def test_a_mark_with_a_sign_behind_it_is_read_and_listed() -> None:
    text = "Full Name,Email,Comfort\nAda,a@b.example,5!\nBo,b@h.example,4+\nCy,c@c.example,3?\n"
    (found,) = READER.read("a.csv", f"{text}Di,d@e.example,ok\n".encode())
    assert [one.comfort for one in found.people] == [5, 4, 3, None]
    assert [(one.line, one.value) for one in found.problems] == [
        (2, "5!"), (3, "4+"), (4, "3?"), (5, "ok"),
    ]  # fmt: skip
    assert "was read as 5" in found.problems[0].message
    told = "rep,person,comfort\nAda,Bo,4+\n"
    (found,) = READER.read("relationships.csv", told.encode())
    assert [one.comfort for one in found.relationships] == [4]


@pytest.mark.parametrize(
    "column",
    ["Signed", "Signed On", "Close Date", "Closed on", "Won date", "Unterschrift am",
     "Abschlussdatum", "Date de signature", "Fecha de firma", "Data di chiusura", "Getekend op",
     "Customer Since", "Kunde seit"],
)  # fmt: skip
def test_a_client_signed_on_the_day_of_the_deal_and_nobody_else_did(column: str) -> None:
    text = (
        f"First Name,Last Name,Email,Status,{column}\nBo,Ray,bo@x.example,Customer,3/14/2025\n"
        "Cy,Lee,cy@x.example,Prospect,9/1/2026\nDi,Fox,di@x.example,Former customer,3/4/2025\n"
    )
    (found,) = READER.read("deals.csv", text.encode())
    signed = {one.name: one.signed_on for one in found.people if one.stage}
    assert signed["Bo Ray"] == date(2025, 3, 14)
    if column not in ("Customer Since", "Kunde seit"):  # these say it of whoever has a day there
        assert (signed["Cy Lee"], signed["Di Fox"]) == (None, None)
    assert found.people[0].extra[column] == "3/14/2025"


def test_of_a_deal_that_was_won_the_day_is_kept_beside_its_stage() -> None:
    text = (
        "Name,Email,Stage,Close Date\nBo Ray,bo@x.example,Closed Won,2025-03-04\n"
        "Cy Lee,cy@x.example,Negotiation,2026-09-01\n"
    )
    (found,) = READER.read("deals.csv", text.encode())
    assert [one.signed_on for one in found.people] == [date(2025, 3, 4), None]


@pytest.mark.parametrize("header", ["Kunde seit", "Kunde;Kunde seit", "Letzter Kontakt"])
def test_a_spreadsheets_number_of_a_day_is_kept_as_that_day(header: str) -> None:
    cells = "ja;45123" if ";" in header else "45123"
    text = f"Vorname;Nachname;E-Mail;{header}\nBo;Ray;bo@x.example;{cells}\n"
    (found,) = READER.read("list.csv", text.encode())
    assert found.people[0].extra[header.rpartition(";")[2]] == "2023-07-16"
