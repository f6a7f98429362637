"""What the network says of each contact: the same as on the pages about ties."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

import tiesmap
from tiesmap.network.standpoint import Standpoint
from tiesmap.nurture.bonds import in_common, measure_bonds
from tiesmap.workspace import Workspace

PEOPLE = """id,name,category,rep,do_not_ask
1,Me,,yes,
2,Ana,Bakeries,,
3,Bo,Bakeries,,
4,Cy,Hotels,,
5,Di,Hotels,,
6,Ed,Banking,,yes
7,Fay,Law,,
"""
# I know Ana, Bo and Fay; Ana and Bo know each other, Ana knows Cy and Di, Bo knows Di and Ed.
TIES = """person,other,contacts,last_contact,strength
1,2,40,2026-06-20,5
1,3,30,2024-06-20,5
1,7,1,2026-06-20,1
2,3,9,2026-06-20,4
2,4,9,2026-06-20,4
2,5,9,2026-06-20,4
3,5,9,2026-06-20,4
3,6,9,2026-06-20,4
"""


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    path = tmp_path / "some.db"
    tiesmap.open(path).files.import_files([("p.csv", PEOPLE.encode()), ("t.csv", TIES.encode())])
    return tiesmap.open(path, as_of=date(2026, 6, 30))


def standpoint(workspace: Workspace) -> Standpoint:
    with workspace.view() as view:
        return view.taught


def test_each_contact_has_its_bond(workspace: Workspace) -> None:
    names = {person.id: person.name for person in workspace.people.people()}
    found = {names[person]: bond for person, bond in measure_bonds(standpoint(workspace)).items()}
    assert set(found) == {"Ana", "Bo", "Fay"}
    # Ed is marked do not ask: nobody leads to him.
    assert {name: bond.new for name, bond in found.items()} == {"Ana": 2, "Bo": 1, "Fay": 0}
    for tie in workspace.ways.ties():
        if tie.person == "Me" and tie.other in found:
            bond = found[tie.other]
            assert bond.strength == pytest.approx(tie.strength)
            assert bond.tie_class == tie.tie_class
    # Di is reached through both; Cy through Ana alone.
    assert found["Ana"].opens == ("Cy",) and found["Bo"].opens == ()
    assert found["Ana"].comfort is not None and found["Ana"].comfort > found["Fay"].comfort


def test_whom_both_know_is_a_contact_of_mine(workspace: Workspace) -> None:
    ids = {person.name: person.id for person in workspace.people.people()}
    assert in_common(standpoint(workspace), ids["Ana"]) == (ids["Bo"],)
    assert set(in_common(standpoint(workspace), ids["Di"])) == {ids["Ana"], ids["Bo"]}
    assert in_common(standpoint(workspace), ids["Fay"]) == ()
    assert in_common(standpoint(workspace), 999) == ()
