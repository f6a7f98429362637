"""What a rep opens to colleagues: nothing at first, never a private contact, one word of each."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator
from dataclasses import fields, replace
from datetime import date, timedelta
from threading import Thread
from typing import Any

import pytest
import sqlalchemy as sa

import tiesmap
from tests.guarded import dump, load
from tiesmap.model.asker import Office
from tiesmap.model.colleague_asks import Answer, Came, ColleagueAsk, Counts
from tiesmap.model.colleagues import Openness, OpenTie
from tiesmap.model.requests import COLUMNS
from tiesmap.store import colleague_asks, schema
from tiesmap.store.store import Conflict
from tiesmap.workspace import Unanswerable, Workspace
from tiesmap.workspace.colleagues import part as colleagues
from tiesmap.workspace.view import View

DAY = date(2026, 6, 30)
RITA, TOM = "Rita Rep", "Tom Other"
# Rita is often with Ann, was with Bob long ago, and wrote to Cleo once.
WHO = {"Ann Lee": "Hotels", "Bob Ray": "Banks", "Cleo Fox": "Hotels", "Élodie Ünsk": "Banks"}
PEOPLE = [{"name": name, "company": f"{name.split()[1]} AG", "category": kind}
          for name, kind in WHO.items()]  # fmt: skip
DAYS = {
    "Ann Lee": [f"2026-06-{day:02}" for day in range(1, 29)],
    "Bob Ray": [f"2024-03-{day:02}" for day in range(1, 29)],
    "Cleo Fox": ["2026-01-10"],
    "Élodie Ünsk": ["2026-01-10"],
}
MAILS = [{"date": day, "from": RITA, "to": name, "channel": "meeting", "notes": "secret"}
         for name, every in DAYS.items() for day in every]  # fmt: skip


@pytest.fixture
def opened(database: str) -> Iterator[Workspace]:
    workspace = tiesmap.open(database, as_of=DAY)
    load(workspace, RITA, people=PEOPLE, interactions=MAILS)
    load(workspace, TOM, people=[{"name": "Zed Zorn", "email": "zed@z.example"}])
    yield workspace
    workspace.store.close()


def _seat(opened: Workspace, name: str) -> Workspace:
    return replace(opened, rep=next(one.id for one in opened.people.reps() if one.name == name))


def _ids(rita: Workspace) -> dict[str, int]:
    return {one.name: one.id for one in rita.people.people()}


def _seen(tom: Workspace) -> set[str]:
    return {one.tie.name for text in ("AG", "ag") for one in tom.colleagues.knows(text)}


def test_nothing_is_open_at_first(opened: Workspace) -> None:
    rita, tom = (_seat(opened, name) for name in (RITA, TOM))
    assert list(tom.colleagues.colleagues().values()) == [RITA]
    assert rita.colleagues.openness() == Openness() and rita.colleagues.shown() == ()
    before = dump(opened)
    rita.colleagues.keep_fresh()
    assert dump(opened) == before and _seen(tom) == set()


def test_whole_by_category_and_by_person(opened: Workspace) -> None:
    rita, tom = (_seat(opened, name) for name in (RITA, TOM))
    ids = _ids(rita)
    assert rita.colleagues.open(Openness(whole=True)) == 4
    assert [one.sentence for one in tom.colleagues.knows("lee ag")] == [
        "Rita Rep knows Ann Lee well"
    ]
    words = {one.tie.name: str(one.tie.strength) for one in tom.colleagues.knows("ag")}
    assert words == {"Ann Lee": "strong", "Bob Ray": "dormant", "Cleo Fox": "weak",
                     "Élodie Ünsk": "weak"}  # fmt: skip
    # The strongest first, however they are called; and found without accents and capitals.
    assert [one.tie.name for one in tom.colleagues.knows("AG")][:2] == ["Ann Lee", "Bob Ray"]
    assert [one.tie.name for one in tom.colleagues.knows("unsk")] == ["Élodie Ünsk"]
    assert not any(tom.colleagues.knows(text) for text in ("%%", "_ _", "a", "  "))
    rita.colleagues.open(Openness(categories=frozenset({"Hotels"})))
    assert _seen(tom) == {"Ann Lee", "Cleo Fox"}
    rita.colleagues.open(Openness(people=frozenset({ids["Bob Ray"]})))
    assert _seen(tom) == {"Bob Ray"}
    rita.colleagues.open(Openness())
    assert _seen(tom) == set() and rita.colleagues.shown() == ()


def test_private_contacts_and_those_marked_stay_out(opened: Workspace) -> None:
    rita, tom = (_seat(opened, name) for name in (RITA, TOM))
    ids = _ids(rita)
    rita.colleagues.open(Openness(whole=True, people=frozenset({ids["Ann Lee"]})))
    rita.colleagues.keep_private([ids["Ann Lee"]])
    assert _seen(tom) == WHO.keys() - {"Ann Lee"}
    rita.people.set_do_not_ask([ids["Bob Ray"]], True)
    assert _seen(tom) == {"Cleo Fox", "Élodie Ünsk"}, "at once, and not with the next day"
    assert rita.colleagues.open(rita.colleagues.openness()) == 2
    tom.people.set_do_not_ask([ids["Cleo Fox"]], True)
    assert [one.name for one in rita.colleagues.shown()] == ["Élodie Ünsk"], "whoever marks a card"
    tom.data.undo_last()
    rita.colleagues.keep_private([ids["Ann Lee"]], False)
    assert _seen(tom) == WHO.keys() - {"Bob Ray"}
    rita.data.undo_last()  # the mark: what is open is not taken back by Undo
    assert not rita.people.person(ids["Bob Ray"]).do_not_ask
    assert rita.colleagues.openness().whole


def test_it_is_worked_out_anew_once_a_day(
    opened: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    rita, tom = (_seat(opened, name) for name in (RITA, TOM))
    rita.colleagues.open(Openness(whole=True))
    load(opened, RITA, people=[{"name": "Dee Dorn", "company": "Dorn AG"}],
         interactions=[{"date": "2026-06-29", "from": RITA, "to": "Dee Dorn"}])  # fmt: skip
    # By the clock, not by the day from which one looks.
    for day in (DAY, date(2026, 7, 1)):
        replace(rita, as_of=day).colleagues.keep_fresh()
        assert "Dee Dorn" not in _seen(tom)
    monkeypatch.setattr(colleagues, "date", Tomorrow)
    rita.colleagues.keep_fresh()
    assert "Dee Dorn" in _seen(tom)


def test_where_nobody_is_in_what_is_open_it_is_worked_out_once(
    opened: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    rita = _seat(opened, RITA)
    rita.colleagues.open(Openness(categories=frozenset({"Boats"})))
    monkeypatch.setattr(colleagues, "bare_ties", None)
    rita.colleagues.keep_fresh()


def test_nothing_of_when_or_how_often_is_in_what_colleagues_see() -> None:
    """A colleague's process reads this table alone: its columns are all that there is to see."""
    assert set(schema.known_ties.columns.keys()) == {
        "rep", "person", "name", "company", "category", "sought", "strength", "open", "day",
    }  # fmt: skip
    assert {one.name for one in fields(OpenTie)} <= set(schema.known_ties.columns.keys())


def test_a_merge_and_erasing_reach_what_is_open(opened: Workspace) -> None:
    rita, tom = (_seat(opened, name) for name in (RITA, TOM))
    ids = _ids(rita)
    rita.colleagues.open(Openness(whole=True, private=frozenset({ids["Ann Lee"]})))
    rita.data.merge(ids["Cleo Fox"], ids["Ann Lee"])
    assert _seen(tom) == {"Bob Ray", "Élodie Ünsk"}, "private of one is private of both"
    rita.data.unmerge(rita.data.merges()[0].id)
    rita.colleagues.keep_fresh()
    assert _seen(tom) == WHO.keys() - {"Ann Lee"}
    opened.data.erase([ids["Bob Ray"]])
    with opened.store.reading(Office.WHOLE) as connection:
        left = connection.execute(sa.select(schema.known_ties.c.name)).scalars().all()
    assert sorted(filter(None, left)) == ["Cleo Fox", "Élodie Ünsk"]


def test_a_closed_network_stays_closed_when_a_card_is_taken_apart(opened: Workspace) -> None:
    rita, tom = (_seat(opened, name) for name in (RITA, TOM))
    ids = _ids(rita)
    rita.colleagues.open(Openness(whole=True))
    rita.data.merge(ids["Cleo Fox"], ids["Ann Lee"])
    rita.colleagues.keep_fresh()
    assert _seen(tom) == WHO.keys() - {"Ann Lee"}, "the same day already"
    rita.colleagues.open(Openness())
    rita.data.unmerge(rita.data.merges()[0].id)
    rita.colleagues.keep_fresh()
    assert _seen(tom) == set() and rita.colleagues.shown() == ()


def test_private_while_merged_is_private_of_both_apart(opened: Workspace) -> None:
    rita, tom = (_seat(opened, name) for name in (RITA, TOM))
    ids = _ids(rita)
    rita.colleagues.open(Openness(whole=True, private=frozenset({ids["Ann Lee"]})))
    rita.data.merge(ids["Cleo Fox"], ids["Ann Lee"])
    rita.colleagues.keep_private([ids["Bob Ray"]])  # all that is open is written anew
    rita.data.unmerge(rita.data.merges()[0].id)
    rita.colleagues.keep_fresh()
    assert {ids["Ann Lee"], ids["Bob Ray"]} <= rita.colleagues.openness().private
    assert _seen(tom) == {"Élodie Ünsk"}


@pytest.mark.parametrize("close", [
    lambda rita: rita.colleagues.open(Openness()),
    lambda rita: rita.colleagues.keep_private(_ids(rita).values()),
], ids=["closed", "private"])  # fmt: skip
def test_what_is_closed_in_another_window_stays_closed(
    opened: Workspace,
    database: str,
    monkeypatch: pytest.MonkeyPatch,
    close: Callable[[Workspace], int],
) -> None:
    rita, tom = (_seat(opened, name) for name in (RITA, TOM))
    other = replace(tiesmap.open(database), as_of=DAY, rep=rita.rep_id)
    rita.colleagues.open(Openness(whole=True))
    slow = colleagues.bare_ties

    def meanwhile(view: View, said: Openness) -> list[OpenTie]:
        found = slow(view, said)
        monkeypatch.setattr(colleagues, "bare_ties", slow)
        window = Thread(target=close, args=[other])
        window.start()
        window.join()
        return found

    monkeypatch.setattr(colleagues, "bare_ties", meanwhile)
    monkeypatch.setattr(colleagues, "date", Tomorrow)
    replace(rita, as_of=DAY + timedelta(1)).colleagues.keep_fresh()
    assert _seen(tom) == set() and rita.colleagues.shown() == ()
    other.store.close()


def test_a_page_from_before_takes_no_private_mark_away(opened: Workspace) -> None:
    rita, tom = (_seat(opened, name) for name in (RITA, TOM))
    before = rita.colleagues.openness()
    rita.colleagues.keep_private([_ids(rita)["Ann Lee"]])
    with pytest.raises(Conflict, match="meanwhile"):
        rita.colleagues.open(replace(before, whole=True), before)
    assert _seen(tom) == set()


class Tomorrow(date):
    """A clock that is a day ahead."""

    @classmethod
    def today(cls) -> date:
        return date.fromordinal(date.today().toordinal() + 1)


# The ask -----------------------------------------------------------------------------------------


@pytest.fixture
def asked(opened: Workspace) -> tuple[Workspace, Workspace, int]:
    """Tom, who asked, and Rita, who knows Bob; and the number of the ask."""
    rita, tom = (_seat(opened, name) for name in (RITA, TOM))
    rita.colleagues.open(Openness(whole=True))
    number = tom.colleague_asks.ask(rita.rep_id, _ids(rita)["Bob Ray"], "a loan for\nthe bakery.")
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
    data = tom.reports.requests_csv(tom.asks.listed(), raw=raw)
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
    cleo = _ids(rita)["Cleo Fox"]
    rita.colleague_asks.answer(number, Answer.YES)
    tom.colleague_asks.came(number, Came.MET)
    rita.colleague_asks.answer(
        tom.colleague_asks.ask(rita.rep_id, cleo, "a loan"), Answer.NO, reason="not her"
    )
    mine, none = Counts(asked=2, answered=2, agreed=1, introduced=1), Counts()
    assert tom.colleague_asks.give_and_take() == ((RITA, mine, none),)
    assert rita.colleague_asks.give_and_take() == ((TOM, none, mine),)
    assert _seat(rita, "Uma Third").colleague_asks.give_and_take() == ()


def test_two_who_change_one_ask_at_once(asked: tuple[Workspace, Workspace, int]) -> None:
    _, rita, number = asked
    before = _one(rita)
    rita.colleague_asks.answer(number, Answer.YES)
    with pytest.raises(Conflict, match="meanwhile"), rita.writing("an answer") as op:
        colleague_asks.answer(op, before, Answer.NO, DAY)


def test_merging_and_erasing_reach_the_asks(asked: tuple[Workspace, Workspace, int]) -> None:
    tom, rita, number = asked
    ids = _ids(rita)
    rita.colleague_asks.answer(number, Answer.NO, reason="why not")
    rita.data.merge(ids["Cleo Fox"], ids["Bob Ray"])
    assert _one(tom).person == ids["Cleo Fox"]
    rita.data.erase([ids["Cleo Fox"]])
    assert tom.colleague_asks.asks() == () and rita.colleague_asks.reasons() == {}
