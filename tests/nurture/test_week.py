"""What This week holds: each kind of item worked by hand, and laws of the whole."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.laws import examples
from tests.nurtured import DAY, REP, client, with_rep
from tiesmap.model.people import Person
from tiesmap.model.practice import Action, Detail, Pace, Practice, Snooze
from tiesmap.model.purposes import is_empty_purpose
from tiesmap.model.reasons import Reason, ReasonKind, in_words
from tiesmap.model.requests import IntroRequest
from tiesmap.model.tact import Favor
from tiesmap.model.week import TO_SORT, AfterSale, Bond, Health, NeedState, WeekItem
from tiesmap.nurture.cadence import measure_health
from tiesmap.nurture.week import compose_week
from tiesmap.nurture.worth import importance_of, lateness, reach_of

PACE = Pace()
ANA = client(2, "Ana Ruiz", title="Buyer", company="Acme")
BO = Person(3, "Bo Li", company="Bolt")
CY = Person(4, "Cy Fox")


def health(person: int, late: int, bucket: str = "client", **more: object) -> Health:
    """Somebody whose due day was so many days ago, in a bucket of 60 days."""
    due = DAY - timedelta(days=late)
    color = "green" if late <= 0 else "yellow" if late <= 30 else "red"
    last = due - timedelta(days=60)
    return Health(person, bucket, "set", 60, last, due, color, "", **more)  # type: ignore[arg-type]


def request(id: str, connector: int, target: str, **more: object) -> IntroRequest:
    fields: dict[str, object] = {
        "request": id, "status": "suggested", "rep": "Me", "rep_id": REP, "connector": "C",
        "connector_id": connector, "target": target, "target_id": 9, "goal": target, "goal_id": 9,
        "path": ("Me", "C", target), "chance": 0.4, "why": (in_words("wrote 14 times"),),
    }  # fmt: skip
    return IntroRequest(**{**fields, **more})  # type: ignore[arg-type]


def week(
    healths: list[Health], practice: Practice | None = None, pace: Pace = PACE, **more: object
) -> tuple[WeekItem, ...]:
    return compose_week(
        [ANA, BO, CY], healths, practice or Practice(), pace, DAY, **more  # type: ignore[arg-type]
    )  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "late", "said"),
    [
        ("contact", -3, "by 3 July"),
        ("contact", 0, "today"),
        ("contact", 1, "1 day late"),
        # News and good moments are owed on no day.
        ("offer", -3, "by 3 July"),
        ("offer", 0, ""),
        ("offer", 9, ""),
    ],
)
def test_by_when_an_item_is_due(kind: str, late: int, said: str) -> None:
    item = WeekItem(kind, 2, "Ana", "to ask", "why", DAY - timedelta(days=late), 1.0)
    assert item.say_due(DAY) == said


@pytest.mark.parametrize(
    ("late", "value"), [(0, 1.0), (60, 2.0), (180, 3.0), (-60, 0.5), (-6, 1 / 1.1)]
)
def test_lateness_grows_by_intervals(late: int, value: float) -> None:
    assert lateness(DAY - timedelta(days=late), DAY, 60) == pytest.approx(value)


def test_worth_is_importance_times_lateness_times_reach() -> None:
    (item,) = week([health(2, 60)], bonds={2: Bond(new=9)})
    assert importance_of("contact", "client", PACE) == pytest.approx(0.8)
    assert reach_of(Bond(new=9)) == pytest.approx(1.5)
    assert item.worth == pytest.approx(0.8 * 2 * 1.5)
    assert importance_of("contact", "no such bucket", PACE) == pytest.approx(0.2)


def test_a_contact_that_is_due_has_its_purpose_and_its_reason() -> None:
    (item,) = week([health(2, 5), health(3, -7, "warm")])
    assert (item.kind, item.person, item.due) == ("contact", 2, date(2026, 6, 25))
    assert item.reason == "last contact 65 days ago, every 60 days (client)"
    assert item.purpose == "hear what has changed since you last spoke, and what is needed next"
    assert not item.asks


def test_the_next_step_comes_up_on_its_own_day() -> None:
    planned = health(2, -40, next_purpose="bring the offer", next_on=date(2026, 7, 2))
    (item,) = week([planned])
    assert (item.purpose, item.due) == ("bring the offer", date(2026, 7, 2))
    assert item.reason.startswith("next step set for 2 July")
    assert week([replace(planned, next_on=date(2026, 7, 7))]) == ()


def test_the_first_alarm_stands_before_everything() -> None:
    alone = AfterSale(3, date(2026, 5, 1), None, 60, (), True, "signed on 1 May")
    calm = replace(alone, person=4, alarm=False)
    items = week([health(2, 3000)], after_sale=(calm, alone), bonds={2: Bond(new=99)})
    assert [(item.kind, item.person) for item in items] == [("after_sale", 3), ("contact", 2)]
    assert items[0].due == date(2026, 5, 31)


def test_promises_plans_needs_events_and_favors() -> None:
    practice = Practice(
        plans=(
            Action(1, REP, 2, date(2026, 6, 22), "promise", "send the article"),
            Action(2, REP, 2, date(2026, 6, 24), "promise", "no week has passed"),
            Action(3, REP, 3, date(2026, 6, 1), "action", "visit the plant", "new line", DAY),
            Action(4, REP, 3, date(2026, 6, 1), "action", "some day"),
        ),
        details=(
            Detail(5, REP, 4, date(2026, 6, 1), "event", "marathon", "mail", date(2026, 7, 1)),
        ),
    )
    items = {item.kind: item for item in week([], practice)}
    assert set(items) == {"promise", "action", "event"}
    assert items["promise"].purpose == "keep the promise: send the article"
    assert (items["promise"].due, items["promise"].entry) == (date(2026, 6, 29), 1)
    assert items["action"].reason == "planned on 1 June, due today; why: new line"
    assert items["event"].purpose == "wish well for 1 July: marathon"
    assert items["event"].reason == "marathon is on 1 July (mail)"

    need = NeedState(2, None, DAY, (), "no needs review is on file")
    (item,) = week([], needs=(need,))
    assert (item.kind, item.purpose) == ("need", "ask what they need, for the first time")
    favors = (Favor(1, REP, 3, date(2026, 6, 1), "taken", "referral"),)
    (item,) = week([], Practice(favors=favors))
    assert (item.kind, item.purpose) == ("favor", "say thanks with a written note")
    assert item.reason == "you took 1 favor more than you gave, the first on 1 June"
    assert (item.due, item.asks) == (date(2026, 6, 15), False)


def test_answers_are_chased_and_asks_are_made() -> None:
    stored = [
        request("a", 2, "Dee", status="asked", asked_on=date(2026, 6, 1),
                follow_up_on=date(2026, 6, 8)),
        request("b", 3, "Eva", status="asked", follow_up_on=date(2026, 7, 20)),
        request("c", 3, "Fay", status="planned", follow_up_on=date(2026, 6, 29)),
        request("d", 4, "Gus", status="declined", follow_up_on=date(2026, 6, 8)),
    ]  # fmt: skip
    items = {
        item.request: item for item in week([], requests=stored, asks=[request("e", 4, "Hal")])
    }
    assert {k: i.kind for k, i in items.items()} == {"a": "answer", "c": "ask", "e": "ask"}
    assert items["a"].purpose == "hear whether an introduction to Dee suits"
    assert items["a"].reason == "asked (asked on 1 June), to follow up 22 days ago"
    assert items["e"].purpose == "ask for an introduction to Hal"
    assert items["e"].reason == "no file says when you two were last in touch"
    assert all(item.asks for item in items.values())


def test_an_open_ask_says_why_it_is_put_to_this_one() -> None:
    comfort = Reason(ReasonKind.COMFORT, ("4.0 of 5 (rated)",))
    made = in_words("introduced you to 6 people")
    ask = request("a", 2, "somebody in Legal", target_id=None, goal_id=None, why=(comfort, made),
                  last_contact=date(2026, 6, 10))  # fmt: skip
    (item,) = week([], asks=[ask])
    assert item.reason == "introduced you to 6 people; last contact 20 days ago"


def test_nobody_marked_do_not_ask_is_asked_or_asked_for() -> None:
    shy = replace(BO, do_not_ask=True)
    asks = [request("a", 3, "Dee"), request("b", 2, "Bo", target_id=3),
            request("c", 2, "Eva", goal_id=3), request("d", 2, "Fay")]  # fmt: skip
    items = compose_week([ANA, shy, CY], [health(3, 5)], Practice(), PACE, DAY, asks=asks)
    assert sorted((item.kind, item.person) for item in items) == [("ask", 2), ("contact", 3)]


def test_asks_have_their_place_however_much_is_late() -> None:
    people = [replace(BO, id=number) for number in range(10, 40)]
    late = [health(number, 300) for number in range(10, 30)]
    asks = [request(f"r{number}", number, "Dee") for number in range(30, 35)]
    kinds = [item.kind for item in compose_week(people, late, Practice(), PACE, DAY, asks=asks)]
    assert len(kinds) == 10 and kinds.count("ask") == 3


def test_what_the_rep_planned_stands_there_in_the_order_of_my_asks() -> None:
    """Five that he planned at the start, however late others are; what presses stands beside."""
    people = [replace(BO, id=number) for number in range(10, 40)]
    late = [health(number, 300) for number in range(10, 35)]
    due = date(2026, 7, 1)
    mine = [
        request(f"r{number}", number, "Dee", status="planned", follow_up_on=due)
        for number in (32, 31, 34, 30)
    ]
    mine.insert(0, request("r33", 33, "Dee", status="planned", follow_up_on=date(2026, 7, 2)))
    bonds = {33: Bond(new=9)}
    promise = Action(1, REP, 31, date(2026, 6, 1), "promise", "send it")
    practice = Practice(plans=(promise,))
    items = compose_week(people, late, practice, PACE, DAY, requests=mine, bonds=bonds)
    order = ["r32", "r31", "r34", "r30", "r33"]
    assert [item.request for item in items if item.kind == "ask"] == order
    assert [one.request for one in sorted(mine, key=lambda one: one.turn)] == order
    assert len(items) == 10 and items == tuple(sorted(items, key=lambda item: -item.worth))
    assert {item.kind for item in items if item.person == 31} == {"ask", "promise"}
    assert [item.kind for item in items if item.person in (30, 32, 33, 34)] == ["ask"] * 4
    # More than half of the week they take only where it has nothing else.
    few = compose_week(people, late, practice, Pace(items=6), DAY, requests=mine)
    assert [item.request for item in few if item.kind == "ask"] == order[:3]
    today = [health(number, -3, "other") for number in range(10, 30)]
    calm = compose_week(people, today, Practice(), Pace(items=6), DAY, requests=mine)
    assert [item.request for item in calm if item.kind == "ask"] == order[:3] and len(calm) == 6
    alone = compose_week(people, [], Practice(), Pace(items=6), DAY, requests=mine)
    assert [item.request for item in alone] == order
    nap = Snooze(1, REP, 34, DAY, date(2026, 8, 1), "ask")
    rest = compose_week(people, late, Practice(snoozes=(nap,)), PACE, DAY, requests=mine)
    assert [item.request for item in rest if item.kind == "ask"] == [*order[:2], *order[3:]]


def test_a_needs_review_of_whom_the_rep_will_ask_takes_no_ask_from_the_week() -> None:
    """Of every client whose needs nobody wrote down there is one, so there would be no ask."""
    people = [replace(BO, id=number) for number in range(10, 40)]
    late = [health(number, 300) for number in range(10, 30)]
    asks = [request(f"r{number}", number, "Dee") for number in range(30, 35)]
    needs = [NeedState(n, None, DAY, (), "no needs review is on file") for n in range(10, 40)]
    items = compose_week(people, late, Practice(), PACE, DAY, asks=asks, needs=needs)
    assert [item.kind for item in items].count("ask") == 3
    assert len({item.person for item in items}) == len(items) == 10


def test_one_item_a_person_unless_about_different_requests() -> None:
    asks = [request("a", 2, "Dee"), request("b", 2, "Eva"), request("a", 2, "Dee")]
    assert [item.request for item in week([], asks=asks)] == ["a", "b"]
    practice = Practice(plans=(Action(1, REP, 2, date(2026, 6, 1), "promise", "send it"),))
    (item,) = week([health(2, 5)], practice, asks=asks)
    assert item.kind == "promise"


def test_dormant_and_leading_weak_ties_come_at_their_pace() -> None:
    bonds = {
        3: Bond(0.1, 2.0, "dormant", 4),
        4: Bond(0.1, 2.0, "weak", 2, ("Hotels",)),
        2: Bond(0.1, 2.0, "dormant", 4),
    }
    healths = [health(2, 300), health(3, 300, "warm"), health(4, -20, "wide")]
    items = {item.person: item for item in week(healths, bonds=bonds)}
    # A client is no weak tie to warm up, but a contact that is late.
    assert {p: item.kind for p, item in items.items()} == {2: "contact", 3: "wake", 4: "open_up"}
    assert "was a strong tie once" in items[3].reason
    assert items[3].purpose == "learn what keeps Bo busy at Bolt"
    assert "the only way you have to Hotels" in items[4].reason
    one = week(healths, pace=replace(PACE, wakings=1), bonds=bonds)
    assert Counter(item.kind for item in one) == {"contact": 1, "wake": 1}
    none = week(healths, pace=replace(PACE, wakings=0), bonds=bonds)
    assert [item.kind for item in none] == ["contact"]


def test_a_dormant_tie_in_your_own_circle_is_waked_first() -> None:
    """As late and as strong once: who is in touch with the same people now comes back sooner."""
    bonds = {
        3: Bond(0.1, 2.0, "dormant", 4, shared=0, novel=True),
        4: Bond(0.1, 2.0, "dormant", 4, shared=3),
    }
    found = week([health(3, 300, "warm"), health(4, 300, "warm")], bonds=bonds)
    assert [item.person for item in found] == [4, 3]
    assert found[0].worth == pytest.approx(found[1].worth * 2)
    assert "familiar: you are both in touch with 3 people now" in found[0].reason
    assert "novel: now among people you do not know" in found[1].reason


def test_what_was_warmed_up_this_week_counts() -> None:
    bonds = {3: Bond(0.1, 2.0, "dormant", 4), 4: Bond(0.1, 2.0, "dormant", 2)}
    healths = [health(3, 300, "warm"), health(4, 300, "warm")]
    assert len(week(healths, bonds=bonds)) == 2
    assert len(week(healths, bonds=bonds, broken={4: 200})) == 1
    assert len(week(healths, bonds=bonds, broken={4: 20, 2: 400})) == 2  # no silence; a client
    assert week(healths, bonds=bonds, broken={3: 200, 4: 200}) == ()


def test_what_is_late_does_not_crowd_out_warming_up() -> None:
    people = [*(client(k, f"Client {k}") for k in range(10, 40)), CY]
    healths = [*(health(k, 400, "close client") for k in range(10, 40)), health(4, -20, "wide")]
    bonds = {4: Bond(0.1, 2.0, "weak", 2, ("Hotels",))}
    items = compose_week(people, healths, Practice(), PACE, DAY, bonds=bonds)
    assert Counter(item.kind for item in items) == {"contact": 9, "open_up": 1}


def test_a_snooze_hides_a_kind_or_the_whole_person() -> None:
    practice = Practice(plans=(Action(1, REP, 2, date(2026, 6, 1), "promise", "send it"),))
    for kind, left in (("promise", "contact"), ("contact", "promise")):
        nap = Snooze(1, REP, 2, DAY, date(2026, 8, 1), kind)
        (item,) = week([health(2, 5)], replace(practice, snoozes=(nap,)))
        assert item.kind == left
    nap = Snooze(1, REP, 2, DAY, date(2026, 8, 1))
    assert week([health(2, 5)], replace(practice, snoozes=(nap,))) == ()


ids = st.integers(2, 4)
dates = st.dates(date(2026, 3, 1), date(2026, 8, 30))
texts = st.sampled_from(("", "touching base", "send the article", "a new kitchen"))
practices = st.builds(
    Practice,
    plans=st.lists(
        st.builds(
            Action, st.integers(1, 99), st.just(REP), ids, dates,
            st.sampled_from(("promise", "action", "beyond")), texts, texts,
            st.none() | dates, st.none() | dates,
        ),
        max_size=6,
    ).map(tuple),
    details=st.lists(
        st.builds(Detail, st.integers(1, 99), st.just(REP), ids, dates, st.just("event"), texts,
                  st.just(""), st.none() | dates),
        max_size=4,
    ).map(tuple),
    favors=st.lists(
        st.builds(Favor, st.integers(1, 99), st.just(REP), ids, dates,
                  st.sampled_from(("given", "taken")), st.just("gift")),
        max_size=4,
    ).map(tuple),
    snoozes=st.lists(
        st.builds(Snooze, st.integers(1, 99), st.just(REP), ids, dates, dates,
                  st.sampled_from(("", "contact", "promise"))),
        max_size=2,
    ).map(tuple),
)  # fmt: skip


@examples(150)
@given(
    practices,
    st.lists(st.tuples(ids, dates), max_size=8),
    st.integers(0, 6),
    st.integers(0, 3),
    st.sets(ids),
    st.lists(st.tuples(st.sampled_from("abcd"), ids, ids, dates), max_size=5),
)
def test_laws_of_any_week(
    practice: Practice,
    rows: list[tuple[int, date]],
    items: int,
    wakings: int,
    marked: set[int],
    asked: list[tuple[str, int, int, date]],
) -> None:
    pace = Pace(items=items, wakings=wakings)
    people = [replace(p, do_not_ask=p.id in marked) for p in (ANA, BO, CY)]
    healths = measure_health(people, with_rep(rows), practice, {}, pace, DAY)
    bonds = {3: Bond(0.1, 2.0, "dormant", 4), 4: Bond(0.1, 2.0, "weak", 2, ("Hotels",))}
    requests = [
        request(id, connector, "T", target_id=target, status="asked", follow_up_on=day)
        for id, connector, target, day in asked
    ]
    found = compose_week(
        people, healths, practice, pace, DAY, bonds=bonds, requests=requests,
        asks=[request("e", 2, "Dee"), request("f", 3, "Eva")],
    )  # fmt: skip
    assert len(found) <= items
    assert [item.worth for item in found] == sorted((i.worth for i in found), reverse=True)
    assert sum(item.kind in ("wake", "open_up") for item in found) <= wakings
    several = Counter(item.person for item in found)
    for item in found:
        assert item.purpose.strip() and not is_empty_purpose(item.purpose)
        assert item.reason.strip() and item.worth > 0
        assert item.due <= DAY + timedelta(days=6)
        assert not (item.asks and item.person in marked)
        assert several[item.person] == 1 or item.request
        if item.kind == "contact":
            health = next(h for h in healths if h.person == item.person)
            assert health.snoozed_until is None
            assert item.due in (health.due, health.next_on)


@given(st.integers(-300, 3000), st.integers(-300, 3000), st.integers(1, 400))
def test_worth_grows_with_lateness(one: int, other: int, days: int) -> None:
    early, late = sorted((one, other))
    first = lateness(DAY - timedelta(days=early), DAY, days)
    then = lateness(DAY - timedelta(days=late), DAY, days)
    assert then >= first and (then > first) == (late > early)


def test_the_same_facts_make_the_same_week_in_any_order() -> None:
    healths = [health(2, 5), health(3, 5, "client"), health(4, 5, "client")]
    assert week(healths) == week(healths[::-1])


def test_a_client_left_alone_with_a_promise_is_about_that_promise() -> None:
    owed = (Action(7, REP, 3, date(2026, 5, 2), "promise", "send the article"),)
    alone = AfterSale(3, date(2026, 5, 1), None, 60, owed, True, "signed on 1 May")
    (item,) = week([], after_sale=(alone,))
    assert (item.purpose, item.entry) == ("keep the promise: send the article", 7)
    (item,) = week([], after_sale=(replace(alone, promises=()),))
    assert item.entry == 0


def test_a_planned_ask_is_of_this_week_though_its_follow_up_is_later() -> None:
    later = request("p", 2, "Dee", status="planned", follow_up_on=DAY + timedelta(days=7))
    (item,) = week([], requests=[later])
    assert (item.kind, item.request, item.due) == ("ask", "p", DAY + timedelta(days=7))


def test_who_is_to_be_sorted_is_no_item_of_the_week_before_a_step_is_set() -> None:
    new = replace(health(2, 0), last_contact=None, color=TO_SORT)
    assert week([new]) == ()
    (item,) = week([replace(new, next_on=DAY, next_purpose="bring the offer")])
    assert (item.person, item.due) == (2, DAY)
