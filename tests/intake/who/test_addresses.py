"""Every address of a person in a row, and whose an address is. Expected: by hand; the mailboxes
from the help pages of Google, Proton and Apple."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import pytest

from tiesmap.intake.reader import Reader
from tiesmap.intake.who.addresses import first_of_several, split_emails, split_phones
from tiesmap.model.addresses import mailbox_of
from tiesmap.model.intake import Checked
from tiesmap.model.people import PersonRecord


def read(text: str) -> Checked:
    (checked,) = Reader(date(2026, 3, 6)).read("people.csv", text.encode())
    return checked


def one(text: str) -> PersonRecord:
    (person,) = read(text).people
    return person


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("cleo.dietz@gmail.com", "cleodietz@googlemail.com", True),
        ("cleo.dietz+work@gmail.com", "CleoDietz@gmail.com", True),
        ("cleo@me.com", "cleo@icloud.com", True),
        ("cleo-d@protonmail.com", "cleo.d@proton.me", True),
        ("cleo+x@outlook.com", "cleo@outlook.com", True),
        ("cleo.dietz@outlook.com", "cleodietz@outlook.com", False),
        ("cleo.dietz@firm.example", "cleodietz@firm.example", False),
        ("cleo+x@firm.example", "cleo@firm.example", False),
        ("cleo@gmail.com", "cleo@firm.example", False),
    ],
)
def test_addresses_are_of_one_mailbox_by_the_rule_of_its_provider(
    one: str, other: str, same: bool
) -> None:
    assert (mailbox_of(one) == mailbox_of(other)) is same
    assert mailbox_of(mailbox_of(one)) == mailbox_of(one)


@pytest.mark.parametrize(
    "cell",
    [
        "a@x.example; b@y.example", "a@x.example,b@y.example", "a@x.example b@y.example",
        "a@x.example\nb@y.example", "a@x.example | b@y.example", "a@x.example ::: b@y.example",
        "Ann <a@x.example>, Ann Lee <b@y.example>", "mailto:a@x.example; mailto:b@y.example",
        "a@x.example / b@y.example", "A@x.example;;B@y.example;",
    ],
)  # fmt: skip
def test_several_addresses_in_a_cell(cell: str) -> None:
    assert [text.lower() for text in split_emails(cell)] == ["a@x.example", "b@y.example"]
    assert first_of_several("email", cell).lower() == "a@x.example"


@pytest.mark.parametrize(
    "link",
    [
        "mailto:x@evil.example?bcc=y", "MAILTO:x@evil.example?bcc=y@z.example",
        "mailto:x@evil.example?cc=y@z.example&subject=a", "x@evil.example?subject=a",
        "mailto:x@evil.example",
    ],
)  # fmt: skip
def test_a_link_to_an_address_is_the_address_wherever_it_stands(link: str) -> None:
    person = one(f"name,email\nAda Berg,{link}\n")
    assert (person.name, person.email, person.emails) == ("Ada Berg", "x@evil.example", ())
    person = one(f"name,email\nAda Berg {link},\n")
    assert (person.name, person.email, person.emails) == ("Ada Berg", "x@evil.example", ())
    person = one(f"name,email\nAda Berg <{link}>,\n")
    assert (person.name, person.email, person.emails) == ("Ada Berg", "x@evil.example", ())
    person = one(f"name,email\nAda Berg,{link}; b@b.example\n")
    assert (person.email, person.emails) == ("x@evil.example", ("b@b.example",))
    person = one(f"name,email,Second mail\nAda Berg,b@b.example,{link}\n")
    assert (person.email, person.emails) == ("b@b.example", ("x@evil.example",))


@pytest.mark.parametrize(
    ("cell", "numbers"),
    [
        ("+49 30 123456; +49 151 98765", ["+49 30 123456", "+49 151 98765"]),
        ("030/123456, 0151 98765", ["030/123456", "0151 98765"]),
        ("030 123456, ext. 5", ["030 123456, ext. 5"]),
        ("030 1234567 ; x", ["030 1234567 ; x"]),
        ("", []),
    ],
)
def test_several_numbers_in_a_cell(cell: str, numbers: list[str]) -> None:
    assert split_phones(cell) == numbers


@pytest.mark.parametrize(
    ("header", "cells", "emails"),
    [
        ("email,Private E-Mail", "a@x.example,b@y.example", ("b@y.example",)),
        ("email,E-mail 2", "a@x.example,a@x.example", ()),
        ("email,Additional email addresses", "a@x.example,b@y.example;c@z.example",
         ("b@y.example", "c@z.example")),
        ("email,Second mail", "a@x.example,none", ()),
        # Somebody else's.
        ("email,Owner email", "a@x.example,b@y.example", ()),
        ("email,Assistant e-mail", "a@x.example,b@y.example", ()),
        ("email,Referred by email", "a@x.example,b@y.example", ()),
    ],
)  # fmt: skip
def test_further_columns_hold_further_addresses(
    header: str, cells: str, emails: tuple[str, ...]
) -> None:
    person = one(f"name,{header}\nAnn,{cells}\n")
    assert (person.email, person.emails) == ("a@x.example", emails)


def said(rows: Iterable[PersonRecord]) -> list[tuple[str, bool | None]]:
    return [(person.name, person.do_not_ask) for person in rows]


@pytest.mark.parametrize(
    ("column", "value", "out", "told"),
    [
        ("Email Opt Out", "1", True, "Marked 'do not ask'"),
        ("Do Not Call", "yes", True, "Marked 'do not ask'"),
        ("Has Opted Out Of Email", "TRUE", True, "Marked 'do not ask'"),
        ("Nicht kontaktieren", "ja", True, "Marked 'do not ask'"),
        ("Ne pas contacter", "Oui", True, "Marked 'do not ask'"),
        ("Subscription Status", "Unsubscribed", True, "Marked 'do not ask'"),
        ("Status", "Do not contact", True, "Marked 'do not ask'"),
        ("Email Opt Out", "0", None, ""),
        ("Subscription Status", "Subscribed", None, ""),
        ("Status", "Active", None, ""),
        ("Marketing contact status", "Non-marketing contact", None, "not to be asked?"),
        ("Accepts Marketing", "no", None, "not to be asked?"),
        ("Accepts Marketing", "yes", None, ""),
    ],
)
def test_who_asked_other_programs_for_peace_is_not_asked(
    column: str, value: str, out: bool | None, told: str
) -> None:
    checked = read(f"name,email,{column}\nAnn,ann@x.example,{value}\nBo,bo@x.example,\n")
    assert said(checked.people) == [("Ann", out), ("Bo", None)]
    notes = [note for note in checked.notes if column in note]
    assert (len(notes) == 1 and told in notes[0] and "1 person" in notes[0]) if told else not notes


@pytest.mark.parametrize(
    "text",
    ["Self-employed", "self employed", "SELF EMPLOYED (2019)", "Freelance", "n/a", "N/A", "NULL",
     "-", "None", "Confidential", "Stealth Startup", "Selbstständig", "freiberuflich",
     "Auto-entrepreneur", "Autónomo", "ZZP'er", "Libero professionista", "フリーランス"],
)  # fmt: skip
def test_no_employer_is_no_company(text: str) -> None:
    checked = read(f'name,email,company\nAnn,ann@x.example,"{text}"\nBo,bo@x.example,Acme\n')
    assert [person.company for person in checked.people] == ["", "Acme"]
    assert any("No company" in note for note in checked.notes)


@pytest.mark.parametrize("text", ["Freelance.com SA", "Independent News GmbH", "N-able", "3M", "X"])
def test_a_company_with_such_a_word_in_its_name_is_one(text: str) -> None:
    assert one(f"name,company\nAnn,{text}\n").company == text


@pytest.mark.parametrize(
    "header",
    ["Name,Email,Column1", "Name,Email,Unnamed: 2", "Name,Email,Alternate", "Name,Email,"],
)
def test_a_second_address_counts_where_it_is_made_of_the_name_whatever_its_column_is_called(
    header: str,
) -> None:
    rows = "Bo Ray,bo@x.example,bo.ray@gmail.com\nZoë Lee,z@x.example,zoelee@gmail.com\n"
    found = read(f"{header}\n{rows}")
    assert [one.emails for one in found.people] == [("bo.ray@gmail.com",), ("zoelee@gmail.com",)]
    assert not found.problems


@pytest.mark.parametrize(
    ("header", "cell"),
    [("Assistant", "bo.ray@gmail.com"), ("Column1", "pa@y.example"), ("Column1", "bo.ray")],
)
def test_an_address_of_somebody_else_is_no_second_one(header: str, cell: str) -> None:
    assert one(f"Name,Email,{header}\nBo Ray,bo@x.example,{cell}\n").emails == ()


def test_what_a_column_without_a_name_holds_is_kept() -> None:
    found = read("Name,Email,\nBo Ray,bo@x.example,Hawks\nDi Fox,di@x.example,Owls\n")
    assert [one.extra for one in found.people] == [{"column 3": "Hawks"}, {"column 3": "Owls"}]
