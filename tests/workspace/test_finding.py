"""People are found by any name or address of theirs. Expected by hand, of five rows."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner

import tiesmap
from tests.guarded import REP, load
from tiesmap.cli import main
from tiesmap.workspace import Workspace

SARA = {"id": "1", "name": "Sara Offner", "email": "sara@x.example; s.lowrie@home.example",
        "company": "Café Bleu", "phone": "+49 30 1234567; +49 170 7654321",
        "profile_url": "https://www.linkedin.com/in/sara-o"}  # fmt: skip


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    opened = tiesmap.open(tmp_path / "ties.db", as_of=date(2026, 6, 30))
    load(
        opened,
        people=[
            SARA,
            {"id": "2", "name": "Łukasz Müller", "company": "Berg AG"},
            # A further column may be called as a field of ours is.
            {"id": "3", "name": "Pat O'Brien", "phones": "two"},
        ],
    )
    load(
        opened,
        people=[
            {"id": "1", "name": "Sara Lowrie"},
            {"id": "2", "name": "Łukasz Müller", "company": "Neu GmbH"},
        ],
    )
    opened.store.close()
    opened = tiesmap.open(tmp_path / "ties.db", rep=REP, as_of=date(2026, 6, 30))
    yield opened
    opened.store.close()


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("sara lowrie", "Sara Lowrie"),
        ("offner", "Sara Lowrie"),
        ("SARA bleu", "Sara Lowrie"),
        ("cafe", "Sara Lowrie"),
        ("s.lowrie@home", "Sara Lowrie"),
        ("sara@x.example", "Sara Lowrie"),
        ("030 1234567", "Sara Lowrie"),
        ("0170 7654321", "Sara Lowrie"),
        ("+49 (170) 765-4321", "Sara Lowrie"),
        ("linkedin.com/in/sara-o", "Sara Lowrie"),
        ("https://www.linkedin.com/in/sara-o/", "Sara Lowrie"),
        ("obrien", "Pat O'Brien"),
        ("lukasz mueller", "Łukasz Müller"),
        ("muller", "Łukasz Müller"),
        ("sara mueller", ""),
    ],
)
def test_a_person_is_found(workspace: Workspace, text: str, who: str) -> None:
    names = [
        one.name for one in workspace.people.people() if one.id in workspace.people.search(text)
    ]
    assert names == ([who] if who else [])


def test_the_shell_finds_and_says_the_name_of_before(workspace: Workspace) -> None:
    path = str(workspace.store.path)
    found = CliRunner().invoke(main, ["find", "offner", "--rep", REP, "--db", path])
    assert found.exit_code == 0, found.output
    assert "Sara Lowrie, Café Bleu, sara@x.example, s.lowrie@home.example" in found.output
    assert "formerly Sara Offner" in found.output
    nobody = CliRunner().invoke(main, ["find", "zzz", "--rep", REP, "--db", path])
    assert "Nobody on file is found by 'zzz'." in nobody.output


def test_who_worked_at_a_company_is_told_where_nobody_does_now(workspace: Workspace) -> None:
    answer = workspace.ways.paths_where("company", "Berg AG")
    assert "Who worked there and may open it: Łukasz Müller (says people.csv)" in answer.sentence
    assert [one.name for one in answer.nearest] == ["Łukasz Müller"]
    (person,) = answer.nearest
    workspace.people.set_do_not_ask([person.id], True)
    assert "ask openly" in workspace.ways.paths_where("company", "Berg AG").sentence
