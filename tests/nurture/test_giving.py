"""The balance of favors, and whom to bring together: worked by hand."""

from __future__ import annotations

from datetime import date

import pytest

from tests.nurtured import DAY, REP
from tiesmap.model.people import Person
from tiesmap.model.practice import Action, Detail, Practice
from tiesmap.model.tact import Favor
from tiesmap.nurture.favors import Idea, balance, idea_for, owed, suggest_givings, words_of


def favor(direction: str, *day: int, person: int = 2) -> Favor:
    return Favor(0, REP, person, date(*day), direction)


@pytest.mark.parametrize(
    ("favors", "asked", "sentence"),
    [
        ([], [], ""),
        ([favor("given", 2026, 5, 3)], [], "You gave one favor and took nothing."),
        (
            [favor("given", 2026, 5, 3)],
            [date(2026, 6, 1), date(2026, 6, 8)],
            "You have asked twice and given nothing since 3 May: first, send the article.",
        ),
        (
            [],
            [date(2026, 6, 1)],
            "You have asked once since 1 June and given nothing yet: first, send the article.",
        ),
        (
            [favor("given", 2026, 6, 9)],
            [date(2026, 6, 1), date(2026, 6, 8)],
            "You gave one favor and took nothing.",
        ),
        (
            [favor("taken", 2026, 3, 1), favor("taken", 2026, 4, 1), favor("given", 2026, 5, 1)],
            [],
            "You took 2 favors and gave 1: first, send the article.",
        ),
        ([favor("taken", 2026, 7, 1)], [date(2026, 7, 1)], ""),  # after the day
    ],
)
def test_the_balance_in_a_sentence(favors: list[Favor], asked: list[date], sentence: str) -> None:
    assert balance(favors, asked, DAY, "send the article") == sentence


def test_whom_the_rep_owes_and_since_when() -> None:
    favors = (
        favor("taken", 2026, 3, 1), favor("taken", 2026, 2, 1), favor("given", 2026, 1, 1),
        favor("taken", 2026, 2, 5, person=3), favor("given", 2026, 2, 6, person=3),
        favor("taken", 2026, 7, 5, person=4),
    )  # fmt: skip
    assert owed(Practice(favors=favors), DAY) == {2: (1, date(2026, 3, 1))}


def test_an_idea_to_give_comes_from_promises_then_wishes_then_interests() -> None:
    ana = Person(2, "Ana")
    interest = Detail(1, REP, 2, date(2026, 1, 1), "interest", "rowing")
    goal = Detail(2, REP, 2, date(2026, 1, 1), "goal", "a second bakery")
    promise = Action(1, REP, 2, date(2026, 1, 1), "promise", "send the article")
    assert idea_for(ana, Practice(), DAY) is None
    about = idea_for(ana, Practice(details=(interest,)), DAY)
    assert str(about) == "something on the interest: rowing"
    both = Practice(details=(interest, goal))
    assert idea_for(ana, both, DAY) == Idea("something that helps toward the goal: a second bakery")
    owing = Practice(details=(interest, goal), plans=(promise,))
    owed_first = idea_for(ana, owing, DAY)
    assert owed_first and owed_first.purpose == "keep the promise: send the article"


def test_words_meet_without_their_plural_and_small_words_do_not_count() -> None:
    assert words_of("Looking for the bakeries") & words_of("her own bakery") == {"bakery"}
    assert words_of("with the and for") == frozenset()


PEOPLE = [
    Person(2, "Ana", category="Bakeries"),
    Person(3, "Bo", category="Flour mills", title="Miller"),
    Person(4, "Cy", category="Insurance"),
    Person(5, "Di", category="Rowing clubs", do_not_ask=True),
    Person(6, "Ed", category="Insurance"),
]
DETAILS = (
    Detail(1, REP, 2, DAY, "challenge", "finding a good miller"),
    Detail(2, REP, 3, DAY, "goal", "supply more bakeries"),
    Detail(3, REP, 4, DAY, "interest", "rowing on the lake"),
    Detail(4, REP, 6, DAY, "interest", "rowing"),
    Detail(5, REP, 5, DAY, "interest", "rowing"),
    Detail(6, REP, 2, DAY, "goal", "cheaper insurance"),
)


def test_two_people_who_both_gain_are_brought_together() -> None:
    found = suggest_givings(PEOPLE, Practice(details=DETAILS), lambda *_: False, DAY)
    # Ana wants a miller and Bo bakeries: 2 log 5. Cy and Ed row: log 5/2. Insurance would gain
    # only Ana.
    assert [(g.person, g.other) for g in found] == [(2, 3), (4, 6)]
    assert found[0].reasons == (
        "Ana's challenge: “finding a good miller”. Bo's title: Miller",
        "Bo's goal: “supply more bakeries”. Ana's category: Bakeries",
    )
    assert found[1].reasons == ("both: rowing on the lake",)


def test_nobody_is_introduced_to_somebody_known_or_marked() -> None:
    practice = Practice(details=DETAILS)
    found = suggest_givings(PEOPLE, practice, lambda a, b: {a, b} == {2, 3}, DAY)
    assert [(g.person, g.other) for g in found] == [(4, 6)]
    assert suggest_givings(PEOPLE, practice, lambda *_: False, date(2026, 6, 29)) == ()
    assert len(suggest_givings(PEOPLE, practice, lambda *_: False, DAY, top=1)) == 1
