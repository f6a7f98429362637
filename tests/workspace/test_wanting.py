"""The wanted list, and introductions that the mails show, on a small town."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

import tiesmap
from tests.guarded import named
from tests.stored import evidence
from tests.workspace.town import DAY, planned, town
from tiesmap.model.people import TargetRecord
from tiesmap.workspace import Workspace


@pytest.fixture
def database(tmp_path: Path) -> str:
    return town(tmp_path)


@pytest.fixture
def workspace(database: str) -> Workspace:
    return tiesmap.open(database, rep="Rita Rep", as_of=DAY)


# The wanted list ----------------------------------------------------------------------------------


def wanted(workspace: Workspace, *wishes: TargetRecord) -> dict[str, tuple[str, str]]:
    """What to do for each wish: through whom, or openly of whom."""
    for wish in wishes:
        workspace.ways.save_target(wish)
    found = {}
    for wish in workspace.asks.wishes():
        name = wish.target.name or wish.target.company or wish.target.category
        openly = wish.openly
        found[name] = (
            wish.path.names[1] if wish.path else "",
            next(
                (p.label for p in workspace.people.people() if openly and p.id == openly.connector),
                "",
            ),
        )
    return found


def test_wishes_are_searched_at_once_and_nobody_is_asked_twice(workspace: Workspace) -> None:
    # Uma can be reached through Cora alone, so Theo is asked of Ben.
    found = wanted(workspace, TargetRecord(0, "Uma Union"), TargetRecord(0, "Theo Target"))
    assert found == {"Uma Union": ("Cora Client", ""), "Theo Target": ("Ben Broker", "")}


def test_without_a_way_they_become_open_asks_to_who_has_a_reason_to_know(
    workspace: Workspace,
) -> None:
    found = wanted(
        workspace,
        TargetRecord(0, "Uma Union"),
        TargetRecord(0, "Theo Target"),
        TargetRecord(0, "", "Fleet"),
        TargetRecord(0, "", "Third Bank", "Banking"),
        TargetRecord(0, "", "Nowhere"),
        TargetRecord(0, "Nobody Known"),
    )
    # The way to Gil at Fleet leads over Theo, for whom Ben is asked: one ask for both.
    assert found["Fleet"] == found["Theo Target"] == ("Ben Broker", "")
    # Otto is in banking and at no other bank.
    assert found["Third Bank"] == ("", "Otto Other")
    assert found["Nowhere"] == found["Nobody Known"] == ("", "")
    said = {w.target.name or w.target.company: w.sentence for w in workspace.asks.wishes()}
    assert said["Third Bank"] == "No path leads to anybody at Third Bank: ask openly."
    assert "nobody you could ask has a reason to know" in said["Nowhere"]
    assert "Give a company or a category" in said["Nobody Known"]
    asks = {w.path.people if w.path else (1, w.openly.connector)
            for w in workspace.asks.wishes() if w.path or w.openly}  # fmt: skip
    assert len({ask[1] for ask in asks}) == len(asks) == 3


def test_who_is_known_or_asked_for_is_said(workspace: Workspace) -> None:
    request = planned(workspace)
    workspace.ways.save_target(TargetRecord(0, "Theo Target"))
    workspace.ways.save_target(TargetRecord(0, "Cora Client"))
    workspace.ways.save_target(TargetRecord(0, "Uma Union"))
    theo, cora, uma = workspace.asks.wishes()
    assert theo.request == request and theo.path is None and theo.openly is None
    assert "You know Cora Client already" in cora.sentence
    assert uma.path is not None and uma.request is None


def test_who_should_be_left_alone_is_not_asked(workspace: Workspace) -> None:
    workspace.ways.save_target(TargetRecord(0, "Theo Target"))
    first = workspace.asks.wishes()[0].path
    assert first is not None
    workspace.asks.set_no_go(first.connector, named(workspace, "Theo Target"))
    second = workspace.asks.wishes()[0].path
    assert second is not None and second.connector != first.connector


# Introductions in the mails -----------------------------------------------------------------------


def test_an_introduction_in_the_mails_is_recorded_by_one_call(workspace: Workspace) -> None:
    (one,) = workspace.asks.noticed()
    assert (one.introducer_name, one.other_name) == ("Ben Broker", "Newt Newcomer")
    assert (one.day, one.first, one.contacts) == (date(2026, 3, 5), date(2026, 3, 7), 2)
    workspace.asks.record_introduction(one)
    assert workspace.asks.noticed() == ()
    table = evidence(workspace.store, DAY).introductions
    rows = table[["introducer", "person", "other"]].to_numpy().tolist()
    ben, newt = named(workspace, "Ben Broker"), named(workspace, "Newt Newcomer")
    assert rows == [[ben, workspace.rep, newt]]
    # The same row of a file is the same introduction.
    file = b"date,introducer,person,other\n2026-03-05,Ben Broker,Rita Rep,Newt Newcomer\n"
    report = workspace.files.import_files([("introductions.csv", file)])
    assert sum(f.introductions for f in report.files) == 0
    assert workspace.asks.recorded() == [(ben, newt, date(2026, 3, 5))]
    workspace.asks.unrecord_introduction(ben, newt, date(2026, 3, 5))
    assert workspace.asks.noticed() == (one,) and workspace.asks.recorded() == []


def test_a_no_is_remembered_and_goes_with_the_erased(database: str, workspace: Workspace) -> None:
    (one,) = workspace.asks.noticed()
    workspace.asks.set_aside(one)
    again = tiesmap.open(database, rep="Rita Rep", as_of=DAY)
    assert again.asks.noticed() == () and again.asks.set_aside_count() == 1
    again.asks.bring_back()
    assert again.asks.noticed() == (one,)
    again.asks.set_aside(one)
    again.data.erase([one.other])
    assert again.asks.set_aside_count() == 0


def test_the_request_that_asked_for_it_moves_on(workspace: Workspace) -> None:
    ben, newt = named(workspace, "Ben Broker"), named(workspace, "Newt Newcomer")
    request = replace(
        planned(workspace),
        request="rx",
        connector_id=ben,
        target_id=newt,
        goal_id=newt,
        status="asked",
    )
    workspace.asks.keep_requests([request])
    (one,) = workspace.asks.noticed()
    workspace.asks.record_introduction(one)
    moved = next(r for r in workspace.asks.requests() if r.request == "rx")
    assert moved.status == "introduced"
    assert [s.to_status for s in workspace.asks.history(moved)] == [
        "agreed",
        "accepted",
        "introduced",
    ]
