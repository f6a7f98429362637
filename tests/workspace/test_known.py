"""Who is known, and who only stands on a list. Expected by hand, of a few rows."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

import tiesmap
from tests.guarded import REP, load

KINDS = {"Linked Lead": "linkedin", "Own Client": "client"}
PEOPLE = [
    {"name": "Cold Lead", "email": "cold@x.example", "company": "Acme", "stage": "Lead kalt"},
    {"name": "Rated Lead", "email": "rated@rated.example", "stage": "lead", "comfort": "4"},
    {"name": "Met Lead", "email": "met@met.example", "stage": "lead"},
    {"name": "Linked Lead", "email": "link@link.example", "stage": "lead"},
    {"name": "Own Client", "email": "own@x.example", "company": "Acme", "stage": "client"},
    {"name": "Plain Friend", "email": "plain@plain.example"},
]
TIES = [
    {"person": REP, "other": row["email"], "kind": KINDS.get(row["name"], "contact")}
    for row in PEOPLE
]
INTERACTIONS = [
    {"date": "2026-05-04", "from": REP, "to": "met@met.example", "channel": "call"},
    {"date": "2026-05-04", "from": REP, "to": "Never Accepted", "channel": "social"},
    {"date": "2026-05-04", "from": "Has Invited", "to": REP, "channel": "social"},
]


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> tiesmap.Workspace:
    path: Path = tmp_path_factory.mktemp("known") / "ties.db"
    opened = tiesmap.open(path, as_of=date(2026, 6, 30))
    load(opened, people=PEOPLE, ties=TIES, interactions=INTERACTIONS)
    opened.store.close()
    return tiesmap.open(path, rep=REP, as_of=date(2026, 6, 30))


@pytest.mark.parametrize(
    ("name", "known"),
    [
        ("Cold Lead", False), ("Never Accepted", False), ("Rated Lead", True), ("Met Lead", True),
        ("Linked Lead", True), ("Own Client", True), ("Plain Friend", True), ("Has Invited", True),
    ],
)  # fmt: skip
def test_whoever_only_stands_on_a_list_is_not_said_to_be_known(workspace, name, known) -> None:
    (found,) = workspace.people.find(name)
    answer = workspace.ways.paths_to(found.id)
    assert (answer.sentence == f"You know {name} already: no introduction is needed.") is known
    assert ("on your list, but you have not been in touch yet" in answer.sentence) is not known
    assert not answer.paths  # a contact by the definition, whom nobody introduces


def test_of_several_each_is_said_what_holds(workspace) -> None:
    said = workspace.ways.paths_where("company", "Acme").sentence
    assert said.startswith("You know Own Client already: no introduction is needed. Cold Lead is ")
