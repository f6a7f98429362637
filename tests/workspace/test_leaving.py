"""What goes out comes in again as the same. Expected: the files that went in, and the database."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from icalendar.parser import Contentlines

import tiesmap
from tests.guarded import REP, load
from tiesmap.model.people import Person
from tiesmap.workspace import Workspace
from tiesmap.workspace.sample import sample_files

CARD = b"""BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Ada Berg\r\nEMAIL:ada@berg.example\r
EMAIL:ada.privat@mail.example\r\nTEL:+49 30 123456\r\nTEL:+49 151 98765\r\nORG:Berg\\; S\xc3\xb6hne
NOTE:likes tea\\, and;\\nlong walks\r\nEND:VCARD\r\n"""


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    opened = open_at(tmp_path / "ties.db")
    load(opened, people=[
        {"id": "r", "name": REP, "email": "rep@us.example", "rep": "yes"},
        {"id": "7", "name": "Sara Offner", "email": "sara@x.example", "client": "yes",
         "comfort": "4", "stage": "client", "signed_on": "2025-02-03", "notes": "'=1+1\ntwo",
         "company": "-1+cmd", "Shoe; size": "9", "salutation": "Frau", "academic_title": "Dr."},
    ])  # fmt: skip
    load(opened, people=[{"id": "7", "name": "Sara Lowrie", "do_not_ask": "yes"}])
    opened.files.import_files([("cards.vcf", CARD)], REP)
    load(opened,
         interactions=[
             {"date": "2026-03-01", "from": REP, "to": "7; ada@berg.example", "channel": "meeting",
              "purpose": "=talk", "notes": "a\nb"},
             {"date": "2026-03-01T09:30", "from": "7", "to": REP, "channel": "email"},
             {"date": "2026-03-01T09:30", "from": "7", "to": REP, "channel": "email"},
         ],
         ties=[{"person": "7", "other": "Ada Berg", "contacts": "3", "last_contact": "2026-01-02",
                "kind": "friend", "since": "2020-01-01", "strength": "2"}],
         introductions=[{"date": "2026-02-01", "introducer": "7", "person": REP,
                         "other": "Ada Berg", "outcome": "client"}],
         relationships=[{"rep": REP, "category": "Hotels", "comfort": "3"},
                        {"rep": REP, "person": "Ada Berg", "comfort": "2", "bucket": "A"}],
         targets=[{"company": "Nord", "why": "=size"}])  # fmt: skip
    yield opened
    opened.store.close()


def open_at(path: Path) -> Workspace:
    made = tiesmap.open(path, as_of=date(2026, 6, 30))
    load(made, people=[{"id": "r", "name": REP, "rep": "yes"}])
    made.store.close()
    return tiesmap.open(path, rep=REP, as_of=date(2026, 6, 30))


def inside(data: bytes) -> dict[str, list[dict[str, str]]]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {
            name: list(csv.DictReader(io.StringIO(archive.read(name).decode(), newline="")))
            for name in archive.namelist()
        }


def test_everything_comes_in_again_as_it_was(workspace: Workspace, tmp_path: Path) -> None:
    data = workspace.reports.my_data()
    other = open_at(tmp_path / "other.db")
    report = other.files.import_files([("my-data.zip", data)])
    assert not [problem for file in report.files for problem in file.problems]
    assert inside(other.reports.my_data()) == inside(data)
    (number,) = [one.id for one in other.people.find("Sara Offner")]
    sara = next(one for one in other.people.people() if one.id == number)
    assert (sara.name, sara.notes, sara.company) == ("Sara Lowrie", "'=1+1\ntwo"[1:], "-1+cmd")
    assert dict(sara.extra) == {"Shoe; size": "9"} and sara.do_not_ask
    assert (sara.salutation, sara.academic_title) == ("Ms", "Dr.")
    assert [p.name for p in other.people.find("ada.privat@mail.example")] == ["Ada Berg"]
    other.store.close()


def test_the_same_database_gains_nothing_by_its_own_files(workspace: Workspace) -> None:
    data = workspace.reports.my_data()
    report = workspace.files.import_files([("my-data.zip", data)])
    counts = [(f.people_new, f.interactions, f.ties, f.introductions, f.targets, f.entries)
              for f in report.files]  # fmt: skip
    assert set(counts) == {(0, 0, 0, 0, 0, 0)}
    assert inside(workspace.reports.my_data()) == inside(data)


@pytest.mark.parametrize("raw", [True, False])
def test_people_go_out_with_every_address(workspace: Workspace, raw: bool) -> None:
    rows = csv.DictReader(io.StringIO(workspace.reports.people_csv(raw=raw).decode("utf-8-sig")))
    ada = next(row for row in rows if row["name"] == "Ada Berg")
    assert ada["email"] == "ada@berg.example; ada.privat@mail.example"
    assert ada["phone"].lstrip("'") == "+49 30 123456; +49 151 98765"


def test_people_of_a_company_alone(workspace: Workspace) -> None:
    chosen = workspace.reports.people_of(None, "BERG; söhne")
    assert [row["name"] for row in workspace.reports.people_rows(chosen)] == ["Ada Berg"]


def test_cards_are_what_another_reader_and_we_ourselves_read(
    workspace: Workspace, tmp_path: Path
) -> None:
    data = workspace.reports.people_vcf()
    lines = [line.parts() for line in Contentlines.from_ical(data) if line]  # unfolds, RFC 5545
    assert [value for name, _, value in lines if name == "EMAIL" and "ada" in value] == [
        "ada@berg.example", "ada.privat@mail.example"
    ]  # fmt: skip
    assert "Berg; Söhne" in [value for name, _, value in lines if name == "ORG"]
    assert all(len(line.encode()) <= 75 for line in data.decode().split("\r\n"))
    other = open_at(tmp_path / "other.db")
    other.files.import_files([("people.vcf", data)], REP)
    (again,) = other.people.find("ada.privat@mail.example")
    assert (again.name, again.company, again.phone) == (
        "Ada Berg", "Berg; Söhne", "+49 30 123456"
    )  # fmt: skip
    other.store.close()


def test_cards_of_ours_brought_back_change_nothing(workspace: Workspace, tmp_path: Path) -> None:
    """Ida is nobody's contact, Max has no name: neither becomes a contact or gets a name by it."""
    load(workspace, people=[
        {"id": "9", "name": "Ida Far", "category": "Hotels", "former_names": "Ida Near"},
        {"id": "10", "email": "max@far.example"},
    ])  # fmt: skip
    before, cards = inside(workspace.reports.my_data()), workspace.reports.people_vcf()
    workspace.files.import_files([("people.vcf", cards)], REP)
    assert inside(workspace.reports.my_data()) == before
    other = open_at(tmp_path / "other.db")
    other.files.import_files([("people.vcf", cards)], REP)
    told = {person.label: person for person in other.people.people()}
    sara = told["Sara Lowrie"]
    assert sara.client and sara.do_not_ask
    assert (sara.salutation, sara.academic_title) == ("Ms", "Dr.")
    assert (told["Ida Far"].category, told["Ida Far"].extra) == ("Hotels", {})
    assert [person.id for person in other.people.find("Ida Near")] == [told["Ida Far"].id]
    assert told["max@far.example"].name == ""
    assert not other.ways.ties(told["Ida Far"].id)
    other.store.close()


def test_the_people_and_evidence_of_the_sample_come_in_again_as_they_were(tmp_path: Path) -> None:
    first = tiesmap.open(tmp_path / "first.db")
    first.files.import_files(sample_files())
    rep = first.people.reps()[0].name
    first.store.close()
    first = tiesmap.open(tmp_path / "first.db", rep=rep)
    data = first.reports.my_data()
    first.store.close()
    again = tiesmap.open(tmp_path / "again.db")
    names = ("people.csv", "interactions.csv", "introductions.csv", "ties.csv")
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        report = again.files.import_files([(name, archive.read(name)) for name in names], rep)
    assert not any(file.problems or file.notes for file in report.files)
    again.store.close()
    again = tiesmap.open(tmp_path / "again.db", rep=rep)
    was, now = inside(data), inside(again.reports.my_data())
    assert all(was[name] for name in names)
    assert {name: now[name] for name in names} == {name: was[name] for name in names}
    again.store.close()


def test_a_name_typed_by_hand_comes_in_again_as_it_was_typed(
    workspace: Workspace, tmp_path: Path
) -> None:
    typed = ("JULIE SNAVELY", "DUPONT Marie", "Ann Lee, CPA", "Front Desk", "Test Test")
    for name in typed:
        workspace.people.save_person(Person(0, name))
    data = workspace.reports.people_csv(raw=True)
    other = open_at(tmp_path / "other.db")
    other.files.import_files([("people.csv", data)])
    names = {person.name for person in other.people.people()}
    assert set(typed) <= names
    other.store.close()
