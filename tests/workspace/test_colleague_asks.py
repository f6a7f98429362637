"""What reps ask of each other: who sees it, each answer, silence, and what comes of it."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from tests.guarded import load
from tests.workspace.shown import DAY, RITA, TOM, ids_of, seat_of, two_reps
from tiesmap.model.colleague_asks import Answer, Came, ColleagueAsk, Counts
from tiesmap.model.colleagues import Openness
from tiesmap.model.requests import COLUMNS
from tiesmap.store import colleague_asks
from tiesmap.store.store import Conflict
from tiesmap.workspace import Unanswerable, Workspace


@pytest.fixture
def opened(database: str) -> Iterator[Workspace]:
    yield from two_reps(database)


@pytest.fixture
def asked(opened: Workspace) -> tuple[Workspace, Workspace, int]:
    """Tom, who asked, and Rita, who knows Bob; and the number of the ask."""
    rita, tom = (seat_of(opened, name) for name in (RITA, TOM))
    rita.colleagues.open(Openness(whole=True))
    number = tom.colleague_asks.ask(rita.rep_id, ids_of(rita)["Bob Ray"], "a loan for\nthe bakery.")
    return tom, rita, number


def _one(seat: Workspace) -> ColleagueAsk:
    (found,) = seat.colleague_asks.asks()
    return found


def test_an_ask_reaches_the_colleague_alone(asked: tuple[Workspace, Workspace, int]) -> None:
    tom, rita, number = asked
    (waits,) = rita.colleague_asks.waiting()
    assert (waits.id, waits.name, waits.why) == (number, "Bob Ray", "a loan for the bakery.")
    assert waits.note.startswith("Bob Ray, a colleague of mine, Tom Other, would like to meet you")
    assert "a loan for the bakery. May I" in waits.note
    assert tom.colleague_asks.waiting() == () and _one(tom) == waits
    with pytest.raises(Unanswerable, match="wait for the answer"):
        tom.colleague_asks.ask(rita.rep_id, waits.person, "again")
    with pytest.raises(Unanswerable, match="Only who is asked"):
        tom.colleague_asks.answer(number, Answer.YES)
    with pytest.raises(Unanswerable, match="Say in a line"):
        tom.colleague_asks.ask(rita.rep_id, waits.person, " ")
    with pytest.raises(Unanswerable, match="does not show"):
        rita.colleague_asks.ask(tom.rep_id, waits.person, "whom Tom does not show")


@pytest.mark.parametrize(
    ("answer", "more", "wrong"),
    [
        (Answer.YES, {}, None),
        (Answer.EDITED, {"note": "Bob, meet Tom."}, "in your own words"),
        (Answer.MENTION, {}, None),
        (Answer.MYSELF, {"on": date(2026, 7, 3)}, "on which day"),
        (Answer.NO, {"reason": "Bob owes me a favor"}, None),
    ],
    ids=str,
)
def test_each_answer(
    asked: tuple[Workspace, Workspace, int], answer: Answer, more: dict[str, Any], wrong: str | None
) -> None:
    tom, rita, number = asked
    if wrong:
        with pytest.raises(Unanswerable, match=wrong):
            rita.colleague_asks.answer(number, answer)
    rita.colleague_asks.answer(number, answer, **more)
    now = _one(tom)
    assert (now.answer, now.answered_on) == (answer, DAY)
    assert (now.edited, now.do_on) == (more.get("note", ""), more.get("on"))
    assert [one.id for one in tom.colleague_asks.waiting()] == [number], "the answer is to be read"
    assert "favor" not in repr(tom.colleague_asks.asks()) and tom.colleague_asks.reasons() == {}
    assert rita.colleague_asks.reasons() == ({number: more["reason"]} if "reason" in more else {})
    # Who said yes is reminded, on the day that was named; who said no, or lent a name, is not.
    for day in (DAY, date(2026, 7, 3)):
        later = replace(rita, as_of=day).colleague_asks.waiting()
        assert bool(later) == (answer in (Answer.YES, Answer.EDITED)
                               or (answer is Answer.MYSELF and day > DAY))  # fmt: skip
    with pytest.raises(Unanswerable, match="answered this already"):
        rita.colleague_asks.answer(number, Answer.YES)
    rita.data.undo_last()
    assert _one(tom).answer is None and rita.colleague_asks.reasons() == {}


def test_a_no_is_not_asked_about_again_at_once_nor_a_mark_overruled(
    asked: tuple[Workspace, Workspace, int],
) -> None:
    tom, rita, number = asked
    bob = _one(rita).person
    rita.people.set_do_not_ask([bob], True)
    with pytest.raises(Unanswerable, match="do not ask"):
        rita.colleague_asks.answer(number, Answer.YES)
    rita.data.undo_last()
    rita.colleague_asks.answer(number, Answer.NO)
    for days in (0, 14):
        with pytest.raises(Unanswerable, match="said no"):
            replace(tom, as_of=DAY + timedelta(days)).colleague_asks.ask(rita.rep_id, bob, "again")
    assert replace(tom, as_of=DAY + timedelta(15)).colleague_asks.ask(rita.rep_id, bob, "again")


ENDS: dict[str, Callable[[Workspace, int], object]] = {
    "closed": lambda rita, _: rita.colleagues.open(Openness()),
    "private": lambda rita, bob: rita.colleagues.keep_private([bob]),
    "marked": lambda rita, bob: rita.people.set_do_not_ask([bob], True),
}
"""After each of these a colleague shows no more that he knows somebody."""


@pytest.mark.parametrize("end", ENDS.values(), ids=ENDS)
def test_an_ask_ends_with_what_it_rests_on_and_comes_back_with_it(
    asked: tuple[Workspace, Workspace, int], end: Callable[[Workspace, int], object]
) -> None:
    tom, rita, number = asked
    bob = _one(rita).person
    end(rita, bob)
    assert rita.colleague_asks.waiting() == ()
    (said,) = tom.colleague_asks.waiting()
    assert said.is_over(DAY, 14) and said.answer is None
    with pytest.raises(Unanswerable, match="no is the one answer"):
        rita.colleague_asks.answer(number, Answer.YES)
    # Silence goes on, and then nothing is said of it any more.
    for days, waits in ((14, True), (15, False)):
        late = replace(tom, as_of=DAY + timedelta(days)).colleague_asks
        assert bool(late.waiting()) == waits
        assert (_one(tom).final_answer(DAY + timedelta(days), 14) is Answer.NO) != waits
    rita.people.set_do_not_ask([bob], False)
    rita.colleagues.open(Openness(whole=True))
    assert [one.id for one in rita.colleague_asks.waiting()] == [number]
    assert tom.colleague_asks.waiting() == () and not _one(tom).is_over(DAY, 14)


def test_a_yes_stands_though_it_was_closed_since_and_a_mark_ends_it(
    asked: tuple[Workspace, Workspace, int],
) -> None:
    tom, rita, number = asked
    rita.colleague_asks.answer(number, Answer.YES)
    rita.colleagues.open(Openness())
    assert [one.id for one in rita.colleague_asks.waiting()] == [number]
    tom_too = tom.colleague_asks.waiting()
    assert [one.answer for one in tom_too] == [Answer.YES]
    rita.people.set_do_not_ask([_one(rita).person], True)
    assert rita.colleague_asks.waiting() == ()


def test_silence_is_a_no_after_the_days_that_are_set(
    asked: tuple[Workspace, Workspace, int],
) -> None:
    tom, rita, number = asked
    tom.save_settings(replace(tom.settings, colleague_days=3))
    for days, said in ((3, None), (4, Answer.NO), (10, Answer.NO), (11, Answer.NO)):
        late = DAY + timedelta(days)
        his, hers = (replace(one, as_of=late) for one in (tom, rita))
        assert _one(his).final_answer(late, his.settings.colleague_days) is said
        assert bool(hers.colleague_asks.waiting()) == (said is None)
        assert bool(his.colleague_asks.waiting()) == (days in (4, 10)), "a no is told for a week"
    with pytest.raises(Unanswerable, match="for too long"):
        hers.colleague_asks.answer(number, Answer.YES)
    assert his.colleague_asks.ask(rita.rep_id, _one(his).person, "once more") > number


def test_what_it_led_to_is_told_to_the_colleague_by_itself(
    asked: tuple[Workspace, Workspace, int],
) -> None:
    tom, rita, number = asked
    with pytest.raises(Unanswerable, match="no yes to it"):
        tom.colleague_asks.came(number, Came.MET)
    rita.colleague_asks.answer(number, Answer.YES)
    with pytest.raises(Unanswerable, match="the one who asked says"):
        rita.colleague_asks.came(number, Came.MET)
    rita.colleague_asks.came(number, Came.INTRODUCED)
    assert rita.colleague_asks.waiting() == (), "nobody is told what he did himself"
    with pytest.raises(Unanswerable, match="noted already"):
        tom.colleague_asks.came(number, Came.INTRODUCED)
    tom.colleague_asks.came(number, Came.MET)
    (thanks,) = rita.colleague_asks.waiting()
    assert (thanks.came, thanks.came_on) == (Came.MET, DAY) and tom.colleague_asks.waiting() == ()
    with pytest.raises(Unanswerable, match="no thanks"):
        tom.colleague_asks.read_thanks(number)
    rita.colleague_asks.read_thanks(number)
    assert rita.colleague_asks.waiting() == ()


# Among the other asks ----------------------------------------------------------------------------


def test_an_ask_to_a_colleague_is_one_on_the_list_and_moves_with_his_answer(
    asked: tuple[Workspace, Workspace, int],
) -> None:
    tom, rita, number = asked

    def stands() -> tuple[str, ...]:
        (one,) = tom.asks.listed()
        assert one.request == f"colleague-{number}" and tom.asks.requests() == ()
        assert one.path == (TOM, RITA, "Bob Ray") and rita.asks.listed() == ()
        return str(one.status), *one.reasons

    assert stands() == ("asked", "waits for an answer")
    (one,) = tom.asks.listed()
    assert one.follow_up_on == DAY + timedelta(14)
    rita.colleague_asks.answer(number, Answer.MYSELF, on=date(2026, 7, 3))
    assert stands() == ("agreed", "yes: does it themselves, on 2026-07-03")
    rita.colleague_asks.came(number, Came.INTRODUCED)
    assert stands()[0] == "introduced"
    tom.colleague_asks.came(number, Came.MET)
    assert stands()[0] == "met"
    for seat in (tom, rita, rita):
        seat.data.undo_last()
    rita.colleague_asks.answer(number, Answer.NO, reason="Bob owes me a favor")
    assert stands() == ("declined", "no")
    rita.data.undo_last()
    late = replace(tom, as_of=DAY + timedelta(15)).asks.listed()
    assert [one.status for one in late] == ["no_answer"]


@pytest.mark.parametrize("raw", [False, True])
def test_the_exported_list_has_it_and_reading_it_back_keeps_it_in_one_place(
    asked: tuple[Workspace, Workspace, int], raw: bool
) -> None:
    tom, _, number = asked
    data = tom.reports.requests_file(tom.asks.listed(), ".csv", raw=raw)
    header, row = csv.reader(io.StringIO(data.decode("utf-8-sig")))
    assert header == list(COLUMNS), "no column more"
    said = dict(zip(header, row, strict=True))
    told = ("request", "status", "connector", "target", "chance", "purpose")
    assert [said[name] for name in told] == [
        f"colleague-{number}", "asked", RITA, "Bob Ray", "", "a loan for the bakery."
    ]  # fmt: skip
    assert tom.asks.read_requests("asks.csv", data) == (0, ())
    # His answer moves it, and no spreadsheet; another's number is no ask either.
    for other in (
        data.replace(b",asked,", b",agreed,"),
        data.replace(b"colleague-", b"colleague-9"),
    ):
        changed, (problem,) = tom.asks.read_requests("asks.csv", other)
        assert changed == 0 and "which his answer moves" in problem.message
    assert tom.asks.requests() == () and [one.status for one in tom.asks.listed()] == ["asked"]
    with pytest.raises(Unanswerable):
        tom.reports.requests_file(tom.asks.listed(), ".eml")  # there is no letter to write
    for ending in (".xlsx", ".md", ".html", ".ics", ".zip"):
        assert tom.reports.requests_file(tom.asks.listed(), ending)


def test_what_was_not_answered_can_be_taken_back(asked: tuple[Workspace, Workspace, int]) -> None:
    tom, rita, number = asked
    with pytest.raises(Unanswerable, match="Only who asked"):
        rita.colleague_asks.take_back(number)
    tom.colleague_asks.take_back(number)
    assert rita.colleague_asks.waiting() == () == tom.asks.listed()
    tom.data.undo_last()
    rita.colleague_asks.answer(number, Answer.YES)
    with pytest.raises(Unanswerable, match="answered already"):
        tom.colleague_asks.take_back(number)


def test_give_and_take_is_counted_for_the_two_alone(
    asked: tuple[Workspace, Workspace, int],
) -> None:
    """By hand: Tom asked Rita for two and met one through her; she asked him for nobody."""
    tom, rita, number = asked
    load(rita, "Uma Third", people=[{"name": "Vic Voss"}])
    cleo = ids_of(rita)["Cleo Fox"]
    rita.colleague_asks.answer(number, Answer.YES)
    tom.colleague_asks.came(number, Came.MET)
    rita.colleague_asks.answer(
        tom.colleague_asks.ask(rita.rep_id, cleo, "a loan"), Answer.NO, reason="not her"
    )
    mine, none = Counts(asked=2, answered=2, agreed=1, introduced=1), Counts()
    assert tom.colleague_asks.give_and_take() == ((RITA, mine, none),)
    assert rita.colleague_asks.give_and_take() == ((TOM, none, mine),)
    assert seat_of(rita, "Uma Third").colleague_asks.give_and_take() == ()


def test_two_who_change_one_ask_at_once(asked: tuple[Workspace, Workspace, int]) -> None:
    _, rita, number = asked
    before = _one(rita)
    rita.colleague_asks.answer(number, Answer.YES)
    with pytest.raises(Conflict, match="meanwhile"), rita.colleague_asks.writing("an answer") as op:
        colleague_asks.answer(op, before, Answer.NO, DAY)


def test_merging_and_erasing_reach_the_asks(asked: tuple[Workspace, Workspace, int]) -> None:
    tom, rita, number = asked
    ids = ids_of(rita)
    rita.colleague_asks.answer(number, Answer.NO, reason="why not")
    rita.duplicates.merge(ids["Cleo Fox"], ids["Bob Ray"])
    assert _one(tom).person == ids["Cleo Fox"]
    rita.data.erase([ids["Cleo Fox"]])
    assert tom.colleague_asks.asks() == () and rita.colleague_asks.reasons() == {}
