"""One person, many addresses, and one address, many people: over several imports, in the store.

Expected: the rules under "Who is who" in docs/columns.md, by hand.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

import tiesmap
from tests.guarded import REP, load, someone
from tiesmap.workspace import Workspace

CARD = b"""BEGIN:VCARD
VERSION:3.0
FN:Ada Berg
EMAIL:ada@berg.example
EMAIL:ada.privat@mail.example
END:VCARD
"""
PRIVATE = {"date": "2026-03-01", "from": "Ada <ada.privat@mail.example>", "to": REP,
           "channel": "email"}  # fmt: skip


@pytest.fixture
def seat(tmp_path: Path) -> Iterator[Workspace]:
    database = tmp_path / "ties.db"
    made = tiesmap.open(database, as_of=date(2026, 6, 30))
    load(made, people=[{"name": REP, "email": "rep@us.example", "rep": "yes"}])
    made.store.close()
    opened = tiesmap.open(database, rep=REP, as_of=date(2026, 6, 30))
    yield opened
    opened.store.close()


def people(seat: Workspace) -> list[tuple[str, str]]:
    return sorted((p.name, p.email) for p in seat.people.people() if not p.rep)


def test_a_mail_from_a_second_address_is_hers(seat: Workspace) -> None:
    seat.files.import_files([("cards.vcf", CARD)], REP)
    load(seat, interactions=[PRIVATE])
    assert people(seat) == [("Ada Berg", "ada@berg.example")]
    assert someone(seat, "ada.privat@mail.example").name == "Ada Berg"


def test_do_not_ask_holds_at_every_address(seat: Workspace) -> None:
    seat.files.import_files([("cards.vcf", CARD)], REP)
    load(seat, people=[{"email": "ada.privat@mail.example", "do_not_ask": "yes"}])
    assert people(seat) == [("Ada Berg", "ada@berg.example")]
    assert someone(seat, "Ada Berg").do_not_ask


def test_who_was_erased_does_not_come_back_by_another_address(seat: Workspace) -> None:
    seat.files.import_files([("cards.vcf", CARD)], REP)
    seat.data.erase([someone(seat, "Ada Berg").id])
    load(seat, interactions=[PRIVATE])
    load(seat, people=[{"name": "A. B.", "email": "ada.privat@mail.example"}])
    seat.files.import_files([("cards.vcf", CARD)], REP)
    assert people(seat) == []


def test_who_was_erased_does_not_come_back_by_another_spelling_of_the_mailbox(
    seat: Workspace,
) -> None:
    load(seat, people=[{"name": "Cleo Dietz", "email": "cleo.dietz@gmail.com"}])
    seat.data.erase([someone(seat, "Cleo Dietz").id])
    load(seat, people=[{"name": "Cleo D.", "email": "cleodietz+x@googlemail.com"}])
    assert people(seat) == []


def test_undo_takes_the_second_address_back(seat: Workspace) -> None:
    load(seat, people=[{"name": "Ada Berg", "email": "ada@berg.example"}])
    number = load(seat, people=[{"name": "Ada Berg",
                                 "email": "ada@berg.example; ada@home.example"}])  # fmt: skip
    assert someone(seat, "ada@home.example").name == "Ada Berg"
    seat.data.undo_import(number)
    assert not seat.people.find("ada@home.example")
    assert someone(seat, "ada@berg.example").name == "Ada Berg"


def test_another_name_at_the_address_of_a_client_renames_nobody(seat: Workspace) -> None:
    load(seat, people=[{"name": "Jana Moor", "email": "info@moor.example", "client": "yes",
                        "notes": "client since 2019"}])  # fmt: skip
    load(seat, people=[{"name": "Jonas Feld", "email": "info@moor.example", "title": "Chef"}])
    jana, jonas = someone(seat, "Jana Moor"), someone(seat, "Jonas Feld")
    assert (jana.client, jana.notes) == (True, "client since 2019")
    assert (jonas.client, jonas.notes, jonas.title) == (False, "", "Chef")


OFFICE = [
    {"name": "Jana Moor", "email": "info@moor.example", "title": "Owner"},
    {"name": "Jonas Moor", "email": "info@moor.example", "title": "Chef"},
    {"name": "Eva Lind", "email": "info@moor.example", "title": "Sales"},
]


def test_three_names_at_one_address_are_three_people_ever_after(seat: Workspace) -> None:
    for _ in range(2):
        load(seat, people=OFFICE)
        assert [name for name, _ in people(seat)] == ["Eva Lind", "Jana Moor", "Jonas Moor"]
    mails = "date,from,to\n" + "".join(
        f"2026-03-01,{sender},rep@us.example\n"
        for sender in (
            "Eva Lind <info@moor.example>", "info@moor.example", "Ole Fox <info@moor.example>",
        )
    )  # fmt: skip
    report = seat.files.import_files([("interactions.csv", mails.encode())])
    (problem,) = report.files[0].problems
    assert problem.line == 3 and "3 people" in problem.message
    assert [name for name, _ in people(seat)] == ["Eva Lind", "Jana Moor", "Jonas Moor", "Ole Fox"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"id": "1", "profile_url": "https://www.linkedin.com/in/jana"},
         {"id": "2", "profile_url": "https://www.linkedin.com/in/jonas"}),
        ({"id": "1", "name": "Jana Moor"}, {"id": "2", "name": "J. Moor"}),
        ({"id": "1"}, {"id": "2"}),
    ],
)  # fmt: skip
@pytest.mark.parametrize("together", [True, False])
def test_other_ids_and_profiles_at_an_office_are_other_people(
    seat: Workspace, one: dict[str, str], other: dict[str, str], together: bool
) -> None:
    rows = [one | {"email": "info@moor.example"}, other | {"email": "info@moor.example"}]
    for part in [rows] if together else [[row] for row in rows]:
        load(seat, people=part)
    assert len(people(seat)) == 2


def test_the_name_of_before_still_finds_her(seat: Workspace) -> None:
    load(seat, people=[{"name": "Sara Offner", "email": "sara@lowmar.example"}])
    load(seat, people=[{"name": "Sara Lowrie", "email": "sara@lowmar.example"}])
    assert people(seat) == [("Sara Lowrie", "sara@lowmar.example")]
    assert someone(seat, "Sara Offner").name == "Sara Lowrie"
    load(seat, interactions=[PRIVATE | {"from": "Sara Offner"}])
    assert people(seat) == [("Sara Lowrie", "sara@lowmar.example")]


@pytest.mark.parametrize(
    "text", ["Alvaro Tremieux", "ÁLVARO TRÉMIEUX", "al+x@googlemail.com", "a.l@gmail.com"]
)
def test_a_person_is_found_however_it_is_typed(seat: Workspace, text: str) -> None:
    load(seat, people=[{"name": "Álvaro Trémieux", "email": "al@gmail.com"}])
    assert someone(seat, text).email == "al@gmail.com"
