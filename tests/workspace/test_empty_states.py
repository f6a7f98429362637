"""No sentence contradicts what was just imported: kinds of files x questions."""

from __future__ import annotations

import pytest

from tests import repfiles
from tiesmap.workspace import Workspace
from tiesmap.workspace.opening import open_workspace

KINDS = ("linkedin.zip", "mails.mbox", "hubspot.csv", "clients.csv", "contacts.vcf")
PEOPLE = {"linkedin.zip": 800, "mails.mbox": 146}


@pytest.fixture(scope="module", params=KINDS)
def brought(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> tuple[str, Workspace]:
    database = tmp_path_factory.mktemp("empty") / "ties.db"
    files = [(request.param, repfiles.KINDS[request.param]())]
    open_workspace(database, as_of=repfiles.TODAY).files.import_files(files, repfiles.REP)
    return request.param, open_workspace(database, repfiles.REP, repfiles.TODAY)


def test_whoever_was_brought_is_known(brought: tuple[str, Workspace]) -> None:
    kind, workspace = brought
    overview = workspace.ways.overview()
    assert overview.known == overview.people - 1 == PEOPLE.get(kind, 220)


def test_why_no_path_asks_for_nothing_that_is_there(brought: tuple[str, Workspace]) -> None:
    kind, workspace = brought
    sentence = workspace.ways.why_no_path()
    assert "no contacts on file" not in sentence
    assert "everybody on file is your own contact" in sentence
    assert ("your mails" in sentence) is (kind != "mails.mbox")
    if kind == "mails.mbox":
        assert "nothing says whom they know" not in sentence


def test_somebody_can_be_asked_something(brought: tuple[str, Workspace]) -> None:
    _, workspace = brought
    assert len(workspace.start.asks()) == 5
    assert workspace.asks.plan_asks(5).open_asks


def test_there_are_categories_to_look_at(brought: tuple[str, Workspace]) -> None:
    _, workspace = brought
    assert len(workspace.ways.reach_by_category()) > 5


def test_the_health_is_of_those_who_were_in_touch(brought: tuple[str, Workspace]) -> None:
    kind, workspace = brought
    month = workspace.week.network_health()[-1]
    in_touch = {p.name for p in repfiles.people()[:220] if p.contacts}
    expected = {"linkedin.zip": 0, "clients.csv": 0, "contacts.vcf": 0, "mails.mbox": 146}
    assert month.people == expected.get(kind, len(in_touch))
    assert len(workspace.week.week()) <= workspace.week.pace().items
