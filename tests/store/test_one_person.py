"""One person, many addresses, and one address, many people: over several imports, in the store.

Expected: the rules under "Who is who" in docs/columns.md, by hand.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

import tiesmap
from tests.guarded import REP, load, someone, table
from tiesmap.model.problems import Problem
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
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    database = tmp_path / "ties.db"
    made = tiesmap.open(database, as_of=date(2026, 6, 30))
    load(made, people=[{"name": REP, "email": "rep@us.example", "rep": "yes"}])
    made.store.close()
    opened = tiesmap.open(database, rep=REP, as_of=date(2026, 6, 30))
    yield opened
    opened.store.close()


def people(workspace: Workspace) -> list[tuple[str, str]]:
    return sorted((p.name, p.email) for p in workspace.people.people() if not p.rep)


def problems(workspace: Workspace, row: dict[str, object]) -> tuple[Problem, ...]:
    (file,) = workspace.files.import_files([("list.csv", table(row))], REP).files
    return file.problems


def test_a_mail_from_a_second_address_is_hers(workspace: Workspace) -> None:
    workspace.files.import_files([("cards.vcf", CARD)], REP)
    load(workspace, interactions=[PRIVATE])
    assert people(workspace) == [("Ada Berg", "ada@berg.example")]
    assert someone(workspace, "ada.privat@mail.example").name == "Ada Berg"


def test_do_not_ask_holds_at_every_address(workspace: Workspace) -> None:
    workspace.files.import_files([("cards.vcf", CARD)], REP)
    load(workspace, people=[{"email": "ada.privat@mail.example", "do_not_ask": "yes"}])
    assert people(workspace) == [("Ada Berg", "ada@berg.example")]
    assert someone(workspace, "Ada Berg").do_not_ask


def test_who_was_erased_does_not_come_back_by_another_address(workspace: Workspace) -> None:
    workspace.files.import_files([("cards.vcf", CARD)], REP)
    workspace.data.erase([someone(workspace, "Ada Berg").id])
    load(workspace, interactions=[PRIVATE])
    load(workspace, people=[{"name": "A. B.", "email": "ada.privat@mail.example"}])
    workspace.files.import_files([("cards.vcf", CARD)], REP)
    assert people(workspace) == []


def test_who_was_erased_does_not_come_back_by_another_spelling_of_the_mailbox(
    workspace: Workspace,
) -> None:
    load(workspace, people=[{"name": "Cleo Dietz", "email": "cleo.dietz@gmail.com"}])
    workspace.data.erase([someone(workspace, "Cleo Dietz").id])
    load(workspace, people=[{"name": "Cleo D.", "email": "cleodietz+x@googlemail.com"}])
    assert people(workspace) == []


def test_undo_takes_the_second_address_back(workspace: Workspace) -> None:
    load(workspace, people=[{"name": "Ada Berg", "email": "ada@berg.example"}])
    number = load(workspace, people=[{"name": "Ada Berg",
                                 "email": "ada@berg.example; ada@home.example"}])  # fmt: skip
    assert someone(workspace, "ada@home.example").name == "Ada Berg"
    workspace.data.undo_import(number)
    assert not workspace.people.find("ada@home.example")
    assert someone(workspace, "ada@berg.example").name == "Ada Berg"


def test_another_name_at_the_address_of_a_client_renames_nobody(workspace: Workspace) -> None:
    load(workspace, people=[{"name": "Jana Moor", "email": "info@moor.example", "client": "yes",
                        "notes": "client since 2019"}])  # fmt: skip
    load(workspace, people=[{"name": "Jonas Feld", "email": "info@moor.example", "title": "Chef"}])
    jana, jonas = someone(workspace, "Jana Moor"), someone(workspace, "Jonas Feld")
    assert (jana.client, jana.notes) == (True, "client since 2019")
    assert (jonas.client, jonas.notes, jonas.title) == (False, "", "Chef")


OFFICE = [
    {"name": "Jana Moor", "email": "info@moor.example", "title": "Owner"},
    {"name": "Jonas Moor", "email": "info@moor.example", "title": "Chef"},
    {"name": "Eva Lind", "email": "info@moor.example", "title": "Sales"},
]


def test_three_names_at_one_address_are_three_people_ever_after(workspace: Workspace) -> None:
    for _ in range(2):
        load(workspace, people=OFFICE)
        assert [name for name, _ in people(workspace)] == ["Eva Lind", "Jana Moor", "Jonas Moor"]
    mails = "date,from,to\n" + "".join(
        f"2026-03-01,{sender},rep@us.example\n"
        for sender in (
            "Eva Lind <info@moor.example>", "info@moor.example", "Ole Fox <info@moor.example>",
        )
    )  # fmt: skip
    report = workspace.files.import_files([("interactions.csv", mails.encode())])
    (problem,) = report.files[0].problems
    assert problem.line == 3 and "3 people" in problem.message
    assert [name for name, _ in people(workspace)] == [
        "Eva Lind",
        "Jana Moor",
        "Jonas Moor",
        "Ole Fox",
    ]


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
    workspace: Workspace, one: dict[str, str], other: dict[str, str], together: bool
) -> None:
    rows = [one | {"email": "info@moor.example"}, other | {"email": "info@moor.example"}]
    for part in [rows] if together else [[row] for row in rows]:
        load(workspace, people=part)
    assert len(people(workspace)) == 2


def test_the_name_of_before_still_finds_her(workspace: Workspace) -> None:
    load(workspace, people=[{"name": "Sara Offner", "email": "sara@lowmar.example"}])
    load(workspace, people=[{"name": "Sara Lowrie", "email": "sara@lowmar.example"}])
    assert people(workspace) == [("Sara Lowrie", "sara@lowmar.example")]
    assert someone(workspace, "Sara Offner").name == "Sara Lowrie"
    load(workspace, interactions=[PRIVATE | {"from": "Sara Offner"}])
    assert people(workspace) == [("Sara Lowrie", "sara@lowmar.example")]


@pytest.mark.parametrize(
    "text", ["Alvaro Tremieux", "ÁLVARO TRÉMIEUX", "al+x@googlemail.com", "a.l@gmail.com"]
)
def test_a_person_is_found_however_it_is_typed(workspace: Workspace, text: str) -> None:
    load(workspace, people=[{"name": "Álvaro Trémieux", "email": "al@gmail.com"}])
    assert someone(workspace, text).email == "al@gmail.com"


def test_of_two_of_one_name_and_firm_on_file_it_is_asked_which_one_is_meant(
    workspace: Workspace,
) -> None:
    firm = {"company": "Acme Ltd", "name": "Ann Lee"}
    load(workspace, people=[{**firm, "email": "ann@acme.example"}])
    load(workspace, people=[{**firm, "email": "lee@acme.example"}])
    (problem,) = problems(workspace, {**firm, "title": "Boss"})
    assert "ann@acme.example" in problem.message and "lee@acme.example" in problem.message
    assert not any(person.title for person in workspace.people.people())
    # Where one of them is a bare row herself, the row means her, whenever it comes.
    bare = {"company": "Nord", "name": "Bo Ray"}
    load(workspace, people=[bare])
    load(workspace, people=[{**bare, "email": n} for n in ("bo@n.example", "ray@n.example")])
    assert problems(workspace, {**bare, "title": "Boss"}) == ()
    assert [p.email for p in workspace.people.people() if p.title] == [""]
