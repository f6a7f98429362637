"""Tact: limits, cool-down, balance, silence; and "why not her?"."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tiesmap.introductions.past import all_favors
from tiesmap.introductions.tact import weigh_tact
from tiesmap.introductions.why_not import why_not
from tiesmap.model.people import Person
from tiesmap.model.practice import Practice
from tiesmap.model.requests import IntroRequest
from tiesmap.model.statuses import STATUSES
from tiesmap.model.steps import Step
from tiesmap.model.tact import Beside, Dealings, Favor, First, Limit, Limits, Made, Tact
from tiesmap.nurture.favors import owed

TODAY = date(2026, 6, 30)


def ask(name: str, status: str, asked_on: date | None = None, connector: int = 2) -> IntroRequest:
    return IntroRequest(
        name, status, "Rita", 1, "Cora", connector, "Theo", 3, "Theo", 3,
        ("Rita", "Cora", "Theo"), 0.1, (), asked_on=asked_on,
    )  # fmt: skip


def weigh(requests=(), favors=(), last=TODAY, limits=None, weeks=1, **more) -> Tact:
    between = Dealings(1, {2: last}, requests, favors=favors, **more)
    return weigh_tact(between, limits or Limits(), TODAY, weeks=weeks)[2]


def why(person: Person, **facts) -> str:
    """Why somebody is in no suggestion of Rita's, of whom nothing but these facts is known."""
    known = {"max_hops": 3, "tact": None, "opens": 0, "introducers": (), "planned_with": ()}
    return why_not(person, rep=1, **{**known, "request": None, **facts})


def taken(said: Tact) -> int:
    """How many favors a connector is said to have done, beyond those that were given."""
    found = re.search(r"you gave \d+ favors? and took (\d+)", "; ".join(said.reasons))
    return int(found[1]) if found else 0


def test_nothing_said_nothing_held():
    assert weigh() == Tact()


def test_a_pending_ask_takes_room_and_chance():
    said = weigh([ask("r1", "asked", date(2026, 6, 1))])
    assert (said.room, said.factor, said.blocked) == (2, 0.6, "")
    assert said.reasons == (
        "1 ask pending with this connector",
        "asked once in the last quarter (limit 3)",
    )


@pytest.mark.parametrize(
    ("days", "weeks", "room"),
    [
        # A week's plan: with the 84 days before it makes a quarter. June 30 - 84 days = April 7.
        ([date(2026, 4, 7)], 1, 3),
        ([date(2026, 4, 8)], 1, 2),
        ([date(2026, 6, 1), date(2026, 6, 2), date(2026, 6, 3)], 1, 0),
        ([date(2026, 7, 1)], 1, 3),  # after the day from which one looks
        ([date(2026, 6, 1)], 13, 3),  # a whole quarter is planned anew
        ([TODAY], 13, 3),  # whatever was asked today
        ([date(2026, 6, 1)], 26, 6),
    ],
)
def test_the_limit_of_a_quarter(days, weeks, room):
    asks = [ask(f"r{k}", "no_answer", day) for k, day in enumerate(days)]
    assert weigh(asks, weeks=weeks).room == room


def test_a_full_quarter_says_so():
    said = weigh([ask(f"r{k}", "met", date(2026, 6, k)) for k in (1, 2, 3)])
    assert said.blocked == "asked 3 times this quarter, the limit is 3"
    assert said.reasons[0] == said.blocked


def test_planned_asks_take_room_and_asking_again_counts():
    assert weigh([ask("r1", "planned"), ask("r2", "planned")]).room == 1
    steps = [Step("r1", datetime(2026, 6, day), "planned", "asked") for day in (1, 20)]
    assert weigh([ask("r1", "asked", date(2026, 6, 20))], steps=steps).room == 1


def test_after_a_no_comes_a_cool_down():
    no = ask("r1", "declined", date(2026, 4, 1))
    said = weigh([no])
    # April 1 and 90 days is June 30: over.
    assert (said.room, said.blocked) == (3, "")
    step = Step("r1", datetime(2026, 4, 2, 9), "asked", "declined")
    said = weigh([no], steps=[step])
    assert said.room == 0
    assert said.blocked == "declined on 2 April: leave it until 1 July"
    short = Limits(persons={2: Limit(3, 30)})
    assert weigh([no], limits=short, steps=[step]).room == 3
    assert weigh([ask("r2", "refused", date(2026, 6, 1))]).blocked == ""  # the target's no


@pytest.mark.parametrize(
    ("given_", "taken", "factor", "word"),
    [
        (0, 0, 1.0, ""),
        (0, 1, 1.0, "you gave 0 favors and took 1"),
        (1, 3, 0.85, "give something first"),
        (9, 3, 1.0, ""),
        (0, 40, 0.5, "give something first"),
    ],
)
def test_the_balance_of_favors(given_, taken, factor, word):
    favors = [Favor(k, 1, 2, TODAY, "given") for k in range(given_)]
    favors += [Favor(100 + k, 1, 2, TODAY, "taken") for k in range(taken)]
    said = weigh(favors=favors)
    assert said.factor == pytest.approx(factor)
    assert word in "; ".join(said.reasons)


def test_an_introduction_is_a_favor_taken():
    asks = [replace(ask("r1", "met", date(2026, 1, 1)), target_id=k) for k in (3, 4)]
    said = weigh(asks)
    assert (taken(said), said.factor) == (2, 0.85)
    # After a year it is paid or forgotten.
    assert taken(weigh([replace(one, asked_on=date(2025, 6, 30)) for one in asks])) == 0
    assert taken(weigh([replace(one, asked_on=date(2025, 7, 1)) for one in asks])) == 2


def made(day: date, outcome: str = "", other: int = 9, rep: int = 1) -> Made:
    return Made(2, rep, other, day, outcome)


def test_introductions_of_files_and_mails_are_asks_and_favors():
    said = weigh(made=[made(date(2026, 6, 1)), made(date(2026, 2, 1), other=8)])
    # One in this quarter: it takes room, and is an ask of the last quarter beside no others.
    assert said.room == 2
    assert said.factor == pytest.approx(0.9 * 0.85)
    assert said.reasons == (
        "made 1 introduction for you in the last quarter (limit 3)",
        "you gave 0 favors and took 2: give something first",
    )


def test_one_introduction_told_of_twice_counts_once():
    met = ask("r1", "met", date(2026, 6, 1))  # of Theo, 3
    both = weigh([met], made=[made(date(2026, 6, 3), other=3)])
    assert both == weigh([met])
    favor = Favor(1, 1, 2, date(2026, 6, 10), "taken", "introduction")
    assert taken(weigh(favors=[favor], made=[made(date(2026, 6, 1))])) == 1
    near = replace(favor, day=date(2026, 6, 15))  # fourteen days after it: still that one
    assert taken(weigh(favors=[near], made=[made(date(2026, 6, 1))])) == 1
    late = replace(favor, day=date(2026, 6, 16))  # fifteen days after it: another one
    assert taken(weigh(favors=[late], made=[made(date(2026, 6, 1))])) == 2
    gift = replace(favor, kind="gift")
    assert taken(weigh(favors=[gift], made=[made(date(2026, 6, 1))])) == 2
    given_ = replace(favor, direction="given")
    assert taken(weigh(favors=[given_], made=[made(date(2026, 6, 1))])) == 0  # they are even


def test_of_a_request_the_request_knows_best_what_came_of_it():
    won = replace(ask("r1", "met", date(2026, 6, 1)), outcome="client")
    lost = [made(date(2026, 6, 2), "no", other=3), made(date(2026, 5, 1), "no", other=4)]
    said = weigh([won], made=lost)
    assert not any("led to nothing" in reason for reason in said.reasons)


def test_a_quarter_begins_after_its_first_day():
    # June 30 - 91 days = March 31: an ask of that day is of the quarter before.
    for day, said in ((date(2026, 3, 31), ()), (date(2026, 4, 1), ("asked once",))):
        reasons = weigh([ask("r1", "no_answer", day)]).reasons
        assert [reason[: len("asked once")] for reason in reasons] == list(said)


def of_colleague(day: date, what: str = "asked") -> Beside:
    return Beside(2, day, what)


def test_no_day_is_said_to_wait_for_where_plans_alone_fill_the_limit():
    planned = [ask(f"r{k}", "planned") for k in range(3)]
    said = weigh(planned, beside=[of_colleague(date(2026, 6, 1))])
    assert said.blocked.startswith("asked 3 times") and "wait until" not in said.blocked
    assert "wait until" in weigh(planned[1:], beside=[of_colleague(date(2026, 6, 1))]).blocked


def test_what_she_did_for_colleagues_takes_room_and_is_no_favor_to_me():
    two = [of_colleague(date(2026, 6, k), "made") for k in (1, 2)]
    said = weigh(beside=two)
    assert (said.room, taken(said)) == (1, 0)
    said = weigh([ask("r1", "asked", date(2026, 6, 1))], beside=two)
    assert said.blocked == (
        "asked once and made 2 introductions (for colleagues) this quarter, the limit is 3"
    )
    mixed = weigh(made=[made(date(2026, 6, 3))], beside=two)
    assert mixed.blocked.startswith("made 3 introductions (2 of them for colleagues) this quarter")


def test_what_colleagues_asked_takes_room_and_says_until_when():
    """April 8 and the 84 days that a week looks back is July 1."""
    asked = [of_colleague(date(2026, 4, 8)), of_colleague(date(2026, 6, 1))]
    said = weigh(beside=asked)
    assert (said.room, said.blocked) == (1, "")
    assert said.factor == pytest.approx(0.9**2)
    assert said.reasons == (
        "asked twice by colleagues in the last quarter, the latest on 1 June (limit 3)",
    )
    own = ask("r1", "no_answer", date(2026, 5, 1))
    said = weigh([own], beside=asked)
    assert said.blocked == (
        "asked once and asked twice by colleagues this quarter, the limit is 3: wait until 1 July"
    )
    # One more that is planned: then the one of May 1 has to pass as well.
    said = weigh([own, ask("r2", "planned")], beside=asked)
    assert said.blocked.endswith("the limit is 3: wait until 24 July")
    assert weigh(beside=[of_colleague(date(2026, 7, 1))] * 3).room == 3  # not yet


def test_after_a_no_to_a_colleague_she_rests_for_all():
    said = weigh(beside=[of_colleague(date(2026, 4, 2), "no")])
    assert (said.room, said.blocked) == (
        0, "declined a colleague's ask on 2 April: leave it until 1 July",
    )  # fmt: skip
    assert weigh(beside=[of_colleague(date(2026, 4, 1), "no")]).room == 3


@pytest.mark.parametrize(
    ("outcomes", "for_nothing", "rests"),
    [
        # The latest last.
        (["no", "not_now", "no"], 3, True),
        (["no", "opportunity", "no", "not_now"], 2, False),
        (["no", "no", "no", "client"], 0, False),
        (["no", "", "not_now", "", "no"], 3, True),
        (["no"], 1, False),
    ],
)
def test_the_last_that_led_to_nothing_count(outcomes, for_nothing, rests):
    days = [date(2026, 5, 1 + 3 * k) for k in range(len(outcomes))]
    told = [
        made(day, out, other=10 + k)
        for k, (day, out) in enumerate(zip(days, outcomes, strict=True))
    ]
    said = weigh(made=told, limits=Limits(Limit(99)))
    # Half of the introductions were for colleagues: that changes nothing.
    mixed = [replace(one, rep=1 + k % 2) for k, one in enumerate(told)]
    assert (for_nothing > 1) == any("led to nothing" in reason for reason in said.reasons)
    assert bool(said.blocked) == rests == bool(weigh(made=mixed, limits=Limits(Limit(99))).blocked)
    if rests:
        assert f"the last {for_nothing} introductions led to nothing" in said.blocked
        until = days[-1] + timedelta(days=90)
        assert f"{until.day} {until:%B}" in said.blocked


def test_each_of_the_last_for_nothing_weighs_and_the_rest_ends():
    two = [made(date(2026, 1, k), "no", other=k) for k in (1, 2)]
    # You took two and gave none (.85); the second for nothing (.8).
    assert weigh(made=two).factor == pytest.approx(0.85 * 0.8)
    three = [made(date(2026, 3, 30 + k), "no", other=10 + k) for k in (-1, 0, 1)]
    assert not weigh(made=three, limits=Limits(Limit(99))).blocked
    # March 31 and 91 days is June 30: after that many days it is over.
    assert not weigh(made=three, limits=Limits(Limit(99, 91))).blocked
    assert weigh(made=three, limits=Limits(Limit(99, 92))).blocked


def test_first_things_first():
    said = weigh(first={2: First("a promise of yours is late", "keep the promise: the list")})
    assert (said.room, said.blocked) == (0, "a promise of yours is late")
    assert said.first == "keep the promise: the list"
    assert why(CORA, ring=1, opens=3, tact=said).endswith(
        "Cora is not asked now: a promise of yours is late. First: keep the promise: the list."
    )


def test_a_limit_is_filled_by_what_was_asked_and_what_is_planned():
    asked = [ask("r1", "met", date(2026, 6, 1)), ask("r2", "met", date(2026, 6, 2))]
    said = weigh([*asked, ask("r3", "planned")])
    assert said.blocked == "asked 3 times this quarter, the limit is 3"
    assert why(CORA, ring=1, opens=3, tact=said).endswith("the limit is 3.")


def test_who_came_by_an_introduction_says_so():
    said = weigh(came_through={2: "Yaa"})
    assert (said.came_through, said.factor) == ("Yaa", 1.0)
    assert said.reasons == ("came to you through Yaa",)


def test_who_introduced_the_rep_before_and_an_open_deal_are_said_first():
    said = weigh(introduced={2: 6, 3: 1}, deals={2: "is in an open deal with you (Proposal)"})
    assert (said.introduced, said.deal, said.factor) == (6, said.reasons[1], 1.0)
    assert said.reasons == tuple(map(str, said.why)) == (
        "introduced you to 6 people", "is in an open deal with you (Proposal)",
    )  # fmt: skip
    assert weigh(introduced={2: 1}).reasons == ("introduced you to 1 person",)
    assert weigh(introduced={2: 1}, last=date(2025, 1, 1)).reasons[0] == (
        "introduced you to 1 person"
    )


def test_silence_no_go_and_limits_of_ones_own():
    assert weigh(last=date(2026, 1, 1)).reasons == ("no contact for 180 days: warm up first",)[:0]
    said = weigh(last=date(2025, 12, 31))
    assert (said.factor, said.reasons) == (0.8, ("no contact for 181 days: warm up first",))
    said = weigh(limits=Limits(no_go=frozenset({(2, 9), (5, 8)})))
    assert (said.no_go, said.room, said.reasons) == ({9}, 3, ("1 person on the no-go list",))
    said = weigh(limits=Limits(persons={2: Limit(0)}))
    assert (said.room, said.blocked) == (0, "you set the limit to no asks")
    assert weigh(limits=Limits(default=Limit(8))).room == 8


days = st.dates(date(2025, 1, 1), date(2026, 12, 31))
asks = st.lists(
    st.builds(ask, st.uuids().map(str), st.sampled_from(STATUSES), st.none() | days), max_size=12
)
favors = st.lists(
    st.builds(Favor, st.just(0), st.just(1), st.just(2), days, st.sampled_from(["given", "taken"])),
    max_size=30,
)


@given(asks, favors, st.none() | days, st.integers(0, 5), st.integers(1, 60))
def test_tact_is_a_factor_and_room_is_held(requests, swapped, last, most, weeks):
    limits = Limits(Limit(most))
    said = weigh(requests, swapped, last, limits, weeks=weeks)
    assert 0 < said.factor <= 1
    assert 0 <= said.room <= max(most, most * weeks / 13)
    assert bool(said.blocked) == (said.room == 0)
    assert (said.factor == 1) or said.reasons


CORA = Person(2, "Cora")
FULL = Tact(room=0, blocked="asked 3 times this quarter, the limit is 3")


@pytest.mark.parametrize(
    ("person", "facts", "sentence"),
    [
        (Person(1, "Rita"), {"ring": 0}, "That is you."),
        (Person(2, "Cora", do_not_ask=True), {"ring": 1}, "marked do not ask"),
        (CORA, {"ring": 1, "opens": 3, "tact": FULL}, "not asked now: asked 3 times this quarter"),
        (CORA, {"ring": 1, "opens": 0}, "know Cora already, so no introduction is needed"),
        (CORA, {"ring": 1, "opens": 0}, "not known to know anybody whom you do not know"),
        (CORA, {"ring": 1, "opens": 2}, "could be asked; the asks in the plan add more"),
        (CORA, {"ring": 1, "opens": 2, "planned_with": ["Theo"]}, "to be asked for Theo"),
        (CORA, {"ring": -1}, "No path of at most 3 hops"),
        (CORA, {"ring": 3}, "Cora is 2 introductions away"),
        (CORA, {"ring": 2}, "Whoever knows Cora is marked"),
        (CORA, {"ring": 2, "introducers": [("Ben", FULL)]}, "now: Ben (asked 3 times"),
        (
            CORA,
            {"ring": 2, "introducers": [("Ben", Tact(no_go=frozenset({2})))]},
            "Ben (would rather not introduce you there)",
        ),
        (
            CORA,
            {"ring": 2, "introducers": [("Ben", FULL), ("Eva", None)]},
            "Eva could introduce you to Cora",
        ),
        (CORA, {"ring": 2, "planned_with": ["Eva", "Ben"]}, "in the plan, through Eva and Ben."),
        (CORA, {"ring": 2, "request": ask("r", "asked")}, "you asked the connector"),
        (CORA, {"ring": 2, "request": ask("r", "suggested")}, "Whoever knows"),
    ],
)
def test_why_not(person, facts, sentence):
    assert sentence in why(person, **facts)


def test_the_week_counts_the_favors_that_tact_counts():
    """Two introductions of this year, one of long ago and one without a day; one of them was
    written down as well."""
    day = TODAY - timedelta(40)
    dealings = Dealings(
        1, {2: TODAY},
        favors=(Favor(9, 1, 2, day + timedelta(2), "taken", "introduction"),),
        made=(
            Made(2, 1, 3, day),
            Made(2, 1, 4, TODAY - timedelta(90)),
            Made(2, 1, 5, TODAY - timedelta(900)),
            Made(2, 1, 6, None),  # who referred a client, as a CRM has it: perhaps years ago
        ),
    )  # fmt: skip
    took = [f for f in all_favors(dealings, TODAY) if f.direction == "taken"]
    assert [f.day for f in took] == [day + timedelta(2), TODAY - timedelta(90)]
    assert owed(Practice(favors=tuple(took)), TODAY)[2][0] == len(took) == 2
    (said,) = weigh_tact(dealings, Limits(), TODAY).values()
    assert taken(said) == len(took)
