"""One ask per connector and target, whatever page it came from; and steps over several at once."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

import tiesmap
from tests.guarded import table
from tiesmap.model.requests import IntroRequest
from tiesmap.model.statuses import Status
from tiesmap.workspace import Workspace


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    """Rita knows Ann, who knows Tom, who knows Gil."""
    names = ("Rita Rep", "Ann Lee", "Tom Poe", "Gil Goal")
    people = [
        {
            "name": name,
            "email": f"{name[:3].lower()}@x.example",
            "rep": "yes" * (name == "Rita Rep"),
        }
        for name in names
    ]
    known = [("rit", "ann"), ("ann", "tom"), ("tom", "gil")]
    ties = [
        {"person": f"{one}@x.example", "other": f"{other}@x.example", "strength": "5"}
        for one, other in known
    ]
    workspace = tiesmap.open(tmp_path / "ties.db")
    workspace.files.import_files([("people.csv", table(*people)), ("ties.csv", table(*ties))])
    return tiesmap.open(tmp_path / "ties.db", rep="Rita Rep")


def person(workspace: Workspace, name: str) -> int:
    (found,) = workspace.people.find(name)
    return found.id


def plan(workspace: Workspace, goal: str) -> int:
    return workspace.asks.plan(workspace.ways.paths_to(person(workspace, goal), 1).paths)


def only(workspace: Workspace) -> IntroRequest:
    (request,) = workspace.asks.requests()
    return request


def test_the_next_step_to_two_goals_is_one_ask(workspace: Workspace) -> None:
    """To Tom himself and to Gil behind him: both times Ann is asked for Tom."""
    assert plan(workspace, "Tom Poe") == 1
    assert plan(workspace, "Gil Goal") == 0
    assert (only(workspace).connector, only(workspace).target) == ("Ann Lee", "Tom Poe")


def test_a_suggestion_becomes_planned_by_whichever_page_plans_it(workspace: Workspace) -> None:
    draft = workspace.asks.draft(workspace.ways.paths_to(person(workspace, "Gil Goal"), 1).paths)
    assert workspace.asks.keep_requests(draft) == 1
    assert plan(workspace, "Tom Poe") == 1
    assert only(workspace).status == Status.PLANNED


def test_both_at_once_are_one(workspace: Workspace) -> None:
    ways = [
        workspace.ways.paths_to(person(workspace, name), 1).paths[0]
        for name in ("Gil Goal", "Tom Poe")
    ]
    assert workspace.asks.plan(ways) == 1
    assert workspace.asks.keep_requests(workspace.asks.draft(ways)) == 0


def test_after_no_answer_the_same_may_be_asked_again_for_another_goal(workspace: Workspace) -> None:
    plan(workspace, "Gil Goal")
    for status in (Status.ASKED, Status.NO_ANSWER):
        workspace.asks.record_step(only(workspace), status)
    assert workspace.asks.keep_requests(
        workspace.asks.draft(workspace.ways.paths_to(person(workspace, "Tom Poe")).paths)
    )
    assert len(workspace.asks.requests()) == 2


def test_an_open_ask_and_one_for_a_person_are_two(workspace: Workspace) -> None:
    plan(workspace, "Tom Poe")
    openly = replace(only(workspace), request="rabc", target="somebody in Hotels", target_id=None)
    assert workspace.asks.keep_requests([openly]) == 1


def test_a_jump_takes_every_step_between(workspace: Workspace) -> None:
    plan(workspace, "Tom Poe")
    assert "met" in workspace.asks.can_jump(only(workspace))
    workspace.asks.jump(only(workspace), "met")
    assert only(workspace).status == Status.MET
    assert [step.to_status for step in workspace.asks.history(only(workspace))] == [
        "planned", "asked", "agreed", "accepted", "introduced", "met",
    ]  # fmt: skip
    assert workspace.asks.can_jump(only(workspace)) == ()


def test_a_jump_is_one_thing_to_undo(workspace: Workspace) -> None:
    plan(workspace, "Tom Poe")
    workspace.asks.jump(only(workspace), "introduced")
    last = workspace.data.last_by_hand()
    assert last is not None
    workspace.data.undo_last(last.number)
    assert only(workspace).status == Status.PLANNED


def test_nothing_jumps_back_or_without_a_purpose(workspace: Workspace) -> None:
    plan(workspace, "Tom Poe")
    asked = workspace.asks.jump(only(workspace), "agreed")
    with pytest.raises(ValueError, match="cannot follow on agreed"):
        workspace.asks.jump(asked, "asked")
    workspace.asks.save_request(replace(only(workspace), purpose=""))
    assert "introduced" in workspace.asks.can_jump(only(workspace))
