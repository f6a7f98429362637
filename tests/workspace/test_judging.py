"""A tie put right by hand: it survives the file being imported again, and is taken back."""

from __future__ import annotations

from datetime import date

import pytest

import tiesmap
from tests.stored import get, put
from tiesmap.store import people, ties

PEOPLE = """id,name,company,rep
1,Rita Rep,Us,yes
2,Cora Client,Acme,
3,Theo Target,Bell,
"""
CONTACTS = "date,from,to,channel\n" + "2026-06-20,1,2,email\n2026-06-21,2,3,email\n" * 9
TIES = "person,other,strength\n1,2,3\n2,3,4\n"


@pytest.fixture
def workspace(tmp_path):
    found = tiesmap.open(tmp_path / "a.db", as_of=date(2026, 6, 30))
    files = [("people.csv", PEOPLE), ("interactions.csv", CONTACTS), ("ties.csv", TIES)]
    found.files.import_files([(name, text.encode()) for name, text in files])
    return tiesmap.open(tmp_path / "a.db", as_of=date(2026, 6, 30))


def cora_theo(workspace):
    names = {person.name: person.id for person in get(workspace.store, people.read, None)}
    return names["Cora Client"], names["Theo Target"], names["Rita Rep"]


def strength(workspace, one, other):
    with workspace.view() as view:
        network = view.network
    tie = network.tie_between(network.node(one), network.node(other))
    return None if tie is None else float(network.strength[tie])


def again(workspace):
    workspace.files.import_files(
        [("ties.csv", TIES.encode()), ("interactions.csv", CONTACTS.encode())]
    )


def test_a_denied_tie_survives_an_import_and_is_taken_back(workspace):
    cora, theo, _ = cora_theo(workspace)
    before = strength(workspace, cora, theo)
    assert put(workspace.store, ties.judge_tie, cora, theo, 0) is None
    assert strength(workspace, cora, theo) is None
    assert workspace.ways.paths_to(theo).paths == ()
    again(workspace)
    assert strength(workspace, cora, theo) is None
    assert put(workspace.store, ties.remove_tie, theo, cora) == 1
    assert strength(workspace, cora, theo) == pytest.approx(before)


def test_lowered_raised_and_back(workspace):
    cora, _, rita = cora_theo(workspace)
    # The file's 3 of 5 of the rep's own tie counts before the mails.
    assert strength(workspace, rita, cora) == pytest.approx(0.5)
    assert put(workspace.store, ties.judge_tie, rita, cora, 1) is None
    assert strength(workspace, rita, cora) == pytest.approx(0.1)
    again(workspace)
    assert strength(workspace, rita, cora) == pytest.approx(0.1)
    assert put(workspace.store, ties.judge_tie, cora, rita, 5) == 1
    assert strength(workspace, rita, cora) == pytest.approx(0.9)
    assert put(workspace.store, ties.judge_tie, rita, cora, 1) == 5
    (tie,) = [tie for tie in workspace.ways.ties() if {tie.person_id, tie.other_id} == {rita, cora}]
    assert "you judged 1 of 5" in tie.reasons


def test_a_file_denies_too(workspace):
    cora, theo, _ = cora_theo(workspace)
    report = workspace.files.import_files([("ties.csv", b"person,other,strength\n2,3,0\n2,3,6\n")])
    assert [p.value for file in report.files for p in file.problems] == ["6"]
    # The file of before says 4 of 5: two files that contradict each other are no denial.
    assert strength(workspace, cora, theo) is not None
