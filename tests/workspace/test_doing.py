"""What is written down when a thing of the week is done, on which day, and what it changes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

import tiesmap
from tests.guarded import named
from tests.places import APP
from tiesmap.dashboard import seat
from tiesmap.model.practice import LONGEST, Action, Bucket, Detail, Loss, Note, Pace
from tiesmap.model.tact import Favor
from tiesmap.model.week import WeekItem
from tiesmap.workspace import Workspace
from tiesmap.workspace.kept import ALL
from tiesmap.workspace.opening import STALE

DAY = date(2026, 6, 1)
PEOPLE = """id,name,email,company,rep
r,Rita Rep,rita@x.example,X,yes
a,Anna Ash,anna@a.example,Acme,
b,Bob Birch,bob@b.example,Bolt,
c,Cara Cole,cara@c.example,Core,
d,Dora Dorn,dora@d.example,Dome,
"""
RELATIONSHIPS = """rep,person,client,comfort,stage,signed_on
rita@x.example,anna@a.example,yes,5,client,2026-05-01
rita@x.example,bob@b.example,yes,4,client,2024-05-01
"""
TIES = """person,other,strength
rita@x.example,anna@a.example,4
anna@a.example,cara@c.example,4
"""


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    opened = tiesmap.open(tmp_path / "ties.db", as_of=DAY)
    opened.files.import_files(
        [
            ("people.csv", PEOPLE.encode()),
            ("relationships.csv", RELATIONSHIPS.encode()),
            ("ties.csv", TIES.encode()),
        ]
    )
    yield tiesmap.open(tmp_path / "ties.db", as_of=DAY)
    opened.store.close()
    st.cache_resource.clear()


def test_a_promise_kept_after_the_sale_is_done_with_its_note(workspace: Workspace) -> None:
    anna = named(workspace, "Anna Ash")
    workspace.week.record(Action(0, 0, anna, date(2026, 5, 1), "promise", "send the offer"))
    (item,) = [item for item in workspace.week.week() if item.person == anna]
    assert (item.kind, item.purpose) == ("after_sale", "keep the promise: send the offer")
    workspace.week.done(item, Note(0, workspace.rep_id, anna, DAY, "sent it"))
    practice = workspace.week.practice()
    assert [plan.done_on for plan in practice.plans] == [DAY]
    assert [note.discussed for note in practice.notes] == ["sent it"]
    assert not {item.kind for item in workspace.week.week() if item.person == anna} & {
        "after_sale",
        "promise",
    }


@pytest.mark.parametrize("kind", ["promise", "favor", "event"])
def test_a_note_that_was_written_is_never_lost(workspace: Workspace, kind: str) -> None:
    dora = named(workspace, "Dora Dorn")
    workspace.week.record(
        {
            "promise": Action(0, 0, dora, DAY, "promise", "call back", due=DAY),
            "favor": Favor(0, 0, dora, date(2026, 4, 1), "taken", "advice"),
            "event": Detail(0, 0, dora, DAY, "event", "opens a shop", event_on=DAY),
        }[kind]  # type: ignore[arg-type]
    )
    (item,) = [item for item in workspace.week.week() if item.person == dora]
    assert item.kind == kind
    stored = workspace.week.done(item, Note(0, workspace.rep_id, dora, DAY, "we spoke"))
    assert isinstance(stored, Note) and workspace.week.practice().notes == (stored,)


def test_an_event_that_was_wished_well_for_stays_away_until_it_was(workspace: Workspace) -> None:
    cara = named(workspace, "Cara Cole")
    workspace.week.record(
        Detail(0, 0, cara, DAY, "event", "opens a bakery", event_on=DAY + timedelta(6))
    )
    (item,) = [item for item in workspace.week.week() if item.kind == "event"]
    workspace.week.done(item)

    def comes_up(day: int) -> bool:
        then = replace(workspace, as_of=DAY + timedelta(day))
        return any(item.kind == "event" for item in then.week.week())

    assert [comes_up(day) for day in range(9)] == [False] * 7 + [True] * 2


def test_who_left_is_looked_after_as_somebody_who_left(workspace: Workspace) -> None:
    bob = named(workspace, "Bob Birch")
    before = workspace.week.health_of(bob)
    assert before is not None and before.bucket == "client"
    assert bob in {one.person for one in workspace.week.after_sale()}
    loss = workspace.week.record(Loss(0, 0, bob, date(2026, 3, 1), "price"))
    health = workspace.week.health_of(bob)
    assert health is not None and "no client" in health.bucket_by
    assert bob not in {one.person for one in workspace.week.after_sale()}
    assert bob not in {one.person for one in workspace.week.needs()}
    assert {one.stage: one.people for one in workspace.week.by_stage()}["past_client"] == 1
    assert not any("client" in purpose for purpose in workspace.week.purposes(bob))
    workspace.week.remove_entry(loss)
    assert workspace.week.health_of(bob) == before


def test_intervals_have_an_end(workspace: Workspace) -> None:
    for wrong in (
        Pace(buckets=(Bucket("client", 1, LONGEST + 1),)),
        Pace(buckets=(Bucket("client", 1, 30, LONGEST + 1),)),
        Pace(after_sale_days=LONGEST + 1),
    ):
        with pytest.raises(ValueError, match="at most 3650 days"):
            workspace.week.save_pace(wrong)
    longest = Pace(buckets=(Bucket("client", 1, LONGEST, LONGEST),), after_sale_days=LONGEST)
    workspace.week.save_pace(longest)
    assert (
        workspace.week.pace() == longest
        and workspace.week.health()
        and workspace.week.needs() is not None
    )


# On which day ------------------------------------------------------------------------------------


@pytest.fixture
def old(workspace: Workspace) -> date:
    """Data whose last day is long ago."""
    last = date.today() - STALE - timedelta(30)
    mail = f"date,from,to,channel\n{last},rita@x.example,bob@b.example,email\n"
    workspace.files.import_files([("interactions.csv", mail.encode())])
    return last


def test_what_is_written_by_hand_today_is_of_today(workspace: Workspace, old: date) -> None:
    now, bob = date.today(), named(workspace, "Bob Birch")
    opened = tiesmap.open(workspace.store.url)
    assert (opened.today, opened.writes_on) == (old, now)
    stored = opened.week.done(WeekItem("contact", bob, "Bob Birch", "say hello", "", old, 1.0))
    assert isinstance(stored, Note) and stored.day == now
    assert opened.week.snooze(bob, now + timedelta(3)).day == now
    # From then on the data is no longer of long ago, so all of it is looked at as of today.
    again = tiesmap.open(workspace.store.url)
    assert (again.today, again.writes_on) == (now, now)
    assert again.week.practice().snoozes and again.week.practice().notes


def test_a_step_of_a_request_is_of_today(workspace: Workspace, old: date) -> None:
    opened = tiesmap.open(workspace.store.url)
    (path, *_) = opened.ways.paths_to(named(workspace, "Cara Cole")).paths
    drafts = opened.asks.draft([path])
    opened.asks.keep_requests(drafts)
    asked = opened.asks.record_step(drafts[0], "asked")
    assert asked.asked_on == date.today()
    assert [step.at.date() for step in opened.asks.history(asked)] == [date.today()]
    assert tiesmap.open(workspace.store.url).today == date.today()


def test_a_day_that_was_given_is_kept(workspace: Workspace, old: date) -> None:
    then = tiesmap.open(workspace.store.url, as_of=old)
    assert (then.today, then.writes_on) == (old, old)
    assert then.week.snooze(named(workspace, "Bob Birch"), old + timedelta(3)).day == old


def _said(day: date) -> str:
    return f"{day.day} {day:%b} {day.year}"


def test_the_page_says_on_which_day_one_writes(
    workspace: Workspace, old: date, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TIESMAP_DB", workspace.store.url)
    monkeypatch.delenv("TIESMAP_REP", raising=False)
    for given, said in (
        ("", f"As of {_said(old)}, not today. What you write is dated {_said(date.today())}"),
        (str(old), f"As of {_said(old)}, not today"),
    ):
        monkeypatch.setenv("TIESMAP_AS_OF", given)
        at = AppTest.from_file(str(APP), default_timeout=60).run()
        assert not at.exception
        assert said in [warning.value for warning in at.sidebar.warning]


# What is kept of an answer -----------------------------------------------------------------------


def test_an_answer_is_worked_out_anew_once_an_ask_was_answered(workspace: Workspace) -> None:
    cara = named(workspace, "Cara Cole")

    def chance() -> float:
        return (
            seat.keep(workspace, "to", lambda: workspace.ways.paths_to(cara), cara).paths[0].chance
        )

    before = chance()
    (request,) = workspace.asks.draft(workspace.ways.paths_to(cara).paths[:1])
    workspace.asks.keep_requests([request])
    workspace.asks.record_step(workspace.asks.record_step(request, "asked"), "declined")
    assert chance() < before


def test_what_rests_on_everything_follows_a_note(workspace: Workspace) -> None:
    def notes() -> int:
        return seat.keep(workspace, "notes", lambda: len(workspace.week.practice().notes), upon=ALL)

    assert notes() == 0
    workspace.week.record(Note(0, 0, named(workspace, "Bob Birch"), DAY, "hello"))
    assert notes() == 1
