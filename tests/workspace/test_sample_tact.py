"""What the sample's own story says of tact: who is left alone and why, which offers are open."""

from __future__ import annotations

from datetime import date

import pytest

import tiesmap
from tiesmap.workspace import Workspace
from tiesmap.workspace.history.news import news
from tiesmap.workspace.place import Unanswerable

DAY = date(2026, 6, 30)


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory, sample_database: bytes) -> Workspace:
    path = tmp_path_factory.mktemp("tact") / "sample.db"
    path.write_bytes(sample_database)
    return tiesmap.open(path, rep="Maren Holloway", as_of=DAY)


def person(workspace: Workspace, name: str) -> int:
    (found,) = workspace.people.find(name)
    return found.id


def test_ngozi_asked_too_often_is_protected_and_it_is_said_why(workspace: Workspace) -> None:
    ngozi = person(workspace, "Ngozi Eberechukwu")
    said = workspace.asks.tact()[ngozi]
    # Nine introductions this year, six of them for Maren; the last four led to nothing.
    assert said.room == 0 and any("you gave 1 favor and took 6" in one for one in said.reasons)
    assert "the last 4 introductions led to nothing, the latest on 16 June" in said.blocked
    assert said.blocked in workspace.asks.why_not(ngozi)
    assert ngozi not in {ask.path.connector for ask in workspace.asks.plan_asks(10).asks}


def test_whoever_is_left_alone_opens_nothing(workspace: Workspace) -> None:
    """Of Ngozi's people Jørgen opens real estate: through somebody else, or not at all."""
    ngozi = person(workspace, "Ngozi Eberechukwu")
    ways = workspace.ways
    opened = [one for circle in ways.circles() for one in circle.openings]
    assert opened and ngozi not in {one.through for one in opened}
    for reach in ("near", "balanced", "far"):
        assert ngozi not in {one.path.connector for one in ways.outward(reach, 40)}
    assert ngozi not in {ask.connector for ask in ways.open_asks(40)}
    with pytest.raises(Unanswerable, match=r"Ngozi Eberechukwu \(the last 4 introductions led"):
        ways.outward("far", from_=(ngozi,))


def test_dagny_is_looked_after_before_she_is_asked(workspace: Workspace) -> None:
    dagny = person(workspace, "Dagný Þorvaldsdóttir")
    why = workspace.asks.why_not(dagny)
    assert "a promise of yours is late since 30 April; a client only since 26 February" in why
    assert "First: keep the promise: visit the yard and meet the dispatchers" in why
    assert dagny not in {ask.path.connector for ask in workspace.asks.plan_asks(10).asks}
    brief = workspace.week.brief(dagny)
    assert brief.first is not None and brief.purposes[0].startswith("keep the promise")
    # She came through Yaa herself, and it is known.
    assert workspace.asks.tact()[dagny].came_through == "Yaa Agyemang"


def test_the_thirteen_offers_surface(workspace: Workspace) -> None:
    with workspace.view() as view:
        found = news(view)
    offers = [moment for moment in found.moments if moment.kind == "offer"]
    assert len(offers) == 13 and len({moment.person for moment in offers}) == 11
    assert all("offered to introduce us" in moment.text for moment in offers)
    for who in {moment.person for moment in offers}:
        assert [m for m in workspace.week.brief(who).moments if m.kind == "offer"]
    # In the week are those that nobody took up yet, of whoever may be asked now.
    said = workspace.asks.tact()
    free = {m.person for m in offers if not m.taken_up and not said[m.person].blocked}
    week = workspace.week.week(100)
    # Either it is what the item is for, or the item for something more pressing says so, too.
    offered = {i.person for i in week if i.kind == "offer" or "offered an introduct" in i.reason}
    assert offered == free
    assert any(item.kind == "offer" for item in workspace.week.week())


def test_a_fresh_high_mark_brings_the_ask_up(workspace: Workspace) -> None:
    asks = [item for item in workspace.week.week(100) if item.kind == "ask"]
    assert any("a good moment: gave you 5 of 5" in item.reason for item in asks)


def test_nobody_who_comes_first_is_asked(workspace: Workspace) -> None:
    with workspace.view() as view:
        first = news(view).first
    assert len(first) > 3
    asking = {item.person for item in workspace.week.week(100) if item.kind in ("ask", "offer")}
    assert not asking & first.keys()
