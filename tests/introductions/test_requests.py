"""Introduction requests: drafted from a path, moved on, and grouped for a meeting."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tiesmap.introductions.requests import (
    OUTCOME_MEANING,
    advance,
    draft,
    draft_open,
    for_meeting,
    is_due,
    next_statuses,
    overdue,
)
from tiesmap.model.paths import Hop, OpenAsk, ReferralPath
from tiesmap.model.people import Person
from tiesmap.model.reasons import in_words
from tiesmap.model.requests import OUTCOMES, IntroRequest
from tiesmap.model.statuses import NEXT_STATUSES, OPEN, STATUSES, WAITING

TODAY = date(2026, 6, 30)
REP = Person(1, "Maria Santos", company="Nordlicht Linen", rep=True)
PEOPLE = {
    1: REP,
    2: Person(2, "Anna Berg", email="anna@berg.example", company="Berg Catering"),
    3: Person(3, "Tom Field", "tom@acme.example", title="Buyer", company="Acme", category="Hotels"),
    4: Person(4, "Eva Lind", company="Beta"),
    5: Person(5, "Shy One", do_not_ask=True),
}


def a_path(*ids: int, chance: float = 0.5) -> ReferralPath:
    hops = tuple(Hop(0.4, chance, "weak", False, ("met twice",)) for _ in ids[1:])
    return ReferralPath(ids, tuple(PEOPLE[i].name for i in ids), hops)


def drafted(path: ReferralPath, people: dict[int, Person] = PEOPLE) -> IntroRequest:
    return draft(
        path,
        people,
        rep=REP,
        strength=0.7,
        last_contact=date(2026, 5, 1),
        reasons=(in_words("met twice"),),
        as_of=TODAY,
        follow_up_days=7,
    )


def test_a_path_of_two_hops_asks_the_connector_for_the_goal():
    request = drafted(a_path(1, 2, 3))
    assert (request.connector, request.target, request.goal) == (
        "Anna Berg",
        "Tom Field",
        "Tom Field",
    )
    assert (request.connector_email, request.connector_company) == (
        "anna@berg.example",
        "Berg Catering",
    )
    assert (request.target_title, request.target_company, request.target_category) == (
        "Buyer",
        "Acme",
        "Hotels",
    )
    assert request.path == ("Maria Santos", "Anna Berg", "Tom Field")
    assert (request.hops, request.chance) == (2, 0.25)
    assert (request.status, request.asked_on, request.follow_up_on) == (
        "suggested",
        None,
        date(2026, 7, 7),
    )
    assert request.purpose and request.note_to_forward


def test_a_longer_path_asks_for_the_next_person_toward_the_goal():
    request = drafted(a_path(1, 2, 3, 4))
    assert (request.target, request.target_id, request.goal, request.goal_id) == (
        "Tom Field",
        3,
        "Eva Lind",
        4,
    )
    assert (request.hops, request.chance) == (3, 0.125)


@pytest.mark.parametrize(
    ("ids", "what"),
    [
        ((1, 2), "no introduction is needed"),
        ((1, 5, 3), "Shy One is marked do_not_ask"),
        ((1, 2, 5), "Shy One is marked do_not_ask"),
        ((1, 2, 5, 4), "Shy One is marked do_not_ask"),
        ((1, 2, 3, 5), "Shy One is marked do_not_ask"),
        ((1, 2, 3, 2), "circle"),
        ((2, 3, 4), "starts at person 2"),
    ],
)
def test_paths_that_are_no_request(ids, what):
    with pytest.raises(ValueError, match=what):
        drafted(a_path(*ids))


def test_somebody_who_is_not_known_is_no_request():
    with pytest.raises(ValueError, match="person 3 is not known"):
        drafted(a_path(1, 2, 3), {1: PEOPLE[1], 2: PEOPLE[2]})


def test_the_id_is_that_of_the_ask_alone():
    first = drafted(a_path(1, 2, 3))
    renamed = {**PEOPLE, 3: replace(PEOPLE[3], name="Thomas Field", company="Beta")}
    assert drafted(a_path(1, 2, 3, chance=0.1), renamed).request == first.request
    others = {drafted(a_path(*ids)).request for ids in [(1, 2, 4), (1, 3, 4), (1, 2, 3, 4)]}
    assert len(others | {first.request}) == 4
    assert all(request.isalnum() and request[0] == "r" for request in others)


@pytest.mark.parametrize(
    ("kind", "about", "target"),
    [
        ("company", "Acme", "somebody at Acme"),
        ("category", "hotel purchasing", "somebody in hotel purchasing"),
    ],
)
def test_an_open_ask_has_no_target_id(kind, about, target):
    ask = OpenAsk(2, kind, about, 0.3, (in_words("senior title"),))
    words = {"strength": 0.7, "last_contact": None, "as_of": TODAY, "follow_up_days": 7}
    request = draft_open(ask, PEOPLE, rep=REP, **words)
    assert (request.target, request.target_id) == (target, None)
    assert (request.goal, request.goal_id) == (target, None)
    assert request.path == ("Maria Santos", "Anna Berg", target)
    assert (request.target_company, request.target_category) == (
        ("Acme", "") if kind == "company" else ("", "hotel purchasing")
    )
    assert (request.chance, request.reasons) == (0.3, ("senior title",))
    for connector in (5, 1, 99):
        with pytest.raises(ValueError):
            draft_open(replace(ask, connector=connector), PEOPLE, rep=REP, **words)


# What happens, in the words of the field, and whether it can.
LIVES = [
    ("suggested planned asked agreed accepted introduced met", True),
    ("suggested asked declined", True),
    ("planned asked agreed refused", True),
    ("asked no_answer asked agreed accepted introduced no_answer", True),
    ("asked no_answer agreed", True),
    ("suggested withdrawn planned asked withdrawn", True),
    ("agreed introduced", False),  # the target has not said yes
    ("suggested met", False),
    ("asked accepted", False),  # the connector has not agreed
    ("declined asked", False),
    ("refused asked", False),
    ("met introduced", False),
    ("introduced withdrawn", False),  # what was made cannot be taken back
]


@pytest.mark.parametrize(("life", "can"), LIVES)
def test_what_can_follow(life, can):
    first, *steps = life.split()
    request = replace(drafted(a_path(1, 2, 3)), status=first)
    if can:
        for step in steps:
            request = advance(request, step, TODAY, 7)
        assert request.status == steps[-1]
    else:
        with pytest.raises(ValueError, match="cannot follow"):
            advance(request, steps[0], TODAY, 7)


def test_every_status_is_in_the_table_and_can_come_about():
    assert set(NEXT_STATUSES) == set(STATUSES)
    reached = {"suggested"}
    for _ in STATUSES:
        reached |= {after for before in reached for after in next_statuses(before)}
    assert reached == set(STATUSES)
    assert set(OPEN) <= set(WAITING)
    assert set(OUTCOME_MEANING) == set(OUTCOMES)
    with pytest.raises(ValueError, match="is no status"):
        next_statuses("done")


def test_the_days_of_a_request():
    request = drafted(a_path(1, 2, 3))
    asked = advance(request, "asked", date(2026, 7, 1), 7)
    assert (asked.asked_on, asked.follow_up_on) == (date(2026, 7, 1), date(2026, 7, 8))
    silent = advance(asked, "no_answer", date(2026, 7, 9), 7)
    assert (silent.asked_on, silent.follow_up_on) == (date(2026, 7, 1), None)
    again = advance(silent, "asked", date(2026, 8, 3), 7)
    assert (again.asked_on, again.follow_up_on) == (date(2026, 8, 3), date(2026, 8, 10))
    agreed = advance(again, "agreed", date(2026, 8, 5), 10)
    assert (agreed.asked_on, agreed.follow_up_on) == (date(2026, 8, 3), date(2026, 8, 15))
    assert advance(agreed, "agreed", date(2026, 9, 1), 10) == agreed
    assert request.status == "suggested"
    met = advance(replace(agreed, status="introduced"), "met", date(2026, 9, 1), 10)
    assert met.follow_up_on == date(2026, 9, 11) and not is_due(
        replace(met, outcome="client"), date(2026, 12, 1)
    )


@pytest.mark.parametrize(
    ("status", "follow_up_on", "due", "late"),
    [
        ("asked", date(2026, 6, 29), True, True),
        ("asked", date(2026, 6, 30), True, False),
        ("asked", date(2026, 7, 1), False, False),
        ("asked", None, False, False),
        # What came of a meeting is still to be told.
        ("met", date(2026, 6, 1), True, True),
        ("declined", date(2026, 6, 1), False, False),
    ],
)
def test_what_is_due(status, follow_up_on, due, late):
    request = replace(drafted(a_path(1, 2, 3)), status=status, follow_up_on=follow_up_on)
    assert (is_due(request, TODAY), overdue(request, TODAY)) == (due, late)


def an_ask(number: int, connector: int, target: int | None, chance: float, status: str):
    base = drafted(a_path(1, 2, 3))
    return replace(
        base,
        request=f"r{number}",
        connector_id=connector,
        target_id=target,
        target=f"target {target}",
        chance=chance,
        status=status,
    )


def test_the_asks_of_one_meeting():
    asks = [
        an_ask(1, 2, 31, 0.2, "suggested"),
        an_ask(2, 2, 32, 0.4, "asked"),
        an_ask(3, 2, 33, 0.9, "declined"),
        an_ask(4, 7, 34, 0.9, "planned"),
        an_ask(5, 2, 31, 0.3, "planned"),  # the same target, toward another goal
        an_ask(6, 2, None, 0.1, "suggested"),
    ]
    assert [ask.request for ask in for_meeting(asks, 2)] == ["r2", "r5", "r6"]
    assert [ask.request for ask in for_meeting(asks, 2, most=1)] == ["r2"]
    assert for_meeting(asks, 99) == ()


@given(
    st.lists(
        st.tuples(
            st.integers(1, 3), st.integers(10, 15), st.floats(0, 1), st.sampled_from(STATUSES)
        )
    )
)
def test_a_meeting_is_a_part_of_the_open_asks(rows):
    asks = [an_ask(number, *row) for number, row in enumerate(rows)]
    found = for_meeting(asks, 1)
    assert len(found) <= 5
    assert all(ask.connector_id == 1 and ask.status in OPEN for ask in found)
    assert [ask.chance for ask in found] == sorted((ask.chance for ask in found), reverse=True)
