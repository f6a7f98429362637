"""From "met" on one hop to the next ask: what a meeting asks for, and what makes it done."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

import pandas as pd
import pytest

from tiesmap.model.days import day_number
from tiesmap.model.news import Met, News
from tiesmap.model.people import Person
from tiesmap.model.practice import Note, Pace, Practice
from tiesmap.model.requests import IntroRequest
from tiesmap.model.steps import Step
from tiesmap.model.tables import WITH_REP, empty
from tiesmap.model.tact import First, Moment
from tiesmap.nurture.briefs import write_brief
from tiesmap.nurture.cadence import measure_health
from tiesmap.nurture.onward import find_met, follow_on, newly_met
from tiesmap.nurture.week import compose_week

DAY = date(2026, 6, 30)
CORA = Person(2, "Cora")
THEO = Person(3, "Theo", category="Hotels")
PEOPLE = {2: CORA, 3: THEO}
ASK = IntroRequest(
    "rabc", "met", "Rita", 1, "Cora", 2, "Theo", 3, "Eva", 4,
    ("Rita", "Cora", "Theo", "Eva"), 0.1, (),
)  # fmt: skip


def step(to: str, day: date, undone: bool = False) -> Step:
    return Step("rabc", datetime(day.year, day.month, day.day), "introduced", to, undone=undone)


def kinds(met=None, requests=(ASK,), people=PEOPLE, last=None, circles=(), as_of=DAY):
    found = follow_on(met or [Met(ASK, DAY)], requests, people, last or {}, circles, as_of)
    return {one.kind: one for one in found}


def test_who_was_met_and_when():
    assert find_met([ASK], [step("met", DAY)], DAY) == [Met(ASK, DAY)]
    assert find_met([ASK], [step("met", DAY + timedelta(1))], DAY) == []
    assert find_met([ASK], [step("met", DAY, undone=True)], DAY) == []
    assert find_met([replace(ASK, status="introduced")], [step("met", DAY)], DAY) == []
    assert find_met([replace(ASK, target_id=None)], [step("met", DAY)], DAY) == []
    earlier = Met(replace(ASK, request="rx"), DAY - timedelta(9))
    assert newly_met([Met(ASK, DAY), earlier]) == {3: DAY - timedelta(9)}


def test_a_meeting_asks_for_three_things_within_the_week():
    found = kinds()
    assert set(found) == {"report", "comfort", "onward"}
    assert (found["report"].person, found["report"].purpose) == (
        2,
        "tell how it went with Theo and say thanks",
    )
    assert (found["comfort"].person, found["onward"].person) == (3, 3)
    assert found["onward"].purpose == "ask for the next introduction toward Eva"
    assert all(DAY <= one.due < DAY + timedelta(7) for one in found.values())
    assert found["report"].reason == "Cora introduced you to Theo; you met on 30 June"


def test_each_is_done_once():
    day_after = {2: DAY + timedelta(1)}
    assert "report" not in kinds(last=day_after)
    assert "report" in kinds(last={2: DAY})  # that talk may have been before the meeting
    assert "comfort" not in kinds(people={**PEOPLE, 3: replace(THEO, comfort=2)})
    onward = replace(ASK, request="rnext", connector_id=3, target_id=4, status="asked")
    assert "onward" not in kinds(requests=(ASK, onward))
    assert "onward" in kinds(requests=(ASK, replace(onward, status="suggested")))
    assert kinds(as_of=DAY + timedelta(60)) and not kinds(as_of=DAY + timedelta(61))


@pytest.mark.parametrize(
    ("circles", "category", "expected"),
    [
        (("Banking", "Hotels"), "Hotels", "somebody in Banking, or somebody who does"),
        (("Hotels", "Banking"), "hotels", "somebody in Banking"),
        ((), "Hotels", "somebody in Hotels"),
        ((), "", "who else do you think I should get to know?"),
    ],
)
def test_at_the_goal_the_next_circle_is_asked_about_openly(circles, category, expected):
    there = replace(ASK, goal="Theo", goal_id=3)
    people = {2: CORA, 3: replace(THEO, category=category)}
    found = kinds([Met(there, DAY)], circles=circles, people=people)
    assert expected in found["onward"].purpose


def test_somebody_new_is_near_for_a_quarter():
    def health(met: date, bucket: str = "wide"):
        (found,) = measure_health(
            [replace(THEO, bucket=bucket)], empty(WITH_REP), Practice(), {}, Pace(), DAY,
            {3: met},
        )  # fmt: skip
        return found

    new = health(DAY - timedelta(2))
    assert (new.days, new.last_contact, new.color) == (30, DAY - timedelta(2), "green")
    assert new.due == DAY + timedelta(28)
    assert health(DAY - timedelta(91)).days == 30
    assert health(DAY - timedelta(92)).days == 365
    assert health(DAY - timedelta(91)).last_contact == DAY - timedelta(91)
    # Who did not meet yet by then is nobody new.
    assert health(DAY + timedelta(1)).last_contact is None


def week(news: News, requests=(), most: int = 10, **more):
    people = list(PEOPLE.values())
    healths = measure_health(
        people, empty(WITH_REP), Practice(), {}, Pace(), DAY, newly_met(news.met)
    )
    return compose_week(
        people, healths, Practice(), Pace(items=most), DAY, requests=requests, news=news, **more
    )


def test_this_week_leads_from_met_to_the_next_ask():
    news = News(met=(Met(ASK, DAY),))
    found = {(i.kind, i.person): i for i in week(news, [ASK])}
    # To say how at ease one is asks nothing of Theo, so the next step stands beside it.
    assert {("report", 2), ("comfort", 3), ("onward", 3)} <= set(found)
    assert not found["comfort", 3].asks
    # Once that is said, the next hop is still in the same week.
    rated = {**PEOPLE, 3: replace(THEO, comfort=4)}
    healths = measure_health(rated.values(), empty(WITH_REP), Practice(), {}, Pace(), DAY)
    after = compose_week(rated.values(), healths, Practice(), Pace(), DAY, news=news)
    (onward,) = [i for i in after if i.kind == "onward"]
    assert onward.asks and onward.person == 3 and onward.due < DAY + timedelta(7)


def moment(kind: str = "offer", person: int = 2, taken: bool = False, days: int = 9) -> Moment:
    return Moment(person, kind, DAY - timedelta(days), "offered to introduce us", "offered", taken)


def test_offers_surface_until_they_are_taken_up():
    (found,) = [i for i in week(News(moments=(moment(), moment(days=90)))) if i.kind == "offer"]
    assert found.purpose == "take up the offer: “offered to introduce us”" and found.asks
    assert not [i for i in week(News(moments=(moment(taken=True),))) if i.kind == "offer"]
    assert not [i for i in week(News(moments=(moment("mark"),))) if i.kind == "offer"]
    fresh, old = (
        next(i for i in week(News(moments=(moment(days=days),))) if i.kind == "offer")
        for days in (0, 1000)
    )
    assert old.worth == pytest.approx(0.6 * fresh.worth)


def test_a_good_moment_brings_an_ask_up():
    ask = replace(ASK, status="planned", follow_up_on=DAY)
    (plain,) = [i for i in week(News(), [ask]) if i.kind == "ask"]
    (good,) = [i for i in week(News(moments=(moment("mark"),)), [ask]) if i.kind == "ask"]
    assert good.worth == pytest.approx(1.5 * plain.worth)
    assert good.reason.startswith("a good moment: offered; ")


def test_the_brief_says_the_moment_or_what_comes_first():
    brief = write_brief(CORA, Practice(), DAY, news=News(moments=(moment(), moment(person=3))))
    assert brief.moments == (moment(),)
    assert brief.purposes[0] == "take up the offer: “offered to introduce us” (offered)"
    first = First("a promise of yours is late", "keep the promise: the list")
    news = News(moments=(moment(),), first={2: first})
    held = write_brief(CORA, Practice(notes=(Note(1, 1, 2, DAY),)), DAY, news=news)
    assert held.first == first and held.purposes[0] == "keep the promise: the list"
    assert not any("take up" in purpose for purpose in held.purposes)


def test_what_is_late_does_not_crowd_out_what_follows_on_a_meeting():
    """Twenty people are a year late and make offers; told is Cora all the same, and Theo is met
    with both questions: how at ease, and the next ask, planned or not."""
    late = {n: Person(n, f"P{n}", bucket="close client") for n in range(10, 30)}
    people = {**PEOPLE, **late}
    long_ago = day_number(DAY - timedelta(700))
    rows = [(n, long_ago, 0, True, True, "") for n in late]
    contacts = pd.DataFrame(rows, columns=list(WITH_REP)).astype(WITH_REP)
    healths = measure_health(people.values(), contacts, Practice(), {}, Pace(), DAY)
    offers = tuple(moment(person=n) for n in late)
    planned = replace(ASK, request="rnext", status="planned", connector_id=3, target_id=4)
    for requests, next_step in (([ASK], "onward"), ([ASK, planned], "ask")):
        items = compose_week(
            people.values(), healths, Practice(), Pace(), DAY,
            requests=requests, news=News(met=(Met(ASK, DAY),), moments=offers),
        )  # fmt: skip
        assert len(items) == Pace().items
        assert {(i.kind, i.person) for i in items if i.person in PEOPLE} == {
            ("report", 2),
            ("comfort", 3),
            (next_step, 3),
        }


def test_told_on_the_very_day_is_told():
    """A mail with Cora of that day may be the one before; a note that names Theo is not."""
    note = Note(1, 1, 2, DAY, "told her how it went with theo")
    other = Note(2, 1, 2, DAY, "her new oven")

    def told(*notes):
        found = follow_on([Met(ASK, DAY)], [ASK], PEOPLE, {2: DAY}, (), DAY, notes)
        return "report" not in {one.kind for one in found}

    assert told(note) and not told(other) and not told()
