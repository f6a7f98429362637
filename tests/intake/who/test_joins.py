"""One full name at one firm, written otherwise: one person where it is unique. By hand."""

from __future__ import annotations

from datetime import date
from itertools import permutations
from pathlib import Path

import pytest

import tiesmap
from tests.guarded import REP, load
from tiesmap.model.companies import is_near_firm, is_one_firm

Row = dict[str, str]


@pytest.mark.parametrize(
    ("one", "other", "same", "near"),
    [
        ("Brandt Heating & Cooling", "Brandt Heating and Cooling Co.", True, True),
        ("SCIOTO VALLEY FREIGHT INC", "Scioto Valley Freight, Inc.", True, True),
        ("GreenEdge Lawn & Landscape", "Green Edge Lawn and Landscape", True, False),
        ("City of Westerville", "Westerville, City of", True, False),
        ("Müller & Söhne GmbH", "Mueller und Soehne", True, True),
        ("Miller Tree Experts", "Miller Tree", False, True),
        ("Ohio Truck Ctr", "Ohio Truck Center", False, True),
        ("Acme Inc", "Acme GmbH", False, False),
        ("Acme Hotels", "Nord Hotels", False, False),
        ("Heartland Community Bank", "Heartland Medical Transport", False, False),
        ("ABC", "ABC Freight", False, False),
        ("", "Acme", False, False),
    ],
)
def test_a_firm_is_known_by_its_telling_words(one: str, other: str, same: bool, near: bool) -> None:
    assert is_one_firm(one, other) is is_one_firm(other, one) is same
    assert (is_near_firm(one, other), is_near_firm(other, one)) == (near, near)


def everybody(path: Path, *files: list[Row]) -> list[str]:
    workspace = tiesmap.open(path, as_of=date(2026, 6, 30))
    load(workspace, people=[{"name": REP, "email": "rep@us.example", "rep": "yes"}])
    for file in files:
        load(workspace, people=file)
    found = sorted(person.name for person in workspace.people.people() if not person.rep)
    workspace.store.close()
    return found


def row(name: str, company: str = "", **more: str) -> Row:
    return {"name": name, "company": company, **more}


PAGE = "https://www.linkedin.com/in/"
ADA = row("Ada Berg", "Brandt Heating & Cooling", profile_url=PAGE + "ada")


@pytest.mark.parametrize(
    "other",
    [
        row("Ada Berg", "Brandt Heating & Cooling Co.", email="ada@brandt.example"),
        row("Berg, Ada", "Brandt Heating & Cooling"),
        row("ADA BERG, CPA", "brandt heating and cooling, LLC", phone="614 555 0101"),
        row("Ada Berg", "Brandt Heating"),
        row("Ada Berg", "", email="ada@brandtheating.example"),
    ],
)
@pytest.mark.parametrize("order", list(permutations([0, 1])))
def test_the_only_one_of_the_name_at_the_firm(
    tmp_path: Path, other: Row, order: tuple[int, int]
) -> None:
    files = [[(ADA, other)[k]] for k in order]
    assert len(everybody(tmp_path / "apart.db", *files, *files)) == 1
    assert len(everybody(tmp_path / "together.db", [*files[0], *files[1]])) == 1


def test_a_firm_is_known_by_where_its_people_write_from(tmp_path: Path) -> None:
    bo = row("Bo Hart", "Tri-County Tanker Lines", email="bo@tctanker.example")
    mail = row("Ada Berg", email="ada@tctanker.example")
    ada = row("Ada Berg", "Tri-County Tanker Lines")
    assert everybody(tmp_path / "a.db", [bo, ada], [mail]) == ["Ada Berg", "Bo Hart"]
    assert everybody(tmp_path / "b.db", [ada], [mail]) == ["Ada Berg", "Ada Berg"]


@pytest.mark.parametrize(
    "rows",
    [
        [ADA, row("Ada Berg", "Brandt Heating Co", profile_url=PAGE + "ada-2")],
        [ADA, row("Anna Berg", "Brandt Heating & Cooling Co.")],
        [row("Jan Berg", "Brandt Co"), row("Jana Berg", "Brandt")],
        [row("John Pohl Sr.", "Pohl Tool"), row("John Pohl, Jr", "Pohl Tool & Die")],
        [row("John Pohl II", "Pohl", email="john@pohl.example"),
         row("John Pohl III", "Pohl Tool", email="john@pohl.example")],
        [ADA, row("Ada", "Brandt Heating & Cooling Co.")],
        [ADA, row("Ada Berg", "Nord")],
        [row("Ada Berg", "Acme Inc"), row("Ada Berg", "Acme GmbH")],
        [row("Ada Berg", "Brandt", email="a@brandt.example"),
         row("Ada Berg", "Brandt Co", email="b@brandt.example")],
        # Two of the name, and a third whose firm only begins alike.
        [ADA, row("Ada Berg", "Nord"), row("Ada Berg", "Brandt Heating")],
    ],
)  # fmt: skip
def test_whom_anything_tells_apart_is_left_apart(tmp_path: Path, rows: list[Row]) -> None:
    assert len(everybody(tmp_path / "one.db", *[[one] for one in rows])) == len(rows)
    assert len(everybody(tmp_path / "all.db", rows)) == len(rows)


def test_all_who_were_joined_are_told_in_one_sentence_and_taken_back(tmp_path: Path) -> None:
    workspace = tiesmap.open(tmp_path / "ties.db", as_of=date(2026, 6, 30))
    cy = row("Cy Fox", "Nord AG", profile_url=PAGE + "cy")
    load(workspace, people=[{"name": REP, "email": "rep@us.example", "rep": "yes"}, ADA, cy])
    text = "name,company,email\nAda Berg,Brandt Heating and Cooling Co.,ada@x.example\n"
    text += "Cy Fox,Nord,cy@n.example\n"
    report = workspace.files.import_files([("people.csv", text.encode())], REP)
    (note,) = [note for note in report.files[0].notes if "Taken for one" in note]
    assert "2 people" in note and "Ada Berg" in note and "Cy Fox" in note
    assert report.files[0].people_new == 0
    workspace.data.undo_import(report.id)
    assert [person.email for person in workspace.people.find("Ada Berg")] == [""]
    workspace.store.close()


def test_one_name_with_one_phone_is_one_person_however_the_number_is_written(
    tmp_path: Path,
) -> None:
    phone = [row("Ada Berg", phone="+41 79 862 89 10")]
    assert everybody(tmp_path / "a.db", phone, [row("Berg, Ada", phone="079 862 89 10")]) == [
        "Ada Berg"
    ]
    # Two mailboxes are no sign against it, a second name with the number is.
    work = [row("Ada Berg", "Berg AG", email="a.berg@berg.example", phone="079 862 89 10")]
    home = [row("Ada Berg", "Bergwerk", email="ada@home.example", phone="0041 79 862 89 10")]
    assert everybody(tmp_path / "b.db", work, home) == ["Ada Berg"]
    assert everybody(tmp_path / "c.db", [*work, *home]) == ["Ada Berg"]
    switchboard = [row("Bo Hart", phone="079 862 89 10")]
    assert everybody(tmp_path / "d.db", [*work, *switchboard], home) == [
        "Ada Berg",
        "Ada Berg",
        "Bo Hart",
    ]


def test_two_ids_of_one_list_are_two_people_also_with_one_phone(tmp_path: Path) -> None:
    rows = [row("Ada Berg", id=number, phone="079 862 89 10") for number in ("p1", "p2")]
    assert everybody(tmp_path / "a.db", rows) == ["Ada Berg", "Ada Berg"]
