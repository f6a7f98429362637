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
def seat(tmp_path: Path) -> Workspace:
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
    seat = tiesmap.open(tmp_path / "ties.db")
    seat.files.import_files([("people.csv", table(*people)), ("ties.csv", table(*ties))])
    return tiesmap.open(tmp_path / "ties.db", rep="Rita Rep")


def person(seat: Workspace, name: str) -> int:
    (found,) = seat.people.find(name)
    return found.id


def plan(seat: Workspace, goal: str) -> int:
    return seat.asks.plan(seat.ways.paths_to(person(seat, goal), 1).paths)


def only(seat: Workspace) -> IntroRequest:
    (request,) = seat.asks.requests()
    return request


def test_the_next_step_to_two_goals_is_one_ask(seat: Workspace) -> None:
    """To Tom himself and to Gil behind him: both times Ann is asked for Tom."""
    assert plan(seat, "Tom Poe") == 1
    assert plan(seat, "Gil Goal") == 0
    assert (only(seat).connector, only(seat).target) == ("Ann Lee", "Tom Poe")


def test_a_suggestion_becomes_planned_by_whichever_page_plans_it(seat: Workspace) -> None:
    draft = seat.asks.draft(seat.ways.paths_to(person(seat, "Gil Goal"), 1).paths)
    assert seat.asks.keep_requests(draft) == 1
    assert plan(seat, "Tom Poe") == 1
    assert only(seat).status == Status.PLANNED


def test_both_at_once_are_one(seat: Workspace) -> None:
    ways = [seat.ways.paths_to(person(seat, name), 1).paths[0] for name in ("Gil Goal", "Tom Poe")]
    assert seat.asks.plan(ways) == 1
    assert seat.asks.keep_requests(seat.asks.draft(ways)) == 0


def test_after_no_answer_the_same_may_be_asked_again_for_another_goal(seat: Workspace) -> None:
    plan(seat, "Gil Goal")
    for status in (Status.ASKED, Status.NO_ANSWER):
        seat.asks.record_step(only(seat), status)
    assert seat.asks.keep_requests(
        seat.asks.draft(seat.ways.paths_to(person(seat, "Tom Poe")).paths)
    )
    assert len(seat.asks.requests()) == 2


def test_an_open_ask_and_one_for_a_person_are_two(seat: Workspace) -> None:
    plan(seat, "Tom Poe")
    openly = replace(only(seat), request="rabc", target="somebody in Hotels", target_id=None)
    assert seat.asks.keep_requests([openly]) == 1


def test_a_jump_takes_every_step_between(seat: Workspace) -> None:
    plan(seat, "Tom Poe")
    assert "met" in seat.asks.can_jump(only(seat))
    seat.asks.jump(only(seat), "met")
    assert only(seat).status == Status.MET
    assert [step.to_status for step in seat.asks.history(only(seat))] == [
        "planned", "asked", "agreed", "accepted", "introduced", "met",
    ]  # fmt: skip
    assert seat.asks.can_jump(only(seat)) == ()


def test_a_jump_is_one_thing_to_undo(seat: Workspace) -> None:
    plan(seat, "Tom Poe")
    seat.asks.jump(only(seat), "introduced")
    last = seat.data.last_by_hand()
    assert last is not None
    seat.data.undo_last(last.number)
    assert only(seat).status == Status.PLANNED


def test_nothing_jumps_back_or_without_a_purpose(seat: Workspace) -> None:
    plan(seat, "Tom Poe")
    asked = seat.asks.jump(only(seat), "agreed")
    with pytest.raises(ValueError, match="cannot follow on agreed"):
        seat.asks.jump(asked, "asked")
    seat.asks.save_request(replace(only(seat), purpose=""))
    assert "introduced" in seat.asks.can_jump(only(seat))
