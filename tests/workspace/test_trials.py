"""A trial on a file: begun, agreed to, drawn, chosen otherwise, left, and told once it is over."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

import tiesmap
from tests.guarded import REP, dump, load
from tests.nurture.test_coaching import ask
from tiesmap.model.ids import PersonId
from tiesmap.model.requests import IntroRequest
from tiesmap.model.statuses import Status
from tiesmap.nurture.trials import AS_ASKED, AS_DRAWN, Arm, Trial, lines
from tiesmap.store import requests
from tiesmap.workspace import Unanswerable, Workspace

DAY = date(2026, 6, 30)
MONDAY = date(2026, 7, 6)
WEEKS = [date(2026, 7, day) for day in (6, 13, 20, 27)]
OVER = date(2026, 8, 3)
HOTELS = [{"name": f"Hal {k}", "email": f"h{k}@h.example", "category": "Hotels", "client": "yes"}
          for k in range(5)]  # fmt: skip
TARGETS = [{"name": "Hana Host", "category": "Hotels"}, {"name": "Ben Bank", "category": "Banks"}]


@pytest.fixture
def ws(tmp_path: Path) -> Iterator[Workspace]:
    """A rep at home in hotels; one of his clients knows somebody there, and somebody at a bank."""
    opened = tiesmap.open(tmp_path / "ties.db", as_of=DAY)
    mails = [
        {"date": f"2026-06-0{k + 1}", "from": one, "to": other, "channel": "email"}
        for k, row in enumerate(HOTELS)
        for one, other in ((REP, row["email"]), (row["email"], REP))
    ]
    ties = [{"person": "h0@h.example", "other": row["name"], "kind": "friend"} for row in TARGETS]
    load(opened, people=[*HOTELS, *TARGETS], interactions=mails, ties=ties)
    opened = tiesmap.open(tmp_path / "ties.db", as_of=DAY)
    yield opened
    opened.store.close()


def on(ws: Workspace, day: date) -> Workspace:
    return replace(ws, as_of=day)


def suggested(ws: Workspace, reach: str = "") -> list[str]:
    return [one.path.names[-1] for one in ws.ways.outward(reach)]


def drawn(ws: Workspace, day: date) -> Arm | None:
    now = on(ws, day).trials.standing()
    assert now is not None
    return now.lot


def test_a_week_suggests_as_drawn_to_who_agreed_alone(ws: Workspace) -> None:
    both = ["Ben Bank", "Hana Host"]
    assert ws.trials.standing() is None and sorted(suggested(ws)) == both
    before = dump(ws)
    trial = ws.trials.start(date(2026, 7, 9), 4)
    assert (trial.start, trial.weeks, trial.end) == (MONDAY, 4, OVER)
    week = on(ws, WEEKS[0])
    assert drawn(ws, WEEKS[0]) is None and sorted(suggested(week)) == both, "nobody said yes"
    assert {name: rows for name, rows in dump(ws).items() if name != "settings"} == {
        name: rows for name, rows in before.items() if name != "settings"
    }, "to begin one writes nothing of a rep"
    undo = ws.data.last_by_hand()
    ws.trials.join()
    ws.trials.join()
    assert ws.data.last_by_hand() == undo, "who agreed takes it back by saying so alone"
    arms = [drawn(ws, day) for day in WEEKS]
    assert sorted(map(str, arms[:2])) == sorted(map(str, arms[2:])) == ["far", "near"]
    near, far = (on(ws, WEEKS[arms.index(arm)]) for arm in Arm)
    # Where one kind does not fill the list of a near week the other does (`network.outreach`).
    assert suggested(near) == suggested(near, "near") and suggested(far) == ["Ben Bank"]
    for seat, first in ((near, "Hana Host"), (far, "Ben Bank")):
        assert [one.path.names[-1] for one in seat.asks.plan_asks(1).asks] == [first]
        (request,) = seat.asks.suggest_requests(1)
        assert request.target == first
        assert sorted(suggested(seat, "balanced")) == both, "he may choose otherwise"
    planned = [item for item in far.week.week() if item.kind == "ask"]
    assert len(planned) == 1 and "Ben Bank" in planned[0].purpose
    assert drawn(ws, OVER) is None and sorted(suggested(on(ws, OVER))) == both


def test_an_ask_counts_as_drawn_and_by_its_target(ws: Workspace) -> None:
    ws.trials.start(MONDAY, 4)
    ws.trials.join()
    first = on(ws, WEEKS[0])
    arm = drawn(ws, WEEKS[0])
    first.asks.plan([one.path for one in first.ways.outward("balanced")])
    for request in first.asks.requests():
        first.asks.record_step(request, Status.ASKED)
    agreed = next(one for one in first.asks.requests() if one.target == "Ben Bank")
    first.asks.record_step(agreed, Status.AGREED)
    toward = {step.to_status: step.toward for step in first.asks.history(agreed)}
    assert toward == {"planned": "", "asked": "far", "agreed": ""}
    assert on(ws, WEEKS[3]).trials.own() is None, "nothing is told before it is over"
    found = on(ws, OVER).trials.own()
    assert found is not None and found.pairs == 2
    assert {key: n for key, n in found.counts.items() if key[2] == "asked"} == {
        (AS_DRAWN, arm, "asked"): 2, (AS_ASKED, "near", "asked"): 1, (AS_ASKED, "far", "asked"): 1
    }  # fmt: skip
    assert found.counts[AS_ASKED, "far", "agreed"] == found.counts[AS_DRAWN, arm, "agreed"] == 1
    # In a week that nobody drew nothing is written of where a target stands.
    later = on(ws, OVER)
    later.asks.undo_step(next(r for r in later.asks.requests() if r.target == "Hana Host"))
    later.asks.record_step(
        next(r for r in later.asks.requests() if r.target == "Hana Host"), Status.ASKED
    )
    hana = next(r for r in later.asks.requests() if r.target == "Hana Host")
    assert later.asks.history(hana)[-1].toward == ""


def test_who_leaves_is_in_no_later_week(ws: Workspace) -> None:
    ws.trials.start(MONDAY, 6)
    ws.trials.join()
    on(ws, WEEKS[3]).trials.leave()
    assert drawn(ws, WEEKS[2]) and drawn(ws, WEEKS[3]) is None
    on(ws, WEEKS[3]).trials.leave()  # once is enough
    assert drawn(ws, date(2026, 8, 3)) is None
    found = on(ws, date(2026, 8, 17)).trials.own()
    assert found is not None and found.pairs == 1
    # Again from the third pair on, and not after that has begun.
    on(ws, date(2026, 8, 2)).trials.join()
    assert drawn(ws, date(2026, 8, 3)) is not None
    on(ws, date(2026, 8, 4)).trials.leave()
    with pytest.raises(Unanswerable, match="agree beforehand"):
        on(ws, date(2026, 8, 5)).trials.join()


def test_a_trial_is_begun_in_a_week_to_come_and_ended_at_once(ws: Workspace) -> None:
    for day, weeks in ((DAY, 8), (MONDAY, 5), (MONDAY, 2), (MONDAY, 54)):
        with pytest.raises(Unanswerable):
            ws.trials.start(day, weeks)
    for say in (ws.trials.join, ws.trials.leave, ws.trials.stop):
        with pytest.raises(Unanswerable, match="There is no trial"):
            say()
    first = ws.trials.start(MONDAY, 8)
    assert first.seed
    with pytest.raises(Unanswerable, match="on until 30 August 2026"):
        ws.trials.start(MONDAY)
    ws.trials.join()
    # Stopped in its fourth week: the first two count, and it is over.
    late = on(ws, WEEKS[3])
    assert late.trials.stop() == 1
    now = late.trials.standing()
    assert now is not None and now.trial == Trial(MONDAY, 2, first.seed) and now.is_over
    with pytest.raises(Unanswerable, match="is over"):
        late.trials.join()
    # A yes to one trial is none to the next; before a pair is over nothing is left of it.
    late.trials.start(OVER)
    now = late.trials.standing()
    assert now is not None and not now.takes_part and now.trial.seed != first.seed
    late.trials.join()
    assert late.trials.stop() == 0
    # Who had said yes reads that it was called off; his yes holds for nothing, and another begins.
    now = late.trials.standing()
    assert now is not None and now.is_over and not now.takes_part and now.lot is None
    assert "from 3 August 2026 was called off" in now.line
    assert on(ws, OVER).trials.own() is None
    late.trials.start(OVER)
    now = late.trials.standing()
    assert now is not None and not now.takes_part and "only if you say yes" in now.line


def made(number: int, rep: PersonId, day: date, status: Status) -> IntroRequest:
    return replace(ask(number, 2, None), rep_id=rep, asked_on=day, status=status)


def test_the_team_is_told_sums_of_four_and_more(
    ws: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each asks on the first day of the trial, the first of them twice; two of them met."""
    names = ["Tom Other", "Uma Other", "Vic Other", "Will Other"]
    for name in names:
        load(ws, name, people=HOTELS[:1])
    seats = [replace(ws, rep=one.id) for one in ws.people.reps()]
    assert len(seats) == 5
    monkeypatch.setattr("tiesmap.workspace.coach.trials.token_hex", lambda _: "a seed")
    ws.trials.start(MONDAY, 4)
    for seat in seats[:3]:
        seat.trials.join()
    for number, seat in enumerate(seats):
        asked = [made(number, seat.rep_id, MONDAY, Status.MET if number < 2 else Status.ASKED)]
        asked += [made(9, seat.rep_id, WEEKS[1], Status.ASKED)] if number == 0 else []
        with seat.store.operation("hand", seat.rep_id) as op:
            requests.add_requests(op, asked)
    assert on(ws, OVER).trials.together() is None, "three of them"
    assert on(seats[4], OVER).trials.own() is None
    seats[3].trials.join()
    assert on(ws, date(2026, 8, 2)).trials.together() is None, "it is not over"
    found = on(ws, OVER).trials.together()
    assert found is not None and (found.reps, found.pairs) == (4, 8)
    first = {seat.rep_id: drawn(seat, MONDAY) for seat in seats[:4]}
    assert sorted(map(str, set(first.values()))) == ["far", "near"], "the seed draws both"
    near = sum(arm == Arm.NEAR for arm in first.values()) + (first[seats[0].rep_id] == Arm.FAR)
    met = sum(first[seat.rep_id] == Arm.NEAR for seat in seats[:2])
    asks, *_, last = lines(found, AS_DRAWN)
    assert (asks.near, asks.far) == (near, 5 - near)
    assert (last.near, last.far) == (met, 2 - met) and "too few to say" in last.said
    own = on(seats[3], OVER).trials.own()
    assert own is not None and sum(own.counts[AS_DRAWN, arm, "asked"] for arm in Arm) == 1
