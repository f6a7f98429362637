"""Companies: they fill in what nobody said, and make nobody. Expected: by hand."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tiesmap.intake.who.companies import domain_of
from tiesmap.model.intake import FileReport
from tiesmap.workspace import Workspace
from tiesmap.workspace.opening import open_workspace

COMPANIES = (
    b"Company name,Website URL,Industry\n"
    b"Stein KG,https://www.stein.example/about,Hotels\n"
    b"Lee Ltd,lee.example,Banks\n"
    b"Shared A,shared.example,Law\n"
    b"Shared B,shared.example,Tax\n"
    b"Post,gmail.com,Mail\n"
)
PEOPLE = (
    b"name,email,company,category\n"
    b"Mara Stein,mara@home.example,stein kg,\n"
    b"Ann Lee,ann@lee.example,,\n"
    b"Bob Ray,bob@lee.example,Other Ltd,\n"
    b"Cy Fox,cy@stein.example,,Spas\n"
    b"Dee Day,dee@gmail.com,,\n"
    b"Eve Elm,eve@shared.example,,\n"
)
EXPECTED = {
    "Mara Stein": ("stein kg", "Hotels"),
    "Ann Lee": ("Lee Ltd", "Banks"),
    "Bob Ray": ("Other Ltd", ""),
    "Cy Fox": ("Stein KG", "Spas"),
    "Dee Day": ("", ""),
    "Eve Elm": ("", ""),
}


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    return open_workspace(tmp_path / "ties.db", as_of=date(2026, 11, 1))


def filled(workspace: Workspace) -> dict[str, tuple[str, str]]:
    return {person.name: (person.company, person.category) for person in workspace.people.people()}


def bring(workspace: Workspace, *files: tuple[str, bytes]) -> FileReport:
    return workspace.files.import_files(files).files[-1]


def test_companies_fill_in_people_who_are_on_file(workspace: Workspace) -> None:
    bring(workspace, ("people.csv", PEOPLE))
    report = bring(workspace, ("companies.csv", COMPANIES))
    assert filled(workspace) == EXPECTED
    assert (report.source, report.rows) == ("companies", 5)
    assert (report.people_new, report.people_changed) == (0, 3)


def test_companies_fill_in_people_of_the_same_batch(workspace: Workspace) -> None:
    bring(workspace, ("companies.csv", COMPANIES), ("people.csv", PEOPLE))
    assert filled(workspace) == EXPECTED


def test_companies_alone_make_nobody(workspace: Workspace) -> None:
    assert bring(workspace, ("companies.csv", COMPANIES)).people_new == 0
    assert workspace.people.people() == ()


def test_companies_again_change_nothing(workspace: Workspace) -> None:
    bring(workspace, ("people.csv", PEOPLE))
    for _ in range(2):
        report = bring(workspace, ("companies.csv", COMPANIES))
    assert report.people_changed == 0
    assert filled(workspace) == EXPECTED


@pytest.mark.parametrize(
    ("website", "domain"),
    [
        ("https://www.stein.example/about?x#y", "stein.example"),
        ("STEIN.example", "stein.example"),
        ("http://stein.example:8080", "stein.example"),
        ("gmail.com", ""),
        ("intranet", ""),
        ("", ""),
    ],
)
def test_the_domain_of_a_website(website: str, domain: str) -> None:
    assert domain_of(website) == domain
