"""What two places say of one thing is the same. Expected: by hand."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tiesmap.model.statuses import Status
from tiesmap.model.tact import Limit
from tiesmap.workspace.history import past
from tiesmap.workspace.opening import open_workspace
from tiesmap.workspace.workspace import Workspace

DAY = date(2026, 6, 30)
PEOPLE = """name,email,company,category,rep
Rita Rep,r@rep.example,Rep & Co,,yes
Ann Ash,a@ash.example,Ash,Legal,
Bob Birch,b@birch.example,Birch,Banking,
Cy Cedar,c@cedar.example,Cedar,Construction,
Dee Date,d@date.example,Date,Hotels,
"""
# Ann brings Rita and Dee together; nobody else knows both.
MAILS = """date,from,to,channel
2026-03-01,a@ash.example,r@rep.example,email
2026-03-02,b@birch.example,r@rep.example,email
2026-03-02,c@cedar.example,r@rep.example,email
2026-03-03,a@ash.example,d@date.example,email
2026-05-01,a@ash.example,r@rep.example;d@date.example,email
2026-05-03,r@rep.example,d@date.example,email
"""


@pytest.fixture
def rita(tmp_path: Path) -> Workspace:
    files = [("people.csv", PEOPLE.encode()), ("interactions.csv", MAILS.encode())]
    open_workspace(tmp_path / "t.db", as_of=DAY).files.import_files(files)
    return open_workspace(tmp_path / "t.db", "Rita Rep", DAY)


def test_the_replay_counts_the_introductions_that_health_offers(rita: Workspace) -> None:
    (offered,) = rita.asks.noticed()
    found = rita.ways.evidence()
    assert (offered.introducer_name, found.introductions, found.own) == ("Ann Ash", 1, 1)
    assert [one.name for one in found.introducers] == ["Ann Ash"]
    assert found.scores == ()
    said = "1 introduction in 365 days, 1 of them yours"
    asked = f"{said} (1 only noticed in your mails: confirm it on Health). There was nothing"
    assert found.why_no_scores.startswith(asked)
    assert "nobody else was known to know both" in found.why_no_scores
    rita.asks.record_introduction(offered)
    again = rita.ways.evidence()
    assert (again.introductions, again.own) == (1, 1)
    assert again.why_no_scores.startswith(f"{said}. There was nothing")


def test_what_is_only_noticed_is_no_favor_and_nobody_came_by_it(rita: Workspace) -> None:
    """It spares who seems to have made it, and that is all, until a yes makes a fact of it."""
    (offered,) = rita.asks.noticed()

    def told() -> tuple[bool, bool, int]:
        reasons = " ".join(rita.asks.tact()[offered.introducer].reasons)
        with rita.view() as view:
            favors = len(past.practice(view).favors)
            return "and took 1" in reasons, len(rita.onward.chain()) > 0, favors

    rita = open_workspace(rita.store.url, "Rita Rep", date(2026, 7, 15))
    assert told() == (False, False, 0)
    tact = rita.asks.tact()[offered.introducer]
    assert tact.room == 2
    assert "seems to have made 1 introduction for you in the last quarter (limit 3)" in tact.reasons
    rita.asks.record_introduction(offered)
    assert told() == (True, True, 1)
    rita.asks.unrecord_introduction(offered.introducer, offered.other, offered.day)
    rita.asks.set_aside(offered)
    assert told() == (False, False, 0) and rita.asks.tact()[offered.introducer].room == 3
    assert rita.ways.evidence().introductions == 0


def test_a_plan_puts_no_open_ask_to_who_has_one_already(rita: Workspace) -> None:
    plan = rita.asks.plan_asks(10)
    asked = [*(a.path.connector for a in plan.asks), *(a.connector for a in plan.open_asks)]
    assert len(asked) == len(set(asked)) > 1
    first = plan.open_asks[0]
    rita.asks.plan((), (first,))
    assert first.connector not in {a.connector for a in rita.asks.plan_asks(10).open_asks}
    told = rita.asks.tact()[first.connector]
    assert told.room == 2 and told.factor == pytest.approx(0.9)


def test_week_my_asks_and_the_map_say_the_same_of_what_was_planned(rita: Workspace) -> None:
    before = {tie.person for tie in rita.ways.map_view("answer").ties if tie.other < 0}
    assert before and rita.start.plan(rita.start.asks()) == 4
    planned = sorted(rita.asks.requests(), key=lambda one: one.turn)
    assert {one.connector_id for one in planned} <= before
    week = [item.request for item in rita.week.week() if item.kind == "ask"]
    assert week == [one.request for one in planned]
    drawn = rita.ways.map_view("answer")
    called = {person.id: person.label for person in drawn.people}
    for one in planned:
        lines = [tie for tie in drawn.ties if tie.person == one.connector_id]
        assert [(called[tie.other], tie.ask) for tie in lines] == [(one.target, "planned")]
    asked, *rest = planned
    rita.asks.record_step(asked, Status.ASKED)
    assert [i.request for i in rita.week.week() if i.kind == "ask"] == [r.request for r in rest]


def test_it_is_said_why_hardly_anybody_can_be_reached(rita: Workspace) -> None:
    # Everybody on file is a contact: that is said already, and not twice.
    assert rita.ways.why_few() == "" != rita.ways.why_no_path()
    more = "person,other\n" + "\n".join(f"Rita Rep,Friend Number{k} Old" for k in range(20))
    rita.files.import_files([("ties.csv", more.encode())])
    rita.files.import_files([("ties.csv", b"person,other\nAnn Ash,Zoe New\n")])
    few = rita.ways.why_few()
    assert few.startswith("Your files hold 1 person besides your own 24 contacts")
    assert "ties.csv" in few and "a calendar" in few


def test_nobody_who_should_be_left_alone_is_suggested(rita: Workspace) -> None:
    """What the plan leaves alone the list of suggestions leaves alone, too."""
    ann = next(one.connector_id for one in rita.asks.suggest_requests() if one.connector_id)
    rita.asks.save_limit(ann, Limit(asks_a_quarter=0))
    assert rita.asks.tact()[ann].blocked == "you set the limit to no asks"
    assert ann not in {one.connector_id for one in rita.asks.suggest_requests()}
