"""One person by name and firm, in whatever order the files come. Expected: by hand."""

from __future__ import annotations

from datetime import date
from itertools import permutations
from pathlib import Path

import pytest

import tiesmap
from tests.guarded import REP, load
from tiesmap.model.firms import is_called, works_there


@pytest.mark.parametrize(
    ("company", "address", "same"),
    [
        ("Berg AG", "ada@berg.example", True),
        ("Müller & Söhne GmbH", "a@mueller-soehne.example", True),
        ("Acme Hotels Ltd", "a@mail.acme.example", True),
        ("Acme", "a@acme-hotels.example", True),
        ("acme.example", "a@acme.example", True),
        ("Berg AG", "ada@gmail.com", False),
        ("Berg AG", "ada@berger.example", True),  # as far as the shorter goes
        ("ABC", "a@abcd.example", False),
        ("Great Lakes Drayage LLC", "a@gldrayage.example", True),
        ("Great Lakes Freight", "a@gldrayage.example", False),
        ("Nova Energie", "a@novaenergie.example", True),
        ("Bäckerei Tönsing", "a@baeckereitoensing.example", True),
        ("Foo Kft.", "a@foo.example", True),
        ("Hotel Adlon", "a@adlon.example", True),
        ("Bäckerei Adlon", "a@hotel-adlon.example", False),  # a word alone
        ("Nord", "ada@berg.example", False),
        ("", "ada@berg.example", False),
    ],
)
def test_a_domain_is_called_as_a_company(company: str, address: str, same: bool) -> None:
    assert works_there(company, address) is same


def test_a_word_in_the_domain_is_enough_only_where_that_is_asked() -> None:
    assert is_called("Bäckerei Adlon", "hotel-adlon.example", by_a_word=True)
    assert not is_called("Bäckerei Adlon", "hotel-adlon.example")
    assert not is_called("Bau Adl", "hotel-adlon.example", by_a_word=True)


LIST = {"people": [{"name": "Ada Berg", "company": "Berg AG",
                    "profile_url": "https://www.linkedin.com/in/ada"}]}  # fmt: skip
MAIL = {"interactions": [{"date": "2026-03-01", "from": "Ada Berg <ada@berg.example>", "to": REP,
                          "channel": "email"}]}  # fmt: skip
TWICE = {"interactions": [*MAIL["interactions"], {"date": "2026-03-02", "to": REP,
         "from": "Ada Berg <a.berg@berg.example>", "channel": "email"}]}  # fmt: skip
ELSEWHERE = {"people": [{"name": "Ada Berg", "company": "Nord"}]}


def people(path: Path, *files: dict[str, list[dict[str, str]]]) -> list[str]:
    workspace = tiesmap.open(path, as_of=date(2026, 6, 30))
    load(workspace, people=[{"name": REP, "email": "rep@us.example", "rep": "yes"}])
    for file in files:
        load(workspace, **file)
    found = sorted(
        f"{p.name}, {p.company}, {p.email}" for p in workspace.people.people() if not p.rep
    )
    workspace.store.close()
    return found


@pytest.mark.parametrize("order", list(permutations([0, 1])))
def test_the_only_one_of_the_name_who_writes_from_the_firm(
    tmp_path: Path, order: tuple[int, int]
) -> None:
    files = [(LIST, MAIL)[k] for k in order]
    one = ["Ada Berg, Berg AG, ada@berg.example"]
    assert people(tmp_path / "apart.db", *files, *files) == one
    assert people(tmp_path / "together.db", files[0] | files[1]) == one


@pytest.mark.parametrize(
    "files",
    [
        [{"people": [*LIST["people"], {"name": "Ada Berg", "company": "Nord"}]}, MAIL],
        [ELSEWHERE, MAIL],
        [MAIL, ELSEWHERE],
        [LIST, TWICE],
        [{"people": [{"name": "Ada", "company": "Berg AG"}]}, MAIL],
    ],
)
def test_where_anything_is_open_they_stay_apart(
    tmp_path: Path, files: list[dict[str, list[dict[str, str]]]]
) -> None:
    assert len(people(tmp_path / "ties.db", *files)) > 1


def test_the_firm_is_known_by_where_others_of_it_write_from(tmp_path: Path) -> None:
    bo = {"name": "Bo Hart", "company": "Tri-Nord", "email": "bo@berg.example"}
    ada = {"name": "Ada Berg", "company": "Tri-Nord"}
    one = ["Ada Berg, Tri-Nord, ada@berg.example", "Bo Hart, Tri-Nord, bo@berg.example"]
    assert people(tmp_path / "one.db", {"people": [bo, ada]}, MAIL) == one
    assert people(tmp_path / "two.db", {"people": [bo, ada]} | MAIL) == one
    assert len(people(tmp_path / "three.db", {"people": [bo, ELSEWHERE["people"][0]]}, MAIL)) == 3


def test_it_is_told_and_taken_back(tmp_path: Path) -> None:
    workspace = tiesmap.open(tmp_path / "ties.db", as_of=date(2026, 6, 30))
    load(
        workspace, people=[{"name": REP, "email": "rep@us.example", "rep": "yes"}, *LIST["people"]]
    )
    text = "date,from,to\n2026-03-01,Ada Berg <ada@berg.example>,rep@us.example\n"
    report = workspace.files.import_files([("interactions.csv", text.encode())], REP)
    (note,) = [note for note in report.files[0].notes if "Taken for one" in note]
    assert "Ada Berg" in note and "ada@berg.example" in note
    workspace.data.undo_import(report.id)
    assert not workspace.people.find("ada@berg.example")
    assert [p.email for p in workspace.people.find("Ada Berg")] == [""]
    workspace.store.close()
